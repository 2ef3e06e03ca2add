// 新任务: its replies are chosen from a list, which the server searches and pages; the shortest in no task stands first.
const choosing = { form: null, rows: [], next: null, asked: null, chosen: new Map(), busy: false };
const taskValue = (name) => choosing.form.elements[name].value.trim();

async function showChoosing() {
  const field = (name, text, made = {}) => h("label", h("span", text), h("input", { name, maxlength: "80", list: name.endsWith("st") || name === "second" ? "people" : null, onchange: () => loadChoices(), ...made }));
  const said = wrong();
  const words = h("input", { id: "words", type: "search", maxlength: "200", says: "找答复", placeholder: "题目、单位、文号里的词", autocomplete: "off", oninput: () => loadChoices() });
  Object.assign(choosing, { chosen: new Map(), busy: false });
  choosing.form = entryForm("form.panel.stack", said, makeTask,
    h("label", h("span", "方式"), h("select", { name: "mode", onchange: () => loadChoices() }, h("option", { value: "blind" }, t("blind")), h("option", { value: "draft" }, t("draft")))),
    field("first", "标注人", { value: frame.me.name, required: true }), field("second", "第二位（两人才能算一致率、裁定）"),
    field("title", "名称", { placeholder: "空着就用第一件的题目" }), h("datalist", { id: "people" }), h("div", { id: "chosen", "aria-live": "polite" }), said, h("button", "建立任务 ", kbd("Ctrl+Enter")));
  const page = h("div.page", up("/label", "任务"), h("h2", "新任务"),
    h("div.two.lean", choosing.form, framed(h("form.query", { role: "search", onsubmit: (event) => { event.preventDefault(); moveChoice(1); } }, words, kbd("/")), h("div", { id: "choices" }))));
  await loadChoices(false, () => fill(page));
  moveChoice(1);
}

async function loadChoices(more = false, before = () => {}) {
  const asked = choosing.asked = {};
  const query = { ...Object.fromEntries(["mode", "first", "second"].map((name) => [name, taskValue(name)])), q: $("words")?.value ?? "", after: more ? choosing.next : 0 };
  const answer = await ask(`/api/choices?${new URLSearchParams(query)}`);
  if (asked !== choosing.asked) return;
  before();
  if (!$("choices")) return; // a field that goes with its page says that it was changed
  Object.assign(choosing, { rows: more ? choosing.rows.concat(answer.rows) : answer.rows, next: answer.next });
  into($("people"), ...answer.people.map((name) => h("option", { value: name })));
  into($("choices"), note(`${count(answer.total)} 件可选：还没进任务的、短的在前`, answer.left_out && `。${answer.left_out}`),
    h("ol.plain", choosing.rows.map((one) => li(h("label.check", h("input", { type: "checkbox", value: one.name, checked: choosing.chosen.has(one.name), onchange: chooseReply }), h("span", one.title, h("small.line", one.about)))))),
    choosing.next === null ? null : button({ class: "more", onclick: () => loadChoices(true) }, "再列 50 件"));
  showChosen();
}

const choiceBoxes = () => [...document.querySelectorAll("#choices input")];

function chooseReply({ target: { value, checked } }) {
  if (checked) choosing.chosen.set(value, choosing.rows.find((one) => one.name === value).title);
  else choosing.chosen.delete(value);
  showChosen();
}

function showChosen() {
  const { size } = choosing.chosen;
  into($("chosen"), size ? [bold(`已选 ${count(size)} 件`), plain([...choosing.chosen.values()].slice(0, 9).map((title) => li(title))), size > 9 && note("……")] : note(t("choose")));
}

// To the next reply of the list, from the first one on; more are asked for at its end.
async function moveChoice(by) {
  const at = choiceBoxes().indexOf(document.activeElement) + by;
  if (at >= choosing.rows.length && choosing.next !== null) await loadChoices(true);
  choiceBoxes()[Math.max(at, 0)]?.focus();
}

async function makeTask() {
  const [[first, title] = []] = choosing.chosen;
  if (!first || choosing.busy) return first || say("先选答复");
  const here = staying();
  choosing.busy = true;
  const labellers = [taskValue("first"), taskValue("second")].filter(Boolean);
  const made = { title: taskValue("title") || title.slice(0, 80), mode: taskValue("mode"), labellers, replies: [...choosing.chosen.keys()] };
  const { key } = await ask("/api/tasks", made).finally(() => { choosing.busy = false; });
  // Who labels one letter alone begins at once.
  if (here()) await go(!labellers.includes(frame.me.name) ? "/label" : `/task/${key}${made.replies.length > 1 ? "" : `/${first}`}`);
}

const choosingActs = {
  nextReply: () => during(moveChoice(1)),
  previousReply: () => moveChoice(-1),
  toggle: () => choiceBoxes()[0]?.click(),
  all: () => {
    const boxes = choiceBoxes();
    const wanted = !boxes.every((one) => one.checked);
    boxes.filter((one) => one.checked !== wanted).forEach((one) => one.click());
  },
  search: () => $("words").focus(),
  handIn: () => choosing.form.requestSubmit(),
};
