"""Tables of RTF control words: for groups that contain text, for characters, and for the look of text."""

from __future__ import annotations

from typing import Final

__all__ = ["AMOUNTS", "CHARACTERS", "LEFT_OUT", "LIFTED", "OWN_LINES", "SIGNS", "SWITCHES", "WITHIN"]

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
    "tab": " ",
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
