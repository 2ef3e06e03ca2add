"""Personal strings that a model need not see, blotted out at equal length."""

from __future__ import annotations

import re

__all__ = ["masked"]

_PERSONAL = re.compile(
    r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]+[@＠][A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"  # e-mail
    r"|(?<!\d)[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)"  # identity number
    r"|(?<!\d)1[3-9]\d(?:[- ]?\d{4}){2}(?!\d)"  # mobile phone
    r"|(?<!\d)0\d{2,3}[-—－ ]\d{7,8}(?:[-—－转]\d{1,5})?(?!\d)"  # telephone with area code
    r"|(?<=电话[：:])\s*\d{7,8}(?!\d)"
)


def masked(text: str) -> str:
    """The text with letters and digits of phone numbers, identity numbers and e-mail addresses replaced by *."""
    return _PERSONAL.sub(lambda found: re.sub(r"[A-Za-z0-9]", "*", found.group()), text)
