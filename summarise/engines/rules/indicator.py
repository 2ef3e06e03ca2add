"""What a target counts, in words of its sentence."""

from __future__ import annotations

import re

from summarise.annotated import AnnotatedDocument, Sentence
from summarise.engines.rules.clauses import InClause

__all__ = ["indicator_of"]

_VERBS = (
    r"(?:新增|新建成?|新认定|新改扩建|新培育|新引进|新装|建设|实施|组建|引进|培育|培养|选派|投资|投入|完成|改造提升|改造|开展|举办|认定"
    r"|组织|招聘|招录|招引|培训|安装|种植|修建|改建|扩建|增设|增加|建成|打造|创建|设立|争取|安排|推进|推出|推广|推动|发放|举行|开通"
    r"|铺设|整治|清理|再添|添|开工建设|开工|实现|达到|形成|落实|提供|配备|配置|布局|更新|购置|采购|补充|申报|储备|力争完成|统筹"
    r"|谋划|启动|办好|办理|筹措|下达|高质量|高标准|全面|累计|总计|共计|共)"
)
_HEAD = re.compile(
    r"^(?:(?:[一二三四五六七八九十]是|力争|确保|计划|争取|预计|将|拟|努力|要|再|还|并|每年|年均|其中|全年|今年|明年|年内"
    r"|到|至(?!于)|在|使|把|同时|\*\*"
    rf"|我[市区县省局委]|全力|逐步|累计|总|约|积极|加快|进一步|继续|{_VERBS})，?)+"
)
_TAIL = re.compile(
    r"(?:(?:同比|年均|较上年|比上年|较去年)?(?:(?:增长|增加|提高|提升|上升|下降|降低|减少|缩短|压缩|压减|缩减)(?:率|幅度)?)?"
    r"(?:达到?|为|到|至|突破|超过?|在|保持在?|稳定在|控制在|维持在|约|近|不低于|不少于|力争|将|均|全部|要|了|实现|幅度|以|分别)*"
    r"(?:增长|提高|提升|下降|降低|减少|缩短|压缩)?(?:到|至|为|达)?)$"
)
_MODAL = re.compile(r"^.*(?:计划|将|拟|力争|确保|争取|预计|任务是|目标是|目标为|[一二三四五六七八九]是|安排)(?=.{2})")
_LAST_VERB = re.compile(
    r"^.*(?:新建|建设|安装|新增|增设|增加|铺设|购置|打造|培育|引进|选派|开展|举办|招聘|招募|建成|完成|实现|设立|配备|种植|硬化|疏浚"
    r")(?![率额量力的型性类区点面])(?=.{2})"
)
_REST = re.compile(r"^(?:其余|其中|另外|剩余|其他|每次|每家|分别|现有|总)?$")
_FROM = re.compile(r"(?:由|从|较|(?<!占)比(?!重|例))(?:现在的?|目前的?|现状的?|上年|20\d\d年)?[^，]{0,16}$")
_NOUN_BEHIND = re.compile(r"^的?(?P<noun>[^，。；:、()\d和及与以并]{2,24})")
_VERB_BEHIND = re.compile(
    r"^(?:用于|进行|开展|以上|左右|的目标|完成|建设|对|在|将|为|纳入|由|实现|投入|给予|达|提升|提高|左右)"
)
_NUMBERED = re.compile(r"^[(（]?[一二三四五六七八九十\d]+[)）、.．]\s*")
_ABOUT = re.compile(r"^关于|的?(?:建议|问题|意见|提案)?$|方面$")
_OF_THE_LETTER = re.compile(r"工作|举措|措施|情况|打算|计划|下一步|下步|成效|答复")
"""Headings that say where a letter stands, not what about."""
_SHORTEST = 2


def indicator_of(annotated: AnnotatedDocument, sentence: Sentence, cue_text: str, found: InClause) -> str:
    """The noun behind the number (1家创新联合体), else the phrase before it without verbs (新增高新技术企业50家)."""
    text = annotated.document.text
    before = _phrase_before(annotated, sentence, cue_text, found)
    phrase = text[before[0] : before[1]].strip(' 、，,“”"*')
    behind = _NOUN_BEHIND.match(found.after)
    if behind and not found.is_relative and not _VERB_BEHIND.match(behind["noun"]):
        start = found.quantity.end + behind.start("noun")
        noun = text[start : found.quantity.end + behind.end("noun")].strip()
        if len(noun) >= _SHORTEST and (len(phrase) < _SHORTEST or found.quantity.unit != "元"):
            return noun
    if len(phrase) >= _SHORTEST and not _REST.match(phrase):
        return phrase
    return _subject_before(text, sentence, cue_text, found) or _heading(sentence) or _opening(text, sentence)


def _heading(sentence: Sentence) -> str:
    """What the nearest heading above is about."""
    wording = _NUMBERED.sub("", sentence.path[-1]) if sentence.path else ""
    return "" if _OF_THE_LETTER.search(wording) else _ABOUT.sub("", wording).strip(' “”"*。：:')


def _opening(text: str, sentence: Sentence) -> str:
    """The sentence's first words, up to a number if there are some; none where it begins with what was proposed."""
    opening = text[sentence.start : min(sentence.end, sentence.start + 20)]
    words = re.split(r"\d", opening)[0].strip(" ，、*")
    if "您" in words:
        return ""
    return words if len(words) > _SHORTEST else opening.strip()


def _phrase_before(annotated: AnnotatedDocument, sentence: Sentence, cue_text: str, found: InClause) -> tuple[int, int]:
    """From the last sign, number or leading date to the quantity, verbs and enumerator left off on both sides."""
    end = found.quantity.start
    start = max(cue_text.rfind(sign, sentence.start, end) for sign in "，。；:") + 1
    start = max(start, sentence.start)
    opening = cue_text.rfind("(", start, end)
    if opening >= 0 and ")" not in cue_text[opening:end]:
        start = opening + 1
    start = _behind_numbers_and_dates(annotated, sentence, start, end)
    if sentence.marker and start < sentence.start + len(sentence.marker) + 2:
        marker = cue_text.find(sentence.marker, sentence.start, end)
        start = max(start, marker + len(sentence.marker)) if marker >= 0 else start
    while start < end and cue_text[start] in "* ":
        start += 1
    if modal := _MODAL.match(cue_text[start:end]):
        start += modal.end()
    if head := _HEAD.match(cue_text[start:end]):
        start += head.end()
    if verb := _LAST_VERB.match(cue_text[start:end]):
        start += verb.end()
    body = cue_text[start:end]
    for trimmed in (_TAIL, _FROM, _TAIL):
        if cut := trimmed.search(body):
            body = body[: cut.start()]
    return start, start + len(body)


def _behind_numbers_and_dates(annotated: AnnotatedDocument, sentence: Sentence, start: int, end: int) -> int:
    for quantity in annotated.quantities:
        if quantity.sentence == sentence.number and start < quantity.end <= end:
            start = quantity.end
    for day in annotated.dates:
        if day.sentence == sentence.number and start <= day.end <= end:
            start = day.end
    return start


def _subject_before(text: str, sentence: Sentence, cue_text: str, found: InClause) -> str:
    """The subject of a clause before, for a clause that is all verb and number."""
    for clause in reversed(re.split(r"[，；、]", found.before)[:-1]):
        body = re.split(r"\d", _HEAD.sub("", clause).strip())[0]
        if len(body) >= _SHORTEST:
            start = cue_text.find(body, sentence.start)
            return _TAIL.sub("", text[start : start + len(body)])
    return ""
