"""Find the bodies responsible for a commitment: those that its sentence names, except the replying body."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from summarise.annotate.table_rows import cells_of
from summarise.annotated import AnnotatedDocument
from summarise.column_heads import WHO
from summarise.engines.rules.bodies import DEPARTMENTS, OUR_BODY, US, apart
from summarise.engines.rules.body_names import bare_name, coordinators, is_a_body, is_a_party, party
from summarise.engines.rules.naming import ACTS, BY, BY_RHYTHM, NAMING, OF_ANYONE, PARTNERS, SUBJECT, at_clauses
from summarise.engines.rules.orders import ORDERS, TELLS
from summarise.engines.rules.own_names import own_names
from summarise.lazy_pattern import lazy_pattern

__all__ = ["Named", "Owners", "owners_in_force"]

_OWN = lazy_pattern(r"^(?:我|该局|本[局委厅部办单市区县省镇乡级地]|地区$|全[市县区省镇乡国](?!县|市|各))")
_OF_OUR_PLACE = lazy_pattern(
    r"我[省市县区州镇乡](?=(?!各|全|有关|相关|级)[\u4e00-\u9fff]{2}).*(?:公司|集团|运营商|局|委|中心|大?队|医院)$"
)
"""A firm or body in the area of the replying body, which is not the replying body itself (我市公安局)."""
_OWN_SUBJECT = lazy_pattern(rf"^[^，。]{{0,8}}(?<![将把使对向为给]){US}|^全[市县区省](?=[新改扩建完])")
_A_THING = lazy_pattern(
    r"^(?![下今明后同此另并还也又再届近目年对针在从按根结通为就待到其最首一二三四五接未即随以力积继进各相有将每])"
    r"[\u4e00-\u9fff]{2,12}?(?<![即必已])将(?![军近来])"
)
"""A subject that is no body, which gets or does something: 督导员队伍将扩充到80名."""
_DONE_WITH = lazy_pattern("已|完成|了|通过[^，]{0,4}(?:调查|调研|研究|论证)")
_HELPED = lazy_pattern(r"(?:推动|鼓励|支持|引导|指导|督促|建议)[^，；:]{2,20}$")
"""A body that is only helped or advised, in front of its partners: 推动企业联合高校."""
_OURSELVES = lazy_pattern(rf"{OUR_BODY}$")
_SAME = lazy_pattern(r"该(?:公司|企业|单位|集团|院|中心)")
"""A reference to a body that was named before, which adds nothing if the name is also present."""
_ANY_FIRM = lazy_pattern(
    r"(?:各类?|广大|重点|龙头|骨干|行业|科技型?|中小微?|民营|优质|规上|高新技术|产业链?|上下游|相关|有关|我[市县区])*企业"
)
"""General words for firms, which are not responsible bodies."""
_ACTED_UPON = lazy_pattern(
    r"^(?:我们|会|有序|积极|大力|进一步|继续|持续|主动|充分|着力|全力|加快|有序|逐步|将|要|还|并|同时|全面|我[市县区局]|全[市县区])*"
    r"(?:根据|按照?|依[据照]|结合|针对|围绕|鼓励|引导|支持|督促|推动|要求|建议|探索|深化|通过|依托|发动|动员|邀请|请|带动|培育|打造|协调|引进|创建|指导|推进|方便|便于|加[强快大]|改善|完善|优化)"
    r"(?!办|中心)"
    r"|^(?:新建|改建|扩建|迁建|走访|检查|抽查|慰问)(?![局站队组所中])"
)
"""Verbs in front of a body that is their object, not the subject: 鼓励企业开展, 推进研究院建设."""
_WITH_OTHERS = lazy_pattern(rf"联合|会同|督促|鼓励|引导|指导|协调|{TELLS}")
"""Verbs in front of a body that is then not the subject: 我局联合消防部门, 将督促街道."""
_WAITED_FOR = ("待", "经", "向", "报")
_GIVEN_TO = ("由", *ORDERS)
_LISTED = lazy_pattern(DEPARTMENTS)
_HELPER = 30
"""Number of characters before a partner that are searched for a body that is helped."""
_COLUMN = lazy_pattern(rf"{WHO}(?:及[^，。]{{0,8}})?")
_IN_A_CELL = lazy_pattern(r"[^、，,；;/ ]+")
_NAMED_SUBJECT = lazy_pattern(r"(?:^|[，；:])([^，；:]{2,30}?)(?:将|拟|会|要|还|也|正)")
_BEFORE_A_SUBJECT = 6
"""Maximum number of characters in front of the name of a body at the beginning of its clause."""


class Named(NamedTuple):
    """The name of a body as a text writes it, and the offset at which the name begins in that text."""

    start: int
    name: str


class Owners:
    """Finds the bodies that sentences of one document name as acting; the replying body is left out."""

    def __init__(self, annotated: AnnotatedDocument) -> None:
        self._own = own_names(annotated.metadata.reply)
        self._acting: dict[str, tuple[re.Match[str], ...]] = {}

    def named_in(self, text: str) -> tuple[Named, ...]:
        """Return the bodies that a sentence names as doing its act, each once, in text order.

        `text` is the normalised sentence; the offsets in the results are relative to it.
        """
        found: list[Named] = []
        for cue, pattern in NAMING:
            if cue.search(text):
                read = self._anyone if pattern in OF_ANYONE else self._names
                for match in at_clauses(pattern, text) if pattern is ACTS else pattern.finditer(text):
                    if pattern is not PARTNERS or not _helps_others(text, match.start()):
                        found += read(match)
        found += self._subjects(text)
        named = _each_once(_apart_from_each_other(found))
        return tuple(one for one in named if not _SAME.fullmatch(one.name)) or named

    def in_columns(self, row: str, heads: Sequence[str]) -> tuple[Named, ...]:
        """Return the bodies in the cells of a table row whose column has a head such as 责任单位, each once.

        `heads` are the heads of all columns; () if the row has none. `row` is normalised, and the offsets are relative
        to it.
        """
        named = (
            Named(at + name.start(), name.group())
            for (at, cell), head in zip(cells_of(row), heads or (), strict=False)
            if _COLUMN.fullmatch(head)
            for name in _IN_A_CELL.finditer(cell)
        )
        return _each_once(one for one in named if is_a_party(one.name) and not self._is_own(one.name))

    def subjects_of(self, text: str) -> tuple[Named, ...]:
        """Return the bodies that are subjects of a sentence, each once, in text order.

        `text` is the normalised sentence; the offsets in the results are relative to it.
        """
        return _each_once(self._subjects(text))

    def acting_before(self, told: str) -> tuple[Named, ...]:
        """Return the bodies in the reporting part of a sentence that are taken to act in its promising part too.

        `told` is the normalised text of the reporting part. If it says that the work is finished (已, 完成), only its
        subjects and a body behind 由 or 责成 are returned. Otherwise partners (正会同市水利局推进) are returned too.
        """
        named = self.named_in(told)
        if not _DONE_WITH.search(told):
            return named
        subjects = self.subjects_of(told)
        return tuple(one for one in named if one in subjects or told[: one.start].endswith(_GIVEN_TO))

    def has_subject(self, text: str) -> bool:
        """Return True if the sentence `text` has a subject: the replying body, another one, or a thing (…将)."""
        if _OWN_SUBJECT.search(text) or _A_THING.match(text):
            return True
        return self._acts_by_name(text) or bool(self._acting_in(text))

    def _acts_by_name(self, text: str) -> bool:
        """Return True if the replying body, by its name, is the subject of a clause."""
        heads = (found[1] for found in _NAMED_SUBJECT.finditer(text))
        return any(self._is_by_name(head[at:]) for head in heads for at in range(_BEFORE_A_SUBJECT + 1))

    def _acting_in(self, text: str) -> tuple[re.Match[str], ...]:
        """Return the lists of bodies that act themselves, without those that others direct or help."""
        if text not in self._acting:
            found = {match.start(): match for match in at_clauses(BY_RHYTHM, text)}
            found |= {match.start(): match for match in at_clauses(SUBJECT, text)}
            self._acting[text] = tuple(found[at] for at in sorted(found) if _acts(found[at]["list"]))
        return self._acting[text]

    def _names(self, match: re.Match[str]) -> Iterator[Named]:
        """Yield the bodies in a matched list with their offsets, without the replying body and other phrases."""
        at = match.start("list")
        listed = _LISTED.match(match.string, match.end("list")) is not None
        names = coordinators(match["list"]) if match.re.pattern == BY.pattern else match["list"]
        for part in apart(names, peers=listed):
            name = bare_name(part)
            start = at + part.rindex(name)
            at += len(part)
            waited = match.string[start - 1 : start] in _WAITED_FOR
            if name and not (waited or self._is_own(name)) and is_a_body(name, listed=listed):
                yield Named(start, name)

    def _anyone(self, match: re.Match[str]) -> Iterator[Named]:
        """Yield everybody in a matched list, also if it is not a public body, without phrases that are no names."""
        if match.re.pattern == ACTS.pattern and _ACTED_UPON.search(match["list"]):
            return
        at = match.start("list")
        for part in apart(match["list"]):
            name = party(part)
            if is_a_party(name) and not self._is_own(name):
                yield Named(at + part.index(name), name)
            at += len(part)

    def _subjects(self, text: str) -> Iterator[Named]:
        """Yield the bodies that act themselves, without general words for firms."""
        for match in self._acting_in(text):
            yield from (named for named in self._names(match) if not _ANY_FIRM.fullmatch(named.name))

    def _is_own(self, name: str) -> bool:
        if _OF_OUR_PLACE.match(name):
            return self._is_by_name(name[1:])
        return bool(_OWN.match(name) or _OURSELVES.search(name)) or self._is_by_name(name)

    def _is_by_name(self, name: str) -> bool:
        return any(name in own for own in self._own)


def _acts(bodies: str) -> bool:
    """Return True if bodies at the beginning of a clause act themselves."""
    return not (_ACTED_UPON.search(bodies) or _WITH_OTHERS.search(bodies))


def _helps_others(text: str, partner: int) -> bool:
    """Return True if the clause of a partner says what others are helped to do."""
    return _HELPED.search(text, partner - _HELPER, partner) is not None


def _each_once(found: Iterable[Named]) -> tuple[Named, ...]:
    """Return the bodies without repetitions; each has the offset of its first occurrence."""
    first: dict[str, Named] = {}
    for named in found:
        first.setdefault(named.name, named)
    return tuple(first.values())


def _apart_from_each_other(found: list[Named]) -> Iterator[Named]:
    """Yield the names in text order; of names that overlap, yield the one that begins first, then the shorter one."""
    reached = 0
    for named in sorted(found, key=lambda one: (one.start, len(one.name))):
        if named.start >= reached:
            yield named
            reached = named.start + len(named.name)


def owners_in_force(
    owners: Owners, texts: Sequence[str], told: Sequence[int], index: int, continues: Sequence[bool]
) -> tuple[int, tuple[Named, ...]]:
    """Return the index of the sentence that names the bodies responsible for a promise, and these bodies.

    Usually the sentence that promises names its bodies itself. If it names none, has no subject and continues the
    sentence right before it, the subjects of that sentence are responsible. This does not hold if the words of the
    promise contain one of their names. The tuple of bodies is empty if nobody is responsible by name.

    Args:
        owners: finds the names in one sentence.
        texts: the normalised text of each sentence; offsets of names are relative to these.
        told: for each sentence that first reports work and then promises, the offset at which the promise begins; 0 for
            every other sentence. Names before that offset count if the promise refers to them (该公司), or has no name
            and no subject.
        index: which of `texts` is the sentence in question.
        continues: for each sentence, True if it continues the one before.

    """
    text, turn = texts[index], told[index]
    promise = text[turn:]
    if named := owners.named_in(promise):
        if all(_SAME.fullmatch(one.name) for one in named):
            return index, owners.named_in(text)
        return index, tuple(Named(turn + start, name) for start, name in named)
    if owners.has_subject(promise):
        return index, ()
    if turn and (acting := owners.acting_before(text[:turn])):
        return index, acting
    if index and continues[index] and not owners.has_subject(text):
        before = owners.subjects_of(texts[index - 1])
        return index - 1, () if any(one.name in text for one in before) else before
    return index, ()
