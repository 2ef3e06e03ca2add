"""Regular expressions for names of bodies and lists of such names, for normalised text."""

from __future__ import annotations

from summarise.lazy_pattern import lazy_pattern

__all__ = ["BODIES", "BODY_ENDS", "DEPARTMENTS", "IS_BODY", "OUR_BODY", "PEERS", "US", "apart"]

_ENDS = (
    r"(?:(?<![格布全大结变战开棋])局(?!长|党)|委员会|委(?!托|员|会)|办公室|厅(?!堂)|部门"
    r"|(?:(?<=农开)|(?<![举承主协开会兴创督]))办(?!理|好|法|学|公|事|发[^\u4e00-\u9fff])|中心(?!城|区)|公司|政府|管委会|街道(?:办事处)?|集团"
    r"|协会|学会|商会|联合会|供销社|联社|银行|妇联|残联|工商联|[文侨]联|科协|团委|工会|企业|(?:研究|设计|规划|法|检察|医|卫生)院|村委会|学校|中学|小学|幼儿园|管理处|办事处|管理所|(?<=项目)(?:法人|业主)|(?<=市政|环卫|园林)处|(?<=文化|服务|工作|推广|监测|养护|救助|农技|消防)站"
    r"|(?<=各)(?:单位|高校)|(?<=供电|派出|卫生|司法|税务|财政|水管|研究)所|(?:少年|文化)宫|基金会|(?<=公安|司法|检察|税务)机关"
    r"|开发区|经开区|高新区|运营商|(?<=各)(?:[省市州县区]\([^)]{1,6}\)|[市州县区旗校](?![域场民容级直]|(?<=县)[市区]|(?<=[市区])[县区]))"
    r"|(?<=[各本所属地])(?:乡镇|镇街|镇乡|街镇|乡|镇|区县|县区|县市区?|市县区?|市区|村)(?:\((?:街道|社区|办事处|[区乡镇场])\))?"
    r"|(?<=[市省区县])财政(?!局|厅|部|资金|投|收|支|性|补|奖|所)"
    r"|(?<=[\u4e00-\u9fff]{2})(?:(?<!全)部(?!分|署|门)|大学(?!生)|学院|单位|馆(?!长|内)|专班|领导小组|工作组|合作社|电视台|开发商|承包商"
    r"|(?<![排组带领])队(?![伍员列长])|(?<![小乡各])[镇乡](?:\([^)]{1,6}\))?(?!村|级|镇)))"
)
OUR_BODY = r"我(?:[局委厅部办处院校司行社馆所站镇乡]|会(?![同议商])|单位|中心|街道|大?队)"
"""Expression for the words by which the replying body calls itself (我局, 我单位)."""
US = rf"(?:我们|{OUR_BODY}|我[市县区省州])"
"""Expression for the replying body or its area as a subject (我们, 我局, 我市)."""
BODY_ENDS = "[局委办厅部心门司府道队团会院镇乡村区所联社行协]"
"""Expression for one character that can end the name of a body."""
_FIELD = r"(?:(?![局厅委部办等和及将由]|(?<!社)会)[\u4e00-\u9fff])"
_CARRIER = "电信|移动|联通|铁塔"
_CARRIERS = rf"[省市县区]?(?:{_CARRIER}|广电)(?=[、和及与等])"
"""Names of telecom firms in a list in which only the last name has 公司: 县电信、移动和铁塔公司."""
_AND = rf"(?<={_FIELD}{{2}})(?<!{BODY_ENDS})和(?={_FIELD}{{2,5}}(?:局|厅|委员会|部(?!门)))"
"""A 和 inside one name (文化广电和旅游局); it never follows the end of another name."""
_SIGN = r"[^\W\d_等和及与将由在对同的为把让、按至从向每]"
_WHOLE = r"妇联|残联|工商联|团委|科协|工会|[村居业]委会|供[暖热水电气]单位|(?<=[和及与、])(?:乡镇(?![企医级])|开发区)"
"""Names of bodies that need no words in front; 乡镇 and 开发区 only behind another name."""
_BODY = rf"(?:(?:{_SIGN}|{_AND}){{1,20}}{_ENDS}|{_WHOLE}|{_CARRIERS})"
BODIES = rf"{_BODY}(?:(?:、|和|及|与|以及){_BODY}){{0,60}}"
"""Expression for one body or a list of bodies; it matches a text in only one way, so that a failed match is fast.

The length of a list is limited, because a malicious text could otherwise make the search very slow.
"""
_PEER = r"(?:(?![等和及与])[\u4e00-\u9fff]){2,8}"
DEPARTMENTS = r"等(?:相关|有关|职能|多个?|责任|成员|主管)*(?:部门|单位)"
"""Expression for general words for bodies at the end of a list, such as 等有关部门."""
PEERS = rf"(?:(?:{_PEER}[、和及与]){{0,12}}{_PEER}(?={DEPARTMENTS})|(?:{_PEER}、){{0,6}}{BODIES})"
"""Expression for a list in which some names lack the usual ending of a body (公安、城管等部门; 公安、城管部门)."""
IS_BODY = lazy_pattern(rf"{_ENDS}$")
_BETWEEN = lazy_pattern(rf"(、(?![^(]{{0,8}}\))|以及|(?:(?<={BODY_ENDS})|(?<={_CARRIER}|营商))[和及与])")
_BETWEEN_PEERS = lazy_pattern(r"(、(?![^(]{0,8}\))|以及|[和及与])")


def apart(names: str, *, peers: bool = False) -> list[str]:
    """Split a list of bodies; return names and separators in turn, whose lengths add up to that of `names`.

    If `peers` is True, each 和 separates two names, even if the first does not end like the name of a body.
    """
    return (_BETWEEN_PEERS if peers else _BETWEEN).split(names)
