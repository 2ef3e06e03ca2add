"""The calibration of the built-in engine that ships, fitted to real replies on which no rule or weight was made.

python -m eval.calibration FOLDER            how far its probabilities hold, each reply by weights of the others
python -m eval.calibration FOLDER --write    write it, too

FOLDER has the texts of the real replies; those of the parts judge are used.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from eval.real.__main__ import golds_at_hand, labelled_replies
from summarise.cli.calibrate import held_out_lines
from summarise.engines.rules import RulesEngine
from summarise.errors import SummariseError
from summarise.evaluation.calibrating import calibrate
from summarise.new_file import replacing

__all__ = ["main"]

SHIPPED = Path(__file__).resolve().parents[1] / "summarise" / "confidence" / "rules.json"
PARTS = ("judge", "more-judge")


def main(arguments: Sequence[str] | None = None, calibration: Path = SHIPPED) -> int:
    """Fit and say how well it holds, and write it if asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="texts of the real replies")
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args(arguments)
    try:
        replies = labelled_replies()
        at_hand = dict(golds_at_hand(asked.folder, replies))
        wanted = [at_hand[one.name] for one in replies if one.part in PARTS and one.name in at_hand]
        made = calibrate(wanted, RulesEngine(), name="")
        if asked.write:
            with replacing(calibration) as draft:
                draft.write_text(made.model_dump_json(indent=1) + "\n", encoding="utf-8")
        print("\n".join(held_out_lines(made)))
    except SummariseError as error:
        print(error.message, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
