"""The error for an output that nobody reads any more."""

from __future__ import annotations

__all__ = ["ReaderGone"]


class ReaderGone(BrokenPipeError):
    """The program that reads an output stream of this program has closed it, so that nothing needs to be said.

    Other broken pipes, such as a lost connection to a worker, are plain `BrokenPipeError`.
    """
