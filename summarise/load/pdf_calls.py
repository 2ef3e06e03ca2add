"""Functions of pdfium that are called for each character or object, with as little around a call as can be."""

from __future__ import annotations

import ctypes
from typing import Any

__all__ = ["bare"]


def bare(function: Any, result: Any = ctypes.c_int) -> Any:
    """Return the same function without the check of each argument's type, which takes as long as most calls.

    What is passed must be of the C types that it takes; `ctypes.c_void_p` as the result gives an address, or None.
    """
    made = type(function)(ctypes.cast(function, ctypes.c_void_p).value)
    made.restype = result
    return made
