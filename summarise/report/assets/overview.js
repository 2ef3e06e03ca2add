// Counts, promises by deadline and by body, and the ledger, of the replies that fit the conditions.
function renderOverview() {
  const kept = shownPromises();
  $("overview").replaceChildren(
    printedHead(kept),
    counts(kept),
    ...[toRead()].filter(Boolean),
    h("div", { class: "charts" }, timeline(kept), bodies(kept)),
    ...[failed(), ledger(kept)].filter(Boolean));
}

// What a printed ledger says of itself: the conditions, how much it holds, and the day.
function printedHead(kept) {
  const chosen = [filter.q && `“${filter.q}”`, filter.issuer.slice(1), filter.field && data.fields.find((one) => one.key === filter.field)[state.lang],
    filter.year.slice(1), filter.body, (filter.from || filter.to) && `${t("due")} ${filter.from}–${filter.to}`,
    filter.targets && t("hasTargets"), filter.warnings && t("hasWarnings"), filter.unread && t("hasUnread")].filter(Boolean);
  const counted = [t("count", shown.length, data.replies.length), t("rows", ledgerRows(kept).length)];
  return h("p", { class: "printed" }, h("span", {}, [...chosen, ...counted].join(" · ")), h("span", {}, `${t("printed")} ${new Date().toLocaleDateString("sv")}`));
}

// What the threshold promises, and what reading the rest is expected to find.
function toRead() {
  if (!accepted) return null;
  const sum = (key) => shown.reduce((total, n) => total + (data.replies[n][key] || 0), 0);
  return h("section", { class: "chart" }, h("h3", {}, t("acceptedAt", accepted.level), h("span", { class: "aside" }, `${t("unread")} ${sum("unread")}`)),
    h("p", { class: "note", lang: "zh-CN" }, accepted.words), h("p", { class: "note" }, t("wrong", sum("wrong"))));
}

function failed() {
  if (!data.failures.length) return null;
  return h("details", { class: "chart failed" }, h("summary", {}, t("failed", data.failures.length)),
    h("ul", {}, data.failures.map((failure) => h("li", {}, h("span", { class: "file" }, failure.source), state.lang === "zh" ? ` ${failure.label}：${failure.said}` : ` ${failure.kind}: ${failure.message}`))));
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
  const without = kept.length - dated.length;
  return h("section", { class: "chart" }, h("h3", {}, t("timeline"), h("span", { class: "aside" }, t("timelineNote"))),
    h("div", { class: "columns" }, bars.map((bar, i) => column(bar, most, i, bars.length))),
    h("p", { class: "note" }, badge("c"), " ", badge("t"), " ", without ? t("undated", without) : ""));
}

function column(bar, most, i, all) {
  const { from, to } = bounds(bar);
  const chosen = filter.from === from && filter.to === to;
  const now = quarterOf(new Date().toISOString());
  const current = now >= bar.at && now < bar.at + bar.size;
  const name = columnName(bar, i, all);
  const part = (kind) => {
    const piece = h("i", { class: kind });
    piece.style.height = `${(bar[kind] / most) * 88}%`;
    return piece;
  };
  const stack = h("span", { class: "stack" }, h("span", { class: "total" }, bar.c + bar.t || ""), bar.t ? part("t") : "", bar.c ? part("c") : "");
  return h("button", {
    type: "button", class: current ? "column now" : "column", "aria-pressed": String(chosen), title: name.full,
    "aria-label": `${name.full}: ${t("c")} ${bar.c}, ${t("t")} ${bar.t}`, onclick: () => set(chosen ? { from: "", to: "" } : { from, to }),
  }, stack, h("span", { class: "tick" }, name.tick), h("span", { class: "era" }, current ? t("today") : name.era));
}

// Under the axis: quarters with their year beneath the first, or years, short where there are many.
function columnName({ at, size }, i, all) {
  const year = Math.floor(at / 4);
  const quarter = `Q${(at % 4) + 1}`;
  if (size === 1) return { full: `${year} ${quarter}`, tick: quarter, era: i === 0 || at % 4 === 0 ? `${year}` : "" };
  const short = all > 9;
  return { full: `${year}`, tick: short ? String(year).slice(2) : `${year}`, era: short && i === 0 ? `${year}` : "" };
}

const FIRST_BODIES = 8;

function tallyOfBodies(kept) {
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
  return [...tally.values()].sort((a, b) => b.n - a.n || compare(a.body, b.body));
}

function bodies(kept) {
  const rows = tallyOfBodies(kept);
  const visible = state.allBodies ? rows.slice(0, 200) : rows.slice(0, FIRST_BODIES);
  const toggle = () => {
    state.allBodies = !state.allBodies;
    renderOverview();
  };
  return h("section", { class: "chart" }, h("h3", {}, t("bodies"), h("span", { class: "aside" }, t("bodiesNote"))),
    visible.map((row) => bodyRow(row, rows[0].n)),
    h("p", { class: "note" }, Object.keys(STRENGTH).map(firmness),
      rows.length > FIRST_BODIES ? h("button", { type: "button", onclick: toggle }, t(state.allBodies ? "showLess" : "showAll"), ` (${rows.length})`) : ""));
}

function bodyRow(row, most) {
  const parts = Object.keys(STRENGTH).map((key) => {
    const piece = h("i", { class: key });
    piece.style.width = `${(row[key] / most) * 100}%`;
    return piece;
  });
  return h("button", {
    type: "button", class: "body-row", "aria-pressed": String(filter.body === row.body && row.body !== ""), disabled: !row.body,
    title: Object.keys(STRENGTH).map((key) => `${t(key)} ${row[key]}`).join(" · "),
    onclick: () => set({ body: filter.body === row.body ? "" : row.body }),
  }, h("span", { class: "body-name", lang: "zh-CN" }, row.body || t("noIssuer")), h("span", { class: "bar-line" }, parts), h("span", { class: "body-n" }, String(row.n)));
}
