"""Label a reply by hand: number its units, turn a labels file into gold, compare two labellings.

python eval/labelling.py units NAME.txt                        numbered units, one a line
python eval/labelling.py build NAME.txt NAME.labels -o FILE    a gold file from the labels
python eval/labelling.py agree A B                             agreement of two gold files or folders
python eval/labelling.py diff A B                              their differences, line by line
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from summarise.document import Document
from summarise.errors import GoldError, SummariseError
from summarise.evaluation.gold.gold_set import Gold, contract_faults, load_gold, load_gold_set
from summarise.evaluation.gold.notation import parse_labels
from summarise.evaluation.gold.unit_sheet import numbered_units
from summarise.evaluation.scores.agreement import agreement, differences
from summarise.evaluation.scores.findings import Counts
from summarise.new_file import replacing
from summarise.printable import printable


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one of the four commands; exit code 1 when something is refused."""
    options = _parser().parse_args(arguments)
    try:
        if options.command == "units":
            print_units(options.text)
        elif options.command == "build":
            build(options.text, options.labels, options.output)
        elif options.command == "agree":
            agree(_pairs(options.first, options.second), options.json)
        else:
            diff(_pairs(options.first, options.second))
    except SummariseError as error:
        print(error.message, file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    units = commands.add_parser("units", help="print the numbered units of a text")
    units.add_argument("text", type=Path)
    make = commands.add_parser("build", help="turn a labels file into a gold file")
    make.add_argument("text", type=Path)
    make.add_argument("labels", type=Path)
    make.add_argument("-o", "--output", type=Path, required=True)
    for name, text in (("agree", "agreement of two labellings"), ("diff", "differences of two labellings")):
        two = commands.add_parser(name, help=text)
        two.add_argument("first", type=Path)
        two.add_argument("second", type=Path)
        if name == "agree":
            two.add_argument("--json", type=Path, help="also write the numbers to this file, for reports to show")
    return parser


def read_document(path: Path) -> Document:
    """The text of a file, as its offsets count it.

    Raises:
        GoldError: the file cannot be read as UTF-8.

    """
    try:
        return Document(path.name, path.read_bytes().decode("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise GoldError(f"{path}: cannot be read as UTF-8 ({error})") from error


def print_units(path: Path) -> None:
    """Print a unit a line, its number and a tab before it."""
    document = read_document(path)
    for number, (start, end) in numbered_units(document.text):
        print(f"{number}\t{printable(document.text[start:end])}")


def build(text: Path, labels: Path, output: Path) -> None:
    """Write the gold file that a labels file describes.

    Raises:
        GoldError: a line is refused, or the result would not fit the text.
        OutputError: the gold file cannot be written.

    """
    document = read_document(text)
    file = parse_labels(document, read_document(labels).text, str(labels))
    for fault in contract_faults(Gold(text.stem, document, file)):
        raise GoldError(f"{labels}: {fault}")
    with replacing(output) as draft:
        draft.write_text(file.to_json(), encoding="utf-8")


def _write_json(path: Path, values: object) -> None:
    with replacing(path) as draft:
        draft.write_text(json.dumps(values, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _pairs(first: Path, second: Path) -> list[tuple[Gold, Gold]]:
    """Two gold files, or the files of the same name in two folders."""
    if first.is_file() and second.is_file():
        return [(load_gold(first), load_gold(second))]
    left = {gold.name: gold for gold in load_gold_set(first)}
    right = {gold.name: gold for gold in load_gold_set(second)}
    if alone := sorted(left.keys() ^ right.keys()):
        print(f"labelled once only, left out: {', '.join(alone)}", file=sys.stderr)
    return [(left[name], right[name]) for name in left if name in right]


def diff(pairs: Sequence[tuple[Gold, Gold]]) -> None:
    """Print every difference on a line: unit, what A says, what B says, the text."""
    for left, right in pairs:
        lines = list(differences(left, right))
        print(f"== {left.name}: {len(lines)} differences")
        for line in lines:
            print("\t".join(map(printable, line.split("\t"))))


def agree(pairs: Sequence[tuple[Gold, Gold]], report: Path | None) -> None:
    """Print how far the labellings agree, and write the numbers as JSON where a file is named."""
    result = agreement(pairs)
    kappa = "n/a" if result.kappa is None else f"{result.kappa:.3f}"
    print(f"{result.same} of {result.segments} sentences have the same labels: ", end="")
    print(f"{result.percent:.1f} %, kappa {kappa} (replies: {result.replies})")
    for name, tally in result.tallies.items():
        ratio = f"{tally.numerator / tally.denominator:.3f}" if tally.denominator else "n/a"
        units = f"right {tally.tp}, only B {tally.fp}, only A {tally.fn}" if isinstance(tally, Counts) else tally.of
        print(f"{name:20} {ratio:>7}  {units}")
    if report:
        _write_json(report, result.to_dict())


if __name__ == "__main__":
    sys.exit(main())
