"""总览: how far the work is, what falls due, and what could not be read."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from summarise.errors import InputError
from summarise.failure_notes import failure_note
from summarise.ledger import promises
from summarise.record import Commitment, Record
from summarise.records_file import read_failures
from summarise.version import VERSION
from summarise.workbench.calls import Call, Json, Refused, Route
from summarise.workbench.shelf import Row

if TYPE_CHECKING:
    from summarise.workbench.desk import Desk

__all__ = ["ROUTES"]

_AHEAD = timedelta(days=90)
_MOST = 40


def overview(desk: Desk, call: Call) -> Json:
    """Return counts by state, the people who worked, the failures, and whether new files can be taken."""
    desk.refresh()
    closed = desk.closed_to(call.caller)
    rows = [row for row in desk.shelf.rows() if row.sha256 not in closed]
    states = {"waiting": 0, "open": 0, "clashing": 0, "accepted": 0}
    warnings = 0
    for row in rows:
        state, _, left = desk.state(row)
        states[state] += 1
        warnings += left
    people: dict[str, int] = {}
    for event in desk.journal.since(0):
        people[event.by] = people.get(event.by, 0) + 1
    return {
        "replies": len(rows),
        "closed": len(closed),
        "states": states,
        "warnings": warnings,
        "commitments": sum(row.commitments for row in rows),
        "targets": sum(row.targets for row in rows),
        "measures": sum(row.measures for row in rows),
        "people": [{"name": name, "acts": count} for name, count in sorted(people.items(), key=lambda p: -p[1])],
        "failures": [
            {"source": one.source, "kind": one.kind, **dict(zip(("label", "message"), failure_note(one), strict=True))}
            for one in read_failures(desk.records)[:200]
        ],
        "takes_files": desk.engine is not None,
        "file": desk.records.name,
        "n": len(desk.journal),
    }


def due_soon(desk: Desk, call: Call) -> Json:
    """Return promises whose deadline lies in the next ninety days from `from`, earliest first."""
    try:
        first = date.fromisoformat(call.query["from"]) if call.query.get("from") else desk.today()
    except ValueError as error:
        raise Refused(400, "bad_request", "日期写作 2026-03-01") from error
    span = (first.isoformat(), (first + _AHEAD).isoformat())
    closed = desk.closed_to(call.caller)
    rows = [row for row in desk.shelf.rows() if row.sha256 not in closed]
    touched = [row for row in rows if desk.journal.on(row.sha256)]
    found = [one for row in touched if desk.state(row)[0] != "clashing" for one in _due(desk.folded(row).record, span)]
    count = len(found)
    waiting: dict[str, list[Row]] = {}
    for row in rows:
        if not desk.journal.on(row.sha256):
            for by in dict.fromkeys(row.due):
                if span[0] <= by <= span[1]:
                    waiting.setdefault(by, []).append(row)
                    count += row.due.count(by)
    found += _earliest(desk, waiting)
    found.sort(key=lambda one: str(one["by"]))
    return {"from": span[0], "to": span[1], "rows": found[:_MOST], "count": count}


def _earliest(desk: Desk, waiting: dict[str, list[Row]]) -> list[Json]:
    """Return the first promises of replies that nobody has touched; no more records are read than these are in."""
    found: list[Json] = []
    for by in sorted(waiting):
        for row in waiting[by]:
            if len(found) >= _MOST:
                return found
            try:
                found += _due(desk.shelf.record(row), (by, by))
            except InputError:
                continue
    return found


def _due(record: Record, span: tuple[str, str]) -> list[Json]:
    return [
        {
            "by": promise.due.isoformat(),
            "what": promise.what,
            "who": list(promise.responsible),
            "name": promise.reference.text,
            "place": promise.reference.place,
            "ref": str(promise.reference),
        }
        for promise in promises(record)
        if promise.due and span[0] <= promise.due.isoformat() <= span[1] and isinstance(promise.item, Commitment)
    ]


def health(desk: Desk, call: Call) -> Json:
    """Return the version and the number of journal lines; any answer means that the server runs."""
    del call
    return {"version": VERSION, "n": len(desk.journal)}


ROUTES = (
    Route("GET", "/api/overview", overview),
    Route("GET", "/api/due", due_soon),
    Route("GET", "/healthz", health),
)
