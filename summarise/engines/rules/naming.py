"""Regular expressions for the places in a normalised sentence that name a body as acting."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarise.engines.rules.bodies import BODIES, DEPARTMENTS, PEERS
from summarise.engines.rules.orders import TELLS
from summarise.lazy_pattern import lazy_pattern

__all__ = ["ACTS", "BY", "BY_RHYTHM", "NAMING", "OF_ANYONE", "PARTNERS", "SUBJECT", "at_clauses"]

_BY_FIELD = (
    r"(?:(?![等和及与])[\u4e00-\u9fff]){2,5}?(?:[、和及与](?:(?![等和及与])[\u4e00-\u9fff]){2,5}?){0,6}"
    r"(?=开展|对|进行|加[强大快]|做好|建立|完善|实施|落实|推进|共同|，)"
)
"""Bodies named only by their field, in front of a verb: 公安、城管开展."""
PARTNERS = lazy_pattern(
    rf"(?:会同|联合(?!创新|体|会|执法|行动|惩戒)|配合好?|联动(?!机制)|协同(?!作业|机制)|商请|协助)(?P<list>{PEERS}|{_BY_FIELD})"
)
WITH = lazy_pattern(
    rf"(?:与|(?<=[们局委厅镇乡将会])[和同])(?P<list>{PEERS})(?:{DEPARTMENTS}|等)?(?:共同|联合|一起|一道|(?:密切|积极|协调|开展)?(?:配合|合作|协同|协作))"
)
BY = lazy_pattern(rf"(?<![缘理自])(?<!建议)由(?!于)(?P<list>{PEERS}|{_BY_FIELD})(?:等)?")
ORGANISED = lazy_pattern(
    rf"(?<!经)组织(?!部|办|机构|实施|开展|各方)(?P<list>{PEERS}|{_BY_FIELD})(?:等)?(?!的|间|内|为|是)"
)
ASKED = lazy_pattern(rf"(?<![报申聘邀提恳])请(?P<list>{BODIES})(?:等)?(?:配合|负责|做好|协助|牵头)")
_POINT = r"(?:[一二三四五六七八九十]{1,3}[是、]|(?:首先|其次|再次|最后)，|\([一二三四五六七八九十\d]+\)|\d+[.、])"
_WHEN = r"(?:下一?步|接下来|今后|同时|此外|目前|近期|届时|后续|年内|今年|明年|其中|\d{4}年(?:底前?|起)?)"
_RHYTHM = (
    r"(?:(?:每(?:隔?[一二两三四半\d]{0,2}个?(?:[日天晚周月年旬]|季度?|学期|星期)|逢)|逐[日周月季年]|按[日周月季年]|定期|不定期|常态化"
    r"|全年(?!龄)|[上下]半年|第[一二三四1-4]季度|[一二三四1-4]季度[末底前]|年底前?|\d{1,2}月(?:[底末]前?|[上中下]旬前|前)|[一二两三四五六七八九十\d]{1,3}(?:年|个月|日|天)(?:之?内|以内)|[今明]后?两年)"
    r"(?!均|度|不[少低超]|约|达|[各总]|的)[^，。；、\d]{0,4}?(?:完成|开[展通设]|组织|实施|推[进出送]|进行|新[建增设]|改|建|安[装排]|更[新换]|增|召开|举[办行]|公[布示开]|通报|报送"
    r"|巡[查检视逻]|检[查测修]|抽[查检]|排查|监[测督管]|清[理运扫淤洗]|整治|维[修护]|养护|培训|调[度研查]|走访|回访|评[估价比]|发[放布]|投[放入]|补|配|对|向|在|与|会同|联合|提供|落实|至少)"
    r"|于[^，。；、]{2,12}?(?:前|[底末内](?=[^，。；])))"
)
"""A rhythm or a time, such as 每月 or 年底前, between a body and its act, and the first characters of the act."""
_HEAD = rf"[* ]*(?:{_POINT}[* ]*)?(?:{_WHEN}，?)?(?!力争|确保|计划|争取|全部|重点|实现|完成|加[快强大])"
BY_RHYTHM = lazy_pattern(
    rf"{_HEAD}(?P<list>{PEERS})(?:\([^()]{{2,12}}\))?(?:{DEPARTMENTS})?(?:也|还|均|都|原则上)?{_RHYTHM}"
)
SUBJECT = lazy_pattern(
    rf"{_HEAD}(?P<list>{PEERS})(?:\([^()]{{2,12}}\))?(?:{DEPARTMENTS}|等(?:企业)?)?(?:也|还|均|都|共同|每年|逐年|近期|届时|下一?步|今后|积极|原则上|正){{0,2}}"
    r"(?:将|拟|计划(?!于)?|要|负责(?!人)|牵头|针对|结合|会(?!同|议)|正在|力争|承担|协同|应|联合|投资|安排|按计划|承诺|同意|表示|还|已(?![纳列]入|经?进场)|可(?!研|行)|今年|明年|年内"
    r"|\d{4}年|(?:组织|制定|提供|新[建增]|建设|落实|推进|开展|实施|配合|划定|明确|出资)"
    r"(?!项目|标准|情况|工程|规划|方案|力度|质量|水平|[的度]|正在|将|继续|完成|明年)|继续|进一步|全力|充分|支持|在(?!建)|通过|利用|合理|成立)"
)
_UNLIKE = (
    r"(?:[\u4e00-\u9fff]{1,14}(?:管理处|办事处|单位|院校|高校|学校|小学|中学|幼儿园|小镇|景区|园区|产业园|林场|水厂|大队"
    r"|[市区县州镇乡]|村级|社区)"
    r"|学校|医院|街道|社区|项目业主|业主单位|(?:施工|承建|运营|建设)方)"
)
"""Names without the usual ending of a body, which act if a modal verb follows, such as 学校 and 社区."""
ACTS = lazy_pattern(
    rf"(?:{_WHEN}，?)?(?!按照|根据|结合|针对|目前|我[市区县州镇乡])(?P<list>{_UNLIKE})"
    r"(?:将(?!其|该|(?:陆续)?会?有)|拟(?!定|订)|计划(?!的)|力争|争取|即将|按计划|结合|负责)"
)
_LIST = r"[\u4e00-\u9fff]{2,12}(?:[、和][\u4e00-\u9fff]{2,10}){0,6}"
ASSIGNED = lazy_pattern(
    rf"(?<![缘理自])(?<!建议)由(?!于|此|原)(?P<list>{_LIST}?)(?:[二三四]方|双方|等)?"
    r"(?:负责|牵头|组织|签订|筹资|安排|承[担建办接]|购置|提请|协调|实施|落实|配合|自筹|进行|代建|解决|划定|统一|提供)"
)
"""Anybody to whom work is assigned: 由街道、村民代表负责."""
SIDE_BY_SIDE = lazy_pattern(rf"(?:^|(?<=[，；将]))(?:联合|会同)(?P<list>{_LIST}?)(?=，)")
TOLD = lazy_pattern(
    rf"(?:{TELLS}|安排)(?P<list>{BODIES}|{_UNLIKE})(?=按照?|加[强快大]|落实|对|进行|开展|做好|组织|尽快|限期|立即|及时|定期|进一步|严格|切实|全面|在|于|每[日天周月]|安排|\d|[今明]年|[年月]底|年内|[一二三四五六七八九十]+[日天月年个]|，)"
)
NAMING = (
    (lazy_pattern(r"会同|联合|配合|联动|协同|商请|协助"), PARTNERS),
    (lazy_pattern(r"[与和同]"), WITH),
    (lazy_pattern(r"由"), BY),
    (lazy_pattern(r"由"), ASSIGNED),
    (lazy_pattern(r"联合|会同"), SIDE_BY_SIDE),
    (lazy_pattern(rf"{TELLS}|安排"), TOLD),
    (lazy_pattern(r"将|拟|计划|力争|争取|即将|结合|负责"), ACTS),
    (lazy_pattern(r"请"), ASKED),
    (lazy_pattern(r"组织"), ORGANISED),
)
"""Pairs of a short pattern and a long one; the long pattern is searched only if the short one occurs in the text."""
OF_ANYONE = (ASSIGNED, SIDE_BY_SIDE, TOLD, ACTS)
_STOP = lazy_pattern("[，；:]")


def at_clauses(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Yield the matches of `pattern` in `text` that begin at the beginning of a clause; they do not overlap."""
    reached = 0
    for begin in (0, *(stop.end() for stop in _STOP.finditer(text))):
        if begin >= reached and (match := pattern.match(text, begin)):
            reached = match.end()
            yield match
