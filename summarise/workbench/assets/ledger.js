// 台账: promises by a query, one a row. The address is the query, so that every view is a link.
const ledger = { q: "", rows: [], next: null, at: 0, answer: null, facets: true };

// The list from which a promise was opened: one goes back to it, and from row to row in it.
let lastList = null;

const asking = (view, q) => `/${view}?q=${encodeURIComponent(q)}`;

async function loadPromises(list, q, more = false) {
  const after = more ? list.next : 0;
  const answer = await patiently(() => ask(`/api${asking("ledger", q)}&after=${after}${location.search === "?find" ? "&find=1" : ""}`));
  if (more && after !== list.next) return;
  lastList = list;
  Object.assign(list, { q, answer, rows: more ? list.rows.concat(answer.rows) : answer.rows, next: answer.next, at: more ? list.at : 0 });
}

// An index that is being made is waited for.
async function patiently(asked, told = (words) => fill(h("p.empty", { role: "status" }, words))) {
  const { turn } = frame;
  for (;;) {
    try {
      return await asked();
    } catch (trouble) {
      if (trouble.status !== 503) throw trouble;
      told(trouble.message);
      await pause();
      if (turn !== frame.turn) throw new Gone(0, {});
    }
  }
}

const VERDICTS = {
  待核实: ["blank", "circle"], 已兑现: ["ok", "check"], 部分兑现: ["part", "half"], 推进中: ["part", "arrow"],
  未兑现: ["bad", "cross"], 已调整: ["changed", "wave"], 无法核实: ["", "dash"],
};

function verdictSign(word) {
  const [kind, shape] = VERDICTS[word];
  return h(`span.st.v.${kind}`, shapeOf(shape), word);
}

const marked = (pieces) => pieces.map(([words, isHit]) => (isHit ? h("mark", words) : words));

function targetLine(one) {
  return li(h("b.num", one.amount), ` ${one.indicator} `, small(t(one.basis)), one.state ? [" ", small(`${one.due} ${one.state}`)] : "");
}

// What is due and not settled stands out, with how long ago it was due.
const stateWords = (row) => h("small", { class: row.late ? "late" : null }, row.late || row.state);

function promiseRow(list, row, n, href) {
  const proofs = row.found?.proofs || [];
  const cell = (name, ...content) => h("td", { "data-name": name }, ...content);
  return h("tr", { "data-n": n, "aria-current": n === list.at },
    cell("时限", h("b.num", row.due || "未写明"), small(row.deadline), stateWords(row)),
    cell("单位", h("span", row.who.join("、") || "—"), small(row.from)),
    cell("承诺", link(href(row), marked(row.said)), small(marked(row.under), " ", h("span.ref", row.ref)), small(marked(row.titled))),
    cell("目标", plain(row.targets.map(targetLine))),
    cell("力度", firmness(row.certainty) || "—", row.lacks.length ? small(`缺 ${row.lacks.join("、")}`) : ""),
    cell("核实", verdictSign(row.verdict || "待核实"), row.found ? small(`${row.found.by} `, h("time", row.found.at.slice(0, 10))) : ""),
    cell("后来怎样说", proofs.length ? proofs.map((one) => box(h("q", one.quote), small(`${one.who} `, h("time", one.day)))) : [link(`/follow/${row.ref}`, "看候选"), likelyWords(row)]));
}

function promiseTable(list, href) {
  if (!list.rows.length) return h("p.empty", list.answer.none);
  return h("div.scroll", h("table.promises", heads("时限", "责任单位", "承诺（原文）", "目标", "力度", "核实", "后来怎样说"),
    h("tbody", list.rows.map((row, n) => promiseRow(list, row, n, href)))),
    list.next === null ? null : [note(`列出前 ${count(list.rows.length)} 项，共 ${count(list.answer.total)} 项`), button({ class: "more", onclick: () => nextRows(list) }, "再列 50 项")]);
}

async function nextRows(list) {
  await loadPromises(list, list.q, true);
  redraw();
}

// What is printed is the whole view, as far as paper is of use.
async function printRows(list) {
  while (list.next !== null && list.rows.length < 1000) await loadPromises(list, list.q, true);
  redraw();
  print();
}

function redraw() {
  const y = $("main").querySelector(".page").scrollTop;
  frame.view.draw();
  $("main").querySelector(".page").scrollTop = y;
  toView(".promises [aria-current]");
}

async function moveRow(list, by) {
  if (await stepIn(list, list.at, by)) redraw();
}

// Goes to the row that is `by` from `at`; false where there is none.
async function stepIn(list, at, by) {
  if (at + by >= list.rows.length && list.next !== null) await loadPromises(list, list.q, true);
  if (!list.rows[at + by]) return atEnd(by, "项");
  list.at = at + by;
  return true;
}

// A facet is a word of the query: it comes and goes with a press. Two presses in a row are two words.
function toggleWord(field, value) {
  const word = `${field}:${/\s/.test(value) ? `"${value}"` : value}`;
  const words = queryHere().split(/\s+/).filter(Boolean);
  return search(words.includes(word) ? words.filter((one) => one !== word) : [...words.filter((one) => field === "状态" || !one.startsWith(`${field}:`)), word]);
}

const queryHere = () => new URLSearchParams(location.search).get("q") ?? ledger.q;

function search(words) {
  return go(asking("ledger", words.join(" ")));
}

function facetList({ title, field, values, more }) {
  const words = ledger.q.split(/\s+/);
  return h("section", h3(title),
    h("ul", values.map(([value, n]) => li(button({ class: "facet", "aria-pressed": words.includes(`${field}:${value}`), onclick: () => toggleWord(field, value) }, h("span", value), aside(count(n)))))), more ? note(`另有 ${more} 个`) : null);
}

// A form that somebody writes in stays, whatever is drawn anew around it.
function fillAround(...children) {
  const active = document.activeElement;
  fill(...children);
  VIEWS.ledger.renderPicker();
  if (active !== document.body && active.isConnected) active.focus({ preventScroll: true });
}

const known = () => ledger.answer.queries.find((one) => one.q === ledger.q);

function drawLedger() {
  const { answer, q } = ledger;
  // Who writes the next query meanwhile goes on writing.
  const active = document.activeElement;
  const isHeld = active.matches(".query [name=q]");
  const box = isHeld ? active : h("input", { type: "search", name: "q", maxlength: "200", says: "检索", placeholder: "找承诺：充电|换电 时限:<=2025-12-31", autocomplete: "off" });
  if (box.value === box.defaultValue) box.value = box.defaultValue = q;
  const form = h("form.query", { role: "search", onsubmit: (event) => {
    event.preventDefault();
    box.blur();
    search([box.value.trim()]);
  } }, box, h("button", "检索"), button(ledgerActs.keep, known() ? "去掉检索 " : "存为检索 ", kbd("S")), button(ledgerActs.hand, "导出 ", kbd("O")), button({ class: "sift", onclick: ledgerActs.facets }, "筛选"));
  const saved = answer.queries.map((one) => h("a.chip", { href: asking("ledger", one.q), "aria-current": one.q === q, title: `${one.q} · ${one.by}` }, one.name));
  const facets = answer.facets.map(facetList);
  fillAround(h("div", { class: `ledger${ledger.facets ? "" : " bare"}` },
    h("aside.facets", { says: "筛选", tabindex: "0" }, button({ class: "sift", onclick: ledgerActs.facets }, "收起"), facets.length ? facets : note(answer.total ? t("tooMany") : "没有可以筛选的。")),
    h("div.page", { tabindex: "0", says: "台账" }, form, h("div", { id: "pick" }), saved.length ? h("p.acts", saved) : null,
      answer.wrong ? wrong(answer.wrong) : note(bold(`${count(answer.total)} 项承诺`), answer.read.length ? ` · 读作：${answer.read.join("，且")}` : "", ` · ${answer.day}`, answer.closed && ` · ${answer.closed}`),
      answer.wrong ? "" : promiseTable(ledger, (row) => `/r/${row.name}/${row.place}`))));
  if (isHeld) box.focus();
  setTimeout(countCandidates, 0, ledger, VIEWS.ledger);
}

const handOut = (path, body) => attempt(async () => {
  // What is handed on has every act.
  await outbox.idle;
  const made = await ask(path, body);
  const link = h("a", { href: `/api/export/${made.id}`, download: made.name });
  document.body.append(link);
  link.click();
  link.remove();
  say(made.said);
});

const goldButton = (task, set) => set && button(() => handOut("/api/evaluation/gold", { task, set }), "下载 gold");

// What rows have in common, in the ledger and in the lists of the follow-up.
const atRow = (list, act) => () => list.rows[list.at] && act(list.rows[list.at]);
const rowActs = (list) => ({
  nextRow: () => during(moveRow(list, 1)),
  previousRow: () => during(moveRow(list, -1)),
  followRow: atRow(list, (row) => go(`/follow/${row.ref}`)),
  openRow: atRow(list, (row) => go(`/r/${row.name}/${row.place}`)),
  copy: atRow(list, (row) => copyWords(row.ref)),
  hand: () => openPicker({
    title: "导出这一页的全部承诺", note: "各种格式的行、顺序、编号相同", code: "KeyO",
    options: [...list.answer.forms, ["print", "打印"]].map(([value, label], n) => ({ ...DIGITS[n], value, label })),
    take: (to) => (to === "print" ? printRows(list) : handOut("/api/ledger/export", { q: list.q, to })),
  }),
});

const ledgerActs = {
  ...rowActs(ledger),
  search: () => {
    const box = document.querySelector(".query [name=q]");
    box?.focus();
    box?.select();
  },
  facets: () => {
    ledger.facets = !ledger.facets;
    drawLedger();
  },
  keep: () => {
    const saved = known();
    const send = (body) => attempt(async () => {
      ledger.answer.queries = (await ask("/api/queries", body)).queries;
      if (document.querySelector(".ledger")) drawLedger();
    });
    if (!ledger.q) return say("先写检索词");
    return saved ? openPicker({ title: `去掉“${saved.name}”？`, note: "大家的页面上都没有它了", code: "KeyS", options: [{ ...DIGITS[0], label: "去掉" }], take: () => send({ name: saved.name, q: "" }) }) : askWords("存为检索", "起个名字，大家都看得到", (name) => send({ name, q: ledger.q }));
  },
};

VIEWS.ledger = {
  name: "ledger", title: "台账", keys: "ledger", handlers: ledgerActs, draw: drawLedger,
  owns: (path) => path === "/ledger",
  renderPicker: () => $("pick") && into($("pick"), pickerPanel()),
  show: async () => {
    const q = queryHere();
    if (q && !location.search) history.replaceState(null, "", asking("ledger", q));
    try {
      await loadPromises(ledger, q);
    } catch (trouble) {
      if (trouble.status !== 422) throw trouble;
      const none = { forms: [], total: 0, facets: [], words: [], read: [], queries: [] };
      Object.assign(ledger, { q, rows: [], next: null, answer: { ...none, wrong: trouble.message } });
    }
    drawLedger();
  },
};
