"""Files as documents: web pages, Word, PDF, OFD and plain text in any encoding, each told by its content."""

from __future__ import annotations

from summarise.load.address import web_address
from summarise.load.archive import is_archive, members
from summarise.load.formats import load, load_bytes
from summarise.load.genre import require_reply
from summarise.load.isolation import readings, start_reader

__all__ = ["is_archive", "load", "load_bytes", "members", "readings", "require_reply", "start_reader", "web_address"]
