"""Removes invisible characters and superfluous white space, and puts right-to-left text in the order shown."""

from __future__ import annotations

from typing import Final

from summarise.lazy_pattern import lazy_pattern

__all__ = ["REVERSED", "WRAPPED", "collapse", "collapse_between_tabs", "shown_lead", "visible"]

# Zero-width and joining marks, direction marks, invisible operators, variation selectors, the byte order mark,
# soft hyphen, Hangul fillers, tag characters, control characters that no text needs, and whole sequences that steer a
# terminal: what is left of one would stand before the next word or number.
_INVISIBLE: Final = lazy_pattern(
    "(?:\x1b\\[[0-?]*[ -/]*[@-~]|"
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f])+"
)
_SPACES: Final = lazy_pattern("[ \t\n\r\f\v\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
REVERSED: Final = ("\u202e", "\u202c")
"""Control characters before and after text that is always shown from right to left, even in Chinese script."""
_TOGETHER: Final = "".join(reversed(REVERSED))
_OVERRIDDEN: Final = lazy_pattern("\u202e([^\u202c\n\r\u2029]*)\u202c?")
_CJK: Final = "\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\u201c\u201d\u2018\u2019\u2014\u2026"
WRAPPED: Final = lazy_pattern(
    rf"(?<=[{_CJK}])[ \t]*[\r\n][ \t\r\n]*(?=\S)|(?<=[^\s])[ \t]*[\r\n][ \t\r\n]*(?=[{_CJK}])"
)
"""Matches the break of a source line inside a sentence, where Chinese has no space."""
_PAIRS: Final = "()[]{}<>（）［］〔〕【】《》〈〉「」『』"
_MIRRORED: Final = str.maketrans(_PAIRS, "".join(b + a for a, b in zip(_PAIRS[::2], _PAIRS[1::2], strict=True)))


def visible(text: str) -> str:
    """Return `text` without invisible characters: zero-width and control characters, and terminal control sequences.

    Text between the control characters U+202E and U+202C is reversed, since it is shown from right to left.
    """
    if REVERSED[0] in text:
        text = _OVERRIDDEN.sub(lambda found: found[1][::-1].translate(_MIRRORED), text.replace(_TOGETHER, ""))
    return text if text.isascii() and text.isprintable() else _INVISIBLE.sub("", text)


def collapse(text: str) -> str:
    """Return `text` as one line: each run of white space and line breaks becomes one space, with none at either end."""
    return _SPACES.sub(" ", text).strip(" ")


def collapse_between_tabs(text: str) -> str:
    """Return `text` as `collapse` does, with the tabs between its pieces kept, and those in front of the first one.

    Tabs beside the only piece are left out.
    """
    if "\t" in text:
        pieces = [collapse(piece) for piece in text.split("\t")]
        return "\t".join(pieces) if sum(map(bool, pieces)) > 1 else collapse(text)
    return collapse(text)


def shown_lead(text: str) -> str:
    """Return the visible spaces (U+3000) at the beginning of a page's text; "" if there are none.

    ASCII spaces are left out.
    """
    text = text.lstrip(" \t\r\n\f")
    return text[: len(text) - len(text.lstrip())] if text[:1].isspace() else ""
