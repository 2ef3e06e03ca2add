"""Reads the text of a Rich Text Format file, as it prints: without hidden and deleted text.

This module parses the file itself. The available library shows hidden text, and joins raised digits to the number
before them.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from summarise.document import Caveat
from summarise.errors import InputError
from summarise.lazy_pattern import lazy_pattern
from summarise.load.characters import visible
from summarise.load.fields import equation
from summarise.load.page_head import lines_of_letter
from summarise.load.raised import as_lowered, as_raised
from summarise.load.rtf_fonts import Fonts, decoded
from summarise.load.rtf_lines import STRUCTURE, Lines
from summarise.load.rtf_state import State
from summarise.load.rtf_words import (
    AMOUNTS,
    CHARACTERS,
    LEFT_OUT,
    LIFTED,
    OWN_LINES,
    SIGNS,
    SWITCHES,
    WITHIN,
    parts_left_out,
)
from summarise.load.symbols import in_font
from summarise.load.text_tables import with_rows, without_tabs
from summarise.load.whole import Whole
from summarise.load.wrapping import Broken, unbroken

__all__ = ["read_rtf"]

_TOKEN: Final = lazy_pattern(
    r"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|\\'(?P<byte>[0-9a-fA-F]{2})|\\(?P<sign>[^a-zA-Z'])"
    r"|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)|.",
    re.DOTALL,
)
_DEEPEST: Final = 2_000
_TINY: Final = 4  # half-points


def read_rtf(data: bytes, source: str) -> Whole:
    """Return the visible text of an RTF file: one line for each paragraph or table row, footnotes at the end.

    `data` is the content of the file; `source` names the file in errors. There is a caveat if a picture is as large as
    a scanned page, and if the file names a drawing or text box that it does not contain.

    Raises:
        InputError: `unsafe` if its groups are nested too deep, `scanned` if it holds pictures and no text.

    """
    reader = _Reader(source)
    reader.read(data.decode("latin-1"))
    lines = reader.lines()
    if not any(lines) and reader.has_pictures:
        raise InputError(
            f"{source}: its pages are pictures without text; save it as PDF for text recognition (--ocr)",
            kind="scanned",
        )
    unread = parts_left_out(data)
    return Whole("\n".join(lines), tuple(Caveat("unread_part", what) for what in unread))


class _Reader:
    def __init__(self, source: str) -> None:
        self.source = source
        self.body = Lines()
        self.notes: list[Broken] = []
        self.headers: list[Broken] = []
        self.fonts = Fonts()
        self.colours: list[tuple[int, int, int]] = []
        self.mixed = [0, 0, 0]
        self.state = State(self.body)
        self.stack: list[State] = []
        self.waiting = bytearray()
        self.begins = self.starred = False
        self.has_pictures = False
        self.to_skip = 0
        self.half = 0
        self.script = ""

    def lines(self) -> list[str]:
        lines = without_tabs(unbroken(with_rows(self.body.whole() + self.notes)))
        return lines_of_letter(without_tabs([line.text.strip() for line in self.headers]), lines) + lines

    def read(self, text: str) -> None:
        at = 0
        while at < len(text):
            found = _TOKEN.match(text, at)
            assert found is not None  # the last alternative takes anything
            at = found.end()
            if found["word"] == "bin":
                at += max(int(found["number"] or 0), 0)
            elif found["word"]:
                self.word(found["word"], int(found["number"]) if found["number"] else None)
            else:
                self.sign(found)
        self.flush()
        while self.stack:
            self.close()

    def sign(self, found: re.Match[str]) -> None:
        if found["brace"] == "{":
            self.open()
        elif found["brace"]:
            self.close()
        elif found["byte"]:
            self.raw(bytes([int(found["byte"], 16)]))
        elif found["text"]:
            self.raw(found["text"].encode("latin-1"))
        elif found["sign"] == "*":
            self.starred = True
        elif found["sign"] in {"\\", "{", "}"}:
            self.raw(found["sign"].encode())  # it may be the second byte of a character
        elif found["sign"] in SIGNS:
            self.flush()
            self.begins = False
            self.put(SIGNS[found["sign"]])
        elif found["sign"] in {"\r", "\n"}:
            self.word("par", None)

    # -- groups ----------------------------------------------------------------------------------------------------

    def open(self) -> None:
        self.flush()
        self.script = ""
        if len(self.stack) > _DEEPEST:
            raise InputError(f"{self.source}: its groups are nested too deep", kind="unsafe")
        self.stack.append(self.state)
        self.begins, self.starred, self.to_skip = True, False, 0

    def close(self) -> None:
        self.flush()
        self.begins, self.to_skip = False, 0
        if not self.stack:
            return
        inner, self.state = self.state, self.stack.pop()
        if inner.sink is not self.state.sink:
            lines = inner.sink.whole()
            if inner.sink.kind == "number":
                self.state.sink.number = "".join(line.text.strip() for line in lines)
            elif inner.sink.kind == "note":
                self.notes += lines
            elif inner.sink.kind == "asked":
                self.state.sink.pieces.append(equation("".join(line.text for line in lines)))
            elif inner.sink.kind == "header":
                self.headers += lines
            else:
                self.state.sink.boxes += lines

    def destination(self, word: str) -> bool:
        """Process the first word of a group, which says what the group contains; return False for an ordinary word."""
        starred, self.starred = self.starred, False
        if self.state.mode == "skip":
            return True
        if word in {"fonttbl", "colortbl"}:
            self.state = replace(self.state, mode=word)
        elif word == "nesttableprops":  # the end of a row of a table in a cell, and how that row looks
            self.state = replace(self.state, mode="nested")
        elif word in OWN_LINES:
            self.state = replace(State(Lines(OWN_LINES[word])), skipped=self.state.skipped, font=self.state.font)
        elif word in LEFT_OUT or (starred and word not in WITHIN):
            self.has_pictures = self.has_pictures or word == "pict"
            self.state = replace(self.state, mode="skip")
        elif word in {"shp", "shpinst", "do"}:
            self.state = replace(self.state, mode="within")
        elif word == "mden":  # the lower part of a fraction
            self.put("/")
        else:
            return False
        return True

    # -- words -----------------------------------------------------------------------------------------------------

    def word(self, word: str, number: int | None) -> None:
        if word == "u":
            self.unicode(number or 0)
            return
        self.flush()
        if self.begins or self.starred:
            self.begins = False
            if self.destination(word):
                return
        if self.state.mode in {"fonttbl", "colortbl"}:
            self.table_word(word, number or 0)
        elif word in {"ansicpg", "mac", "pc", "pca", "deff"}:
            self.fonts.of_document(word, number or 0)
        elif word in CHARACTERS:
            self.put(CHARACTERS[word])
        elif word in STRUCTURE:
            if self.state.mode == "text" or (word == "nestrow" and self.state.mode == "nested"):
                self.state.sink.structure(word, number)
        else:
            self.format(word, number)

    def format(self, word: str, number: int | None) -> None:
        """Process a control word that changes the look of the text after it."""
        on = number != 0
        if word == "plain":
            self.state = replace(
                State(self.state.sink, self.state.mode), font=self.state.font, skipped=self.state.skipped
            )
        elif word in SWITCHES:
            self.change(SWITCHES[word], on)
        elif word in LIFTED:
            self.change("position", LIFTED[word] if on else 0)
        elif word == "f" or (word == "af" and self.fonts.is_wide(number or 0)):
            self.change("font", number or 0)
        elif word in {"loch", "hich", "dbch"}:
            self.script = word
        elif word == "fs" or (word == "afs" and self.script == "dbch"):
            self.change("tiny", number is not None and number <= _TINY)
        elif word in AMOUNTS:
            self.change(AMOUNTS[word], max(number or 0, 0))

    def change(self, name: str, value: object) -> None:
        self.state = replace(self.state, **{name: value})  # type: ignore[arg-type] # one of the state's fields

    def table_word(self, word: str, number: int) -> None:
        if self.state.mode == "fonttbl":
            self.fonts.word(word, number)
        elif word in {"red", "green", "blue"}:
            self.mixed[("red", "green", "blue").index(word)] = number

    # -- text ------------------------------------------------------------------------------------------------------

    def raw(self, data: bytes) -> None:
        """Collect bytes of the text; they are decoded later in the code page of the font."""
        self.begins = False
        if self.state.mode == "colortbl":
            for _ in range(data.count(b";")):
                self.colours.append((self.mixed[0], self.mixed[1], self.mixed[2]))
                self.mixed = [0, 0, 0]
            return
        if self.to_skip:
            skipped = min(self.to_skip, len(data))
            self.to_skip -= skipped
            data = data[skipped:]
        if self.state.mode == "text":
            self.waiting += data
        elif self.state.mode == "fonttbl":
            self.fonts.name(data.decode("latin-1"))

    def unicode(self, number: int) -> None:
        self.flush()
        self.begins = False
        unit = number % 0x10000
        self.to_skip = self.state.skipped
        if 0xD800 <= unit < 0xDC00:  # noqa: PLR2004 - the first half of a pair
            self.half = unit
        elif 0xDC00 <= unit < 0xE000:  # noqa: PLR2004 - the second half
            if self.half:
                self.put(chr(0x10000 + ((self.half - 0xD800) << 10) + unit - 0xDC00))
            self.half = 0
        else:
            self.put(chr(unit))

    def flush(self) -> None:
        """Decode the collected bytes and append them to the text."""
        if self.waiting:
            data, self.waiting = bytes(self.waiting), bytearray()
            self.put(decoded(data, self.fonts.code_page(self.state.font), self.fonts.default))

    def put(self, text: str) -> None:
        state = self.state
        if state.mode != "text" or state.hidden or state.struck or state.deleted or state.tiny or self._is_white:
            return
        if text != "\n":
            font = self.fonts.symbol_font(state.font)
            text = visible(in_font(text, font, single_bytes=True) if font else text)
            text = as_raised(text) if state.position > 0 else as_lowered(text) if state.position < 0 else text
        state.sink.pieces.append(text)

    @property
    def _is_white(self) -> bool:
        state = self.state
        known = 0 < state.colour < len(self.colours)
        if not known or state.backed or state.sink.is_shaded or state.sink.kind == "box":
            return False
        return min(self.colours[state.colour]) >= 254  # noqa: PLR2004 - white, or all but white
