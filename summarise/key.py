"""Holds the key of a model service. The key is cleaned and checked once, and never shown."""

from __future__ import annotations

from typing import Final

from summarise.errors import UsageError
from summarise.redaction import MASK, conceal

__all__ = ["Key"]

_SHORTEST: Final = 4
_LONGEST: Final = 8_192
_INVISIBLE: Final = "\ufeff\u200b\u200c\u200d\u200e\u200f\u2060"
_QUOTES: Final = "\"'`“”‘’„«»「」『』《》＂＇"
_PLACEHOLDERS: Final = frozenset(
    "dummy empty fake lm-studio lmstudio local na no-key nokey none not-needed null ollama test unused vllm xxx".split()
)
"""Made-up keys for local servers that need none. They are not secrets, so they are not hidden in output."""


class Key:
    """The key of a model service, without white space around it; it is never printed, pickled or copied to a file.

    Raises:
        UsageError: no service accepts such a key; the message gives the reason and never repeats the key.

    """

    __slots__ = ("_text",)

    def __init__(self, written: str = "") -> None:
        self._text = _cleaned(written)
        if self._text.lower() not in _PLACEHOLDERS:
            conceal(self._text)

    def reveal(self) -> str:
        """Return the key itself. Only the code that sends it may call this."""
        return self._text

    def __bool__(self) -> bool:
        return bool(self._text)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Key) and other._text == self._text

    def __hash__(self) -> int:
        return hash(self._text)

    def __repr__(self) -> str:
        return MASK if self._text else ""

    def __reduce__(self) -> tuple[type[Key], tuple[()]]:
        return Key, ()

    def __copy__(self) -> Key:
        return self

    def __deepcopy__(self, memo: object) -> Key:
        return self


def _cleaned(written: str) -> str:
    text = written.strip()
    while text != (text := text.strip(_INVISIBLE).strip()):
        pass
    if not text:
        return ""
    if text[0] in _QUOTES or text[-1] in _QUOTES:
        raise UsageError(_fault("stands in quotation marks: remove them"))
    if text.lower().startswith("bearer "):
        raise UsageError(_fault("begins with the word Bearer: give the key alone"))
    if any(sign.isspace() or not sign.isprintable() for sign in text):
        raise UsageError(_fault("has a blank, a line break or a control sign inside: copy it again, on one line"))
    if not text.isascii():
        raise UsageError(_fault("has signs that no key has, such as Chinese ones: put your own key there"))
    if len(text) < _SHORTEST and text.lower() not in _PLACEHOLDERS:
        few = f"has fewer than {_SHORTEST} signs, so it is none: copy it again"
        raise UsageError(_fault(f"{few}; a server that wants no key takes EMPTY"))
    if len(text) > _LONGEST:
        raise UsageError(_fault(f"has more than {_LONGEST} signs, so it is none: copy it again"))
    return text


def _fault(what: str) -> str:
    return f"the key (OPENAI_API_KEY) {what}"
