"""What the built-in engine has learnt: the weights of its second reading, and the calibration of its confidence.

python -m eval.training FOLDER            score on the parts judge, which nothing is learnt from, and the composed set;
                                          say how far the confidence holds, each reply rated by weights of the others
python -m eval.training FOLDER --write    learn the weights and fit the calibration that ship, and write both

FOLDER has the texts of the real replies. The weights are learnt from their parts tune, the composed set, and the
replies beside the project. On the composed set a reply is scored with weights that were learnt from the other parts.
The calibration is fitted to the parts judge.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from eval.real.at_hand import golds_of
from summarise.cli.calibrate import held_out_lines
from summarise.cli.evaluation_table import print_comparison
from summarise.engines.rules import RulesEngine
from summarise.errors import SummariseError
from summarise.evaluation import Evaluation, load_gold_set, score_set
from summarise.evaluation.calibrating import calibrate
from summarise.evaluation.held_out import by_rules_alone, held_out
from summarise.evaluation.reports.report_comparison import compare_reports
from summarise.evaluation.reports.report_values import RunFacts, report_values
from summarise.evaluation.scores.scoring import predict_all
from summarise.evaluation.training import trained
from summarise.new_file import replacing
from summarise.pipeline import summarise

ROOT = Path(__file__).resolve().parents[1]
WEIGHTS = ROOT / "summarise" / "engines" / "rules" / "weights.json"
CALIBRATION = ROOT / "summarise" / "confidence" / "rules.json"
COMPOSED, BESIDE = ROOT / "eval" / "gold", ROOT.parent / "shared" / "replies"
TUNE, JUDGE = ("tune", "more-tune"), ("judge", "more-judge")
FOLDS = 6

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None, weights: Path = WEIGHTS, calibration: Path = CALIBRATION) -> int:
    """Score, or learn and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="texts of the real replies")
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args(arguments)
    try:
        tune, judge, more = golds_of(asked.folder, TUNE, *([part] for part in JUDGE))
        composed, beside = load_gold_set(COMPOSED), load_gold_set(BESIDE) if BESIDE.is_dir() else ()
        if asked.write:
            learnt = trained([*tune, *composed, *beside])
            made = calibrate([*judge, *more], RulesEngine(learnt))
            _put(weights, learnt.written())
            _put(calibration, made.model_dump_json(indent=1) + "\n")
            print(f"{weights.name}: {len(learnt.texts)} replies, {learnt.sentences} sentences")
            print(f"{calibration.name}: {made.replies} replies")
            return 0
        for unseen in (judge, more):
            again = score_set(unseen, predict_all(unseen, lambda document: summarise(document, RulesEngine())))
            _tell(f"judge, {len(unseen)} replies", by_rules_alone(unseen), again)
        apart = held_out(composed, FOLDS, [*tune, *beside])
        _tell(f"composed, {len(composed)} replies, by {FOLDS} parts", by_rules_alone(composed), apart)
        print("\n".join(held_out_lines(calibrate([*judge, *more], RulesEngine()))))
    except SummariseError as error:
        print(error.message, file=sys.stderr)
        return 2
    return 0


def _put(path: Path, text: str) -> None:
    with replacing(path) as draft:
        draft.write_text(text, encoding="utf-8")


def _tell(title: str, alone: Evaluation, again: Evaluation) -> None:
    """Print the rules alone beside the rules with a second reading, with intervals of the differences."""
    console = Console(highlight=False)
    console.print(f"[bold]{title}[/bold]")
    print_comparison(console, compare_reports(*(report_values(one, RunFacts()) for one in (alone, again))))


if __name__ == "__main__":
    sys.exit(main())
