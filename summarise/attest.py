"""Checks if the words and numbers of an answer occur in the text that they are taken from."""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import lru_cache

from summarise.lazy_pattern import lazy_pattern

__all__ = ["is_assembled_from", "numbers_in", "share_of_words", "unattested"]

_CN = "零〇一二两三四五六七八九十百千万亿"
_MEASURED = "[%‰个家项名人件条座所台套亩户元年月天日成倍处辆起次场期批盏公米吨张间栋位份支口岁分小]"
_MAY_BE_OMITTED = frozenset(_MEASURED) - frozenset("[]%‰成倍")
_NUMBERS = (
    rf"\d+(?:[.×^±]\d+|[万亿千百]{{1,3}}零?\d+)*[万亿千百]*[余多几]?{_MEASURED}?"
    rf"|[{_CN}]+分之[{_CN}]+|[{_CN}]+(?:点[{_CN}]+)?[余多几]?{_MEASURED}"
)
_NUMBER = lazy_pattern(_NUMBERS)
"""Matches a complete number with its parts and powers, so that 1亿2000万元 does not count as 2000万元 or as 1亿."""
_FIGURES = lazy_pattern(rf"(?:{_NUMBERS}|[{_CN}]+(?:点[{_CN}]+)?[余多几]?)(?:[-~—–至]+(?:{_NUMBERS}|[{_CN}]+))*")
"""Matches a complete number, also one in Chinese characters without a unit, or a range of numbers."""
_GROUPED = lazy_pattern(r"(?<=\d)[, ](?=\d{3}(?!\d))")
_SEPARATORS = lazy_pattern(r"[\s、，,。；;：:“”\"'‘’《》（）()*]+")
_LONGEST_CHAIN = 3
"""Maximum number of pieces of the evidence from which a phrase may be put together."""
_SHORTEST_PIECE = 2
_DENIALS = ("不", "未", "没有", "无", "停", "取消", "禁止", "拒")
_DENIED = lazy_pattern(r"(?:没有|[不未无非])([\u4e00-\u9fff]{2})")
_RISES, _FALLS = ("提高", "增加", "增长", "上升", "提升", "扩大"), ("降低", "减少", "下降", "压减", "缩短", "压缩")
_BODY = lazy_pattern(r"[\u4e00-\u9fff]{2,9}?(?:局|委|厅|部门|办公室|公司|政府|中心|街道|大队|集团|医院|学校)")
_DENYING = lazy_pattern(r"(?:不再|没有|不|未|无).")
"""Matches a word of denial and the first character of what it denies."""
_OFFICE = lazy_pattern(r"[\u4e00-\u9fff](?:[局委厅]|办(?![理公法事好成学案结实证])|公司|中心|集团)")
"""Matches the end of a body's name, such as 局, and the character before it."""
_YEAR = lazy_pattern(r"(?:19|20)\d\d年")
_CURRENCY = ("美元", "欧元", "港元", "日元", "英镑")


@lru_cache(maxsize=8)
def _bare(text: str) -> str:
    """Return a text in half width, without white space and punctuation. The result is cached."""
    return _SEPARATORS.sub("", _fold(text))


@lru_cache(maxsize=16)
def _fold(text: str) -> str:
    """Return a text in half width.

    The result is cached, because the checks of an answer and the record hold several words against the same evidence.
    """
    return text if text.isascii() else unicodedata.normalize("NFKC", text)


def _fold_numbers(text: str) -> str:
    """Return a text in half width, without the separators of groups of three digits."""
    return _GROUPED.sub("", _fold(text))


def numbers_in(text: str) -> frozenset[str]:
    """Return the numbers written in a text, each with its 万 or 亿 and, if known, one character of its unit.

    An example is {"5万元", "20条", "8.5%", "三分之二"}. Characters are in half width.
    """
    return frozenset(_NUMBER.findall(_fold_numbers(text)))


def unattested(summary: str, evidence: str) -> list[str]:
    """Return the words of a summary that its evidence does not support; [] if it supports all of them.

    These are numbers, denials, words for a rise or a fall, names of public bodies, currencies and years that the
    summary adds or changes. Words that the evidence denies and the summary affirms also count. The summary may leave
    out words of the evidence.
    """
    cut = _cut_numbers(_fold_numbers(summary), _fold_numbers(evidence))
    if cut == []:
        return []
    known = numbers_in(evidence)
    strange = sorted(number for number in numbers_in(summary) - known if not _is_cut_short(number, known))
    strange += cut or []
    strange += _said_more_often(summary, evidence)
    strange += [word for word in (*_DENIALS, *_RISES, *_FALLS, *_CURRENCY) if word in summary and word not in evidence]
    strange += [word for word in _DENIALS if summary.count(word) > evidence.count(word)]
    strange += [words for words in _DENIED.findall(evidence) if _is_affirmed(words, summary, evidence)]
    strange += [body for body in _BODY.findall(summary) if not is_assembled_from(body, evidence)]
    said, source = _bare(summary), _bare(evidence)
    strange += [found for pattern in (_DENYING, _OFFICE) for found in pattern.findall(said) if found not in source]
    strange += _years_moved(said, source)
    return list(dict.fromkeys(strange))


def _cut_numbers(said: str, source: str) -> list[str] | None:
    """Return the parts of numbers that `said` has of longer numbers of `source`, if it occurs in `source` in one piece.

    Return [] if one occurrence cuts no number, or only a unit that may be omitted; None if there is no occurrence.
    """
    numbers = [found.span() for found in _FIGURES.finditer(source)] if said in source else []
    cut: list[str] | None = None
    at = source.find(said)
    while at >= 0:
        end = at + len(said)
        cut = [
            source[max(at, first) : min(end, last)]
            for first, last in numbers
            if first < at < last or (first < end < last and not (last - end == 1 and source[end] in _MAY_BE_OMITTED))
        ]
        cut = [part for part in cut if any(char.isdigit() or char in _CN for char in part)]
        if not cut:
            return []
        at = source.find(said, at + 1)
    return cut


def _said_more_often(summary: str, evidence: str) -> list[str]:
    """Return numbers that a summary has more often than its evidence, for example in place of another number."""
    said, known = (Counter(_NUMBER.findall(_fold_numbers(text))) for text in (summary, evidence))
    return [number for number in said if number in known and said[number] > known[number]]


def _is_affirmed(words: str, summary: str, evidence: str) -> bool:
    """Return True if a summary states `words` without a denial and the evidence has them only after a denial."""
    return words in summary and _stands_in(words, summary) and not _stands_in(words, evidence)


def _years_moved(said: str, source: str) -> list[str]:
    """Return the years in `said` that other words follow than in `source`; [] if `source` has fewer than two years."""
    if len(set(_YEAR.findall(source))) < 2:  # noqa: PLR2004 - one year cannot change places
        return []
    return [found.group() for found in _YEAR.finditer(said) if said[found.start() : found.end() + 3] not in source]


def _is_cut_short(number: str, known: frozenset[str]) -> bool:
    """Return True if the evidence has the same number, followed by a unit that the summary omits."""
    return any(len(one) == len(number) + 1 and one.startswith(number) and one[-1] in _MAY_BE_OMITTED for one in known)


def share_of_words(phrase: str, evidence: str) -> float:
    """Return the share of a phrase's characters, from 0 to 1, that occurs in the evidence in runs of two or more."""
    wanted, source = _bare(phrase), _bare(evidence)
    at = covered = 0
    while rest := wanted[at:]:
        size = len(rest)
        while size >= _SHORTEST_PIECE and rest[:size] not in source:
            size -= 1
        covered += size if size >= _SHORTEST_PIECE else 0
        at += max(size, 1)
    return covered / len(wanted) if wanted else 0.0


@lru_cache(maxsize=256)
def is_assembled_from(phrase: str, evidence: str) -> bool:
    """Return True if a phrase consists of at most three pieces of the evidence, each of at least two characters.

    White space, punctuation and character width are ignored; 的 may be added between pieces. A phrase with a number
    must occur in the evidence in one piece. No piece may omit a denial that precedes it in the evidence (不降低…).
    """
    wanted, source = _bare(phrase), _bare(evidence)
    if len(wanted) < _SHORTEST_PIECE or not any("\u4e00" <= char <= "\u9fff" for char in wanted):
        return False
    if any(char.isdigit() for char in wanted):
        return wanted in source
    return _is_chain(wanted, source, _LONGEST_CHAIN)


def _is_chain(wanted: str, source: str, pieces: int) -> bool:
    """Return True if at most `pieces` pieces of `source` form `wanted`; long pieces are tried first."""
    if not wanted or not pieces:
        return not wanted
    return any(
        _stands_in(wanted[:size], source) and _is_chain(wanted[size:].removeprefix("的"), source, pieces - 1)
        for size in range(len(wanted), _SHORTEST_PIECE - 1, -1)
    )


def _stands_in(piece: str, source: str) -> bool:
    """Return True if at least one occurrence of `piece` in `source` does not directly follow a denial."""
    at = source.find(piece)
    while at >= 0:
        if at == 0 or not source.endswith(("不", "未", "无", "非", "没有"), 0, at):
            return True
        at = source.find(piece, at + 1)
    return False
