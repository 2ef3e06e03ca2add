// 裁定: only what differs, side by side without names; 1 and 2 take a side, 3 writes the settler's own.
const settle = {
  task: null, reply: null, at: 0, number: null, editing: false,
  unit: () => startingAt(settle.reply.sheet.units, differenceHere().start) || settle.reply.sheet.units[0],
  ...sheetPlace(() => settle.reply, () => settle.unit(), () => settle.reply.sheet),
  goTo: goDifference,
  perform: performSettle,
  redraw: renderSettling,
};

function differenceHere() {
  return settle.reply.differences[settle.at] || { start: 0, end: 0, sides: [] };
}

function percentOf(value) {
  return value?.toFixed(3) ?? "—";
}

async function showAgreement(task) {
  const answer = await ask(`/api/task/${task}/diff`);
  const { agreement, confusion, labellers, replies } = answer;
  const [differ, settled] = ["differ", "settled"].map((part) => replies.reduce((sum, one) => sum + one[part], 0));
  const names = ["已做", "承诺", "提案", "背景", "其他"];
  const next = replies.find((one) => one.settled < one.differ);
  const finish = () => handOut(`/api/task/${task}/finish`, {});
  fill(h("div.page", up("/label", "任务"), h("h2", `裁定「${answer.title}」`),
    h("dl.counts", figure(agreement.replies, `两人都已交卷（共 ${answer.all} 件）`), figure(`${agreement.percent} %`, `标签相同（${agreement.sentences} 句）`),
      figure(percentOf(agreement.kappa), "kappa"), figure(percentOf(agreement.fields.commitments), "承诺句 F1"), figure(differ, `不同之处（已裁定 ${settled}）`)),
    h("p.acts", next ? door(`/task/${task}/settle/${next.name}`, "开始裁定") : null, button({ disabled: settled < differ, onclick: finish }, "写出 gold")),
    h("div.two", h("ol.panel.plain", replies.map((one) => h("li.between", link(`/task/${task}/settle/${one.name}`, one.title), h("span.num.note", `${one.settled} / ${one.differ}`)))),
      framed(h3("混淆", aside(`${labellers[0]}（行） / ${labellers[1]}（列）`)),
        h("table.grid", heads(unseen(labellers[0]), ...names),
          h("tbody", confusion.map((line, n) => h("tr", h("th", { scope: "row" }, names[n]), line.map((count, m) => h("td", { class: n === m ? "same" : count ? "off" : null }, count))))))))));
}

async function openSettling(task, name) {
  const answer = await ask(`/api/task/${task}/diff/${name}`);
  settle.task = task;
  settle.reply = opened(answer);
  const first = answer.differences.findIndex((one) => !one.settled);
  Object.assign(settle, { at: Math.max(0, first), number: null });
  writeOwn(false);
  fillPanes(settle, "div.labelling.wide settling", "两人不同的地方", "裁定");
  renderSettling();
}

const sideLine = ({ marks, words, more }) => box(marks.map(([look, word]) => h(`b.${look}`, word)), ` ${words}`, small(more));

function renderSettling() {
  if (!isOpen(settle)) return;
  const { reply } = settle;
  const left = reply.differences.filter((one) => !one.settled).length;
  refill($("source"), h("header", h("h2", reply.fixed.source), h("span.note", `${reply.differences.length} 处不同，还有 ${left} 处`), link(`/task/${settle.task}/settle`, "‹ 裁定")),
    reply.differences.length ? h("ol", reply.differences.map(differenceCard)) : h("p.empty", "两人完全一致。"));
  renderSettlePanel();
  showHere("nearest");
}

function differenceCard(difference, n) {
  const words = difference.start < 0 ? t(difference.item) : wordsOf(settle.reply, difference).trim();
  const side = (number) => h("div", { class: difference.chosen === number ? "side chosen" : "side" },
    button({ class: "take", "aria-pressed": difference.chosen === number, onclick: () => { settle.at = n; takeSide(number); } }, kbd(number), difference.names ? ` ${difference.names[number - 1]}` : number === 1 ? " 甲" : " 乙", difference.chosen === number ? " 已采用" : ""),
    difference.sides[number - 1].map(sideLine));
  return h("li.card", { "data-part": n, "aria-current": n === settle.at },
    h("p.words", words),
    h("div.sides", side(1), side(2), h("div.side", h("span.note", "依据"), box(difference.reason || "—"), difference.chosen === 0 ? [bold("另定"), ...difference.decided.map(sideLine)] : null)));
}

function renderSettlePanel() {
  const panel = $("inspector");
  const { start, end, own } = differenceHere();
  const editable = settle.editing && start >= 0;
  const { labels } = own ? settle.unit() : { labels: "" };
  const words = (from, to) => slice(settle.reply, from, to);
  into(panel,
    h3(settle.reply.differences.length ? `第 ${settle.at + 1} 处` : "没有不同"),
    note(editable ? t("own") : t("sides")),
    editable && sixLabels(labels, editLabel),
    ...(editable && own ? [...promiseRows(settle), numberTable(settle)] : []),
    editable ? button(ownActs.ownDone, kbd("Enter"), " 就这样定") : null,
    settle.reply.differences.length ? h("p.acts", settle.editing ? button(ownActs.back, kbd("Esc"), " 不另定") : button(settleActs.own, kbd("3"), " 另定"), button(settleActs.reason, kbd("Q"), " 依据")) : null,
    pickerPanel(),
    end > 0 ? h("blockquote.around", { tabindex: "0", says: "原文" }, words(0, start), bold(words(start, end)), words(end)) : null);
  const here = panel.querySelector(".around b");
  if (here) here.parentNode.scrollTop = here.offsetTop - 90;
}

// While somebody writes their own, no key takes a side.
function writeOwn(editing) {
  settle.editing = editing;
  Object.assign(VIEWS.label, editing ? { keys: "settleOwn", handlers: ownActs } : { keys: "settle", handlers: settleActs });
  showKeys();
}

function editLabel(letter) {
  const unit = settle.unit();
  const to = differenceHere().own ? toggled(unit.labels, letter) : letter;
  if (to) performSettle({ do: "unit", item: `u${unit.start}`, from: unit.labels, to });
}

// One after the other: what is shown is what the server has, and the next key finds it so.
function performSettle(act) {
  return during(saveSettling(act));
}

async function saveSettling(act) {
  const { reply } = settle;
  await attempt(async () => {
    const answer = await save(`/api/task/${settle.task}/settle/${reply.fixed.name}`, act);
    if (answer.said) say(answer.said);
    Object.assign(reply, answer);
  });
  renderSettling();
}

async function takeSide(to, at = settle.at) {
  const { reply } = settle;
  const { item } = reply.differences[at] || {};
  if (!item) return;
  await performSettle({ do: "settle", item, from: null, to });
  if (settle.reply === reply && settle.at === at) settleActs.nextDifference();
}

function goDifference(n) {
  if (n < 0 || n >= settle.reply.differences.length) return;
  Object.assign(settle, { at: n, number: null });
  writeOwn(false);
  picker = null;
  renderSettling();
}

const settleActs = {
  first: () => takeSide(1),
  second: () => takeSide(2),
  own: () => {
    const { at } = settle;
    const difference = differenceHere();
    if (difference.start < 0) return ATTRIBUTES.field({ ...settle, perform: async (act) => { await performSettle(act); await takeSide(0, at); } }, difference.item);
    writeOwn(true);
    return renderSettlePanel();
  },
  nextDifference: () => {
    const at = nextOf(settle.reply.differences, settle.at, (one) => !one.settled);
    return at < 0 ? say("本件都裁定了") : goDifference(at);
  },
  downDifference: () => goDifference(settle.at + 1),
  upDifference: () => goDifference(settle.at - 1),
  reason: () => askWords("裁定依据", "规则号", (to) => performSettle({ do: "remark", item: differenceHere().item, from: null, to })),
  undo: () => (settle.reply.last ? performSettle({ do: "undo", undoes: settle.reply.last }) : say("没有可撤销的")),
};

// Of what nobody labelled anew, nothing else is set.
const afterLabel = (act) => () => (differenceHere().own ? act() : say("先选标签"));
const ownActs = {
  ...Object.fromEntries(Object.entries(attributeActs(settle, STATED.map((field) => field.path))).map(([name, act]) => [name, afterLabel(act)])),
  ...labelActs(editLabel),
  ownDone: afterLabel(() => {
    writeOwn(false);
    return void takeSide(0);
  }),
  reason: settleActs.reason,
  undo: settleActs.undo,
  back: () => (closePicker() ? undefined : goDifference(settle.at)),
};
