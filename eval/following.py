"""Whether a promise leads to what later replies say of it, on the labelled replies of two years.

python -m eval.following            print recall at nine and the precision of the proposed statement
python -m eval.following --misses   also every statement that is not among the nine, and every wrong proposal

The built-in engine reads the letters of eval/years; the corpus is opened as `summarise follow` opens it. A promise is
found where a commitment of its letter, or a target that belongs to none, covers at least half of its words. A later
statement is found where a candidate covers at least half of its words.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from summarise.corpus import Corpus, opened_corpus
from summarise.corpus.follow import Candidate, candidates, promised
from summarise.ledger import promises
from summarise.record import Evidence, Record
from summarise.records_file import read_records
from summarise.workbench.shelf import texts_of

__all__ = ["YEARS", "Count", "Followed", "Labelled", "Quote", "counts", "followed", "main", "read_labels"]

YEARS = Path(__file__).with_name("years")
TODAY = date(2026, 1, 1)
"""The day of the question; candidates do not depend on it."""
_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a letter."""

    letter: str
    start: int
    end: int
    words: str

    def is_covered(self, spans: Sequence[Evidence]) -> bool:
        """Whether evidence of the same letter covers at least half of the characters."""
        shared = sum(max(0, min(self.end, span.end) - max(self.start, span.start)) for span in spans)
        return shared >= _HALF * (self.end - self.start)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A labelled promise and what later letters say of it."""

    promise: Quote
    later: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Followed:
    """A labelled promise with the candidates that the corpus offers."""

    labelled: Labelled
    is_found: bool
    """Whether the engine found the promise."""
    offered: tuple[tuple[str, Candidate], ...]
    """Each candidate with the name of its letter, best first."""

    def holds(self, statement: Quote) -> bool:
        """Whether a candidate is this statement."""
        return any(name == statement.letter and statement.is_covered(one.evidence) for name, one in self.offered)

    @property
    def proposed(self) -> tuple[str, Candidate] | None:
        """The first candidate, if it is likely enough to be proposed."""
        return self.offered[0] if self.offered and self.offered[0][1].is_likely else None

    @property
    def is_right(self) -> bool:
        """Whether the proposed candidate is a labelled statement."""
        if self.proposed is None:
            return False
        name, best = self.proposed
        return any(name == one.letter and one.is_covered(best.evidence) for one in self.labelled.later)


@dataclass(frozen=True, slots=True)
class Count:
    """A share as its two numbers."""

    part: int
    whole: int

    @property
    def share(self) -> float:
        """The part of the whole; 0 of nothing."""
        return self.part / self.whole if self.whole else 0.0

    def __str__(self) -> str:
        return f"{self.share:.3f} ({self.part} of {self.whole})"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--misses", action="store_true")
    asked = parser.parse_args(arguments)
    found = followed(YEARS)
    for title, count in counts(found).items():
        print(f"{title:<72} {count}")
    if asked.misses:
        print("\n".join(_misses(found)))
    return 0


def read_labels(folder: Path) -> list[Labelled]:
    """Read matches.jsonl of a folder, each quote with its place in its letter."""
    texts = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.txt")}
    lines = (folder / "matches.jsonl").read_text(encoding="utf-8").splitlines()
    return [
        Labelled(_quote(texts, promise), tuple(_quote(texts, later) for later in promise["later"]))
        for promise in map(json.loads, lines)
    ]


def _quote(texts: Mapping[str, str], label: Mapping[str, str]) -> Quote:
    words = label["quote"]
    start = texts[label["letter"]].index(words)
    return Quote(label["letter"], start, start + len(words), words)


def followed(folder: Path) -> list[Followed]:
    """Read the letters, open the corpus, and follow every labelled promise."""
    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / "records.jsonl"
        arguments = ["run", str(folder / "*.txt"), "-o", str(file), "--save-text", str(Path(place) / "texts")]
        subprocess.run([sys.executable, "-m", "summarise", *arguments], check=True, capture_output=True)
        records = {Path(record.document.source).name: record for record in read_records(file)}
        corpus = opened_corpus(file)
        try:
            return [_follow(corpus, records, one) for one in read_labels(folder)]
        finally:
            corpus.close()


def _follow(corpus: Corpus, records: Mapping[str, Record], labelled: Labelled) -> Followed:
    place = _row(records[labelled.promise.letter], labelled.promise)
    if not place:
        return Followed(labelled, is_found=False, offered=())
    names = {record.document.sha256: name for name, record in records.items()}
    offered = candidates(corpus, promised(corpus, place, TODAY), texts_of(corpus.records))
    return Followed(labelled, is_found=True, offered=tuple((names[one.sha256], one) for one in offered))


def _row(record: Record, promise: Quote) -> str:
    """The reference of the commitment that covers the promise, else of a target that does, else ""."""
    covering = [one for one in promises(record) if promise.is_covered(one.evidence)]
    return next((str(one.reference) for one in covering), "")


def counts(found: Sequence[Followed]) -> dict[str, Count]:
    """Return what is printed: a title and its share."""
    at_hand = [one for one in found if one.is_found]
    told = [one for one in at_hand if one.labelled.later]
    proposing = [one for one in at_hand if one.proposed]
    return {
        "promises that the engine finds": Count(len(at_hand), len(found)),
        "later statements among the nine, of promises found": _recall(at_hand),
        "later statements among the nine, of all promises": _recall(found),
        "proposed statements that are right": Count(sum(one.is_right for one in proposing), len(proposing)),
        "promises told of later whose proposed statement is right": Count(sum(one.is_right for one in told), len(told)),
        "promises never told of that get no proposal": Count(
            sum(not one.proposed for one in at_hand if not one.labelled.later),
            sum(not one.labelled.later for one in at_hand),
        ),
    }


def _recall(found: Sequence[Followed]) -> Count:
    held = [one.holds(statement) for one in found for statement in one.labelled.later]
    return Count(sum(held), len(held))


def _misses(found: Sequence[Followed]) -> Iterator[str]:
    for one in found:
        promise = one.labelled.promise
        if not one.is_found:
            yield f"\nno item: {promise.letter}: {promise.words}"
            continue
        lost = [statement for statement in one.labelled.later if not one.holds(statement)]
        is_wrong = one.proposed is not None and not one.is_right
        if lost or is_wrong:
            yield f"\n{promise.letter}: {promise.words}"
        yield from (f"  missing: {statement.letter}: {statement.words}" for statement in lost)
        if is_wrong and one.proposed:
            name, best = one.proposed
            yield f"  proposed: {name}: {best.quote} {dict(best.parts)}"
            yield from (f"  labelled: {statement.words}" for statement in one.labelled.later)


if __name__ == "__main__":
    sys.exit(main())
