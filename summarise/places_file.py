"""Reads the web addresses of source pages that people add to a finished run.

They are in `NAME.places.jsonl` beside the records.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from summarise.errors import InputError
from summarise.plain_file import as_text, parse_json, read_plain
from summarise.record import Record
from summarise.web_address import web_address

__all__ = ["places_path", "read_places", "with_address"]


def places_path(records: Path) -> Path:
    """Return the path of the file of added web addresses that belongs to a records file."""
    return records.with_name(f"{records.name.removesuffix('.jsonl')}.places.jsonl")


def read_places(records: Path) -> dict[str, str]:
    """Return the added web address of each text, by the SHA-256 of the text; empty if the file does not exist.

    Each line of the file is `{"sha256", "url", "found_on", "by"}`. If a text has several lines, the last one counts.

    Args:
        records: path of the records file.

    Raises:
        InputError: the file is not UTF-8, a line lacks sha256 or url, or an url is not an http or https address.

    """
    path, found = places_path(records), dict[str, str]()
    if not path.exists():
        return found
    try:
        text = as_text(read_plain(path))
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: is not in UTF-8; save it as UTF-8 again") from error
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            place = parse_json(line)
            sha256, url = str(place["sha256"]), web_address(str(place["url"]))
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(f"{path}, line {number}: is no place: it needs sha256 and url") from error
        if not url:
            raise InputError(f"{path}, line {number}: its url is no http or https address")
        found[sha256] = url
    return found


def with_address(record: Record, places: Mapping[str, str]) -> Record:
    """Return the record with the address from `places` for its text, unless the record already has an address."""
    url = "" if record.document.url else places.get(record.document.sha256, "")
    return record.model_copy(update={"document": record.document.model_copy(update={"url": url})}) if url else record
