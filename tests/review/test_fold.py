import pytest

from summarise.errors import NotGrounded
from summarise.review.fold import Moved, active, admit, fold, record_hash
from summarise.review.reviewed_reply import Reply
from tests.support.reviewed import (
    AT,
    GOLD_TEXTS,
    LETTER,
    event,
    gold_reply,
    letter,
    reply_of,
)


def _start(reply: Reply, words: str) -> int:
    at = reply.annotated.document.text.index(words)
    return next(one.start for one in reply.annotated.sentences if one.start <= at < one.end)


def _number(reply: Reply, words: str) -> int:
    return next(one.start for one in reply.annotated.quantities if reply.annotated.quote(one) == words)


def _date(reply: Reply, words: str) -> list[int]:
    return next([one.start, one.end] for one in reply.annotated.dates if reply.annotated.quote(one) == words)


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
