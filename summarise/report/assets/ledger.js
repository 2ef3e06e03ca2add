// The ledger: every promise that fits, earliest deadline first, each leading to the place that says so.
// Where both kinds are shown, a target that falls due with its commitment stands in the commitment's row.
function ledgerRows(kept) {
  if (state.kind !== "both") return kept.filter((promise) => promise.id[0] === state.kind).map((promise) => ({ promise, targets: promise.amount ? [promise] : [] }));
  const held = new Map();
  const made = [];
  for (const promise of kept) {
    const holder = promise.of && held.get(`${promise.reply}/${promise.of}/${promise.by}`);
    if (holder) {
      holder.targets.push(promise);
      continue;
    }
    const row = { promise, targets: promise.amount ? [promise] : [] };
    made.push(row);
    if (!promise.amount) held.set(`${promise.reply}/${promise.id}/${promise.by}`, row);
  }
  return made;
}

function ledger(kept) {
  const rows = ledgerRows(kept);
  rows.sort((a, b) => a.promise.order - b.promise.order);
  const visible = rows.slice(0, state.limit);
  const left = Math.min(200, rows.length - visible.length);
  const heads = ["due", "who", "what", "amount", "certainty", "found", "where"];
  return h("section", { class: "ledger" },
    h("h3", {}, t("ledger"), h("span", { class: "n" }, t("rows", rows.length))),
    ledgerTools(),
    h("table", {},
      h("thead", {}, h("tr", {}, heads.map((key) => h("th", { scope: "col", class: `col-${key}` }, t(key))))),
      h("tbody", {}, visible.map(ledgerRow))),
    left > 0 ? h("p", { class: "note unlisted" }, t("unlisted", rows.length - visible.length)) : null,
    left > 0 ? h("button", { type: "button", id: "more", onclick: () => { state.limit += 200; renderOverview(); } }, t("more", left)) : null);
}

function ledgerTools() {
  const kinds = ["both", "c", "t"].map((kind) =>
    h("button", { type: "button", "aria-pressed": String(state.kind === kind), "data-kind": kind, onclick: () => { state.kind = kind; state.limit = FIRST_ROWS; renderOverview(); } },
      kind === "both" ? t("both") : t(kind)));
  const day = (id) => h("label", {}, t(id), " ", h("input", { type: "date", id: `due-${id}`, value: filter[id], onchange: (event) => set({ [id]: event.target.value }) }));
  return h("div", { class: "ledger-tools" }, h("div", { class: "kinds" }, kinds), h("span", { class: "range" }, h("span", {}, t("due")), day("from"), day("to")));
}

function ledgerRow({ promise, targets }) {
  const reply = data.replies[promise.reply];
  const late = promise.by && promise.by < new Date().toISOString().slice(0, 10);
  return h("tr", { "data-href": `#${reply.key}/${promise.ref}` },
    h("td", { class: late ? "col-due deadline late" : "col-due deadline" }, promise.by ? h("time", { datetime: promise.by }, promise.by) : null,
      promise.when ? h("q", { lang: "zh-CN" }, promise.when) : h("span", { class: "dash", "aria-hidden": "true" }, "—")),
    h("td", { class: "col-who", lang: "zh-CN" }, promise.who.join("、") || h("span", { class: "dash" }, t("noIssuer"))),
    h("td", { class: "col-what", lang: "zh-CN" }, h("a", { href: `#${reply.key}/${promise.ref}` }, badge(promise.id[0]), " ", promise.what)),
    h("td", { class: "col-amount number" }, targets.map((target) =>
      h("a", { class: "amount", href: `#${reply.key}/${target.ref}` }, h("b", {}, target.amount), h("span", { class: "reading" }, t(target.basis))))),
    h("td", { class: "col-certainty" }, firmness(promise.certainty), sureness(promise)),
    h("td", { class: "col-found" }, ["kept", "partly", "underway", "notKept"].map((key) => h("span", { class: "box" }, t(key)))),
    h("td", { class: "col-where", lang: "zh-CN" }, h("span", { class: "where" }, reply.title), h("span", { class: "ref" }, `${reply.sha}-${promise.ref}`)));
}
