// The sentence at hand, with everything that can be said of it. Each choice shows its key and is a button.
function choice(entries, isOn, act, name) {
  return h("div", { class: "choice", role: "group", "aria-label": name }, entries.map(([key, value, word]) =>
    h("button", { type: "button", "aria-pressed": String(isOn(value)), onclick: () => act(value) }, h("kbd", {}, key), word)));
}

function row(name, ...content) {
  return h("div", { class: "row" }, h("span", { class: "name" }, name), h("div", {}, content));
}

function dateWords(reply, span) {
  if (!span) return h("span", { class: "n" }, "无");
  const date = reply.fixed.dates.find((one) => one.start === span[0] && one.end === span[1]);
  return h("span", {}, slice(reply, span[0], span[1]), date && date.by ? h("small", { class: "num" }, ` ${date.by}`) : "");
}

function renderInspector() {
  const panel = $("inspector");
  if (!panel) return;
  const { reply } = review;
  const sentence = reply.fixed.sentences[review.sentence];
  panel.replaceChildren(...[todoLine(reply), clashes(reply), sentence ? sentenceParts(reply, sentence) : null, pickerPanel(), actLog(reply)].flat().filter(Boolean));
}

function todoLine(reply) {
  const open = reply.now.warnings.filter((one) => one.open).length;
  const accept = reply.now.state === "accepted"
    ? h("button", { type: "button", class: "acc", onclick: () => reviewActs.reopen() }, `${reply.now.accepted_on} 已接受，重新打开`)
    : h("button", { type: "button", class: "acc", onclick: () => reviewActs.accept() }, h("kbd", {}, "Enter"), " 接受本件");
  return h("div", { class: "todo" },
    h("span", {}, "提醒 ", h("b", {}, String(reply.now.warnings.length)), ` 处，未看 ${open} 处 `, h("kbd", {}, "N")),
    h("span", {}, "改了 ", h("b", {}, String(reply.now.changes)), " 处"), accept);
}

function clashes(reply) {
  return reply.now.clashes.map(({ event, reason, now }) => h("div", { class: "warnbox", role: "alert" },
    h("b", {}, "与新的结果不一致 "), eventWords(reply, event), reason === "changed" ? h("span", {}, `；现在是 ${valueWords(reply, event, now)}`) : h("span", {}, `；${reason}`),
    h("button", { type: "button", onclick: () => undoEvent(event.n) }, "放弃这处改动")));
}

function sentenceParts(reply, sentence) {
  const labels = labelsAt(reply, sentence.start);
  const items = itemsAt(reply, sentence.start);
  const item = items.find((one) => one.kind === "c") || items[0];
  const warning = warningAt(reply, sentence.start);
  const parts = [
    h("h3", { "aria-live": "polite" }, items.map((one) => badge(one.kind, `${t(one.kind)} ${one.id}`)), `第 ${review.sentence + 1} 句`,
      item ? h("button", { type: "button", class: "ref", title: "复制编号", onclick: () => copyWords(item.ref) }, item.ref) : null),
    h("blockquote", { id: "quote", lang: "zh-CN" }, quoteParts(reply, sentence)),
  ];
  if (warning) parts.push(h("div", { class: warning.open ? "warnbox" : "warnbox old" }, warning.notes.map((note) => h("p", {}, h("b", {}, note.label + (note.about ? `（${note.about}）` : "")), " ", note.said))));
  if (!sentence.ours) {
    parts.push(h("p", { class: "note" }, "这句是版面或提案方的话，不属于答复。"));
    return parts;
  }
  parts.push(row("标签", choice([["M", "m", "已做"], ["C", "c", "承诺"], ["X", "", "都不是"]], (value) => (value ? labels.includes(value) : !labels), (value) => toggleLabel(value), "标签")));
  const promise = items.find((one) => one.kind === "c");
  if (promise) parts.push(...promiseRows(reply, promise, sentence));
  const shown = promise || sentence.heading ? quantitiesOf(reply, review.sentence) : [];
  if (shown.length) parts.push(numberTable(reply, shown));
  return parts;
}

function quoteParts(reply, sentence) {
  const chosen = review.words;
  if (!chosen) return [slice(reply, sentence.start, sentence.end)];
  return [slice(reply, sentence.start, chosen[0]), h("mark", { class: "words" }, slice(reply, chosen[0], chosen[1])), slice(reply, chosen[1], sentence.end)];
}

function promiseRows(reply, promise, sentence) {
  return [
    row("力度", choice([["1", "firm", "明确"], ["2", "effort", "力争"], ["3", "explore", "探索"]], (value) => promise.certainty === value, (value) => setFirmness(value), "力度")),
    row("责任单位", h("button", { type: "button", class: "chip", onclick: () => reviewActs.responsible() }, h("kbd", {}, "R"),
      promise.responsible.length ? h("b", {}, promise.responsible.join("、")) : h("span", { class: "n" }, "答复单位自己"))),
    row("时限", h("button", { type: "button", class: "chip", onclick: () => { review.number = null; reviewActs.deadline(); } }, review.number === null ? h("kbd", {}, "D") : "", dateWords(reply, promise.deadline)),
      sentence.dates.length || promise.deadline ? null : h("span", { class: "note" }, " 本句、本点没有标出的日期")),
  ];
}

function numberTable(reply, quantities) {
  const chosen = quantities.filter((one) => targetAt(reply, one.start)).length;
  return h("section", { class: "numbers" }, h("h3", {}, "句中数字", h("span", { class: "n" }, `${quantities.length} 个，${chosen} 个是目标`)),
    h("table", {}, h("thead", {}, h("tr", {}, [h("th", { scope: "col" }, h("kbd", {}, "T"), h("span", { class: "offstage" }, "是否目标")), ...["数值", "指标", "口径", "时限"].map((word) => h("th", { scope: "col" }, word))])),
      h("tbody", {}, quantities.map((quantity) => numberRow(reply, quantity)))));
}

function numberRow(reply, quantity) {
  const target = targetAt(reply, quantity.start);
  const words = slice(reply, quantity.start, quantity.end);
  const at = () => { review.number = quantity.start; };
  const cell = (act, content) => h("td", {}, target ? h("button", { type: "button", class: "cell", onclick: () => { at(); reviewActs[act](); } }, content) : "");
  return h("tr", { class: quantity.start === review.number ? "here" : null },
    h("td", {}, h("button", { type: "button", class: "tick", role: "checkbox", "aria-checked": String(Boolean(target)), "aria-label": `${words} 是目标`, onclick: () => { at(); reviewActs.target(); } }, target ? "✓" : "")),
    h("th", { scope: "row", class: "amt" }, words),
    cell("indicator", target ? target.indicator || "（空）" : ""), cell("basis", target ? t(target.basis) : ""), cell("deadline", target ? dateWords(reply, target.deadline) : ""));
}

// -- what was done -------------------------------------------------------------------------------------------------

function valueWords(reply, event, value) {
  if (value === null || value === undefined || value === "") return event.do === "label" ? "都不是" : "无";
  if (event.do === "label") return LABEL_WORDS[value] || value;
  if (event.do === "deadline") return Array.isArray(value) ? slice(reply, value[0], value[1]) : "无";
  if (event.do === "target") return `目标 · ${value.indicator} · ${t(value.basis)}`;
  if (event.do === "join" || event.do === "part") return `${value.length} 句`;
  if (Array.isArray(value)) return value.join("、") || "无";
  return t(String(value));
}

function eventSubject(reply, event) {
  const start = Number(event.item.slice(1));
  if (event.item.startsWith("t")) {
    const quantity = reply.fixed.quantities.find((one) => one.start === start);
    return quantity ? `“${slice(reply, quantity.start, quantity.end)}”` : event.item;
  }
  if (/^[smc]\d/.test(event.item)) {
    const index = sentenceAt(reply, start);
    return index < 0 ? event.item : `第 ${index + 1} 句`;
  }
  return event.item ? t(event.item) : "";
}

function eventWords(reply, event) {
  const subject = eventSubject(reply, event);
  if (["accept", "reopen", "seen"].includes(event.do)) return h("span", {}, subject, " ", t(event.do), event.do === "accept" ? "本件" : "");
  if (event.do === "undo") {
    const taken = reply.log.events.find((one) => one.n === event.undoes);
    return taken && taken.do === "undo" ? h("span", {}, `重做第 ${taken.undoes} 条`) : h("span", {}, `撤销第 ${event.undoes} 条`);
  }
  if (event.do === "remark") return h("span", {}, subject, " 附言：", String(event.to));
  const name = event.do === "field" || event.do === "label" || event.do === "target" ? "" : `${t(event.do)} `;
  return h("span", {}, subject, " ", name, h("del", {}, valueWords(reply, event, event.from)), " → ", h("ins", {}, valueWords(reply, event, event.to)));
}

function actLog(reply) {
  const events = reply.log.events.filter((event) => event.do !== "seen").slice(-6).reverse();
  if (!events.length) return null;
  return h("section", { class: "log", "aria-label": "改动记录" }, events.map((event, n) => h("div", { class: event.in_force || event.do === "undo" ? null : "gone" },
    h("time", {}, event.at.slice(11, 16)), " ", h("b", {}, event.by), " ", eventWords(reply, event),
    n === 0 && event.in_force && event.do !== "remark" ? h("button", { type: "button", class: "quiet", onclick: () => reviewActs.undo() }, h("kbd", {}, "U"), " 撤销") : null)));
}

async function copyWords(words) {
  try {
    await navigator.clipboard.writeText(words);
    say("已复制编号");
  } catch {
    say(words);
  }
}
