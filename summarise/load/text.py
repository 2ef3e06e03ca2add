"""Reads plain text and Markdown. Characters are kept, because labels made elsewhere refer to their offsets.

Only these are removed or changed: invisible characters, comments, struck text, tags of raised text, marks of bold type
at numbers, line breaks at a fixed width or an end of a page, tables of figures, and Markdown that a program wrote.
"""

from __future__ import annotations

from typing import Final

from summarise.errors import InputError
from summarise.lazy_pattern import lazy_pattern
from summarise.load.characters import visible
from summarise.load.inline_marks import without_bold_numbers, without_inline_marks
from summarise.load.markdown_marks import looks_like_markdown
from summarise.load.text_pages import without_page_numbers, without_spacing
from summarise.load.text_tables import with_rows
from summarise.load.wrapping import Broken, unbroken

__all__ = ["read_text", "refuse_binary"]

_CONTROLS: Final = lazy_pattern("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_LINE_END: Final = lazy_pattern("\r\n|[\r\v\x85\u2028\u2029]")
_PAGE_IN_LINE: Final = lazy_pattern(r"\f(?<=[^\n]\f)")  # looks for the sign first, since few texts have one
_CONTROL_SHARE: Final = 0.01  # a stray control character happens, a hundredth of a file does not


def read_text(text: str, source: str) -> str:
    """Return `text` with line ends as LF, without invisible characters, and with hard-wrapped paragraphs joined.

    `source` names the file in errors.

    Raises:
        InputError: `binary` if it holds a NUL character.

    """
    if "\x00" in text:
        raise InputError(f"{source}: holds NUL characters, so it is damaged or no text", kind="binary")
    text = without_page_numbers(_PAGE_IN_LINE.sub("\n\v", _LINE_END.sub("\n", text)))
    text = without_bold_numbers(without_inline_marks(visible(text)))
    if looks_like_markdown(text):
        from summarise.load.markdown import read_markdown  # noqa: PLC0415 - few texts are Markdown

        return read_markdown(text)
    lines = with_rows([Broken(line) for line in without_spacing(text.split("\n"))])
    return "\n".join(unbroken(lines, strip=False))


def refuse_binary(text: str, source: str) -> None:
    """Raise InputError `binary` if more than one in a hundred characters of `text` is a control character.

    `source` names the file in the error.
    """
    if len(_CONTROLS.findall(text)) > _CONTROL_SHARE * len(text):
        raise InputError(f"{source}: neither text nor a format that can be read", kind="binary")
