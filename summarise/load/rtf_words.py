"""Tables of RTF control words: for groups that contain text, for characters, for the look of text, for pictures."""

from __future__ import annotations

from typing import Final

from summarise.lazy_pattern import lazy_pattern
from summarise.load.letter_body import is_page_sized

__all__ = ["AMOUNTS", "CHARACTERS", "LEFT_OUT", "LIFTED", "OWN_LINES", "SIGNS", "SWITCHES", "WITHIN", "parts_left_out"]

LEFT_OUT: Final = frozenset(
    "info pict object objdata footer footerl footerr footerf annotation stylesheet "
    "listtable listoverridetable revtbl rsidtbl xmlnstbl themedata datastore nonshppict shprslt bkmkstart bkmkend "
    "xe tc rxe ftnsep ftnsepc aftnsep aftnsepc filetbl formfield atnid atnauthor atndate atnref atnicn atnparent "
    "generator pgdsctbl latentstyles mmathPr sp operator author title pnseclvl".split()
)
WITHIN: Final = frozenset({"shpinst", "do", "shp", "mmath", "moMath", "shppict"})
"""Groups that RTF marks as optional although they can contain text of the document."""
OWN_LINES: Final = {
    **dict.fromkeys(("shptxt", "dptxbxtext"), "box"),
    **dict.fromkeys(("listtext", "pntext"), "number"),
    **dict.fromkeys(("header", "headerf", "headerr", "headerl"), "header"),
    "footnote": "note",
    "fldinst": "asked",
}
"""Groups whose text is collected separately, with the kind of their text.

The kinds are a text box, a paragraph's automatic number, a page header, a note, and a field's instruction (`asked`).
"""
CHARACTERS: Final = {
    "emdash": "—",
    "endash": "–",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "bullet": "•",
    "tab": "\t",
    "emspace": " ",
    "enspace": " ",
    "qmspace": " ",
    "line": "\n",
    "softline": "\n",
}
"""Control words that represent a character."""
SIGNS: Final = {"~": " ", "_": "-"}
"""Signs after a backslash, and the characters that they represent."""
SWITCHES: Final = {"v": "hidden", "strike": "struck", "striked": "struck", "deleted": "deleted"}
LIFTED: Final = {"super": 1, "up": 1, "sub": -1, "dn": -1, "nosupersub": 0}
"""Control words that raise the text (1), lower it (-1) or return it to the line (0)."""
AMOUNTS: Final = {
    "cf": "colour",
    "uc": "skipped",
    **dict.fromkeys(("cb", "chcbpat", "highlight", "cbpat"), "backed"),
}
_SIZE: Final = lazy_pattern(rb"\\picwgoal(\d{1,6})[^{}]{0,200}?\\pichgoal(\d{1,6})")
_EMPTY_SHAPE: Final = lazy_pattern(rb"\\fldinst[ {]{1,4}SHAPE\b[^{}]{0,80}\}{1,3}\s*\{\s*\\fldrslt[\s{}]*\}")
"""Matches a field with the instruction SHAPE, in place of a drawing that LibreOffice did not write."""
_CENTIMETRE: Final = 567  # twips


def parts_left_out(data: bytes) -> list[str]:
    """Return words for a warning on each kind of content of an RTF file that is not read."""
    large = any(is_page_sized(*(int(side) / _CENTIMETRE for side in found.groups())) for found in _SIZE.finditer(data))
    unread = ["a large picture in the file was not read"] if large else []
    if _EMPTY_SHAPE.search(data):
        unread.append("the file names a drawing or text box that it does not hold")
    return unread
