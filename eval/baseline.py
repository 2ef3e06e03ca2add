"""The rules engine's scores, kept so that a fall is noticed.

python eval/baseline.py write    score the engine and keep the counts in eval/baseline.json
python eval/baseline.py check    score it again; exit code 1 when a headline fell, or anything else is not as kept
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from summarise.annotate import annotate
from summarise.engines.rules import RulesEngine
from summarise.errors import SummariseError, UsageError
from summarise.evaluation import evaluate, load_gold_set
from summarise.evaluation.reports.field_rows import HEADLINES
from summarise.evaluation.reports.report_values import RunFacts, report_values
from summarise.evaluation.scores.tagger import tagger_recall
from summarise.new_file import replacing
from summarise.pipeline import summarise

ROOT = Path(__file__).resolve().parents[1]
SETS = {"composed": ROOT / "eval" / "gold", "real": ROOT.parent / "shared" / "replies"}
"""The real replies lie beside the project where there are any; they are no part of it."""
BASELINE = ROOT / "eval" / "baseline.json"
OUT_OF_DATE = "baseline.json is out of date: python eval/baseline.py write"


def main(arguments: Sequence[str] | None = None, sets: Mapping[str, Path] = SETS, baseline: Path = BASELINE) -> int:
    """Write or check the baseline."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=("write", "check"))
    command = parser.parse_args(arguments).command
    try:
        kept = read(baseline) if command == "check" or baseline.exists() else {}
        scored = {name: score(folder) for name, folder in sets.items() if folder.is_dir()}
        if command == "write":
            write(baseline, {**kept, **scored})
    except SummariseError as error:
        print(error.message, file=sys.stderr)
        return 2
    for name in sorted(kept.keys() - scored.keys()):
        print(f"NOT SCORED: {name}, which is in the baseline: its replies are not at hand", file=sys.stderr)
    return 0 if command == "write" else _told(kept, scored)


def _told(kept: Mapping[str, Any], scored: Mapping[str, Any]) -> int:
    """Print what is not as it was kept; the exit code."""
    reasons = [reason for name, values in scored.items() for reason in check(name, kept.get(name), values)]
    if not scored:
        reasons = ["no set is at hand: nothing was checked"]
    print("\n".join(reasons) or f"as in the baseline: {', '.join(scored)}")
    return 1 if reasons else 0


def score(folder: Path) -> dict[str, Any]:
    """The engine's report without the single mistakes: counts by reply, no text of any."""
    engine = RulesEngine(None)  # the weights know these replies by heart
    recall = tagger_recall(load_gold_set(folder), annotate)
    values = report_values(evaluate(folder, lambda document: summarise(document, engine)), RunFacts(tagger=recall))
    replies = [{key: reply[key] for key in ("name", "sha256", "edits", "rows")} for reply in values["replies"]]
    kept = {key: values[key] for key in ("report_version", "gold", "fields")}
    return {**kept, "tagger": {"found": recall.found, "of": recall.of}, "replies": replies}


def write(path: Path, scored: Mapping[str, Any]) -> None:
    """Keep the scores, and print the headlines.

    Raises:
        OutputError: the file cannot be written.

    """
    with replacing(path) as draft:
        draft.write_text(json.dumps(scored, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    for name, values in scored.items():
        for field in _headlines(values):
            print(f"{name}: {field['title']} {field['score']} ({field['low']} to {field['high']})")


def read(path: Path) -> dict[str, Any]:
    """The kept scores, by the name of the set.

    Raises:
        UsageError: there is no such file, or it is no JSON.

    """
    try:
        values: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(f"{path}: cannot be read ({error}); make it with `python eval/baseline.py write`") from error
    return values


def check(name: str, old: Mapping[str, Any] | None, new: Mapping[str, Any]) -> list[str]:
    """What is not as it was kept: headlines that fell, and whether anything else differs.

    The engine is deterministic, so that the same code on the same replies gives the same counts: there is no noise to
    allow for.
    """
    if old is None:
        return [f"{name}: the set is not in the baseline; {OUT_OF_DATE}"]
    if old == json.loads(json.dumps(new)):
        return []
    return [*(f"{name}: {fall}" for fall in _falls(old, new)), f"{name}: {OUT_OF_DATE}"]


def _falls(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    found = {field["name"]: field["score"] for field in _headlines(new)}
    for before in _headlines(old):
        kept, now = before["score"], found.get(before["name"])
        if kept is None or now == kept:
            continue
        if now is None or (now > kept if before["name"] == "edits" else now < kept):
            yield f"{before['title']} got worse: {kept} was kept, {'nothing to count' if now is None else now} is found"


def _headlines(values: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [field for field in values["fields"] if field["name"] in HEADLINES]


if __name__ == "__main__":
    sys.exit(main())
