// The frame around the views: tabs, addresses, who is here.
const frame = { view: null, me: null, turn: 0, coming: null };
const TABS = [["overview", "/"], ["review", "/review"], ["label", "/label"], ["ledger", "/ledger"], ["follow", "/follow"], ["evaluation", "/eval"]];

function viewOf(path) {
  return Object.values(VIEWS).find((view) => view.owns(path)) || VIEWS.overview;
}

function go(path, { replace = false } = {}) {
  if (path !== location.pathname + location.search) history[replace ? "replaceState" : "pushState"](null, "", path);
  return route();
}

// Keys wait until this is done: they act on what comes, never on what is still shown.
async function during(work) {
  const done = work.catch(() => {});
  frame.coming = done;
  await done;
  if (frame.coming === done) frame.coming = null;
  return work;
}

// Tells later whether the page is still the one that is shown now.
function staying() {
  const { turn } = frame;
  return () => turn === frame.turn;
}

const route = () => during(showView(++frame.turn));

async function showView(turn) {
  closePicker();
  const view = viewOf(location.pathname);
  const changed = view !== frame.view;
  frame.view = view;
  document.body.dataset.view = view.name;
  document.title = `${view.title} · 答复办理工作台`;
  if (changed) showTabs();
  showKeys();
  $("main").ariaBusy = true;
  try {
    await view.show(location.pathname, changed);
  } catch (trouble) {
    if (!(trouble instanceof Trouble)) throw trouble;
    if (turn !== frame.turn) return;
    // Nothing is there that the keys of the view could act on.
    frame.view = { ...view, keys: "none", handlers: {} };
    showKeys();
    failed(trouble, () => route());
  }
  if (turn !== frame.turn) return;
  $("main").ariaBusy = false;
  document.body.dataset.ready = location.pathname;
  keepUp();
}

// What the server could not do is asked of it again; what it refuses is not.
function failed({ status, message }, again) {
  fill(h("div.empty", para(message), h("p.acts", status && status < 500 ? "" : button(again, "重试"), door("/", "总览"))));
}

function showTabs() {
  const made = TABS.filter(([name]) => VIEWS[name]).map(([name, path]) =>
    h("a", { href: path, "data-tab": name, "aria-current": frame.view.name === name ? "page" : null }, VIEWS[name].title, h("i.n", tabCounts[name] || "")));
  into($("tabs"), ...made);
  $("tabs").querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

const tabCounts = {};

function countTab(name, n) {
  tabCounts[name] = n ? count(n) : "";
  const tab = document.querySelector(`#tabs [data-tab="${name}"] .n`);
  if (tab) tab.textContent = tabCounts[name];
}

addEventListener("popstate", () => {
  waiting.length = 0;
  route();
});
addEventListener("click", (event) => {
  const link = event.target.closest ? event.target.closest("a[href^='/']") : null;
  if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || link.hasAttribute("download")) return;
  event.preventDefault();
  waiting.length = 0;
  go(link.getAttribute("href"));
});

const onlyReads = () => frame.me?.role === "read";

function showMe() {
  into($("who"), frame.me.name, onlyReads() ? small(" 只读") : "");
}

// On one's own machine the address that the terminal printed lets in; in an office a name and a password do.
function showLogin(answer) {
  // Who is writing a password goes on writing, whatever else is refused meanwhile.
  if (frame.view?.name === "login") return;
  frame.turn++;
  const view = { name: "login", title: "登录", keys: "none", handlers: {} };
  frame.view = view;
  document.body.dataset.view = "login";
  showKeys();
  if (!answer.passwords) {
    fill(h("div.empty", h("h2", "请用启动时给出的链接打开"),
      para(t("noLink"))));
    return;
  }
  const field = (name, label, type) => h("label", label, h("input", { name, type, required: true, autocomplete: name === "name" ? "username" : "current-password" }));
  const said = wrong();
  const login = entryForm("form.login", said, async () => {
    frame.me = await ask("/session", { name: login.elements.name.value, password: login.elements.password.value });
    start();
  }, h("h2", "登录"), field("name", "姓名", "text"), field("password", "密码", "password"), said, h("button", "进入"));
  fill(login);
  login.elements.name.focus();
}

async function start() {
  showMe();
  $("search").hidden = false;
  await route();
}

async function enter() {
  let texts;
  [KEY_TABLES, texts] = await Promise.all([ask("/assets/keys.json"), ask("/assets/texts.json")]);
  Object.assign(WORDS, texts);
  const token = /^#t=([\w-]+)$/.exec(location.hash);
  if (token) {
    history.replaceState(null, "", location.pathname + location.search);
    try {
      frame.me = await ask("/session", { token: token[1] });
    } catch (trouble) {
      if (trouble.status !== 401) throw trouble;
    }
  }
  try {
    frame.me = frame.me || (await ask("/session"));
  } catch (trouble) {
    if (trouble.status !== 401) throw trouble;
    showLogin(trouble.answer);
    document.body.dataset.ready = "login";
    return;
  }
  await start();
}

$("search").addEventListener("click", () => press("search"));
$("help-button").addEventListener("click", showHelp);
enter().catch((trouble) => failed(trouble, () => location.reload()));
