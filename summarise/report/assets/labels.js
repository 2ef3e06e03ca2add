// Every word that the page itself says, in both languages. Titles, quotes and names stay as the source has them.
const LABELS = {
  zh: {
    views: "视图", overview: "总览", replies: "答复", print: "打印", keyboard: "键盘操作", other: "English",
    search: "搜索", searchHint: "搜索题目、单位、原文…", issuer: "答复单位", field: "领域", year: "年份", sort: "排序",
    allIssuers: "全部单位", allFields: "全部领域", allYears: "全部年份", noDate: "无日期", noIssuer: "未署名",
    hasTargets: "有量化目标", hasWarnings: "有提醒", hasUnread: "有待复核", clear: "清除条件", nothing: "没有符合条件的答复。",
    count: (n, all) => (n === all ? `共 ${all} 件` : `${n} / ${all} 件`),
    byFile: "文件顺序", byDate: "日期 新→旧", byDeadline: "时限 近→远", byPromises: "承诺 多→少", byGain: "预计有误 多→少",
    cutout: "扫描件上的",
    unread: "待复核", sure: (p) => `把握 ${Math.round(p * 100)} %`, unsure: "无把握值", wrong: (n) => `预计其中有误 ${n.toFixed(1)} 项`, acceptedAt: (level) => `采用标准 ${level * 100} %`,
    measures: "已做工作", commitments: "承诺事项", targets: "量化目标", warnings: "提醒", figures: "已达数据",
    m: "已做", c: "承诺", t: "目标", dated: "有时限事项", undated: (n) => `另有 ${n} 项未写明时限`,
    timeline: "按时限", bodies: "按单位", bodiesNote: "承诺事项数，点选可筛选", timelineNote: "承诺与目标数，点选可筛选",
    ledger: "台账", both: "全部", due: "时限", from: "起", to: "止", who: "责任单位", what: "事项", amount: "数值",
    certainty: "力度", where: "出处与编号", found: "核实", kept: "已兑现", partly: "部分兑现", underway: "推进中", notKept: "未兑现", printed: "打印于", failed: (n) => `未能处理的答复：${n} 件`, more: (n) => `再显示 ${n} 行`, rows: (n) => `${n} 行`, unlisted: (n) => `另有 ${n} 行未列出，请先筛选再打印。`, today: "今天",
    firm: "明确", effort: "力争", explore: "探索", deadline: "时限", indicator: "指标", basis: "口径", belongs: "所属承诺",
    level: "总量", increment: "新增", growth: "增长", reduction: "下降",
    ">=": "不少于", ">": "超过", "<=": "不超过", "<": "不足", "~": "约", "=": "", range: "",
    record: "要点", source: "原文", quotesOnly: "仅收录引文，未附全文", copy: "复制文本", copied: "已复制", copyFailed: "无法复制",
    previous: "上一件", next: "下一件", topic: "议题",
    why: "判断依据",
    none: "无", by: "截至", place: (a, b) => `原文第 ${a + 1}–${b} 字`, file: "文件", address: "来源网址", characters: (n) => `${n} 字`,
    engine: "抽取方式", rules: "规则", model: "模型", fallback: "改用规则", body: "单位", showAll: "显示全部", showLess: "收起",
    cppcc: "政协提案", npc: "人大建议", "": "", foot: "每项均可点选，定位到原文；原文中的标记亦可点选，定位到要点。",
    legend: "标记",
    help: [
      ["j k", "下一件、上一件答复"], ["n p", "下一项、上一项（按原文顺序）"], ["/", "搜索"], ["o", "总览"],
      ["s", "要点与原文切换（窄屏）"], ["c", "复制本件文本"], ["e", "中文 / English"], ["Esc", "关闭；清除条件"], ["?", "本说明"],
    ],
    close: "关闭",
  },
  en: {
    views: "Views", overview: "Overview", replies: "Replies", print: "Print", keyboard: "Keyboard", other: "中文",
    search: "Search", searchHint: "Search titles, bodies, text…", issuer: "Issuer", field: "Field", year: "Year", sort: "Order",
    allIssuers: "All issuers", allFields: "All fields", allYears: "All years", noDate: "No date", noIssuer: "Unsigned",
    hasTargets: "Has targets", hasWarnings: "Has warnings", hasUnread: "Items to read", clear: "Clear", nothing: "No reply fits these conditions.",
    count: (n, all) => (n === all ? `${all} replies` : `${n} of ${all} replies`),
    byFile: "File order", byDate: "Newest first", byDeadline: "Next deadline", byPromises: "Most promises", byGain: "Most expected errors",
    cutout: "On the scan: ",
    unread: "to read", sure: (p) => `${Math.round(p * 100)} % sure`, unsure: "no confidence stated", wrong: (n) => `${n.toFixed(1)} of them expected to be wrong`, acceptedAt: (level) => `Accepted at ${level * 100} %`,
    measures: "Measures taken", commitments: "Commitments", targets: "Numeric targets", warnings: "Warnings", figures: "Figures reached",
    m: "Done", c: "Promise", t: "Target", dated: "items with a deadline", undated: (n) => `${n} more state no deadline`,
    timeline: "By deadline", bodies: "By body", bodiesNote: "commitments; select one to filter", timelineNote: "commitments and targets; select one to filter",
    ledger: "Ledger", both: "All", due: "Due", from: "from", to: "to", who: "Responsible", what: "What", amount: "Amount",
    certainty: "Firmness", where: "Source and reference", found: "Found", kept: "kept", partly: "partly", underway: "under way", notKept: "not kept", printed: "printed on", failed: (n) => `Failed replies: ${n}`, more: (n) => `Show ${n} more`, rows: (n) => `${n} rows`, unlisted: (n) => `${n} more rows are not listed; filter before printing.`, today: "today",
    firm: "firm", effort: "effort", explore: "explore", deadline: "Deadline", indicator: "Indicator", basis: "Basis", belongs: "Commitment",
    level: "level", increment: "increment", growth: "growth", reduction: "reduction",
    ">=": "≥", ">": ">", "<=": "≤", "<": "<", "~": "about", "=": "", range: "",
    record: "Record", source: "Source", quotesOnly: "Quotes only, the full text is not included", copy: "Copy as text", copied: "Copied", copyFailed: "Cannot copy",
    previous: "Previous", next: "Next", topic: "Topic",
    why: "Why:",
    none: "none", by: "by", place: (a, b) => `characters ${a}–${b} of the source`, file: "File", address: "Source page", characters: (n) => `${n} characters`,
    engine: "Chosen by", rules: "rules", model: "model", fallback: "rules stood in", body: "Body", showAll: "Show all", showLess: "Show fewer",
    cppcc: "CPPCC proposal", npc: "People's Congress suggestion", "": "", foot: "Select an item to find it in the source, or a mark in the source to find its item.",
    unselected_commitment: "Commitment perhaps left out", unselected_quantity: "Number not chosen as a target",
    ungrounded: "No ground in the text", target_outside_commitment: "Target outside any commitment", summary_replaced: "Summary replaced by the source's words",
    topic_replaced: "Topic replaced", body_not_in_evidence: "Body not in the evidence", indicator_not_in_evidence: "Indicator not in the evidence",
    deadline_out_of_scope: "Deadline from elsewhere", not_the_reply: "Perhaps not the reply", unread_number: "Number not read", vague_indicator: "Indicator says little", unread_text: "Text not read", unread_page: "Page not read", unread_part: "Part not read", several_letters: "Several letters", recognised: "Recognised text", unverified_number: "Number not verified", answer_mended: "Answer mended",
    legend: "Marks",
    help: [
      ["j k", "next, previous reply"], ["n p", "next, previous item, in the order of the source"], ["/", "search"], ["o", "overview"],
      ["s", "record or source (narrow screens)"], ["c", "copy this reply as text"], ["e", "中文 / English"], ["Esc", "close; clear conditions"], ["?", "this list"],
    ],
    close: "Close",
  },
};

const FIRST_ROWS = 60;
const state = { lang: "zh", sort: "byFile", reply: -1, item: "", kind: "both", limit: FIRST_ROWS };

function t(key, ...values) {
  const label = LABELS[state.lang][key];
  if (label === undefined) return key;
  return typeof label === "function" ? label(...values) : label;
}

function applyLabels() {
  document.documentElement.lang = state.lang === "zh" ? "zh-CN" : "en";
  for (const e of document.querySelectorAll("[data-t]")) e.textContent = t(e.dataset.t);
  for (const e of document.querySelectorAll("[data-t-label]")) e.setAttribute("aria-label", t(e.dataset.tLabel));
  for (const e of document.querySelectorAll("[data-t-placeholder]")) e.placeholder = t(e.dataset.tPlaceholder);
  $("language").textContent = t("other");
}
