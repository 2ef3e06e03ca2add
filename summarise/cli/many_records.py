"""Choose the number of processes that read a file of records."""

from __future__ import annotations

from pathlib import Path

__all__ = ["processes_for"]

_LARGE = 8_000_000
"""Bytes of a file whose reading takes longer than other processes take to start."""


def processes_for(records: Path) -> int:
    """Return the number of processors for a large file (more than 8 MB), else 1."""
    from summarise.batch.processes import available

    try:
        return available() if records.stat().st_size > _LARGE else 1
    except OSError:
        return 1  # reading it says what is wrong
