// Every fixed word of the page.
const WORDS = {
  m: "已做", c: "承诺", t: "目标", firm: "明确", effort: "力争", explore: "探索",
  level: "总量", increment: "新增", growth: "增长", reduction: "下降",
  waiting: "待复核", open: "复核中", clashing: "有冲突", accepted: "已接受",
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

// Each view's file adds itself: name, title, keys, owns(path), show(path, changed), handlers.
const VIEWS = {};

// The rules of labelling in short, each with its number; fetched once, when they are asked for.
let rules = [];

async function loadRules() {
  if (!rules.length) rules = await ask("/assets/rules.json");
}
