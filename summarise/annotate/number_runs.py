"""Find the end of a run of number characters, so that a number that is not understood is left out as a whole.

A run is a sequence of digits or numerals with the signs that join them, such as dashes and units.
"""

from __future__ import annotations

from string import ascii_letters

from summarise.annotate.measure_words import breaks_off, unit_at
from summarise.annotate.numeral import SIGNS
from summarise.annotate.table_rows import BAR
from summarise.lazy_pattern import lazy_pattern

__all__ = ["JOINTS_BEHIND", "ends_a_pair", "goes_on", "is_broken_off", "is_cut_off_before", "run_end", "vague"]

_RUN = lazy_pattern(
    rf"[{SIGNS}⁻⁰¹²³⁴⁵⁶⁷⁸⁹½⅓⅔¼¾⅛余多]+(?:(?:[点几]|个(?=[百千]?[万亿]))(?=[{SIGNS}])[{SIGNS}⁻⁰¹²³⁴⁵⁶⁷⁸⁹余多]{{1,40}})*(?:分之[{SIGNS}点.]+)?"
)
_BRACKETED = lazy_pattern(rf"\([{SIGNS}.]{{1,40}}\)")
_SIGN = lazy_pattern(rf"[{SIGNS}]")
_JOINT_OF_FIGURES = lazy_pattern(
    r" ?(?:[.,:/×xX*✕╳±^+·'’‘=比]|<sup>|[-—~]{1,2}|[、和与及或至到]) ?(?=[0-9])|，(?=[0-9])| (?=[0-9])"
    r"|(?:[A-Za-z]|\.\.|。)(?=[0-9])|[⁻⁰¹²³⁴⁵⁶⁷⁸⁹½⅓⅔¼¾⅛]|(?<=[0-9])(?=[0-9一二两三四五六七八九])|[-—~至到](?=[一二两三四五六七八九十])"
)
"""Signs and words that join a number without a unit to the next number."""
_JOINT_OF_CHARACTERS = lazy_pattern(
    r"[-—~]{1,2}(?=[0-9一二三四五六七八九十])|[至到](?=[0-9])|(?:(?<=[万亿千百十])|(?<=十[一二三四五六七八九]))(?=[0-9])"
)
_JOINTS = frozenset(
    ascii_letters + "。 .,:/×xX*✕╳±^+·'’‘=比<-—~、和与及或至到，½⅓⅔¼¾⅛⁻⁰¹²³⁴⁵⁶⁷⁸⁹(0123456789一二两三四五六七八九"
)
"""The first characters of all signs and words that join numbers."""
JOINTS_BEHIND = frozenset(" ×xX*✕╳±^+⁻⁰¹²³⁴⁵⁶⁷⁸⁹半个/·" + SIGNS.replace("0-9", "0123456789"))
"""The characters that may continue a number behind its unit."""
_JOINT_BEHIND_A_UNIT = lazy_pattern(
    r" ?(?:[×✕╳*±^]|[xX](?=[0-9])|\+(?= ?[0-9])) ?(?=[0-9(])|[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+|(?=[0-9]{1,2}/[0-9])"
)
_HALF = lazy_pattern(r"半(?=[，。、；;,)）]|$|内|以[内上下]|之内|左右|时间|的时间)|个?半(?=小时|个?月(?!球)|天|学期)")
_SMALLER = {
    "小时": ("分钟", "分", "秒", "刻"),
    "分钟": ("秒",),
    "年": ("个月", "月"),
    "个月": ("天", "日"),
    "公里": ("米",),
    "千米": ("米",),
    "米": ("厘米", "公分"),
    "吨": ("公斤", "千克", "斤"),
    "公斤": ("克", "两"),
    "千克": ("克",),
    "升": ("毫升",),
    "亩": ("分", "厘"),
    "公顷": ("亩",),
    "天": ("小时", "个小时"),
    "个小时": ("分钟", "分"),
    "分": ("秒",),
    "斤": ("两",),
    "度": ("分",),
    "元": ("角",),
}
"""The smaller units in which a measurement may continue: 1小时30分钟 is one length of time."""
_LOOSE = frozenset("米块元斤吨")
_UNKNOWN_UNIT = lazy_pattern(r"[/·](?:[^\W\d_]{1,2}|\([^()\d\n]{1,12}\))")
_LAST_DIGIT = lazy_pattern(r"[0-9](?![0-9A-Za-z.])|[一二三四五六七八九](?=[，。、；,;)]|$|左右|以上)")
_SIGNED = lazy_pattern(r"(?:±|(?<=零)下|(?<![减担肩背抱自辜胜])负|[^\s\-—A-Za-z0-9][^\S\n]*-|[长为降升达是增率幅]—)$")
"""A sign or word in front of a number that changes its value, such as ± or 负."""
_BELOW_NOUGHT = lazy_pattern(r"(?<![^\n])[-—][0-9]+(?:\.[0-9]+)? ?[℃°%‰]")
"""A negative temperature or rate at the beginning of a line; before another number, the dash would be a list bullet."""
_REACH_OF_A_SIGN = 5
_GOES_ON_BELOW = lazy_pattern(rf"[{SIGNS}.%‰]")
_LONGEST_ROW = 240
"""Number of characters of a table row that are searched for bars."""
_ENDS_ABOVE = lazy_pattern(r"[0-9.][万亿千百]{0,2}\n$")
"""A number without a unit at the end of the line above."""
_LONGEST_UNIT = 7
_BEFORE_OTHERWISE = frozenset("$£￡€¢￠₩￦₽₹฿≠=>于; ")
_STOP_IN_FRONT = lazy_pattern(r"[0-9](?:。|\.\.)$|(?<![0-9A-Za-z.])\.$|(?<![A-Za-z])[Oo]\.$")
"""A stop in front of digits that is no decimal point, or a decimal point that lost the zero before it: 投入.5万元."""
_OTHERWISE = lazy_pattern(r"(?:[$£￡€¢￠₩￦₽₹฿]|≠|[!！]=|<>|[<>] =|不等于|&[A-Za-z]{2,6};) ?$")
"""A foreign currency sign, or a sign such as ≠ that negates the number, in front of a number."""
_TIMES = frozenset("×*✕╳")
_BEFORE_A_TAIL = frozenset("±负下-—\n。.")
_NEIGHBOURS = lazy_pattern(
    r"(?<![第其一二三四五六七八九十])(?:一、两|一、二|二、三|三、四|四、五|五、六|六、七|七、八|八、九)$"
)
_VAGUE = lazy_pattern(
    r"(?:好?几|数)(?:[十百千]+[万亿]*|[万亿]+)|(?:上|成)百上千"
    r"|百十(?![一二三四五六七八九])[来余多]?|[百千万]儿[八九]?[十百千]|[百千万]把(?=[个块人家户元里来])"
)


def run_end(folded: str, at: int, stop: int) -> int:
    """Return the offset behind the run of number characters that begins at `at`; text from `stop` on is not read.

    A run includes the signs and words that join its numbers, such as dashes and units. The result is at least `at` + 1,
    even if no such character is at `at`. `folded` is text normalised by `fold`.
    """
    end = at
    while run := _RUN.match(folded, end, stop):
        end = _behind_brackets(folded, run.end(), stop)
        found = unit_at(folded, end)
        unit, behind = found if found and found[1] <= stop else ("", end)
        joint = goes_on(folded, end, behind, unit, stop)
        if joint is None:
            return behind
        end = max(joint, behind)
    return max(end, at + 1)


def _behind_brackets(folded: str, end: int, stop: int) -> int:
    """Return the end of brackets at `end` that contain only another number: 20（三十）所; `end` if there are none."""
    found = _BRACKETED.match(folded, end, stop)
    return found.end() if found else end


def goes_on(folded: str, end: int, behind: int, unit: str, stop: int) -> int | None:
    """Return where the next number that is joined to this one (by a dash, a sign, …) begins; None if there is none.

    This number ends at `end`, and its unit at `behind`; `unit` is "" if it has none. `folded` is text normalised by
    `fold`; from `stop` on, it is not read.
    """
    if unit:
        return _behind_a_unit(folded, behind, unit, stop)
    if folded[end : end + 1] not in _JOINTS:
        return None
    digits = folded[end - 1].isdecimal() or folded[end - 1] in "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"
    joint = _JOINT_OF_FIGURES if digits else _JOINT_OF_CHARACTERS
    found = _BRACKETED.match(folded, end, stop) or joint.match(folded, end, stop)
    return found.end() if found else None


def _behind_a_unit(folded: str, behind: int, unit: str, stop: int) -> int | None:
    if folded[behind : behind + 1] not in JOINTS_BEHIND:
        return None
    found = _JOINT_BEHIND_A_UNIT.match(folded, behind, stop) or _HALF.match(folded, behind, stop)
    if not found and breaks_off(folded, behind, unit):
        found = _UNKNOWN_UNIT.match(folded, behind, stop)
    if found:
        return found.end()
    if not _SIGN.match(folded, behind, stop):
        return None
    smaller = unit in _SMALLER and _in_a_smaller_unit(folded, behind, unit)
    loose = unit in _LOOSE and _LAST_DIGIT.match(folded, behind, stop) and unit_at(folded, behind + 1) is None
    return behind if smaller or loose else None


def _in_a_smaller_unit(folded: str, at: int, unit: str) -> bool:
    run = _RUN.match(folded, at)
    return run is not None and folded.startswith(_SMALLER[unit], run.end())


def is_broken_off(folded: str, behind_number: int, end: int) -> bool:
    """Return True if a number at the end of a line may continue in the next line: 50⏎亿元, 20个⏎百分点.

    In `folded` (text normalised by `fold`), the number ends at `behind_number`, and its unit and comparator at `end`;
    the two are equal if it has neither.
    """
    if not folded.startswith("\n", end) or _between_rows(folded, end):
        return False
    if end == behind_number:
        return _GOES_ON_BELOW.match(folded, end + 1) is not None or unit_at(folded, end + 1) is not None
    longer = unit_at(folded[behind_number:end] + folded[end + 1 : end + 1 + _LONGEST_UNIT], 0)
    return folded.startswith("/", end + 1) or (longer is not None and longer[1] > end - behind_number)


def is_cut_off_before(folded: str, begin: int, at: int) -> bool:
    """Return True if the number at `at` is the rest of a longer one, or if a sign in front changes it: ±2, -5, 负3.

    `folded` is text normalised by `fold`; `begin` is the end of the token before the number.
    """
    if folded[at - 1 : at] in _BEFORE_OTHERWISE and _OTHERWISE.search(folded, max(begin, at - 8), at):
        return True
    if folded[at - 1 : at] not in _BEFORE_A_TAIL:
        return begin > 0 and begin == at - 1 and folded[begin] in _TIMES  # 4米 in 1O米×4米
    if _ENDS_ABOVE.search(folded, at - 4, at) and not _between_rows(folded, at - 1):
        return True
    if _is_signed(folded, begin, at):
        return True
    return at > begin and _STOP_IN_FRONT.search(folded, at - 3, at) is not None


def _is_signed(folded: str, begin: int, at: int) -> bool:
    """Return True if a sign in front of a number changes its value.

    A dash at the beginning of a line is a list bullet, unless a temperature or a rate follows.
    """
    signed = at > begin and _SIGNED.search(folded, max(begin, at - _REACH_OF_A_SIGN), at)
    return bool(signed or _BELOW_NOUGHT.match(folded, at - 1))


def _between_rows(folded: str, at: int) -> bool:
    """Return True if the line break at `at` separates two rows of a table; a number never continues in the next row."""
    above = folded[max(0, at - _LONGEST_ROW) : at].rpartition("\n")[2]
    return BAR in above and BAR in folded[at + 1 : at + 1 + _LONGEST_ROW].partition("\n")[0]


def ends_a_pair(folded: str, begin: int, at: int) -> bool:
    """Return True if the numeral at `at` begins with the second of two neighbouring digits: 三 in 二、三百个.

    `folded` is text normalised by `fold`; `begin` is the end of the token before the numeral.
    """
    return folded[at - 1 : at] == "、" and _NEIGHBOURS.search(folded, max(begin, at - 3), at + 1) is not None


def vague(folded: str, at: int, stop: int) -> int | None:
    """Return the offset behind the vague number that begins at `at`, such as 几十 or 数百; None if there is none.

    `folded` is text normalised by `fold`; from `stop` on, it is not read.
    """
    found = _VAGUE.match(folded, at, stop)
    return found.end() if found else None
