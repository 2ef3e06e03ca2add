"""The report on the lexicon: what decides is kept, and what is gone or changed is noticed."""

from __future__ import annotations

import json
from typing import Any

import pytest

from eval.lexicon import REPORT, Letter, counted, decisions
from summarise.engines.rules.lexicon import Entry, entries, matcher
from summarise.evaluation import load_gold_set
from tests.support.places import ROOT

KEPT: dict[str, Any] = json.loads(REPORT.read_text("utf-8"))["entries"]


def faults(held: dict[str, Any], lexicon: tuple[Entry, ...]) -> list[str]:
    """What the report has and the lexicon has no more, or has otherwise; words and entries may be new."""
    known = {entry.title: entry for entry in lexicon}
    found = [f"{title} is gone" for title in held if title not in known]
    for title, kept in held.items():
        if entry := known.get(title):
            found += [f"{title} lacks {word}" for word in kept["words"] if word not in entry.words]
            for guard in ("not_before", "not_after"):
                if list(getattr(entry, guard)) != kept[guard]:
                    found.append(f"{title} has another {guard}")
    return found


def test_the_lexicon_has_every_word_and_guard_that_the_report_counts() -> None:
    assert faults(KEPT, entries()) == []


def test_every_entry_of_the_report_decides_in_some_labelled_sentence() -> None:
    assert [title for title, kept in KEPT.items() if not kept["decides"]] == []


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry.title)
def test_an_entry_that_is_deleted_or_changed_is_noticed(entry: Entry) -> None:
    rest = tuple(one for one in entries() if one != entry)
    held = {entry.title: KEPT[entry.title]} if entry.title in KEPT else {}
    if not held:  # it is new, and waits for the next report
        return
    gone = held[entry.title]["words"][-1]
    words = tuple(word for word in entry.words if word != gone)
    other = Entry(entry.kind, entry.name, words, entry.not_before, entry.not_after, entry.examples, entry.examples)
    guarded = Entry(
        entry.kind, entry.name, entry.words, ("丁", *entry.not_before), (), entry.examples, entry.counter_examples
    )
    assert faults(held, rest) == [f"{entry.title} is gone"]
    assert faults(held, (*rest, other)) == [f"{entry.title} lacks {gone}"]
    assert faults(held, (*rest, guarded)) != []


def test_what_an_entry_decides_is_counted_on_labelled_letters() -> None:
    golds = load_gold_set(ROOT / "eval" / "gold")
    letters = [Letter.of(gold) for gold in golds if "hengze-agriculture" in gold.document.source]
    will = next(entry for entry in entries() if entry.title == "will.will")
    report = counted(letters)
    assert report["replies"] == 1
    assert report["entries"]["will.will"]["decides"] > 0
    assert report["entries"]["will.will"]["right"] > report["entries"]["will.will"]["wrong"]
    before = matcher("will").entries
    list(decisions(will, letters, [{} for _ in letters]))
    assert matcher("will").entries == before
