"""Finds the reply of the text `LETTER` and its parts at a workbench."""

from __future__ import annotations

from typing import Any

from tests.support.at_desk import AtDesk
from tests.support.bench import Bench
from tests.support.reviewed import LETTER

__all__ = ["item_at", "letter_at", "place_at", "start_at", "target_at"]


def letter_at(bench: AtDesk | Bench) -> Any:
    name = next(row["name"] for row in bench.get("/api/queue")["rows"] if "停车" in row["title"])
    return bench.get(f"/api/reply/{name}")


def start_at(reply: Any, words: str) -> int:
    """Where the sentence begins that holds these words."""
    at = LETTER.index(words)
    return int(next(one["start"] for one in reply["fixed"]["sentences"] if one["start"] <= at < one["end"]))


def place_at(bench: Bench, words: str) -> str:
    """The page's address of the sentence that begins with these words."""
    return f"/r/{letter_at(bench)['fixed']['name']}/c{LETTER.index(words)}"


def item_at(bench: Bench, words: str) -> Any:
    """The item with the sentence that begins with these words; None if there is none."""
    return next((one for one in letter_at(bench)["now"]["items"] if LETTER.index(words) in one["starts"]), None)


def target_at(bench: Bench, words: str) -> Any:
    """The target whose number begins with these words; None if it is none."""
    return next((one for one in letter_at(bench)["now"]["targets"] if one["start"] == LETTER.index(words)), None)
