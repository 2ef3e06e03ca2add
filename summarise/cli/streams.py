"""Make the three standard streams always usable: they exist, accept any text, and print no secrets."""

from __future__ import annotations

import codecs
import errno
import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, NoReturn, TextIO

from summarise.reader_gone import ReaderGone
from summarise.redaction import redacted

__all__ = ["finish", "is_input_closed", "prepare", "write_bytes"]

_TAKEN = 3  # numbers of open files that are the standard streams


def is_input_closed() -> bool:
    """Return True if the program was started without a standard input."""
    return isinstance(getattr(sys.stdin.buffer, "raw", None), _ClosedInput)


def prepare() -> None:
    """Replace the standard output and error by streams that hide secrets and replace characters they cannot encode.

    If a standard stream was closed, its file descriptor (0, 1 or 2) is opened on the null device, so that no file that
    is opened later gets this descriptor.
    """
    while (descriptor := os.open(os.devnull, os.O_RDWR)) < _TAKEN:
        pass
    os.close(descriptor)
    sys.stdout = _door(sys.stdout, _Door) or _ClosedOutput()
    sys.stderr = _door(sys.stderr, _Aside) or _Door(io.BufferedWriter(io.FileIO(os.devnull, "w")))
    if sys.stdin is None:
        sys.stdin = io.TextIOWrapper(io.BufferedReader(_ClosedInput()), encoding="utf-8")


def finish() -> None:
    """Flush both output streams.

    Raises:
        OSError: the standard output cannot be written; it is then redirected to the null device.

    """
    try:
        sys.stdout.flush()
    except OSError:
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # or the interpreter would fail once more at its end
        raise
    finally:
        with suppress(OSError, ValueError):
            sys.stderr.flush()


def write_bytes(data: bytes) -> None:
    """Write `data`, UTF-8 text, to the standard output unchanged, whatever the terminal's encoding.

    Raises:
        ReaderGone: the reader of the standard output has closed it.

    """
    sys.stdout.flush()
    buffer: Any = getattr(sys.stdout, "buffer", None)
    if buffer is None:
        sys.stdout.write(data.decode("utf-8"))
    else:
        with _marked():
            buffer.write(data)
            buffer.flush()


@contextmanager
def _marked() -> Iterator[None]:
    """Turn a broken pipe into `ReaderGone`, by which it is told apart from those of other connections."""
    try:
        yield
    except BrokenPipeError as error:
        raise ReaderGone(*error.args) from error


class _Door(io.TextIOWrapper):
    """A text stream that hides secrets and replaces characters that its encoding does not have.

    Raises:
        ReaderGone: the reader of the stream has closed it.

    """

    is_narrow = False
    """True if the stream accepts only ASCII."""

    def write(self, text: str) -> int:
        said = redacted(text)
        with _marked():
            super().write(said.encode("ascii", "replace").decode("ascii") if self.is_narrow else said)
        return len(text)

    def flush(self) -> None:
        with _marked():
            super().flush()


class _Aside(_Door):
    """The standard error; if it cannot be written (full disk), the output is dropped and the command goes on."""

    def write(self, text: str) -> int:
        try:
            return super().write(text)
        except OSError:
            with suppress(OSError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), self.fileno())  # or each further line would fail, the end too
            return len(text)


def _door(stream: TextIO | None, kind: type[_Door]) -> _Door | None:
    buffer: Any = getattr(stream, "buffer", None)
    if stream is None or buffer is None:
        return None
    encoding = stream.encoding or "utf-8"
    narrow = codecs.lookup(encoding).name == "ascii"
    door = kind(
        buffer,
        # The command line's library takes an ASCII stream for a mistake, and writes past it in UTF-8.
        encoding="latin-1" if narrow else encoding,
        errors="replace",
        line_buffering=stream.isatty() or kind is _Aside,
    )
    door.is_narrow = narrow
    return door


class _ClosedOutput(io.TextIOBase):
    """Stands in for a standard output that was closed before the program began; writing raises OSError."""

    def write(self, _: str) -> NoReturn:
        raise OSError(errno.EBADF, "the standard output is closed")

    def fileno(self) -> NoReturn:
        raise OSError(errno.EBADF, "the standard output is closed; give -o FILE")


class _ClosedInput(io.RawIOBase):
    """Stands in for a standard input that was closed before the program began; reading raises OSError."""

    def readable(self) -> bool:
        return True

    def readinto(self, _: object) -> NoReturn:
        raise OSError(errno.EBADF, "the standard input is closed")
