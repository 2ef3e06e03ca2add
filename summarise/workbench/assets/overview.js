// 总览: how far the work is, what falls due soon, what could not be read; and the door for new files.
function figure(n, name, href) {
  return box(h("dd", href ? link(href, count(n)) : count(n)), h("dt", name));
}

async function showOverview() {
  const counts = await ask("/api/overview");
  const done = counts.states.accepted;
  const bar = progress("div.prog.wide", `已接受 ${done} 件，共 ${counts.replies} 件`, done / counts.replies, counts.states.open / counts.replies);
  if (!counts.replies) {
    fill(h("div.page", h("h2", "还没有答复"), failures(counts), incomingPanel(counts) || note(t("noRun"))));
    return;
  }
  fill(h("div.page.overview",
    h("dl.counts", counts.figures.map((one) => figure(...one))),
    counts.note && note(counts.note), bar,
    h("p.between", door("/review", onlyReads() || done === counts.replies ? "查看答复" : done + counts.states.open ? "继续复核" : "开始复核"), h("span.note", `已接受 ${count(done)} / ${count(counts.replies)} 件`, counts.closed && ` · ${counts.closed}`)),
    h("div", { id: "due", class: "dues", "aria-live": "polite" }, framed(note("读取中…"))), [...VIEW_PANELS, people, failures].map((panel) => panel(counts))));
  showDue();
}

// What falls due comes from the index, which may still be in the making; the rest of the page does not wait for it.
async function showDue() {
  const { lists, today } = await patiently(() => ask("/api/due"), (words) => $("due") && into($("due"), framed(note(words))));
  if ($("due")) into($("due"), dueList("已到期，待核实", ".late", lists.overdue, today), dueList("90 天内到期", "", lists.soon, today));
}

// Panels that other files add to the overview, such as the door for new files.
const VIEW_PANELS = [];

function dueList(title, look, { q, count: number, rows, said }, today) {
  return h(`section.panel${look}`, h("h2.between", h("span", title, aside(` ${count(number)} 项 · 按 ${today} 计`)), number ? h("a.more", { href: asking("follow", q) }, "全部") : null),
    rows[0] && h("ul.due", rows.map((row) => li(h("time.num", row.due), h("span", link(`/follow/${row.ref}`, row.what), small(` ${row.who.join("、")}`)), h("span.ref", row.ref)))), said && note(said));
}

function people(counts) {
  return counts.people.length ? framed(h("h2", "谁做了多少"), plain(counts.people.map((one) => li(link(actsPath(one.name), bold(one.name)), ` ${one.acts} 步`)))) : null;
}

function failures(counts) {
  return counts.failures.length ? h("details.panel", h("summary", `未能处理的文件：${counts.failures.length} 件`),
    plain(counts.failures.map((one) => li(bold(one.source), ` ${one.label}：${one.message}`)))) : null;
}

// Every act, newest first; what was undone is struck through and says so.
const actsPath = (by, before = "") => `/acts?by=${encodeURIComponent(by)}&before=${before}`;

async function showActs() {
  const { acts, by, next, n, closed } = await ask(`/api/acts${location.search}`);
  fill(h("div.page", { tabindex: "0", says: "操作记录" }, h("h2", "操作记录", aside(by ? `只列${by}的` : `共 ${count(n)} 条`, "，新的在前", closed && ` · ${closed}`)),
    acts.length ? framed(h("ul.due.told", acts.map(actLine))) : note("还没有操作。"),
    h("p.acts", link("/", "‹ 总览"), by ? link("/acts", "所有人") : null, /before=\d/.test(location.search) ? link(actsPath(by), "最新的") : null, next && door(actsPath(by, next), "更早的"))));
}

const actLine = (one) => h("li", { class: one.gone ? "gone" : null }, h("time.num", one.at),
  h("span", bold(one.by), " ", eventWords(one), one.gone ? "（已撤销）" : "", h("small.line", one.href ? link(one.href, one.title) : one.title)), h("span.ref", one.nth));

VIEWS.overview = { name: "overview", title: "总览", keys: "overview", handlers: {}, owns: (path) => ["/", "/acts"].includes(path), show: async (path) => {
  if (path === "/") return showOverview();
  if (path === "/acts") return showActs();
  throw new Trouble(404, { message: "没有这个地址" });
} };
