// 总览: how far the work is, what falls due soon, what could not be read; and the door for new files.
function figure(n, name, href) {
  return box(h("dd", {}, href ? h("a", { href }, count(n)) : count(n)), h("dt", {}, name));
}

async function showOverview() {
  const [counts, due] = await Promise.all([ask("/api/overview"), ask("/api/due")]);
  countTab("review", counts.replies - counts.states.accepted);
  const done = counts.states.accepted;
  const bar = h("div.prog.wide", { role: "img", says: `已接受 ${done} 件，共 ${counts.replies} 件` }, h("i", {}), h("i", {}));
  bar.children[0].style.width = `${(done / counts.replies) * 100}%`;
  bar.children[1].style.width = `${(counts.states.open / counts.replies) * 100}%`;
  if (!counts.replies) {
    fill(h("div.page", {}, h("h2", {}, "还没有答复"), ...[failures(counts)].filter(Boolean), incomingPanel(counts) || note("用 summarise run 生成记录后再打开。")));
    return;
  }
  fill(h("div.page.overview", {},
    h("dl.counts", {}, figure(counts.replies, "答复", "/review"), figure(done, "已接受"), figure(counts.states.open, "复核中"), figure(counts.states.clashing, "有冲突"),
      figure(counts.warnings, "处提醒未看"), figure(counts.commitments, "承诺"), figure(counts.targets, "量化目标"), figure(counts.n, "条操作")),
    bar,
    para(h("a.button", { href: "/review" }, done === counts.replies ? "查看答复" : "开始复核")),
    dueList(due), ...[...VIEW_PANELS, people, failures].map((panel) => panel(counts)).filter(Boolean)));
}

// Panels that other files add to the overview, such as the door for new files.
const VIEW_PANELS = [];

function dueList(due) {
  return h("section.panel.late", {}, h("h2", {}, "90 天内到期", aside(` ${due.from} 至 ${due.to} · ${due.count} 项`)),
    due.rows.length ? h("ul.due", {}, due.rows.map((row) => li(h("time.num", {}, row.by), h("span", {}, h("a", { href: `/r/${row.name}/${row.place}` }, row.what), small(` ${row.who.join("、")}`)), h("span.ref", {}, row.ref))))
      : note("没有写明在这段时间到期的承诺。"));
}

function people(counts) {
  return counts.people.length ? h("section.panel", {}, h("h2", {}, "谁做了多少"), plain(counts.people.map((one) => li(bold(one.name), ` ${one.acts} 步`)))) : null;
}

function failures(counts) {
  return counts.failures.length ? h("details.panel", {}, h("summary", {}, `未能处理的文件：${counts.failures.length} 件`),
    plain(counts.failures.map((one) => li(bold(one.source), ` ${one.label}：${one.message}`)))) : null;
}

VIEWS.overview = { name: "overview", title: "总览", keys: "overview", handlers: {}, owns: (path) => path === "/", show: showOverview };
