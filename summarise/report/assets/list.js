// The list of replies on the left, its conditions and its order.
const rows = [];

function listRow(reply) {
  const tally = [["c", reply.commitments], ["t", reply.targets], ["m", reply.measures]]
    .filter(([, n]) => n).map(([kind, n]) => badge(kind, String(n)));
  if (reply.warnings) tally.push(h("span", { class: "badge w" }, `! ${reply.warnings}`));
  return h("li", {}, h("a", { class: "row", href: `#${reply.key}` },
    h("span", { class: "row-title", lang: "zh-CN" }, reply.title),
    h("span", { class: "row-meta" }, h("span", { lang: "zh-CN" }, reply.issuer || t("noIssuer")), " ", h("time", {}, reply.date)),
    h("span", { class: "row-tally" }, tally)));
}

function renderList() {
  rows.length = 0;
  data.replies.forEach((reply) => rows.push(listRow(reply)));
  arrange();
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

// The order does not depend on the conditions, so that a filter only hides and shows.
function arrange() {
  $("list").replaceChildren(...[...rows.keys()].sort(ORDERS[state.sort]).map((n) => rows[n]));
}

function showList() {
  const wanted = new Set(shown);
  rows.forEach((row, n) => {
    const hide = !wanted.has(n);
    if (row.hidden !== hide) row.hidden = hide;
  });
  $("count").textContent = t("count", shown.length, rows.length);
  $("none").hidden = shown.length > 0;
  showChips();
}

function showChips() {
  const named = [];
  if (filter.body) named.push([`${t("body")} ${filter.body}`, { body: "" }]);
  if (filter.from || filter.to) named.push([`${t("due")} ${filter.from} – ${filter.to}`, { from: "", to: "" }]);
  $("chips").replaceChildren(...named.map(([name, undo]) => h("li", {}, h("button", { type: "button", onclick: () => set(undo) }, name, " ×"))));
  $("clear").hidden = !Object.entries(filter).some(([key, value]) => value !== NOTHING[key]);
}

function markCurrent() {
  for (const row of $("list").querySelectorAll("[aria-current]")) row.removeAttribute("aria-current");
  const link = state.reply >= 0 ? rows[state.reply].firstChild : null;
  if (!link) return;
  link.setAttribute("aria-current", "true");
  link.scrollIntoView({ block: "nearest" });
}
