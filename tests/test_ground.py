"""What passes from a selection into a record, whoever selected."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarise.annotate import annotate
from summarise.annotated import AnnotatedDocument
from summarise.document import Document
from summarise.ground import ground
from summarise.record import Provenance, Record
from summarise.selection import SelectedCommitment, SelectedMeasure, SelectedTarget, Selection

TEXT = """提案内容
建议县财政局2025年底前新增公交线路3条。
答复意见
李木子委员：
您提出的提案收悉，现答复如下：
一、工作开展情况
2022年底，已建成停车场30处。
县教育局已增设护学岗12个，下一步将对新建的学校每所补助35万元。
二、下一步工作
2025年底前，由县公安局牵头新增泊位260个。
完善标志标线。
青岚县交通运输局
2024年6月18日
"""
NOTHING = Selection(provenance=Provenance(engine="model"))


@pytest.fixture(scope="module")
def annotated() -> AnnotatedDocument:
    return annotate(Document("letter.txt", TEXT))


def sentence(annotated: AnnotatedDocument, words: str) -> int:
    return next(one.number for one in annotated.sentences if words in annotated.quote(one))


def quantity(annotated: AnnotatedDocument, words: str) -> int:
    return next(one.number for one in annotated.quantities if annotated.quote(one) == words)


def kinds(record: Record) -> set[str]:
    return {warning.kind for warning in record.warnings}


def test_the_proposal_and_the_page_are_never_evidence(annotated: AnnotatedDocument) -> None:
    for words in ("新增公交线路3条", "2024年6月18日"):
        chosen = SelectedCommitment((sentence(annotated, words),))
        record = ground(annotated, replace(NOTHING, commitments=(chosen,)))
        assert record.commitments == ()
        assert "not_the_reply" in kinds(record)


def test_a_number_outside_any_commitment_is_no_target(annotated: AnnotatedDocument) -> None:
    chosen = SelectedTarget(quantity(annotated, "30处"), "停车场", "level")
    record = ground(annotated, replace(NOTHING, targets=(chosen,)))
    assert record.numeric_targets == ()
    assert "target_outside_commitment" in kinds(record)


def test_a_sentence_that_promises_too_lends_its_measure_only_the_figures_named(annotated: AnnotatedDocument) -> None:
    both = (sentence(annotated, "护学岗"),)
    measure = SelectedMeasure(both, figures=(quantity(annotated, "12个"),))
    record = ground(annotated, replace(NOTHING, measures=(measure,), commitments=(SelectedCommitment(both),)))
    assert [figure.quote for figure in record.measures_taken[0].figures] == ["12个"]


@pytest.mark.parametrize("engine", ["rules", "model"])
def test_a_summary_with_another_number_gives_way_to_the_evidence(
    annotated: AnnotatedDocument, engine: Literal["rules", "model"]
) -> None:
    promise = SelectedCommitment((sentence(annotated, "新增泊位"),), "由县公安局牵头新增泊位300个")
    record = ground(annotated, Selection(provenance=Provenance(engine=engine), commitments=(promise,)))
    assert "260个" in record.commitments[0].summary
    assert kinds(record) == {"summary_replaced"}


def test_a_date_behind_the_reply_or_of_the_proposal_is_no_deadline(annotated: AnnotatedDocument) -> None:
    numbers = {annotated.quote(date): date.number for date in annotated.dates}
    here = (sentence(annotated, "完善标志标线"),)
    for words in ("2022年底", "2025年底前"):
        record = ground(annotated, replace(NOTHING, commitments=(SelectedCommitment(here, deadline=numbers[words]),)))
        deadline = record.commitments[0].deadline
        assert deadline is None or deadline.text != "2022年底"


def test_a_piece_of_a_name_is_no_body(annotated: AnnotatedDocument) -> None:
    here = (sentence(annotated, "泊位260个"),)
    chosen = SelectedCommitment(here, responsible=("县公安局", "局", "县教育局"))
    record = ground(annotated, replace(NOTHING, commitments=(chosen,)))
    assert record.commitments[0].responsible == ("县公安局",)


def test_a_topic_in_words_of_its_own_is_replaced_and_told(annotated: AnnotatedDocument) -> None:
    record = ground(annotated, replace(NOTHING, topic="火星移民局拨款建设太空城"))
    assert record.proposal.topic == ""
    assert "topic_replaced" in kinds(record)


@pytest.mark.parametrize(
    ("between", "indicator"),
    [("", "县乡客运站点"), ("\n", ""), ("完善标志标线。", "")],
    ids=["next", "line", "further"],
)
def test_the_rules_may_take_an_indicator_from_the_sentence_before_in_its_paragraph(
    between: str, indicator: str
) -> None:
    letter = annotate(Document("letter.txt", f"下一步，我局将改造县乡客运站点。{between}2031年底前完成12处。"))
    selected = replace(
        NOTHING,
        provenance=Provenance(engine="rules"),
        commitments=(SelectedCommitment((sentence(letter, "完成12处"),)),),
        targets=(SelectedTarget(quantity(letter, "12处"), "县乡客运站点", "increment"),),
    )
    record = ground(letter, selected)
    assert [one.indicator for one in record.numeric_targets] == [indicator]
    assert ("indicator_not_in_evidence" in kinds(record)) == (not indicator)


def test_a_sentence_is_in_one_commitment_only(annotated: AnnotatedDocument) -> None:
    here = SelectedCommitment((sentence(annotated, "完善标志标线"),))
    assert len(ground(annotated, replace(NOTHING, commitments=(here, here))).commitments) == 1


@given(st.data())
def test_every_quote_of_a_record_is_the_text_at_its_span(data: st.DataObject) -> None:
    document = annotate(Document("letter.txt", TEXT))
    number = st.integers(-1, 40)
    words = st.sampled_from(["", "停车场", "新增9999个", "县财政局", "不再新增", TEXT[60:90]])
    commitment = st.builds(
        SelectedCommitment,
        sentences=st.tuples(number, number),
        summary=words,
        responsible=st.tuples(words),
        deadline=st.none() | number,
    )
    chosen = replace(
        NOTHING,
        topic=data.draw(words),
        measures=tuple(data.draw(st.lists(st.builds(SelectedMeasure, st.tuples(number, number), words), max_size=3))),
        commitments=tuple(data.draw(st.lists(commitment, max_size=3))),
        targets=tuple(
            data.draw(
                st.lists(st.builds(SelectedTarget, number, words, st.just("level"), st.none() | number), max_size=3)
            )
        ),
    )
    record = ground(document, chosen)
    spans = [span for measure in record.measures_taken for span in measure.evidence]
    spans += [span for commitment in record.commitments for span in commitment.evidence]
    spans += [target.evidence for target in record.numeric_targets]
    assert all(TEXT[span.start : span.end] == span.quote for span in spans)
    assert "9999" not in record.to_json().split('"warnings"')[0]
