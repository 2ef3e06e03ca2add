"""A page with a reply of which tests set each part."""

from __future__ import annotations

from summarise.annotate import annotate
from summarise.annotated import Metadata
from summarise.document import Document

TITLE = "关于市政协三届二次会议第12号提案的答复"
RECEIPT = "您提出的《关于加强校园周边交通管理的提案》收悉，现答复如下："
BODY = "近年来，我局新增护学岗20个。下一步，我局将新增标线3公里。"
SIGNED = ("青岚市教育局", "2024年6月18日")


def read(
    *head: str,
    title: str = TITLE,
    salutation: str = "王平委员：",
    receipt: str = RECEIPT,
    body: str = BODY,
    tail: tuple[str, ...] = SIGNED,
) -> Metadata:
    """Return what is read of a page with these parts, one on each line."""
    return annotate(Document("page.txt", "\n".join((*head, title, salutation, receipt, body, *tail)) + "\n")).metadata
