"""Chooses the language of messages for people: English as in the code, or Chinese from a gettext catalogue.

Files, other processes and older records always contain English sentences. A sentence is therefore translated when it is
shown: the program looks up the template that matches it, and translates the values in its placeholders in the same way.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache, partial
from typing import Any

from summarise.lazy_pattern import lazy_pattern
from summarise.singular import in_singular

__all__ = [
    "ENVIRONMENT",
    "LANGUAGES",
    "catalogue",
    "filled",
    "in_chinese",
    "named",
    "named_in_chinese",
    "said",
    "speak",
    "spoken",
    "wanted",
]

LANGUAGES = ("en", "zh")
ENVIRONMENT = "SUMMARISE_LANG"
_LOCALES = ("LC_ALL", "LC_MESSAGES", "LANG")
"""Environment variables that name the locale; the first one that is set counts."""
_CHINESE = 0x04
"""Code of Chinese as the language of the Windows interface."""
_ONE_WORD = lazy_pattern(r"[\w.-]+")
"""Matches a single word, such as a file name, which is not translated as a value of a placeholder."""
_PLACE = lazy_pattern(r"\{[a-z][a-z_0-9]*\}")
_LEAD = lazy_pattern(r"\w+: \{\w+\}")
_ENDS_OPEN = lazy_pattern(r".*: \{\w+\}")
_WORD = lazy_pattern(r"[A-Za-z]{2,}")
_WORD_LEFT = lazy_pattern(r"(?<![\w./\\`'{-])(?!summarise\b)[a-z]{2,}(?![\w./\\'`}-]|:/)")
_MARK_LEFT = lazy_pattern("(?<=[\u4e00-\u9fff）”])[,;:.] |[,;:] (?=[\u4e00-\u9fff（“])")
_FEW = 2
"""A template with at most this many fixed words is matched strictly, since it could match unrelated sentences."""
_CHINESE_SIGN = lazy_pattern("[\u3000-\u9fff\uff00-\uffef“”]")
_NUMBER = lazy_pattern(r"n\d*")
"""Matches the names of placeholders that accept only numbers."""
_JOINT = lazy_pattern(r"(\n|：|；|: |; |, |\. | → | \(|\)(?=\W|$)|  +)")
_WIDE = {": ": "：", "; ": "；", ", ": "，", ". ": "。", " (": "（", ")": "）"}
_MOST_PIECES = 60
"""Maximum number of pieces into which a text is split for translation; a longer text is a list of names."""
_spoken = ["en"]


def wanted(asked: str | None, environ: Mapping[str, str]) -> str:
    """Return "en" or "zh": from the option, else from the variable SUMMARISE_LANG, else from the locale.

    Args:
        asked: value of the option, None if it was not given.
        environ: the environment variables.

    """
    for named in (asked, environ.get(ENVIRONMENT)):
        if named in LANGUAGES:
            return named
    locale = next((value for name in _LOCALES if (value := environ.get(name))), "")
    if locale or sys.platform != "win32":
        return "zh" if locale.lower().startswith("zh") else "en"
    return "zh" if _language_of_windows() & 0x3FF == _CHINESE else "en"


def _language_of_windows() -> int:
    import ctypes  # noqa: PLC0415 - on Windows alone

    windows: Any = getattr(ctypes, "windll", None)
    return int(windows.kernel32.GetUserDefaultUILanguage()) if windows else 0


def speak(language: str) -> None:
    """Set the language of all later messages; `language` is "en" or "zh"."""
    _spoken[0] = language


def spoken() -> str:
    """Return the language of messages, "en" or "zh"."""
    return _spoken[0]


def said(text: str) -> str:
    """Return a message of the program in the reader's language; a text that is not in the catalogue is unchanged."""
    return in_singular(text, catalogue) if spoken() == "en" else in_chinese(text)


def in_chinese(text: str) -> str:
    """Return the message `text` of the program in Chinese, for pages that are always Chinese."""
    return text if text.startswith(('{"', '[{"')) or not text.strip() else _chinese(text)


def named(what: str, word: str) -> str:
    """Return a single word of the program in the reader's language.

    `what` is the kind of thing that the word names (failure, field, label …). It distinguishes the word from the same
    word in other texts.
    """
    return word if spoken() == "en" else named_in_chinese(what, word)


def named_in_chinese(what: str, word: str) -> str:
    """Return what `named` returns, but always in Chinese; the word itself if it is not in the catalogue."""
    return catalogue().get(f"{what}:{word}", word)


def filled(sentence: str, **values: object) -> str:
    """Return the English template `sentence` in the reader's language, with `values` inserted.

    Without values, its braces are kept.
    """
    return in_singular(said(sentence).format(**values), catalogue) if values else said(sentence)


@lru_cache(maxsize=4096)
def _chinese(text: str) -> str:
    if (whole := _whole(text)) is None and (bare := text.strip()) != text and (whole := _whole(bare)) is not None:
        begin = len(text) - len(text.lstrip())
        whole = f"{text[:begin]}{whole}{text[len(text.rstrip()) :]}"
    if whole is not None and _left(whole) == (0, 0):
        return whole
    made = [one for one in (whole, _piecewise(text)) if one is not None]
    best = min(made, key=_left)
    return best if not _left(best)[0] else min((best, *_fitting(text, loosely=True)), key=_left)


def _whole(text: str) -> str | None:
    """Return the translation of a text that is a single sentence of the catalogue, else None."""
    if (plain := catalogue().get(text)) is not None:
        return plain
    return min(_fitting(text), key=_left, default=None)


def _fitting(text: str, *, loosely: bool = False) -> Iterator[str]:
    """Yield the translation for each template that a text matches, the most specific first.

    With `loosely`, the value in a template with few words may consist of several sentences.
    """
    for literal, template, translation in _templates():
        if literal in text and (match := _pattern(template, loosely).fullmatch(text)):
            places = {
                f"{{{name}}}": value if _ONE_WORD.fullmatch(value) else _chinese(value)
                for name, value in match.groupdict().items()
            }
            yield _PLACE.sub(partial(_placed, places), translation)


def _placed(places: Mapping[str, str], place: re.Match[str]) -> str:
    """Return the value of a placeholder; punctuation at its beginning becomes Chinese after a Chinese character."""
    value = places[place[0]]
    for mark, wide in _WIDE.items():
        if value.startswith(mark) and _CHINESE_SIGN.match(place.string[place.start() - 1 : place.start()]):
            return wide + value.removeprefix(mark)
    return value


def _left(text: str) -> tuple[int, int]:
    """Return the number of English words and of English punctuation marks that a translated text still has."""
    return len(_WORD_LEFT.findall(text)), len(_MARK_LEFT.findall(text))


def _piecewise(text: str) -> str:
    """Translate a text of several sentences one by one, with Chinese punctuation between them."""
    pieces = _JOINT.split(text)  # sentences, and between each two of them what joins them
    if not 1 < len(pieces) <= _MOST_PIECES:
        return text
    made, is_new, at = [], [], 0
    while at < len(pieces):
        end, new = _longest(pieces, at)
        made += [pieces[at] if new is None else new, *pieces[end : end + 1]]
        is_new += [new is not None, False]
        at = end + 1
    for joint in range(1, len(made), 2):
        is_between = _CHINESE_SIGN.search(made[joint - 1][-1:] + made[joint + 1][:1])
        if (
            is_between
            or (made[joint] == ": " and _CHINESE_SIGN.search(made[joint + 1]))
            or (made[joint] in " ()" and any(is_new))
        ):
            made[joint] = _WIDE.get(made[joint], made[joint])
    return "".join(made)


def _longest(pieces: Sequence[str], at: int) -> tuple[int, str | None]:
    """Return the end of the longest sentence that begins at piece `at`, and its translation; None if there is none.

    A complete translation is preferred to a longer text that is translated only in part. If the first piece needs no
    translation, it is kept.
    """
    found: tuple[int, str | None] = (at + 1, None)
    for end in range(len(pieces), at, -2):
        text = "".join(pieces[at:end]).strip()
        if end - at == len(pieces) or not text or _ONE_WORD.fullmatch(text) or (new := _whole(text)) is None:
            continue
        if _left(new) == (0, 0):
            return end, new
        found = found if found[1] else (end, new)
    return found if _left(pieces[at]) != (0, 0) else (at + 1, None)


@lru_cache(maxsize=4096)
def _pattern(template: str, loosely: bool) -> re.Pattern[str]:
    """Return a regular expression for a template, with a group for each placeholder."""
    parts = _PLACE.split(template)
    names = [place[1:-1] for place in _PLACE.findall(template)]
    groups = [f"(?P<{name}>{r'[0-9.,]+' if _NUMBER.fullmatch(name) else '.*?'})" for name in names]
    if not loosely and len(_WORD.findall(" ".join(parts))) <= _FEW and not _ENDS_OPEN.fullmatch(template):
        groups = [group.replace(".*?", "(?:(?!; |: |\\. ).)*?") for group in groups]
    if not parts[0] and parts[1].startswith(" "):  # a sentence begins with a word, and behind any mark
        whole = groups[0] if loosely else groups[0].replace(".*?", "(?:(?!, |; ).)*?")
        groups[0] = f"(?=\\S){whole}(?<![:;,])"
    fixed = map(re.escape, parts)
    return lazy_pattern("".join(part + group for part, group in zip(fixed, [*groups, ""], strict=True)), re.DOTALL)


@cache
def _templates() -> tuple[tuple[str, str, str], ...]:
    """Return each template as (longest fixed words, template, translation), the most specific first.

    Templates that only add a word before a message come before all others.
    """
    found = []
    for template, translation in catalogue().items():
        parts = _PLACE.split(template)
        if len(parts) > 1:
            weight = sum(map(len, parts)) if _LEAD.fullmatch(template) is None else sys.maxsize
            found.append((weight, max(parts, key=len), template, translation))
    return tuple(entry[1:] for entry in sorted(found, key=lambda entry: (-entry[0], entry[2])))


@cache
def catalogue() -> Mapping[str, str]:
    """Return the Chinese translation of each English message, read from the compiled gettext catalogue."""
    from importlib.resources import files  # noqa: PLC0415 - slow, and English does without it

    data = files("summarise").joinpath("locale", "zh_CN", "LC_MESSAGES", "summarise.mo").read_bytes()
    return {english: chinese for english, chinese in _entries(data) if english}


def _entries(data: bytes) -> Iterator[tuple[str, str]]:
    """Yield the pairs of message and translation in a .mo file."""
    import struct  # noqa: PLC0415 - as above

    magic, _, count, originals, translations = struct.unpack("<5I", data[:20])
    if magic != 0x950412DE:  # noqa: PLR2004 - the mark of the format
        raise ValueError("the catalogue is no .mo file")
    for number in range(count):
        pair = []
        for table in (originals, translations):
            length, offset = struct.unpack_from("<2I", data, table + 8 * number)
            pair.append(data[offset : offset + length].decode())
        yield pair[0], pair[1]
