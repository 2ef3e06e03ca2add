"""Regular expressions for names of bodies and lists of such names, for normalised text."""

from __future__ import annotations

import re

__all__ = ["BODIES", "BODY_ENDS", "IS_BODY", "OUR_BODY", "US", "apart"]

_ENDS = (
    r"(?:(?<![格布全大结变战开棋])局|委员会|(?<![提])委(?!托|员|会)|办公室|厅(?!堂)|部门|(?<=[\u4e00-\u9fff]{2})部(?!分|署|门)"
    r"|(?<![举承主协开会兴创督])办(?!理|好|法|学|公|事)|中心(?!城|区)|公司|政府|管委会|街道(?:办事处)?|[大支总]队|集团"
    r"|协会|学会|商会|联合会|供销社|联社|银行|妇联|残联|工商联|[文侨]联|科协|团委|工会|企业|研究院|医院|村委会|学校|中学|小学|幼儿园|管理处|办事处|管理所|服务站"
    r"|开发区|经开区|高新区|运营商|供[暖热水电气]单位|(?<=各)[省市州县区]\([^)]{1,6}\)"
    r"|(?<=[各本所属])(?:乡镇|镇街|镇乡|乡|镇|区县|县区|县市区?|村)"
    r"|(?<=[\u4e00-\u9fff]{2})(?<![小乡各])[镇乡](?!村|级|镇)|(?<=[市省区县])财政(?!局|厅|部|资金|投|收|支|性|补|奖|所))"
)
OUR_BODY = r"我(?:[局委厅部办处院校司行社馆所站镇乡]|会(?![同议商])|单位|中心|街道|大?队)"
"""Expression for the words by which the replying body calls itself (我局, 我单位)."""
US = rf"(?:我们|{OUR_BODY}|我[市县区省州])"
"""Expression for the replying body or its area as a subject (我们, 我局, 我市)."""
BODY_ENDS = "[局委办厅部心门司府道队团会院镇乡村区所联社行协]"
"""Expression for one character that can end the name of a body."""
_FIELD = r"(?:(?![局厅委部办等和及将由]|会(?!保障|治理|工作|事业))[\u4e00-\u9fff])"
_CARRIERS = r"[省市县区]?(?:电信|移动|联通|铁塔|广电)(?=[、和及与等])"
"""Firms that share the word 公司 behind the last of them: 县电信、移动和铁塔公司."""
_AND = rf"(?<={_FIELD}{_FIELD})(?<!{BODY_ENDS})和(?={_FIELD}{{2,5}}(?:局|厅|委员会|部(?!门)))"
"""和 within one name (文化广电和旅游局), never behind the end of another."""
_SIGN = r"[^\W\d_等和及与将由在对同的为把让、按至从向]"
_BODY = rf"(?:(?:{_SIGN}|{_AND}){{1,15}}{_ENDS}|妇联|残联|工商联|团委|科协|工会|供[暖热水电气]单位|{_CARRIERS})"
BODIES = rf"{_BODY}(?:(?:、|和|及|与|以及){_BODY})*"
"""Expression for one body or a list of bodies; it matches a text in one way only, so that a failure is quick."""
IS_BODY = re.compile(rf"(?:{_ENDS}|电信|移动|联通|铁塔|广电)$")
_BETWEEN = re.compile(rf"(、|以及|(?:(?<={BODY_ENDS})|(?<=联通|铁塔|移动|电信|营商))[和及与])")


def apart(names: str) -> list[str]:
    """Split a list of bodies; return names and separators in turn, whose lengths add up to that of `names`."""
    return _BETWEEN.split(names)
