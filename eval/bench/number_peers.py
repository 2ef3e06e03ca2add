"""This project's reading of numbers and dates beside other readers, on the same sentences.

python -m eval.bench.number_peers --python PYTHON --node FOLDER

PYTHON is an environment with chinese2digits, jionlp and duckling_chinese (which needs Java), FOLDER one whose
node_modules holds @microsoft/recognizers-text-suite. The sentences are `eval/number_forms.txt`, and a list by others
where it lies beside the project. A reader is right where it finds every value; what else it finds is not held against
it, nor are units, comparators and which numbers make a range. Where there is no number, it is right to find none.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import NamedTuple

from eval.bench.results import put_section, table
from summarise.annotate import annotate
from summarise.annotate.dates import find_dates
from summarise.annotate.folding import fold
from summarise.annotate.names import named_spans
from summarise.document import Document

HERE = Path(__file__).parent
FORMS = HERE.parent / "number_forms.txt"
OTHERS = HERE.parents[2] / "shared" / "numbers-and-dates.json"
REFERENCE = date(2024, 8, 15)


class Case(NamedTuple):
    """A sentence, the values that stand in it, and the days of which one is its date's last."""

    sentence: str
    values: frozenset[Decimal]
    days: frozenset[str] = frozenset()


class Found(NamedTuple):
    """What a reader finds in a sentence."""

    values: frozenset[Decimal]
    days: frozenset[str]


Reader = Callable[[Sequence[str]], list[Found]]


def forms() -> list[Case]:
    """The texts of `number_forms.txt` whose numbers are all to be read."""
    cases = []
    for line in FORMS.read_text(encoding="utf-8").splitlines():
        text, arrow, expected = line.partition(" →")
        if not arrow or line.startswith("#") or "?" in expected:
            continue
        written = re.findall(r"(?:^|; )([\d.]+?)(?:\.\.([\d.]+))? ", expected.strip() + " ")
        cases.append(Case(_spelt(text), frozenset(Decimal(one) for pair in written for one in pair if one)))
    return cases


def _spelt(text: str) -> str:
    return re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), text)


def by_others() -> tuple[list[Case], list[Case]]:
    """The list by others: sentences with quantities, and with dates; empty where it is not at hand."""
    if not OTHERS.exists():
        return [], []
    listed = json.loads(OTHERS.read_text(encoding="utf-8"))
    quantities = [
        Case(
            one["sentence"],
            frozenset(Decimal(q[end]) for q in one["quantities"] for end in ("value", "upper") if q[end]),
        )
        for one in listed["quantities"]
        if not one.get("unread_allowed")
    ]
    return quantities, [Case(one["sentence"], frozenset(), frozenset(one["by"])) for one in listed["dates"]]


def ours(lines: Sequence[str]) -> list[Found]:
    """This project."""
    found = []
    for line in lines:
        folded = fold(line)
        read = annotate(Document("line", line)).quantities
        values = {
            value * (10 if q.unit == "成" else 1) for q in read for value in (q.value, q.upper) if value is not None
        }
        days = {one.by.isoformat() for one in find_dates(folded, REFERENCE, named_spans(folded)) if one.by}
        found.append(Found(frozenset(values | {q.value for q in read}), frozenset(days)))
    return found


def other(command: Sequence[str], environment: dict[str, str]) -> Reader:
    """A reader that is a program of its own."""

    def read(lines: Sequence[str]) -> list[Found]:
        done = subprocess.run(
            command, input="\n".join(lines), capture_output=True, text=True, check=True, env=os.environ | environment
        )
        found = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
        return [Found(frozenset(_values(one["numbers"])), frozenset(map(str, one["dates"]))) for one in found]

    return read


def _values(written: Iterable[str]) -> Iterable[Decimal]:
    """Values as numbers; a share is known by either of 0.05 and 5."""
    for one in written:
        try:
            value = Decimal(one)
        except InvalidOperation:
            continue
        yield value
        if abs(value) <= 1:
            yield value * 100
            yield value * 1000


def right(case: Case, found: Found) -> bool:
    """Whether a reader found what stands there."""
    if case.days:
        return bool(case.days & found.days)
    return case.values <= found.values if case.values else not found.values


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure every reader that is at hand and put the table into RESULTS.md."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--python", type=Path, help="interpreter of the environment with the other readers")
    parser.add_argument("--node", type=Path, help="folder with node_modules")
    parser.add_argument(
        "--missed", action="store_true", help="print what another reader reads and this project does not"
    )
    options = parser.parse_args(arguments)
    readers: dict[str, Reader] = {"summarise": ours}
    if options.node:
        modules = {"NODE_PATH": str(options.node / "node_modules")}
        readers["Recognizers-Text"] = other(["node", str(HERE / "recognizers.js")], modules)
    for name in ("duckling", "chinese2digits", "jionlp") if options.python else ():
        readers[name] = other([str(options.python), str(HERE / "number_readers.py"), name], {})
    quantities, dates = by_others()
    sets = {"forms of numerals": forms(), "quantities, by others": quantities, "dates, by others": dates}
    rows = []
    for title, cases in sets.items():
        lines = [case.sentence for case in cases]
        found = {name: read(lines) for name, read in readers.items()} if cases else {}
        marks = {
            name: [right(case, one) for case, one in zip(cases, all_, strict=True)] for name, all_ in found.items()
        }
        rows.append([f"{title} ({len(cases)})", *(str(sum(marks[name])) if cases else "" for name in readers)])
        if options.missed:
            _tell(cases, marks)
    lines = ["Sentences in which a reader finds every value, or the last day of the date.", ""]
    put_section(HERE / "RESULTS.md", "Numbers and dates", [*lines, *table(["", *readers], rows)])
    return 0


def _tell(cases: Sequence[Case], marks: dict[str, list[bool]]) -> None:
    for index, case in enumerate(cases):
        others = [name for name, right_ in marks.items() if right_[index] and name != "summarise"]
        if not marks["summarise"][index]:
            print(case.sentence, "read by", ", ".join(others) or "none", file=sys.stderr)


if __name__ == "__main__":
    raise SystemExit(main())
