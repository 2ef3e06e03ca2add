"""Whatever people do, in whatever order: no record that the text does not bear out, and undoing gives back what was."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from summarise.errors import NotGrounded
from summarise.ground import ground
from summarise.record import Record
from summarise.review.choice import Choice
from summarise.review.events import Event
from summarise.review.fold import Folded, Moved, admit, fold
from summarise.review.reviewed_reply import Reply
from summarise.review.selection_from_record import selection_from_record
from tests.support.composed_replies import composed_reply
from tests.support.reviewed import (
    GOLD_TEXTS,
    event,
    gold_reply,
    holding,
    letter,
    random_acts,
    reply_of,
    ungrounded,
)


def _walk(reply: Reply, seed: int, tries: int) -> tuple[Folded, list[Event]]:
    """A reply after the acts of a random sequence that are admitted."""
    folded, events = fold(reply, ()), list[Event]()
    source = random.Random(seed)
    for _, (do, item, to) in zip(range(tries), random_acts(reply, source), strict=False):
        try:
            act = holding(reply, folded.choice, len(events) + 1, do, item, to)
            folded = admit(folded, reply, act)
        except (NotGrounded, Moved, ValidationError):
            continue
        events.append(act)
    return folded, events


@pytest.mark.parametrize("index", range(len(GOLD_TEXTS)))
def test_every_record_goes_back_to_its_choice_and_grounds_to_the_same_record(index: int) -> None:
    reply = gold_reply(index)
    bare = ground(reply.annotated, selection_from_record(reply.annotated, reply.record), strict=True)
    assert _without_estimates(bare) == _without_estimates(reply.record)
    for made in (
        fold(reply, ()).record,
        admit(fold(reply, ()), reply, event(reply, 1, "accept")).record,
    ):
        assert made.measures_taken == reply.record.measures_taken
        assert made.commitments == reply.record.commitments
        assert made.numeric_targets == reply.record.numeric_targets
        assert (made.reply, made.proposal) == (reply.record.reply, reply.record.proposal)


def test_records_of_composed_replies_go_back_to_their_choice() -> None:
    for number in range(1, 30):
        document = composed_reply(number)[1]
        reply = reply_of(document.source, document.text)
        made = ground(reply.annotated, selection_from_record(reply.annotated, reply.record), strict=True)
        assert _without_estimates(made) == _without_estimates(reply.record)


@settings(max_examples=40)
@given(st.integers(0, 2**32), st.integers(0, 40))
def test_no_sequence_of_acts_makes_a_record_that_the_text_does_not_bear_out(seed: int, index: int) -> None:
    _check_walk(letter() if index > 35 else gold_reply(index), seed)


@pytest.mark.slow
def test_ten_thousand_random_acts_make_no_record_that_the_text_does_not_bear_out() -> None:
    for seed in range(170):
        _check_walk(gold_reply(seed), seed)


def _check_walk(reply: Reply, seed: int) -> None:
    folded, events = _walk(reply, seed, 60)
    assert ungrounded(folded.record, reply.annotated.document.text) == []
    assert Record.from_json(folded.record.to_json()) == folded.record
    held = {span.start: item.id for item in folded.record.commitments for span in item.evidence}
    assert all(target.commitment in {None, *held.values()} for target in folded.record.numeric_targets)
    again = fold(reply, events)
    assert again.record.to_json() == folded.record.to_json()
    assert again.clashes == ()


@settings(max_examples=40)
@given(st.integers(0, 2**32))
def test_undoing_the_last_act_gives_the_state_before_it_and_undoing_that_brings_it_back(seed: int) -> None:
    reply = letter()
    _, events = _walk(reply, seed, 40)
    if not events:
        return
    undo = event(reply, len(events) + 1, "undo", undoes=events[-1].n)
    redo = event(reply, len(events) + 2, "undo", undoes=undo.n)
    assert fold(reply, [*events, undo]) == fold(reply, events[:-1])
    assert fold(reply, [*events, undo, redo]) == fold(reply, events)


@settings(max_examples=60)
@given(st.integers(0, 2**32))
def test_acts_on_different_items_commute(seed: int) -> None:
    reply, source = letter(), random.Random(seed)
    start = fold(reply, ()).choice
    pairs: list[Event] = []
    for do, item, to in random_acts(reply, source):
        try:
            act = holding(reply, start, len(pairs) + 1, do, item, to)
            admit(fold(reply, ()), reply, act)
        except (NotGrounded, Moved, ValidationError):
            continue
        if not act.item:  # accepting is about the whole reply
            continue
        if not pairs or (_sentences(reply, start, act).isdisjoint(_sentences(reply, start, pairs[0]))):
            pairs.append(act)
        if len(pairs) == 2:
            break
    first, second = pairs
    one, other = fold(reply, [first, second]), fold(reply, [second, first])
    assert one.choice == other.choice
    assert _without_review(one.record) == _without_review(other.record)


def _sentences(reply: Reply, choice: Choice, act: Event) -> set[int]:
    """The sentences that an act is about: its own, and those of the items that hold it."""
    if act.start is None:
        return {hash(act.item) | 1 << 40}
    number = reply.quantities.get(act.start)
    home = reply.annotated.sentence(number.sentence).start if number and act.item[0] == "t" else act.start
    items = [item for kind in ("m", "c") if (item := choice.holder(kind, home))]
    touched = {home, *(start for item in items for start in item.starts)}
    others = act.to if act.do == "join" and isinstance(act.to, list) else []
    return touched | {one for one in others if isinstance(one, int)}


def _without_review(record: Record) -> Record:
    provenance = record.provenance.model_copy(update={"review": None})
    return record.model_copy(update={"provenance": provenance})


def _without_estimates(record: Record) -> Record:
    """What was chosen; warnings and probabilities are an engine's own."""
    items = {
        name: tuple(
            item.model_copy(
                update={"confidence": None} | ({"confidence_of": {}} if hasattr(item, "confidence_of") else {})
            )
            for item in getattr(record, name)
        )
        for name in ("measures_taken", "commitments", "numeric_targets")
    }
    return record.model_copy(update={"warnings": (), **items})
