"""Reads web addresses from the command line, or from a file with one address on each line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from summarise.errors import UsageError
from summarise.load import decode, read_bytes

__all__ = ["addresses_in"]


def addresses_in(source: str) -> Iterator[str]:
    """Yield `source` if it is an address; if it names a file, yield the addresses in the file.

    A line of the file may contain other words besides its address. Empty lines and lines that begin with # are skipped.

    Raises:
        UsageError: a line holds no address.
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
