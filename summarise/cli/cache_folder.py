"""Where the cache is."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from summarise.settings import Settings

__all__ = ["cache_folder"]


def cache_folder(settings: Settings) -> Path:
    """The folder that was named, else one in the user's cache folder."""
    if settings.cache_dir is not None:
        return settings.cache_dir
    stated = os.environ.get("XDG_CACHE_HOME")
    return (Path(stated) if stated else Path.home() / ".cache") / "summarise"
