"""Read comparator words (such as 不少于, 以上) in front of and behind a number."""

from __future__ import annotations

from summarise.lazy_pattern import lazy_pattern
from summarise.record import Comparator

__all__ = ["AFTER_BEGINS", "comparator_after", "comparator_before"]

_EQUALS = ("等于", "或等于", "或者等于")
# Word → comparator, and whether the word belongs to the quote. 突破 and 控制在 are verbs: they compare from outside.
_WORDS: dict[Comparator, str] = {
    ">=": "至少 起码 最少 不下 不下于 不亚于 ≥ >= => 上",
    "<=": "不超 至多 最多 ≤ <= =<",
    ">": "超过 超出 超 过 逾 多于 高于 大于 不止 不只 >",
    "<": "低于 少于 小于 不足 不到 接近 将近 近 <",
    "~": "大约 约 大概 ≈ ~",
}
_DENIED: dict[Comparator, str] = {
    ">=": "少于 低于 小于 少于等于 低于等于 小于等于",
    "<=": "超过 高于 大于 多于 超出 突破 高于等于 大于等于 多于等于",
}
_OR_EQUAL: dict[Comparator, str] = {">=": "大于 高于 多于", "<=": "小于 低于 少于"}
_DENIALS = "不 不得 不能 不应 不宜 不会 不可 不许 不准 不允许 严禁 禁止 未 没有".split()
_BEFORE: tuple[tuple[str, Comparator, bool], ...] = (
    *((no + word, sign, True) for sign, words in _DENIED.items() for word in words.split() for no in _DENIALS),
    *((word + equal, sign, True) for sign, words in _OR_EQUAL.items() for word in words.split() for equal in _EQUALS),
    ("控制在", "<=", False),
    ("突破", ">", False),
    ("破", ">", False),
    *((word, sign, True) for sign, words in _WORDS.items() for word in words.split()),
)
_LONGEST_WORD = 8
_BY_LAST = {
    last: sorted((entry for entry in _BEFORE if entry[0][-1] == last), key=lambda entry: -len(entry[0]))
    for last in {word[-1] for word, _, _ in _BEFORE}
}
_PART_OF_A_WORD = {
    "破": "侦告打攻冲爆识查勘",
    "约": "节合预条特签公违简制解大",
    "近": "附邻靠最临新远接将",
    "超": "赶反",
    "过": "通经不透度路越难",
    "上": "以线网市马晚早路",
    "~": "0123456789%‰元个年月日万亿米吨亩家人户名座处所条套台辆次件张项",
}
"""Characters that turn a comparator behind them into part of another word: 约 in 节约5万元 does not mean "about"."""

_LINKS = ("达到了", "达到", "达", "占", "到", "为", "了", "至", "有", "(含)", "(不含)", " ")
"""Verbs that may stand between a comparator and its number: 超过了300家, 约为5万元."""
_BEFORE_ENDS = frozenset(_BY_LAST) | {link[-1] for link in _LINKS} | {"\n"}
AFTER_BEGINS = frozenset(" \n(含及以之左上+±不都还出开封起至最有打往")
"""The first characters of comparator words that may follow a unit, except 内."""
_INCLUDED = r"\((?P<{}>不)?含[^()\n]{{0,8}}\)"
"""Pattern of (含), (含3人) and (不含), which say whether the number itself is included in the limit."""
_AFTER = lazy_pattern(
    rf" ?(?:{_INCLUDED.format('no')}|含)?(?P<open>\()?"
    r"(?P<says>及以上|以上|及以下|以下|以内|之内|左右|上下(?!联动|一心|同心|贯通|游)|[+±](?=[，。、；;,)\s]|$))"
    rf"(?(open)\)|(?:{_INCLUDED.format('none')})?)"
)
_TORN_AFTER = lazy_pattern(
    r"(?=[^\n]{0,2}\n)\n?(?P<says>(?:及\n?)?以\n?[上下]|[以之]\n?内|左\n?右)(?=[，。、；;,)的]|$)"
)
"""A comparator word with a line break in it or in front of it; the number covers two lines, like one in `_next_to`."""
_STRICT: dict[Comparator, Comparator] = {">=": ">", "<=": "<"}
_SUFFIX: dict[str, Comparator] = {
    "及以上": ">=",
    "+": ">=",
    "以上": ">=",
    "及以下": "<=",
    "以下": "<=",
    "以内": "<=",
    "之内": "<=",
    "左右": "~",
    "上下": "~",
    "±": "~",
}
_COLLOQUIAL: dict[Comparator, str] = {
    "<": "不到 都不到 还不到",
    ">": "不止 还不止 出头 开外 有余 余 往上 多",
    ">=": "至少 最少 起 起步 打底",
    "<=": "至多 最多 封顶",
}
_SPOKEN: dict[str, Comparator] = {word: sign for sign, words in _COLLOQUIAL.items() for word in words.split()}
"""Colloquial words behind a number that compare it if a pause or the end follows: 1200个不止, 500元封顶."""
_SPOKEN_BEHIND = lazy_pattern("(" + "|".join(_SPOKEN) + r")(?=[，。、；;,!?！？)”\s]|的|$)")
_STOREYS = frozenset("栋 幢 座 层 间 套 处".split())
"""Measure words of buildings; behind them 封顶 means that the roof is finished, not "at most"."""
_AT_LEAST: dict[str, Comparator] = {"至少": ">=", "最少": ">=", "起码": ">=", "至多": "<=", "最多": "<="}
_FAR: dict[str, Comparator] = {
    **_AT_LEAST,
    **{no + word: sign for sign, words in _DENIED.items() for word in words.split() for no in _DENIALS},
    "不足": "<",
    "不到": "<",
    "超过": ">",
}
_AT_A_DISTANCE = lazy_pattern(
    rf"({'|'.join(sorted(_FAR, key=len, reverse=True))})"
    rf"(?:(?<={'|'.join(_AT_LEAST)})[^，。；、:()\d\s零一二两三四五六七八九十百千万亿每年月日次]{{1,6}}"
    r"|每\d{0,6}[^，。；、:()\d\s]{1,6}|(?P<whole>[^，。；、：\d\n]{1,14}的))$"
)
"""Words that may separate a comparator from its number.

They are a verb phrase (至少配备2名), what the number is counted per (不少于每千人2批次), or what a share is compared
with (不低于上年水平的105%).
"""
_REACH, _NEAR = 24, 8
"""Number of characters before a number that are searched for a comparator that is not adjacent to it.

The second value is how many characters before the number are checked first for a sign that such a comparator is there.
"""
_LEADS = frozenset("至最起每")
_SHARE = lazy_pattern(r"[0-9]+(?:\.[0-9]+)?[%‰倍]|[一二三四五六七八九]成")
_LIMITED = frozenset(["天", "日", "周", "小时", "分钟", "秒", "个工作日", "工作日", "个月", "%"])
_LIMIT = lazy_pattern(r"内(?=[^容部外涵在地需存蒙河江环阁政径饰])")


def comparator_before(folded: str, start: int) -> tuple[int, Comparator | None]:
    """Return where a number with its comparator words begins, and the comparator that these words state.

    The number itself begins at `start` in `folded`, the text normalised by `fold`. The returned offset is `start` if no
    word in front counts as part of the number. The comparator is None if no word compares. A line break in or after the
    words is allowed. Such a number covers two lines, so it is dropped later because no sentence contains it.
    """
    quoted, comparator = _next_to(folded, start)
    return (quoted, comparator) if comparator else (start, _at_a_distance(folded, start))


def _at_a_distance(folded: str, start: int) -> Comparator | None:
    near = folded[max(0, start - _NEAR) : start]
    if not near.endswith("的") and _LEADS.isdisjoint(near):
        return None
    far = _AT_A_DISTANCE.search(folded, start - _REACH, start)
    if far is None or (far["whole"] and not _SHARE.match(folded, start)):
        return None
    return _FAR[far[1]]


def _next_to(folded: str, start: int) -> tuple[int, Comparator | None]:
    last = folded[start - 1 : start]
    if last not in _BEFORE_ENDS:
        return start, None
    head = folded[max(0, start - _LONGEST_WORD) : start]
    above, broken, head = head.rpartition("\n")
    if broken and (found := _in_front(folded, above[above.rfind("\n") + 1 :] + head, start)):
        begin, comparator, _ = found
        if begin < start - len(head):
            return begin - 1, comparator
    if found := _in_front(folded, head, start):
        begin, comparator, quoted = found
        return (begin if quoted else start), comparator
    return start, None


def _in_front(folded: str, head: str, start: int) -> tuple[int, Comparator, bool] | None:
    """Search for a comparator at the end of `head`, the characters before the number at `start`.

    Return where its word begins, the comparator, and True if the quote of the number includes the word; None if none is
    found.
    """
    heads = [head]
    if head.endswith(_LINKS):
        heads.append(head.removesuffix(next(link for link in _LINKS if head.endswith(link))))
    for candidate in heads:
        for word, comparator, quoted in _BY_LAST.get(candidate[-1:], ()):
            if word in ("上", "过") and folded[start] not in "百千万亿":
                continue
            if candidate.endswith(word) and not _belongs_to_a_word(candidate, word):
                return start - len(head) + len(candidate) - len(word), comparator, quoted
    return None


def _belongs_to_a_word(head: str, word: str) -> bool:
    before = head[: -len(word)][-1:]
    return bool(before) and before in _PART_OF_A_WORD.get(word, "")


def comparator_after(folded: str, end: int, unit: str) -> tuple[int, Comparator | None]:
    """Return the offset behind a quantity and the comparator words that follow it, and the comparator that they state.

    `end` is the offset behind the unit in `folded`, the text normalised by `fold`. If no comparator word follows, the
    result is (`end`, None).
    """
    found = _AFTER.match(folded, end) if folded[end : end + 1] in AFTER_BEGINS else None
    if found and not folded.startswith("学历", found.end()):
        said = _SUFFIX[found["says"]]
        return found.end(), _STRICT.get(said, said) if found["no"] or found["none"] else said
    if torn := _TORN_AFTER.match(folded, end):
        return torn.end(), _SUFFIX[torn["says"].replace("\n", "")]
    spoken = None if found else _SPOKEN_BEHIND.match(folded, end)
    if spoken and not (spoken[1] == "封顶" and unit in _STOREYS):
        return spoken.end(), _SPOKEN[spoken[1]]
    if unit in _LIMITED and _LIMIT.match(folded, end):
        return end + 1, "<="
    return end, None
