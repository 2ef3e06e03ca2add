// The queue on the left: what is to be looked at first stands first.
function svg(tag, attributes, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

// Shape and word say a state; colour is never the only sign.
const SHAPES = { circle: "", half: "M7 1a6 6 0 0 0 0 12z", check: "M4 7.2 6.2 9.4 10.2 4.8", cross: "M4.5 4.5l5 5m0-5l-5 5", arrow: "M3.5 7h6.5M7.5 4.5 10 7 7.5 9.5", wave: "M3.5 8q1.75-3.5 3.5-1t3.5-1", dash: "M4 7h6" };

function shapeOf(name) {
  const inner = name === "half" ? { fill: "currentColor" } : { fill: "none", stroke: "currentColor", "stroke-width": 1.8 };
  return svg("svg", { viewBox: "0 0 14 14", "aria-hidden": true }, svg("circle", { cx: 7, cy: 7, r: 6, fill: "none", stroke: "currentColor", "stroke-width": 1.6 }), svg("path", { d: SHAPES[name], ...inner }));
}

const stateSign = ({ state, sign: [shape, words] }) => h(`span.st.${state}`, shapeOf(shape), words);

function queueRow(row, isHere) {
  return li(h("a.entry", { href: `/r/${row.name}`, "aria-current": isHere, "data-name": row.name },
    h("span.t", row.title),
    h("span.m", h("span.cut", row.issuer || "未署名"), num(row.date.slice(0, 4))),
    h("span.m", stateSign(row),
      num(row.counts[0], h("span.w", row.counts[1])))));
}

async function loadQueue(more = false) {
  const { todo, queue } = review;
  const answer = await ask(`/api/queue?state=${todo ? "todo" : ""}&after=${more ? queue.next : 0}`);
  if (todo !== review.todo || (more && queue !== review.queue)) return;
  const rows = more ? review.queue.rows.concat(answer.rows) : answer.rows;
  review.queue = { ...answer, rows };
}

function renderQueue() {
  const rail = $("rail");
  if (!rail) return;
  const { rows, states, all, next, closed, acceptance } = review.queue;
  const bar = progress("div.prog", `已接受 ${states.accepted} 件，复核中 ${states.open} 件，共 ${all} 件`, all && states.accepted / all, all && states.open / all);
  const scrolled = rail.querySelector("ol")?.scrollTop ?? 0;
  into(rail,
    h("div.head", h("div.between", h("h2", "复核"), h("span.num.note", `${states.accepted} / ${all} 件`)), bar,
      h("div.note", acceptance ? "预计有误多的在前 " : "有提醒的在前 ", quiet(reviewActs.filter, review.todo ? "看全部 " : "仅看待复核 ", kbd("F"))),
      acceptance ? h("details.note", h("summary", `采用标准 ${acceptance.level * 100} %`), acceptance.words) : null,
      closed && h("div.note", closed)),
    h("ol", { tabindex: "0", says: "答复" }, rows.map((row) => queueRow(row, review.reply && row.name === review.reply.fixed.name)),
      next === null ? null : li(button({ class: "more", onclick: async () => { await loadQueue(true); renderQueue(); } }, "再列 60 件"))));
  rail.querySelector("ol").scrollTop = scrolled;
  toView("#rail [aria-current]");
  if (!rows.length) rail.querySelector("ol").append(h("li.empty", all ? "都已接受。" : "还没有答复。"));
}

function placeInQueue(name) {
  return review.queue.rows.findIndex((one) => one.name === name);
}

// What changed in the row of the reply at hand, without asking for the list again.
function updateRow() {
  const { entry } = review.reply;
  const row = review.queue.rows[placeInQueue(review.reply.fixed.name)];
  if (!row) return;
  review.queue.states[row.state]--;
  review.queue.states[entry.state]++;
  Object.assign(row, entry);
}
