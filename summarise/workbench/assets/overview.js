// 总览: how far the work is, what falls due soon, what could not be read; and the door for new files.
function figure(n, name, href) {
  return h("div", {}, h("dd", {}, href ? h("a", { href }, n.toLocaleString("en")) : n.toLocaleString("en")), h("dt", {}, name));
}

async function showOverview() {
  const [counts, due] = await Promise.all([ask("/api/overview"), ask("/api/due")]);
  countTab("review", counts.replies - counts.states.accepted);
  const done = counts.states.accepted;
  const bar = h("div", { class: "prog wide", role: "img", "aria-label": `已接受 ${done} 件，共 ${counts.replies} 件` }, h("i", {}), h("i", {}));
  bar.children[0].style.width = `${counts.replies ? (done / counts.replies) * 100 : 0}%`;
  bar.children[1].style.width = `${counts.replies ? (counts.states.open / counts.replies) * 100 : 0}%`;
  if (!counts.replies) {
    $("main").replaceChildren(h("div", { class: "page" }, h("h2", {}, "还没有答复"), ...[failures(counts)].filter(Boolean), incomingPanel(counts) || h("p", { class: "note" }, "用 summarise run 生成记录后再打开。")));
    return;
  }
  $("main").replaceChildren(h("div", { class: "page overview" },
    h("dl", { class: "counts" }, figure(counts.replies, "答复", "/review"), figure(done, "已接受"), figure(counts.states.open, "复核中"), figure(counts.states.clashing, "有冲突"),
      figure(counts.warnings, "处提醒未看"), figure(counts.commitments, "承诺"), figure(counts.targets, "量化目标"), figure(counts.n, "条操作")),
    bar,
    counts.replies ? h("p", {}, h("a", { class: "button", href: "/review" }, done === counts.replies ? "查看答复" : "开始复核")) : h("p", { class: "note" }, "还没有答复。"),
    dueList(due), ...[...VIEW_PANELS, people, failures].map((panel) => panel(counts)).filter(Boolean)));
}

// Panels that other files add to the overview, such as the door for new files.
const VIEW_PANELS = [];

function dueList(due) {
  return h("section", { class: "panel late" }, h("h2", {}, "90 天内到期", h("span", { class: "n" }, ` ${due.from} 至 ${due.to} · ${due.count} 项`)),
    due.rows.length ? h("ul", { class: "due" }, due.rows.map((row) => h("li", {}, h("time", { class: "num" }, row.by), h("span", { lang: "zh-CN" }, h("a", { href: `/r/${row.name}/${row.place}` }, row.what), h("small", {}, ` ${row.who.join("、")}`)), h("span", { class: "ref" }, row.ref))))
      : h("p", { class: "note" }, "没有写明在这段时间到期的承诺。"));
}

function people(counts) {
  return counts.people.length ? h("section", { class: "panel" }, h("h2", {}, "谁做了多少"), h("ul", { class: "plain" }, counts.people.map((one) => h("li", {}, h("b", {}, one.name), ` ${one.acts} 步`)))) : null;
}

function failures(counts) {
  return counts.failures.length ? h("details", { class: "panel" }, h("summary", {}, `未能处理的文件：${counts.failures.length} 件`),
    h("ul", { class: "plain" }, counts.failures.map((one) => h("li", {}, h("b", {}, one.source), ` ${one.kind}：${one.message}`)))) : null;
}

VIEWS.overview = { name: "overview", title: "总览", keys: "overview", handlers: {}, owns: (path) => path === "/", show: showOverview };
