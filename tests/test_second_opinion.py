"""A second engine's objections become warnings, and change nothing else."""

from __future__ import annotations

from dataclasses import replace

from small_annotator import annotate

from summarise.annotated import AnnotatedDocument
from summarise.engines.meter import EngineStats
from summarise.engines.second_opinion import SecondOpinion
from summarise.errors import AnswerInvalid
from summarise.ground import ground
from summarise.record import Provenance
from summarise.selection import SelectedCommitment, SelectedMeasure, SelectedTarget, Selection

DOCUMENT = annotate("建成站点3个。\n新增线路5项。\n今后建成中心2个。")
FIRST = Selection(
    Provenance(engine="model"),
    measures=(SelectedMeasure((1,)),),
    commitments=(SelectedCommitment((2,)), SelectedCommitment((3,))),
    targets=(SelectedTarget(2, "线路", "increment"),),
)


class Fixed:
    """Answers what the test says."""

    fingerprint = "fixed"

    def __init__(self, selection: Selection | None) -> None:
        self._selection = selection

    def select(self, document: AnnotatedDocument) -> Selection:
        assert document is DOCUMENT
        if self._selection is None:
            raise AnswerInvalid("nothing")
        return self._selection

    def stats(self) -> EngineStats:
        return EngineStats(calls=1)

    def close(self) -> None:
        pass


def remarks(second: Selection | None) -> list[tuple[str, int | None]]:
    with SecondOpinion(Fixed(FIRST), Fixed(second)) as engine:
        selection = engine.select(DOCUMENT)
        assert engine.stats().calls == 1
    assert replace(selection, remarks=()) == FIRST
    return [(remark.message, remark.sentence) for remark in selection.remarks]


def test_agreement_and_a_silent_second_engine_add_nothing() -> None:
    assert remarks(FIRST) == []
    assert remarks(None) == []


def test_a_sentence_that_only_one_selects_is_no_contradiction() -> None:
    assert remarks(replace(FIRST, measures=(), commitments=FIRST.commitments[:1])) == []


def test_contradictions_are_told_at_their_sentences() -> None:
    second = replace(
        FIRST,
        measures=(SelectedMeasure((2,)),),
        commitments=(SelectedCommitment((1,)),),
        targets=(SelectedTarget(3, "中心", "level"),),
    )
    assert remarks(second) == [
        ("the rules read this measure as a commitment", 1),
        ("the rules read this commitment as a measure", 2),
        ("the rules read 5项 as no target", 2),
        ("the rules read 2个 as a target", 3),
    ]
    with SecondOpinion(Fixed(FIRST), Fixed(second)) as engine:
        record = ground(DOCUMENT, engine.select(DOCUMENT))
    assert [warning.kind for warning in record.warnings if warning.kind == "second_opinion"] == ["second_opinion"] * 4
