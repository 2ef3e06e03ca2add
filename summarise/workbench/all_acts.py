"""Gathers what people did at a desk: corrections, findings, tasks, labels, decisions, files and addresses."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from summarise.places_file import places_path
from summarise.records_file import beside
from summarise.reference import text_name
from summarise.review.events import Event
from summarise.workbench.tasks import SETTLER, Task

if TYPE_CHECKING:
    from summarise.workbench.desk import Desk

__all__ = ["ToldAct", "every_act", "taken_path", "unread_path"]

_MODES = {"blind": "盲标", "draft": "从草稿改"}
_OF_A_LINE = ("sha256", "by", "at", "found_on", "source", "url", "quote")
_WHOLE = {"hand_in": "交卷", "leave": "退出"}


@dataclass(frozen=True, slots=True)
class ToldAct:
    """An act, or several of one kind in a row: labels of a text, or decisions on it."""

    at: str
    """Time in ISO form; the day alone if the file has no more."""
    by: str
    on: str = ""
    """SHA-256 of the text; "" for an act on none."""
    said: str = ""
    """What was done, in words; "" for an event of the records' journal."""
    event: Event | None = None
    """The event, if it is one of the records' journal."""
    steps: int = 1
    href: str = ""
    """Path of the page where the act was done; "" if it is not for everybody."""


def taken_path(records: Path) -> Path:
    """Return the path of the list of files that people gave: NAME.incoming.jsonl beside `records`."""
    return beside(records, "incoming.jsonl")


def unread_path(records: Path) -> Path:
    """Return the path for unrecognised numbers and dates: NAME.unread.jsonl beside `records`, which is NAME.jsonl."""
    return beside(records, "unread.jsonl")


def every_act(desk: Desk, name: str) -> list[ToldAct]:
    """Return all acts at `desk`, oldest first, for the person `name`, whose own labels have an address.

    What was labelled or decided is not told, since others may still have to label the text. Changes of the table of
    bodies and of kept queries are missing, since their files say no time.
    """
    found = [ToldAct(event.at, event.by, event.on, event=event) for event in desk.journal.since(0)]
    for task in desk.tasks.all():
        found += _of_task(desk, task, name)
    found += [
        ToldAct(one["at"], one["by"], one["sha256"], f"收下 {one['source']}")
        for one in _lines(taken_path(desk.records))
    ]
    found += [
        ToldAct(one["found_on"], one["by"], one["sha256"], f"来源网址 {one['url']}")
        for one in _lines(places_path(desk.records))
    ]
    found += [
        ToldAct(one["found_on"], one["by"], one["sha256"], f"没有标出的数字、日期 “{one['quote']}”")
        for one in _lines(unread_path(desk.records))
    ]
    return sorted(found, key=lambda one: one.at[:19])


def _of_task(desk: Desk, task: Task, name: str) -> Iterator[ToldAct]:
    who = "、".join(task.labellers)
    made = f"建立任务「{task.title}」：{_MODES[task.mode]}，{len(task.replies)} 件，{who}"
    yield ToldAct(task.made_on, task.made_by, said=made)
    for slot in (*map(task.slot, task.labellers), SETTLER):
        does = "裁定" if slot == SETTLER else "标注"
        told = ((_WHOLE.get(event.do, does), event) for event in desk.tasks.acts(task, slot))
        for (kind, on, by), run in groupby(told, lambda one: (one[0], one[1].on, one[1].by)):
            events = [event for _, event in run]
            said = f"{kind}「{task.title}」" + (f" {len(events)} 步" if kind == does else "")
            href = f"/task/{task.key}/{text_name(on)}" if slot != SETTLER and by == name else ""
            yield ToldAct(events[-1].at, by, on, said, steps=len(events), href=href)


def _lines(path: Path) -> Iterator[dict[str, str]]:
    """Yield the lines of a file that only this list reads; lines that are no acts are passed over."""
    try:
        content = path.read_text(encoding="utf-8").split("\n") if path.exists() else []
    except (OSError, UnicodeDecodeError):
        return
    for line in content:
        try:
            values = json.loads(line)
        except ValueError:
            continue
        if isinstance(values, dict) and {"by", "sha256"} <= set(values):
            told = {name: values.get(name, "") for name in _OF_A_LINE}
            if all(isinstance(one, str) for one in told.values()):
                yield told
