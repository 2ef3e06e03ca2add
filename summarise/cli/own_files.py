"""Before an export replaces a file, check that this program wrote the file."""

from __future__ import annotations

import codecs
import zipfile
import zlib
from pathlib import Path
from typing import Final

__all__ = ["PAGE", "refuse_foreign"]

PAGE: Final = "page"
_LOOKED_AT: Final = 1024 * 1024
"""Number of bytes read from a part of an Office file; what identifies the file is at the beginning."""
_PAGE_SIGNS: Final = (
    b"<!doctype html>",
    b'<meta name="renderer" content="webkit">',
    b'<body data-view="overview" data-pane="record">',
)


def refuse_foreign(path: Path, form: str) -> None:
    """Raise OutputError if the path is a file that this program did not write in this form.

    An empty file and a stream are accepted. `form` is the name of an export form, or `PAGE`.

    Raises:
        OutputError: another program wrote the file, the path is not a file, or it cannot be read.

    """
    from summarise.new_file import is_stream
    from summarise.own_file import refuse_anothers

    if not is_stream(path):
        refuse_anothers(path, lambda existing: _is_ours(existing, form))


def _is_ours(path: Path, form: str) -> bool:
    from summarise.forms import FORMS, FormName, Signs
    from summarise.own_file import holds_signs

    signs = Signs(holds=_PAGE_SIGNS) if form == PAGE else FORMS[FormName(form)].signs
    if signs.part:
        return _is_our_office_file(path, signs.part, signs.titles)
    with path.open("rb") as file:
        first = file.readline(_LOOKED_AT)
    if signs.columns:
        there = first.removeprefix(codecs.BOM_UTF8).strip().split(b",")
        return any(columns.issubset(there) for columns in signs.columns)
    return first.startswith(signs.holds[0].split(b"\n")[0]) and holds_signs(path, *signs.holds)


def _is_our_office_file(path: Path, part: str, signs: tuple[str, ...]) -> bool:
    try:
        with zipfile.ZipFile(path) as archive, archive.open(part) as content:
            begin = content.read(_LOOKED_AT).decode("utf-8", "replace")
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, EOFError, ValueError, zlib.error):
        return False
    return any(sign in begin for sign in signs)
