"""The rules engine's scores, kept so that a fall is noticed.

python eval/baseline.py write    score the engine and keep the counts in eval/baseline.json
python eval/baseline.py check    score it again; exit code 1 when a headline fell by more than its noise
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from summarise.engines.rules import RulesEngine
from summarise.errors import SummariseError, UsageError
from summarise.evaluation import evaluate
from summarise.evaluation.report_comparison import compare_reports, fell
from summarise.evaluation.report_values import RunFacts, report_values
from summarise.evaluation.rows import HEADLINES
from summarise.new_file import replacing
from summarise.pipeline import summarise

ROOT = Path(__file__).resolve().parents[1]
SETS = {"composed": ROOT / "eval" / "gold", "real": ROOT.parent / "shared" / "replies"}
"""The real replies lie beside the project where there are any; they are no part of it."""
BASELINE = ROOT / "eval" / "baseline.json"


def main(arguments: Sequence[str] | None = None, sets: Mapping[str, Path] = SETS, baseline: Path = BASELINE) -> int:
    """Write or check the baseline."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=("write", "check"))
    command = parser.parse_args(arguments).command
    try:
        scored = {name: score(folder) for name, folder in sets.items() if folder.is_dir()}
        if command == "write":
            write(baseline, scored)
            return 0
        reasons = [reason for name in scored for reason in check(name, read(baseline).get(name), scored[name])]
    except SummariseError as error:
        print(error.message, file=sys.stderr)
        return 2
    print("\n".join(reasons) or "no headline fell by more than its noise")
    return 1 if reasons else 0


def score(folder: Path) -> dict[str, Any]:
    """The engine's report without the single mistakes: counts by reply, no text of any."""
    engine = RulesEngine()
    values = report_values(evaluate(folder, lambda document: summarise(document, engine)), RunFacts())
    replies = [{key: reply[key] for key in ("name", "sha256", "edits", "rows")} for reply in values["replies"]]
    kept = ("report_version", "gold", "fields")
    return {**{key: values[key] for key in kept}, "replies": replies}


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
    """Why a set's scores are worse than the kept ones: a significant fall, or one below the kept interval."""
    if old is None:
        return []
    reasons = [f"{name}: {title} fell significantly" for title in fell(compare_reports(old, new))]
    for before, after in zip(_headlines(old), _headlines(new), strict=True):
        if before["low"] is not None and _is_outside(before, after):
            reasons.append(f"{name}: {before['title']} fell from {before['score']} to {after['score']}")
    return reasons


def _is_outside(before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    if after["score"] is None:
        return True
    return bool(after["score"] > before["high"] if before["name"] == "edits" else after["score"] < before["low"])


def _headlines(values: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [field for field in values["fields"] if field["name"] in HEADLINES]


if __name__ == "__main__":
    sys.exit(main())
