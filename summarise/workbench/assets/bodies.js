// Under the lists of the follow-up: bodies that were renamed or belong to another, a table that people extend.
const BODY_COLUMNS = [["name", "现在的名称"], ["was", "原来的名称"], ["part_of", "上级单位"]];

function bodiesPanel() {
  const inside = h("div", { class: "bodies" }, note("读取中…"));
  return h("details.panel", { ontoggle: (event) => (event.target.open ? showBodies(inside) : undefined) }, h("summary.calm", "单位更名与归属"), inside);
}

async function showBodies(inside, made = null) {
  const answer = made || (await ask("/api/bodies"));
  const said = wrong();
  const change = async (row) => showBodies(inside, await ask("/api/bodies", row));
  const added = entryForm("form.acts", said, () => change(Object.fromEntries(BODY_COLUMNS.map(([name]) => [name, added.elements[name].value.trim()]))), BODY_COLUMNS.map(([name, label]) => h("label", label, h("input", { name, maxlength: "60", required: name === "name", autocomplete: "off" }))), h("button", "加上"));
  into(inside,
    note(`改名前后算同一单位，检索和候选都认。存为 ${answer.file}，也可用 Excel 改。`),
    answer.rows.length ? h("table.scores", heads(...BODY_COLUMNS.map(([, label]) => label), unseen("去掉")),
      h("tbody", answer.rows.map((row) => h("tr", BODY_COLUMNS.map(([name]) => h("td", row[name] || "—")),
        h("td", onlyReads() ? "" : button({ class: "quiet", says: `去掉 ${row.name}`, onclick: () => attempt(() => change({ ...row, remove: true }), said) }, "去掉")))))) : note("还没有。"),
    onlyReads() ? null : added, said);
}
