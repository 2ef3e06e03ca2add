"""A lock for imports of the vendors' packages, which threads need at the same time and at different places."""

from __future__ import annotations

import threading

__all__ = ["IMPORTING"]

IMPORTING = threading.Lock()
"""Held while a thread imports openai or instructor.

Two threads that begin with different parts of openai wait for each other, and then see modules that are not complete.
"""
