"""Whether a text is a reply at all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from summarise.errors import InputError

if TYPE_CHECKING:
    from summarise.document import Document

__all__ = ["require_reply"]

# What only replies say, in both scripts; one is enough where there is running text.
_OWN_WORDS: Final = re.compile(
    "答[复復覆]|[复復覆]函|函[复復覆]|[回批][复復覆]|收悉|敬悉|[提议議]案|建[议議]|代表|委[员員]|政[协協]|人大|[协協會会]办|主办|办理|辦理|吸[纳納]采|采[纳納]"
)
_DOINGS: Final = re.compile(
    "我[局委厅廳部市区區县縣省镇鎮乡鄉办辦院州盟旗校]|我们|我們|下一步|下步|近年[来來]|目前|今年"
    "|[计計][划劃]|推[进進]|工作|将|將"
)
_ENDS: Final = ("。", "！", "？", "；")
# A cut-off page may end within its first sentence.
_RECEIPT: Final = re.compile("收悉|敬悉|[答函回][复復覆]如下")
_RUNNING: Final = 40  # characters; a title is shorter or has no comma
_LEAST: Final = 12  # characters of a sentence
_ERROR_PAGE: Final = re.compile(
    r"(?:40[34]|50[023])\s*(?:not found|forbidden|error|错误|bad gateway|internal)|not found|access denied"
    r"|页面(?:不存在|未找到|已删除|无法访问)"
    r"|(?:访问|请求|查看)的(?:页面|网页|文件|内容|栏目|资源)[^。]{0,12}(?:不存在|已被?删除|找不到|已下线|无法)"
    r"|验证码|滑动验证|安全验证|人机验证|访问验证|访问过于频繁|(?:请|需要?)先?登[录陆]|用户登[录陆]|统一身份认证"
    r"|正在跳转|启用\s*javascript|enable javascript|just a moment",
    re.IGNORECASE,
)
_SHORT: Final = 300  # characters; error pages are shorter, the shortest reply seen has 250


_HEAD: Final = 1200  # characters; most letters are known by their first lines


def _speaks_as_a_reply(head: str) -> bool:
    sentences = sum(len(piece) > _LEAST for piece in head.split("。")[:-1])
    return sentences > 1 and _OWN_WORDS.search(head) is not None and _DOINGS.search(head) is not None


def require_reply(document: Document) -> None:
    """Refuse a text that is certainly no reply; what may be one passes, cut off or without a salutation.

    Raises:
        InputError: `empty` for a text without letters or figures, `not_a_reply` for an error page, a login form, a
            list of links, or running text that has none of the words by which replies are known.

    """
    text, source = document.text, document.source
    if len(text) >= _SHORT and _speaks_as_a_reply(text[:_HEAD]):
        return
    if not re.search(r"\w", text):
        raise InputError(f"{source}: holds no text", kind="empty")
    pieces = re.split("(?<=[。！？；])|\n", text)
    sentences = [p for p in pieces if (p[-1:] in _ENDS and len(p) > _LEAST) or (len(p) > _RUNNING and "，" in p)]
    own = set(_OWN_WORDS.findall(text))
    doing = set(_DOINGS.findall(text))
    error = _ERROR_PAGE.search(text)
    if error and len(text) < _SHORT and len(own) + len(doing) < 3:  # noqa: PLR2004 - a reply about logins has more
        raise InputError(f"{source}: no reply but a page that says “{error[0]}”; fetch it again", kind="not_a_reply")
    if not sentences and not _RECEIPT.search(text):
        raise InputError(
            f"{source}: has no sentence, only titles or links, so there is no letter in it", kind="not_a_reply"
        )
    if not own or (len(own) + len(doing) < 2 and len(sentences) < 2):  # noqa: PLR2004 - one word alone is chance
        raise InputError(f"{source}: nothing in it speaks of a proposal or of an answer to one", kind="not_a_reply")
