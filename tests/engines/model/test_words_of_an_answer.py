"""The words of a model's answer: signs that are in no letter reach no record, and too many are not sent back."""

from __future__ import annotations

import json

import pytest

from summarise.ground import ground
from summarise.printable import without_controls
from tests.support.model_calls import DOCUMENT, select, text_of
from tests.support.scripted_server import answered, in_turn

ODD = {
    "half of a pair": "\ud83d",
    "escape": "\x1b[31m",
    "escape in one sign": "\x9b",
    "right to left": "\u202e",
    "NUL": "\x00",
    "tag": "\U000e0041",
    "line separator": "\u2028",
}


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD.keys())
def test_signs_that_no_letter_has_reach_no_record(odd: str) -> None:
    said = text_of(
        t=f"发展{odd}夜间消费",
        n=[{"q": 2, "i": f"特色{odd}街区", "b": "I", "d": 1}],
        z=[{"s": 3, "w": f"{odd}建成"}],
        f=[{"k": "issuer", "v": f"云山{odd}市商务局"}],
    )
    selection, _ = select(in_turn(*[answered(json.dumps(json.loads(said)))] * 3))
    written = ground(DOCUMENT, selection).to_json()
    written.encode()
    assert odd[:1] not in written
    assert json.dumps(odd[0])[1:-1] not in written


def test_private_signs_of_old_encodings_and_wide_blanks_stay() -> None:
    assert without_controls("周\ue863\u3000吉") == "周\ue863\u3000吉"


def test_an_answer_beyond_the_limit_is_not_sent_back_with_the_question() -> None:
    long = text_of(t="消费" * 250_000)
    selection, calls = select(in_turn(answered(long), answered(text_of())))
    assert selection.topic == "发展夜间消费"
    assert len(calls) == 2
    assert len(json.dumps(calls[1].body)) < len(json.dumps(calls[0].body)) + 2_000
