"""Measures loading on the fixture documents: `python -m eval.documents` prints a table by layout.

With `--suites [NAME …]` it measures documents that other software makes, see `eval.suites`.

complete   share of the letters' sentences that are in the text, in order
chrome     share of the text's characters that stand in lines which are neither letter nor metadata
exact      documents whose text is, to the character, the one that must come out
records    documents whose record by the built-in engine equals that of the letter as plain text, offsets, `document`
           and what only the page states about the reply (date of publication, index number) aside
per second pages or files read on one core
"""

from __future__ import annotations

import re
import sys
import time
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from eval.fixtures.make_documents import Fixture, documents
from eval.suites import print_table
from summarise.document import Document
from summarise.engines.rules import RulesEngine
from summarise.errors import InputError
from summarise.load import load_bytes
from summarise.pipeline import summarise

__all__ = ["Score", "measure", "same_record"]


@dataclass(slots=True)
class Score:
    """Counts of one layout; `seconds` is time spent in `load_bytes` alone."""

    documents: int = 0
    exact: int = 0
    records: int = 0
    sentences: int = 0
    found: int = 0
    characters: int = 0
    chrome: int = 0
    seconds: float = 0.0

    def add(self, other: Score) -> None:
        """Add the counts of `other`."""
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))


def same_record(document: Document, letter: str) -> bool:
    """Tell whether a document's record says what that of the letter alone says."""
    found, wanted = (
        _without_offsets(summarise(read, RulesEngine()).model_dump(mode="json"))
        for read in (document, Document(document.source, letter))
    )
    stated = {name: value for name, value in wanted.pop("reply").items() if value}
    reply = found.pop("reply")
    return found == wanted and all(reply[name] == value for name, value in stated.items())


def _without_offsets(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _without_offsets(v) for k, v in value.items() if k not in {"start", "end", "document"}}
    return [_without_offsets(v) for v in value] if isinstance(value, list) else value


def _squeezed(text: str) -> str:
    return re.sub(r"[\s|]+", "", text)


def measure(fixture: Fixture) -> Score:
    """Read one fixture and count what came out."""
    began = time.perf_counter()
    try:
        document = load_bytes(fixture.data, fixture.name)
    except InputError as error:
        print(f"{fixture.name}: {error.message}", file=sys.stderr)
        document = Document(fixture.name, "")
    text = document.text
    score = Score(
        documents=1, exact=int(text == fixture.text), characters=len(text), seconds=time.perf_counter() - began
    )
    score.records = int(bool(text) and same_record(document, fixture.letter.text))
    whole, position = _squeezed(text), 0
    printed = fixture.letter.text not in fixture.text  # in print, rows of tables have neither bars nor repeated heads
    for line in fixture.text.split("\n") if printed else fixture.letter.lines:
        for sentence in re.findall(r"[^。！？；]+[。！？；]?", line):
            score.sentences += 1
            place = whole.find(_squeezed(sentence), position)
            if place >= 0:
                score.found += 1
                position = place + len(_squeezed(sentence))
    wanted = _squeezed(fixture.text)
    score.chrome = sum(len(line) for line in text.split("\n") if _squeezed(line) not in wanted)
    return score


def main() -> int:
    """Print the table; exit 1 where a sentence is missing, a record differs or chrome passes 2 per cent."""
    if "--suites" in sys.argv:
        names = [name for name in sys.argv[sys.argv.index("--suites") + 1 :] if not name.startswith("-")]
        print_table(names, verbose="--verbose" in sys.argv)
        return 0
    by_layout: dict[str, Score] = defaultdict(Score)
    total = Score()
    fixtures = list(documents())
    for fixture in fixtures:  # once for the imports, which a run pays once
        if fixture.letter is fixtures[0].letter:
            measure(fixture)
    for fixture in fixtures:
        score = measure(fixture)
        by_layout[fixture.layout].add(score)
        total.add(score)
    print(f"{'layout':22}{'documents':>10}{'complete':>18}{'chrome':>9}{'exact':>9}{'records':>9}{'per second':>12}")
    for layout, score in [*by_layout.items(), ("all", total)]:
        complete = f"{score.found}/{score.sentences}"
        print(
            f"{layout:22}{score.documents:>10}{complete:>18}{score.chrome / max(score.characters, 1):>9.2%}"
            f"{f'{score.exact}/{score.documents}':>9}{f'{score.records}/{score.documents}':>9}"
            f"{score.documents / score.seconds:>12.0f}"
        )
    whole = total.found == total.sentences and total.records == total.documents
    return int(not whole or total.chrome > 0.02 * total.characters)


if __name__ == "__main__":
    sys.exit(main())
