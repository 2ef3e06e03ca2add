"""View of the table of bodies that were renamed or belong to another body; people edit it here or in Excel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarise.corpus.bodies import BODIES_FILE, COLUMNS, Renaming, read_renamings, write_renamings
from summarise.errors import InputError, OutputError
from summarise.workbench.calls import Call, Json, Refused, Route

if TYPE_CHECKING:
    from pathlib import Path

    from summarise.workbench.desk import Desk

__all__ = ["ROUTES"]

_LONGEST = 60
_MOST = 2_000


def table(desk: Desk, call: Call) -> Json:
    """Return the rows of the table of bodies, and the name of its file."""
    del call
    return {
        "rows": [_row(one) for one in _read(_path(desk))],
        "file": BODIES_FILE,
    }


def change(desk: Desk, call: Call) -> Json:
    """Add the row in the body of `call` to the table of bodies, or delete all equal rows if `remove` is true there.

    Return the table.

    Raises:
        Refused: names are missing or equal, the table is full, or it cannot be written (422).

    """
    given = {column: call.text(column, _LONGEST).strip() for column in COLUMNS}
    if not given["name"] or not (given["was"] or given["part_of"]):
        raise Refused(422, "bad_request", "要有现在的名称，以及原来的名称或上级单位")
    if given["name"] in {given["was"], given["part_of"]}:
        raise Refused(422, "bad_request", "两个名称相同")
    with desk.lock:
        path = _path(desk)
        rows = _read(path)
        kept = [one for one in rows if _row(one) != given]
        if call.body.get("remove") is not True:
            if len(kept) >= _MOST:
                raise Refused(422, "full", f"最多 {_MOST} 行")
            kept.append(given)
        try:
            write_renamings(path, kept)
        except OutputError as error:
            raise Refused(422, error.kind, error.message) from error
    return table(desk, call)


def _path(desk: Desk) -> Path:
    return desk.records.with_name(BODIES_FILE)


def _row(renaming: Renaming) -> dict[str, str]:
    return {column: renaming.get(column, "") for column in COLUMNS}


def _read(path: Path) -> list[Renaming]:
    try:
        return read_renamings(path)
    except InputError as error:
        raise Refused(409, error.kind, error.message) from error


ROUTES = (
    Route("GET", "/api/bodies", table),
    Route("POST", "/api/bodies", change, role="review"),
)
