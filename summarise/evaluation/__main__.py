"""The command `python -m summarise.evaluation GOLD_DIR PREDICTIONS`: prints all mistakes and the table of scores."""

from __future__ import annotations

import sys
from pathlib import Path

from summarise.errors import SummariseError
from summarise.evaluation.gold.gold_set import load_gold_set
from summarise.evaluation.reports.listing import field_lines, mistake_lines
from summarise.evaluation.scores.predictions import read_predictions
from summarise.evaluation.scores.scoring import score_set


def main(arguments: list[str]) -> int:
    """Score a predictions file and return the exit code: 0, or 2 for wrong arguments or an unusable file."""
    if len(arguments) != 2:  # noqa: PLR2004 -- two arguments, named in the message
        print("usage: python -m summarise.evaluation GOLD_DIR PREDICTIONS", file=sys.stderr)  # noqa: T201 -- a program
        return 2
    try:
        golds = load_gold_set(Path(arguments[0]))
        predictions = read_predictions(Path(arguments[1]), golds)
    except SummariseError as error:
        print(error.message, file=sys.stderr)  # noqa: T201 -- a program
        return 2
    evaluation = score_set(golds, predictions.answers)
    for line in (*mistake_lines(evaluation), *field_lines(evaluation)):
        print(line)  # noqa: T201 -- a program
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
