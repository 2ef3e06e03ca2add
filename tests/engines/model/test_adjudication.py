"""The second question: asked about what model and rules read differently, and about nothing else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from summarise.annotate import annotate
from summarise.annotated import AnnotatedDocument
from summarise.batch.collecting import collect, prepare
from summarise.batch.request_files import RequestFile
from summarise.batch.sinks import OutputPaths
from summarise.document import Document
from summarise.engines import open_engine
from summarise.engines.model.adjudication import adjudicated, decisions_in, disagreements
from summarise.engines.model_settings import ModelSettings
from summarise.engines.rules import RulesEngine
from summarise.ground import ground
from summarise.selection import SelectedMeasure, Selection
from tests.support.model_calls import settings
from tests.support.owned import records_in
from tests.support.scripted_server import Call, Reply, ScriptedServer, answered

TEXT = """青岚市商务局关于市政协第12号提案的答复

刘芸委员：
您提出的《关于发展夜间消费的提案》收悉，现答复如下：
一、工作开展情况
2023年，我局建成夜间消费集聚区3个。
二、下一步工作
2025年底前，我局将会同市交通局新增特色街区5个以上。
市供电公司将安装路灯300盏。
青岚市商务局
2024年6月18日
"""
LETTER = annotate(Document("letter.txt", TEXT))
RULES = RulesEngine().select(LETTER)


def number_of(words: str, document: AnnotatedDocument = LETTER) -> int:
    return next(one.number for one in document.sentences if words in document.quote(one))


DONE, STREETS, LAMPS = number_of("集聚区"), number_of("特色街区"), number_of("路灯")


def answer(**changes: Any) -> str:
    """The lamps are taken for work done, which the rules do not."""
    keys: dict[str, Any] = {name: [] for name in "excrdnz"}
    return json.dumps(
        {"t": "发展夜间消费", "m": [[DONE], [LAMPS]], **keys, "c": [[STREETS]], **changes}, ensure_ascii=False
    )


def verdict(label: str, number: int = LAMPS) -> str:
    return json.dumps({"a": [{"s": number, "k": label}]})


def script(label: str) -> Any:
    def play(call: Call) -> Reply:
        return answered(verdict(label) if "<分歧>" in call.last else answer())

    return play


def selected(label: str, tmp_path: Path, **changes: Any) -> tuple[Selection, list[Call]]:
    with (
        ScriptedServer(script(label)) as server,
        open_engine(settings(server, cache_dir=tmp_path, **changes)) as engine,
    ):
        return engine.select(LETTER), server.calls


def test_the_question_holds_the_sentence_in_dispute_and_both_readings_alone(tmp_path: Path) -> None:
    _, (first, second) = selected("c", tmp_path, adjudicate=True)
    assert "<答复>" in first.last
    assert f"▶{LAMPS} 市供电公司将安装路灯300盏。" in second.last
    assert "读法：承诺／措施" in second.last
    assert second.last.count("▶") == 1
    assert set(second.body["response_format"]["json_schema"]["schema"]["properties"]) == {"a"}
    assert len(second.raw) < len(first.raw) / 4


def test_what_is_decided_is_taken_with_the_rules_attributes_and_targets(tmp_path: Path) -> None:
    selection, _ = selected("c", tmp_path, adjudicate=True)
    assert [item.sentences for item in selection.measures] == [(DONE,)]
    assert [item.sentences for item in selection.commitments] == [(STREETS,), (LAMPS,)]
    record = ground(LETTER, selection)
    assert record.commitments[1].responsible == ("市供电公司",)
    assert "300" in [str(target.value) for target in record.numeric_targets]
    assert record.provenance.usage.calls == 2


def test_the_models_reading_stands_where_the_verdict_bears_it_out(tmp_path: Path) -> None:
    selection, calls = selected("m", tmp_path, adjudicate=True)
    assert [item.sentences for item in selection.measures] == [(DONE,), (LAMPS,)]
    assert len(calls) == 2


def test_it_is_off_by_default_and_stored_when_on(tmp_path: Path) -> None:
    _, calls = selected("c", tmp_path)
    assert len(calls) == 1
    with ScriptedServer(script("c")) as server:
        wished = settings(server, cache_dir=tmp_path, adjudicate=True)
        for _ in range(2):
            with open_engine(wished) as engine:
                engine.select(LETTER)
        assert len(server.calls) == 2


@pytest.mark.parametrize(
    "text",
    [
        "",
        "我不知道",
        '{"a":[{"s":1,"k":"x"}]}',
        verdict("c", 1),
        f'{{"a":[{verdict("c")[6:-2]},{verdict("m")[6:-2]}]}}',
    ],
)
def test_an_answer_that_decides_nothing_changes_nothing(text: str) -> None:
    assert decisions_in(text, [LAMPS]) == {}


def test_a_refusal_leaves_the_first_answer() -> None:
    def play(call: Call) -> Reply:
        return answered("", finish="content_filter") if "<分歧>" in call.last else answered(answer())

    with ScriptedServer(play) as server, open_engine(settings(server, adjudicate=True)) as engine:
        assert len(engine.select(LETTER).measures) == 2


def test_a_promise_that_is_none_loses_its_targets() -> None:
    changed = adjudicated(LETTER, RULES, RULES, {STREETS: "n"})
    assert STREETS not in {number for item in changed.commitments for number in item.sentences}
    assert all(LETTER.quantity(target.quantity).sentence != STREETS for target in changed.targets)


def test_an_item_that_loses_a_sentence_loses_its_summary_and_another_keeps_it() -> None:
    grouped = Selection(
        RULES.provenance,
        measures=(SelectedMeasure((DONE, STREETS), "集聚区和街区"), SelectedMeasure((LAMPS,), "路灯")),
    )
    changed = adjudicated(LETTER, grouped, RULES, {STREETS: "n"})
    assert changed.measures == (SelectedMeasure((DONE,)), SelectedMeasure((LAMPS,), "路灯"))


def test_headings_and_furniture_are_in_nobodys_dispute() -> None:
    nothing = Selection(RULES.provenance)
    found = disagreements(LETTER, nothing, RULES)
    assert set(found) == {DONE, STREETS, LAMPS}
    others = (number_of("一、工作开展情况"), number_of("2024年6月18日"))
    misread = Selection(RULES.provenance, measures=tuple(SelectedMeasure((number,)) for number in (*others, DONE)))
    assert disagreements(LETTER, misread, nothing) == (DONE,)


def test_in_a_batch_the_second_question_goes_into_the_next_round(tmp_path: Path) -> None:
    wished = ModelSettings("m1", "https://e.test/v1", cache_dir=tmp_path / "cache", adjudicate=True)
    file = RequestFile(tmp_path / "requests.jsonl")
    prepare([Document("letter.txt", TEXT)], wished, file)
    outputs = OutputPaths.beside(tmp_path / "records.jsonl")
    (row,) = [json.loads(line) for line in file.path.read_text(encoding="utf-8").splitlines()]
    first = collect(file, [reply_to(tmp_path / "a1.jsonl", row["custom_id"], answer())], wished, outputs)
    assert first.pending == 1
    assert first.following is not None
    (row,) = [json.loads(line) for line in first.following.path.read_text(encoding="utf-8").splitlines()]
    assert "<分歧>" in row["body"]["messages"][-1]["content"]
    second = collect(
        first.following, [reply_to(tmp_path / "a2.jsonl", row["custom_id"], verdict("c"))], wished, outputs
    )
    assert second.done == 1
    assert len(records_in(outputs.records)[0].commitments) == 2


def reply_to(path: Path, key: str, text: str) -> Path:
    body = {"choices": [{"message": {"content": text}, "finish_reason": "stop"}], "usage": {"prompt_tokens": 9}}
    row = {"custom_id": key, "response": {"status_code": 200, "body": body}}
    path.write_text(json.dumps(row, ensure_ascii=False) + "\n", encoding="utf-8")
    return path
