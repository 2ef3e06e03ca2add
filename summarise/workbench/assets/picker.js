// A choice among a few: each option has a key. Open, it takes the keys; Esc closes it.
let picker = null;
// One whose words are being taken: the act that they make has it, and is it refused, they come back.
let typed = null;

// `scope` is where words may be chosen by the arrow keys: a reply, the ends of a sentence, and where to begin.
function openPicker(made) {
  picker = { at: 0, range: null, options: [], take() {}, ...made };
  const on = picker.options.findIndex((option) => option.on);
  if (on >= 0) picker.at = on;
  renderPicker();
}

function closePicker() {
  if (!picker) return false;
  picker = null;
  renderPicker();
  return true;
}

function typeAgain(made) {
  if (picker) return;
  picker = made;
  renderPicker();
  made.form.elements[0].focus();
}

function renderPicker() {
  frame.view?.renderPicker?.();
}

function pickerKey(code, event) {
  if (!picker) return false;
  const entry = entryFor("picker", code);
  const option = picker.options.find((one) => one.codes?.includes(code));
  if (option) takeOption(option);
  else if (entry && PICKER_ACTS[entry.act]) PICKER_ACTS[entry.act]();
  else if (code === "Escape") closePicker();
  else if (code === picker.code) closePicker();
  else if (code === "Tab" && picker.form) picker.form.elements[0].select();
  else return code.startsWith("Key") || code.startsWith("Digit") ? (event.preventDefault(), true) : false;
  event.preventDefault();
  return true;
}

function takeOption(option) {
  const made = picker;
  if (made.stays) {
    made.take(option.value, option);
    renderPicker();
    return;
  }
  closePicker();
  made.take(option.value, option);
}

const PICKER_ACTS = {
  previousOption: () => movePick(-1),
  nextOption: () => movePick(1),
  take: () => {
    if (picker.range && picker.cut) return takeCut();
    if (picker.words && picker.range) return takeWords(slice(picker.scope.reply, ...picker.range));
    const option = picker.options[picker.at];
    if (picker.stays) return closePicker();
    if (option) takeOption(option);
  },
  left: () => moveWords(-1, false),
  right: () => moveWords(1, false),
  shorter: () => moveWords(-1, true),
  longer: () => moveWords(1, true),
};

function movePick(by) {
  if (!picker.options.length) return;
  picker.at = (picker.at + by + picker.options.length) % picker.options.length;
  renderPicker();
}

// Words of the sentence by the arrow keys: left and right move the beginning, with Shift the end.
function moveWords(by, isEnd) {
  if (!picker.words && !picker.cut) return;
  const { start, end, near } = picker.scope;
  let [a, b] = picker.range || [near, Math.min(near + 1, end)];
  if (isEnd) b = Math.min(Math.max(b + by, a + 1), end);
  else {
    a = Math.min(Math.max(a + by, start), end - 1);
    b = Math.max(Math.min(b + by, end), a + 1);
  }
  picker.range = [a, b];
  renderPicker();
}

function takeCut() {
  const made = picker;
  closePicker();
  made.cut(made.range[0]);
}

function takeWords(words) {
  const made = picker;
  if (!made || !made.words) return;
  closePicker();
  made.words(words);
}

const DIGITS = "123456789".split("").map((digit) => ({ key: digit, codes: [`Digit${digit}`, `Numpad${digit}`] }));
const NOT_STATED = { key: "0", codes: ["Digit0", "Numpad0"], label: "原文没有写", hint: "空" };
const keyOf = (n) => DIGITS[n] || LETTERS[n - DIGITS.length];
const LETTERS = "abcdefghijklmnopqrstuvwxyz".split("").map((letter) => ({ key: letter, codes: [`Key${letter.toUpperCase()}`] }));

function pickerPanel() {
  if (!picker) return null;
  // Who types while the panel is drawn anew, since an act was saved, goes on typing.
  const held = document.activeElement;
  if (picker.form && picker.form.contains(held)) queueMicrotask(() => held.focus());
  const options = picker.options.map((option, n) => li(h("button", {
    type: "button", "aria-pressed": Boolean(option.on), class: n === picker.at ? "here" : null, onclick: () => takeOption(option),
  }, option.key ? kbd(option.key) : h("span", {}), h("span", option.label), small(option.hint || ""))));
  const made = h("section.pick", { says: picker.title }, h3(picker.title, aside(picker.note || "")), h("ol", options), picker.form || null,
    picker.words ? note(kbd("←"), kbd("→"), " 移动 ", kbd("Shift+→"), " 多选一字 ", kbd("Enter"), " 用所选的字；", kbd("Tab"), " 输入；也可在原文里拖选") : null);
  queueMicrotask(() => made.scrollIntoView({ block: "nearest" }));
  return made;
}

addEventListener("pointerup", () => setTimeout(() => {
  if (!picker || !picker.words) return;
  const words = draggedWords($("source")) || draggedWords($("quote"));
  if (words) takeWords(words);
}));
