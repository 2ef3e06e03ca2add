"""In how many labelled sentences each entry of the lexicon decides.

python -m eval.lexicon [FOLDER]     write eval/lexicon.json; FOLDER has the texts of the real replies

An entry decides in a sentence where the engine's answer on it is another without the entry. It decides rightly where
the labels agree with the answer with it and not with the one without it, and wrongly the other way round. Sentences of
the gold set, of the replies beside the project and of the real replies' parts tune are looked at.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.real.at_hand import golds_of
from summarise.annotate import annotate
from summarise.annotated import AnnotatedDocument
from summarise.engines.rules import RulesEngine
from summarise.engines.rules.lexicon import Entry, entries, matcher
from summarise.engines.rules.wording import cue_text
from summarise.evaluation import Gold, load_gold_set
from summarise.selection import Selection

__all__ = ["REPORT", "Letter", "counted", "decisions"]

ROOT = Path(__file__).resolve().parents[1]
REPORT = ROOT / "eval" / "lexicon.json"
SETS = (ROOT / "eval" / "gold", ROOT.parent / "shared" / "replies")

Answer = Mapping[int, tuple[Any, ...]]
"""By the number of a sentence: whether it is a measure, a commitment and how, and its targets."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A labelled letter, annotated once."""

    annotated: AnnotatedDocument
    text: str
    labels: Mapping[int, frozenset[str]]
    """By the number of a sentence: measure and commitment, as far as it is one."""

    @classmethod
    def of(cls, gold: Gold) -> Letter:
        """Annotate a labelled letter."""
        annotated = annotate(gold.document)
        labels: dict[int, frozenset[str]] = {}
        for sentence in annotated.sentences:
            held = [s for s in gold.labels.sentences if s.start < sentence.end and sentence.start < s.end]
            said = {label for s in held for label in s.labels}
            if "heading" not in said:
                labels[sentence.number] = frozenset(said & {"measure", "commitment"})
        return cls(annotated, cue_text(annotated.folded), labels)


def main(arguments: Sequence[str] | None = None) -> int:
    """Count and write the report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", help="texts of the real replies")
    asked = parser.parse_args(arguments)
    golds = [gold for folder in SETS if folder.is_dir() for gold in load_gold_set(folder)]
    if asked.folder:
        golds += golds_of(asked.folder, ("tune", "more-tune"))[0]
    report = counted([Letter.of(gold) for gold in golds])
    REPORT.write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    idle = [title for title, entry in report["entries"].items() if not entry["decides"]]
    print(f"{REPORT.name}: {len(report['entries'])} entries, {report['sentences']} sentences of {len(golds)} replies")
    print(f"entries that decide nothing: {', '.join(idle) or 'none'}")
    return 0


def counted(letters: Sequence[Letter]) -> dict[str, Any]:
    """The report: every entry with its words, and in how many sentences it decides, rightly and wrongly."""
    answers = [_answer(letter) for letter in letters]
    told = {entry.title: _told(entry, letters, answers) for entry in entries()}
    return {"replies": len(letters), "sentences": sum(len(one.labels) for one in letters), "entries": told}


def _told(entry: Entry, letters: Sequence[Letter], answers: Sequence[Answer]) -> dict[str, Any]:
    right, wrong, decides = 0, 0, 0
    for _, said in decisions(entry, letters, answers):
        decides += 1
        right += said is True
        wrong += said is False
    words = {"words": entry.words, "not_before": entry.not_before, "not_after": entry.not_after}
    return {**{name: list(value) for name, value in words.items()}, "decides": decides, "right": right, "wrong": wrong}


def decisions(entry: Entry, letters: Sequence[Letter], answers: Sequence[Answer]) -> Iterator[tuple[int, bool | None]]:
    """Sentences on which the answer is another without the entry, and whether the labels are for it."""
    of_kind = matcher(entry.kind)
    all_entries = of_kind.entries
    of_kind.read([one for one in all_entries if one != entry])
    try:
        for letter, before in zip(letters, answers, strict=True):
            if not _may_match(entry, letter.text):
                continue
            after = _answer(letter)
            for number in sorted(before.keys() | after.keys()):
                if before.get(number) != after.get(number):
                    yield number, _said(letter.labels.get(number), before.get(number), after.get(number))
    finally:
        of_kind.read(all_entries)


def _may_match(entry: Entry, text: str) -> bool:
    """Whether the words stand anywhere in the text; those that begin or end a sentence or a clause are always tried."""
    return any(sign in words for words in entry.words for sign in "^$") or entry.pattern.search(text) is not None


def _said(wanted: frozenset[str] | None, before: tuple[Any, ...] | None, after: tuple[Any, ...] | None) -> bool | None:
    """Whether the labels are for the answer with the entry; None where they say nothing of the difference."""
    if wanted is None:
        return None
    with_it, without_it = (frozenset(one[0]) if one else frozenset() for one in (before, after))
    return None if with_it == without_it else with_it == wanted if wanted in (with_it, without_it) else None


def _answer(letter: Letter) -> Answer:
    selection = RulesEngine(None).select(letter.annotated)
    return _by_sentence(letter.annotated, selection)


def _by_sentence(annotated: AnnotatedDocument, selection: Selection) -> Answer:
    labels: dict[int, list[str]] = {}
    details: dict[int, list[Any]] = {}
    for measure in selection.measures:
        labels.setdefault(measure.sentences[0], []).append("measure")
    for item in selection.commitments:
        labels.setdefault(item.sentences[0], []).append("commitment")
        details.setdefault(item.sentences[0], []).append(
            (item.certainty, item.deadline, item.responsible, item.summary)
        )
    for target in selection.targets:
        home = annotated.quantity(target.quantity).sentence
        details.setdefault(home, []).append((target.quantity, target.basis))
    return {n: (tuple(labels.get(n, ())), tuple(details.get(n, ()))) for n in labels.keys() | details.keys()}


if __name__ == "__main__":
    sys.exit(main())
