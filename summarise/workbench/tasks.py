"""Manages labelling tasks: which replies are labelled, by whom, and whether from a draft or without one (blind).

Each person has a journal of their own.
"""

from __future__ import annotations

import json
import re
import secrets
import threading
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from summarise.batch.appending import replace_file
from summarise.errors import InputError
from summarise.records_file import beside
from summarise.review.events import Event
from summarise.review.fold import active
from summarise.review.journal import Journal
from summarise.workbench.calls import Refused
from summarise.workbench.kept import Kept
from summarise.workbench.opened_by import OpenedBy

__all__ = ["SETTLED", "SETTLER", "State", "Task", "Tasks"]

SETTLER = "settle"
"""Name of the journal of the settler, who decides between two labellings.

The journals of labellers are labeller1 and so on, so that no file has the name of a person.
"""
SETTLED = "settled"
"""Name of the folder with the gold of what was settled; that of a labeller has the name of their journal."""
_NAME = re.compile(r"[a-z0-9]{4,32}")
State = Literal["", "begun", "done", "left"]
"""How far a labeller is with a text: nothing labelled, something labelled, handed in, or left."""


@dataclass(frozen=True, slots=True)
class Task:
    """A labelling task, with the fields of `task.json`."""

    key: str
    """Name of the task's folder."""
    title: str
    replies: tuple[str, ...]
    """SHA-256 of each text."""
    labellers: tuple[str, ...]
    mode: Literal["blind", "draft"]
    """blind: labelling begins without labels. draft: it begins with the engine's labels."""
    made_on: str
    """Time in ISO form."""
    made_by: str
    """Name of the person."""

    def slot(self, name: str) -> str:
        """Return the name of a labeller's journal, such as labeller1.

        Raises:
            Refused: the person is not a labeller of this task.

        """
        if name not in self.labellers:
            raise Refused(403, "no_labeller", "这个任务没有分给您")
        return f"labeller{self.labellers.index(name) + 1}"

    def check_has(self, sha256: str) -> None:
        """Check that the text `sha256` is one of this task.

        Raises:
            Refused: it is not (404).

        """
        if sha256 not in self.replies:
            raise Refused(404, "missing", "这件答复不在任务里")


class Tasks:
    """The labelling tasks of a records file, in the folder `NAME.tasks`.

    A journal is opened when it is first needed.
    """

    def __init__(self, records: Path) -> None:
        self.folder = beside(records, "tasks")
        self.opened = OpenedBy(records)
        self._lock = threading.RLock()
        self._journals: dict[tuple[str, str], Journal] = {}
        self._tasks: dict[str, Task] = {}
        self._closed = Kept[frozenset[str]]()
        for path in sorted(self.folder.glob("*/task.json")):
            task = _read(path)
            self._tasks[task.key] = task

    def all(self) -> tuple[Task, ...]:
        """Return all tasks, oldest first."""
        return tuple(sorted(self._tasks.values(), key=lambda task: (task.made_on, task.key)))

    def stamp(self) -> tuple[int, int]:
        """Return the number of tasks and of all events read so far; it changes with each task and each event."""
        with self._lock:
            return len(self._tasks), sum(len(journal) for journal in self._journals.values())

    def task(self, key: str) -> Task:
        """Return a task by its key.

        Raises:
            Refused: no task has this key (404).

        """
        if key not in self._tasks:
            raise Refused(404, "missing", "没有这个任务")
        return self._tasks[key]

    def make(self, **values: Any) -> Task:
        """Create a task on disk and return it; `values` are the fields of `Task` without `key`."""
        task = Task(key=f"t{secrets.token_hex(4)}", **values)
        folder = self.folder / task.key
        folder.mkdir(parents=True)
        replace_file(folder / "task.json", (json.dumps(asdict(task), ensure_ascii=False, indent=1) + "\n").encode())
        with self._lock:
            self._tasks[task.key] = task
        return task

    def events(self, task: Task, slot: str, sha256: str) -> tuple[Event, ...]:
        """Return the events on the text `sha256`, in order, from the journal of `task` named `slot`; () if none."""
        with self._lock:
            if (task.key, slot) not in self._journals and not self._path(task, slot).exists():
                return ()
            return self.journal(task, slot).on(sha256)

    def acts(self, task: Task, slot: str) -> tuple[Event, ...]:
        """Return all events, in order, of the journal of `task` named `slot`; () if there are none."""
        with self._lock:
            if (task.key, slot) not in self._journals and not self._path(task, slot).exists():
                return ()
            return tuple(self.journal(task, slot).since(0))

    def journal(self, task: Task, slot: str) -> Journal:
        """Return the journal of `task` named `slot`, open for writing. Hold the desk's lock to write."""
        with self._lock:
            if (task.key, slot) not in self._journals:
                self._journals[task.key, slot] = Journal(self._path(task, slot))
            return self._journals[task.key, slot]

    def states(self, task: Task, name: str) -> dict[str, State]:
        """Return how far the labeller `name` is with each text of `task`, by SHA-256."""
        slot = task.slot(name)
        return {sha256: _state(active(self.events(task, slot, sha256))) for sha256 in task.replies}

    def handed_in(self, task: Task, name: str) -> frozenset[str]:
        """Return the SHA-256 of each text of `task` whose labels the labeller `name` has handed in."""
        return frozenset(sha256 for sha256, state in self.states(task, name).items() if state == "done")

    def is_handed_in(self, task: Task) -> bool:
        """Return True if any labeller of `task` has handed in a text."""
        return any(self.handed_in(task, name) for name in task.labellers)

    def to_label(self, task: Task, name: str) -> tuple[str, ...]:
        """Return the SHA-256 of each text of `task` that the labeller `name` has neither handed in nor left."""
        return tuple(sha256 for sha256, state in self.states(task, name).items() if state in {"", "begun"})

    def closed_to(self, name: str) -> frozenset[str]:
        """Return the SHA-256 of each text that `name` still has to label without a draft."""
        with self._lock:
            return self._closed.get(name, self.stamp(), lambda: self._to_label_blind(name))

    def _to_label_blind(self, name: str) -> frozenset[str]:
        blind = [one for one in self._tasks.values() if one.mode == "blind" and name in one.labellers]
        return frozenset(sha256 for task in blind for sha256 in self.to_label(task, name))

    def write(self, task: Task, *path: str, content: str) -> None:
        """Write `content` to a file in the folder of `task`, and replace an earlier one.

        `path` lists folder names and the file name.
        """
        target = self.folder.joinpath(task.key, *path)
        target.parent.mkdir(parents=True, exist_ok=True)
        replace_file(target, content.encode())

    def gold(self, task: Task, slot: str) -> tuple[Path, ...]:
        """Return the paths of the gold files, texts and figures in the folder `slot` of `task`; () if there are none.

        `slot` is the name of a labeller's journal, or `SETTLED`.
        """
        known = {SETTLED, *map(task.slot, task.labellers)}
        folder = self.folder / task.key / slot
        return tuple(sorted(folder.glob("*.*"))) if slot in known and any(folder.glob("*.gold.json")) else ()

    def close(self) -> None:
        """Close the journals that were opened."""
        for journal in self._journals.values():
            journal.close()

    def _path(self, task: Task, slot: str) -> Path:
        return self.folder / task.key / f"{slot}.jsonl"


def _state(events: Sequence[Event]) -> State:
    done = {event.do for event in events}
    return "left" if "leave" in done else "done" if "hand_in" in done else "begun" if done else ""


def _read(path: Path) -> Task:
    try:
        values = json.loads(path.read_bytes())
        task = Task(**{**values, "replies": tuple(values["replies"]), "labellers": tuple(values["labellers"])})
        known = _NAME.fullmatch(task.key) and task.key == path.parent.name and task.mode in {"blind", "draft"}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(f"{path}: is no labelling task") from error
    if not known:
        raise InputError(f"{path}: is no labelling task")
    return task
