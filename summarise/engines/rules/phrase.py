"""Find the words next to a number that say what it counts: the noun behind it, or the phrase before it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from summarise.annotated import Sentence
from summarise.engines.rules.bodies import US
from summarise.engines.rules.changes import starts_a_change
from summarise.engines.rules.clauses import OF_EACH, InClause
from summarise.lazy_pattern import lazy_pattern

__all__ = ["SHORTEST", "Cut", "phrase_next_to", "span_without_verbs", "without_tail", "without_verbs"]

_VERBS = (
    r"(?:新增|新建成?|新设|新购|新开(?!工)|布设|施划|选育|建立|新认定|新改扩建|新发展|新培育|新引进|新装|建设(?!用地)|实施|组建|引进|培育|培养|选派|投资|投入|完成|开展|举办|认定"
    r"|组织|招聘|招录|招引|安装|种植|修建|增设|增加|建成|打造|创建|设立|争取|安排|推进|推出|推广|推动|发放|举行|开通"
    r"|铺设|再添|添|开工建设|开工|实现|达到|形成|落实|提供|配备|配置|布局|更新|购置(?!补)|采购|补充|申请|申报|储备|力争完成|统筹"
    r"|谋划|公布|选树|捐建|铺筑|发行|配合|启动|办好|办理(?!时)|筹措|下达|高质量|高标准(?!农田)|全面|累计|总计|共计|共(?![享同有产建管]))"
)
_NO_NOUN = "(?![率额量值力的型性类区点面])"
"""Characters that, behind a verb, form a noun with it: 配备率, 增加值."""
_HEAD = lazy_pattern(
    r"^(?:(?:[一二三四五六七八九十]是|力争|确保|计划|争取|预计|将|拟|努力|要|再(?!生|就业|贷款|制造|融资|担保|保险|教育)|还|并|每年|年均|其中|全年|今年|明年|年内|[一二三四]季度|[上下]半年"
    r"|到(?!位|账|期)|至(?!于)|在(?![线校岗册编职园库营建途])|使|把|同时|准备|打算|会(?![员议展计场])|起|\*\*"
    rf"|{US}|全力|逐步|累计|约|积极|加快|进一步|继续|{_VERBS}{_NO_NOUN})，?)+"
)
_TAIL = lazy_pattern(
    r"(?:(?:同比|年均|较上年|比上年|较去年)?(?:(?:增长|增加|提高|提升|上升|下降|降低|减少|缩短|压缩|压减|缩减|精简|扩大|扩展|发展|改善|好转)"
    r"(?:率|幅度)?)?"
    r"(?:翻[一两]?番|仅|现[为达]|[跨迈跃站登]上|达到?|为|到|至|突破|超过?|在|保持在?|稳定在|控制在|维持在|约|近|不低于|不少于|力争|争取|将|平均|均|全部|要|了|实现|幅度|以|分别|每年"
    r"|年内|全年|再|逐步|稳步|拟|预计|计划|努力|确保|有望|对)*+"
    r"(?:增长|增加|提高|提升|上升|下降|降低|减少|缩短|压缩|扩大|扩展|发展|改善|[增升降扩提])?(?:到|至|为|达)?)$"
)
_OF_TAILS = "".join(sorted({sign for sign in _TAIL.pattern if "\u4e00" <= sign <= "\u9fff"}))
"""The characters of which `_TAIL` consists, for a fast first test."""
_MODAL = lazy_pattern(r"^.*(?:计划|将|拟|力争|确保|争取|预计|任务是|目标是|目标为|[一二三四五六七八九]是|安排)(?=.{2})")
_BY_WHOM = lazy_pattern(
    r"^(?:由|会?同|[联合]+)?[^，。；的“”]{2,14}(?:[^大结格布]局|中心|公司|集团|委|政府|街道|乡镇)"
    r"(?:将|拟|已|负责|组织|牵头|计划|承担|承办|开展|实施|申报|筹[措集]|安排|投入)+(?=.{2})"
)
"""The body that acts, and that it does so: 由县农技中心组织开展."""
_SINCE = lazy_pattern("^(?:以前|之前|底前)?(?:建成|安装|修建|竣工|投用)的(?=.{2})")
"""Behind a year, how old the things are that are counted: 建成的 in 2019年建成的破损路面."""
_LAST_VERB = lazy_pattern(
    r"^.*(?:新建|建设(?!用地)|新设|新购|新开(?!工)|布设|施划|投放|发放|推广(?!人员|站|中心|机构|体系|面积|服务|应用)"
    r"|安装|新增(?!就业)|增设|增加|铺设|新铺|新装|购置(?!补)|打造|培育|培养|引进|选派|开展|举办|招聘|招募|建成|完成|实现|设立|设置|配备|配齐|种植(?!基地|园|业|区|户)|划定|收录|补建|再建|打(?=[桩孔]|[^，。；]{0,4}井)"
    rf"){_NO_NOUN}(?=.{{2}})"
)
_REST = lazy_pattern(
    r"^(?:当?中的?|(?:全[省市区县镇乡州]|[一二两三四五六七八九十]年内?|目前|现)?"
    r"(?:其余|其中|另外|剩余|其他|每(?:[次家年月周季]|季度|学期)|分别|现有|总数?|总量|数量|合计|共计?|累计|以来|最[多少高低])?)$"
)
"""Words such as 其中 that connect a number with the text, and do not name what it counts."""
_JOINED = lazy_pattern(r"[^温柔缓饱][和及与或]$")
_JOINT = lazy_pattern(r"^(?:和(?![美谐解])|[及与或的)）、])+(?=..)|(?<=.)的$")
_FROM = lazy_pattern(
    r"(?:(?<![自理])由(?!于|[^，。；\d]{2,12}(?:组织|负责|牵头|开展|实施|承担|承办))|从(?![业事严])|较(?![大小好高强多])|(?<!占)比(?![重例赛如对拼在为达]))"
    r"(?:现在的?|目前的?|现状的?|上年|20\d\d年)?[^，]{0,16}$"
)
_NOUN_BEHIND = lazy_pattern(
    r"^的?(?!”)(?P<noun>(?:(?!计划(?:[\d，]|[今明]年|年[底内]|(?!书|表|生育|单列|[外内]|任务|管理|经济|资金|指标|方案|工作|编制|体系|平台|项目|投资)[\u4e00-\u9fff]))(?:[^，。；:、()|\d和及与以并]|及?以(?=[上下内外])|\([\d一二三四]\))){2,24})"
)
_MEASURE = lazy_pattern(r"[^，。]{0,4}(?:面积|投资|规模|容量|能力|产能|里程|库容|水量|长度|宽度|造价)")
"""A measure of a thing that is named behind the number: 库容 in 库容6万立方米的水库."""
_SHARE_OF = lazy_pattern(
    r"^的(?!目标|水平|要求|标准|任务|比例|速度|幅度|进度|基础|前提|增[速长幅])(?P<noun>[^，。；:、()\d和及与以并]{2,16}?)"
    r"(?=以上|至?少?有|实?现|，|。|；|\(|$)"
)
"""The noun behind a share of it: 社区 in 90%的社区."""
_VERB_BEHIND = lazy_pattern(
    r"^(?:之[间内]$|[至到往](?!位|账)|当?中的?$|计划(?![书表])|用于|用作|进行|开展|以上|左右|的?(?:目标|规模|进度|标准)(?![值化])|完成|建设|对|在(?![建编册校岗])|将|为|纳入|列入|由|实现|投入|给予|达|提升|提高|左右"
    r"|待(?![建业办])|[今明后当]年|下个?月|[上下]半年|年[内底]|预计|拟)"
)
_MONEY = lazy_pattern(r"(?:[总概估]算?)?(?:投资|投入(?:资金)?)$")
_PER_PERIOD = lazy_pattern(r"每(?:年|月|周|季度?|学期)[^，。；:、()\d]{1,12}$")
_PER_UNIT = lazy_pattern(r"每[所个家户村名镇校处座县][^，。；:、()\d]{0,6}?(?=至少|都有|有|配备|配|安排|不少于|$)")
_GOES_ON = lazy_pattern(
    r"(?:(?<=..)到[^，。；、\d]{0,4}(?:[乡镇村]|社区|街道|学校|医院|卫生院|企业|基层|一线)|(?<=..)(?:今年|明年|目前|年底|年内|未(?![成来])|尚|暂)|先行|增设|新增|新建|开展|纳入|列入|各|都|全部|正在|试行|从|(?<=..)(?:延长|缩短|提[高升]|扩大|增加|压缩)[到至]|进行|实现|将|已"
    r"|(?<=..)(?:免费|逐一|实行|配备|提供|恢复(?=.)|实施(?=.)|分别|就近|改造[成为]|建成|由(?=.)|正(?=推|加|有|处|开|进|建))).*$"
)
"""Words behind a noun that no longer belong to its name."""
_ONE_OF_IT = lazy_pattern(r"[一二两三][座处个所条口眼项家]$")
_FOR_THEM = lazy_pattern(r"(?:在|[对给向]|(?<![成作称变转改])为)(?:全[省市区县镇乡州]|辖区)?[^，。；、\d]{0,6}$")
"""Words in front of a number of places or people for which something is done: 在10个社区建设食堂."""
_DONE_FOR_THEM = lazy_pattern(
    r"(?<=..)(?:建设|新?建立?|设[立置]|开[设展通]|配[建备置]|安装|布设|打造|推[广行]|实施|购买|采购|发放|提供|进行|更[新换]|修[建缮]|增设|试[点行]|落实|完成).*$"
)
_ADJUSTED = lazy_pattern(
    r"(?<=..)(?:(?:调整|上调|下调|扩充|延长|拓宽|压)[到至为]|新增|已(?:完成|建成|安装|改造|整改)|(?<![必务所急])须)$"
)
"""Verbs and 新增 between a name and its number that `_TAIL` does not have: 保洁费 in 保洁费调整为0.6元."""
_LONGEST = 80
"""Maximum number of characters of a clause that can name what its number counts."""
_LONGEST_TAIL, _LONGEST_ORIGIN = 24, 32
"""Maximum number of characters of the verbs in front of a number, and of the starting point of a change."""
SHORTEST = 2
"""Minimum number of characters of an indicator."""


class Cut(NamedTuple):
    """The offsets (start, exclusive end) of a number or date in the document."""

    start: int
    end: int
    is_number: bool


def phrase_next_to(text: str, cue_text: str, sentence: Sentence, cuts: Sequence[Cut], found: InClause) -> str:
    """Return the noun behind the number `found`, else the phrase before it without verbs.

    Return "" if neither says what is counted. `text` is the original text of the document, from which the words are
    taken; `cue_text` is its normalised text. `cuts` are the numbers and dates of `sentence`, in order.
    """
    before = _phrase_before(cue_text, sentence, cuts, found)
    phrase = _tidied(text[before[0] : before[1]])
    clause = without_tail(found.clause[-_LONGEST:])
    at = found.quantity.start - len(found.clause[-_LONGEST:])
    said = text[at : at + len(clause)]
    behind = _NOUN_BEHIND.match(found.after)
    if behind and not found.is_relative and not _VERB_BEHIND.match(behind["noun"]):
        start = found.quantity.end + behind.start("noun")
        noun = text[start : found.quantity.end + behind.end("noun")].strip(" *")
        noun = _ONE_OF_IT.sub("", _GOES_ON.sub("", noun))
        if _FOR_THEM.search(found.clause[-_LONGEST_ORIGIN:]):
            noun = _DONE_FOR_THEM.sub("", noun)
        if len(noun) >= SHORTEST and (len(phrase) < SHORTEST or found.quantity.unit != "元"):
            if _MEASURE.fullmatch(phrase):
                return noun + phrase
            each = _PER_UNIT.search(said)
            return each.group() + noun if each else noun
        if _MEASURE.fullmatch(phrase) and found.after.startswith("的"):
            return noun + phrase
    if found.is_relative and (of := _SHARE_OF.match(found.after)):
        phrase += text[found.quantity.end + of.start("noun") : found.quantity.end + of.end("noun")].strip()
    if per := _PER_PERIOD.search(OF_EACH.sub("", said)):
        return per.group()
    if found.quantity.unit.endswith("元") and len(phrase) <= SHORTEST and (money := _MONEY.search(said)):
        return money.group()
    return phrase if len(phrase) >= SHORTEST and not _REST.match(phrase) else ""


def _phrase_before(cue_text: str, sentence: Sentence, cuts: Sequence[Cut], found: InClause) -> tuple[int, int]:
    """Return the offsets of the words that name what is counted, in the clause before the quantity.

    Numbers and dates divide the clause into pieces, which are searched from the nearest on. The search continues before
    a date, and before the number from which a change starts (由63家增至80家); it ends at any other number.
    """
    end = found.quantity.start
    first = max(sentence.start, end - _LONGEST)
    rfind = cue_text.rfind
    rfinds = (
        rfind("，", first, end),
        rfind("。", first, end),
        rfind("；", first, end),
        rfind(":", first, end),
        rfind("|", first, end),
    )
    start = max(first, max(rfinds) + 1)
    opening = cue_text.rfind("(", start, end)
    if opening >= 0 and ")" not in cue_text[opening:end]:
        start = opening + 1
    if sentence.marker and start < sentence.start + len(sentence.marker) + 2:
        marker = cue_text.find(sentence.marker, sentence.start, end)
        start = max(start, marker + len(sentence.marker))
    for index in reversed(range(bisect_left(cuts, (end,)))):
        cut = cuts[index]
        if cut.start < start:
            break
        if cut.end > end:
            continue
        if cut.is_number and _is_skipped(cue_text[start : cut.start], cue_text[cut.end : end]):
            end = cut.start
            continue
        if cue_text.startswith("的", cut.end):  # 收入50万元以上的村: the number is a part of the name
            continue
        phrase = _without_verbs(cue_text, cut.end, end)
        if phrase[1] - phrase[0] >= SHORTEST:
            return phrase
        if cut.is_number and not _FROM.search(cue_text[start : cut.start]):
            return phrase
        end = cut.start
    return _without_verbs(cue_text, start, end)


def _is_skipped(before: str, between: str) -> bool:
    """Return True if the name is in front of a number already.

    Its size or its new value follows: 900平方米 in 候船楼一幢900平方米, 98% in 覆盖率由81%提高到98%.
    """
    return not between or starts_a_change(before, between + "1")


def _without_verbs(cue_text: str, start: int, end: int) -> tuple[int, int]:
    """Return the offsets of a piece of a clause without the verbs, modal verbs and words such as 由 on both sides."""
    body = without_tail(OF_EACH.sub("", cue_text[start:end].rstrip()))
    if origin := _FROM.search(body, max(0, len(body) - _LONGEST_ORIGIN)):
        body = without_tail(body[: origin.start()])
    at = len(body) - len(body.lstrip("* "))
    if modal := _MODAL.match(body[at:]):
        at += modal.end()
    if head := _HEAD.match(body[at:]):
        at += head.end()
    if verb := _BY_WHOM.match(body[at:]) or _LAST_VERB.match(body[at:]):
        at += verb.end()
    if since := _SINCE.match(body[at:]):
        at += since.end()
    return start + min(at, len(body)), start + len(body)


def _tidied(phrase: str) -> str:
    """Return a phrase without what joins it to its neighbours; "" for an earlier item of a list (甲和)."""
    phrase = _unquoted(phrase.strip(' 、，,"*=≥≤＝：:'))
    return "" if _JOINED.search(phrase) else _JOINT.sub("", phrase)


def _unquoted(phrase: str) -> str:
    """Return a phrase without the quotation marks around the whole of it and without unpaired ones at its ends."""
    inner = phrase.removeprefix("“").removesuffix("”")
    is_quoted_within = phrase.count("“") == phrase.count("”") and ("“" in inner or "”" in inner)
    return phrase if is_quoted_within else inner.strip("“”")


def without_verbs(clause: str) -> str:
    """Return a normalised clause without the verbs, modal verbs and words such as 由 or 达到 at both ends."""
    return clause[slice(*span_without_verbs(clause))]


def span_without_verbs(clause: str) -> tuple[int, int]:
    """Return the offsets (start, exclusive end) of the part of a clause that `without_verbs` returns."""
    return _without_verbs(clause, 0, len(clause))


def without_tail(text: str) -> str:
    """Return `text`, a normalised clause, without the verbs at its end that lead to a number (增长到, 达到)."""
    text = _ADJUSTED.sub("", text)
    begin = len(text.rstrip(_OF_TAILS))
    if begin == len(text):
        return text
    found = _TAIL.search(text, max(begin, len(text) - _LONGEST_TAIL))
    return text[: found.start()] if found else text
