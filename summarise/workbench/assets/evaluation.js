// 评测: what the engine and what people left scores against the gold that was labelled here.
async function showEvaluation() {
  const { sets } = await ask("/api/evaluation");
  const out = h("div", { id: "scores", "aria-live": "polite" });
  let wanted;
  const run = async (set) => {
    wanted = set;
    document.querySelectorAll(".tasks li").forEach((one, n) => one.setAttribute("aria-current", sets[n] === set));
    into(out, note("评分中…"));
    const made = await ask("/api/evaluate", { task: set.task, set: set.set }).then((answer) => scoreTable(set, answer), (trouble) => h("p.wrong", trouble.message));
    if (wanted === set) into(out, made);
  };
  fill(h("div.page", h("h2", "评测"),
    sets.length ? h("div.two.lean", h("ul.tasks", sets.map((set) => h("li.panel.between", h("span", bold(set.title), aside(` ${set.replies} 件${set.mode === "draft" ? " · 从草稿改" : ""}`)), h("span.acts", goldButton(set.task, set.gold), button(() => run(set), "评分"))))), out)
      : note(t("wantsGold"), link("/label", "标注"), t("makeTask"))));
  if (sets.length) await run(sets[0]);
}

function scoreTable(set, answer) {
  return framed(h3(set.title, aside(`${answer.replies} 件`)),
    answer.flattered ? h("p.warnbox", `其中 ${answer.flattered} 件 gold 是从引擎的答案改来的，会抬高那个引擎的分数。`) : null,
    answer.notes.map((one) => note(one)),
    h("table.scores.wide", heads("项目", unseen("图"), "引擎", "复核后", "计数"),
      h("tbody", answer.rows.map((row) => h("tr", h("th", { scope: "row" }, row.title),
        h("td", { "aria-hidden": "true" }, row.bars.map((one) => progress("div.prog", "", one))), h("td", percentOf(row.engine)), h("td", { class: row.reviewed !== row.engine ? "same" : null }, percentOf(row.reviewed)), h("td.note", row.of))))),
    para(h("a", { href: `/api/evaluation/report?task=${set.task}&set=${set.set}`, download: "report.html" }, "下载完整报告")));
}

VIEWS.evaluation = { name: "evaluation", title: "评测", keys: "overview", handlers: {}, owns: (path) => path === "/eval", show: showEvaluation };
