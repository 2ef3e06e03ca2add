// Where the reader is, and what keys and clicks do. The address says it, so that back, forward and links work.
function refresh() {
  refilter();
  showList();
  for (const id of ["q", "issuer", "field", "year"]) if ($(id).value !== filter[id]) $(id).value = filter[id];
  for (const id of ["targets", "warnings", "unread"]) $(id).checked = filter[id];
  if (document.body.dataset.view === "overview") renderOverview();
}

// An address is a reply's key and, after / or -, an item: by its place in the text (c1387), or its short name (c7).
function route() {
  const [, key, name] = /^([^/-]*)(?:[/-](.*))?$/.exec(location.hash.slice(1)) || [];
  const n = keys.get(key) ?? keys.get(/^[0-9a-f]{11,}$/.test(key) ? key.slice(0, 10) : "") ?? -1;
  const view = n >= 0 ? "reply" : key === "list" ? "list" : "overview";
  const changed = n !== state.reply || document.body.dataset.view !== view;
  Object.assign(state, { reply: n, item: "" });
  document.body.dataset.view = view;
  $("overview").hidden = view === "reply";
  $("reply").hidden = view !== "reply";
  $("to-overview").toggleAttribute("aria-current", view === "overview");
  $("to-list").toggleAttribute("aria-current", view === "list");
  if (changed && n >= 0) renderReply(n);
  if (changed && n < 0) renderOverview();
  const id = n >= 0 && name ? idOf(name) : "";
  if (changed && !id) scrollTo(0, 0);
  if (changed) markCurrent();
  if (id) choose(id);
}

function itemsOfReply() {
  return [...current.measures, ...current.commitments, ...current.targets];
}

function idOf(name) {
  const found = itemsOfReply().find((item) => item.ref === name);
  return found ? found.id : name;
}

function choose(id, from) {
  state.item = id;
  for (const old of document.querySelectorAll(".chosen")) old.classList.remove("chosen");
  const shownItem = $(`item-${id}`);
  const marks = id[0] === "w" ? [] : [...marksOf(id)];
  if (!shownItem) return;
  shownItem.classList.add("chosen");
  marks.forEach((marked) => marked.classList.add("chosen"));
  const named = itemsOfReply().find((item) => item.id === id);
  history.replaceState(null, "", `#${data.replies[state.reply].key}/${named ? named.ref : id}`);
  if (from === "record" || from === undefined) showPane("source");
  if (from === "source") showPane("record");
  const first = id[0] === "w" ? warningPlace(id) : marks[0];
  if (from !== "source" && first) first.scrollIntoView({ block: "center" });
  if (from !== "record") shownItem.scrollIntoView({ block: "nearest" });
}

function warningPlace(id) {
  const [[start]] = current.warnings[Number(id.slice(1)) - 1].places;
  const at = current.measures.concat(current.commitments, current.targets).find((item) => item.places.some(([a, b]) => a <= start && start < b));
  return at ? marksOf(at.id)[0] : null;
}

function showPane(pane) {
  document.body.dataset.pane = pane;
  for (const tab of document.querySelectorAll(".tab")) tab.setAttribute("aria-pressed", String(tab.dataset.pane === pane));
}

function step(by) {
  const next = shown[state.reply < 0 ? 0 : shown.indexOf(state.reply) + by];
  if (next !== undefined) location.hash = data.replies[next].key;
}

function stepItem(by) {
  if (state.reply < 0) return;
  const items = itemsOfReply().filter((item) => item.places.length);
  items.sort((a, b) => a.places[0][0] - b.places[0][0] || RANK[b.id[0]] - RANK[a.id[0]]);
  const at = items.findIndex((item) => item.id === state.item);
  const next = items[at < 0 ? (by > 0 ? 0 : items.length - 1) : at + by];
  if (next) choose(next.id, "keys");
}

function switchLanguage() {
  state.lang = state.lang === "zh" ? "en" : "zh";
  applyLabels();
  renderList();
  refilter();
  showList();
  if (state.reply >= 0) renderReply(state.reply);
  else renderOverview();
  if (state.item) choose(state.item, "keys");
}

function showHelp() {
  const list = LABELS[state.lang].help.map(([key, what]) => h("div", {}, h("dt", {}, key.split(" ").map((k) => h("kbd", {}, k))), h("dd", {}, what)));
  $("help").replaceChildren(h("h2", {}, t("keyboard")), h("dl", {}, list), h("p", { class: "note" }, t("foot")),
    h("form", { method: "dialog" }, h("button", {}, t("close"))));
  $("help").showModal();
}

const KEYS = {
  j: () => step(1), k: () => step(-1), n: () => stepItem(1), p: () => stepItem(-1), o: () => { location.hash = "overview"; },
  s: () => showPane(document.body.dataset.pane === "source" ? "record" : "source"), c: copyReply, e: switchLanguage, "?": showHelp,
  "/": () => { if (getComputedStyle($("q")).visibility === "hidden" || !$("q").offsetParent) location.hash = "list"; setTimeout(() => $("q").focus()); },
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || $("help").open) return;
  const typing = event.target.matches("input, select, textarea");
  if (event.key === "Escape") {
    if (typing) event.target.blur();
    else set({ ...NOTHING });
    return;
  }
  if (typing) return;
  const chosen = event.target.closest("[data-item]");
  if (chosen && (event.key === "Enter" || event.key === " ")) {
    event.preventDefault();
    choose(chosen.dataset.item, "record");
  } else if (KEYS[event.key]) {
    event.preventDefault();
    KEYS[event.key]();
  }
});

document.addEventListener("click", (event) => {
  if (String(getSelection()) || event.target.closest("a, button, input, label")) return;
  const item = event.target.closest("[data-item]");
  const marked = event.target.closest("#source mark[data-items]");
  const row = event.target.closest("[data-href]");
  if (item) choose(item.dataset.item, "record");
  else if (marked && itemOfMark(marked)) choose(itemOfMark(marked), "source");
  else if (row) location.hash = row.dataset.href;
});

$("filters").addEventListener("submit", (event) => event.preventDefault());
$("q").addEventListener("input", () => set({ q: $("q").value }));
for (const id of ["issuer", "field", "year"]) $(id).addEventListener("change", () => set({ [id]: $(id).value }));
for (const id of ["targets", "warnings", "unread"]) $(id).addEventListener("change", () => set({ [id]: $(id).checked }));
$("sort").addEventListener("change", () => { state.sort = $("sort").value; refresh(); });
$("clear").addEventListener("click", () => set({ ...NOTHING }));
$("language").addEventListener("click", switchLanguage);
$("print").addEventListener("click", () => print());
$("keys").addEventListener("click", showHelp);
$("list").addEventListener("scroll", drawMoreRows, { passive: true });
addEventListener("hashchange", route);
addEventListener("beforeprint", () => {
  state.limit = Math.max(state.limit, 2000);
  if (document.body.dataset.view === "overview") renderOverview();
});

applyLabels();
$("only-unread").hidden = !accepted;
renderList();
refresh();
route();
document.body.dataset.ready = String(Math.round(performance.now()));
setTimeout(prepareSearch, 0);
