from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from decimal import Decimal
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarise.evaluation import Answer, Failed, Gold, answer_of_gold, load_gold_set, score_reply, score_set
from summarise.evaluation.gold.gold_file import GoldSentence
from summarise.evaluation.reports.field_rows import reply_tallies, scored_rows
from summarise.evaluation.reports.report_values import RunFacts, report_text, report_values
from summarise.evaluation.scores.answers import AnsweredCommitment, AnsweredItem, AnsweredTarget
from summarise.evaluation.scores.findings import Findings, Share
from tests.support.evaluation_examples import SHARED_REPLIES, empty_example, example

GOLD = example()
WHOLE = answer_of_gold(GOLD)
_T = TypeVar("_T")


def scores(gold: Gold, answer: Answer) -> dict[str, float]:
    """Every score with something to count, greater for better."""
    reply = score_reply(gold, answer)
    found = {n: t.numerator / t.denominator for n, t in reply_tallies(reply).items() if t.denominator}
    return {**found, "edits": -found["edits"]}


def _some(items: Sequence[_T]) -> st.SearchStrategy[tuple[_T, ...]]:
    return st.lists(st.sampled_from(items), unique_by=id).map(tuple)


answers = st.builds(
    lambda measures, commitments, targets: dataclasses.replace(
        WHOLE, measures=measures, commitments=commitments, targets=targets
    ),
    _some(WHOLE.measures),
    _some(WHOLE.commitments),
    _some(WHOLE.targets),
)


def _wrong_for(label: str) -> st.SearchStrategy[GoldSentence]:
    return st.sampled_from([s for s in GOLD.labels.sentences if not {label, "heading"} & set(s.labels)])


@given(answers, _wrong_for("measure"), _wrong_for("commitment"))
def test_adding_a_wrong_item_never_raises_a_score(answer: Answer, first: GoldSentence, second: GoldSentence) -> None:
    before = scores(GOLD, answer)
    measure = AnsweredItem(((first.start, first.end),))
    promise = AnsweredCommitment(((second.start, second.end),), stated={"certainty": "effort"})
    target = AnsweredTarget((2, 6), Decimal(7), None, "家", "=")
    worse = (
        dataclasses.replace(answer, measures=(*answer.measures, measure)),
        dataclasses.replace(answer, commitments=(*answer.commitments, promise)),
        dataclasses.replace(answer, targets=(*answer.targets, target)),
        dataclasses.replace(answer, measures=(*answer.measures, AnsweredItem((), lost=1))),
        dataclasses.replace(answer, targets=(*answer.targets, dataclasses.replace(target, span=None))),
    )
    for other in worse:
        after = scores(GOLD, other)
        assert all(after[name] <= before[name] for name in before)
        assert after["edits"] < before["edits"]


@given(answers, st.data())
def test_removing_a_right_item_never_raises_a_score(answer: Answer, data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(["measures", "commitments", "targets"]))
    items = getattr(answer, kind)
    if not items:
        return
    gone = data.draw(st.integers(0, len(items) - 1))
    before = scores(GOLD, answer)
    after = scores(GOLD, dataclasses.replace(answer, **{kind: items[:gone] + items[gone + 1 :]}))
    assert all(after[name] <= before[name] for name in after)


@given(st.data())
def test_the_order_of_items_changes_nothing(data: st.DataObject) -> None:
    commitments, targets = (*WHOLE.commitments, _overlapping()), (*WHOLE.targets, *_rivals())
    straight = dataclasses.replace(WHOLE, commitments=commitments, targets=targets)
    shuffled = dataclasses.replace(
        WHOLE,
        measures=tuple(data.draw(st.permutations(WHOLE.measures))),
        commitments=tuple(data.draw(st.permutations(commitments))),
        targets=tuple(data.draw(st.permutations(targets))),
    )
    assert score_reply(GOLD, shuffled).tallies == score_reply(GOLD, straight).tallies


def _overlapping() -> AnsweredCommitment:
    """A second item over two sentences that others hold as well."""
    spans = WHOLE.commitments[0].spans + WHOLE.commitments[1].spans
    return AnsweredCommitment(spans, stated={"certainty": "explore", "deadline": "2030-12-31"})


def _rivals() -> tuple[AnsweredTarget, ...]:
    """Two more answers for the first gold target, equal in likeness."""
    first = WHOLE.targets[0]
    return (dataclasses.replace(first, basis="level"), dataclasses.replace(first, basis="growth", by=""))


def test_gold_against_itself_is_perfect() -> None:
    evaluation = score_set((GOLD,), {GOLD.name: WHOLE})
    assert evaluation.replies[0].perfect
    assert {row.score for row in scored_rows(evaluation) if row.row.name != "edits"} == {1.0, None}


@pytest.mark.skipif(not SHARED_REPLIES.is_dir(), reason="the labelled real replies are not here")
def test_the_labelled_real_replies_against_themselves_are_perfect() -> None:
    golds = load_gold_set(SHARED_REPLIES)
    evaluation = score_set(golds, {gold.name: answer_of_gold(gold) for gold in golds})
    assert [reply.gold.name for reply in evaluation.replies if not reply.perfect] == []


def test_both_empty_is_neutral() -> None:
    answer = dataclasses.replace(WHOLE, measures=())
    alone = score_set((GOLD,), {GOLD.name: answer})
    both = score_set((GOLD, empty_example()), {GOLD.name: answer, "empty": Answer()})
    assert both.totals == alone.totals
    assert both.specificity["measures"] == Share(1, 1)
    assert both.replies[1].perfect


def test_two_empty_deadlines_add_nothing_to_their_accuracy() -> None:
    reply = score_reply(GOLD, WHOLE)
    assert reply.tallies["commitment_deadline"] == Share(1, 1)
    assert reply.specificity["commitment_deadline"] == Share(3, 3)
    assert reply.tallies["target_deadline"] == Share(1, 1)
    assert reply.specificity["target_deadline"] == Share(1, 1)


def test_an_invented_item_where_the_gold_is_empty_costs_specificity() -> None:
    empty = empty_example()
    sentence = empty.labels.sentences[0]
    reply = score_reply(empty, Answer(measures=(AnsweredItem(((sentence.start, sentence.end),)),)))
    assert reply.specificity["measures"] == Share(0, 1)
    assert reply.specificity["commitments"] == Share(1, 1)


def test_a_failed_reply_has_all_its_gold_missed() -> None:
    failed = score_reply(GOLD, Failed("answer_refused", "declined"))
    assert failed.tallies["measures"].denominator == 2
    assert failed.tallies["commitments"].denominator == 4
    assert failed.tallies["targets"].denominator == 2
    assert {tally.numerator for tally in failed.tallies.values()} == {0}
    assert not failed.specificity


def test_a_failed_reply_is_never_perfect_even_where_the_gold_is_empty() -> None:
    assert not score_reply(empty_example(), Failed("empty", "nothing came")).perfect


def test_a_reply_without_a_prediction_counts_as_failed() -> None:
    failed = score_set((GOLD,), {}).replies[0].failed
    assert failed is not None
    assert failed.kind == "no_prediction"


def test_the_same_inputs_give_the_same_bytes() -> None:
    def text() -> str:
        evaluation = score_set((GOLD, empty_example()), {GOLD.name: dataclasses.replace(WHOLE, targets=())})
        return report_text(report_values(evaluation, RunFacts(code_version="1")))

    assert text() == text()


def test_half_of_the_visible_characters_are_enough_and_fewer_are_not() -> None:
    start = GOLD.labels.sentences[4].start  # 2024年，我局新增监测点20个。 has 15 visible characters
    enough = Answer(measures=(AnsweredItem(((start, start + 9),)),))  # 8 and a comma
    fewer = Answer(measures=(AnsweredItem(((start, start + 8),)),))  # 7 and a comma
    assert score_reply(GOLD, enough).tallies["measures"].numerator == 2
    assert score_reply(GOLD, fewer).tallies["measures"].numerator == 0


def test_a_scorer_of_ones_own_gets_a_row() -> None:
    def loves_rivers(gold: Gold, answer: Answer) -> Findings:
        return Findings({"rivers": Share(len(answer.measures), gold.document.text.count("河道"))})

    evaluation = score_set((GOLD,), {GOLD.name: WHOLE}, scorers=(loves_rivers,))
    row = next(scored for scored in scored_rows(evaluation) if scored.row.name == "rivers")
    assert row.tally == Share(2, 4)
