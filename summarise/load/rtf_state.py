"""Defines how the text of an RTF group is read and drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from summarise.load.rtf_lines import Lines

__all__ = ["State"]


@dataclass(frozen=True, slots=True)
class State:
    """The formatting state of an RTF group. It is inherited by inner groups and restored at the end of a group."""

    sink: Lines
    mode: str = "text"
    """How the group is read.

    "text": as text; "within": only text boxes in it; "skip": not at all; "fonttbl" or "colortbl": as a table of fonts
    or colours.
    """
    hidden: bool = False
    struck: bool = False
    deleted: bool = False
    position: int = 0
    font: int = -1
    tiny: bool = False
    colour: int = 0
    backed: int = 0
    """Number of the background colour of the text in the colour table, 0 for none."""
    skipped: int = 1
    r"""Number of characters to skip after a \u escape.

    They are a replacement for programs that do not know the escape.
    """
