from __future__ import annotations

import io
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from typer.testing import CliRunner

from summarise.cli import app
from summarise.cli.record_list import print_list
from summarise.cli.record_page import amount, print_record
from summarise.cli.terminal import fold
from summarise.document import Document
from summarise.printable import one_line
from summarise.record import (
    Commitment,
    Deadline,
    Evidence,
    NumericTarget,
    ProposalFields,
    ReaderWarning,
    Record,
    ReplyFields,
)
from summarise.reference import references
from tests.support.composed_replies import composed_reply
from tests.support.composed_run import composed_run
from tests.support.owned import record_of
from tests.support.pseudo_terminal import on_a_terminal

STEERING = "\x1b[31m红\x1b]0;标题\x07\u009b2J\u202e反\u200b"


def full_record(source: str = "in/reply.txt", title: str = "关于修缮柳坝村道路的提案") -> Record:
    quote = "力争到2025年底前再修缮道路6公里以上"
    evidence = Evidence(start=100, end=100 + len(quote), quote=quote)
    until = Deadline(text="2025年底前", by="2025-12-31")
    return record_of(Document(source, "2023年，我局修缮道路4.2公里。" * 9)).model_copy(
        update={
            "reply": ReplyFields(title=f"{title}的答复", issuer="云溪县交通运输局", issued_on="2024-06-03"),
            "proposal": ProposalFields(kind="cppcc", number="12", title=title, proposers=("李晓禾", "周岸")),
            "commitments": (
                Commitment(
                    id="c1",
                    summary="再修缮道路",
                    section="二、下一步工作",
                    evidence=(evidence,),
                    responsible=("县公路中心",),
                    certainty="effort",
                    deadline=until,
                ),
            ),
            "numeric_targets": (
                NumericTarget(
                    id="t1",
                    indicator="修缮道路",
                    value=Decimal(6),
                    unit="公里",
                    comparator=">=",
                    basis="increment",
                    deadline=until,
                    commitment="c1",
                    evidence=Evidence(start=110, end=115, quote="6公里以上"),
                ),
            ),
            "warnings": (ReaderWarning(kind="unselected_quantity", message="有一个数字未被选取", start=3, end=9),),
        }
    )


def write(folder: Path, records: Sequence[Record]) -> str:
    path = folder / "records.jsonl"
    path.write_text("".join(f"{record.to_json()}\n" for record in records), encoding="utf-8")
    return str(path)


def shown(*arguments: str) -> str:
    result = CliRunner().invoke(app, ["show", *arguments])
    assert result.exit_code == 0, result.output
    return result.output


def test_one_record_is_shown_with_everything_that_a_reader_asks_for(tmp_path: Path) -> None:
    page = shown(write(tmp_path, [full_record()]))
    for wanted in (
        "关于修缮柳坝村道路的提案的答复",
        "云溪县交通运输局 → 李晓禾、周岸",
        "政协提案  第12号",
        "已做工作（1）",
        "承诺事项（1）",
        "［二、下一步工作］",
        "时限 2025年底前（2025-12-31） · 责任单位 县公路中心 · 力度 力争",
        "不少于6公里",
        "提醒（1）",
        "未列为目标的数字（3年，我局修）：",
    ):
        assert wanted in page


def test_several_records_are_listed_and_chosen_by_number_name_or_title(tmp_path: Path) -> None:
    file = write(tmp_path, [full_record("in/a.txt", "关于路灯的提案"), full_record("in/b.txt", "关于排水的提案")])
    listed = shown(file)
    assert "关于路灯的提案" in listed
    assert "关于排水的提案" in listed
    assert "承诺事项" not in listed
    for wanted in ("2", "in/b.txt", "b.txt", "排水"):
        page = shown(file, wanted)
        assert "关于排水的提案的答复" in page
        assert "承诺事项" in page
    assert "关于路灯的提案" in shown(file, "提案")  # both match: the list again


def test_a_number_is_a_place_in_the_list_and_no_part_of_a_name(tmp_path: Path) -> None:
    file = write(tmp_path, [full_record("in/a-5.txt"), full_record("in/b-5.txt")])
    result = CliRunner().invoke(app, ["show", file, "5"])
    assert result.exit_code == 2
    assert "there is no record 5: it holds 2" in result.output


def test_records_are_found_by_who_answered(tmp_path: Path) -> None:
    other = full_record("in/b.txt", "关于排水的提案")
    other = other.model_copy(update={"reply": other.reply.model_copy(update={"issuer": "枫桥县水务局"})})
    assert "关于排水的提案的答复" in shown(write(tmp_path, [full_record(), other]), "枫桥")


def test_an_index_number_is_not_called_a_document_number(tmp_path: Path) -> None:
    record = full_record()
    reply = record.reply.model_copy(update={"index_number": "113-2024-7"})
    page = shown(write(tmp_path, [record.model_copy(update={"reply": reply})]))
    assert "索引号    113-2024-7" in page
    assert "文号" not in page


def test_lines_fit_80_columns_and_a_pipe_gets_plain_text(tmp_path: Path) -> None:
    file = write(tmp_path, [full_record(), full_record("in/" + "长" * 60 + ".txt", "关于" + "很长的标题" * 20)])
    for page in (shown(file), shown(file, "1"), shown(file, "2")):
        assert "\x1b" not in page
        lines = page.replace(str(tmp_path), "").splitlines()
        assert max(cell_len(line) for line in lines) <= 80


def test_what_a_document_says_never_steers_the_terminal(tmp_path: Path) -> None:
    record = full_record(title=STEERING)
    hostile = record.model_copy(
        update={
            "measures_taken": tuple(
                item.model_copy(update={"summary": STEERING, "section": STEERING}) for item in record.measures_taken
            ),
            "numeric_targets": tuple(
                item.model_copy(update={"indicator": STEERING, "unit": STEERING}) for item in record.numeric_targets
            ),
            "warnings": (ReaderWarning(kind=STEERING, message=STEERING, start=0, end=0),),
        }
    )
    file = write(tmp_path, [hostile, hostile])
    for page in (shown(file), shown(file, "1")):
        assert not set(page) & set("\x1b\x07\u009b\u202e\u200b")


def test_a_file_that_holds_no_records_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    path.write_text(full_record().to_json() + '\n{"a": 1}\n', encoding="utf-8")
    result = CliRunner().invoke(app, ["show", str(path)])
    assert result.exit_code == 1
    assert "line 2: is no record" in result.output


def test_a_terminal_gets_the_same_words_in_colour(tmp_path: Path) -> None:
    file = write(tmp_path, [full_record()])
    page, _ = on_a_terminal(["show", file], "stdout")
    assert b"\x1b[" in page
    assert "承诺事项" in page.decode()


@given(st.text(max_size=300), st.integers(min_value=-9, max_value=60))
def test_folding_ends_and_keeps_every_visible_character_and_the_width(text: str, width: int) -> None:
    lines = fold(text, width)
    assert "".join("".join(lines).split()) == "".join(one_line(text).split())
    assert all(cell_len(line) <= max(width, 2) for line in lines)


@pytest.mark.parametrize("width", [1, 2, 3])
def test_a_page_ends_on_the_narrowest_terminal(width: int) -> None:
    console = Console(file=io.StringIO(), width=width)
    print_record(console, full_record())
    assert isinstance(console.file, io.StringIO)
    assert console.file.getvalue().strip()


def test_a_list_is_no_wider_than_a_screen() -> None:
    console = Console(file=io.StringIO(), width=60_000)
    print_list(console, enumerate([full_record()], start=1))
    assert isinstance(console.file, io.StringIO)
    assert max(map(cell_len, console.file.getvalue().splitlines())) <= 200


@pytest.mark.parametrize(
    ("value", "upper", "unit", "comparator", "read"),
    [
        ("20", None, "项", ">=", "不少于20项"),
        ("100000000000", None, "元", ">", "超过1000亿元"),
        ("100000", "150000", "元", "range", "10万—15万元"),
        ("3.8", None, "%", "=", "3.8%"),
        ("8116000", None, "元", "~", "约811.6万元"),
        ("12345", None, "亩", "<=", "不超过12345亩"),
    ],
)
def test_a_target_is_read_as_it_would_be_said(
    value: str, upper: str | None, unit: str, comparator: str, read: str
) -> None:
    target = full_record().numeric_targets[0]
    changed = {
        "value": Decimal(value),
        "upper": None if upper is None else Decimal(upper),
        "unit": unit,
        "comparator": comparator,
    }
    assert amount(target.model_copy(update=changed)) == read


def test_a_reference_finds_its_reply_and_is_printed_with_its_item(tmp_path: Path) -> None:
    records = composed_run(tmp_path / "run", 3)
    record = composed_reply(2)[0]
    named = str(references(record)["c2"])
    for wanted in (named, record.document.sha256[:10]):
        shown = CliRunner().invoke(app, ["show", str(records), wanted])
        assert shown.exit_code == 0
        assert named in shown.output
    missing = CliRunner().invoke(app, ["show", str(records), named[:-1] + "99999"])
    assert missing.exit_code == 2


@pytest.mark.parametrize("columns", ["100", "60"])
@pytest.mark.parametrize("local", ["m1", "c1", "t1"])
def test_the_item_that_a_reference_names_is_marked_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, local: str, columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    record = full_record()
    file = write(tmp_path, [record])
    page = shown(file, str(references(record)[local]))
    assert [line.split()[0] for line in page.splitlines() if line.lstrip().startswith(">")] == [f">{local}"]
    assert not [line for line in shown(file, "1").splitlines() if line.lstrip().startswith(">")]
