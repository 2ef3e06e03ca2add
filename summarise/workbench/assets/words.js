// Every fixed word of the page.
const WORDS = {
  m: "已做", c: "承诺", t: "目标", firm: "明确", effort: "力争", explore: "探索",
  level: "总量", increment: "新增", growth: "增长", reduction: "下降",
  waiting: "待复核", open: "复核中", clashing: "有冲突", accepted: "已接受",
  ">=": "不少于", ">": "超过", "<=": "不超过", "<": "不足", "~": "约", "=": "", range: "",
  "reply.title": "答复标题", "reply.issuer": "答复单位", "reply.document_number": "文号", "reply.index_number": "索引号",
  "reply.handling_class": "办理类别", "reply.issued_on": "答复日期", "reply.published_on": "公开日期", "reply.lead_body": "主办单位",
  "reply.co_bodies": "会办单位", "proposal.kind": "类型", "proposal.number": "提案编号", "proposal.session": "届次",
  "proposal.title": "提案题目", "proposal.topic": "议题", "proposal.proposers": "提出者", cppcc: "政协提案", npc: "人大建议",
  label: "标签", firmness: "力度", responsible: "责任单位", deadline: "时限", target: "目标", basis: "口径", indicator: "指标",
  join: "合并", part: "拆开", field: "信息", seen: "看过", accept: "接受", reopen: "重新打开", remark: "附言", undo: "撤销",
};

function t(key) {
  return WORDS[key] === undefined ? key : WORDS[key];
}

const BASES = ["level", "increment", "growth", "reduction"];
const CERTAINTIES = ["firm", "effort", "explore"];
const LABEL_WORDS = { "": "都不是", m: "已做", c: "承诺", mc: "已做＋承诺" };

// The rules of labelling, in short, each with its number.
const RULES = [
  ["1", "最近的范围定时态：过去的小节里没有时态词的算已做，打算的小节里算承诺；说不清的算已做。"],
  ["2", "句中的标志压过小节：目前已、已完成是已做；将、拟、下一步、继续推进是承诺。"],
  ["3", "一句两意，两个标签：既说做了又说还要做。"],
  ["4", "泛泛的开头、口号、重要意义是背景，没有具体的事、钱、数的不算。"],
  ["5", "引出下文的句子是背景（“重点做好以下工作”）；空泛的结尾表态也是背景。"],
  ["6", "只起头的编号句是标题；自己带了数或新内容的，按内容算。"],
  ["7", "提案方的要求是提案，答复方接过来才算承诺。"],
  ["8", "版面、抬头、落款、联系人是版面。"],
  ["9", "第三方的打算由答复转述，算承诺，责任单位写第三方。"],
  ["12", "正在、正抓紧是已做；方案里待办的是承诺。"],
  ["13", "已经决定、已列入计划，又说以后要做的，两个标签。"],
  ["14", "附条件的婉拒（待财力好转）是弱承诺；无条件的是背景。"],
  ["目标", "要达到的数才是目标；已达到的、政策标准、名称里的数、以下几方面的数都不是。"],
  ["时限", "用原文写明的日期；只管本句、本点、上面的标题；“今年以来”不是时限。"],
  ["力度", "将、确保、计划是明确；力争、努力、争取是力争；探索、研究、谋划、论证是探索。"],
];

// Each view's file adds itself: name, title, keys, owns(path), show(path, changed), handlers.
const VIEWS = {};
