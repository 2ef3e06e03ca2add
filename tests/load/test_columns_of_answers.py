"""Which key or column holds the answer, and what is told of the others."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from summarise import summarise_file
from summarise.errors import InputError
from summarise.load.collection import members_of
from summarise.load.json_replies import reply_in_line
from summarise.load.many import Many

LETTER = (
    "王小川委员：\n您提出的《关于修缮渡口的提案》收悉，现答复如下：\n下一步，我局将修缮渡口6处，并为每处渡口配备值守人员和救生器材。\n"
    "感谢您对我们工作的关心和支持，欢迎今后多提宝贵意见，共同把群众过河的事情办好。\n青岚县交通运输局\n2024年6月18日"
)
WISH = (
    "希望青岚县2030年前新建渡口50处。请县交通运输局2026年底前为沿河各村修好道路71公里，并安排专人管护，方便群众出行。"
)


def opened(rows: object) -> Many:
    return members_of(json.dumps(rows, ensure_ascii=False).encode(), "a.json", "json")


def texts(many: Many) -> list[object]:
    return [one.content.decode() if isinstance(one.content, bytes) else one.content.kind for one in many.members]


@pytest.mark.parametrize("wish", ["content", "内容", "text", "body", "正文"])
@pytest.mark.parametrize("answer", ["replyContent", "reply_content", "答复", "answer", "answerContent", "dfnr", "回复"])
def test_the_key_of_the_answer_wins_over_that_of_a_text(wish: str, answer: str) -> None:
    rows = [{wish: WISH, answer: LETTER}, {wish: WISH, answer: LETTER}]
    assert texts(opened(rows)) == [LETTER, LETTER]
    line = reply_in_line(json.dumps({"id": 1, **rows[0]}, ensure_ascii=False).encode(), 1, "a.jsonl", {})
    assert line.content == LETTER.encode()
    table = "\n".join([f"编号,{wish},{answer}", *(f'{n},{WISH},"{LETTER}"' for n in (1, 2))])
    assert texts(members_of(table.encode(), "a.csv", "csv")) == [LETTER, LETTER]


@pytest.mark.parametrize("short", ["", "已答复", "A类"])
def test_a_proposal_without_an_answer_yet_is_not_read_for_it(short: str) -> None:
    rows = [{"title": "关于修缮渡口的提案的答复", "content": WISH, "replyContent": LETTER}]
    rows.append({**rows[0], "replyContent": short})
    first, second = texts(opened(rows))
    assert isinstance(first, str)
    assert first.endswith(LETTER)
    assert second == "unreadable" or (isinstance(second, str) and WISH not in second)
    line = reply_in_line(json.dumps({"id": 1, **rows[1]}, ensure_ascii=False).encode(), 1, "a.jsonl", {})
    assert isinstance(line.content, InputError) or WISH.encode() not in line.content


def test_a_letter_under_a_general_head_wins_over_remarks_under_that_of_an_answer() -> None:
    assert texts(opened([{"content": LETTER, "reply": "已答复"}])) == [LETTER]
    assert texts(members_of(f'答复,内容\n已答复,"{LETTER}"'.encode(), "a.csv", "csv")) == [LETTER]


def test_a_letter_under_an_unknown_key_is_named_where_the_known_one_holds_none() -> None:
    with pytest.raises(InputError, match="handleResult") as raised:
        opened([{"content": WISH, "handleResult": LETTER}])
    assert raised.value.kind == "unreadable"
    line = reply_in_line(json.dumps({"id": 1, "text": WISH, "handled": LETTER}).encode(), 1, "a.jsonl", {})
    assert isinstance(line.content, InputError)
    assert "“handled”" in line.content.message


@pytest.mark.parametrize(
    ("head", "cell", "told"),
    [
        ("下一步措施", "2026年底前新建渡口9处。", True),
        ("会办单位意见", "我局将安排补助资金300万元。", True),
        ("nextSteps", "2026年底前新建渡口9处。", True),
        ("其他", LETTER, True),
        ("备注", "2026年底前新建渡口9处。", False),
        ("提案内容", WISH, False),
        ("内容", WISH, False),
        ("办理结果", "A", False),
        ("答复时间", "2024年6月18日下午三时整", False),
        ("委员满意度评价", "非常满意，感谢贵局的答复工作。", False),
    ],
)
def test_a_column_that_may_be_a_part_of_the_answer_is_a_warning_of_the_record(
    tmp_path: Path, head: str, cell: str, told: bool
) -> None:
    rows = [{"答复内容": LETTER, head: cell}]
    tables = {"a.json": json.dumps(rows), "b.csv": f'答复内容,{head}\n"{LETTER}","{cell}"'}
    for name, text in tables.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        record = summarise_file(tmp_path / name)
        assert [head in warning.message for warning in record.warnings if warning.kind == "unread_part"] == [
            True
        ] * told
        assert [target.value for target in record.numeric_targets] == [6]
