"""View 评测: compares the engine's records and the reviewed records with gold labels made in the workbench."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from summarise.errors import GoldError
from summarise.evaluation.gold.gold_set import GOLD_SUFFIX, Gold, load_gold_set
from summarise.evaluation.reports.as_html import html
from summarise.evaluation.reports.field_rows import ScoredRow, scored_rows
from summarise.evaluation.reports.held_rows import held_rows
from summarise.evaluation.reports.report_values import RunFacts, report_values
from summarise.evaluation.scores.answers import Answer, answer_of_record
from summarise.evaluation.scores.scoring import Evaluation, Failed, score_set
from summarise.language import in_chinese
from summarise.version import VERSION
from summarise.workbench.calls import Call, Download, Json, Refused, Route
from summarise.workbench.tasks import SETTLED
from summarise.workbench.views.labelled_gold import may_take

if TYPE_CHECKING:
    from summarise.record import Record
    from summarise.workbench.desk import Desk

__all__ = ["ROUTES"]


def sets(desk: Desk, call: Call) -> Json:
    """Return the gold sets that the caller may use: for each task, the settled labels and those of each labeller.

    `gold` is the name of the set if the caller may download it, else "".
    """
    found: list[Json] = []
    for task in desk.tasks.all():
        for slot, title in _slots(desk, call, task.key):
            count = sum(path.name.endswith(GOLD_SUFFIX) for path in desk.tasks.gold(task, slot))
            if count:
                found.append(
                    {
                        "task": task.key,
                        "set": slot,
                        "title": f"{task.title} · {title}",
                        "replies": count,
                        "mode": task.mode,
                        "gold": slot if may_take(desk, call.caller, task, slot) else "",
                    }
                )
    return {"sets": found}


def _slots(desk: Desk, call: Call, key: str) -> list[tuple[str, str]]:
    """Return the gold folders of a task that the caller may use, as (folder, name).

    Return none if the caller still has to label a text of the task without seeing other results.
    """
    task, closed = desk.tasks.task(key), desk.closed_to(call.caller)
    if closed & set(task.replies):
        return []
    named = [(f"labeller{number}", name) for number, name in enumerate(task.labellers, 1)]
    return [(SETTLED, "裁定"), *named]


def evaluate(desk: Desk, call: Call) -> Json:
    """Return the scores of the engine's records and of the records with people's changes, for one gold set.

    The request names the gold set by `task` and `set`, as `sets` returns them. A row that the whole gold set has no
    label for is named in a note only, and its mistakes count neither as edits nor against a reply without an edit.

    Raises:
        Refused: there is no such gold set, or the caller must label one of its texts first (404).

    """
    golds = _golds(desk, call)
    held = held_rows(golds)
    engine, reviewed = (_of_held(one, held) for one in _evaluations(desk, golds))
    scored = [
        (first, second)
        for first, second in zip(scored_rows(engine), scored_rows(reviewed), strict=True)
        if first.tally.denominator or second.tally.denominator
    ]
    bare = [in_chinese(first.row.title) for first, _ in scored if first.row.name not in held]
    missing = sum(reply.failed is not None for reply in engine.replies)
    notes = [f"{missing} 件没有记录，按全漏计分。"] * bool(missing)
    if bare:
        notes.append(f"gold 未标：{'；'.join(bare)}。不计分，也不算修改；完整报告照算。")
    task = desk.tasks.task(call.text("task", 40))
    if not may_take(desk, call.caller, task, call.text("set", 40)):
        notes.append("两人标的，裁定写出以后才能下载别人的一份。")
    return {
        "rows": [_row(first, second) for first, second in scored if first.row.name in held],
        "replies": len(golds),
        "notes": notes,
        "flattered": sum(gold.labels.made in {"from-draft", "from-record"} for gold in golds),
    }


def _of_held(evaluation: Evaluation, held: frozenset[str]) -> Evaluation:
    """Return the evaluation without the mistakes in rows that the gold set has no label for."""
    return Evaluation(
        tuple(
            replace(reply, mistakes=tuple(one for one in reply.mistakes if one.field in held))
            for reply in evaluation.replies
        )
    )


def _row(engine: ScoredRow, reviewed: ScoredRow) -> Json:
    """Return a row of the table as JSON; `bars` are the shares that are drawn, none for a mean."""
    name = engine.row.name
    scores = [_score(one.score) for one in (engine, reviewed)]
    return {
        "name": name,
        "title": in_chinese(engine.row.title),
        "engine": scores[0],
        "reviewed": scores[1],
        "bars": scores if name != "edits" else [],
        "of": round(engine.tally.denominator),
    }


def _score(value: float | None) -> float | None:
    return None if value is None else round(value, 3)


def _golds(desk: Desk, call: Call) -> tuple[Gold, ...]:
    key, slot = call.text("task", 40) or call.query.get("task", ""), call.text("set", 40) or call.query.get("set", "")
    if slot not in dict(_slots(desk, call, key)):
        raise Refused(404, "missing", "没有这组 gold，或您还有其中的盲标没有交卷")
    try:
        return load_gold_set(Path(desk.tasks.folder / key / slot))
    except GoldError as error:
        raise Refused(422, error.kind, error.message) from error


def _evaluations(desk: Desk, golds: tuple[Gold, ...]) -> tuple[Evaluation, Evaluation]:
    engine: dict[str, Answer | Failed] = {}
    reviewed: dict[str, Answer | Failed] = {}
    for gold in golds:
        row = desk.shelf.row(gold.document.sha256)
        if row is None:
            continue
        record: Record = desk.shelf.record(row)
        engine[gold.name] = answer_of_record(record, gold.document.text)
        left = desk.folded(row).record if desk.journal.on(row.sha256) else record
        reviewed[gold.name] = answer_of_record(left, gold.document.text)
    return score_set(golds, engine), score_set(golds, reviewed)


def report(desk: Desk, call: Call) -> Download:
    """Return the HTML report on the engine's records, as `summarise eval --report` writes it.

    The request names the gold set by `task` and `set`, as `sets` returns them.

    Raises:
        Refused: there is no such gold set, or the caller must label one of its texts first (404).

    """
    golds = _golds(desk, call)
    desk.saw(call.caller, *(gold.document.sha256 for gold in golds))
    engine, _ = _evaluations(desk, golds)
    page = html(report_values(engine, RunFacts(code_version=VERSION)), engine)
    return Download("report.html", "text/html; charset=utf-8", page.encode())


ROUTES = (
    Route("GET", "/api/evaluation", sets),
    Route("POST", "/api/evaluate", evaluate),
    Route("GET", "/api/evaluation/report", report),
)
