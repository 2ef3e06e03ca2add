"""The program's version, read where records name it."""

from __future__ import annotations

__all__ = ["VERSION"]

VERSION = "0.2.0"
