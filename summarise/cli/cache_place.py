"""Find the folder or database of the answer cache."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from summarise.database_address import DatabaseAddress
    from summarise.settings import Settings

__all__ = ["cache_place"]


def cache_place(settings: Settings) -> Path | DatabaseAddress:
    """Return the database or folder in the settings; by default, the folder `summarise` in the user's cache folder."""
    if settings.cache is not None:
        return settings.cache
    if settings.cache_dir is not None:
        return settings.cache_dir
    stated = os.environ.get("XDG_CACHE_HOME")
    if not stated and sys.platform == "win32":  # a roaming home may be a network drive
        stated = os.environ.get("LOCALAPPDATA")
    return (Path(stated) if stated else Path.home() / ".cache") / "summarise"
