r"""Translate the notation of the lexicon into regular expressions.

汛期      these characters
(a|b)     one or the other; a part may be empty
[abc]     one of these characters
a?        this character or group, or nothing
…         up to 12 characters of the same clause; …{30}: up to 30
……        up to 40 characters of the same sentence, commas included; ……{60}: up to 60
#         a digit
^  $      the beginning and the end of the sentence
\(         this sign itself
<us>      the replying body or its area as a subject; further names are in PARTS
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarise.engines.rules.bodies import OUR_BODY, US
from summarise.lazy_pattern import lazy_pattern

__all__ = ["PARTS", "branches", "expression", "first_and_rest", "translated"]

_BEHIND_A_PAUSE = "(?<=[，；:。])"
PARTS = {
    "us": US,
    "ourbody": OUR_BODY,
    "count": r"[一二两三四五六七八九十几数\d]{1,8}",  # with a bound, since each place may begin one
    "year": r"20\d\d年",
    "han": r"[\u4e00-\u9fff]",
    "from": "(?:由|从)(?!现在|目前|现有|当前)",
    "clause": f"(?:^|{_BEHIND_A_PAUSE})",
}
_CLAUSE_REACH, _SENTENCE_REACH = 12, 40
_TOKEN = lazy_pattern(
    r"(?P<gap>…{1,2})(?:\{(?P<reach>\d+)\})?|<(?P<part>[a-z]+)>|(?P<digit>#)|\\(?P<escaped>.)|(?P<sign>[\^$()|\[\]?])|(?P<char>.)"
)


def translated(words: str) -> str:
    """Return the regular expression for words in the notation; it is not checked for matching brackets.

    Raises:
        ValueError: the words hold an unknown part such as <xyz>.

    """
    return "".join(map(_piece, _TOKEN.finditer(words)))


def expression(words: str) -> str:
    """Return the regular expression for words in the notation, checked to be valid.

    Raises:
        ValueError: the words hold an unknown part, or brackets do not match.

    """
    written = translated(words)
    try:
        re.compile(written)
    except re.error as error:
        raise ValueError(f"{words}: {error}") from error
    return written


def _piece(token: re.Match[str]) -> str:
    if token["gap"]:
        within, reach = (r"[^，。；]", _CLAUSE_REACH) if len(token["gap"]) == 1 else (r"[^。]", _SENTENCE_REACH)
        return f"{within}{{0,{token['reach'] or reach}}}"
    if token["part"]:
        if token["part"] not in PARTS:
            raise ValueError(f"<{token['part']}> is no part of the notation; there are {', '.join(PARTS)}")
        return PARTS[token["part"]]
    if token["digit"]:
        return r"\d"
    if token["sign"]:
        return "(?:" if token["sign"] == "(" else token["sign"]
    return re.escape(token["escaped"] or token["char"])


_LITERAL = lazy_pattern(r"\\?(.)(\?)?", re.DOTALL)
_SPECIAL = frozenset("^$.*+{}[]()|")
_FIRST = lazy_pattern(r"\\?[^\\\[(^](?![?{])")


def branches(written: str) -> Iterator[str]:
    """Yield alternatives that together match what `written` matches, each beginning with a fixed character if possible.

    `written` is a result of `translated`. A search for such alternatives is fast, because it skips all positions with
    other characters.
    """
    for one in _alternatives(written):
        yield from _branches(one)


def _branches(written: str) -> Iterator[str]:
    if written.startswith(_BEHIND_A_PAUSE):
        yield from map(_looked_behind, _branches(written.removeprefix(_BEHIND_A_PAUSE)))
    elif written.startswith("(?:") and (end := _closing(written)) is not None:
        optional = written.startswith("?", end + 1)
        rest = written[end + 1 + optional :]
        for part in _alternatives(written[3:end]):
            yield from _branches(part + rest)
        if optional:
            yield from _branches(rest)
    elif written.startswith("[") and not written.startswith("[^") and "\\" not in written[: written.index("]")]:
        end = written.index("]")
        if written[end + 1 : end + 2] in ("{", "+", "*"):
            yield written
            return
        optional = written.startswith("?", end + 1)
        for character in written[1:end]:
            yield character + written[end + 1 + optional :]
        if optional:
            yield from _branches(written[end + 2 :])
    elif written[1:2] == "?" and written[0] not in _SPECIAL:
        yield written[0] + written[2:]
        yield from _branches(written[2:])
    else:
        yield written


def first_and_rest(branch: str) -> tuple[str, str]:
    """Return the first character of `branch`, an alternative ("" if it is not fixed), and the rest of it."""
    first = _FIRST.match(branch)
    return (first[0], branch[first.end() :]) if first else ("", branch)


def _looked_behind(branch: str) -> str:
    """Return an expression that matches `branch` behind a pause, and tests the pause after the first character."""
    first, rest = first_and_rest(branch)
    return f"{first}{_BEHIND_A_PAUSE[:-1]}{first}){rest}"


def _closing(written: str) -> int | None:
    """Return the offset of the bracket that closes the first bracket of an expression; None if there is none."""
    return next((at for at, depth in _depths(written) if depth == 0), None)


def _depths(written: str) -> Iterator[tuple[int, int]]:
    """Yield (offset, number of open brackets) for each character; brackets inside a character class are not counted."""
    depth, in_class = 0, False
    for at, character in enumerate(written):
        if written[at - 1 : at] != "\\":
            in_class = character == "[" or (in_class and character != "]")
            depth += 0 if in_class else (character == "(") - (character == ")")
        yield at, depth


def _alternatives(inner: str) -> Iterator[str]:
    begin = 0
    for at, depth in _depths(inner):
        if inner[at] == "|" and depth == 0:
            yield inner[begin:at]
            begin = at + 1
    yield inner[begin:]
