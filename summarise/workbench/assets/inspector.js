// The sentence at hand, with everything that can be said of it. Each choice shows its key and is a button.
function choice(entries, isOn, act, name) {
  return h("div.choice", { role: "group", says: name }, entries.map(([key, value, word]) =>
    button({ "aria-pressed": isOn(value), onclick: () => act(value) }, kbd(key), word)));
}

function row(name, ...content) {
  return h("div.row", h("span.name", name), box(content));
}

function renderInspector() {
  if (!isOpen(review)) return;
  const { reply } = review;
  const sentence = reply.fixed.sentences[review.sentence];
  into($("inspector"), todoLine(reply), clashes(reply), warningBox(warningAt(reply, -1)), sentence ? sentenceParts(reply, sentence) : null, pickerPanel(), actLog(reply));
}

function todoLine(reply) {
  if (reply.first) return h("div.todo", bold("先盲看"), t("firstLook"), button({ class: "acc", onclick: reviewActs.accept }, kbd("Enter"), " 看引擎"));
  const left = unseenIn(reply);
  const accept = onlyReads() ? null : reply.now.state === "accepted"
    ? button({ class: "acc", onclick: reviewActs.reopen }, `${reply.now.accepted_on} 已接受，重新打开`)
    : button({ class: "acc", onclick: reviewActs.accept }, kbd("Enter"), left ? ` 还有 ${left} 条未看` : " 接受本件");
  return h("div.todo",
    h("span", "提醒 ", bold(reply.now.warnings.reduce((n, one) => n + one.all, 0)), ` 条，未看 ${left} 条 `, kbd("N")),
    h("span", "改了 ", bold(reply.now.changes), " 处"), (reply.differ || []).length ? h("span", "盲看不同 ", bold(reply.differ.length), " 处") : null, accept);
}

// Warnings that nobody has looked at, but for those of the sentence at hand: who accepts now has them before the eyes.
const unseenIn = ({ now }) => now.warnings.reduce((n, one) => n + (one.open && one.start !== hereSentence()?.start ? one.left : 0), 0);

// With a standard of acceptance it decides; without one, what is less sure than 0.7 is to be looked at.
function isUnsure(item) {
  return item.unread ?? (item.confidence !== null && item.confidence < 0.7);
}

function clashes(reply) {
  return reply.now.clashes.map(({ event, reason }) => h("div.warnbox", { role: "alert" },
    bold("与新的结果不一致 "), eventWords(event), reason,
    button(() => undoEvent(event.n), "放弃这处改动")));
}

function sentenceParts(reply, sentence) {
  const items = itemsAt(reply, sentence.start);
  const item = items.find((one) => one.kind === "c") || items[0];
  const rated = items.find(isUnsure) || item;
  const parts = [
    h("h3", { "aria-live": "polite" }, items.map((one) => badge(one.kind, `${t(one.kind)} ${one.id}`)), `第 ${review.sentence + 1} 句`,
      item ? button({ class: "ref", title: "复制编号", onclick: () => copyWords(item.ref) }, item.ref) : null,
      item ? h("span", { class: isUnsure(rated) ? "n unsure" : "n", title: "按标注规则读的人会这样选的机会" }, rated.confidence === null ? "" : `把握 ${Math.round(rated.confidence * 100)} %`, { true: " 待读", false: " 可直接采用" }[rated.unread]) : null),
    h("blockquote", { id: "quote" }, quoteParts(reply, sentence)),
  ];
  parts.push(warningBox(warningAt(reply, sentence.start)));
  for (const one of (reply.differ || []).filter((one) => one.start === sentence.start)) parts.push(h("div.warnbox.old", `盲看时 ${one.by} 标的是“${LABEL_WORDS[one.looked]}”，引擎标的是“${LABEL_WORDS[one.engine]}”`));
  parts.push(...reply.log.events.filter((one) => one.do === "remark" && one.in_force && one.item === `s${sentence.start}`).map((one) => h("p.rulebox", bold(one.by), ` 附言：${one.to}`)));
  if (!sentence.ours) return [...parts, note(t("notOurs"))];
  return [...parts, fixedWhere(onlyReads(), row("这句是", labelSwitch(labelsAt(reply, sentence.start))), ...(reply.first ? [] : [...promiseRows(review), numberTable(review)]))];
}

// Two things that may both be so, and neither: a tick says what is chosen, and each is taken back by its own key.
function labelSwitch(labels) {
  const made = [["M", "m", "已做"], ["C", "c", "承诺"], ["X", "", "都不是"]].map(([key, kind, word]) => {
    const on = kind ? labels.includes(kind) : !labels;
    return button({ class: `lbl ${kind}`, "aria-pressed": on, onclick: () => toggleLabel(kind) }, kbd(key), h("span.tickbox", { "aria-hidden": "true" }, on ? "✓" : ""), word);
  });
  return h("div", group("标签"), h("div.lbls", made), note(t("both")));
}

function quoteParts(reply, sentence) {
  const [start, end] = (picker && picker.range) || [];
  return piecesOf(reply, sentence, end ? [{ start, end }] : [], (one, words) => h("mark.words", words));
}

// What a warning says, with the parts of the scan that show its numbers. One of the whole reply stands over every sentence.
function warningBox(warning) {
  return warning && h("div", { class: warning.open ? "warnbox" : "warnbox old" }, warning.notes.map((note) =>
    para(bold(note.label + (note.about ? `（${note.about}）` : "")), " ", note.said, cutouts(note.pictures))));
}

// -- what was done -------------------------------------------------------------------------------------------------

const eventWords = ({ said, was, now, also }) => h("span", said, now === undefined ? "" : [" ", h("del", was), " → ", h("ins", now), also]);

function actLog(reply) {
  const events = reply.log.events.filter((event) => event.do !== "seen").reverse();
  if (!events.length) return null;
  const line = (event) => h("div", { class: event.in_force || event.do === "undo" ? null : "gone" },
    h("time", { title: `第 ${event.n} 条` }, event.at.slice(5, 16).replace("T", " ")), " ", bold(event.by), " ", eventWords(event),
    event.undoable && event.by === frame.me.name ? quiet(() => undoEvent(event.n), "撤销") : null);
  const rest = events.slice(6);
  return h("section.log", { says: "改动记录" }, events.slice(0, 6).map(line),
    rest.length ? h("details", h("summary", `更早的 ${rest.length + reply.log.before} 条`), rest.map(line), reply.log.before ? note(`再早的 ${reply.log.before} 条在操作记录文件里`) : null) : null);
}

function copyWords(words) {
  return navigator.clipboard.writeText(words).then(() => say("已复制编号"), () => say(words));
}
