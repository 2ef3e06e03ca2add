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
  const named = () => {
    const entry = entryFor(frame.view.keys, code) || entryFor("global", code) || signEntry(event);
    return entry?.writes && onlyReads() ? "readOnly" : entry?.act;
  };
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
  readOnly: () => say("只读：没有改动"),
  back: () => {
    if (closePicker()) return;
    const up = [...$("main").querySelectorAll("a")].find((one) => one.textContent[0] === "‹");
    return up ? up.click() : (KEY_TABLES[frame.view.keys] || "").length ? "pass" : go("/");
  },
  search: async () => {
    await go(ledger.q ? "/ledger" : "/ledger?find");
    ledgerActs.search();
  },
};

// Every key is a button too: for a mouse, a finger, and for those who look before they press.
function showKeys() {
  const table = KEY_TABLES[frame.view.keys] || [];
  const shown = table.length ? table.filter((entry) => entry.foot !== undefined && !(entry.writes && onlyReads())) : KEY_TABLES.global.filter((entry) => entry.act !== "search").map((entry) => ({ ...entry, foot: entry.what }));
  const groups = [];
  let keys = [];
  for (const entry of shown) {
    keys.push(button({ class: "key", says: entry.what, onclick: () => press(entry.act) }, kbd(entry.shown)));
    const word = onlyReads() ? entry.what : entry.foot;
    if (word) {
      groups.push(h("span", keys, h("span.what", { "aria-hidden": "true" }, word)));
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
  into($("help"), h("form.between", { method: "dialog" }, h("h2", { id: "help-title" }, title), h("button", { autofocus: true }, "关闭 ", kbd("Esc"))), ...content);
  $("help").showModal();
}

function showHelp() {
  const name = frame.view.title;
  openHelp(`${name}的按键`, keyList(frame.view.keys), h3("各页通用"), keyList("global"), note(t("help")));
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
