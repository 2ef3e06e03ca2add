// 标注: one unit a line, labels by letter; in a blind task the page has nothing of an engine's.
const label = {
  reply: null, unit: 0, number: null, last: "", asked: [],
  ...sheetPlace(() => label.reply, unitHere, () => label.reply.now),
  goTo: goUnit,
  perform: performLabel,
  redraw: renderLabels,
};

// What a labelling and its settling are asked for alike: the unit at hand, its offers, its numbers, the fields.
function sheetPlace(reply, unit, sheet) {
  const unique = (lists) => [...new Map(lists.flat().map((one) => [JSON.stringify(one), one])).values()];
  return {
    here: () => {
      const { start, end } = unit();
      const offers = reply().fixed.offers.filter((one) => one.start < end && start < one.end);
      return { start, end, bodies: unique(offers.map((one) => one.bodies)), dates: unique(offers.map((one) => one.dates)) };
    },
    promise: () => (unit().promise ? { name: `c${unit().start}`, ...unit().promise } : null),
    target: (start) => startingAt(sheet().numbers, start),
    quantities: () => reply().fixed.quantities.filter((one) => unit().start <= one.start && one.start < unit().end),
    mayTarget: () => /[ch]/.test(unit().labels),
    field: (path) => sheet().fields[path] || (STATED.some((field) => field.path === path && field.several) ? [] : ""),
  };
}

const LABELS = [["M", "m", "已做", "做过、在做"], ["C", "c", "承诺", "说了要做"], ["H", "h", "标题", "只起头"], ["P", "p", "提案", "对方说的"], ["B", "b", "背景", "形势、套话"], ["F", "f", "版面", "抬头、落款"]];
// The labels after one is put on or off, at most two.
const toggled = (labels, letter) => [..."mchpbf"].filter((one) => (one === letter) !== labels.includes(one)).slice(0, 2).join("");

// What the person labelled; what is left of the engine's draft is not theirs yet.
const isOwn = (unit) => unit.labels && (unit.touched || label.reply.task.mode === "blind");

const sixLabels = (labels, take) => h("div.six", group("标签"), LABELS.map(([key, value, word, hint]) =>
  button({ "aria-pressed": labels.includes(value), onclick: () => take(value) }, kbd(key), bold(word), small(hint))));

const labelActs = (take) => ({
  measure: () => take("m"),
  commitment: () => take("c"),
  heading: () => take("h"),
  proposal: () => take("p"),
  background: () => take("b"),
  furniture: () => take("f"),
});

function unitHere() {
  return label.reply.now.units[label.unit];
}

const labelPath = ({ task, fixed }, part) => `/api/task/${task.key}/${part}/${fixed.name}`;

async function openLabelling(task, name) {
  await loadRules();
  const [answer, rail] = await Promise.all([ask(`/api/task/${task}/reply/${name}`), taskRail(task, name)]);
  label.reply = opened(answer);
  const first = answer.now.units.findIndex((one) => !one.labels);
  Object.assign(label, { unit: Math.max(0, first), number: null, asked: [] });
  VIEWS.label.keys = answer.now.handed_in ? "handedIn" : "label";
  showKeys();
  fillPanes(label, "div.labelling units", "逐句标注", "当前句的标签", rail);
  renderLabels("center");
}

function renderLabels(block = "nearest") {
  if (!isOpen(label)) return;
  const { reply } = label;
  const mode = reply.now.handed_in ? "已交卷" : reply.task.mode === "blind" ? "盲标 · 引擎与他人结果不下发" : "从草稿改 · 引擎的标签是灰的";
  refill($("source"),
    h("header", h("h2", reply.fixed.source), h("span.tagged", mode), link(`/task/${reply.task.key}`, `‹ 任务「${reply.task.title}」`)),
    h("ol", reply.now.units.map((unit, n) => unitLine(unit, n))));
  renderLabelPanel();
  showHere(block);
}

function unitLine(unit, n) {
  const { reply } = label;
  const marks = unit.labels ? [...unit.labels].map((one) => h(`b.lab.${one}${isOwn(unit) ? "" : ".draft"}`, one.toUpperCase())) : h("b.lab.none", unseen("未标"));
  const isHere = n === label.unit;
  const caret = isHere && picker && picker.cut && picker.range ? [{ start: picker.range[0], end: picker.range[0] }] : [];
  const marked = [...reply.fixed.quantities, ...reply.fixed.dates].filter((one) => unit.start <= one.start && one.end <= unit.end && !caret.some(({ start }) => one.start < start && start < one.end));
  const words = piecesOf(reply, unit, [...caret, ...marked].sort((a, b) => a.start - b.start), (one, said) => {
    if (!said) return h("span.caret", { "aria-hidden": "true" });
    return reply.fixed.dates.includes(one) ? h("span.d", said) : numberMark(one, said, label.target(one.start), isHere && one.start === label.number);
  });
  return h("li", { class: unit.labels ? null : "left", "data-part": n, "aria-current": isHere },
    h("span.num.n", n + 1), h("span.labs", marks), h("span", words, unit.doubt ? h("small.doubt", ` 疑问：${unit.doubt}`) : ""));
}

function renderLabelPanel() {
  const panel = $("inspector");
  const { reply } = label;
  const unit = unitHere();
  const all = reply.now.units.length;
  const done = all - reply.now.left;
  const bar = progress("div.prog.wide", `已标 ${done} 句，共 ${all} 句`, done / all);
  into(panel,
    label.asked.length ? h("div.warnbox", { role: "alert" }, bold("交卷前请再看一眼"), label.asked.map((one) => para(one)), button(handIn, "没有问题，交卷")) : null,
    h3(`第 ${label.unit + 1} 句的标签`, aside(unit.labels && !isOwn(unit) ? t("agree") : "可选两个")),
    fixedWhere(reply.now.handed_in, sixLabels(unit.labels, toggleUnit), ...promiseRows(label), numberTable(label), doubtBox(unit)), labelRule(unit), pickerPanel(),
    h("div.log", h("div.between", h("span", `本件 ${done} / ${all} 句`), reply.now.handed_in ? bold("已交卷") : button(handIn, kbd("Ctrl+Enter"), " 交卷")), bar,
      note(reply.now.handed_in ? [link(`/r/${reply.fixed.name}`, "看引擎怎样选的"), " ", goldButton(reply.task.key, reply.task.gold)] : reply.task.mode === "blind" ? t("afterHandIn") : t("grey"))));
}

const RULE_OF = { m: "1", c: "2", h: "6", p: "7", b: "4", f: "8", mc: "3" };

function labelRule(unit) {
  const here = RULE_OF[unit.labels] || "1";
  const rule = rules.find(([number]) => number === here);
  return h("div.rulebox", h("span.one", bold(`规则 ${here} `), rule[1], " "), quiet(showRules, "全部规则 ", kbd("G")), rulesList(here));
}

function doubtBox(unit) {
  return h("div.rulebox", bold("拿不准？"), unit.doubt ? ` ${unit.doubt}` : t("doubt"), " ", quiet(sheetActs.doubt, "疑问 ", kbd("Q")));
}

async function performLabel(act) {
  const { reply } = label;
  applyLabelLocally(reply.now, act);
  renderLabels();
  try {
    takeLabels(reply, await save(labelPath(reply, "event"), act));
  } catch (trouble) {
    say(trouble.message);
    takeLabels(reply, await ask(labelPath(reply, "reply")));
  }
}

// An answer that does not know of acts that wait is left: theirs will come.
function takeLabels(reply, answer) {
  if (answer.said) say(answer.said);
  if (outbox.waiting.length) return;
  Object.assign(reply, { now: answer.now, log: answer.log });
  if (label.reply !== reply || !isOpen(label)) return;
  Object.assign(label, { asked: [], unit: Math.min(label.unit, reply.now.units.length - 1) });
  document.querySelector(".rail [aria-current] .st").replaceWith(taskState({ begun: true }));
  renderLabels();
}

function applyLabelLocally(now, act) {
  const start = Number(act.item.slice(1));
  const unit = startingAt(now.units, start);
  const number = startingAt(now.numbers, start);
  if (act.do === "unit" && unit) {
    Object.assign(unit, { labels: act.to, touched: true, promise: act.to.includes("c") ? unit.promise || { certainty: "firm", responsible: [], deadline: null } : null });
  } else if (act.do === "target") now.numbers = act.to ? [...now.numbers, { start, ...act.to }] : now.numbers.filter((one) => one.start !== start);
  else if (act.item[0] === "t" && number) number[act.do] = act.to;
  else if (act.do === "firmness") unit.promise.certainty = act.to;
  else if (["responsible", "deadline"].includes(act.do) && unit && unit.promise) unit.promise[act.do] = act.to;
  else if (act.do === "doubt" && unit) unit.doubt = act.to;
  else if (act.do === "field") now.fields[act.item] = act.to;
}

function toggleUnit(letter) {
  const unit = unitHere();
  const { labels } = unit;
  if (labels.includes(letter) && !isOwn(unit)) return setUnit(labels);
  return setUnit(labels.includes(letter) || labels.length < 2 ? toggled(labels, letter) : letter);
}

function setUnit(to) {
  const unit = unitHere();
  if (to) label.last = to;
  if (to !== unit.labels || !isOwn(unit)) performLabel({ do: "unit", item: `u${unit.start}`, from: unit.labels, to });
}

function goUnit(index) {
  if (index < 0 || index >= label.reply.now.units.length) return;
  Object.assign(label, { unit: index, number: null });
  picker = null;
  renderLabels();
}

async function handIn() {
  const { reply, asked } = label;
  const here = staying();
  try {
    const { done, to, questions } = await save(labelPath(reply, "hand-in"), { sure: asked });
    say(done ? "已交卷" : "还没有交卷，有几处请再看一眼");
    if (!here()) return;
    if (done) return go(to);
    label.asked = questions;
    renderLabelPanel();
    $("inspector").scrollTop = 0;
  } catch (trouble) {
    say(trouble.message);
    if (here() && trouble.answer.places) goUnit(reply.now.units.findIndex((one) => one.start === trouble.answer.places[0]));
  }
}

function undoLabel(n) {
  const { reply } = label;
  return attempt(async () => takeLabels(reply, await save(labelPath(reply, "event"), { do: "undo", undoes: n })));
}

const sheetActs = {
  nextUnit: () => goUnit(label.unit + 1),
  previousUnit: () => goUnit(label.unit - 1),
  nextLeft: () => {
    const at = nextOf(label.reply.now.units, label.unit, (one) => !isOwn(one));
    return at < 0 ? say("都标了，可以交卷") : goUnit(at);
  },
  ...labelActs(toggleUnit),
  again: () => {
    if (!label.last) return say("还没有标过");
    if (isOwn(unitHere())) goUnit(label.unit + 1);
    return setUnit(label.last);
  },
  split: () => {
    const { start, end } = unitHere();
    openPicker({
      title: "从此处切开", note: "用 ← → 移动切口，Enter 切开", scope: { reply: label.reply, start: start + 1, end, near: label.number ?? Math.floor((start + end) / 2) },
      cut: (to) => performLabel({ do: "split", item: `u${start}`, from: null, to }), code: "KeyS",
    });
    moveWords(0, false);
  },
  merge: () => performLabel({ do: "merge", item: `u${unitHere().start}`, from: null, to: null }),
  doubt: () => askWords("疑问", "裁定时先看它", (to) => performLabel({ do: "doubt", item: `u${unitHere().start}`, from: unitHere().doubt, to }), unitHere().doubt),
  ...undoActs(label, undoLabel),
  handIn: () => handIn(),
  nextTask: () => during(stepTask(1)),
  previousTask: () => during(stepTask(-1)),
  ...attributeActs(label, STATED.map((field) => field.path).filter((path) => path !== "reply.title")),
};

async function stepTask(by) {
  const { key } = label.reply.task;
  const { replies } = await ask(`/api/task/${key}/list`);
  const next = replies[replies.findIndex((one) => one.name === label.reply.fixed.name) + by];
  return next ? go(`/task/${key}/${next.name}`) : atEnd(by, "件");
}
