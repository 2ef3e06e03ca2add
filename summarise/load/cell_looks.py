"""Finds the visible text of .xlsx cells: struck-out parts are removed, raised and lowered parts are marked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from summarise.lazy_pattern import lazy_pattern
from summarise.load.package import part
from summarise.load.package_xml import local, parse_xml, see_elements
from summarise.load.raised import as_lowered, as_raised, settled

if TYPE_CHECKING:
    import zipfile
    from xml.etree import ElementTree as ET

__all__ = ["Looks", "looks_of"]

_STRINGS: Final = "xl/sharedStrings.xml"
_STYLES: Final = "xl/styles.xml"
_PLACE: Final = lazy_pattern(r"([A-Z]{1,3})(\d{1,7})$")
_MARKED: Final = lazy_pattern(rb"<(?:\w+:)?(?:strike|vertAlign)\b")
_OFF: Final = frozenset({"0", "false"})


@dataclass(frozen=True, slots=True)
class Looks:
    """Records which cells of a workbook show another text than their stored value."""

    shown: Mapping[str, str] = field(default_factory=dict)
    """Visible text by the cell's value, for values that contain struck, raised or lowered text."""
    struck_styles: frozenset[str] = frozenset()
    """Numbers of the cell styles that strike out the whole cell."""

    def shown_in(self, sheet: bytes, source: str) -> Mapping[str, str]:
        """Return the visible text for each stored value that shows another text in a sheet.

        The values are those of the whole workbook (`shown`) and those stored in the sheet itself. `sheet` is the XML of
        the sheet, `source` the file's name in errors.
        """
        return {**self.shown, **_shown(sheet, source)}

    def struck_in(self, sheet: bytes, source: str) -> frozenset[tuple[int, int]]:
        """Return row (from 1) and column (from 0) of each cell of `sheet` that is struck out as a whole.

        `sheet` is the sheet's XML; `source` names the workbook in errors.
        """
        return _cells_in(sheet, self.struck_styles, source) if self.struck_styles else frozenset()


def looks_of(package: zipfile.ZipFile, source: str) -> Looks:
    """Return for a workbook the visible texts that differ from stored values, and the styles that strike out cells.

    `package` is the open workbook; `source` names it in errors.

    Raises:
        InputError: a part is damaged or unsafe.

    """
    styles = part(package, _STYLES, source) or b""
    struck = _struck_styles(parse_xml(styles, source)) if b"strike" in styles else frozenset()
    return Looks(_shown(part(package, _STRINGS, source) or b"", source), struck)


def _shown(content: bytes, source: str) -> dict[str, str]:
    """Return the visible text by value, for the strings in an XML part that are formatted in pieces."""
    return dict(_marked(parse_xml(content, source))) if _MARKED.search(content) else {}


def _marked(root: ET.Element) -> Iterator[tuple[str, str]]:
    """Yield value and visible text of each string that is formatted in pieces."""
    for string in root.iter():
        if local(string) not in {"si", "is"}:
            continue
        runs = [run for run in string if local(run) == "r"]
        value = "".join(map(_text, runs))
        shown = settled("".join(map(_seen, runs)))
        if shown != value:
            yield value, shown


def _text(run: ET.Element) -> str:
    return "".join(item.text or "" for item in run if local(item) == "t")


def _seen(run: ET.Element) -> str:
    looks = {local(one): one.get("val", "") for item in run if local(item) == "rPr" for one in item}
    if _is_on(looks.get("strike")):
        return ""
    mark = {"superscript": as_raised, "subscript": as_lowered}.get(looks.get("vertAlign", ""))
    return mark(_text(run)) if mark else _text(run)


def _is_on(value: str | None) -> bool:
    return value is not None and value not in _OFF


def _struck_styles(styles: ET.Element) -> frozenset[str]:
    """Return the numbers of the cell styles whose font is struck out."""
    parts = {local(item): list(item) for item in styles}
    fonts = [
        any(local(one) == "strike" and _is_on(one.get("val", "")) for one in font) for font in parts.get("fonts", [])
    ]
    struck = {str(number) for number, is_struck in enumerate(fonts) if is_struck}
    cells = enumerate(parts.get("cellXfs", []))
    return frozenset(str(number) for number, style in cells if style.get("fontId") in struck)


def _cells_in(content: bytes, styles: frozenset[str], source: str) -> frozenset[tuple[int, int]]:
    found: set[tuple[int, int]] = set()

    def see(name: str, attributes: Mapping[str, str]) -> None:
        if name == "c" and attributes.get("s") in styles and (place := _PLACE.match(attributes.get("r", ""))):
            column = 0
            for letter in place[1]:
                column = 26 * column + ord(letter) - ord("A") + 1
            found.add((int(place[2]), column - 1))

    see_elements(content, see, source)
    return frozenset(found)
