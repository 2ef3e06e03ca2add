"""Which quantities are numbers to be reached, what they count, and how they are meant."""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarise.annotated import AnnotatedDocument, Quantity, Sentence
from summarise.record import Basis

__all__ = ["basis_of", "indicator_of", "is_target"]

_BREAK = "，,。；;：:！？、（("
_PAST = re.compile(
    r"已(?!纳入|列入)|目前|截[至止]|累计|现有|共有|原有|原来|此前|去年|上年|前期|同期|现状|现为|原为|现行|近[两三几]年|以来|曾|年均完成|正在"
)
_PARAMETER = re.compile(
    r"(?:补助|补贴|奖励|资助|奖补|贴息|补偿|贷款|授信|额度|限额|罚款|收费|缴费|标准|工资|待遇|津贴|给予|一次性|最高|上限|每[人户亩名家个辆吨张件公套台户平]|按照?|人均|单户|注册资[本金]|年龄|学历|工龄|面积不|比例为|折扣|利率|首付|包月|单个|单家|支持比例|支持|每家)[^，,。；;]{0,16}$"
)
_GOAL_OF_MONEY = re.compile(
    r"(?:争取|安排|投入|筹措|筹集|落实|到位|投资|下达|拨付|发放|统筹|设立|规模|总额|达到?|突破|实现)[^，,。；;]{0,24}$"
)
_EFFECT = re.compile(
    r"(?:建成|投产|达产|投运|投用|实施|完成|竣工|建设完成|投入使用|全部建成)(?:后|之后)|(?:预计|可|将可|能够?)(?:新增|增加|满足|服务|覆盖|容纳|提供|解决|惠及|减少|带动|节约|实现|达)|惠及|受益|满足[^，。]{0,12}需求|据测算|预测|年均可|缓解"
)
_SPEC = re.compile(
    r"(?:宽|高|厚|深|直径|管径|半径|口径|坡度|间距|净宽|路基|容量为|单价|电压|距离?|相距|长约|位于|占地约?)(?:度|为|约|达|不小于|不低于|不少于)?$"
)
_QUALIFIER = re.compile(r"^的?(?!$)[^，,。；;、：:)）]")
_QUALIFIED_UNITS = frozenset("元 岁 周岁 年 平方米 千瓦 米 人 户 公里 亩 吨 兆瓦 立方米".split())
_FROM = re.compile(r"(?:由|从|较|比)[^，,。；;]{0,30}$")
_CHANGES_TO = re.compile(
    r"^[^，,。；;]{0,16}(?:提高|增加|提升|扩大|下降|降低|缩短|压缩|减少|上升|增长|扩容|扩展|调整|增至|降至|减至|升至|压减)(?:到|至|为)?"
)
_PROCEDURE = frozenset("个工作日 工作日 天 日 小时 分钟 秒 个月".split())
_SHORTENED = re.compile(r"缩短|压缩|压减|控制|减少|提速|降|不超过|提高|延长|达到|限时|办结|以内")
_RULE = re.compile(r"(?:规定|要求|标准|办法|条例|规范|细则|《[^》]*》)[^，。；]{0,30}$")
_COUNT_OF_LISTED = re.compile(r"^(?:方面|措施|举措|建议|问题|环节|重点)")
_WISH = re.compile(r"(?:您|你们?|委员|代表|提案|建议)(?:中)?(?:提出|建议|提到|反映)")


def is_target(annotated: AnnotatedDocument, sentence: Sentence, folded: str, quantity: Quantity) -> bool:
    """Whether a quantity of a promised sentence is one to be reached; `folded` is the sentence's folded text."""
    at, end = quantity.start - sentence.start, quantity.end - sentence.start
    clause_start = max(folded.rfind(sign, 0, at) for sign in "，,。；;：:（(") + 1
    clause, after = folded[clause_start:at], folded[end:]
    before = folded[:at]
    if _PAST.search(clause) and not re.search(r"将|力争|计划|确保|达到", clause):
        return False
    if _SPEC.search(before) or _COUNT_OF_LISTED.match(after) or _is_wished(before):
        return False
    if _FROM.search(clause) and _CHANGES_TO.match(after):
        return False
    if quantity.unit in _PROCEDURE and not _SHORTENED.search(clause + after[:12]):
        return False
    if quantity.unit == "年" and not re.search(r"缩短|压缩|延长|提前", clause):
        return False
    if (
        quantity.unit in _QUALIFIED_UNITS
        and re.match(r"的(?![目任要标规建])[\u4e00-\u9fff]", after)
        and re.search(r"\d[^，。；]*$", clause)
    ):
        return False
    if quantity.unit in _QUALIFIED_UNITS and quantity.comparator in (">=", "<=") and _is_qualifier(folded, at, end):
        return False
    governed = re.search(r"力争|确保|计划|达到|突破|新增|完成", clause)
    if _PARAMETER.search(clause) and not governed and not (quantity.unit == "元" and _GOAL_OF_MONEY.search(clause)):
        return False
    if _EFFECT.search(folded[max(0, at - 40) : at]) and not re.search(r"力争|确保|计划", clause):
        return False
    return not (_RULE.search(before[-40:]) and not re.search(r"力争|确保|达到|完成", clause))


def _is_wished(before: str) -> bool:
    """Whether the proposal speaks, and the replying side has not taken over since."""
    wish = list(_WISH.finditer(before[-60:]))
    return bool(wish) and not re.search(r"我[局委厅部办们市县区镇]|将|拟|计划", before[-60:][wish[-1].end() :])


def _is_qualifier(folded: str, at: int, end: int) -> bool:
    """500万元以上项目: the number says which things are meant."""
    return bool(re.search(r"以[上下内]$", folded[at:end]) and _QUALIFIER.match(folded[end:]))


_REDUCTION = re.compile(
    r"(?:下降|降低|减少|压减|压缩|缩短|削减|缩减|下浮|减|节约|降|压降)(?:了|约|近|超|达|率达?|幅度达?)*(?:不少于|不低于|至少|超过|约|近)?$"
)
_GROWTH = re.compile(
    r"(?:增长|增幅|增速|提高|提升|上升|增加|递增|上浮|扩大)(?:率|幅|幅度)?(?:了|约|近|超|达到?|为|在|保持在|控制在|稳定在|不低于|不少于|超过)*$"
)
_TO = re.compile(
    r"(?:形成|达到?|到|至|为|突破|保持在?|稳定在|控制在|维持在|占比|占|超过?|不低于|不少于|提升到|提高到)$"
)
_LEVEL_NOUN = re.compile(
    r"(?:总量|总数|总额|总规模|规模|首期|能力|蓄水量|出水量|年产|产能|产值|收入|额|余额|总值|增加值|保有量|覆盖率|普及率|比重|占比|率|比例|面积|人口|寿命|密度|数量|水平|存量|强度|浓度|均值|能力|装机(?:容量)?|里程|总里程|库容|量)(?:[^，,。；;、\u4e00-\u9fff]|达到?|超过?|突破|力争|实现|为|要|将|保持|提升|提高|稳定|在|至|到|均|全|约|近|不低于|不少于)*$"
)
_INCREMENT_VERB = re.compile(
    r"新增|新建|新认定|新改扩建|新培育|建设|实施|组建|引进|培育|选派|投资|投入|完成|改造|开展|举办|认定|组织|招聘|招录|招引|培训|安装|种植|修建|改建|扩建|增设|增加|建成|打造|创建|设立|争取|安排|推进|推出|发放|举行|开通|铺设|整治|清理|改扩建|新改|维修|修复|补充|申报|入库|再添|添|落实|开工|创|布局|建|修|种|购|配|投放|更新|引"
)


def basis_of(folded: str, at: int, end: int, unit: str) -> Basis:
    """How a target is meant, from the folded sentence and the quantity's place in it."""
    clause_start = max(folded.rfind(sign, 0, at) for sign in "，,。；;：:") + 1
    before = folded[clause_start:at]
    if _REDUCTION.search(before) and not re.search(r"(?:压缩|缩短|下降|降低|减少|压减)(?:到|至)$", before):
        return "reduction"
    relative = unit in ("%", "个百分点", "倍", "‰", "成") or unit.startswith("1/")
    if _TO.search(before) and not re.search(r"(?:增长|增幅|增速|增长率)[^，]{0,8}$", before):
        return "level" if not (relative and re.search(r"同比|年均增长", before)) else "growth"
    if relative:
        if re.search(r"(?:下降|降低|减少|压减|压缩|缩短)[^，到至]{0,6}$", before):
            return "reduction"
        return (
            "growth"
            if _GROWTH.search(before) or re.search(r"增长|增幅|增速|同比|提高(?!到|至)|提升(?!到|至)", before[-12:])
            else "level"
        )
    if unit == "个百分点":
        return "growth"
    if _LEVEL_NOUN.search(before) and not re.search(r"新增|新建|新改|建设|改造|完成|投入|增加", before):
        return "level"
    if _INCREMENT_VERB.search(before) or _INCREMENT_VERB.search(folded[max(0, clause_start - 24) : clause_start]):
        return "increment"
    return "increment" if unit not in ("微克/立方米", "岁", "分贝", "天") else "level"


_VERBS = r"(?:新增|新建成?|新认定|新改扩建|新培育|新引进|建设|实施|组建|引进|培育|选派|投资|投入|完成|改造提升|改造|开展|举办|认定|组织|招聘|招录|招引|培训|安装|种植|修建|改建|扩建|增设|增加|建成|打造|创建|设立|争取|安排|推进|推出|发放|举行|开通|铺设|整治|清理|再添|添|开工建设|开工|实现|达到|形成|落实|推动|提供|配备|配置|布局|新装|更新|购置|采购|补充|培养|申报|储备|力争完成|高质量|高标准|全面|累计|总计|共计|共|统筹|谋划|启动|推广|办好|办理|筹措|下达|新能源汽车(?=x))"
_HEAD = re.compile(
    rf"^(?:(?:力争|确保|计划|争取|预计|将|拟|努力|要|再|还|并|每年|年均|其中|全年|今年|明年|年内|到|至|在|使|把|同时|我[市区县省局委]|全力|逐步|累计|总|约|积极|加快|进一步|继续|{_VERBS})[,，]?)+"
)
_TAIL = re.compile(
    r"(?:(?:同比|年均|较上年|比上年|较去年)?(?:增长|增加|提高|提升|上升|下降|降低|减少|缩短|压缩|压减|缩减)?(?:率)?(?:达到?|为|到|至|突破|超过?|在|保持在?|稳定在|控制在|维持在|约|近|不低于|不少于|力争|将|均|全部|要|了|实现|幅度|以)*(?:增长|提高|提升|下降|降低|减少|缩短|压缩)?(?:到|至|为|达)?)$"
)
_NOUN_AFTER = re.compile(r"^[的]?(?P<noun>[^，,。；;：:、（()）\d和及与以并]{2,24})")
_VERB_FIRST = re.compile(
    r"^(?:用于|进行|开展|以上|左右|的目标|完成|建设|对|在|将|为|纳入|由|实现|投入|给予|达|提升|提高)"
)


def indicator_of(annotated: AnnotatedDocument, sentence: Sentence, folded: str, quantity: Quantity) -> str:
    """What a target counts, in words of its sentence: the noun behind the number, or the phrase before it."""
    at, end = quantity.start - sentence.start, quantity.end - sentence.start
    text = annotated.quote(sentence)
    before_span = _phrase_before(annotated, sentence, folded, at)
    after = _NOUN_AFTER.match(folded, end) if False else _NOUN_AFTER.match(folded[end:])
    before = text[before_span[0] : before_span[1]].strip(' 、，,“”"*') if before_span else ""
    counts = quantity.unit not in ("%", "个百分点", "倍", "‰", "成") and not quantity.unit.startswith("1/")
    if after and counts and not _VERB_FIRST.match(after["noun"]):
        noun = text[end + after.start("noun") : end + after.end("noun")].strip()
        if len(noun) >= 2 and (len(before) <= 1 or quantity.unit not in ("元",)):  # noqa: PLR2004
            return noun
    return before or _from_the_list(text, folded, at) or text[:20].strip()


def _phrase_before(annotated: AnnotatedDocument, sentence: Sentence, folded: str, at: int) -> tuple[int, int] | None:
    start = max(folded.rfind(sign, 0, at) for sign in "，,。；;：:、") + 1
    opening = folded.rfind("(", start, at)
    if opening > 0 and ")" not in folded[opening:at]:
        start = opening + 1
    for other in annotated.quantities:
        if other.sentence == sentence.number and start < other.end - sentence.start <= at:
            start = other.end - sentence.start
    for found in annotated.dates:
        if (
            found.sentence == sentence.number
            and start <= found.end - sentence.start <= at
            and found.start - sentence.start <= start + 4
        ):
            start = found.end - sentence.start
    body = folded[start:at]
    if sentence.marker and start < len(sentence.marker) + 2:
        stripped = re.sub(rf"^\s*{re.escape(sentence.marker)}", "", body)
        start += len(body) - len(stripped)
        body = stripped
    if head := _HEAD.match(body):
        start += head.end()
        body = body[head.end() :]
    if tail := _TAIL.search(body):
        body = body[: tail.start()]
    return (start, start + len(body)) if len(body.strip()) >= 2 else None  # noqa: PLR2004


def _from_the_list(text: str, folded: str, at: int) -> str:
    """The subject of the clause before, for a clause that is all verb and number."""
    clauses: Sequence[str] = re.split(r"[，,；;、]", folded[:at])
    for clause in reversed(clauses[:-1]):
        body = _HEAD.sub("", clause).strip()
        body = re.split(r"\d", body)[0]
        if len(body) >= 2:  # noqa: PLR2004
            start = folded.find(body)
            return _TAIL.sub("", text[start : start + len(body)])
    return ""
