"""Choose from the options of a run how scans are read."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from summarise.cli.saying import say

if TYPE_CHECKING:
    from summarise.document import Document

__all__ = ["recognisers"]


def recognisers(*, ocr: bool, text_layer: bool, is_quiet: bool) -> list[Callable[[bytes, str], Document]]:
    """Return the functions to try on a scan in this order: read its text layer, then recognise its text (OCR).

    Each takes the bytes of the file and its name. `is_quiet` suppresses messages.

    Raises:
        UsageError: `ocr` is True, but the packages of the extra `ocr` are not installed.

    """
    found: list[Callable[[bytes, str], Document]] = []
    if text_layer:
        from summarise.recognition import text_layer as read_layer

        found.append(read_layer)
    if ocr:
        from summarise.recognition import Recognition, readers_at_hand

        first, second = readers_at_hand()
        if second is None and not is_quiet:
            say("no second reader: no number will be verified; tesseract with chi_sim would be one", err=True)
        found.append(Recognition(first, second, _told(is_quiet=is_quiet)).document)
    return found


def _told(*, is_quiet: bool) -> Callable[[str, int], None]:
    """Return a function that prints on a terminal which page is being recognised, since each page takes seconds."""
    shown = not is_quiet and sys.stderr.isatty()
    return lambda source, page: say(f"{source}: recognising page {page}", err=True) if shown else None
