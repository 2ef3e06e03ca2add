"""Choose the language of messages: from --lang, or else from the environment, or else from the locale."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence

from summarise.errors import UsageError
from summarise.language import LANGUAGES, wanted

__all__ = ["chosen"]

_OPTION = "--lang"


def chosen(arguments: Sequence[str], environ: Mapping[str, str]) -> tuple[str, list[str]]:
    """Return the language ("zh" or "en"), and `arguments` without --lang, which may be anywhere before `--`.

    Without --lang, the environment variables `environ` or the locale decide. The language is "en" if the standard error
    cannot show Chinese.

    Raises:
        UsageError: --lang names no language.

    """
    asked, rest = _taken_out(arguments)
    language = wanted(asked, environ)
    return (language if language == "en" or _shows_chinese() else "en"), rest


def _taken_out(arguments: Sequence[str]) -> tuple[str | None, list[str]]:
    asked: str | None = None
    rest: list[str] = []
    left = list(arguments)
    while left:
        argument = left.pop(0)
        if argument == "--":
            return asked, [*rest, argument, *left]
        name, has_value, value = argument.partition("=")
        if name != _OPTION:
            rest.append(argument)
            continue
        if not has_value and not left:
            raise UsageError("--lang needs a language: zh or en")
        asked = value if has_value else left.pop(0)
        if asked not in LANGUAGES:
            raise UsageError(f"--lang is zh or en, not {asked!r}")
    return asked, rest


def _shows_chinese() -> bool:
    """Return True if the encoding of the standard error can represent Chinese characters."""
    try:
        "中文".encode(getattr(sys.stderr, "encoding", None) or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
