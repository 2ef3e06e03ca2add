"""Makes labelling tasks and labels texts in them, as people do at a desk."""

from __future__ import annotations

from typing import Any

from summarise.workbench.desk import Desk
from tests.support.at_desk import AtDesk

__all__ = ["all_labelled", "handed_in", "label", "letter_name", "letter_task"]


def letter_name(desk: Desk) -> str:
    """The name of the text `LETTER` in a run of `reviewed_run`."""
    return next(row.name for row in desk.shelf.rows() if row.source == "letter.txt")


def letter_task(desk: Desk, mode: str = "blind", labellers: tuple[str, ...] = ("王珂", "陈静")) -> tuple[str, str]:
    """The key of a new task with the text `LETTER` alone, and the name of the text."""
    name = letter_name(desk)
    made = AtDesk(desk, "李敏").post("/api/tasks", title="停车", mode=mode, labellers=list(labellers), replies=[name])
    return made["key"], name


def label(person: Any, key: str, name: str, item: str, to: str, **more: Any) -> Any:
    """The answer to one label of a unit that had none."""
    return person.post(f"/api/task/{key}/event/{name}", **{"do": "unit", "item": item, "from": "", "to": to, **more})


def all_labelled(person: Any, key: str, name: str, **others: str) -> None:
    """Label each unit without a label: background, but those that begin with words of `others` as it says."""
    sheet = person.get(f"/api/task/{key}/reply/{name}")
    for unit in sheet["now"]["units"]:
        if not unit["labels"]:
            words = sheet["fixed"]["text"][unit["start"] : unit["end"]]
            letters = next((to for begin, to in others.items() if words.startswith(begin)), "b")
            assert label(person, key, name, f"u{unit['start']}", letters)["status"] == 200


def handed_in(person: Any, key: str, name: str) -> Any:
    """The answer to the second hand-in of a text, after what is asked was read; to the first if nothing is asked."""
    path = f"/api/task/{key}/hand-in/{name}"
    answer = person.post(path)
    return person.post(path, sure=answer["questions"]) if "questions" in answer else answer
