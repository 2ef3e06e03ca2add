"""Checks that a text is a reply: it addresses someone, says that a proposal was received, and answers it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from summarise.errors import InputError
from summarise.lazy_pattern import lazy_pattern
from summarise.load.letter_body import has_body
from summarise.load.receipt import RECEIPT
from summarise.load.title_kind import unlike_by_title
from summarise.romanisation import without_romanisation

if TYPE_CHECKING:
    from summarise.document import Document

__all__ = ["require_reply"]

_ENDS: Final = ("。", "！", "？", "；")
_RUNNING: Final = 40  # characters; a title is shorter or has no comma
_PIECE: Final = lazy_pattern("[^。！？；\n]*[。！？；]?")
_LEAST: Final = 7  # characters of a sentence
_ERROR_PAGE: Final = lazy_pattern(
    r"(?:40[34]|50[023])\s*(?:not found|forbidden|error|错误|bad gateway|internal)|not found|access denied"
    r"|页面(?:不存在|未找到|已删除|无法访问)"
    r"|(?:访问|请求|查看)的(?:页面|网页|文件|内容|栏目|资源)[^。]{0,12}(?:不存在|已被?删除|找不到|已下线|无法)"
    r"|验证码|滑动验证|安全验证|人机验证|访问验证|访问过于频繁|(?:请|需要?)先?登[录陆]|用户登[录陆]|统一身份认证"
    r"|正在跳转|启用\s*javascript|enable javascript|just a moment",
    re.IGNORECASE,
)
_SHORT: Final = 300  # characters; error pages are shorter, the shortest reply seen has 250
_READ: Final = 20_000  # characters of the head, and half as many of the end, in which the signs are looked for

_BLANKS_OR_STARS: Final = "[ \u3000\u00a0*]"
_SPREAD: Final = lazy_pattern(
    f"{_BLANKS_OR_STARS}(?<=[\u4e00-\u9fff]{_BLANKS_OR_STARS}){_BLANKS_OR_STARS}*(?=[\u4e00-\u9fff])"
)
_PROPOSAL: Final = "(?:提案|建[议議]|[议議]案)"
_NUMBER: Final = r"第?\s*[\d〇○零一二三四五六七八九十]+\s*[号號]"
_NUMBERED: Final = lazy_pattern(
    rf"{_NUMBER}[^。\n]{{0,12}}{_PROPOSAL}|{_PROPOSAL}[^。\n]{{0,8}}{_NUMBER}|{_PROPOSAL}[编編]?[号號]"
)
_OTHERS: Final = r"(?:市民|网民|网友|群众|业主|投资者|投资人|用户|客户|消费者|股东|学生|家长)"
_ANSWERS_BY_TITLE: Final = (
    rf"(?<![^\n])[ \u3000*#]*[^。，\n]{{0,30}}(?:关于|對|对)(?![^。\n]{{0,40}}{_OTHERS})"
    rf"[^。，\n]{{2,60}}{_PROPOSAL}[》”」]?的?(?:[答回][复復覆]|[复復]函)(?:[意函][见見]?)?[ \u3000*#]*(?![^\n])"
)
"""Matches a line that is the title of a reply, such as 关于…的提案的答复.

Replies to citizens or customers do not match.
"""
_OF_OTHERS: Final = lazy_pattern(rf"{_OTHERS}[^。，\n]{{0,8}}(?:提出|提交|反映|来信|留言|建[议議]|意[见見])")
_PROPOSERS: Final = lazy_pattern("代表|委[员員]|政[协協]|人大|提案|[议議]案")
_NAMES_PROPOSERS: Final = "(?:提案|建[议議]|[领領][衔銜])(?:者|人|代表)[:：]"
_LABEL_BEGINS: Final = r"(?<![^\n|])[ \u3000|【\[]{0,4}"
_LABELS_PROPOSAL: Final = lazy_pattern(
    rf"{_LABEL_BEGINS}(?:提案|[议議]案|(?:代表|委[员員])?建[议議])[^\n:：】\]|]{{0,4}}(?:内容|标题|题目|名称|正文)(?:\s*[:：|】\]]|\n)"
)
_LABELS_ANSWER: Final = lazy_pattern(
    rf"{_LABEL_BEGINS}(?:答[复復]|办理|回复)(?:内容|意见|情况|正文)(?:\s*[:：|】\]]|\n)"
)
"""Labels of a form in front of the text of a proposal and, below it, in front of the answer."""
_ADDRESSED: Final = lazy_pattern(
    rf"{_ANSWERS_BY_TITLE}|{_NAMES_PROPOSERS}"
    r"|(?:^|\n|[。！\s])(?!各位)[^。；\n]{0,60}(?:代表|委[员員])(?:们|等)?[^。；，\n]{0,20}[:：]"
    r"|尊敬的[^。\n]{1,40}(?:代表|委[员員])|[政協协][^。\n]{2,20}委[员員]会[:：]|[对對]您"
    r"|(?:您|你们|你們|贵委|贵单位)[^。]{0,50}?(?:提(?![升高供示请倡])|反映|关注)"
    r"|(?<![谨我定])(?:代表|委[员員])[^。]{0,30}?(?:提出|提交|所提|反映)"
)
# What is written when a proposal came in, and hardly elsewhere.
_RECEIVED: Final = lazy_pattern(rf"{RECEIPT}|{_PROPOSAL}[^。，！？\n]{{0,12}}收到|交由?我[^，。]{{1,8}}[办辦]理")
_ASKED: Final = lazy_pattern(
    r"(?:(?:您|你们?|你們)[^。]{0,50}?(?:提(?![升高供示请倡])|反映)|(?<![谨我定])(?:代表|委[员員])[^。]{0,30}?(?:提出|提交|所提|反映))"
    rf"[^。]{{0,60}}?(?:{_PROPOSAL}|意[见見]|问题|事项)"
)
_ANSWERED: Final = lazy_pattern(
    r"[答回函批][复復覆覄複]|解答|[复復]函|此[复復]|[办辦会會]理?(?:情况|结果|意见|答复)|(?:汇报|报告|函告|告知|说明)如下"
    r"|感[谢謝](?:您|你们|你們|[^。]{0,12}(?:代表|委[员員]))"
)
_WORLD: Final = lazy_pattern(f"{_PROPOSAL}|[代]表|委[员員]|政[协協]|人大")
# Where no number and no receipt tells what is answered, the letter must speak to someone.
_TO_SOMEONE: Final = lazy_pattern(
    r"您|你们|你們|[贵貴你][局委厅廳部办辦]|贵单位|感[谢謝][^。]{0,12}(?:代表|委[员員])"
    r"|(?:^|\n)(?!各位)[^。；\n]{1,40}(?:代表|委[员員])(?:们|等)?[^。；，\n]{0,20}[:：]|[对對][^。\n]{0,40}的(?:答|回)[复復覆]"
    rf"|{_ANSWERS_BY_TITLE}|{_NAMES_PROPOSERS}"
)
_LEFT_OPEN: Final = (
    *(f"{sign}[×ＸX]+" for sign in "×ＸX"),
    *(f"{sign}[○〇●]+" for sign in "○〇●"),
    *("第[×ＸX○_＿ \u3000]+号", "《[×ＸX_＿ \u3000]*》", "[（(]正文[）)]"),
    *(r"(?:^|\n)[ \u3000]*年[ \u3000]+月[ \u3000]+日", "[×ＸX_＿]月[×ＸX_＿]日"),
    "_[_＿]+",
    "＿[_＿]+",
)
_BLANK: Final = lazy_pattern(
    "|".join(rf"{signs}(?!\s*(?:代表|委员|先生|女士|[〔\[]))" for signs in (*_LEFT_OPEN, "……+", r"\.\.\.\.+"))
)
_BLANKS: Final = 3
_SAMPLE: Final = lazy_pattern(r"样例|样本|样式|范本|范文|模板|格式文本|参考格式|填写说明|填表说明")
_SPEAKS_FOR_ITSELF: Final = {
    "a letter to customers": lazy_pattern(r"尊敬的[^。，\n]{0,8}(?:客户|用户|业主|顾客|旅客|会员|读者|家长|考生|同学)"),
    "a company's report": lazy_pattern(r"董事会|股东|营业收入|净利润|上市公司|股份有限公司[^。\n]{0,30}(?:报告|公告)"),
    "a page of a software project": lazy_pattern(
        r"pull request|github|gitee|issue|commit|代码|仓库|分支|开源|插件|参与贡献|贡献指南", re.IGNORECASE
    ),
}
_OF_A_FILE: Final = lazy_pattern(r"\.(?:docx?|wps|pdf|ofd|rtf|odt|xlsx?|zip|rar)\b", re.IGNORECASE)
_LINKED: Final = lazy_pattern(rf"[^\s，。；：:|]{{1,80}}{_OF_A_FILE.pattern}", re.IGNORECASE)
"""Matches the name of a document file, such as the words of a link."""
_OPENING: Final = 200
"""Number of characters at the beginning of a text that show what kind of text it is."""


def require_reply(document: Document) -> None:
    """Raise an error if `document` is certainly not a reply. A doubtful text, such as a cut-off letter, is accepted.

    At least two of three signs must be found: someone is addressed, a proposal was received, it is answered.

    Raises:
        InputError: `empty` for a text without letters or figures. `not_a_reply` for an error page, a login form, a list
            of links, a form, a template, a note, a void letter, or a text without these signs; the message says which.

    """
    text, source = without_romanisation(document.text).strip(), document.source
    if not re.search(r"\w", text):
        raise InputError(f"{source}: holds no text", kind="empty")
    linked = _LINKED.search(text[:_READ]) if _OF_A_FILE.search(text, 0, _READ) else None
    reason = _error_page(text) or _without_sentences(text) or _to_others(text) or _unlike(text) or unlike_by_title(text)
    if not reason and linked and len(text) < _READ and not has_body(text):
        reason = "holds no letter, only words about it"
    if reason:
        where = "".join(f"; {caveat.message}" for caveat in document.caveats[:1])
        if linked:
            where = f"; the letter may be the file that it links, “{linked[0]}” (`fetch --attachments`)"
        raise InputError(f"{source}: {reason}{where}", kind="not_a_reply")


def _error_page(text: str) -> str:
    if len(text) >= _SHORT or not (error := _ERROR_PAGE.search(text)):
        return ""
    return "" if _RECEIVED.search(text) else f"no reply but a page that says “{error[0]}”; fetch it again"


def _without_sentences(text: str) -> str:
    pieces = (piece.group() for piece in _PIECE.finditer(text, 0, 10 * _READ))
    if any((p[-1:] in _ENDS and len(p) > _LEAST) or (len(p) > _RUNNING and re.search("[，,]", p)) for p in pieces):
        return ""
    if _RECEIVED.search(text[: 10 * _READ]):  # a cut-off page may end within its first sentence
        return ""
    return "has no sentence, only titles or links, so there is no letter in it"


def _to_others(text: str) -> str:
    others = None if _PROPOSERS.search(text) else _OF_OTHERS.search(text[:_READ])
    return f"not the answer to a proposal: it answers others (“{others[0]}”)" if others else ""


def _unlike(text: str) -> str:
    """Return why the wording of a text shows that it is not a reply; "" if it may be one."""
    head = text if len(text) <= 2 * _READ else f"{text[:_READ]}\n{text[-_READ // 2 :]}"
    plain = _SPREAD.sub("", head)
    asks = _LABELS_PROPOSAL.search(plain)
    form = asks and _PROPOSERS.search(plain) and _LABELS_ANSWER.search(plain, asks.end())
    numbered, received = _NUMBERED.search(plain) or form, _RECEIVED.search(plain)
    signs = {
        "nobody who made a proposal is addressed": bool(numbered or _ADDRESSED.search(plain)),
        "no proposal was received": bool(numbered or received or _ASKED.search(plain)),
        "nothing is answered": bool(_ANSWERED.search(plain)),
    }
    missing = [name for name, found in signs.items() if not found]
    if len(missing) > 1:
        return f"not the answer to a proposal: {', '.join(missing)}"
    if len(_BLANK.findall(plain)) >= _BLANKS and (_SAMPLE.search(plain) or not numbered):
        return "a form or template: its names, numbers and dates are left open"
    if _SAMPLE.search(plain[:_OPENING]) and _BLANK.search(plain):
        return "a template, as its title says"
    if not (numbered or (received and _WORLD.search(plain))):
        for what, words in _SPEAKS_FOR_ITSELF.items():
            if len(set(words.findall(plain))) > 1 or words.search(plain[:_OPENING]):
                return f"{what}, not the answer to a proposal: {(missing or ['no proposal is named by its number'])[0]}"
        if not (_WORLD.search(plain) and (form or _TO_SOMEONE.search(plain))):
            return "not the answer to a proposal: it speaks to nobody who made one"
    return ""
