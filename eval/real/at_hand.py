"""The labels of real replies, laid over the texts that somebody has."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from eval.real.kept_labels import KeptReply, placed, read_kept
from summarise.document import Document
from summarise.evaluation import Gold

__all__ = ["FILES", "LABELS", "golds_at_hand", "golds_of", "labelled_replies"]

LABELS = Path(__file__).with_name("labels.json")
FILES = {"": LABELS} | {part: Path(__file__).with_name(f"{part}.json") for part in ("more-tune", "more-judge")}
"""The files of labels by the part that they state. In `LABELS`, the address of each reply decides its part."""


def labelled_replies() -> list[KeptReply]:
    """Return all replies whose labels are kept."""
    return [reply for path in FILES.values() for reply in read_kept(path)[0]]


def golds_of(folder: Path, *parts: Sequence[str]) -> list[list[Gold]]:
    """Return a list of labelled replies for each group of parts, as far as the folder has their texts."""
    replies = labelled_replies()
    at_hand = dict(golds_at_hand(folder, replies))
    return [[at_hand[one.name] for one in replies if one.part in group and one.name in at_hand] for group in parts]


def golds_at_hand(folder: Path, replies: Sequence[KeptReply]) -> Iterator[tuple[str, Gold]]:
    """The labels laid over the texts of a folder, whatever these are named."""
    left = {reply.name: reply for reply in replies}
    missed = 0
    for path in sorted(folder.glob("*.txt")):
        document = Document(path.name, path.read_text(encoding="utf-8"))
        likely = [left[path.stem]] if path.stem in left else list(left.values())
        for reply in likely:
            if laid := placed(reply, document):
                missed += laid[1]
                del left[reply.name]
                yield reply.name, laid[0]
                break
    if missed:
        print(f"labelled sentences that the texts do not have: {missed}", file=sys.stderr)
