"""Scores of an engine on real replies, for whoever has their texts.

python -m eval.real FOLDER         score the built-in engine on the texts of FOLDER, part by part
python -m eval.real FOLDER --keep  make the files of labels anew from NAME.txt, NAME.gold.json, agreement.json and
                                   index.jsonl of FOLDER
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console

from eval.real.at_hand import FILES, golds_at_hand
from eval.real.kept_labels import KeptReply, kept, read_kept, write_kept
from summarise.cli.evaluation_table import print_fields
from summarise.engines.rules import RulesEngine
from summarise.errors import SummariseError, UsageError
from summarise.evaluation import load_gold_set, score_set
from summarise.evaluation.reports.report_values import RunFacts, report_values
from summarise.evaluation.scores.scoring import predict_all
from summarise.pipeline import summarise

__all__ = ["main"]

PARTS = ("tune", "judge", "more-tune", "more-judge")


def main(arguments: Sequence[str] | None = None, files: Mapping[str, Path] = FILES) -> int:
    """Score the texts of a folder, or keep the labels of one."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("--part", choices=PARTS, help="only this part")
    asked = parser.parse_args(arguments)
    try:
        if asked.keep:
            keep(asked.folder, files)
        else:
            score(asked.folder, list(files.values()), [asked.part] if asked.part else PARTS)
    except SummariseError as error:
        print(error.message, file=sys.stderr)
        return 2
    return 0


def keep(folder: Path, files: Mapping[str, Path]) -> None:
    """Write the labels of a folder's gold files without their texts, those of each part into its own file.

    `index.jsonl` says of each reply under what address, query and rank it was found, and may state its part;
    `agreement.json` says how far two labellings agree.

    Raises:
        UsageError: a reply is of a part that has no file.

    """
    known = {entry["id"]: entry for entry in map(json.loads, (folder / "index.jsonl").read_text("utf-8").splitlines())}
    agreement = json.loads((folder / "agreement.json").read_text("utf-8"))
    by_part: dict[str, list[KeptReply]] = {}
    for gold in load_gold_set(folder):
        entry = known[gold.name]
        part = entry.get("part", "")
        if part not in files:
            raise UsageError(f"{folder / 'index.jsonl'}: {gold.name} is of the part {part!r}, which has no file")
        reply = KeptReply(gold.name, entry["url"], entry["query"], entry["rank"], kept(gold), part)
        by_part.setdefault(part, []).append(reply)
    for part, replies in by_part.items():
        write_kept(files[part], replies, agreement, part)
        print(f"{files[part]}: {len(replies)} replies")


def score(folder: Path, labels: Sequence[Path], parts: Sequence[str]) -> dict[str, Any]:
    """Print the table of each part, with intervals; the reports' values by part.

    Raises:
        UsageError: the folder has none of the texts.

    """
    replies = [(reply, agreement) for path in labels for read, agreement in [read_kept(path)] for reply in read]
    console = Console(highlight=False)
    golds = dict(golds_at_hand(folder, [reply for reply, _ in replies]))
    if not golds:
        raise UsageError(f"{folder}: holds none of the {len(replies)} labelled replies as a text file")
    engine = RulesEngine()
    told: dict[str, Any] = {}
    for part in parts:
        wanted = [(reply.name, agreement) for reply, agreement in replies if reply.part == part]
        found = [golds[name] for name, _ in wanted if name in golds]
        if not found:
            continue
        evaluation = score_set(found, predict_all(found, lambda document: summarise(document, engine)))
        told[part] = report_values(evaluation, RunFacts(split=part, agreement=wanted[0][1]))
        console.print(f"[bold]{part}[/bold]: {len(found)} of {len(wanted)} replies at hand")
        print_fields(console, told[part])
    return told


if __name__ == "__main__":
    sys.exit(main())
