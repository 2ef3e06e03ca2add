"""Where addresses come from: the command line, a file with one a line, or a list page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from summarise.errors import UsageError
from summarise.load import decode, read_bytes

__all__ = ["addresses_in"]


def addresses_in(source: str) -> Iterator[str]:
    """Yield the addresses that a name on the command line represents: itself, or those in the file of that name.

    In a file, a line is an address, with words behind it perhaps; lines that begin with # are remarks.

    Raises:
        UsageError: a line is not an address.
        InputError: the file cannot be read.

    """
    path = Path(source)
    if "://" in source or not path.exists():
        yield source
        return
    for number, line in enumerate(decode(read_bytes(path), source).splitlines(), start=1):
        words = line.strip().lstrip("\ufeff")
        if not words or words.startswith("#"):
            continue
        address = next((word for word in words.replace("\t", " ").replace(",", " ").split(" ") if "." in word), "")
        if not address:
            raise UsageError(f"{source}:{number}: is no web address: {words[:60]}")
        yield address
