from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarise.errors import UsageError
from summarise.evaluation import Answer, Failed, answer_of_gold, answer_of_record, score_set
from summarise.evaluation.scores.locating import Locator
from summarise.evaluation.scores.predictions import read_predictions
from tests.support.evaluation_examples import TEXT, empty_example, example, place, record_of, write_lines

GOLD = example()
WHOLE = answer_of_gold(GOLD)


def answer_from(tmp_path: Path, line: object) -> Answer:
    path = write_lines(tmp_path / "answers.jsonl", [line])
    found = read_predictions(path, (GOLD,)).answers["river"]
    assert isinstance(found, Answer)
    return found


def test_a_record_says_what_its_system_answered() -> None:
    found = answer_of_record(record_of(GOLD, WHOLE), TEXT)
    assert (found.measures, found.commitments, found.targets) == (WHOLE.measures, WHOLE.commitments, WHOLE.targets)
    assert found.misquoted == ()
    assert found.origin["model"] == "example"


def test_a_quote_that_is_not_the_text_at_its_span_is_noticed() -> None:
    found = answer_of_record(record_of(GOLD, WHOLE), TEXT.replace("20个", "50个"))
    assert len(found.misquoted) == 1
    assert found.misquoted[0].startswith("m1: '2024年，我局新增监测点20个。' is not the text at")


def test_records_failures_and_strangers_are_told_apart(tmp_path: Path) -> None:
    stranger = record_of(GOLD, WHOLE).to_dict()
    stranger["document"].update(sha256="0" * 64, source="lake.txt")
    failure = {"source": "in/empty.txt", "sha256": "", "kind": "empty", "message": "nothing came"}
    path = write_lines(tmp_path / "run.jsonl", [record_of(GOLD, WHOLE), failure, stranger])
    found = read_predictions(path, (GOLD, empty_example()))
    assert found.answers["empty"] == Failed("empty", "nothing came")
    assert isinstance(found.answers["river"], Answer)
    assert found.unmatched == ["lake.txt"]
    assert score_set((GOLD,), found.answers).replies[0].perfect


def test_a_record_of_another_text_is_failed_and_not_scored_by_meaningless_offsets(tmp_path: Path) -> None:
    other = record_of(GOLD, WHOLE).to_dict()
    other["document"].update(sha256="0" * 64)
    found = read_predictions(write_lines(tmp_path / "run.jsonl", [other]), (GOLD,)).answers["river"]
    assert isinstance(found, Failed)
    assert found.kind == "other_text"


def test_a_file_beside_the_text_is_not_taken_for_it(tmp_path: Path) -> None:
    beside = {"source": "gold/river.labels", "sha256": "", "kind": "not_a_reply", "message": "no letter in it"}
    found = read_predictions(write_lines(tmp_path / "run.jsonl", [record_of(GOLD, WHOLE), beside]), (GOLD,))
    assert isinstance(found.answers["river"], Answer)
    assert found.unmatched == ["gold/river.labels"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "run.jsonl:1: is no JSON"),
        ("[]", "run.jsonl:1: is no JSON object"),
        ('{"measures_taken": []}', "does not say which reply it is about"),
        ('{"document": "river.txt"}\n{"document": "river.txt"}', "run.jsonl:2: river is answered twice"),
        ('{"document": "river.txt", "measures_taken": 3}', "run.jsonl:1:"),
        ('{"document": "river.txt", "commitments": [{"quotes": 3}]}', "run.jsonl:1: commitments.0.quotes"),
        ('{"document": {"source": "river.txt"}, "schema_version": "1.0"}', "run.jsonl:1:"),
    ],
)
def test_a_line_that_cannot_be_used_is_named(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "run.jsonl"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match=message.replace(".", r"\.")):
        read_predictions(path, (GOLD,))


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"none\.jsonl"):
        read_predictions(tmp_path / "none.jsonl", (GOLD,))


def test_quotes_without_offsets_score_as_the_same_answer_with_them(tmp_path: Path) -> None:
    line = {
        "document": "river.txt",
        "measures_taken": [{"quotes": [TEXT[a:b] for a, b in item.spans]} for item in WHOLE.measures],
        "commitments": [
            {
                "quote": TEXT[item.spans[0][0] : item.spans[0][1]],
                **item.stated,
                "deadline": {"by": item.stated["deadline"]},
            }
            for item in WHOLE.commitments
        ],
        "numeric_targets": [
            {
                "quote": TEXT[t.span[0] : t.span[1]],
                "indicator": t.indicator,
                "value": str(t.value),
                "upper": None if t.upper is None else str(t.upper),
                "unit": t.unit,
                "comparator": t.comparator,
                "basis": t.basis,
                "deadline": t.by,
            }
            for t in WHOLE.targets
            if t.span
        ],
        "proposal": {name: value for name, value in WHOLE.proposal.items() if value},
        "reply": {name: value or None for name, value in WHOLE.reply.items()},
    }
    assert score_set((GOLD,), {"river": answer_from(tmp_path, line)}).replies[0].perfect


def test_what_is_not_found_has_no_span_and_is_counted_as_wrong(tmp_path: Path) -> None:
    line = {
        "document": "river.txt",
        "measures_taken": ["湖泊治理完成。", "整治河道6公里，群众满意度明显提升。"],
        "numeric_targets": [{"quote": "99个", "value": 99, "unit": "个"}],
    }
    answer = answer_from(tmp_path, line)
    assert [item.lost for item in answer.measures] == [1, 0]
    totals = score_set((GOLD,), {"river": answer}).totals
    assert (totals["measures"].numerator, totals["measures"].denominator) == (2, 4)
    assert (totals["targets"].numerator, totals["targets"].denominator) == (0, 3)


def test_the_second_same_quote_is_its_second_occurrence(tmp_path: Path) -> None:
    gold = example()
    line = {"document": "river.txt", "numeric_targets": ["监测", "监测"]}
    first, second = (target.span for target in answer_from(tmp_path, line).targets)
    assert first == place(gold.document.text, "监测")
    assert second is not None
    assert second != first


def test_a_context_says_which_occurrence_is_meant(tmp_path: Path) -> None:
    line = {"document": "river.txt", "numeric_targets": [{"quote": "新增", "context": "建成后可新增绿地5个。"}]}
    start = TEXT.index("新增绿地")
    assert answer_from(tmp_path, line).targets[0].span == (start, start + 2)


@pytest.mark.parametrize("value", ["三十", None, [], "NaN", True])
def test_a_value_that_is_no_number_is_wrong_and_no_reason_to_stop(tmp_path: Path, value: object) -> None:
    line = {"document": "river.txt", "numeric_targets": [{"quote": "30个以上", "value": value, "unit": "个"}]}
    target = answer_from(tmp_path, line).targets[0]
    assert target.value is None
    assert target.span is not None


def test_a_value_is_read_by_its_digits(tmp_path: Path) -> None:
    line = {"document": "river.txt", "numeric_targets": [{"quote": "30个以上", "value": 3.8}]}
    assert answer_from(tmp_path, line).targets[0].value == Decimal("3.8")


@pytest.mark.parametrize(
    ("text", "quote", "found"),
    [
        ("新增 监测点\n30 个", "新增监测点30个", "新增 监测点\n30 个"),
        ("（一）新增３０个", "(一)新增30个", "（一）新增３０个"),
        ("新增㎡计", "新增m2计", "新增㎡计"),
        ("新增30个", "新增40个", None),
        ("新增30个", "", None),
        ("新增30个", " ", None),
    ],
)
def test_quotes_are_found_without_regard_to_space_and_width(text: str, quote: str, found: str | None) -> None:
    span = Locator(text).find(quote)
    assert (None if span is None else text[span[0] : span[1]]) == found


@given(st.text(min_size=1, max_size=30), st.data())
def test_every_piece_of_a_text_is_found_in_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    span = Locator(text).find(text[start:end])
    assert span is not None
    assert text[span[0] : span[1]] == text[start:end]


def test_lines_hold_json_that_is_written_with_escapes_too(tmp_path: Path) -> None:
    path = tmp_path / "run.jsonl"
    path.write_text(json.dumps({"document": "river.txt", "measures_taken": ["整治河道6公里"]}), encoding="utf-8")
    answer = read_predictions(path, (GOLD,)).answers["river"]
    assert isinstance(answer, Answer)
    assert answer.measures[0].spans == (place(TEXT, "整治河道6公里"),)
