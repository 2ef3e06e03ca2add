"""The letter within the page: where it begins and ends, and which units are furniture or the proposal's own text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from summarise.annotate.markers import marker_at
from summarise.annotate.units import Unit

__all__ = ["Letter", "Role", "compact", "find_letter"]

Role = Literal["text", "furniture", "proposal", "salutation", "receipt", "title"]

_BODY_KIND = r"(?:局|委员会|委|办公室|办公厅|办事处|厅|部|政府|中心|院|办|处|公司|大队|支队|总队|分局|街道|[乡镇]|会|署|司|站|所|集团|法院|检察院|管委会|联合会|总工会|团委|开发区|银行|税务局|政协|学校|大学)"
_SALUTATION = re.compile(
    r"^(?:尊敬的|敬爱的)?(?P<who>[^，。；:！？]{1,60}?)(?P<title>(?:等?\d*[名位]?)?(?:人大)?(?:代表|委员)(?:们"
    r"|同志|团)?|先生|女士)? ?(?:\([^)]{1,12}\))?(?:，?(?:您|你们?)好！?)?[:：]?$"
)
_ADDRESSED = re.compile(r"代表|委员|先生|女士")
_TITLE = re.compile(
    r"(?:关于|对|答复|回复|复函)[^。；]*(?:答 ?复|回 ?复|复 ?函|函 ?复|办理|处理|意见|情况|的函|覆函"
    r"|答覆)[^。；，]{0,24}$|^[^。；，:]{2,40}(?:提案|建议|议案)[^。；，:]{0,12}(?:的)?(?:答复|回复|复函"
    r"|办理情况)[^。；，:]{0,12}$"
)
_TITLE_PART = re.compile(
    r"^(?:的?答 ?复 ?函?|的?复 ?函|的?函|的?回 ?复|答 ?复 ?意 ?见|[^。；，:]{2,30}(?:文件|提案|建议|答复|的函?))$"
)
_RECEIPT = re.compile(
    r"(?:收悉|已?收到|[提案议建]悉|交由?我[局委厅办部镇街处]|转(?:交|由)?我|(?:答复|函复|复函|回复|函告|答覆"
    r"|汇报|报告|说明|告知|意见) ?如下|如下 ?(?:答复|回复|协办|会办|办理意见)"
    r"|由我[局委厅部办][^，。]{0,8}(?:主办|承办|办理|答复|协办)|现答复如|复如下)"
)
_RECEIPT_SUBJECT = re.compile(r"提案|建议|议案|意见|答复|函复|来函|来信|代表|委员|您|你|贵|协办|会办|办理|情况")
_THANKS = re.compile(
    r"^(?:最后[,，、]?|首先[,，、]?|在此[,，、]?|同时[,，、]?)?(?:我们|我[局委厅办镇市县区部])?(?:再次|非常"
    r"|衷心|诚挚|真诚|十分|真挚|万分|对此|谨|表示|地|的|,|，)*(?:感谢|致谢|谢谢)"
)
_HARD_CLOSE = re.compile(
    r"^(?:特此|专此|此复|此致|谨此|以上(?:答复|意见|回复|是|为)|上述(?:答复|意见)|(?:对|如对|若对|您对|如您对"
    r"|您如对|你对)?(?:以上|本|上述|此|该)?(?:答复|办理|回复)(?:情况|意见|结果)?[^。]{0,6}(?:如有|有无|是否"
    r"|有何|不妥|妥否|若有|还有)"
    r"|不妥之处|不当之处|如有(?:不|疑问|意见)|敬礼|顺[祝颂致]|[此祝](?:您|你)|祝(?:您|你|工作|身体)|(?:经办"
    r"|承办|办理|联系|填报|填表|责任|签发|审核|拟稿|主办|协办|分管|主管)(?:科室|处室|部门|单位|人员|人|领导"
    r"|股室)? ?(?:及(?:联系)?电话)? ?[:：]|联系(?:电话|方式|地址)|电 ?话 ?[:：]|邮政?编码?|传真"
    r"|抄[送报] ?[:：]?|主题词|附件? ?\d? ?[:：]|附表|领导签[字发批]|签发人|信息公开(?:选项|类型|属性)?"
    r"|公开(?:方式|属性|类别) ?[:：]|此件|\(此件|\(公开|主动公开|请填入?写?|恳请您?|如您?有(?:意见|建议)|此复函"
    r"|承办责任人|委员反馈|代表反馈|反馈意见|\(联系|感谢您的(?:来信|监督))"
)
_CHROME = re.compile(
    r"点击查看|未完|满意度|姓名 ?:|手机号|验证码|相邻办理|评价登记|人评价|非常满意|\*\*\*\*\d{4}|查看全文"
    r"|当前位置|您(?:现)?在的?位置|您所在的?位置|首页|网站地图|浏览(?:次数|量)|点击(?:数|次数|率|量)"
    r"|阅读(?:次数|量|:)|访问(?:次数|量)|字[号体](?:大小)?[:： ]|【?(?:打印|关闭|收藏|返回|字体|大 ?中 ?小"
    r"|我要纠错|纠错)|打印(?:本页|此页|文章)|关闭(?:窗口|本页)|分享(?:到|至)?|扫一扫|二维码|上一[篇条则页]"
    r"|下一[篇条则页]|相关(?:链接|文章|新闻|信息|附件|阅读|推荐)|版权所有|[ICP]{3}备|公网安备|网站标识码"
    r"|主办单位? ?[:：]|承办单位? ?[:：]|技术支持|无障碍|长者|适老|登录|注册|搜索|English|简体|繁體|手机版"
    r"|客户端|微信|微博|责任编辑|编辑 ?[:：]|信息来源|来源 ?[:：]|作者 ?[:：]|发布(?:日期|时间|机构|单位|人)"
    r"|索 ?引 ?号|主题分类|公开(?:日期|时间|范围|形式|类型)|生成日期|成文日期|发文(?:日期|字号|机关|机构|单位)"
    r"|文 ?号|组配分类|体裁分类|有效性|信息分类|信息名称|关键[字词]|内容概述|文件编号|制发机构|下载|附件下载"
    r"|政府信息公开|政务公开|友情链接|联系我们|关于我们|隐私|免责|robots|javascript|http|www\.|EndFragment"
)
_CHROME_MARKS = re.compile(r"[|>»›/]{1,}|::")
_ONLY_SIGNS = re.compile(r"^[\W\d_a-zA-Z]*$")
_DATE_LINE = re.compile(
    r"^\(?(?:(?:19|20)\d\d ?[年.\-/]"
    r"|二[零0][零0一二三四五六七八九]{2} ?年)[ \d年月日.\-/:：一二三四五六七八九十零]*(?:印发|印制)?\)?$"
)
_SIGNATURE = re.compile(
    rf"^[\u4e00-\u9fff（）()·、 ]{{3,60}}{_BODY_KIND}(?:\([^)]*\))?(?: *(?:办公室)?)? *(?:\(?[盖公]章\)?)?(?: *(?:(?:19"
    r"|20)\d\d|二[零0]).*)?$"
)
_PROPOSAL_LABEL = re.compile(
    r"^(?:[一二三四五1-5]?[、.]? ?)?[【\[(]?(?:提案|建议|议案|来信|意见建议|代表建议|委员提案)?(?:案 ?由|案 ?据"
    r"|(?:提案|建议|议案|意见|来信)(?:的)?(?:内容|正文|原文|详情|全文|题目|标题|名称)|建议办法|办理建议"
    r"|提出建议|问题及建议|情况分析|存在问题及建议|分析(?:及|和)建议|具体建议)[】\])]? ?[:：|]?"
)
_ANSWER_LABEL = re.compile(
    r"^[【\[(]?(?:答 ?复|办理|回 ?复|承办|处理|办复|办结|复函|主办)(?:单位)?(?:意见|内容|情况|结果|答复|正文"
    r"|回复|摘要)*(?:内容|意见|结果)?[】\])]? ?[:：|]? *$|^(?:答复|办理|回复)(?:意见|内容|情况|结果)[:： |]"
)
_PROSE = re.compile(r"[\u4e00-\u9fff]")
_PROSE_LENGTH = 14


@dataclass(frozen=True, slots=True)
class Letter:
    """A role for every unit; indices of the salutation and of the body's first and last-plus-one units."""

    roles: tuple[Role, ...]
    salutation: int | None
    begin: int
    end: int


def compact(text: str) -> str:
    """Text without white space and the left-overs of Markdown."""
    return re.sub(r"[\s*#]+", "", text)


def find_letter(folded: str, units: Sequence[Unit]) -> Letter:
    """Find the letter's body among the units of a page."""
    return _Finder(folded, units).run()


class _Finder:
    def __init__(self, folded: str, units: Sequence[Unit]) -> None:
        self.units = units
        self.raw = [folded[unit.start : unit.end] for unit in units]
        self.text = [re.sub(r"^[\s*#>|]+|[\s*|]+$", "", raw.replace("\\", "")) for raw in self.raw]
        self.roles: list[Role] = ["text"] * len(units)

    def run(self) -> Letter:
        salutation = self._salutation()
        begin = self._begin(salutation)
        end = self._end(begin)
        for index in range(len(self.units)):
            if index < begin or index >= end or self._is_chrome(index):
                self.roles[index] = "furniture"
        self._proposal_text(begin)
        if salutation is not None:
            self.roles[salutation] = "salutation"
        for index in range(min(begin, salutation if salutation is not None else begin)):
            if self.roles[index] == "furniture" and _TITLE.search(compact(self.text[index])):
                self.roles[index] = "title"
        for index in range(salutation or 0, begin):
            if self.roles[index] == "furniture" and _RECEIPT.search(self.text[index]):
                self.roles[index] = "receipt"
        return Letter(tuple(self.roles), salutation, begin, end)

    # -- where it begins --------------------------------------------------------------------------------------------

    def _salutation(self) -> int | None:
        """The line that addresses the proposers: it ends in a colon, or in 代表 or 委员 alone."""
        best: int | None = None
        for index, text in enumerate(self.text):
            text = text.strip()
            if len(text) > 90 or not text:
                continue
            if text[-1] != ":" and not _ADDRESSED.search(text):
                continue
            found = _SALUTATION.match(text)
            if not found or _CHROME.search(text) or _TITLE.search(text):
                continue
            colon = text.endswith(":")
            named = bool(found["title"]) and not found["who"].endswith(("的", "由", "和"))
            body = colon and re.search(_BODY_KIND + r"(?:\([^)]*\))?:$", text) is not None and len(text) <= 40
            if not ((named and (colon or self._receipt_follows(index))) or (body and self._receipt_follows(index))):
                continue
            if best is None:
                best = index
            if self._receipt_follows(index):
                return index
        return best

    def _receipt_follows(self, index: int) -> bool:
        return any(_RECEIPT.search(text) for text in self.text[index + 1 : index + 4])

    def _begin(self, salutation: int | None) -> int:
        receipts = [
            index
            for index, text in enumerate(self.text)
            if (salutation is None or salutation < index <= salutation + 8)
            and _RECEIPT.search(text)
            and _RECEIPT_SUBJECT.search(text)
            and not self._is_title(index)
        ]
        if receipts:
            first = receipts[0]
            last = max((index for index in receipts if index - first <= 4), default=first)
            return self._after_courtesies(last + 1)
        if salutation is not None:
            return self._after_courtesies(salutation + 1)
        return self._first_prose()

    def _after_courtesies(self, index: int) -> int:
        while index < len(self.text) and self._is_courtesy(self.text[index]):
            index += 1
        return index

    def _is_courtesy(self, text: str) -> bool:
        return (
            (bool(_THANKS.match(text))
            and len(text) <= 60)
            or bool(_DATE_LINE.match(text))
            or text in ("您好！", "你好！", "您好:")
        )

    def _is_title(self, index: int) -> bool:
        text = compact(self.text[index])
        return bool(_TITLE.search(text)) and "。" not in text and "，" not in text[-12:] and not _RECEIPT.search(text)

    def _first_prose(self) -> int:
        """Without salutation and receipt: after the last title, the first unit that reads as a sentence."""
        answer = max((i for i, text in enumerate(self.text) if _ANSWER_LABEL.match(text)), default=-1)
        for index in range(answer + 1, len(self.text)):
            text = self.text[index]
            if self._is_title(index) or self._is_chrome(index) or _DATE_LINE.match(text):
                continue
            if len(_PROSE.findall(text)) >= _PROSE_LENGTH and text[-1] in "。；！？:":
                before = index - 1
                if before >= 0 and marker_at(self.text[before]) and not self._is_chrome(before):
                    return before
                return index
        return 0

    # -- where it ends ----------------------------------------------------------------------------------------------

    def _end(self, begin: int) -> int:
        """One past the last unit of the body: before the first close after which no prose comes back."""
        total = len(self.text)
        for index in range(begin, total):
            if self._closes(index) and self._prose_after(index) <= 1 + (index - begin) // 40:
                return index
        return total

    def _closes(self, index: int) -> bool:
        text = self.text[index]
        if _HARD_CLOSE.match(text) or (_DATE_LINE.match(text) and len(text) < 24):
            return True
        if _THANKS.match(text) and len(text) <= 90 and not re.search(r"下一步|将|现将", text[20:]):
            return True
        if re.match(
            r"^(?:【|\[)?(?:打印|关闭|上一[篇条则]|下一[篇条则]|扫一扫|分享|相关(?:链接|文章|附件|信息|新闻)"
            r"|版权所有|附件下载|主办单位?[:：]|网站标识码)",
            text,
        ):
            return True
        return (
            index > 0
            and len(text) <= 44
            and bool(_SIGNATURE.match(text))
            and not marker_at(text)
            and not re.search(r"[，。；:]", text)
            and self._date_near(index)
        )

    def _date_near(self, index: int) -> bool:
        near = self.text[index : index + 4]
        return any(_DATE_LINE.search(re.sub(r"^\D{0,40}?(?=(?:19|20)\d\d ?年|二[零0])", "", text)) for text in near)

    def _prose_after(self, index: int) -> int:
        """Sentences of the kind that letters are made of, after the unit; a new close or chrome does not count."""
        return sum(
            1
            for later in range(index + 1, len(self.text))
            if len(_PROSE.findall(self.text[later])) >= 2 * _PROSE_LENGTH
            and self.text[later][-1] in "。；"
            and not self._is_chrome(later)
            and not _HARD_CLOSE.match(self.text[later])
            and not _THANKS.match(self.text[later])
        )

    # -- what lies within -------------------------------------------------------------------------------------------

    def _is_chrome(self, index: int) -> bool:
        text, raw = self.text[index], self.raw[index]
        if not text or _ONLY_SIGNS.match(text):
            return not (text and re.search(r"\d+(?:\.\d+)?%", text))
        if re.fullmatch(rf"\([\u4e00-\u9fff]{{2,20}}{_BODY_KIND}\)", text):
            return True
        if text[-1] in "。；！？" and len(text) >= _PROSE_LENGTH:
            return False
        if _CHROME.search(text) and (len(text) <= 40 or raw.count("|") >= 2 or len(_CHROME.findall(text)) >= 2):
            return not marker_at(text)
        if raw.count("|") >= 2 and len(text) < 60:
            return False if re.search(r"[\u4e00-\u9fff]{6,}", text) else True
        return len(_CHROME_MARKS.findall(text)) >= 2 and len(text) < 120

    def _proposal_text(self, begin: int) -> None:
        """Mark the proposal's text where a label announces it, up to the answer."""
        inside = False
        for index in range(begin):
            text = self.text[index].strip()
            if _ANSWER_LABEL.match(text):
                inside = False
            elif _PROPOSAL_LABEL.match(text) and len(text) <= 400:
                inside = True
                if len(_PROSE.findall(text)) >= 2 * _PROSE_LENGTH:
                    self.roles[index] = "proposal"
            elif (
                inside
                and not self._is_chrome(index)
                and not _SALUTATION_OR_META.match(text)
                and not _RECEIPT.search(text)
            ):
                self.roles[index] = "proposal"


_SALUTATION_OR_META = re.compile(
    r"^(?:主办|会办|承办|协办|答复|办理|领衔|提案人|提出人|届次|编号|类别)[^。，]{0,8}[:： ]|^.{1,40}(?:代表|委员):$"
)
