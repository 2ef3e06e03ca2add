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
from summarise.review.fold import Folded, Moved, active, admit, fold, record_hash
from summarise.review.reviewed_reply import Reply
from summarise.review.selection_from_record import selection_from_record
from tests.support.composed_replies import composed_reply
from tests.support.reviewed import (
    AT,
    GOLD_TEXTS,
    LETTER,
    event,
    gold_reply,
    holding,
    letter,
    random_acts,
    reply_of,
    ungrounded,
)


def _start(reply: Reply, words: str) -> int:
    at = reply.annotated.document.text.index(words)
    return next(one.start for one in reply.annotated.sentences if one.start <= at < one.end)


def _number(reply: Reply, words: str) -> int:
    return next(one.start for one in reply.annotated.quantities if reply.annotated.quote(one) == words)


def _date(reply: Reply, words: str) -> list[int]:
    return next([one.start, one.end] for one in reply.annotated.dates if reply.annotated.quote(one) == words)


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


def test_a_promise_that_was_missed_is_added_with_its_number_its_deadline_and_its_body() -> None:
    reply = letter()
    start = _start(reply, "错时共享泊位")
    folded = admit(fold(reply, ()), reply, event(reply, 1, "label", f"s{start}", "m", "mc"))
    number = _number(reply, "260个")
    target = {"indicator": "错时共享泊位", "basis": "level", "deadline": None}
    folded = admit(folded, reply, event(reply, 2, "target", f"t{number}", None, target))
    added = next(item for item in folded.record.commitments if item.evidence[0].start == start)
    assert (added.certainty, added.deadline, added.responsible) == ("firm", None, ())
    assert [one.commitment for one in folded.record.numeric_targets if one.evidence.start == number] == [added.id]
    assert folded.record.provenance.review is not None
    assert folded.record.provenance.review.changes == 2
    assert folded.record.schema_version == "1.1"


def test_a_date_of_another_point_is_refused_and_says_why() -> None:
    reply = letter()
    item = f"c{_start(reply, '市公安局将于')}"
    now = _date(reply, "年底前")
    with pytest.raises(NotGrounded, match="not of this sentence"):
        admit(fold(reply, ()), reply, event(reply, 1, "deadline", item, now, _date(reply, "2026年6月底前")))


def test_a_body_a_field_or_an_indicator_that_the_text_does_not_have_is_refused() -> None:
    reply = letter()
    item = f"c{_start(reply, '市公安局将于')}"
    folded = fold(reply, ())
    before = [
        commitment.responsible for commitment in folded.record.commitments if f"c{commitment.evidence[0].start}" == item
    ]
    with pytest.raises(NotGrounded, match="市民政局"):
        admit(folded, reply, event(reply, 1, "responsible", item, list(before[0]), ["市民政局"]))
    with pytest.raises(NotGrounded, match="does not say"):
        admit(folded, reply, event(reply, 1, "field", "reply.issuer", reply.record.reply.issuer, "云溪市民政局"))
    number = _number(reply, "800个")
    indicator = next(one.indicator for one in folded.record.numeric_targets if one.evidence.start == number)
    with pytest.raises(NotGrounded, match="not word it so"):
        admit(folded, reply, event(reply, 1, "indicator", f"t{number}", indicator, "机器人数量"))


def test_an_indicator_may_be_worded_by_another_sentence_of_the_point() -> None:
    reply = letter()
    number = _number(reply, "1.2万个")
    folded = fold(reply, ())
    indicator = next(one.indicator for one in folded.record.numeric_targets if one.evidence.start == number)
    folded = admit(folded, reply, event(reply, 1, "indicator", f"t{number}", indicator, "停车场泊位总数"))
    assert "停车场泊位总数" in [one.indicator for one in folded.record.numeric_targets]


def test_an_act_on_what_is_not_so_any_more_is_a_conflict_and_shows_what_is() -> None:
    reply = letter()
    item = f"c{_start(reply, '力争2027年底前')}"
    folded = admit(fold(reply, ()), reply, event(reply, 1, "firmness", item, "effort", "firm"))
    with pytest.raises(Moved) as moved:
        admit(folded, reply, event(reply, 2, "firmness", item, "effort", "explore"))
    assert moved.value.now == "firm"


def test_corrections_are_kept_on_the_record_of_another_run_and_those_that_do_not_hold_are_shown() -> None:
    reply = letter()
    kept = event(reply, 1, "firmness", f"c{_start(reply, '力争2027年底前')}", "effort", "firm")
    lost = event(reply, 2, "label", f"s{_start(reply, '我局将探索')}", "c", "m")
    commitments = tuple(item for item in reply.record.commitments if "探索" not in item.evidence[0].quote)
    other = Reply(reply.annotated, reply.record.model_copy(update={"commitments": commitments}))
    folded = fold(other, [kept, lost])
    assert [clash.event for clash in folded.clashes] == [lost]
    assert folded.state == "clashing"
    assert "firm" in [item.certainty for item in folded.record.commitments if "力争" in item.evidence[0].quote]


def test_what_was_accepted_of_one_run_is_not_accepted_of_another() -> None:
    reply = letter()
    accepted = event(reply, 1, "accept", base=record_hash(reply.record))
    assert fold(reply, [accepted]).state == "accepted"
    other = Reply(
        reply.annotated,
        reply.record.model_copy(update={"commitments": reply.record.commitments[:1], "numeric_targets": ()}),
    )
    assert fold(other, [accepted]).state == "open"


def test_a_change_after_acceptance_opens_the_reply_again() -> None:
    reply = letter()
    accept = event(reply, 1, "accept")
    change = event(reply, 2, "firmness", f"c{_start(reply, '力争2027年底前')}", "effort", "firm")
    review = fold(reply, [accept]).record.provenance.review
    assert review is not None
    assert review.accepted_on == AT[:10]
    assert fold(reply, [accept, change]).state == "open"


def test_seen_sentences_lose_their_warnings_and_no_other_does() -> None:
    reply = next(
        gold_reply(n) for n in range(len(GOLD_TEXTS)) if len({w.start for w in gold_reply(n).record.warnings}) > 2
    )
    warning = reply.record.warnings[0]
    home = next(one.start for one in reply.annotated.sentences if one.start <= warning.start < one.end)
    left = admit(fold(reply, ()), reply, event(reply, 1, "seen", f"s{home}", None, True)).record.warnings
    assert warning not in left
    assert set(left) < set(reply.record.warnings)
    assert left


def test_items_are_joined_and_parted_again() -> None:
    reply = letter()
    first, second = (_start(reply, words) for words in ("市公安局将于", "我局将探索"))
    folded = admit(fold(reply, ()), reply, event(reply, 1, "join", f"c{first}", [first], [first, second]))
    joined = next(item for item in folded.record.commitments if item.evidence[0].start == first)
    assert [span.start for span in joined.evidence] == [first, second]
    folded = admit(folded, reply, event(reply, 2, "part", f"c{first}", [first, second], [first]))
    assert [span.start for item in folded.record.commitments for span in item.evidence][-2:] == [first, second]
    assert len(folded.record.commitments) == len(reply.record.commitments)


def test_an_undone_undo_is_in_force_again() -> None:
    reply = letter()
    acts = [event(reply, 1, "accept"), event(reply, 2, "undo", undoes=1), event(reply, 3, "undo", undoes=2)]
    assert active(acts[:2]) == ()
    assert active(acts) == (acts[0],)


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


def test_a_sentence_that_a_person_takes_for_done_may_state_the_date_of_the_next() -> None:
    text = LETTER.replace("（二）规范管理\n", "（二）规范管理\n到2026年底，我局将编制停车规划。")
    reply = reply_of("dated.txt", text)
    first = next(one.start for one in reply.annotated.sentences if "编制停车规划" in reply.annotated.quote(one))
    second = next(one.start for one in reply.annotated.sentences if "我局将探索" in reply.annotated.quote(one))
    date = next([d.start, d.end] for d in reply.annotated.dates if "2026年底" in reply.annotated.quote(d))
    folded = fold(reply, ())
    now = next(item.deadline for item in folded.choice.commitments if item.starts[0] == second)
    if now is None or list(now) != date:
        act = event(reply, 1, "deadline", f"c{second}", list(now) if now else None, date)
        folded = admit(folded, reply, act)
    folded = admit(folded, reply, event(reply, 2, "label", f"s{first}", "c", "m"))
    kept = next(item for item in folded.record.commitments if item.evidence[0].start == second)
    assert kept.deadline is not None
    assert kept.deadline.by == "2026-12-31"
