"""Choose the number of processes that read a file of records."""

from __future__ import annotations

from pathlib import Path

__all__ = ["processes_for"]

_LARGE = 8_000_000
"""Size in bytes above which reading a file takes longer than starting other processes."""


def processes_for(records: Path) -> int:
    """Return the number of processors if the file `records` has more than 8 MB, else 1."""
    from summarise.batch.processes import available

    try:
        return available() if records.stat().st_size > _LARGE else 1
    except OSError:
        return 1  # reading it says what is wrong
