"""The version of this program, which records state."""

from __future__ import annotations

__all__ = ["VERSION"]

VERSION = "0.2.0"
