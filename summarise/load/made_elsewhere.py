"""Finds out why a page has no text of its own: a script makes it, a frame shows it, or another page has it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from summarise.lazy_pattern import lazy_pattern
from summarise.load.receipt import RECEIVED

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

__all__ = ["made_elsewhere"]

_LEADS_TO: Final = lazy_pattern(r"\d\s*[;,]\s*url\s*=\s*[\"']?([^\"'\s]{1,200})", re.IGNORECASE)
_ESCAPED: Final = lazy_pattern(r"\\u([0-9a-fA-F]{4})")
_LONGEST_SCRIPT: Final = 2_000_000  # characters


def made_elsewhere(tree: LexborHTMLParser, *, is_empty: bool) -> str:
    """Return words for an error message that say where the letter of the page `tree` may be; "" if nothing shows it.

    Call it for pages whose visible text has no letter; `is_empty` is True if there is no visible text at all.
    """
    for node in tree.css("meta[http-equiv]"):
        leads = _LEADS_TO.search(node.attributes.get("content") or "")
        if leads and (node.attributes.get("http-equiv") or "").lower() == "refresh":
            return f"the page only leads to another, “{leads[1]}”; fetch that one"
    scripts = [node.text() for node in tree.css("script")]
    by_script = "the page makes its text by a script; open it and save it as a whole page (.mhtml) or as PDF"
    if any(RECEIVED.search(_decoded(script)) for script in scripts if len(script) <= _LONGEST_SCRIPT):
        return by_script
    if not is_empty:
        return ""
    frames = [source for node in tree.css("frame[src], iframe[src]") if (source := node.attributes.get("src"))]
    if frames:
        return f"the page shows others in frames, such as “{frames[-1][:200]}”; save it as a whole page (.mhtml)"
    return by_script if scripts else ""


def _decoded(script: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), script) if "\\u" in script else script
