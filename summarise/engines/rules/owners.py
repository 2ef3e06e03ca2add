"""Find the bodies responsible for a commitment: those that its sentence names, without the replying body."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from summarise.annotated import AnnotatedDocument
from summarise.engines.rules.bodies import BODIES, IS_BODY, OUR_BODY, US, apart

__all__ = ["Named", "Owners", "owners_in_force"]

_PARTNERS = re.compile(
    rf"(?:会同|联合(?!创新|体|会|执法|行动|惩戒)|配合|联动(?!机制)|协同(?!作业|机制)|商请|协助)(?P<list>{BODIES})"
)
_WITH = re.compile(
    rf"(?:与|(?<=[们局委厅镇乡将])[和同])(?P<list>{BODIES})(?:等)?(?:共同|联合|一起|一道|合作|协同|协作)"
)
_BY = re.compile(rf"由(?!于)(?P<list>{BODIES})(?:等)?")
_ORGANISED = re.compile(rf"组织(?!部|办|机构|实施|开展|各方)(?P<list>{BODIES})(?:等)?(?!的|间|内|为|是)")
_ASKED = re.compile(rf"(?<![报申聘邀提恳])请(?P<list>{BODIES})(?:等)?(?:配合|负责|做好|协助|牵头)")
_POINT = r"(?:[一二三四五六七八九十]是|\([一二三四五六七八九十\d]+\)|\d+[.、])"
_WHEN = r"(?:下一?步|接下来|今后|同时|此外|目前|近期|届时|后续|年内|今年|明年|其中|\d{4}年(?:底前?|起)?)"
_SUBJECT = re.compile(
    rf"[* ]*(?:{_POINT}[* ]*)?(?:{_WHEN}，?)?(?!力争|确保|计划|争取|全部|重点|实现|完成|加[快强大])"
    rf"(?P<list>{BODIES})(?:等(?:部门|单位|企业)?)?(?:也|还|均|都|共同)?"
    r"(?:将|拟|计划(?!于)?|要|负责|牵头|针对|结合|会(?!同|议)|正在|力争|承担|协同|应|联合|投资|安排|按计划|承诺|同意|表示|还|已|今年|明年|年内"
    r"|\d{4}年|(?:组织|制定|提供|新[建增]|建设|落实|推进|开展|实施|配合|划定|明确|出资)"
    r"(?!项目|标准|情况|工程|规划|方案|力度|质量|水平|[的度]|正在|将|继续|完成|明年)|继续|进一步|全力)"
)
_UNLIKE = (
    r"(?:[\u4e00-\u9fff]{1,14}(?:管理处|办事处|单位|学校|小学|中学|幼儿园|小镇|景区|园区|林场|水厂|大队"
    r"|[市区县州镇乡]|村级|社区))"
)
"""Names without a body's ending that act all the same, where a modal follows."""
_ACTS = re.compile(
    rf"(?:{_WHEN}，?)?(?!按照|根据|结合|针对|目前|我[市区县州镇乡])(?P<list>{_UNLIKE})"
    r"(?:将(?!其|该)|拟(?!定|订)|计划(?!的)|力争|争取|即将|按计划|结合|负责)"
)
_LIST = r"[\u4e00-\u9fff]{2,12}(?:[、和][\u4e00-\u9fff]{2,10}){0,6}"
_ASSIGNED = re.compile(
    rf"(?<![缘理自])由(?!于|此|原)(?P<list>{_LIST}?)(?:[二三四]方|双方|等)?"
    r"(?:负责|牵头|组织|签订|筹资|安排|承担|购置|提请|协调|实施|落实|配合|自筹|进行)"
)
"""Whoever it is that work is given to: 由街道、村民代表负责."""
_SIDE_BY_SIDE = re.compile(rf"(?:^|(?<=[，；将]))(?:联合|会同)(?P<list>{_LIST}?)(?=，)")
_TOLD = re.compile(
    rf"(?:要求|责成|责令|安排|指派|委托)(?P<list>{BODIES}|{_UNLIKE})(?=按照?|加强|落实|对|进行|开展|做好|组织|尽快|在|于|，)"
)
_OWN = re.compile(r"^(?:我|该局|本[局委厅部办市区县省镇乡级地]|贵[局委厅部办单方]|全[市县区省镇乡国](?!县|市))")
_SUB_OFFICE = re.compile(r"人民政府(.{2,}办事处)$")
_OF_OUR_PLACE = re.compile(r"我[省市县区州镇乡](?=[\u4e00-\u9fff]{2}).*(?:公司|集团|运营商)$")
"""A firm of the replying body's place is not that body."""
_OWN_SUBJECT = re.compile(rf"^[^，。]{{0,8}}{US}")
_GENERIC_VERB = re.compile(
    r"^.*(?:需|会同|联合|配合|鼓励|引导|指导|支持|督促|推动|加强|强化|完善|开展|推进|落实|按照|根据|结合|通过|组织|协调|做好|建立|加大"
    r"|继续|积极|进一步|要求|其中|建议|联动|协同|商请|协助|下一步|接下来)(?!中心|部|办|指挥|小组|专班|领导|委)"
)
_OURSELVES = re.compile(rf"{OUR_BODY}$")
_SAME = re.compile(r"该(?:公司|企业|单位|集团|院|中心)")
"""A body named before; beside its name it says nothing more."""
_ANY_FIRM = re.compile(
    r"(?:各类?|广大|重点|龙头|骨干|行业|科技型?|中小微?|民营|优质|规上|高新技术|产业链?|上下游|相关|有关|我[市县区])*企业"
)
"""Firms in general, as subjects of what they are helped to do."""
_ACTED_UPON = re.compile(
    r"^(?:积极|大力|进一步|继续|持续|主动|充分|着力|全力|加快|有序|逐步|将|要|还|并|同时|全面|我[市县区局]|全[市县区])*"
    r"(?:鼓励|引导|支持|督促|推动|要求|建议|探索|深化|通过|依托|发动|动员|邀请|请|带动|培育|打造|协调|引进|创建|指导|推进)"
    r"(?!部(?!门)|办|局|中心|委|科|处|集团|公司|改革)"
)
"""Verbs whose object a body before the next verb is: 鼓励企业开展, 推进研究院建设."""
_RUNS_ON = re.compile(
    r"(?<=[局委厅办部府司])(?:研究|制定|编制|修订|出台|落实|推进|开展|完善|做好|加强|建立|探索|建设|实施|抓好|加快|争取|安排|优化)"
    r".*[镇乡村区道所校园]$|(?<=[局委厅部办府司])(?:转发|印发|下发|召开).*$"
)
"""What a body does, drawn into its name by a later word that ends like a place (市税务局研究城镇…)."""
_LED_IN = re.compile(r"^(?:经(?![济信开贸发促合营])|请|待|如|由|年内|今后)")
_PARTIES = re.compile(r"(?:[二三四]|双)方$")
_WAITED_FOR = ("待", "经", "向", "报")
_ONLY_COORDINATED = re.compile(r"(?:协调|督促).*$")
"""What a body is to bring others to do; the others are not named as doing it."""
_NO_NAME = re.compile(
    r"我[们省市县区镇乡局]|^(?:集镇|城镇|村镇|我|下一|分|其|该|各方|相关|有关|专人|专业|上级|多|统一)|[的是在]|(?:要求|原则|方式|规定|情况|实际|资金|项目|计划|建设|工作|问题)$"
)
_NAMING = (
    (re.compile(r"会同|联合|配合|联动|协同|商请|协助"), _PARTNERS),
    (re.compile(r"[与和同]"), _WITH),
    (re.compile(r"由"), _BY),
    (re.compile(r"由"), _ASSIGNED),
    (re.compile(r"联合|会同"), _SIDE_BY_SIDE),
    (re.compile(r"要求|责成|责令|安排|指派|委托"), _TOLD),
    (re.compile(r"将|拟|计划|力争|争取|即将|结合|负责"), _ACTS),
    (re.compile(r"请"), _ASKED),
    (re.compile(r"组织"), _ORGANISED),
)
"""A pattern is long; the cue in front of it says whether it can match at all."""
_ENDS_A_BODY = re.compile(r"[局委厅部办府中公道队集会院镇乡村区政社行联协业]")
_OF_ANYONE = (_ASSIGNED, _SIDE_BY_SIDE, _TOLD, _ACTS)
_STOP = re.compile("[，；:]")
_SEPARATORS = re.compile(r"以及|[、和及与]")
_WITH_PLACE = 4
"""Characters of a name that may do without its place: 青岚市水利局, 水利局."""


_SHORT = tuple(
    (re.compile(rf"([省市州县区旗镇乡]?){full}$"), short)
    for full, short in (
        ("人民政府", "政府"),
        ("街道办事处", "街道"),
        ("妇女联合会", "妇联"),
        ("残疾人联合会", "残联"),
        ("工商业联合会", "工商联"),
        ("供销合作社(?:联合社)?", "供销社"),
        ("卫生健康委员会", "卫健委"),
    )
)
"""How a letter shortens the name of its own body: 青石镇人民政府, 镇政府."""
_LEVEL = re.compile(r"[省市州县区旗镇乡]")
"""Where a name begins that leaves its place out: 青岚市水利局, 市水利局."""


class Named(NamedTuple):
    """The name of a body as a text writes it, and the offset at which the name begins in that text."""

    start: int
    name: str


class Owners:
    """Finds the bodies that sentences of one document name as acting; names of the replying body are left out."""

    def __init__(self, annotated: AnnotatedDocument) -> None:
        reply = annotated.metadata.reply
        own = {reply.issuer or reply.lead_body} - {""}
        own |= {found[1] + short for name in own for full, short in _SHORT if (found := full.search(name))}
        own |= {name.removesuffix("员会") for name in own if name.endswith("委员会")}
        own |= {found[1] for name in own if (found := _SUB_OFFICE.search(name))}
        own |= {name[2:] for name in own if len(name) > _WITH_PLACE}
        levels = [(name, found) for name in own for found in _LEVEL.finditer(name)]
        self.own = own | {name[found.start() :] for name, found in levels}
        self.own |= {name[found.end() :] for name, found in levels if len(name) - found.end() > 1}
        self.own |= {name[: found.end()] for name, found in levels}
        self.own |= {name[: -len("局")] for name in own if name.endswith("局") and len(name) > len("市局")}
        self.own |= {name.removesuffix("办事处") for name in self.own if name.endswith("街道办事处")}
        names = "|".join(map(re.escape, sorted(self.own, key=lambda name: (-len(name), name)))) or "(?!)"
        self._by_name = re.compile(rf"(?:^|[，；:])[^，；:]{{0,6}}(?:{names})(?:将|拟|会|要|还|也|正)")
        self._acting: dict[str, tuple[re.Match[str], ...]] = {}

    def named_in(self, text: str) -> tuple[Named, ...]:
        """Return the bodies that a sentence names as doing its act, each once, in text order.

        `text` is normalised; offsets are relative to it, here and in `subjects_of`.
        """
        found: list[Named] = []
        for cue, pattern in _NAMING:
            if cue.search(text):
                read = self._anyone if pattern in _OF_ANYONE else self._names
                for match in _at_clauses(pattern, text) if pattern is _ACTS else pattern.finditer(text):
                    found += read(match)
        if _ENDS_A_BODY.search(text):
            found += self._subjects(text)
        named = _each_once(_apart_from_each_other(found))
        return tuple(one for one in named if not _SAME.fullmatch(one.name)) or named

    def subjects_of(self, text: str) -> tuple[Named, ...]:
        """Return the bodies that are the subject of a sentence, which a following sentence without a subject keeps."""
        return _each_once(self._subjects(text))

    def has_subject(self, text: str) -> bool:
        """True if a sentence has a subject that acts: the replying body or another one."""
        own = _OWN_SUBJECT.search(text) or self._by_name.search(text)
        return bool(own) or bool(self._acting_in(text))

    def _acting_in(self, text: str) -> tuple[re.Match[str], ...]:
        """Return the lists of bodies that act themselves: none that others direct or help."""
        if text not in self._acting:
            found = _at_clauses(_SUBJECT, text)
            self._acting[text] = tuple(match for match in found if not _ACTED_UPON.search(match["list"]))
        return self._acting[text]

    def _names(self, match: re.Match[str]) -> Iterator[Named]:
        """Yield the bodies of a list, with their places; the replying body's own names and mere phrases left out."""
        at = match.start("list")
        for part in apart(_ONLY_COORDINATED.sub("", match["list"]) if match.re is _BY else match["list"]):
            name = _LED_IN.sub("", _RUNS_ON.sub("", _GENERIC_VERB.sub("", part)))
            waited = (
                match.string[max(0, at + part.rindex(name) - 1) : at + part.rindex(name)] in _WAITED_FOR
                if name
                else True
            )
            if len(name) > 1 and not (waited or self._is_own(name)) and IS_BODY.search(name):
                yield Named(at + part.rindex(name), name)
            at += len(part)

    def _anyone(self, match: re.Match[str]) -> Iterator[Named]:
        """Yield whoever a list names, body or not; mere phrases left out."""
        at = match.start("list")
        for part in apart(match["list"]):
            name = _LED_IN.sub("", _PARTIES.sub("", _ONLY_COORDINATED.sub("", part)))
            if (
                len(name) > 1
                and not self._is_own(name)
                and not _NO_NAME.search(name)
                and not _SEPARATORS.fullmatch(part)
            ):
                yield Named(at + part.index(name), name)
            at += len(part)

    def _subjects(self, text: str) -> Iterator[Named]:
        """Yield the bodies that act themselves, firms in general left out."""
        for match in self._acting_in(text):
            yield from (named for named in self._names(match) if not _ANY_FIRM.fullmatch(named.name))

    def _is_own(self, name: str) -> bool:
        if _OF_OUR_PLACE.match(name):
            return False
        return bool(_OWN.match(name) or _OURSELVES.search(name)) or name in self.own


def _at_clauses(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Yield the matches that begin where a clause begins, disjoint."""
    reached = 0
    for begin in (0, *(stop.end() for stop in _STOP.finditer(text))):
        if begin >= reached and (match := pattern.match(text, begin)):
            reached = match.end()
            yield match


def _each_once(found: Iterable[Named]) -> tuple[Named, ...]:
    """Return the bodies, each where it is first named."""
    first: dict[str, Named] = {}
    for named in found:
        first.setdefault(named.name, named)
    return tuple(first.values())


def _apart_from_each_other(found: list[Named]) -> Iterator[Named]:
    """The names by their places; of two that overlap the one that begins first, the shorter of two that begin there."""
    reached = 0
    for named in sorted(found, key=lambda one: (one.start, len(one.name))):
        if named.start >= reached:
            yield named
            reached = named.start + len(named.name)


def owners_in_force(
    owners: Owners, texts: Sequence[str], turns: Sequence[int], index: int, continues: Sequence[bool]
) -> tuple[int, tuple[Named, ...]]:
    """Return the responsible bodies of a sentence, and the index of the sentence that names them.

    That is `index`, or the sentence before if this one continues it and has no subject.

    Args:
        owners: finds the names in one sentence.
        texts: the normalised text of each sentence; offsets of names are relative to these.
        turns: for each sentence, the offset where it changes from reporting to promising; 0 for none.
        index: of the sentence in question.
        continues: for each sentence, True if it continues the one before.

    """
    text, turn = texts[index], turns[index]
    promise = text[turn:]
    if named := owners.named_in(promise):
        if all(_SAME.fullmatch(one.name) for one in named):
            return index, owners.named_in(text)
        return index, tuple(Named(turn + start, name) for start, name in named)
    if turn and not owners.has_subject(promise):
        return index, owners.named_in(text)
    if index and continues[index] and not owners.has_subject(text):
        return index - 1, owners.subjects_of(texts[index - 1])
    return index, ()
