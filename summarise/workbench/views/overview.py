"""View 总览: the progress of the review, promises that fall due, and files that could not be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarise.corpus import Corpus, parse_query
from summarise.corpus.ledger_rows import LedgerRow, ledger
from summarise.errors import InputError
from summarise.failure_notes import failure_note
from summarise.records_file import read_failures
from summarise.version import VERSION
from summarise.workbench.all_acts import every_act
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
_OLDER = "{} 件答复已有新版本：承诺和目标只数新版的，台账也只列新版（旧版查 状态:旧版）。"
_UNSEEN = (
    "您还没有看过 {} 件的引擎结果，可以盲标。在复核、台账、跟踪、操作记录或导出里看过的就不能再盲标，"
    "要由没看过的人来标（另一个账号，或启动时用 --as 写另一个名字）。"
)
_MOST = 6
"""Number of promises shown for each list; the view 跟踪 shows the whole list."""
_LOOKED = 48
"""Most promises, earliest deadline first, that are looked through for those to show."""
_NONE = "没有这样的承诺。"
_OTHERS = "最早的 {} 项里，这里只列您看过引擎结果的；打开“全部”，别的也算看过，不能再盲标。"
_LISTS = {"overdue": OVERDUE, "soon": "状态:即将到期"}


def overview(desk: Desk, call: Call) -> Json:
    """Return the figures of the page 总览, over the replies that the caller may see.

    These are the numbers of replies (`states`: by state), items of the newest versions, unread warnings, and acts by
    person (`people`). `figures` are those that the page shows at its head, each with its name and, if any, the address
    that lists it. Also there are the first 200 failures of the run, the forms for export, and whether files can be
    added.
    """
    desk.refresh()
    closed = desk.closed_to(call.caller)
    rows = [corrected_row(desk, row) for row in desk.shelf.rows() if row.sha256 not in closed]
    states = {"waiting": 0, "open": 0, "clashing": 0, "accepted": 0, "textless": 0}
    warnings = unseen = 0
    for row in rows:
        state, _, left = desk.state(row)
        states[state] += 1
        warnings += left
        unseen += state != "textless" and not desk.tasks.opened.has(call.caller.name, row.sha256)
    textless = states.pop("textless")
    people: dict[str, int] = {}
    for act in every_act(desk, call.caller.name):
        people[act.by] = people.get(act.by, 0) + act.steps
    newest = desk.editions.newest()
    older = sum(row.sha256 in newest for row in rows)
    commitments, targets, measures = (
        sum(getattr(row, kind) for row in rows if row.sha256 not in newest)
        for kind in ("commitments", "targets", "measures")
    )
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
            (sum(people.values()), "操作记录", "/acts"),
            *([(textless, "没有原文")] if textless else []),
        ],
        "closed": withheld(desk, call.caller),
        "states": states,
        "textless": textless,
        "note": _notes(textless, older, unseen if call.caller.may("review") else 0),
        "warnings": warnings,
        "commitments": commitments,
        "targets": targets,
        "measures": measures,
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


def _notes(textless: int, older: int, unseen: int) -> str:
    """Return what stands under the figures: how many replies have no text, a newer version, a result not seen yet."""
    told = ((textless, _NO_TEXT), (older, _OLDER), (unseen, _UNSEEN))
    return "".join(words.format(number) for number, words in told if number)


def due(desk: Desk, call: Call) -> Json:
    """Return the first six promises that are overdue and unverified, the first six that fall due soon, and totals.

    Everybody begins at this page, and it must not take from them what they could label blind. So it lists promises of
    replies alone whose result the caller has seen, or all if the caller may not label. The others are counted, and
    `said` tells of them.
    """
    today = desk.today()
    try:
        with desk.promises.opened() as corpus:
            found = {name: _seen_rows(desk, call.caller, corpus, query) for name, query in _LISTS.items()}
    except InputError as error:
        raise reason_of(error) from error
    desk.saw(call.caller, *(row.sha256 for rows, _ in found.values() for row in rows))
    return {
        "today": today.isoformat(),
        "lists": {
            name: {
                "q": _LISTS[name],
                "count": total,
                "rows": [row_json(row, None, today) for row in rows],
                "said": _said(len(rows), total),
            }
            for name, (rows, total) in found.items()
        },
    }


def _said(shown: int, total: int) -> str:
    """Return what stands under a list: that there is nothing, or which promises were looked through for it."""
    if shown >= min(total, _MOST):
        return "" if total else _NONE
    return _OTHERS.format(min(total, _LOOKED))


def _seen_rows(desk: Desk, caller: Caller, corpus: Corpus, query: str) -> tuple[list[LedgerRow], int]:
    """Return the first six promises that match a query, of replies that `caller` has seen, and the number of all.

    Only the first 48 promises are looked through.
    """
    opened, shown, step = desk.tasks.opened, list[LedgerRow](), 2 * _MOST
    for start in range(0, _LOOKED, step):
        rows = slice(start, start + step)
        found = ledger(corpus, parse_query(query), desk.today(), rows=rows, without=desk.closed_names(caller))
        shown += (row for row in found.rows if not caller.may("review") or opened.has(caller.name, row.sha256))
        if len(shown) >= _MOST or rows.stop >= found.total:
            break
    return shown[:_MOST], found.total


def health(desk: Desk, call: Call) -> Json:
    """Return the version and the number of journal lines. Any answer shows that the server runs."""
    del call
    return {"version": VERSION, "n": len(desk.journal)}


ROUTES = (
    Route("GET", "/api/overview", overview),
    Route("GET", "/api/due", due),
    Route("GET", "/healthz", health),
)
