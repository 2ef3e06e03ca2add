"""Finds the lines of a page's running head that belong to the letter: document number and classification."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from summarise.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["lines_of_letter", "of_letter"]

_OF_LETTER: Final = lazy_pattern(
    r"[\u4e00-\u9fff]{1,16}\s*[〔［\[（(【]\s*(?:19|20)\d\d\s*[〕］\]）)】]\s*第?\s*\d{1,5}\s*号"
    r"|^(?:类\s*别|编\s*号|文\s*号|签发人|办理结果|公开(?:属性|类别|方式)|是否公开|密\s*级)\s*[:：]|^[A-D]\s*\d?\s*类$|^（?(?:不予|主动|依申请)公开）?$"
)


def of_letter(line: str) -> bool:
    """Return True if a line of a running head holds a document number or a class such as 签发人, 密级 or A类."""
    return bool(_OF_LETTER.search(line))


def lines_of_letter(
    margin: Iterable[str], text: Iterable[str], belongs: Callable[[str], bool] = of_letter
) -> list[str]:
    """Return the lines of page heads or feet that belong to the letter, each once, if the text does not contain them.

    Args:
        margin: the lines of the heads or feet of all pages.
        text: the lines of the letter.
        belongs: returns True if a line belongs to the letter.

    """
    said = _bare("".join(text))
    found: dict[str, str] = {}
    for line in margin:
        if belongs(line) and _bare(line) not in said:
            found.setdefault(_bare(line), line)
    return list(found.values())


def _bare(text: str) -> str:
    return "".join(text.split())
