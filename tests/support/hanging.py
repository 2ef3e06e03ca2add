"""How long a test waits for what has to come, however busy the machine is."""

from __future__ import annotations

SURELY_HANGS = 1800.0
"""Seconds that only what hangs takes; no test may pass or fail by them."""
SURELY_LOST = 300.0
"""Seconds that a step of a page takes only if it never comes: the run ends with the other tests told."""
