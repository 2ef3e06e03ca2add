"""Reads Markdown as programs write it (escapes, attributes, footnotes, drawn tables) and returns its plain text.

A text with only a few stars or pipes is treated as plain text and keeps its characters.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from summarise.lazy_pattern import lazy_pattern
from summarise.load.inline_marks import CODE, shown_inline, with_quotes_of_tags
from summarise.load.list_levels import Counted, genre_numbers
from summarise.load.page_furniture import Line
from summarise.load.raised import as_lowered, as_raised, settled
from summarise.load.rows import Cell, table_texts

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["read_markdown"]

_ANY_SIGN: Final = r"[!-/:-@\[-`{-~]"
"""Every ASCII sign, each of which may have a backslash in front."""
_FENCE: Final = lazy_pattern(r"\s*(?:```|~~~)")
_DIVISION: Final = lazy_pattern(r"\s*:::.*")
_NOTE: Final = lazy_pattern(r"\[\^[\w-]+\]:\s*")
_NOTE_MARK: Final = lazy_pattern(r"\[\^[\w-]+\]")
_ITEM: Final = lazy_pattern(r"\s*(?:[-*+]\s{1,4}|(?P<number>[（(]?\d{1,3}[.)）])\s{1,4})(?=\S)")
_COUNTED: Final = lazy_pattern(r" *(\d{1,3})\.\s{1,4}(?=\S)")
_OWN_LINE: Final = lazy_pattern(
    r"\s*(?:[-*+]\s|[（(]?\d{1,3}[.)）]\s|#|\||>|\[\^[\w-]+\]:|:::|```|~~~|-{3,}|<!-- -->$)"
)
_APART: Final = "<!-- -->"
"""A comment by which a program parts two lists."""
_PIPES: Final = lazy_pattern(r"\s*\|.*\|\s*$")
_PIPE_RULER: Final = lazy_pattern(r"\s*(?:\||(?=[^|]*\|))\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_PIPE: Final = lazy_pattern(r"(?<!\\)\|")
_BETWEEN_NUMBERS: Final = lazy_pattern(r"(?<=\d)\n(?=\d)")
_PIPE_IN_CODE: Final = "\x13"
_RULER: Final = lazy_pattern(r"\s*-{2,}(?:\s+-{2,})*\s*")
_ATTRIBUTES: Final = lazy_pattern(
    r"(?<=[\])#*_`\w”])\s?\{(?:[.#][\w-]+|[\w-]+=\"[^\"{}]*\")(?:\s+(?:[.#]?[\w-]+(?:=\"[^\"{}]*\")?))*\}"
)
_STRUCK: Final = lazy_pattern(r"(?<!\\)~~[^~\n]+~~")
_UP: Final = lazy_pattern(r"(?<![\\\[^])\^([^\s^\[\]]{1,12})(?<!\\)\^")
_DOWN: Final = lazy_pattern(r"(?<![\\~])~([^\s~]{1,12})(?<!\\)~(?!~)")
_STRONG: Final = lazy_pattern(r"(?<!\\)(\*\*|__)(?=\S)(.+?)(?<=\S)(?<!\\)\1")
_SPAN: Final = lazy_pattern(r"\[([^\[\]]*)\](?=\{)")
_ESCAPED: Final = lazy_pattern(rf"\\({_ANY_SIGN})")
_TYPOGRAPHIC: Final = lazy_pattern("[“”‘’—–]")
_DASH: Final = lazy_pattern(r"(?<![-\\\s|])-{2,3}(?![-\s|>])")
_QUOTED: Final = lazy_pattern(r"(?<!\\)\"([^\"\n]{1,400}?)(?<!\\)\"(?![^{}\n]*\})")
_BREAK: Final = lazy_pattern(r"\\$| {2,}$")


def read_markdown(text: str) -> str:
    """Return the text that Markdown represents: one line for each paragraph or table row, footnotes at the end."""
    if not _TYPOGRAPHIC.search(text):
        text = _typographic(text)
    if not re.search(r"\n[ \t]*\n", text):  # without a blank line, each line is a paragraph, and none was wrapped
        text = text.replace("\n", "\n\n")
    lines: list[str] = []
    notes: list[str] = []
    items: dict[int, tuple[Counted, str]] = {}
    lists = _Lists()
    for block in _blocks(text.split("\n")):
        if _RULER.fullmatch(block[0]) and len(block) > 1:
            lines += table_texts([[Cell([Line(cell)] if cell else []) for cell in row] for row in _rows(block)])
            continue
        if block == [_APART]:
            lists.open.clear()
            continue
        if _PIPES.match(block[0]):
            lines += _piped(block)
            continue
        line = _plain(_joined(block))
        if note := _NOTE.match(block[0]):
            notes.append(_plain(_joined([block[0][note.end() :], *block[1:]])))
        elif line:
            if counted := lists.counted(block[0]):
                items[len(lines)] = counted
            lines += line.split("\n")
    return "\n".join(_with_genre_numbers(lines, items) + notes)


class _Lists:
    """The numbered lists that are open at a line; their indentation tells them apart."""

    def __init__(self) -> None:
        self.open: list[tuple[int, int]] = []
        self.last: list[int] = []
        """The last number of each list."""
        self.alike: set[int] = set()
        """The lists whose items all have the number 1 in the text; a reader counts them."""

    def counted(self, line: str) -> tuple[Counted, str] | None:
        """Return the place of a list item and its number as written; return None for any other line."""
        indent = len(line) - len(line.lstrip(" "))
        item = _COUNTED.match(line)
        while self.open and (self.open[-1][0] > indent or (not item and self.open[-1][0] == indent)):
            self.open.pop()
        if not item:
            return None
        number = self._number(int(item[1]), indent)
        if self.open and self.open[-1][0] == indent and number != self.last[self.open[-1][1]] + 1:
            self.open.pop()  # another list stands right behind it
        if not self.open or self.open[-1][0] < indent:
            self.open.append((indent, len(self.last)))
            self.last.append(0)
        group = self.open[-1][1]
        self.last[group] = number
        return Counted(group, len(self.open) - 1, number), f"{item[1]}."

    def _number(self, written: int, indent: int) -> int:
        """Return the number that an item is shown with; items that are all written as 1 are counted."""
        if not self.open or self.open[-1][0] != indent:
            return written
        group = self.open[-1][1]
        if written == self.last[group] == 1:
            self.alike.add(group)
        return self.last[group] + 1 if group in self.alike else written


def _with_genre_numbers(lines: list[str], items: dict[int, tuple[Counted, str]]) -> list[str]:
    """Return the lines with list numbers replaced by those of official letters, such as 一、 and （一）."""
    places = [place for place, _ in items.values()]
    if not places:
        return lines
    others = [line for number, line in enumerate(lines) if number not in items]
    numbers = genre_numbers(places, [lines[number] for number in items], others, lost=True)
    for (at, (_, written)), number in zip(items.items(), numbers, strict=False):
        lines[at] = number + lines[at].removeprefix(written).lstrip()
    return lines


def _typographic(text: str) -> str:
    """Restore typographic quotes and dashes, which the writing program replaced by plain ones."""
    text = _DASH.sub(lambda match: "—" if len(match[0]) > 2 else "–", text)  # noqa: PLR2004 - three stand for the long one
    return _QUOTED.sub(lambda match: f"“{match[1]}”", with_quotes_of_tags(text))


def _blocks(lines: list[str]) -> Iterator[list[str]]:
    """Yield the lines of each block: a paragraph, list item, footnote or drawn table."""
    lines = list(_shown(lines))
    block: list[str] = []
    place = 0
    while place < len(lines):
        line = lines[place]
        end = _table_end(lines, place + 1) if _RULER.fullmatch(line) else place
        in_table = bool(block) and _PIPES.match(block[0]) is not None
        goes_on = in_table and _is_row(line)
        begins = not goes_on and (in_table or end > place or not line.strip() or _OWN_LINE.match(line))
        if begins and block:
            yield block
            block = []
        if end > place + 1:
            yield lines[place:end]
        elif line.strip() and end == place:
            block.append(line)
        place = max(end, place + 1)
    if block:
        yield block


def _shown(lines: list[str]) -> Iterator[str]:
    """Yield the lines, without those that open or close a division or a code block.

    A block for another program, such as ```{=html}, becomes one line `<!-- -->`.
    """
    fence = ""
    for line in lines:
        if found := _FENCE.match(line):
            raw = line[found.end() :].lstrip().startswith("{=")
            fence = "" if fence else "raw" if raw else "code"
            if fence == "raw":
                yield _APART
        elif fence == "code":
            yield from ("", line, "")  # its lines are shown as they stand
        elif not fence and not _DIVISION.fullmatch(line):
            yield line


def _table_end(lines: list[str], place: int) -> int:
    """Return the index of the line after a drawn table whose first ruler is before `place`.

    `place` if there is none.
    """
    last = place
    for number in range(place, min(len(lines), place + 400)):
        if _RULER.fullmatch(lines[number]):
            last = number + 1
            if last == len(lines) or not lines[last].strip():
                break  # closes it; the next ruler opens another
        elif lines[number] and not lines[number].startswith("  "):
            break
    return last


def _rows(block: list[str]) -> list[list[str]]:
    """Split the lines of a drawn table into cells at the columns of its ruler; a cell may span several lines."""
    ruler = next((line for line in block if _RULER.fullmatch(line) and len(line.split()) > 1), block[0])
    begins = [match.start() for match in re.finditer("-+", ruler)]
    bounds = list(zip(begins, [*begins[1:], len(max(block, key=len)) * 2], strict=True))  # no sign stands in no cell
    spaced = any(not line.strip() for line in block)
    rows: list[list[list[str]]] = []
    fresh = True
    for line in block:
        if not line.strip() or _RULER.fullmatch(line):
            fresh = True
            continue
        cells = [_plain(_cut(line, begin, end)) for begin, end in bounds]
        if fresh or not spaced:
            rows.append([[] for _ in bounds])
        for lines, cell in zip(rows[-1], cells, strict=True):
            lines.append(cell)
        fresh = False
    return [[_in_one_line(_joined(lines)) for lines in row] for row in rows]


def _is_row(line: str) -> bool:
    """Return True if a line behind a row with `|` is a row too; it may lack the `|` at its ends."""
    return len(_split(line)) > 1 and (line.lstrip().startswith("|") or not _OWN_LINE.match(line))


def _split(line: str) -> list[str]:
    """Return the parts of a line between its `|`, without those that are escaped or stand in code."""
    kept = CODE.sub(lambda code: code[0].replace("|", _PIPE_IN_CODE), line.strip())
    return [part.replace(_PIPE_IN_CODE, "|").strip() for part in _PIPE.split(kept)]


def _piped(block: list[str]) -> list[str]:
    """Return the rows of a table with `|` between its cells."""
    rows = []
    for line in block:
        if _PIPE_RULER.match(line):
            continue
        parts = _split(line)
        begin, end = int(not parts[0]), len(parts) - int(not parts[-1])  # the line begins or ends with a bar
        rows.append([_in_one_line(_plain(part)) for part in parts[begin:end]])
    return table_texts([[Cell([Line(text)] if text else []) for text in row] for row in rows])


def _in_one_line(text: str) -> str:
    """Return the text of a cell in one line. Numbers of two lines stay two; with a blank, 5 and 600 would be 5 600."""
    return _BETWEEN_NUMBERS.sub("；", text.strip()).replace("\n", " ")


def _cut(line: str, begin: int, end: int) -> str:
    column, found = 0, []
    for character in line:
        if begin <= column < end:
            found.append(character)
        column += 2 if unicodedata.east_asian_width(character) in "WF" else 1
    return "".join(found).strip()


def _joined(block: list[str]) -> str:
    text = ""
    for line in block:
        bare = _BREAK.sub("\n", line.lstrip())
        latin = text[-1:].isascii() and text[-1:].isalnum() and bare[:1].isascii() and bare[:1].isalnum()
        text += (" " if latin else "") + bare.lstrip(" ")
    return text


def _plain(text: str) -> str:
    item = _ITEM.match(text)
    if item:
        number = item["number"] or ""
        text = number + (" " if number and text[item.end() :][:1].isascii() else "") + text[item.end() :]
    text = _STRUCK.sub("", _NOTE_MARK.sub("", text))
    text = shown_inline(text)
    text = _UP.sub(lambda match: as_raised(match[1]), text)
    text = _DOWN.sub(lambda match: as_lowered(match[1]), text)
    text = _ATTRIBUTES.sub("", _SPAN.sub(lambda match: match[1] + "\x13", text).replace("\x13", ""))
    text = _STRONG.sub(lambda match: match[2], text)
    return settled(_ESCAPED.sub(lambda match: match[1], text)).strip()
