// The tasks: whose turn it is, and a door to a new one.
async function showTasks() {
  const { tasks } = await ask("/api/tasks");
  const rules = await rulesPanel();
  fill(h("div.page",
    h("h2.between", "标注任务", frame.me.role === "settle" ? door("/label/new", "新任务") : ""),
    h("div.two", tasks.length ? h("ul.tasks", tasks.map(taskCard)) : note("还没有任务。"), rules)));
}

const modeOf = (task) => (task.mode === "blind" ? "盲标" : "从草稿改");

function taskCard(task) {
  const ready = task.labellers.every((one) => one.done > 0);
  return h("li.panel", h("div.between", h3(task.title, aside(`${task.replies} 件 · ${modeOf(task)}`)),
    h("span.acts", task.mine ? door(`/task/${task.key}`, "标注") : null, task.settles && ready ? door(`/task/${task.key}/settle`, "裁定") : null)),
    note(task.labellers.map((one) => `${one.name} 交卷 ${one.done} / ${one.of}`).join(" · ")));
}

async function showTask(key) {
  const task = await ask(`/api/task/${key}/list`);
  const next = task.replies.find((one) => !one.done);
  fill(h("div.page", up("/label", "任务"), h("h2", task.title, aside(modeOf(task))),
    h("p.acts", next ? door(`/task/${key}/${next.name}`, next.begun ? "接着标" : "开始标") : aside("没有要标的了。", task.after.map((one) => h("span", link(...one), " "))), goldButton(key, task.gold), leaving(key, task)), task.note && note(task.note),
    h("div.two", h("ol.panel.plain", [...task.replies, ...task.left].map((one) => h("li.between", one.back ? h("span", one.title) : link(`/task/${key}/${one.name}`, one.title), leaving(key, one), taskState(one)))), await rulesPanel())));
}

// To leave a task, or a reply of it, and to come back.
// What cannot be taken back is pressed twice.
const leaving = (key, { act, name, back, sure }) => act && button(({ target }) => (sure && target.textContent === act ? void (target.textContent = sure) : attempt(async () => {
  const here = staying();
  const { said } = await save(`/api/task/${key}/leave`, { name, back });
  if (here()) await go(`/task/${key}`);
  say(said);
})), act);

const taskState = (one) => h(`span.st.${one.done ? "accepted" : one.begun ? "open" : "waiting"}`, one.back ? "已退出" : one.done ? "已交卷" : one.begun ? "在标" : "未开始");

// The replies of a task beside the one at hand, where the window is wide.
async function taskRail(key, name) {
  const { title, replies } = await ask(`/api/task/${key}/list`);
  return h("aside.rail", { says: "本任务的答复" }, h("div.head", h("h2", title)),
    h("ol", { tabindex: "0" }, replies.map((one) => li(h("a.entry", { href: `/task/${key}/${one.name}`, "aria-current": one.name === name }, h("span.t", one.title), taskState(one))))));
}

// The tab has four faces: tasks, one task, the labeller's sheet, the settler's differences.
const LABEL_FACES = [
  [/^\/task\/(\w+)\/settle\/(\w+)$/, "settle", () => settleActs, openSettling],
  [/^\/task\/(\w+)\/settle$/, "overview", () => ({}), showAgreement],
  [/^\/task\/(\w+)\/(\w+)$/, "label", () => sheetActs, openLabelling],
  [/^\/task\/(\w+)$/, "overview", () => ({}), showTask],
  [/^\/label\/new$/, "choosing", () => choosingActs, showChoosing],
  [/^\/label$/, "overview", () => ({}), showTasks],
];

VIEWS.label = {
  name: "label", title: "标注", keys: "overview", handlers: {},
  owns: (path) => /^\/(label|task\/)/.test(path),
  renderPicker: () => (isOpen(settle) ? renderSettlePanel() : renderLabels()),
  show: async (path) => {
    for (const [pattern, keys, handlers, open] of LABEL_FACES) {
      const found = pattern.exec(path);
      if (!found) continue;
      Object.assign(VIEWS.label, { keys, handlers: handlers() });
      showKeys();
      await open(...found.slice(1));
      return;
    }
    await go("/label", { replace: true });
  },
};
