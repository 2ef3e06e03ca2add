// Which key does what on which screen, an entry a line: the key as it is shown, with others that do the same behind it; what
// it does; its act; its word at the foot of the page (empty where the next entry's word is for both, none where it does not
// stand there). A line without bars names the keys that several screens share.
const KEYS_SHOWN = {
  attributes: `
    1|明确|firm
    2|力争|effort
    3|探索|explore
    Tab|句中下一个数字|nextNumber|句中数字
    Shift+Tab|句中上一个数字|previousNumber
    T|是否目标|target|
    V|口径|basis|
    D|时限|deadline|
    I|指标|indicator|
    R|责任单位|responsible|
    E|题目、单位等信息|fields|目标 口径 时限 指标 单位 信息
  `,
  sixLabels: `
    M|已做|measure|
    C|承诺|commitment|
    H|标题|heading|
    P|提案|proposal|
    B|背景|background|
    F|版面|furniture|标签
  `,
  undoing: `
    U Ctrl+Z|撤销|undo|撤销
    Shift+U Ctrl+Shift+Z|重做|redo
  `,
  global: `
    /|搜索|search
    ?|全部按键|help
    Esc|关闭、返回|back
    G|标注规则|guide
  `,
  overview: `
  `,
  review: `
    ↑|上一句|previousSentence|
    ↓|下一句|nextSentence|上一句 下一句
    P|上一处提醒|previousPlace
    N|下一处提醒|nextPlace|下一处提醒
    M|已做，再按取消|measure|
    C|承诺，再按取消|commitment|
    X|都不是：去掉已做和承诺|neither|已做 承诺 都不是
    attributes
    +|并入上一项|join
    -|从此句拆开|part
    Q|附言|remark
    undoing
    Enter|接受本件，到下一件|accept|接受，下一件
    J|下一件|nextReply|
    K|上一件|previousReply|换件
    F|只看待复核|filter
    A|来源网址|address
    W|拖选的数字、日期没有标出|unread
  `,
  label: `
    ↑|上一句|previousUnit|
    ↓|下一句|nextUnit|上一句 下一句
    sixLabels
    Space|同上一句|again|同上一句
    N|下一句未标的|nextLeft|下一句未标
    S|切开本句|split|切开
    Shift+↓|并入下句|merge|并入下句
    attributes
    Q|存疑|doubt|存疑
    undoing
    Ctrl+Enter|交卷|handIn|交卷
    J|下一件|nextTask
    K|上一件|previousTask
  `,
  settle: `
    1|采用甲|first|
    2|采用乙|second|采用甲 乙
    3|另定|own|另定
    N|下一处未裁定|nextDifference|下一处
    ↑|上一处|upDifference
    ↓|下一处|downDifference
    sixLabels
    Enter|另定好了|ownDone
    Q|写依据|reason|依据
    U Ctrl+Z|撤销|undo|撤销
  `,
  ledger: `
    ↑ K|上一项|previousRow|
    ↓ J|下一项|nextRow|选行
    Enter|看原文|openRow|看原文
    V|看后来的答复|followRow|看候选
    S|存为检索，再按去掉|keep|存为检索
    Y|复制编号|copy|复制编号
    O|导出、打印|hand|导出
    F|收起、展开筛选|facets|筛选
  `,
  followList: `
    1–4|换列表|list|换列表
    ↑ K|上一项|previousRow|
    ↓ J|下一项|nextRow|选行
    Enter|核实这一项|followRow|核实
    Y|复制编号|copy|复制编号
    O|导出、打印|hand|导出
  `,
  follow: `
    1–9|选一条作依据|candidate|选依据
    Y|已兑现|kept|
    H|部分兑现|partly|
    W|推进中|underWay|
    F|未兑现|broken|
    A|已调整|adjusted|认定
    0|无法核实|nothing|无法核实
    X|候选不是同一件事，再按收回|another|不是同一件事
    L|别处的依据|outside|别处依据
    Q|附言|remark|附言
    U Ctrl+Z|撤销|undo|撤销
    J|下一项|nextPromise|
    K|上一项|previousPromise|换项
    O|看承诺的原文|openPromise|
    P|看候选的原文|openCandidate|看两处原文
  `,
  picker: `
    ↑|上一个|previousOption
    ↓|下一个|nextOption
    ←|左移|left
    →|右移|right
    Shift+←|少选一字|shorter
    Shift+→|多选一字|longer
    Enter|选定|take
  `,
};

// A key is its place on the keyboard (event.code), so that an input method changes nothing.
const CODES = {
  "↑": ["ArrowUp"], "↓": ["ArrowDown"], "←": ["ArrowLeft"], "→": ["ArrowRight"], "/": ["Slash"], "?": ["Shift+Slash"], Esc: ["Escape"],
  "+": ["Equal", "Shift+Equal", "NumpadAdd"], "-": ["Minus", "NumpadSubtract"], Enter: ["Enter", "NumpadEnter"],
};

function codesOf(shown) {
  const [, held, key] = /^((?:Ctrl\+|Shift\+|Alt\+)*)(.+)$/.exec(shown);
  const [first, last] = key.split("–");
  if (last) return Array.from({ length: last - first + 1 }, (_, n) => codesOf(String(n + Number(first)))).flat();
  const codes = CODES[key] || (/^\d$/.test(key) ? [`Digit${key}`, `Numpad${key}`] : /^[A-Z]$/.test(key) ? [`Key${key}`] : [key]);
  return codes.map((code) => held + code);
}

const linesOf = (screen) => KEYS_SHOWN[screen].split("\n").map((line) => line.trim()).filter(Boolean).flatMap((line) => (line.includes("|") ? [line.split("|")] : linesOf(line)));
const KEY_TABLES = Object.fromEntries(Object.keys(KEYS_SHOWN).map((screen) => [screen, linesOf(screen).map(([keys, what, act, foot]) =>
  ({ shown: keys.split(" ")[0], codes: keys.split(" ").flatMap(codesOf), what, act, foot }))]));
