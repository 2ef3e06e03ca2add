// Counts, promises by deadline and by body, and the ledger, of the replies that fit the conditions.
function renderOverview() {
  const kept = shownPromises();
  $("overview").replaceChildren(
    counts(kept),
    h("div", { class: "charts" }, timeline(kept), bodies(kept)),
    ...[failed(), ledger(kept)].filter(Boolean));
}

function failed() {
  if (!data.failures.length) return null;
  return h("details", { class: "chart failed" }, h("summary", {}, t("failed", data.failures.length)),
    h("ul", {}, data.failures.map((failure) => h("li", {}, h("span", { class: "file" }, failure.source), ` ${failure.kind}: ${failure.message}`))));
}

function counts(kept) {
  const sum = (key) => shown.reduce((total, n) => total + data.replies[n][key], 0);
  const of = (kind) => kept.filter((promise) => promise.id[0] === kind).length;
  const figure = (n, key) => h("div", {}, h("dd", {}, n.toLocaleString("en")), h("dt", {}, t(key)));
  return h("dl", { class: "counts" }, figure(shown.length, "replies"), figure(of("c"), "commitments"), figure(of("t"), "targets"),
    figure(kept.filter((promise) => promise.by).length, "dated"), figure(sum("measures"), "measures"), figure(sum("warnings"), "warnings"));
}

function quarterOf(day) {
  return Number(day.slice(0, 4)) * 4 + Math.floor((Number(day.slice(5, 7)) - 1) / 3);
}

const MOST_BARS = 24;

// Quarters where they fit, else years.
function buckets(dated) {
  const numbers = dated.map((promise) => quarterOf(promise.by));
  const first = numbers.reduce((a, b) => Math.min(a, b), Infinity);
  const last = numbers.reduce((a, b) => Math.max(a, b), -Infinity);
  const size = last - first < MOST_BARS ? 1 : 4;
  const begin = Math.floor(first / size) * size;
  const made = [];
  for (let at = begin; at <= last; at += size) made.push({ at, size, c: 0, t: 0 });
  numbers.forEach((number, i) => made[Math.floor((number - begin) / size)][dated[i].id[0]]++);
  return made;
}

function bounds({ at, size }) {
  const end = at + size - 1;
  const month = (end % 4) * 3 + 3;
  const days = { 3: 31, 6: 30, 9: 30, 12: 31 };
  const pad = (n) => String(n).padStart(2, "0");
  return {
    from: `${Math.floor(at / 4)}-${pad((at % 4) * 3 + 1)}-01`,
    to: `${Math.floor(end / 4)}-${pad(month)}-${days[month]}`,
  };
}

function timeline(kept) {
  const dated = kept.filter((promise) => promise.by);
  const bars = dated.length ? buckets(dated) : [];
  const most = Math.max(1, ...bars.map((bar) => bar.c + bar.t));
  const now = quarterOf(new Date().toISOString());
  const columns = bars.map((bar) => {
    const { from, to } = bounds(bar);
    const year = Math.floor(bar.at / 4);
    const name = bar.size === 4 ? `${year}` : `${year} Q${(bar.at % 4) + 1}`;
    const firstOfYear = bar.size === 4 || bar.at % 4 === 0 || bar === bars[0];
    const part = (kind) => {
      const piece = h("i", { class: kind });
      piece.style.height = `${(bar[kind] / most) * 88}%`;
      return piece;
    };
    const chosen = filter.from === from && filter.to === to;
    const current = now >= bar.at && now < bar.at + bar.size;
    return h("button", {
      type: "button", class: current ? "column now" : "column", "aria-pressed": String(chosen), title: `${name} · ${t("c")} ${bar.c} · ${t("t")} ${bar.t}`,
      "aria-label": `${name}: ${t("c")} ${bar.c}, ${t("t")} ${bar.t}`,
      onclick: () => set(chosen ? { from: "", to: "" } : { from, to }),
    }, h("span", { class: "stack" }, h("span", { class: "total" }, bar.c + bar.t || ""), bar.t ? part("t") : "", bar.c ? part("c") : ""),
      h("span", { class: "tick" }, bar.size === 4 ? `${year}` : `Q${(bar.at % 4) + 1}`), h("span", { class: "era" }, current ? t("today") : firstOfYear && bar.size === 1 ? `${year}` : ""));
  });
  const without = kept.length - dated.length;
  return h("section", { class: "chart" }, h("h3", {}, t("timeline"), h("span", { class: "aside" }, t("timelineNote"))),
    h("div", { class: "columns" }, columns),
    h("p", { class: "note" }, badge("c"), " ", badge("t"), " ", without ? t("undated", without) : ""));
}

const FIRST_BODIES = 8;

function bodies(kept) {
  const tally = new Map();
  for (const promise of kept) {
    if (promise.id[0] !== "c") continue;
    for (const body of promise.who.length ? promise.who : [""]) {
      const row = tally.get(body) || { body, n: 0, firm: 0, effort: 0, explore: 0 };
      row.n++;
      row[promise.certainty]++;
      tally.set(body, row);
    }
  }
  const rows = [...tally.values()].sort((a, b) => b.n - a.n || compare(a.body, b.body));
  const visible = state.allBodies ? rows.slice(0, 200) : rows.slice(0, FIRST_BODIES);
  const most = rows.length ? rows[0].n : 1;
  const made = visible.map((row) => {
    const bar = h("span", { class: "bar-line" }, Object.keys(STRENGTH).map((key) => {
      const piece = h("i", { class: key });
      piece.style.width = `${(row[key] / most) * 100}%`;
      return piece;
    }));
    return h("button", {
      type: "button", class: "body-row", "aria-pressed": String(filter.body === row.body && row.body !== ""), disabled: !row.body,
      title: Object.keys(STRENGTH).map((key) => `${t(key)} ${row[key]}`).join(" · "),
      onclick: () => set({ body: filter.body === row.body ? "" : row.body }),
    }, h("span", { class: "body-name", lang: "zh-CN" }, row.body || t("noIssuer")), bar, h("span", { class: "body-n" }, String(row.n)));
  });
  return h("section", { class: "chart" }, h("h3", {}, t("bodies"), h("span", { class: "aside" }, t("bodiesNote"))), made,
    h("p", { class: "note" }, Object.keys(STRENGTH).map(firmness),
      rows.length > FIRST_BODIES
        ? h("button", { type: "button", onclick: () => { state.allBodies = !state.allBodies; renderOverview(); } }, t(state.allBodies ? "showLess" : "showAll"), ` (${rows.length})`)
        : ""));
}
