"""Reads the search queries that people type in the terminal and in the workbench.

    充电桩 公园|广场 "日间照料中心" -试点 单位:交通 时限:<=2025-12-31 状态:已到期 届次:二次 力度:明确

All words must be found, `|` means "or", quotation marks keep words together, and `-` excludes a word. A query that
consists of a reference finds that item.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from summarise.annotate.folding import fold
from summarise.corpus.bigrams import numbered, plain
from summarise.due import DUE_SOON, NO_DEADLINE, NOT_DUE, OVERDUE
from summarise.errors import UsageError
from summarise.reference import Reference
from summarise.wording import NOT_LOOKED_AT
from summarise.wording import VERDICTS as FOUND

__all__ = ["FIELDS", "HITS", "STATES", "SUPERSEDED", "VERDICTS", "Due", "Query", "parse_query"]

_MOST_CHARACTERS = 200
_MOST_TERMS = 50
FIELDS = ("单位", "时限", "状态", "届次", "文号", "力度", "类型", "年份", "命中")
_TRADITIONAL = ("單位", "時限", "狀態", "屆次", "文號", "類型")
"""Names of the query fields in traditional Chinese script."""
SUPERSEDED = "旧版"
"""State of an item of a letter that has a newer version; without it, queries find the newest versions alone."""
STATES = (NOT_DUE, DUE_SOON, OVERDUE, NO_DEADLINE, "有后续答复", "未见后续答复", "已核实", SUPERSEDED)
VERDICTS = (NOT_LOOKED_AT, *FOUND)
"""Verdicts that a person can give on a promise. The first one means that nobody has checked the promise."""
_CERTAINTIES = {"明确": "firm", "力争": "effort", "探索": "explore"}
HITS = ("承诺", "题目")
"""Where the words of a query are: each in the promise or its heading, or at least one only in the proposal's title."""
_KINDS = {"承诺": "c", "目标": "t", "工作": "m", "已做工作": "m"}
_PART = re.compile(
    rf'\s*(?P<minus>-)?(?:(?P<field>{"|".join((*FIELDS, *_TRADITIONAL))})[:：](?P<value>"[^"]*"|\S*)'
    r'|(?P<words>(?:"[^"]*"|“[^”]*”|[^\s"“”])+))'
)
_LIKE_A_FIELD = re.compile(r"([\u4e00-\u9fff]{2})[:：](?=\S)")
"""Matches text in the form of a field: a name of two Chinese characters and a colon."""
_NUMBERED = re.compile(r"第?(\d{1,6})号(?:提案|建议|议案)?")
_QUOTED = re.compile(r'"([^"]*)"|“([^”]*)”')
_DAY = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})月?)?(?:[-/.]?(\d{1,2})日?)?")


@dataclass(frozen=True, slots=True)
class Due:
    """A condition on deadlines: the first and last accepted day as ISO dates; "" for no limit."""

    first: str = ""
    last: str = ""
    is_none: bool = False
    """True to find only items that have no deadline or whose deadline gives no date."""


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed query; an item must meet all conditions."""

    all_of: tuple[tuple[str, ...], ...] = ()
    """Groups of words; at least one word of each group must be found."""
    none_of: tuple[str, ...] = ()
    """Words that must not be found."""
    bodies: tuple[str, ...] = ()
    """Names of bodies, or parts of names; one must match the body that replies or a responsible body."""
    sessions: tuple[str, ...] = ()
    """Names of sessions, or parts of names; one must match."""
    numbers: tuple[str, ...] = ()
    """Document numbers, or parts of them; one must match."""
    years: tuple[str, ...] = ()
    """Years in four digits; one must be the year of the letter's date."""
    states: tuple[str, ...] = ()
    """Words of `STATES` or `VERDICTS` that an item must match."""
    certainties: tuple[str, ...] = ()
    """firm, effort or explore; one of them must match."""
    kinds: tuple[str, ...] = ()
    """c for commitments, t for targets, m for measures; empty means commitments and targets."""
    due: tuple[Due, ...] = ()
    hits: str = ""
    """One of `HITS`: where the words must be; "" for anywhere."""
    reference: Reference | None = None
    """Reference of the only item to find; all other conditions are then empty."""


def parse_query(text: str) -> Query:
    """Parse the query `text`, in the language that the module's docstring describes.

    Raises:
        UsageError: the query is too long, or a field has a wrong value; the message names the accepted values.

    """
    if len(text) > _MOST_CHARACTERS:
        raise UsageError(f"the query has more than {_MOST_CHARACTERS} characters")
    reference = Reference.parse(text)
    if reference:
        return Query(reference=reference)
    parts = list(_PART.finditer(text))
    if len(parts) > _MOST_TERMS:
        raise UsageError(f"the query has more than {_MOST_TERMS} parts")
    reading = _Reading()
    for part in parts:
        if part["field"]:
            reading.field(fold(part["field"]), part["value"].strip('"'), part["minus"])
        else:
            if meant := _LIKE_A_FIELD.match(part["words"]):
                raise UsageError(
                    f"a query has no field “{meant[1]}”: the fields are {'、'.join(FIELDS)}; quote words to find them"
                )
            reading.words(part["words"], is_out=bool(part["minus"]))
    return reading.query()


class _Reading:
    """Collects the parts of a query while it is parsed."""

    def __init__(self) -> None:
        self._all: list[tuple[str, ...]] = []
        self._none: list[str] = []
        self._values: dict[str, list[str]] = {name: [] for name in FIELDS}
        self._due: list[Due] = []
        self._hits = ""

    def words(self, written: str, *, is_out: bool) -> None:
        pieces = [one for piece in _either(written) if (one := plain(piece))]
        choices = tuple(dict.fromkeys(one for piece in pieces for one in _spellings(piece)))
        if is_out:
            self._none.extend(choices)
        elif choices:
            self._all.append(choices)

    def field(self, name: str, value: str, minus: str | None) -> None:
        if minus:
            raise UsageError(f"the field -{name}: a minus excludes words, not fields")
        if not value:
            raise UsageError(f"the field {name}: has no value")
        if name == "时限":
            self._due.append(_due(fold(value)))
        elif name == "状态":
            self._values[name].append(_one_of(name, value, {state: state for state in (*STATES, *VERDICTS)}))
        elif name == "力度":
            self._values[name].append(_one_of(name, value, _CERTAINTIES))
        elif name == "命中":
            self._hits = _one_of(name, value, {one: one for one in HITS})
        elif name == "类型":
            self._values[name].append(_one_of(name, value, _KINDS))
        else:
            self._values[name].append(value)

    def query(self) -> Query:
        values = {name: tuple(found) for name, found in self._values.items()}
        return Query(
            all_of=tuple(self._all),
            none_of=tuple(self._none),
            bodies=values["单位"],
            sessions=values["届次"],
            numbers=values["文号"],
            years=values["年份"],
            states=values["状态"],
            certainties=values["力度"],
            kinds=values["类型"],
            due=tuple(self._due),
            hits=self._hits,
        )


def _spellings(word: str) -> tuple[str, ...]:
    """Return a word and, if it may be the number of a proposal (第19号, 19号提案), how the index has that number."""
    found = _NUMBERED.fullmatch(word)
    return (word, numbered(found[1])) if found else (word,)


def _either(written: str) -> list[str]:
    """Split text at `|` outside of quotation marks; return the parts without quotation marks."""
    held: list[str] = []

    def keep(found: re.Match[str]) -> str:
        held.append(found[1] if found[1] is not None else found[2])
        return f"\0{len(held) - 1}\0"

    pieces = re.split(r"[|｜]", _QUOTED.sub(keep, written))
    return [re.sub("\0(\\d+)\0", lambda found: held[int(found[1])], piece) for piece in pieces]


def _one_of(name: str, value: str, known: dict[str, str]) -> str:
    folded = fold(value)
    if folded not in known:
        raise UsageError(f"the value “{value}” of {name} is not known; the values are {'、'.join(known)}")
    return known[folded]


def _due(value: str) -> Due:
    if value in {"无", "没有"}:
        return Due(is_none=True)
    if ".." in value:
        first, last = value.split("..", 1)
        return Due(_span(first)[0] if first else "", _span(last)[1] if last else "")
    sign = re.match(r"<=|>=|≤|≥|<|>|=", value)
    first, last = _span(value[sign.end() :] if sign else value)
    return {
        "<=": Due(last=last),
        "≤": Due(last=last),
        ">=": Due(first=first),
        "≥": Due(first=first),
        "<": Due(last=_neighbour(first, -1)),
        ">": Due(first=_neighbour(last, 1)),
    }.get(sign[0] if sign else "=", Due(first, last))


def _span(written: str) -> tuple[str, str]:
    """Return the first and last day, as ISO dates, of a written day, month or year."""
    found = _DAY.fullmatch(written.strip())
    year, month, day = (int(part) if part else 0 for part in found.groups()) if found else (0, 0, 0)
    try:
        first = date(year, month or 1, day or 1)
        last = date(year, month or 12, day or monthrange(year, month or 12)[1])
    except ValueError:
        raise UsageError(f"“{written}” is no date; write 2025-12-31, 2025-12 or 2025 for a deadline") from None
    return first.isoformat(), last.isoformat()


def _neighbour(day: str, step: int) -> str:
    return date.fromordinal(date.fromisoformat(day).toordinal() + step).isoformat()
