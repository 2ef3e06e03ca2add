"""Removes the parts of a web page that are certainly not the letter: menus, share and print links, footers.

A part is removed only if its tag, id, class, links or wording show what it is. All else is kept, because a lost
sentence does more harm than a menu in the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from summarise.lazy_pattern import lazy_pattern
from summarise.load.wrapping import Broken

if TYPE_CHECKING:
    from summarise.load.list_levels import Counted

__all__ = ["LABEL", "Line", "Tally", "is_chrome", "letter_lines"]

_CHROME_TAGS: Final = frozenset({"nav", "footer", "aside", "menu"})
_CHROME_NAMES: Final = lazy_pattern(
    r"(?:^|[\s_-])(?:nav\w*|menu\w*|top-?nav|subnav|crumbs?|bread-?crumbs?|location|position|dqwz|weizhi|foot|footer\w*|copyright"
    r"|share\w*|bshare\w*|bdshare\w*|jiathis\w*|social\w*|tools?|toolbar|print\w*|sidebar\w*|side-?bar|widget\w*|related"
    r"|recommend\w*|prev-?next|page-?nav|post-?navigation|pager|pagination|hot|rank\w*|tags?|tag-?links|comments?|comment-?\w*"
    r"|respond|login|search\w*|banner|ewm|qrcode|erweima|friend-?links?|links?|yqlj|xglj|xgwz|sitemap|skip-link|screen-reader-\w+"
    r"|fontsize|fontset|zoom|dayin|fenxiang|guanbi)(?:$|[\s_-])",
    re.IGNORECASE,
)
_EVIDENCE: Final = lazy_pattern(
    "收悉|敬悉|答[复復覆]如下|[函回]复如下|此[复復覆]|特此|尊敬的|[委員员代表]{2}[:：]|下一步|衷心感[谢謝]|感[谢謝]您"
    # The date of a signature.
    "|^[0-9〇○零一二三四五六七八九十]{4}年.{1,3}月.{1,3}日$"
)
_METADATA: Final = lazy_pattern(
    "(?:发布|发文|成文|公开|生成|信息)(?:日期|时间|机构|单位|来源)|索引号|文号|主题分类|来源|來源|发布人|發[佈布]"
)
_ATTACHMENT: Final = lazy_pattern(r"附\s*件|附\s*表|附\s*[:：]|\.(?:docx?|xlsx?|pdf|ofd|wps|zip|rar)\b", re.IGNORECASE)
_HEADS_ATTACHMENT: Final = lazy_pattern(
    r"附\s*[件表]\s*(?:\d{1,2}|[一二三四五六七八九十]{1,2})?\s*(?:$|[:：]\s*[\u4e00-\u9fff])"
)
_TITLE: Final = lazy_pattern("(?:提案|建[议議]).{0,16}(?:答[复復覆]|[复復覆]函|的函|回复|意见)")
_SENTENCE_END: Final = lazy_pattern("[。；！？]")

_LINK_SHARE: Final = 0.6  # in six saved pages, menus had 0.75 and more, paragraphs at most 0.2
_PROSE: Final = 20  # characters; a line of this length with a full stop is running text
LABEL: Final = lazy_pattern(
    r"(?:发布|公开|公布|发文|成文|生成|更新)(?:日期|时间|机构|单位)|(?:信息|文章)?来源|浏览|字[体号]|索引号|文号|作者|主题|责任编辑|点击|阅读|访问"
)
"""Matches labels that pages put in neighbouring elements without a space between."""


@dataclass(slots=True)
class Line:
    """One line of a web page's text, and how much of it is links."""

    text: str
    linked: int = 0
    """Number of characters inside links."""
    links: int = 0
    """Number of links."""
    heading: bool = False
    tabbed: str = ""
    """The text with its tabs, where the page shows them as such; "" if it has none."""
    lead: str = ""
    """The visible white space in front of the text."""
    by_hand: bool = False
    """True if the line follows a line break inside a paragraph, and not the end of a paragraph."""
    counted: tuple[Counted, str] | None = None
    """For an item of a numbered list: its position in the list, and the number at the beginning of the text."""

    @property
    def is_prose(self) -> bool:
        """True if the line is running text.

        It has at least 20 characters and a mark 。；！ or ？, and less than half of it is links.
        """
        return len(self.text) >= _PROSE and self.has_sentence

    @property
    def has_sentence(self) -> bool:
        """True if the line has a mark 。；！ or ？, and less than half of it is links."""
        return bool(_SENTENCE_END.search(self.text)) and 2 * self.linked < len(self.text)

    @property
    def bare(self) -> int:
        """Number of characters without dates, bullets, separators and white space."""
        return len(_BETWEEN.sub("", self.text))

    @property
    def is_link(self) -> bool:
        """True if the line consists of links, apart from dates and bullets, and has no sentence end."""
        return self.links > 0 and self.bare * 0.8 <= self.linked and not _SENTENCE_END.search(self.text)

    @property
    def has_evidence(self) -> bool:
        """True if the line contains a phrase of reply letters (收悉, 此复, a signature date) or of their metadata."""
        return bool(_EVIDENCE.search(self.text) or _METADATA.search(self.text)) and 2 * self.linked < len(self.text)

    @property
    def is_title(self) -> bool:
        """True if the line reads like a reply's title and is neither a link nor a reference to another page."""
        return bool(_TITLE.search(self.text)) and not self.linked and not _OWN_LINES.fullmatch(self.text)

    @property
    def names_attachment(self) -> bool:
        """True if the line names an attachment: 附件, 附表, 附： or a file with the suffix of a document."""
        return bool(_ATTACHMENT.search(self.text))


_BETWEEN: Final = lazy_pattern(r"[\[(（]?\d{4}\s*[-./年]\s*\d{1,2}\s*[-./月]\s*\d{1,2}日?[\])）]?|[·•▪■◆>»|｜丨\s]")


@dataclass(slots=True)
class Tally:
    """Sums over the lines of an HTML element. `is_chrome` uses them to recognise menus and footers.

    `links` is the number of links, `linked` the number of characters in them, and `bare` the sum of `Line.bare`.
    """

    links: int = 0
    linked: int = 0
    bare: int = 0
    protected: bool = False
    """True if one of the lines is running text or may belong to a letter, so that the element must be kept."""

    def count(self, line: Line) -> None:
        """Add one line to the sums."""
        self.links += line.links
        self.linked += line.linked
        self.bare += line.bare
        self.protected = self.protected or (
            line.is_prose or line.has_evidence or line.names_attachment or line.is_title
        )

    def add(self, other: Tally) -> None:
        """Add the sums of an inner element, `other`."""
        self.links += other.links
        self.linked += other.linked
        self.bare += other.bare
        self.protected = self.protected or other.protected


def is_chrome(tag: str, name: str, tally: Tally) -> bool:
    """Return True if an element is a menu, footer or the like, according to its tag, its name or its many links.

    Return False if it contains a line of the letter (a title, running text, an attachment).

    Args:
        tag: name of the HTML element.
        name: its id and classes, separated by white space.
        tally: sums over its lines.

    """
    if tally.protected:
        return False
    if tag in _CHROME_TAGS or (name and _CHROME_NAMES.search(name)):
        return True
    return tally.links > 2 and tally.linked >= _LINK_SHARE * tally.bare  # noqa: PLR2004 - two links are no menu


# Whole lines that are the page's own, and parts that can be cut out of a line of metadata.
_ACTION: Final = (
    r"(?:打印|列印|关闭|關閉|收藏|返回|纠错|糾錯|分享|推荐|复制|下载|朗读|语音播报|我要)"
    r"(?:本页|此页|本頁|此頁|页面|文章|窗口|視窗|视窗|内容|链接|顶部|首页|列表|纠错|正文|到|至)?"
)
# The words occur in letters too, so they count only where they stand alone in a line of such words or of metadata.
_BARE: Final = lazy_pattern(rf"(?<![^\s|/]){_ACTION}\s*[:：]?(?![^\s|/])")
_SIZES: Final = r"[\[【（(]?(?:\s*(?:特大|默认|较大|大|中|小|A\+|A-|A|\+|-|\||/|、))+\s*[\]】）)]?"
_FRAGMENTS: Final = lazy_pattern(
    rf"[\[【]\s*{_ACTION}\s*[\]】]"
    rf"|字[体體号號](?:大小)?\s*[:：]\s*(?:{_SIZES}|[\[【]\s*[\]】])?|(?<![\w])字[体體号號]\s*{_SIZES}"
    r"|[\[【]\s*[大中小](?:\s*[大中小])*\s*[\]】]"
    r"|(?:浏览|瀏覽|阅读|點擊|点击|访问)(?:次[数數]|量|[数數])?\s*[:：]\s*(?:\d+|-+)?\s*次?"
    r"|分享(?:到|至)?\s*[:：](?:\s*(?:微信|微博|QQ|QQ空间|新浪微博|朋友圈|人人网))*"
    r"|(?<!\w)(?:用?手机)?扫(?:一扫|描).{0,24}(?:手机|打开|分享|查看|页|阅读).{0,12}"
)
_SHORT: Final = 160  # characters; a longer line without a full stop may be a letter that lost its punctuation
_OWN_LINES: Final = lazy_pattern(
    r"(?:您?(?:现在的|當前|当前|所在的?)?(?:的)?位置|你的位置)\s*(?:[:：>]|是[:：]?).{0,140}"
    r"|首页\s*[>»›].{0,140}"
    r"|[\[【<«←]*\s*(?:上|下|前|後|后)一?[篇条條页頁则則]\s*[\]】]?\s*(?:[:：>»→].{0,140}|$)"
    r"|(?:相关|相關|推荐|热点|最新|延伸)(?:链接|鏈接|連結|阅读|閱讀|文章|新闻|信息|文档|公开信息)\s*[:：]?"
    r"|跳(?:转)?[到至](?:主要)?(?:内容|正文)|skip to content|返回(?:顶部|首页|列表)|回到顶部"
    r"|您(?:是|好).{0,12}(?:访客|位访问者|游客).{0,20}|设为首页.{0,20}|加入收藏.{0,20}"
    r"|评论|評論|(?:发表|發表|我要|网友|用户)(?:评论|回复|留言|評論)|验证码\s*[:：]?.{0,12}|(?:用户名|密码|账号)\s*[:：]?"
    r"|(?:今天|今日)是.{0,40}|文章来源\s*[:：]?\s*$|责任编辑\s*[:：].{0,20}|分享(?:到|至)?\s*[:：]?",
    re.IGNORECASE,
)
_SITE_LIST: Final = lazy_pattern(
    "友情[链鏈][接結]|网站(?:链接|导航|群)"
    "|(?:部门|部門|政府|地方|省市|各市|县区|区县|媒体|其他|相关|国务院|中央).{0,6}(?:网站|網站)"
)
_FOOTER: Final = lazy_pattern(
    r"ICP备|ICP備|备案号|备案序号|公网安备|网站标识码|版[权權]所有|copyright|©|powered by"
    r"|网站地图|网站支持\s*IPv6|建议使用.{0,30}浏览器|技术支持\s*[:：]",
    re.IGNORECASE,
)
_WEAK_FOOTER: Final = lazy_pattern(
    r"主办(?:单位)?\s*[:：]|承办(?:单位)?\s*[:：]|协办(?:单位)?\s*[:：]|维护(?:单位)?\s*[:：]|地址\s*[:：]|邮编|邮政编码|电子邮[箱件]|网站"
    "|关于我们|关于本站|联系我们|联系方式|浏览器|隐私|使用帮助|值班电话|无障碍"
)


def letter_lines(lines: list[Line], title: str) -> list[Broken]:
    """Return a page's lines without menus and footers.

    `title` is the title in the page's HTML head. A link whose words are part of the title is kept once.
    """
    last_prose = max((i for i, line in enumerate(lines) if line.is_prose), default=-1)
    end = _footer_start(lines, last_prose, max(last_prose, _last_attachment(lines)))
    kept: list[str] = []
    broken: list[Broken] = []
    attachments: set[str] = set()
    for index, line in enumerate(lines[:end]):
        text = line.text if line.is_prose else _without_widgets(line.text)
        if not text or (not line.is_prose and not line.has_evidence and _OWN_LINES.fullmatch(text)):
            continue
        attached = line.names_attachment or (_NUMBERED.match(text) and kept and kept[-1] in attachments)
        if attached:
            attachments.add(text)
        if line.is_link and not (line.heading or attached or _is_title(text, title, kept)):
            continue
        if index > last_prose >= 0 and _is_site_list(text):
            continue
        kept.append(text)
        shown = line.tabbed if line.tabbed and text == line.text else line.lead + text
        broken.append(Broken(shown, by_hand=line.by_hand))
    return broken


_NUMBERED: Final = lazy_pattern(r"[\d一二三四五六七八九十]+[.．、]")


def _without_widgets(text: str) -> str:
    if len(text) > _SHORT or _SENTENCE_END.search(text):
        return text
    cut = _FRAGMENTS.sub(" ", text)
    bare = _BARE.sub(" ", cut)
    if cut != text or _METADATA.search(text) or not re.search(r"\w", bare):
        cut = bare
    if cut == text:
        return text
    cut = re.sub(" {2,}", " ", cut).strip(" |·/")
    return cut if re.search(r"\w", cut) else ""


def _is_title(text: str, title: str, kept: list[str]) -> bool:
    return len(text) >= 8 and text in title and text not in kept  # noqa: PLR2004 - shorter ones name a section


def _is_site_list(text: str) -> bool:
    if len(text) < 2 * _PROSE or re.search("[，。：；]", _SITE_LIST.sub("", text)):
        return bool(len(text) < _PROSE and _SITE_LIST.search(text))
    bodies = len(re.findall("部(?!门)|委(?!员)|局|厅|廳|署|办(?!理)|市|县|縣|区|區|[网網]|院|银行", text))
    return bodies * 8 >= len(text)


def _last_attachment(lines: list[Line]) -> int:
    """Return the index of the last heading of an attachment that the page itself shows; -1 without one."""
    return max((i for i, line in enumerate(lines) if not line.links and _HEADS_ATTACHMENT.match(line.text)), default=-1)


def _footer_start(lines: list[Line], last_prose: int, last_shown: int) -> int:
    """Return the index of the first line of the site's footer.

    That is the first certain sign of it after `last_shown`, the last line that the letter certainly has. `last_prose`
    is that of its running text, -1 without any.
    """
    marks = [
        i for i in range(last_shown + 1, len(lines)) if _FOOTER.search(lines[i].text) and not lines[i].names_attachment
    ]
    if last_prose < 0 or not marks:
        return len(lines)
    start = marks[0]
    while (
        start - 1 > last_shown
        and _WEAK_FOOTER.search(lines[start - 1].text)
        and not _OF_LETTER.search(lines[start - 1].text)
    ):
        start -= 1
    return start


_OF_LETTER: Final = lazy_pattern(r"联系人|联系电话|聯絡|抄送|附件|\d{4}年\d{1,2}月")
