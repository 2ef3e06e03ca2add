// The queue on the left: what is to be looked at first stands first.
const STATE_SHAPES = {
  waiting: ["circle", {}], open: ["half", {}], accepted: ["check", {}], clashing: ["cross", {}],
};

function svg(tag, attributes, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

// Shape and word say a state; colour is never the only sign.
function stateSign(state, changes) {
  const ring = () => svg("circle", { cx: 7, cy: 7, r: 6, fill: "none", stroke: "currentColor", "stroke-width": 1.6 });
  const parts = {
    waiting: () => [ring()],
    open: () => [ring(), svg("path", { d: "M7 1a6 6 0 0 0 0 12z", fill: "currentColor" })],
    accepted: () => [ring(), svg("path", { d: "M4 7.2 6.2 9.4 10.2 4.8", fill: "none", stroke: "currentColor", "stroke-width": 1.8 })],
    clashing: () => [ring(), svg("path", { d: "M4.5 4.5l5 5m0-5l-5 5", stroke: "currentColor", "stroke-width": 1.8 })],
  };
  const word = state === "open" && changes ? `已更正 ${changes} 处` : t(state) + (state === "accepted" && changes ? `，更正 ${changes} 处` : "");
  return h("span", { class: `st ${state}` }, svg("svg", { viewBox: "0 0 14 14", "aria-hidden": "true" }, ...parts[state]()), word);
}

function queueRow(row, isHere) {
  return h("li", {}, h("a", { class: "entry", href: `/r/${row.name}`, "aria-current": isHere ? "true" : null, "data-name": row.name },
    h("span", { class: "t", lang: "zh-CN" }, row.title),
    h("span", { class: "m" }, h("span", { class: "cut", lang: "zh-CN" }, row.issuer || "未署名"), h("span", { class: "num" }, row.date.slice(0, 4))),
    h("span", { class: "m" }, stateSign(row.state, row.changes),
      h("span", { class: "num" }, `承诺 ${row.commitments} · 目标 ${row.targets}`, row.warnings ? h("span", { class: "w" }, ` · 提醒 ${row.warnings}`) : ""))));
}

async function loadQueue(more = false) {
  const after = more && review.queue ? review.queue.next : 0;
  const answer = await ask(`/api/queue?state=${review.todo ? "todo" : ""}&after=${after}`);
  const rows = more ? review.queue.rows.concat(answer.rows) : answer.rows;
  review.queue = { ...answer, rows };
  countTab("review", answer.states.waiting + answer.states.open + answer.states.clashing);
}

function renderQueue() {
  const rail = $("rail");
  if (!rail || !review.queue) return;
  const { rows, states, all, next, closed } = review.queue;
  const part = (n) => `${all ? (n / all) * 100 : 0}%`;
  const bar = h("div", { class: "prog", role: "img", "aria-label": `已接受 ${states.accepted} 件，复核中 ${states.open} 件，共 ${all} 件` }, h("i", {}), h("i", {}));
  bar.children[0].style.width = part(states.accepted);
  bar.children[1].style.width = part(states.open);
  const scrolled = rail.querySelector("ol") ? rail.querySelector("ol").scrollTop : 0;
  rail.replaceChildren(
    h("div", { class: "head" }, h("div", { class: "between" }, h("h2", {}, "复核"), h("span", { class: "num note" }, `${states.accepted} / ${all} 件`)), bar,
      h("div", { class: "note" }, review.todo ? "只看待复核的" : "有提醒的在前", " ",
        h("button", { type: "button", class: "quiet", "aria-pressed": String(Boolean(review.todo)), onclick: () => reviewActs.filter() }, "仅看待复核 ", h("kbd", {}, "F"))),
      closed ? h("div", { class: "note" }, `另有 ${closed} 件在您的盲标任务里，交卷后可见`) : null),
    h("ol", { tabindex: "0", "aria-label": "答复" }, rows.map((row) => queueRow(row, review.reply && row.name === review.reply.fixed.name)),
      next === null ? null : h("li", {}, h("button", { type: "button", class: "more", onclick: async () => { await loadQueue(true); renderQueue(); } }, "再列 60 件"))));
  rail.querySelector("ol").scrollTop = scrolled;
  const here = rail.querySelector("[aria-current]");
  if (here) here.scrollIntoView({ block: "nearest" });
  if (!rows.length) rail.querySelector("ol").append(h("li", { class: "empty" }, all ? "都已接受。" : "还没有答复。"));
}

// What changed in the row of the reply at hand, without asking for the list again.
function updateRow() {
  const { now, fixed } = review.reply;
  const row = review.queue && review.queue.rows.find((one) => one.name === fixed.name);
  if (!row) return;
  if (row.state !== now.state) {
    review.queue.states[row.state]--;
    review.queue.states[now.state]++;
  }
  Object.assign(row, {
    state: now.state, changes: now.changes, warnings: now.warnings.filter((one) => one.open).length,
    commitments: now.items.filter((item) => item.kind === "c").length, targets: now.targets.length,
  });
  countTab("review", review.queue.states.waiting + review.queue.states.open + review.queue.states.clashing);
}
