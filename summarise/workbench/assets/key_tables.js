// Which key does what on which screen. A key is its place on the keyboard (event.code), so that an input method changes nothing.
const KEY_TABLES = {
  "global": [
    { "codes": ["Slash"], "shown": "/", "what": "搜索", "act": "search" },
    { "codes": ["Shift+Slash"], "shown": "?", "what": "全部按键", "act": "help" },
    { "codes": ["Escape"], "shown": "Esc", "what": "关闭、返回", "act": "back" },
    { "codes": ["KeyG"], "shown": "G", "what": "标注规则", "act": "guide" }
  ],
  "overview": [],
  "review": [
    { "codes": ["ArrowUp"], "shown": "↑", "what": "上一句", "act": "previousSentence", "foot": "" },
    { "codes": ["ArrowDown"], "shown": "↓", "what": "下一句", "act": "nextSentence", "foot": "上一句 下一句" },
    { "codes": ["KeyP"], "shown": "P", "what": "上一处提醒", "act": "previousPlace" },
    { "codes": ["KeyN"], "shown": "N", "what": "下一处提醒", "act": "nextPlace", "foot": "下一处提醒" },
    { "codes": ["KeyM"], "shown": "M", "what": "已做", "act": "measure", "foot": "" },
    { "codes": ["KeyC"], "shown": "C", "what": "承诺", "act": "commitment", "foot": "" },
    { "codes": ["KeyX"], "shown": "X", "what": "都不是", "act": "neither", "foot": "标签" },
    { "codes": ["Digit1", "Numpad1"], "shown": "1", "what": "明确", "act": "firm" },
    { "codes": ["Digit2", "Numpad2"], "shown": "2", "what": "力争", "act": "effort" },
    { "codes": ["Digit3", "Numpad3"], "shown": "3", "what": "探索", "act": "explore" },
    { "codes": ["Tab"], "shown": "Tab", "what": "句中下一个数字", "act": "nextNumber", "foot": "句中数字" },
    { "codes": ["Shift+Tab"], "shown": "Shift+Tab", "what": "句中上一个数字", "act": "previousNumber" },
    { "codes": ["KeyT"], "shown": "T", "what": "是否目标", "act": "target", "foot": "是否目标" },
    { "codes": ["KeyV"], "shown": "V", "what": "口径", "act": "basis", "foot": "口径" },
    { "codes": ["KeyD"], "shown": "D", "what": "时限", "act": "deadline", "foot": "时限" },
    { "codes": ["KeyI"], "shown": "I", "what": "指标", "act": "indicator", "foot": "指标" },
    { "codes": ["KeyR"], "shown": "R", "what": "责任单位", "act": "responsible", "foot": "单位" },
    { "codes": ["Equal", "Shift+Equal", "NumpadAdd"], "shown": "+", "what": "并入上一项", "act": "join" },
    { "codes": ["Minus", "NumpadSubtract"], "shown": "-", "what": "从此句拆开", "act": "part" },
    { "codes": ["KeyE"], "shown": "E", "what": "题目、单位等信息", "act": "fields", "foot": "信息" },
    { "codes": ["KeyQ"], "shown": "Q", "what": "附言", "act": "remark" },
    { "codes": ["KeyU", "Ctrl+KeyZ"], "shown": "U", "what": "撤销", "act": "undo", "foot": "撤销" },
    { "codes": ["Shift+KeyU", "Ctrl+Shift+KeyZ"], "shown": "Shift+U", "what": "重做", "act": "redo" },
    { "codes": ["Enter", "NumpadEnter"], "shown": "Enter", "what": "接受本件，到下一件", "act": "accept", "foot": "接受，下一件" },
    { "codes": ["KeyJ"], "shown": "J", "what": "下一件", "act": "nextReply", "foot": "" },
    { "codes": ["KeyK"], "shown": "K", "what": "上一件", "act": "previousReply", "foot": "换件" },
    { "codes": ["KeyF"], "shown": "F", "what": "只看待复核", "act": "filter" },
    { "codes": ["KeyA"], "shown": "A", "what": "来源网址", "act": "address" }
  ],
  "picker": [
    { "codes": ["ArrowUp"], "shown": "↑", "what": "上一个", "act": "previousOption" },
    { "codes": ["ArrowDown"], "shown": "↓", "what": "下一个", "act": "nextOption" },
    { "codes": ["ArrowLeft"], "shown": "←", "what": "左移", "act": "left" },
    { "codes": ["ArrowRight"], "shown": "→", "what": "右移", "act": "right" },
    { "codes": ["Shift+ArrowLeft"], "shown": "Shift+←", "what": "少选一字", "act": "shorter" },
    { "codes": ["Shift+ArrowRight"], "shown": "Shift+→", "what": "多选一字", "act": "longer" },
    { "codes": ["Enter", "NumpadEnter"], "shown": "Enter", "what": "选定", "act": "take" }
  ]
};
