"""Makes calls of pdfium functions faster, for functions that are called for each character or object."""

from __future__ import annotations

import ctypes
from typing import Any

__all__ = ["bare"]


def bare(function: Any, result: Any = ctypes.c_int) -> Any:
    """Return a ctypes function that does not check its arguments' types; the check takes as long as most calls.

    Callers must pass exactly the C types that the function takes. `result` is the C type of the returned value;
    `ctypes.c_void_p` gives an address, or None for a null pointer.
    """
    made = type(function)(ctypes.cast(function, ctypes.c_void_p).value)
    made.restype = result
    return made
