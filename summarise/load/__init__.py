"""Reads files as documents: web pages, Word, PDF, OFD and plain text in any encoding.

The content of a file, not its name, decides its format.
"""

from __future__ import annotations

from summarise.load.archive import LOCK, is_archive
from summarise.load.collection import TABLES, Opening, form_of
from summarise.load.encoding import decode
from summarise.load.fetched import FETCHED, fetched_from
from summarise.load.formats import load, load_bytes
from summarise.load.genre import require_reply
from summarise.load.heads import given_columns
from summarise.load.isolation import read_apart, readings, start_reader
from summarise.load.kind import kind_of
from summarise.load.letters import letters_in
from summarise.load.many import Member
from summarise.load.reading import read_bytes

__all__ = [
    "FETCHED",
    "LOCK",
    "TABLES",
    "Member",
    "Opening",
    "decode",
    "fetched_from",
    "form_of",
    "given_columns",
    "is_archive",
    "kind_of",
    "letters_in",
    "load",
    "load_bytes",
    "read_apart",
    "read_bytes",
    "readings",
    "require_reply",
    "start_reader",
]
