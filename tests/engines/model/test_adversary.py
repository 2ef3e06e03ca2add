"""A model that lies in every field: whatever it answers, no record holds what the letter does not say.

The judge searches the text for what a record holds; it shares no code with what made the record.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from typing import Any

import pytest

from summarise.annotate import annotate
from summarise.document import Document
from summarise.engines.model.engine import ModelEngine
from summarise.engines.model_settings import ModelSettings
from summarise.engines.service.meter import Meter
from summarise.engines.service.protocol import Completion, Request
from summarise.errors import AnswerInvalid
from summarise.ground import ground
from summarise.record import Commitment, Deadline, Evidence, Measure, Record
from summarise.reference import statements_of
from tests.support.lying_letter import ANSWER, TEXT, alterations, amount, lies_in_answer, numbers_with_units

DOCUMENT = annotate(Document("reply.txt", TEXT))
NAMED = {"市财政局", "市城管局", "市自然资源局", "市公交集团"}
"""The bodies that the answer names; the proposal's 市教育局 is none of them."""
BODIES = [*sorted(NAMED), "省财政局", "市财政厅", "市教育局", "城管局长", ""]
WORDED = {"公交站点", "候车亭", "公交线路", "覆盖率", "车辆", "站台", "投资", "租金"}
INDICATORS = [*sorted(WORDED), "高速公路", "公交线路999条", "新增公交线路63条", "收取企业费用", "点", ""]
DUE = {"2025年": "2025-12-31", "2026年底前": "2026-12-31"}
"""What the answer states for the time after its own date; 2027年底前 is what the proposal asks for."""
SUMMARIES = ["建成公交站点41个", "新增公交线路", "投入九百万元", "字" * 41, ""]
EMPTY: dict[str, Any] = {"t": "", "m": [], "c": [], "e": [], "x": [], "r": [], "d": [], "n": [], "z": []}


class Says:
    """A service that gives one answer."""

    def __init__(self, **parts: Any) -> None:
        self._answer = json.dumps({**EMPTY, **parts}, ensure_ascii=False)

    def complete(self, request: Request) -> Completion:
        assert request.messages
        return Completion(self._answer)


class Liar:
    """Answers of valid shape with ids, bodies, words and dates at random, the proposal's and the page's included."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.items = 0

    def complete(self, request: Request) -> Completion:
        assert request.messages
        return Completion(json.dumps(self._answer(), ensure_ascii=False))

    def _ids(self, most: int) -> list[int]:
        return [self.chance.randint(-1, most + 2) for _ in range(self.chance.randint(0, 3))]

    def _answer(self) -> dict[str, Any]:
        chance, sentences = self.chance, len(DOCUMENT.sentences)
        quantities, dates = len(DOCUMENT.quantities), len(DOCUMENT.dates)
        many = range(chance.randint(1, 8))
        self.items += 8 * len(many)
        promised = [chance.randint(1, sentences) for _ in many]

        def about() -> list[int]:
            """Usually a sentence that was chosen, since what is said of others is dropped before it is grounded."""
            return [chance.choice(promised)] if chance.random() < 0.8 else self._ids(sentences)

        words = SUMMARIES + [altered for _, _, altered in alterations()]
        return {
            "t": chance.choice(["优化公交线网", "建成999个站点", "新增公交线路64条", ""]),
            "m": [self._ids(sentences) for _ in many],
            "c": [[number] for number in promised] + [self._ids(sentences) for _ in many],
            "e": self._ids(sentences),
            "x": self._ids(sentences),
            "r": [{"b": chance.choices(BODIES, k=2), "s": about()} for _ in many],
            "d": [{"d": chance.randint(-1, dates + 2), "s": about()} for _ in many],
            "n": [
                {
                    "q": chance.randint(-1, quantities + 2),
                    "i": chance.choice(INDICATORS),
                    "b": chance.choice("LIGR"),
                    "d": chance.randint(-1, dates + 2),
                }
                for _ in many
            ],
            "z": [{"s": chance.choice(promised), "w": chance.choice(words)} for _ in many],
        }


def record_from(service: Says | Liar) -> Record:
    engine = ModelEngine(ModelSettings(model="liar", max_reasks=0), service, Meter())
    return ground(DOCUMENT, engine.select(DOCUMENT))


def check(record: Record) -> None:
    for measure in record.measures_taken:
        check_item(measure)
        for figure in measure.figures:
            assert TEXT[figure.start : figure.end] == figure.quote
            assert any(figure.quote in span.quote for span in measure.evidence)
            assert (figure.value, figure.unit) == amount(figure.quote)
    for commitment in record.commitments:
        check_item(commitment)
        words = "".join(span.quote for span in commitment.evidence)
        assert all(body in NAMED and body in words for body in commitment.responsible)
        check_deadline(commitment.deadline)
    for target in record.numeric_targets:
        check_span(target.evidence)
        assert (target.value, target.unit) == amount(target.evidence.quote)
        assert target.comparator == (">=" if "以上" in target.evidence.quote else "=")
        line = next(line for line in ANSWER.splitlines() if target.evidence.quote in line)
        assert target.indicator in WORDED | {""}
        assert target.indicator in line
        check_deadline(target.deadline)
    assert all(number in TEXT for number in numbers_with_units(record.proposal.topic))


def check_span(span: Evidence) -> None:
    assert TEXT[span.start : span.end] == span.quote
    assert lies_in_answer(span.start, span.end), span.quote


def check_item(item: Measure | Commitment) -> None:
    for span in item.evidence:
        check_span(span)
    words = " ".join(span.quote for span in item.evidence)
    assert all(number in words for number in numbers_with_units(item.summary)), item.summary
    assert item.summary not in {altered for _, _, altered in alterations()}


def check_deadline(deadline: Deadline | None) -> None:
    if deadline:
        assert DUE.get(deadline.text) == deadline.by


def test_ten_thousand_lies_alter_nothing(record_property: Callable[[str, object], None]) -> None:
    liar = Liar(20240618)
    made, items, targets, bodies, dues = 0, 0, 0, 0, 0
    while liar.items < 10_000:
        try:
            record = record_from(liar)
        except AnswerInvalid:
            continue
        check(record)
        check(Record.from_json(record.to_json()))
        made += 1
        items += len(record.measures_taken) + len(record.commitments)
        targets += len(record.numeric_targets)
        bodies += sum(len(commitment.responsible) for commitment in record.commitments)
        dues += sum(commitment.deadline is not None for commitment in record.commitments)
    assert min(made, items, targets, bodies, dues) > 10, "the judge had too little to look at"
    record_property("tried", f"{liar.items:,} items, {made} records")


@pytest.mark.parametrize(
    ("sentence", "altered"), [pytest.param(sentence, altered, id=kind) for kind, sentence, altered in alterations()]
)
@pytest.mark.parametrize("field", ["m", "c"])
def test_a_summary_that_alters_its_sentence_is_replaced(field: str, sentence: str, altered: str) -> None:
    number = next(one.number for one in DOCUMENT.sentences if DOCUMENT.quote(one) == sentence)
    record = record_from(Says(**{field: [[number]], "z": [{"s": number, "w": altered}]}))
    (item,) = statements_of(record)
    assert altered not in TEXT
    assert item.summary == sentence


def test_a_true_summary_stays() -> None:
    number = next(one.number for one in DOCUMENT.sentences if "41个" in DOCUMENT.quote(one))
    record = record_from(Says(m=[[number]], z=[{"s": number, "w": "会同市财政局建成公交站点41个"}]))
    assert [item.summary for item in record.measures_taken] == ["会同市财政局建成公交站点41个"]


@pytest.mark.parametrize("number", [one.number for one in DOCUMENT.sentences if not lies_in_answer(one.start, one.end)])
def test_no_sentence_of_the_proposal_or_the_page_becomes_an_item(number: int) -> None:
    inside = next(one.number for one in DOCUMENT.sentences if "41个" in DOCUMENT.quote(one))
    counted = [
        {"q": one.number, "i": "覆盖率", "b": "L", "d": 0} for one in DOCUMENT.quantities if one.sentence == number
    ]
    record = record_from(Says(m=[[inside], [number]], c=[[number], [inside, number]], n=counted))
    check(record)
    assert record.measures_taken
    assert record.numeric_targets == ()
