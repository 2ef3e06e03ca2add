// From a key to what it does on this screen.
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
  const entry = entryFor(frame.view.keys, code) || entryFor("global", code) || signEntry(event);
  if (!entry) return;
  const act = frame.view.handlers[entry.act] || GLOBAL_ACTS[entry.act];
  if (act && act(code) !== "pass") event.preventDefault();
});

const GLOBAL_ACTS = {
  help: showHelp,
  guide: showRules,
  back: () => (closePicker() ? undefined : "pass"),
  search: async () => {
    if (frame.view !== VIEWS.ledger) await go("/ledger");
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
  const done = frame.view.handlers[act] || GLOBAL_ACTS[act];
  if (done) done();
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
  openHelp(`${name}的按键`, keyList(frame.view.keys), h3("各页通用"), keyList("global"), note("按键按键盘位置认，开着中文输入法也能用。没有一步不能撤销。"));
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
