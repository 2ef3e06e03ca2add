"""Recognise the kind of a line by its wording: title, receipt, courtesy, closing, page chrome or signature.

Page chrome is text of the web page around the letter, such as navigation. All lines must be normalised by `fold`.
"""

from __future__ import annotations

from summarise.annotate.markers import marker_at
from summarise.annotate.table_rows import tells_a_figure
from summarise.lazy_pattern import lazy_pattern

__all__ = [
    "BODY_KIND",
    "PROPOSAL",
    "closes_letter",
    "compact",
    "could_be_signature",
    "has_closing_words",
    "holds_day",
    "is_chrome",
    "is_chrome_word",
    "is_courtesy",
    "is_day",
    "is_page_foot",
    "is_prose",
    "is_receipt",
    "is_title",
    "leads_into_the_answer",
    "names_a_reply",
    "names_an_attachment",
    "receives",
    "thanks",
]

BODY_KIND = (
    r"(?:局|委员会|委|办公室|办公厅|办事处|厅|部|政府|中心|院|办|处|公司|大队|支队|总队|分局|街道"
    r"|[乡镇]|会|署|司|站|所|集团|法院|检察院|管委会|联合会|总工会|团委|开发区|银行|税务局|政协|学校|大学)"
)
PROPOSAL = "(?:提案|建议|议案)"
_TITLE = lazy_pattern(
    r"(?:关于|对|答复|回复|复函)[^。；]*(?:答 ?复|回 ?复|复 ?函|函 ?复|办理|处理|意见|情况|的函|覆函"
    rf"|答覆)[^。；，]{{0,24}}$|^[^。；，:]{{2,40}}{PROPOSAL}[^。；，:]{{0,12}}(?:的)?(?:答复|回复|复函"
    r"|办理情况)[^。；，:]{0,12}$"
)
_LEADS_IN = "(?:答复|函复|复函|回复|函告|答覆|汇报|报告|说明|告知|意见)"
_RECEIPT = lazy_pattern(
    r"收悉|收到|提悉|案悉|议悉|建悉|交由?我[局委厅办部镇街处]|转(?:交|由)?我"
    rf"|如下(?:(?<={_LEADS_IN}如下)|(?<={_LEADS_IN} 如下)|(?<=复如下)| ?(?:答复|回复|协办|会办|办理意见))"
    r"|由我[局委厅部办][^，。]{0,8}(?:主办|承办|办理|答复|协办)|现答复如"
    r"|^现[就对将][^。\n]{4,60}提出[^，。\n]{0,4}(?:办理|协办|会办|答复)意见"
)
"""Words that acknowledge receipt or announce the answer; each alternative begins with a fixed character, for speed."""
_ANSWER_FOLLOWS = lazy_pattern(r"(?:答复|函复|复函|回复|答覆|汇报|报告|说明|告知|函告|意见|复) ?如下[:。]?$")
_RECEIVES = lazy_pattern(
    r"^(?:现将|关于)?(?:您|你)[们等]?(?:在|于|所|提|对|好|的|关|反)"
    r"|^(?:(?!答 ?[复覆]|回 ?[复覆]|[复覆] ?函|会办|协办)[^。；\n]){1,120}收悉"
)
_RECEIPT_SUBJECT = lazy_pattern(r"提案|建议|议案|意见|答复|函复|来函|来信|代表|委员|您|你|贵|协办|会办|办理|情况")
_THANKS = lazy_pattern(
    r"^(?:最后[,，、]?|首先[,，、]?|在此[,，、]?|同时[,，、]?)?(?:我们|我[局委厅办镇市县区部])?(?:再次|非常"
    r"|衷心|诚挚|真诚|十分|真挚|万分|对此|谨|表示|地|的|,|，){0,16}(?:感谢|致谢|谢谢)"
)
_PROMISES_BEHIND = lazy_pattern(r"[,，;；。].{0,60}(?:下一步|将)|^.{20}.*将")
"""Thanks followed by a promise on the same line."""
_ANNOUNCES = lazy_pattern(
    r"[，,](?:我们|我[局委厅办部镇市县区]|重点|积极|主要)[^。；]{0,24}(?:以下|下列)[^。；]{0,16}(?:工作|措施)[:：。]$"
)
_HARD_CLOSE = lazy_pattern(
    r"^(?:特此|专此|此复|此致|谨此|以上(?:答复|意见|回复|是|为)|上述(?:答复|意见)|(?:对|如对|若对|您对|如您对"
    r"|您如对|你对)?(?:以上|本|上述|此|该)?(?:答复|办理|回复)(?:情况|意见|结果)?[^。]{0,6}(?:如有|有无|是否"
    r"|有何|不妥|妥否|若有|还有)"
    r"|不妥之处|不当之处|如有(?:不|疑问|意见)|敬礼|顺[祝颂致]|[此祝](?:您|你)|祝(?:您|你|工作|身体)|(?:经办"
    r"|承办|办理|联系|填报|填表|责任|签发|审核|拟稿|主办|协办|分管|主管)(?:科室|处室|部门|单位|人员|人|领导"
    r"|股室)? ?(?:及(?:联系)?电话)? ?[:：]|联系(?:电话|方式|地址)|电 ?话 ?[:：]|邮政?编码?|传真"
    r"|抄[送报] ?[:：]?|主题词|附件? ?\d? ?[:：]|附表|领导签[字发批]|签发人|信息公开(?:选项|类型|属性)?"
    r"|公开(?:方式|属性|类别) ?[:：]|此件|\(此件|\(公开|主动公开|请填入?写?|恳请您?|如您?有(?:意见|建议)"
    r"|此(?:答)?复函|此答复|本(?:答)?复?函(?!询)|此函(?!询)"
    r"|[【\[(]?(?:答复|回复|办复)(?:单位|机构|部门|日期|时间)[】\])]? ?(?:(?<=[】\])])|[:：])"
    r"|承办责任人|委员反馈|代表反馈|反馈意见|\(联系|感谢您的(?:来信|监督))"
)
_CHROME = lazy_pattern(
    r"满意度|姓名 ?:|手机号|验证码|相邻办理|评价登记|人评价|非常满意|\*\*\*\*\d{4}|查看全文"
    r"|当前位置|您(?:现)?在的?位置|您所在的?位置|首页|网站地图|浏览(?:次数|量)|点击(?:数|次数|率|量)"
    r"|阅读(?:次数|量|:)|访问(?:次数|量)|字[号体](?:大小)?[:： ]|打印|关闭|收藏|返回|字体|大 ?中 ?小"
    r"|我要纠错|纠错|打印(?:本页|此页|文章)|关闭(?:窗口|本页)|分享(?:到|至)?|扫一扫|二维码|上一[篇条则页]"
    r"|下一[篇条则页]|相关(?:链接|文章|新闻|信息|附件|阅读|推荐)|版权所有|I[ICP]{2}备|C[ICP]{2}备|P[ICP]{2}备|公网安备|网站标识码"
    r"|主办单位? ?[:：]|承办单位? ?[:：]|技术支持|无障碍|长者|适老|登录|注册|搜索|English|简体|繁體|手机版"
    r"|客户端|微信|微博|责任编辑|编辑 ?[:：]|信息来源|来源 ?[:：]|作者 ?[:：]|发布(?:日期|时间|机构|单位|人)"
    r"|索 ?引 ?号|主题分类|公开(?:日期|时间|范围|形式|类型)|生成日期|成文日期|发文(?:日期|字号|机关|机构|单位)"
    r"|文 ?号|组配分类|体裁分类|有效性|信息分类|信息名称|关键[字词]|内容概述|文件编号|制发机构|下载|附件下载"
    r"|政府信息公开|政务公开|友情链接|联系我们|关于我们|隐私|免责|robots|javascript|http|www\.|EndFragment"
)
_OF_BOTH = lazy_pattern(
    "微信|微博|客户端|登录|注册|搜索|下载|收藏|打印|关闭|返回|无障碍|适老|长者|政务公开|政府信息公开|二维码|分享"
)
"""Words that are common in web pages but also occur in letters: 我局开通微信缴费，…."""
_INVITES = ("欢迎", "请", "敬请", "扫", "打开", "点击", "长按", "关注", "使用")
"""First words of lines that invite readers of a web page to do something, and look like sentences."""
_OF_A_LETTER = lazy_pattern(
    "我[局委厅办部站院校司镇乡市县区省]|全[市县区镇乡省]|[^，。]{0,12}(?:将(?!网页|本|此)|已|拟|力争|计划|新[增建购])|[0-9][万亿余多]?[个家条座辆处所名人次件台套项户公亩元]"
)
_CHROME_MARKS = lazy_pattern(r"[|>»›/]{1,}|::")
_ONLY_SIGNS = lazy_pattern(r"^[\W\d_a-zA-Z]*$")
_DATE_LINE = lazy_pattern(
    r"^\(?(?:(?:19|20)\d\d ?[年.\-/]"
    r"|二[零0][零0一二三四五六七八九]{2} ?年)[ \d年月日.\-/:：一二三四五六七八九十零]*(?:印发|印制)?\)?$"
    r"|^(?:19|20)\d\d[01]?\d[0-3]?\d日?$|^(?:19|20)\d\d ?\D? ?\d{1,2} ?月 ?(?:\d{1,2} ?日|\d\d)$"
)
_SIGNATURE = lazy_pattern(
    rf"^[\u4e00-\u9fff（）()·、 ]{{3,60}}{BODY_KIND}(?:\([^)]*\))?(?: *(?:办公室)?)? *(?:\(?[盖公]章\)?)?(?: *(?:(?:19"
    r"|20)\d\d|二[零0]).*)?$"
)
_PAGE_FOOT = lazy_pattern(
    r"^(?:【|\[)?(?:打印|关闭|上一[篇条则]|下一[篇条则]|扫一扫|分享|相关(?:链接|文章|附件|信息|新闻)|版权所有|附件下载"
    r"|主办单位?[:：]|网站标识码)"
)
_BUTTON = lazy_pattern(
    r"更多|全文|详情|新增|建设|推进|加快|打开|提交|编辑|删除|保存|修改|设置|添加"
    r"|(?:点击|查看|阅读|展开|收起|显示|隐藏|加载)(?:更多|全部|全文|详情|内容|阅读|原文)*"
)
"""A line that is a button or link of a page."""
_ATTACHED = lazy_pattern(r"^附(?:件|表|录| ?[:：])")
_BODY_IN_BRACKETS = lazy_pattern(rf"\([\u4e00-\u9fff]{{2,20}}{BODY_KIND}\)")
_DAY_BEHIND = lazy_pattern(r"^\D{0,40}?(?=(?:19|20)\d\d ?年|二[零0])")
_IDEOGRAPH = lazy_pattern(r"[\u4e00-\u9fff]")
_LONG_WORDS = lazy_pattern(r"[\u4e00-\u9fff]{6,}")
_WHITE_AND_MARKS = lazy_pattern(r"[\s*#]+")
_PERCENTAGE = lazy_pattern(r"\d%")
_PAUSE = lazy_pattern("[，。；:]")
_GREETINGS = ("您好！", "你好！", "您好:")
_ENDS_PROSE = "。；！？;!?"
_PROSE_LENGTH = 14
"""Minimum number of Chinese characters of a line of prose; a line of twice as many is taken for text of a letter."""
_LONGEST_TITLE = 200
_LONGEST_COURTESY = 60
_LONGEST_THANKS = 90
_LONGEST_DAY = 24
_LONGEST_SIGNATURE = 44
_LONGEST_CHROME = 40
_LONGEST_ROW = 60
_LONGEST_TRAIL = 120
_PIPES_OF_A_ROW = 2


def compact(text: str) -> str:
    """Return `text` without white space and without the Markdown signs * and #."""
    return _WHITE_AND_MARKS.sub("", text)


def names_a_reply(text: str) -> bool:
    """Return True if the line `text` contains words like those of a reply's title; it may contain other words too."""
    return len(text) <= _LONGEST_TITLE and _TITLE.search(compact(text)) is not None


def is_title(text: str) -> bool:
    """Return True if the line `text` is the title of a reply and contains nothing else, such as a receipt."""
    words = compact(text)
    return names_a_reply(text) and "。" not in words and "，" not in words[-12:] and not _RECEIPT.search(words)


def is_receipt(text: str, *, of_a_proposal: bool = False) -> bool:
    """Return True if the line `text` says that something was received (收悉), or that the answer follows (答复如下).

    With `of_a_proposal`, the line must also mention a proposal, a proposer or the handling.
    """
    return _RECEIPT.search(text) is not None and (not of_a_proposal or _RECEIPT_SUBJECT.search(text) is not None)


def receives(text: str) -> bool:
    """Return True if the line `text` says that a proposal was received, to its proposers or before any answer."""
    return _RECEIVES.match(text) is not None and is_receipt(text)


def leads_into_the_answer(text: str) -> bool:
    """Return True if the line `text` ends by saying that the answer follows (答复如下)."""
    return _ANSWER_FOLLOWS.search(text) is not None


def thanks(text: str) -> bool:
    """Return True if the line `text` begins with thanks and does not go on to announce work."""
    return _THANKS.match(text) is not None and not _ANNOUNCES.search(text)


def is_courtesy(text: str) -> bool:
    """Return True if the line `text`, between receipt and answer, is only a greeting, short thanks or a date."""
    return (thanks(text) and len(text) <= _LONGEST_COURTESY) or is_day(text) or text in _GREETINGS


def is_day(text: str) -> bool:
    """Return True if the line `text` is a date and nothing else."""
    return _DATE_LINE.match(text) is not None


def is_prose(text: str, times: int = 1) -> bool:
    """Return True if the line `text` ends like a sentence and has at least `times` × 14 Chinese characters."""
    return text[-1:] in tuple(_ENDS_PROSE) and len(_IDEOGRAPH.findall(text)) >= times * _PROSE_LENGTH


def closes_letter(text: str) -> bool:
    """Return True if the line `text` is typical of a letter's end: closing words, date, thanks, contact, copy list."""
    if _HARD_CLOSE.match(text) or (len(text) < _LONGEST_DAY and is_day(text)):
        return True
    return len(text) <= _LONGEST_THANKS and thanks(text) and not _PROMISES_BEHIND.search(text)


def has_closing_words(text: str) -> bool:
    """Return True if the line `text` begins with words found only at the end of a letter, such as 特此 or 联系电话."""
    return _HARD_CLOSE.match(text) is not None


def is_page_foot(text: str) -> bool:
    """Return True if the line `text` begins like a line that web pages print below a letter, such as 打印 or 上一篇."""
    return _PAGE_FOOT.match(text) is not None


def names_an_attachment(text: str) -> bool:
    """Return True if the line `text` begins like the name of an attachment below a letter, such as 附件1：…."""
    return _ATTACHED.match(text) is not None


def could_be_signature(text: str) -> bool:
    """Return True if the line `text` is only the name of a body; it is a signature if a date is near it."""
    return (
        len(text) <= _LONGEST_SIGNATURE
        and not _PAUSE.search(text)
        and _SIGNATURE.match(text) is not None
        and not marker_at(text)
    )


def holds_day(text: str) -> bool:
    """Return True if the line `text` is a date, alone or behind other words such as the name of a body."""
    return is_day(_DAY_BEHIND.sub("", text))


def is_chrome_word(text: str) -> bool:
    """Return True if the line `text` contains a word that is typical for parts of a web page, such as 首页."""
    return _CHROME.search(text) is not None


def _lacks_only_its_stop(text: str) -> bool:
    """Return True if a line is a sentence of a letter without its full stop.

    Such a line may contain words that are also common in web pages.
    """
    if (
        "，" not in text
        or text.startswith(_INVITES)
        or len(_IDEOGRAPH.findall(text)) < _PROSE_LENGTH
        or _CHROME_MARKS.search(text)
    ):
        return False
    return _OF_A_LETTER.search(text) is not None and _CHROME.search(_OF_BOTH.sub("", text)) is None


def is_chrome(text: str, raw: str) -> bool:
    """Return True if a line is part of the web page around the letter: navigation, metadata table, buttons.

    `text` is the line without signs that Markdown and tables left behind, `raw` the line with them. Bars in `raw` show
    that it is a table row.
    """
    sentence = len(text) >= _PROSE_LENGTH and text[-1] in _ENDS_PROSE
    begins_in_words = sentence and "一" <= text[0] <= "\u9fff"
    if not begins_in_words and (not text or _ONLY_SIGNS.match(text)):
        return not (text and _PERCENTAGE.search(text))
    if sentence or (raw.count("|") < _PIPES_OF_A_ROW and _lacks_only_its_stop(text)):
        return False
    if _BUTTON.fullmatch(text) or (text[0] == "(" and _BODY_IN_BRACKETS.fullmatch(text)):
        return True
    row = raw.count("|") >= _PIPES_OF_A_ROW
    if (found := _CHROME.search(text)) and (
        len(text) <= _LONGEST_CHROME or row or _CHROME.search(text, found.end()) is not None
    ):
        return not marker_at(text)
    if row and (len(text) < _LONGEST_ROW or tells_a_figure(text)):
        return _LONG_WORDS.search(text) is None and not tells_a_figure(text)
    return len(text) < _LONGEST_TRAIL and len(_CHROME_MARKS.findall(text)) >= _PIPES_OF_A_ROW
