"""Name what a number counts by words that are not next to it: an earlier clause, a heading, or the first words."""

from __future__ import annotations

from summarise.annotated import Sentence
from summarise.engines.rules.clauses import InClause
from summarise.engines.rules.kinds_of_names import is_only_verbs, is_process
from summarise.engines.rules.phrase import SHORTEST, span_without_verbs, without_tail
from summarise.lazy_pattern import lazy_pattern

__all__ = ["heading_topic", "opening", "subject_before"]

_NUMBERED = lazy_pattern(r"^(?:[(（]?[一二三四五六七八九十\d]+[)）、.．]\s*|[一二三四五六七八九十][要是])")
_ABOUT = lazy_pattern(r"^关于|的?(?:建议|问题|意见|提案)?$|方面$")
_OF_THE_LETTER = lazy_pattern(r"工作|举措|措施|情况|打算|计划|下一步|下步|成效|答复")
"""Headings that name a part of the letter, not its subject."""
_PART = lazy_pattern("(?:^|(?<=[，；、]))[^，；、]*")
_WHEN = lazy_pattern(r".{0,4}(?:前|内|底|末|起|以来|季度)再?")
_ITEM = lazy_pattern(r"(?:\d{1,2}(?:\.\d{1,2})?[.、]? ?(?=[\u4e00-\u9fff]))?")
"""The number of a list item at the beginning of a clause: 1.零售额达到62亿元."""
_NO_SUBJECT = lazy_pattern(
    "^(?:鉴于|由于|低于|高于|向|其|根据|按照?|依据|[经經]|待|无法|因|据|对于)|(?:局|委|政府|妇联|联合会|沟通|溝通|已完成|已建成)$|联合(?:公开)?(?:招聘|举办|开展|实施|推进)$"
)
"""Phrases at the beginning of a clause that are not counted: reasons (根据…) and names of bodies."""
_REASON = lazy_pattern("鉴于|由于|因[为此]?(?=[^，]{2})|[从在由](?=$)|.{2,}(?:将|拟|计划)[于在]?$")
_MAINLY = lazy_pattern("以(.{2,12})为(?:主|重点|核心|抓手)")
_YEAR = lazy_pattern(r"(?:[到至]?(?:19|20)\d\d年(?:[底末]?前|[底末]|度)?)(?=\D)")
_DIGIT = lazy_pattern(r"\d")
_FIRST_WORDS = 20
"""Maximum number of characters at the beginning of a sentence that name what it counts, if nothing else does."""


def heading_topic(sentence: Sentence) -> str:
    """Return the topic of the nearest heading above a sentence; "" if it only names a part of the letter."""
    wording = _NUMBERED.sub("", sentence.path[-1]) if sentence.path else ""
    return "" if _OF_THE_LETTER.search(wording) else _ABOUT.sub("", wording).strip(' “”"*。：:')


def opening(text: str, sentence: Sentence) -> str:
    """Return the first words of the sentence, up to a number.

    Return "" if they speak of the proposer (您), or name nothing.
    """
    begin = text[sentence.start : min(sentence.end, sentence.start + _FIRST_WORDS)]
    begin = begin[item.end() :] if (item := _ITEM.match(begin)) else begin
    words = without_tail(_DIGIT.split(begin)[0].strip(" ，、*"))
    return "" if "您" in words or len(words) <= SHORTEST or is_only_verbs(words) or _REASON.match(words) else words


def subject_before(text: str, found: InClause) -> str:
    """Return the subject of an earlier clause, for a clause that consists only of a verb and a number; else ""."""
    begin = found.quantity.start - len(found.before)
    for clause in reversed(list(_PART.finditer(found.before))[:-1]):
        first, last = span_without_verbs(clause.group())
        item = _ITEM.match(clause.group()) if clause.start() == 0 else None
        first = max(first, item.end() if item else 0)
        first += len("关于") if clause.group().startswith("关于", first) else 0
        when = _YEAR.match(clause.group()[first:last])
        first += when.end() if when else 0
        said = _DIGIT.split(clause.group()[first:last])[0]
        body = without_tail(said.strip(" *"))
        if _NO_SUBJECT.search(body) or (when and is_process(body)):
            continue
        if main := _MAINLY.fullmatch(body):
            first, body = first + said.index(main[1]), main[1]
            said = body
        if len(body) >= SHORTEST and not _WHEN.fullmatch(body) and not is_only_verbs(body):
            start = begin + clause.start() + first + len(said) - len(said.lstrip(" *"))
            return text[start : start + len(body)].strip(" “”*")
    return ""
