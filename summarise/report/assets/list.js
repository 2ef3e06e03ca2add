// The list of replies on the left, its conditions and its order.
const rows = [];

function listRow(reply) {
  const tally = [["c", reply.commitments], ["t", reply.targets], ["m", reply.measures]]
    .filter(([, n]) => n).map(([kind, n]) => badge(kind, `${t(kind)} ${n}`));
  if (reply.warnings) tally.push(h("span", { class: "badge w" }, `! ${reply.warnings}`));
  if (reply.unread) tally.push(h("span", { class: "badge w" }, `${t("unread")} ${reply.unread}`));
  return h("li", {}, h("a", { class: "row", href: `#${reply.key}` },
    h("span", { class: "row-title", lang: "zh-CN" }, reply.title),
    h("span", { class: "row-meta" }, h("span", { lang: "zh-CN" }, reply.issuer || t("noIssuer")), " ", h("time", {}, reply.date)),
    h("span", { class: "row-tally" }, tally)));
}

// Rows are drawn as they come into sight: a thousand at once would make every filter wait for their layout.
const ROWS_AT_ONCE = 60;

function rowOf(n) {
  if (!rows[n]) rows[n] = listRow(data.replies[n]);
  return rows[n];
}

function drawRows(upTo) {
  const list = $("list");
  const have = list.childElementCount;
  list.append(...shown.slice(have, Math.max(have, upTo)).map(rowOf));
}

function drawMoreRows() {
  const list = $("list");
  if (list.scrollTop + list.clientHeight > list.scrollHeight - 600) drawRows(list.childElementCount + ROWS_AT_ONCE);
}

function renderList() {
  rows.length = 0;
  renderSelects();
}

function tallied(values) {
  const tally = new Map();
  for (const value of values) tally.set(value, (tally.get(value) || 0) + 1);
  return [...tally];
}

function options(id, all, entries) {
  const made = entries.map(([value, name, n]) => h("option", { value }, n ? `${name} (${n})` : name));
  $(id).replaceChildren(...(all ? [h("option", { value: "" }, t(all))] : []), ...made);
  $(id).value = id === "sort" ? state.sort : filter[id];
}

// Values of issuer and year carry a sign in front, since the empty value means all of them.
function renderSelects() {
  const issuers = tallied(data.replies.map((reply) => reply.issuer)).sort((a, b) => b[1] - a[1] || compare(a[0], b[0]));
  options("issuer", "allIssuers", issuers.map(([name, n]) => [`=${name}`, name || t("noIssuer"), n]));
  const years = tallied(data.replies.map((reply) => reply.year)).sort((a, b) => compare(b[0], a[0]));
  options("year", "allYears", years.map(([year, n]) => [`=${year}`, year || t("noDate"), n]));
  const fields = new Map(tallied(data.replies.map((reply) => reply.field)));
  options("field", "allFields", data.fields.filter((field) => fields.has(field.key)).map((field) => [field.key, field[state.lang], fields.get(field.key)]));
  options("sort", "", Object.keys(ORDERS).map((key) => [key, t(key), 0]));
}

function showList() {
  $("list").replaceChildren();
  $("list").scrollTop = 0;
  drawRows(ROWS_AT_ONCE);
  $("count").textContent = t("count", shown.length, data.replies.length);
  $("none").hidden = shown.length > 0;
  showChips();
  markCurrent(false);
}

function showChips() {
  const named = [];
  if (filter.body) named.push([`${t("body")} ${filter.body}`, { body: "" }]);
  if (filter.from || filter.to) named.push([`${t("due")} ${filter.from} – ${filter.to}`, { from: "", to: "" }]);
  $("chips").replaceChildren(...named.map(([name, undo]) => h("li", {}, h("button", { type: "button", onclick: () => set(undo) }, name, " ×"))));
  $("clear").hidden = !Object.entries(filter).some(([key, value]) => value !== NOTHING[key]);
}

// A filter leaves the list at its beginning; going to a reply draws and shows its row, however far down.
function markCurrent(follow = true) {
  for (const row of $("list").querySelectorAll("[aria-current]")) row.removeAttribute("aria-current");
  const place = state.reply < 0 ? -1 : shown.indexOf(state.reply);
  if (place < 0) return;
  const link = rowOf(state.reply).firstChild;
  link.setAttribute("aria-current", "true");
  if (!follow) return;
  drawRows(place + 10);
  link.scrollIntoView({ block: "nearest" });
}
