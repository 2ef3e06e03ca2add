"""The weights of the built-in engine's second reading: what they are learnt from, and what they are worth.

python -m eval.training FOLDER            score on the parts judge, which nothing is learnt from, and the composed set
python -m eval.training FOLDER --write    learn the weights that ship, and write them

FOLDER has the texts of the real replies. The weights are learnt from their parts tune, the composed set, and the
replies beside the project. On the composed set a reply is scored with weights that were learnt from the other parts.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from eval.real.__main__ import golds_at_hand, labelled_replies
from summarise.cli.evaluation_table import print_comparison
from summarise.engines.rules import RulesEngine
from summarise.errors import SummariseError
from summarise.evaluation import Evaluation, load_gold_set, score_set
from summarise.evaluation.held_out import by_rules_alone, held_out
from summarise.evaluation.reports.report_comparison import compare_reports
from summarise.evaluation.reports.report_values import RunFacts, report_values
from summarise.evaluation.scores.scoring import predict_all
from summarise.evaluation.training import trained
from summarise.new_file import replacing
from summarise.pipeline import summarise

ROOT = Path(__file__).resolve().parents[1]
WEIGHTS = ROOT / "summarise" / "engines" / "rules" / "weights.json"
COMPOSED, BESIDE = ROOT / "eval" / "gold", ROOT.parent / "shared" / "replies"
FOLDS = 6

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None, weights: Path = WEIGHTS) -> int:
    """Score, or learn and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="texts of the real replies")
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args(arguments)
    try:
        replies = labelled_replies()
        at_hand = dict(golds_at_hand(asked.folder, replies))
        tune, *judged = (
            [at_hand[one.name] for one in replies if one.part in parts and one.name in at_hand]
            for parts in (("tune", "more-tune"), ("judge",), ("more-judge",))
        )
        beside = load_gold_set(BESIDE) if BESIDE.is_dir() else ()
        composed = load_gold_set(COMPOSED)
        if asked.write:
            learnt = trained([*tune, *composed, *beside])
            with replacing(weights) as draft:
                draft.write_text(learnt.written(), encoding="utf-8")
            print(f"{weights.name}: {len(learnt.texts)} replies, {learnt.sentences} sentences")
            return 0
        for judge in judged:
            again = score_set(judge, predict_all(judge, lambda document: summarise(document, RulesEngine())))
            _tell(f"judge, {len(judge)} replies", by_rules_alone(judge), again)
        apart = held_out(composed, FOLDS, [*tune, *beside])
        _tell(f"composed, {len(composed)} replies, by {FOLDS} parts", by_rules_alone(composed), apart)
    except SummariseError as error:
        print(error.message, file=sys.stderr)
        return 2
    return 0


def _tell(title: str, alone: Evaluation, again: Evaluation) -> None:
    """Print the rules alone beside the rules with a second reading, with intervals of the differences."""
    console = Console(highlight=False)
    console.print(f"[bold]{title}[/bold]")
    print_comparison(console, compare_reports(*(report_values(one, RunFacts()) for one in (alone, again))))


if __name__ == "__main__":
    sys.exit(main())
