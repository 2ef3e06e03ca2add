"""Writes paragraphs of pieces as text, as a page, as a Word file and as print."""

from __future__ import annotations

import random
from html import escape
from typing import TYPE_CHECKING

from eval.fixtures.printed import Mark, pdf
from eval.fixtures.word import package, paragraph, run
from tests.support.number_case import Piece

if TYPE_CHECKING:
    pass

__all__ = ["WRITERS"]

_WIDTHS = (24, 30, 37, 45)


def _text(rng: random.Random, paragraphs: list[list[Piece]]) -> bytes:
    lines = ["".join(p.text for p in pieces) for pieces in paragraphs]
    if rng.random() < 0.15:
        width = rng.choice(_WIDTHS)
        whole = ["　　" + line if i not in (0, 1) else line for i, line in enumerate(lines)]
        lines = [line[i : i + width] for line in whole for i in range(0, len(line), width)]
    return "\n".join(lines).encode()


_TAGS = {
    "": (("", ""), ("<span>", "</span>"), ("<b>", "</b>")),
    "raised": (("<sup>", "</sup>"), ('<span style="vertical-align:super">', "</span>")),
    "struck": (("<s>", "</s>"), ("<strike>", "</strike>"), ('<span style="text-decoration:line-through">', "</span>")),
    "deleted": (("<del>", "</del>"),),
    "inserted": (("<ins>", "</ins>"),),
}


def _html(rng: random.Random, paragraphs: list[list[Piece]]) -> bytes:
    body = ""
    for pieces in paragraphs:
        marked = []
        for piece in pieces:
            opening, closing = rng.choice(_TAGS[piece.look])
            marked.append(f"{opening}{escape(piece.text)}{closing}")
        body += f"<p>{''.join(marked)}</p>\n"
    return f'<html><head><meta charset="utf-8"><title>答复</title></head><body><div>{body}</div></body></html>'.encode()


_WORD_LOOKS = {
    "raised": ('<w:vertAlign w:val="superscript"/>',),
    "struck": ("<w:strike/>", "<w:dstrike/>", '<w:strike w:val="true"/>'),
}
_MATHS = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'


def _word_piece(rng: random.Random, piece: Piece) -> str:
    if piece.look == "deleted":
        return f'<w:del w:id="1" w:author="甲"><w:r><w:delText>{escape(piece.text)}</w:delText></w:r></w:del>'
    if piece.look == "inserted":
        return f'<w:ins w:id="1" w:author="甲">{run(piece.text)}</w:ins>'
    if piece.look in _WORD_LOOKS:
        return run(piece.text, rng.choice(_WORD_LOOKS[piece.look]))
    if piece.look == "over":
        above, below = (f"<m:r><m:t>{part}</m:t></m:r>" for part in piece.text.split("/"))
        return f"<m:oMath {_MATHS}><m:f><m:num>{above}</m:num><m:den>{below}</m:den></m:f></m:oMath>"
    cut = rng.randint(0, len(piece.text))
    return run(piece.text[:cut]) + run(piece.text[cut:], "<w:b/>")


def _docx(rng: random.Random, paragraphs: list[list[Piece]]) -> bytes:
    return package("".join(paragraph("".join(_word_piece(rng, p) for p in pieces)) for pieces in paragraphs))


def _pdf(rng: random.Random, paragraphs: list[list[Piece]]) -> bytes:
    """Lines are broken wherever they are full, numbers too."""
    size, room, pages, y = 16.0, rng.choice((320.0, 400.0, 432.0)), list[list[Mark]]([[]]), 90.0
    for index, pieces in enumerate(paragraphs):
        rest, first = "".join(p.text for p in pieces), True
        while rest:
            x = 80.0 + (32.0 if first and index > 1 else 0.0)
            end, used = 0, x - 80.0
            while end < len(rest) and used + (size if ord(rest[end]) > 0xFF else size / 2) <= room:
                used += size if ord(rest[end]) > 0xFF else size / 2
                end += 1
            if y > 740:
                pages.append([])
                y = 90.0
            pages[-1].append(Mark(x, y, rest[:end], size))
            y, rest, first = y + 28.0, rest[end:], False
    return pdf(pages)


WRITERS = {"text": (_text, "letter.txt"), "html": (_html, "letter.html"), "docx": (_docx, "letter.docx"),
            "pdf": (_pdf, "letter.pdf")}  # fmt: skip
