"""A model that lies in every field: whatever it answers, no record holds what the text does not."""

from __future__ import annotations

import json
import random
from typing import Any

from small_annotator import annotate

from summarise.attest import is_assembled_from, numbers_in
from summarise.engines.meter import Meter
from summarise.engines.model import ModelEngine
from summarise.engines.model_settings import ModelSettings
from summarise.engines.service import Completion, Request
from summarise.errors import AnswerInvalid
from summarise.ground import ground
from summarise.record import Commitment, Measure, Record

TEXT = "\n".join(
    f"{numeral}、第{numeral}方面工作\n202{index}年，市交通局建成站点{index + 3}个，投入{index}5万元。\n"
    f"下一步，会同市财政局新增线路{index + 11}项以上，力争占比达{index + 20}%。"
    for index, numeral in enumerate("一二三四五六", 1)
)
DOCUMENT = annotate(TEXT)
BODIES = ["市财政局", "市交通局", "省财政局", "市财政厅", "市教育局", ""]
INDICATORS = ["线路", "站点", "占比", "高速公路", "线路12项", "新增线路999项", "占", ""]
SUMMARIES = ["建成站点4个", "建成站点40个", "新增线路", "投入九百万元", "字" * 41, "达20%", ""]


class Liar:
    """Answers of valid shape with ids, bodies, words and dates at random."""

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
        return {
            "t": chance.choice(["交通工作", "建成999个站点", ""]),
            "m": [self._ids(sentences) for _ in many],
            "c": [[chance.randint(1, sentences)] for _ in many] + [self._ids(sentences) for _ in many],
            "e": self._ids(sentences),
            "x": self._ids(sentences),
            "r": [{"b": chance.choices(BODIES, k=2), "s": self._ids(sentences)} for _ in many],
            "d": [{"d": chance.randint(-1, dates + 2), "s": self._ids(sentences)} for _ in many],
            "n": [
                {
                    "q": chance.randint(-1, quantities + 2),
                    "i": chance.choice(INDICATORS),
                    "b": chance.choice("LIGR"),
                    "d": chance.randint(-1, dates + 2),
                }
                for _ in many
            ],
            "z": [{"s": chance.randint(1, sentences), "w": chance.choice(SUMMARIES)} for _ in many],
        }


def check(record: Record) -> None:
    tagged = {(quantity.start, quantity.end): quantity for quantity in DOCUMENT.quantities}
    items: list[Measure | Commitment] = [*record.measures_taken, *record.commitments]
    for item in items:
        words = " ".join(span.quote for span in item.evidence)
        assert all(TEXT[span.start : span.end] == span.quote for span in item.evidence)
        assert item.summary == words or numbers_in(item.summary) <= numbers_in(words)
    for commitment in record.commitments:
        assert all(body and body in TEXT for body in commitment.responsible)
        assert "省财政局" not in commitment.responsible
        assert commitment.deadline is None or commitment.deadline.text in TEXT
    for target in record.numeric_targets:
        quantity = tagged[target.evidence.start, target.evidence.end]
        assert TEXT[target.evidence.start : target.evidence.end] == target.evidence.quote
        assert (target.value, target.unit, target.comparator) == (quantity.value, quantity.unit, quantity.comparator)
        assert target.indicator == "" or is_assembled_from(target.indicator, TEXT)
        assert target.deadline is None or target.deadline.by[:4] == target.deadline.text[:4]
    assert numbers_in(record.proposal.topic) <= numbers_in(TEXT)


def test_ten_thousand_lies_alter_nothing() -> None:
    liar = Liar(20240618)
    engine = ModelEngine(ModelSettings(model="liar", max_reasks=0), liar, Meter())
    made = 0
    while liar.items < 10_000:
        try:
            record = ground(DOCUMENT, engine.select(DOCUMENT))
        except AnswerInvalid:
            continue
        check(record)
        check(Record.from_json(record.to_json()))
        made += 1
    assert made > 100
