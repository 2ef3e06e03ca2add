"""Seconds a reply of each stage and a file of each format, as JSON; best of some rounds, on one core.

    PYTHONPATH=CHECKOUT python eval/bench/stages.py [--alone] [ROUNDS]

The package and its replies are those of the checkout on the path, so that two revisions can be timed in turn. With
`--alone`, formats are left out and stages are timed by the processor, whatever else the machine does; what a reader
process takes is not in that.
"""

from __future__ import annotations

import collections
import json
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from eval.bench.labelled import labelled
from eval.fixtures.make_documents import documents
from summarise.annotate import annotate
from summarise.document import Document
from summarise.engines.rules import RulesEngine
from summarise.engines.rules.second_opinion import second_opinion
from summarise.ground import ground
from summarise.load import load_bytes, require_reply

__all__ = ["PIPELINE", "ROUNDS", "WHOLE", "format_times", "stage_times"]

ROUNDS = 3
PIPELINE = ("load a text file", "tell that it is a reply", "annotate", "rules", "ground", "write as JSON")
"""The stages of a reply from file to line."""
WHOLE = "all of them"


def seconds(work: Callable[[], object], rounds: int = ROUNDS, clock: Callable[[], float] = time.perf_counter) -> float:
    """Best of some rounds."""
    best = float("inf")
    for _ in range(rounds):
        began = clock()
        work()
        best = min(best, clock() - began)
    return best


def stage_times(rounds: int = ROUNDS, clock: Callable[[], float] = time.perf_counter) -> dict[str, float]:
    """Seconds a reply of each stage, of those of the pipeline together, and of what comes with a model."""
    replies = [Document(reply.name, reply.text) for reply in labelled()]
    engine = RulesEngine()
    annotated = [annotate(document) for document in replies]
    selections = [engine.select(document) for document in annotated]
    records = [ground(document, selection) for document, selection in zip(annotated, selections, strict=True)]
    pairs = list(zip(annotated, selections, strict=True))
    bare = [(document, replace(selection, remarks=())) for document, selection in pairs]
    work: tuple[Callable[[], object], ...] = (
        lambda: [load_bytes(document.text.encode(), "a.txt") for document in replies],
        lambda: collections.deque(map(require_reply, replies), 0),
        lambda: [annotate(document) for document in replies],
        lambda: [engine.select(document) for document in annotated],
        lambda: [ground(document, selection) for document, selection in pairs],
        lambda: [record.to_json() for record in records],
    )
    spent = {name: seconds(stage, rounds, clock) / len(replies) for name, stage in zip(PIPELINE, work, strict=True)}
    spent[WHOLE] = sum(spent.values())
    opinion = seconds(lambda: [second_opinion(document, selection) for document, selection in bare], rounds, clock)
    return spent | {"second opinion on a model's answer": opinion / len(replies)}


def format_times() -> dict[str, tuple[int, float]]:
    """Files, and seconds a file, of each media type, over the fixture documents."""
    found: dict[str, list[bytes]] = collections.defaultdict(list)
    for fixture in documents():
        found[load_bytes(fixture.data, fixture.name).media_type].append(fixture.data)
    spent = {name: seconds(partial(load_all, files)) / len(files) for name, files in sorted(found.items())}
    return {name: (len(found[name]), each) for name, each in spent.items()}


def load_all(files: list[bytes]) -> None:
    """Read them one after the other."""
    for data in files:
        load_bytes(data, "reply")


if __name__ == "__main__":
    if "--alone" in sys.argv:
        rounds = next((int(word) for word in sys.argv[1:] if word.isdecimal()), ROUNDS)
        print(json.dumps({"stages": stage_times(rounds, time.process_time)}))
    else:
        print(json.dumps({"stages": stage_times(), "formats": format_times()}))
