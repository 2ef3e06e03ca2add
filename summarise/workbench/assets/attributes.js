// Attributes of the sentence at hand, in review and in labelling alike. A place tells what is there and takes acts:
// reply, number, here(), promise(), target(start), quantities(), mayTarget(), field(path), perform(act), redraw().
const NO_PROMISE = "这句不是承诺：先按 C";
const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

function dateOf(reply, span) {
  return reply.fixed.dates.find((one) => one.start === span[0] && one.end === span[1]);
}

function quotedNumber(place, start) {
  const quantity = quantityAt(place.reply, start);
  return `“${wordsOf(place.reply, quantity)}”`;
}

function scopeOf(place) {
  const { start, end } = place.here();
  return { reply: place.reply, start, end, near: place.number === null ? start : place.number };
}

function numberAt(place) {
  const quantities = place.quantities();
  if (place.number === null && quantities.length) place.number = quantities[0].start;
  return startingAt(quantities, place.number);
}

function targetHere(place) {
  const quantity = numberAt(place);
  return quantity && place.target(quantity.start) ? { quantity, target: place.target(quantity.start) } : null;
}

const askBasis = (place, quantity, now, take) => openPicker({
  title: `${quotedNumber(place, quantity.start)}的口径`, note: now ? "" : "选定口径，才列为目标", code: "KeyV", take,
  options: BASES.map(([value, hint], n) => ({ ...DIGITS[n], value, label: t(value), hint, on: value === now })),
});

const ATTRIBUTES = {
  firmness(place, to) {
    const promise = place.promise();
    if (!promise) return say(NO_PROMISE);
    if (promise.certainty !== to) place.perform({ do: "firmness", item: promise.name, from: promise.certainty, to });
  },
  moveNumber(place, by) {
    const quantities = place.quantities();
    const at = quantities.findIndex((one) => one.start === place.number);
    const next = quantities[at < 0 && by < 0 ? quantities.length - 1 : at + by];
    if (!next) {
      leaveNumber(place);
      return "pass";
    }
    place.number = next.start;
    place.redraw();
  },
  target(place) {
    const quantity = numberAt(place);
    if (!quantity) return say("这句没有标出的数字");
    const item = `t${quantity.start}`;
    const target = place.target(quantity.start);
    if (target) return void place.perform({ do: "target", item, from: { indicator: target.indicator, basis: target.basis, deadline: target.deadline }, to: null });
    if (!place.mayTarget()) return say("先标为承诺，再把数字列为目标");
    const { start, end } = place.here();
    const promise = place.promise();
    const set = (basis) => place.perform({ do: "target", item, from: null, to: { indicator: quantity.indicators[0] || slice(place.reply, start, Math.min(start + 6, end)), basis, deadline: promise ? promise.deadline : null } });
    return quantity.basis ? void set(quantity.basis) : askBasis(place, quantity, null, set);
  },
  basis(place) {
    const found = targetHere(place);
    if (!found) return say("先按 T 列为目标");
    const { target, quantity } = found;
    return askBasis(place, quantity, target.basis, (to) => { if (to !== target.basis) place.perform({ do: "basis", item: `t${quantity.start}`, from: target.basis, to }); });
  },
  deadline(place) {
    const target = place.number !== null && place.target(place.number);
    const promise = place.promise();
    if (!target && !promise) return say(NO_PROMISE);
    const [name, now, words] = target ? [`t${place.number}`, target.deadline, quotedNumber(place, place.number)] : [promise.name, promise.deadline, "这项承诺"];
    const { start, end } = place.here();
    const dates = place.here().dates.slice(0, 9).map((span, n) => ({
      ...DIGITS[n], value: span, label: slice(place.reply, ...span), on: same(span, now),
      hint: `${start <= span[0] && span[1] <= end ? "本句" : "上文"} ${dateOf(place.reply, span).by || "—"}`,
    }));
    return openPicker({
      title: `${words}的时限`, note: dates.length ? "从原文标出的日期里选" : t("noDates"), code: "KeyD",
      options: [...dates, { ...NOT_STATED, value: null, on: now === null }],
      take: (to) => { if (!same(to, now)) place.perform({ do: "deadline", item: name, from: now, to }); },
    });
  },
  indicator(place) {
    const found = targetHere(place);
    if (!found) return say("先按 T 列为目标");
    // As it is now: words that are refused stand in it for a while.
    const { target: { indicator: now }, quantity } = found;
    const set = (to) => { if (to && to !== now) place.perform({ do: "indicator", item: `t${quantity.start}`, from: now, to }); };
    return openPicker({
      title: `${quotedNumber(place, quantity.start)}的指标`, note: "原文里的词，可以连用", code: "KeyI", words: set, take: set, scope: scopeOf(place), form: lineForm("指标", set, now),
      options: quantity.indicators.map((words, n) => ({ ...DIGITS[n], value: words, label: words, on: words === now })),
    });
  },
  responsible(place) {
    if (!place.promise()) return say(NO_PROMISE);
    const set = (to) => place.perform({ do: "responsible", item: place.promise().name, from: place.promise().responsible, to });
    const options = () => {
      const now = place.promise().responsible;
      return [...new Set([...now, ...place.here().bodies])].slice(0, LETTERS.length).map((name, n) => ({ ...LETTERS[n], value: name, label: name, on: now.includes(name) }));
    };
    const toggle = (name) => {
      const now = place.promise().responsible;
      set(now.includes(name) ? now.filter((one) => one !== name) : [...now, name]);
      if (picker) picker.options = options();
    };
    const words = (name) => { if (name) set([...new Set([...place.promise().responsible, name])]); };
    return openPicker({
      title: "责任单位", note: t("bodies"), stays: true, options: options(), take: toggle, scope: scopeOf(place),
      words, form: lineForm("责任单位", words, ""),
    });
  },
  fields(place, paths) {
    openPicker({
      title: "题目、单位等信息", note: onlyReads() ? "" : "选一项来改", code: "KeyE",
      options: paths.map((path, n) => ({ ...keyOf(n), value: path, label: t(path), hint: [].concat(place.field(path)).map(t).join("、") || "（空）" })),
      take: (path) => onlyReads() || ATTRIBUTES.field(place, path),
    });
  },
  field(place, path) {
    const from = place.field(path);
    const set = (words) => {
      const to = Array.isArray(from) ? words.split(/[、,，]/).map((one) => one.trim()).filter(Boolean) : words;
      if (!same(to, from)) place.perform({ do: "field", item: path, from, to });
    };
    const isKind = path === "proposal.kind";
    const now = [].concat(from).join("、");
    // What is there stands first and is chosen: Enter keeps it.
    const offered = isKind ? ["cppcc", "npc"] : [...new Set([now, ...place.reply.fixed.offered[path.endsWith("_on") ? "days" : "lines"]])].filter(Boolean);
    openPicker({
      title: t(path), note: t("byWords"), words: set, take: set, scope: scopeOf(place),
      options: [...offered.map((words, n) => ({ ...keyOf(n), value: words, label: t(words), on: words === now })), { ...NOT_STATED, value: "", on: !now }],
      form: isKind ? null : lineForm(t(path), set, now),
    });
  },
};

// From a number back to its sentence.
function leaveNumber(place) {
  if (place.number === null) return;
  place.number = null;
  place.redraw();
}

// Keys that both screens have.
function attributeActs(place, paths) {
  return {
    firm: () => ATTRIBUTES.firmness(place, "firm"),
    effort: () => ATTRIBUTES.firmness(place, "effort"),
    explore: () => ATTRIBUTES.firmness(place, "explore"),
    nextNumber: () => ATTRIBUTES.moveNumber(place, 1),
    previousNumber: () => ATTRIBUTES.moveNumber(place, -1),
    target: () => ATTRIBUTES.target(place),
    basis: () => ATTRIBUTES.basis(place),
    deadline: () => ATTRIBUTES.deadline(place),
    indicator: () => ATTRIBUTES.indicator(place),
    responsible: () => ATTRIBUTES.responsible(place),
    fields: () => ATTRIBUTES.fields(place, paths),
    back: () => (place.number === null ? GLOBAL_ACTS.back() : leaveNumber(place)),
  };
}

// What one did last is taken back, once it is saved; where that was an undo, it can be done again.
function undoActs(place, take) {
  const step = async (name, none) => {
    const { reply } = place;
    await outbox.idle;
    if (place.reply !== reply) return;
    await (reply.log[name] ? take(reply.log[name]) : say(none));
  };
  return { undo: () => during(step("undo", "没有可撤销的")), redo: () => during(step("redo", "没有可重做的")) };
}

function lineForm(title, take, value) {
  const field = h("input", { type: "text", value, says: title, maxlength: "2000" });
  return entryForm("form", null, () => {
    typed = picker;
    closePicker();
    take(field.value.trim());
    typed = null;
  }, field, h("button", "保存"));
}

function askWords(title, note, take, value = "") {
  const form = lineForm(title, (words) => { if (words) take(words); }, value);
  openPicker({ title, note, form });
  form.elements[0].focus();
}

// -- how they are shown --------------------------------------------------------------------------------------------

function dateWords(reply, span) {
  if (!span) return aside("无");
  const date = dateOf(reply, span);
  return h("span", slice(reply, ...span), date && date.by ? h("small.num", ` ${date.by}`) : "");
}

function promiseRows(place) {
  const promise = place.promise();
  if (!promise) return [];
  return [
    row("力度", choice([["1", "firm", "明确"], ["2", "effort", "力争"], ["3", "explore", "探索"]], (value) => promise.certainty === value, (value) => ATTRIBUTES.firmness(place, value), "力度")),
    row("责任单位", button({ class: "chip", onclick: () => ATTRIBUTES.responsible(place) }, kbd("R"),
      promise.responsible.length ? bold(promise.responsible.join("、")) : aside("答复单位自己"))),
    row("时限", button({ class: "chip", onclick: () => { place.number = null; ATTRIBUTES.deadline(place); } }, kbd(place.target(place.number) ? "Esc D" : "D"), dateWords(place.reply, promise.deadline)),
      place.here().dates.length || promise.deadline ? null : h("span.note", ` ${t("noDates")}`)),
  ];
}

function numberTable(place) {
  const quantities = place.quantities();
  if (!quantities.length || !(place.mayTarget() || quantities.some((one) => place.target(one.start)))) return null;
  const chosen = quantities.filter((one) => place.target(one.start)).length;
  return h("section.numbers", h3("句中数字", aside(`${quantities.length} 个，${chosen} 个是目标`)),
    h("table", heads([kbd("T"), unseen("是否目标")], "数值", "指标", "口径", "时限"),
      h("tbody", quantities.map((quantity) => numberRow(place, quantity)))));
}

function numberRow(place, quantity) {
  const target = place.target(quantity.start);
  const words = wordsOf(place.reply, quantity);
  const here = (act) => () => { place.number = quantity.start; ATTRIBUTES[act](place); };
  const cell = (act, content) => h("td", target ? button({ class: "cell", onclick: here(act) }, content) : "");
  return h("tr", { class: quantity.start === place.number ? "here" : null },
    h("td", button({ class: "tick", role: "checkbox", "aria-checked": Boolean(target), says: `${words} 是目标`, onclick: here("target") }, target ? "✓" : "")),
    h("th", { scope: "row", class: "amt" }, words, target && target.unread ? h("span.unsure", " 待读") : ""),
    cell("indicator", target ? target.indicator || "（空）" : ""), cell("basis", target ? t(target.basis) : ""), cell("deadline", target ? dateWords(place.reply, target.deadline) : ""));
}
