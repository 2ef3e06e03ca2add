"""The version of this program, as records state it."""

from __future__ import annotations

__all__ = ["VERSION"]

VERSION = "0.2.0"
