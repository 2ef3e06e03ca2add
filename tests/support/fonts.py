"""Whether this machine has a Chinese font, without which the PDF library drops pieces of files that embed none."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

__all__ = ["FOLDERS", "has_chinese_font"]

FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".fonts",
           Path.home() / ".local/share/fonts")  # fmt: skip
"""Where Linux keeps fonts."""
_NAMES = ("cjk", "sourcehan", "wqy", "uming", "ukai", "droidsansfallback", "simsun", "simhei", "msyh", "fangsong")


def has_chinese_font(folders: Iterable[Path] = FOLDERS) -> bool:
    """True if a font file in these folders has the name of a Chinese font; always true where the system brings one."""
    if sys.platform != "linux":
        return True
    files = (file for folder in folders for file in folder.rglob("*"))
    return any(name in file.name.lower().replace("-", "") for file in files for name in _NAMES)
