"""View 总览: the progress of the review, promises that fall due, and files that could not be read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from summarise.corpus import parse_query
from summarise.corpus.ledger_rows import LedgerRow, ledger
from summarise.errors import InputError
from summarise.failure_notes import failure_note
from summarise.records_file import read_failures
from summarise.version import VERSION
from summarise.workbench.badges import OVERDUE
from summarise.workbench.calls import Call, Caller, Json, Route
from summarise.workbench.corrected_rows import corrected_row
from summarise.workbench.views.exporting import forms
from summarise.workbench.views.ledger import reason_of
from summarise.workbench.views.promise_payload import row_json
from summarise.workbench.withheld import withheld

if TYPE_CHECKING:
    from summarise.workbench.desk import Desk

__all__ = ["ROUTES"]

_NO_TEXT = (
    "{} 件没有保存原文，不能复核，也不能标注；台账和跟踪仍列出其中的承诺。"
    "要复核，请用 summarise run 加 --save-text 再运行一次，再打开工作台。"
)
_MOST = 6
"""Number of promises shown for each list; the view 跟踪 shows the whole list."""
_LISTS = {"overdue": OVERDUE, "soon": "状态:即将到期"}


def overview(desk: Desk, call: Call) -> Json:
    """Return the figures of the page 总览, over the replies that the caller may see.

    These are the numbers of replies (`states`: by state), items, unread warnings, and acts by person (`people`).
    `figures` are those that the page shows at its head, each with its name and, if any, the address that lists it. Also
    there are the first 200 failures of the run, the forms for export, and whether files can be added.
    """
    desk.refresh()
    closed = desk.closed_to(call.caller)
    rows = [corrected_row(desk, row) for row in desk.shelf.rows() if row.sha256 not in closed]
    states = {"waiting": 0, "open": 0, "clashing": 0, "accepted": 0, "textless": 0}
    warnings = 0
    for row in rows:
        state, _, left = desk.state(row)
        states[state] += 1
        warnings += left
    textless = states.pop("textless")
    people: dict[str, int] = {}
    for event in desk.journal.since(0):
        people[event.by] = people.get(event.by, 0) + 1
    commitments, targets = (sum(getattr(row, kind) for row in rows) for kind in ("commitments", "targets"))
    clashing = [(states["clashing"], "有冲突", "/review")] if states["clashing"] else []
    return {
        "replies": len(rows),
        "figures": [
            (len(rows), "答复", "/review"),
            (states["accepted"], "已接受"),
            (states["open"], "复核中"),
            *clashing,
            (warnings, "提醒未看"),
            (commitments, "承诺", "/ledger"),
            (targets, "量化目标"),
            (len(desk.journal), "操作记录", "/acts"),
            *([(textless, "没有原文")] if textless else []),
        ],
        "closed": withheld(desk, call.caller),
        "states": states,
        "textless": textless,
        "note": _NO_TEXT.format(textless) if textless else "",
        "warnings": warnings,
        "commitments": commitments,
        "targets": targets,
        "measures": sum(row.measures for row in rows),
        "people": [{"name": name, "acts": count} for name, count in sorted(people.items(), key=lambda p: -p[1])],
        "failures": [
            {"source": one.source, "kind": one.kind, **dict(zip(("label", "message"), failure_note(one), strict=True))}
            for one in read_failures(desk.records)[:200]
        ],
        "forms": forms(),
        "takes_files": desk.engine is not None,
        "file": desk.records.name,
        "n": len(desk.journal),
    }


def due(desk: Desk, call: Call) -> Json:
    """Return the first six promises that are overdue and unverified, the first six that fall due soon, and totals.

    Everybody begins at this page, so promises of replies that the caller must first label without the engine's result
    are left out, though counted.
    """
    without, today = desk.closed_names(call.caller), desk.today()
    try:
        with desk.promises.opened() as corpus:
            found = {
                name: ledger(corpus, parse_query(query), today, rows=slice(0, 2 * _MOST), without=without)
                for name, query in _LISTS.items()
            }
    except InputError as error:
        raise reason_of(error) from error
    shown = {name: _not_first(desk, call.caller, one.rows)[:_MOST] for name, one in found.items()}
    desk.saw(call.caller, *(row.sha256 for rows in shown.values() for row in rows))
    return {
        "today": today.isoformat(),
        "lists": {
            name: {"q": _LISTS[name], "count": one.total, "rows": [row_json(row, None, today) for row in shown[name]]}
            for name, one in found.items()
        },
    }


def _not_first(desk: Desk, caller: Caller, rows: Iterable[LedgerRow]) -> list[LedgerRow]:
    """Return the promises of replies that `caller` need not label before seeing the engine's result."""
    found = ((desk.shelf.row(one.sha256), one) for one in rows)
    return [one for row, one in found if not (row and desk.is_looked_at_first(caller, row))]


def health(desk: Desk, call: Call) -> Json:
    """Return the version and the number of journal lines. Any answer shows that the server runs."""
    del call
    return {"version": VERSION, "n": len(desk.journal)}


ROUTES = (
    Route("GET", "/api/overview", overview),
    Route("GET", "/api/due", due),
    Route("GET", "/healthz", health),
)
