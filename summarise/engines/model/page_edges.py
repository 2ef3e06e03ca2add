"""The lines before and after the sentences that are sent; they can contain the title, number, body and date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from summarise.annotated import AnnotatedDocument, Sentence
from summarise.engines.model.marking import harmless, is_shown
from summarise.lazy_pattern import lazy_pattern

__all__ = ["edges"]

_LONGEST_HEAD = 80
_LONGEST_TAIL = 40
"""Maximum numbers of characters of the two texts: enough for title, number and session, and for body and date."""

_OF_NO_USE = lazy_pattern(
    r"联系(?!单位)|电话|地址|邮编|抄送|抄报|传真|网址|http|此致|敬礼|打印|关闭|分享|字号|字体|浏览|点击|首页|来源|当前位置|附件|委员[：:]|代表[：:]"
    r"|备案|ICP|网站|扫一扫|二维码|相关(?:推荐|阅读|链接)|责任编辑|签发|印章|感谢|期待|^\W*$"
    r"|^\W*(?:[大中小]|您好|此复|特此(?:回复|答复|函复)|现?(?:将办理情况)?(?:现)?(?:答复|回复|函复)如下)\W*$",
    re.IGNORECASE,
)


_OPENS = lazy_pattern(r"[,，]?(?:您好!?)?现(?:将)?[^,，。|]{0,10}(?:答复|回复|函复|复函)如下[:：。]?$")


def edges(annotated: AnnotatedDocument, persons: Sequence[str] = ()) -> tuple[str, str]:
    """Return the text of `annotated` before the first sentence that is sent to the model, and after the last.

    The first text has at most 80 characters, the second at most 40. Lines are joined by ｜; salutations, contacts and
    links are left out. The names in `persons` are masked.
    """
    quantified = frozenset(quantity.sentence for quantity in annotated.quantities)
    shown = [sentence.number for sentence in annotated.sentences if is_shown(sentence, quantified)]
    if not shown:
        return "", ""
    first, last = shown[0], shown[-1]
    head = _joined(annotated, (one for one in annotated.sentences if one.number < first), persons)
    tail = _joined(annotated, (one for one in annotated.sentences if one.number > last), persons)
    return head[:_LONGEST_HEAD], tail[-_LONGEST_TAIL:]


def _joined(annotated: AnnotatedDocument, sentences: Iterable[Sentence], persons: Sequence[str]) -> str:
    lines = (annotated.quote(sentence) for sentence in sentences)
    shown: dict[str, str] = {}
    for line in lines:
        if not _OF_NO_USE.search(line):
            shown.setdefault("".join(line.split()), _OPENS.sub("", harmless(line, persons)))
    return "｜".join(shown.values())
