"""A page with the first sentence of a reply, for tests of what is read beside it."""

from __future__ import annotations

from summarise.load import load_bytes

SEEN = "您提出的关于加强农村公路养护的提案收悉，现答复如下。"


def text(body: str, head: str = "") -> str:
    """Return what is read of a page beside its first sentence."""
    page = f"<html><head><meta charset=utf-8>{head}</head><body><p>{SEEN}</p>{body}</body></html>"
    return load_bytes(page.encode(), "page").text.removeprefix(SEEN).strip("\n")
