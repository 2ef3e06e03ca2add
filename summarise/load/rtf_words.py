"""The control words of Rich Text Format that say what is text, and how it looks."""

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
"""Groups marked as ones that may be ignored, in which text can stand."""
OWN_LINES: Final = {
    **dict.fromkeys(("shptxt", "dptxbxtext"), "box"),
    **dict.fromkeys(("listtext", "pntext"), "number"),
    **dict.fromkeys(("header", "headerf", "headerr", "headerl"), "header"),
    "footnote": "note",
    "fldinst": "asked",
}
"""Groups whose text is apart: in a box, a paragraph's automatic number, above the page, below it, what a field asks."""
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
"""Words that are a character."""
SIGNS: Final = {"~": " ", "_": "-"}
"""Signs behind a backslash that are another character."""
SWITCHES: Final = {"v": "hidden", "strike": "struck", "striked": "struck", "deleted": "deleted"}
LIFTED: Final = {"super": 1, "up": 1, "sub": -1, "dn": -1, "nosupersub": 0}
"""Words that raise the text (1), lower it (-1) or set it back."""
AMOUNTS: Final = {
    "cf": "colour",
    "uc": "skipped",
    **dict.fromkeys(("cb", "chcbpat", "highlight", "cbpat"), "backed"),
}
