// Fixed words of the page; longer texts join them from texts.json.
const WORDS = {
  m: "已做", c: "承诺", t: "目标", firm: "明确", effort: "力争", explore: "探索",
  level: "总量", increment: "新增", growth: "增长", reduction: "下降",
  cutout: "扫描件上的", cppcc: "政协提案", npc: "人大建议",
  ...Object.fromEntries(STATED.map((field) => [field.path, field.zh])),
};

function t(key) {
  return WORDS[key] ?? key;
}

const BASES = [["level", "到多少"], ["increment", "再添多少"], ["growth", "涨多少"], ["reduction", "降多少"]];
const LABEL_WORDS = { "": "都不是", m: "已做", c: "承诺", mc: "已做＋承诺" };

// Each view's file adds itself: name, title, keys, owns(path), show(path, changed), handlers.
const VIEWS = {};

// The rules of labelling in short, each with its number; fetched once, when they are asked for.
let rules = [];

async function loadRules() {
  if (!rules.length) rules = await ask("/assets/rules.json");
}
