"""A digest of the modules and word lists that determine the record of a reply."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

__all__ = ["DECIDING", "SUFFIXES", "code_digest"]

DECIDING: Final = (
    *(
        "annotate",
        "annotated.py",
        "attest.py",
        "borne_out.py",
        "column_heads.py",
        "commitment_attributes.py",
        "confidence",
        "corrected_fields.py",
        "date_scope.py",
        "document.py",
        "engines/rules",
        "ground.py",
        "kept_work.py",
        "lazy_pattern.py",
    ),
    *(
        "load/genre.py",
        "load/letter_body.py",
        "load/receipt.py",
        "load/title_kind.py",
        "objections.py",
        "pattern_programs.py",
        "pipeline.py",
        "plain_quote.py",
        "prepared.py",
        "printable.py",
        "record.py",
        "record_html.py",
        "record_items.py",
        "reference.py",
        "romanisation.py",
        "selection.py",
        "stated_fields.py",
        "version.py",
    ),
)
"""Modules and folders of the package that determine the content of every record.

A test compares this list with the imports of these modules.
"""
SUFFIXES: Final = (".py", ".toml", ".json")


@cache
def code_digest(*more: str) -> str:
    """Return the first 12 hex digits of a SHA-256 over the files that determine a record (`DECIDING`) and over `more`.

    Args:
        more: further modules or folders, as paths inside the package.

    """
    digest = hashlib.sha256()
    for name in (*DECIDING, *more):
        for path in sorted(_files(files("summarise").joinpath(name)), key=str):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _files(place: Traversable) -> Iterator[Traversable]:
    if place.is_dir():
        for inside in place.iterdir():
            yield from _files(inside)
    elif place.name.endswith(SUFFIXES):
        yield place
