// From a key to what it does on this screen. The tables are of the server: screen by screen, in order.
let KEY_TABLES = {};

function codeOf(event) {
  const held = [event.ctrlKey || event.metaKey ? "Ctrl+" : "", event.altKey ? "Alt+" : "", event.shiftKey ? "Shift+" : ""].join("");
  return held + event.code;
}

function entryFor(table, code) {
  return (KEY_TABLES[table] || []).find((entry) => entry.codes.includes(code));
}

// Signs stand elsewhere on other keyboards: there the character counts.
function signEntry(event) {
  if (!/^[?/+-]$/.test(event.key) || event.ctrlKey || event.metaKey || event.altKey) return undefined;
  return [...(KEY_TABLES[frame.view.keys] || []), ...KEY_TABLES.global].find((entry) => entry.shown === event.key);
}

function isComposing(event) {
  return event.isComposing || event.keyCode === 229;
}

function isTyping(target) {
  return target instanceof Element && target.matches("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");
}

addEventListener("keydown", (event) => {
  const code = codeOf(event);
  if (isTyping(event.target)) {
    if (isComposing(event)) return;
    if (code === "Escape") {
      event.preventDefault();
      if (!closePicker()) event.target.blur();
    } else if (code === "Ctrl+Enter" && frame.view.handlers.handIn) {
      event.preventDefault();
      frame.view.handlers.handIn();
    }
    return;
  }
  if ($("help").open) return;
  if (pickerKey(code, event)) return;
  const isControl = event.target instanceof Element && event.target.closest("button, a[href], summary, input, [role=button]");
  if (isControl && ["Enter", "Space", "NumpadEnter"].includes(code)) return;
  const named = () => (entryFor(frame.view.keys, code) || entryFor("global", code) || signEntry(event))?.act;
  if (named() && perhaps(named, code) !== "pass") event.preventDefault();
});

// What a key or its button does. Keys of a view wait for what is on its way, each for what the one before brings.
const waiting = [];

function perhaps(named, code) {
  const act = () => (frame.view.handlers[named()] || GLOBAL_ACTS[named()] || (() => "pass"))(code);
  if (!waiting.length && !(frame.coming && frame.view.handlers[named()])) return act();
  if (waiting.push(act) === 1) actInTurn();
}

async function actInTurn() {
  while (waiting.length) {
    await frame.coming;
    if (!frame.coming && waiting.length) queueMicrotask(waiting.shift()); // one that fails stops none behind it
  }
}

const GLOBAL_ACTS = {
  help: showHelp,
  guide: showRules,
  back: () => (closePicker() ? undefined : "pass"),
  search: async () => {
    await go(ledger.q ? "/ledger" : "/ledger?find");
    ledgerActs.search();
  },
};

// Every key is a button too: for a mouse, a finger, and for those who look before they press.
function showKeys() {
  const table = KEY_TABLES[frame.view.keys] || [];
  const shown = table.length ? table.filter((entry) => entry.foot !== undefined) : KEY_TABLES.global.filter((entry) => entry.act !== "search").map((entry) => ({ ...entry, foot: entry.what }));
  const groups = [];
  let keys = [];
  for (const entry of shown) {
    keys.push(button({ class: "key", says: entry.what, onclick: () => press(entry.act) }, kbd(entry.shown)));
    if (entry.foot) {
      groups.push(h("span", keys, h("span.what", { "aria-hidden": "true" }, entry.foot)));
      keys = [];
    }
  }
  into($("keys"), ...groups);
}

function press(act) {
  perhaps(() => act);
  if (document.activeElement?.closest(".keys")) $("main").focus({ preventScroll: true });
}

function keyList(table) {
  return h("dl", (KEY_TABLES[table] || []).map((entry) => box(h("dt", kbd(entry.shown)), h("dd", entry.what))));
}

function openHelp(title, ...content) {
  into($("help"), h("h2", { id: "help-title" }, title), ...content,
    h("form", { method: "dialog" }, h("button", { autofocus: true }, "关闭", " ", kbd("Esc"))));
  $("help").showModal();
}

function showHelp() {
  const name = frame.view.title;
  openHelp(`${name}的按键`, keyList(frame.view.keys), h3("各页通用"), keyList("global"), note("按键按键盘位置认，开着中文输入法也能用。U 撤销自己的更正、接受、附言、标注、裁定和认定，撤销也记一笔。交卷、先盲看、退出盲标的答复、建立的任务、收下的文件、来源网址不能撤销。标注的 gold 在评测里下载。"));
}

const RULES_TITLE = "标注规则（摘要）";
// The rule that applies to the sentence at hand is marked.
const rulesList = (here) => h("ol.rules", rules.map(([number, words]) => h("li", { "aria-current": number === here }, bold(number), " ", words)));

async function rulesPanel() {
  await loadRules();
  return h("section.panel.rulings", h3(RULES_TITLE), rulesList());
}

async function showRules() {
  await loadRules();
  openHelp(RULES_TITLE, rulesList());
}
