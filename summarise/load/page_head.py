"""Which lines of a printed page's running head belong to the letter: its document number and its classification."""

from __future__ import annotations

from typing import Final

from summarise.lazy_pattern import lazy_pattern

__all__ = ["of_letter"]

_OF_LETTER: Final = lazy_pattern(
    r"[\u4e00-\u9fff]{1,16}\s*[〔［\[（(【]\s*(?:19|20)\d\d\s*[〕］\]）)】]\s*第?\s*\d{1,5}\s*号"
    r"|^(?:类\s*别|编\s*号|文\s*号|签发人|办理结果|公开(?:属性|类别|方式)|是否公开|密\s*级)\s*[:：]|^[A-D]\s*\d?\s*类$|^（?(?:不予|主动|依申请)公开）?$"
)


def of_letter(line: str) -> bool:
    """Return True if a line of a running head holds a document number or a class such as 签发人, 密级 or A类."""
    return bool(_OF_LETTER.search(line))
