"""What a start keeps for later ones: patterns as `re` makes them, no secrets, and nothing that is damaged."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from summarise import kept_work, pattern_programs, redaction
from summarise.kept_work import read_kept, write_kept
from summarise.lazy_pattern import lazy_pattern
from summarise.pattern_programs import Programs
from summarise.prepared import prepared
from tests.test_lazy_pattern import PATTERNS


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder in place of that of the bytecode."""
    monkeypatch.setattr(kept_work, "_place", tmp_path.joinpath)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path


def kept(*written: str) -> Programs:
    """The programs of a start that compiles these expressions and ends."""
    start = Programs()
    for one in written:
        start.compiled(one)
    start.keep()
    return start


def test_every_pattern_of_the_package_is_what_re_makes_of_it_also_when_it_was_kept() -> None:
    first, second = Programs(), Programs()
    for written, flags in PATTERNS:
        first.compiled(written, flags)  # type: ignore[type-var]  # of either kind
    first.keep()
    for written, flags in PATTERNS:
        expected = re.compile(written, flags)
        again = second.compiled(written, flags)  # type: ignore[type-var]
        assert again == expected  # equal patterns have the same program
        assert (again.groups, again.groupindex, again.flags) == (expected.groups, expected.groupindex, expected.flags)
    assert not second.made


def test_a_kept_program_is_used_and_not_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    written = "新建(?P<count>[0-9]+)所"
    kept(written)
    monkeypatch.setattr(pattern_programs, "_program", lambda *_: pytest.fail("it was compiled"))
    found = Programs().compiled(written).search("今年新建12所。")
    assert found
    assert found["count"] == "12"


def test_programs_that_another_process_kept_meanwhile_stay() -> None:
    early = Programs()
    early.compiled("柳坝村")
    kept("平湖县")
    early.keep()
    assert {written for written, _ in Programs().kept} == {"柳坝村", "平湖县"}


def test_programs_of_patterns_that_are_no_more_do_not_pile_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pattern_programs, "_MOST", 2)
    kept("柳坝村", "平湖县")
    kept("安源镇")
    assert {written for written, _ in Programs().kept} == {"安源镇"}


def test_a_secret_that_is_hidden_is_not_kept(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    start = Programs()
    monkeypatch.setattr("summarise.lazy_pattern.compiled", start.compiled)
    for name, empty in (("_concealed", set()), ("_pattern", None), ("_runs", ())):
        monkeypatch.setattr(redaction, name, empty)
    redaction.conceal("sk-9f8e7d6c5b4a")
    assert "9f8e" not in redaction.redacted("the key sk-9f8e7d6c5b4a is refused")
    lazy_pattern("修缮道路").search("修缮道路")
    start.keep()
    (path,) = place.iterdir()
    assert "修缮道路".encode() in path.read_bytes()
    assert b"9f8e" not in path.read_bytes()


@pytest.mark.parametrize("how", ["cut", "changed", "of another Python", "empty"])
def test_a_damaged_file_is_not_read(place: Path, how: str) -> None:
    write_kept("some", {"words": ("将", "拟")})
    assert read_kept("some") == {"words": ("将", "拟")}
    (path,) = place.iterdir()
    whole = path.read_bytes()
    middle = len(whole) - 8
    path.write_bytes(
        {
            "cut": whole[:-1],
            "changed": whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :],
            "of another Python": b"4" + whole[1:],
            "empty": b"",
        }[how]
    )
    assert read_kept("some") is None


def test_nothing_is_kept_where_no_bytecode_is(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    write_kept("some", 1)
    assert not list(place.iterdir())
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(kept_work, "_place", (place / "missing").joinpath)
    write_kept("some", 1)
    assert read_kept("some") is None


def test_a_prepared_value_is_made_again_when_the_code_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    assert prepared("some", lambda: ("old", 1.5)) == ("old", 1.5)
    assert prepared("some", lambda: ("new", 2.5)) == ("old", 1.5)
    monkeypatch.setattr("summarise.prepared.code_digest", lambda: "0123456789ab")
    assert prepared("some", lambda: ("new", 2.5)) == ("new", 2.5)


def test_a_second_start_makes_no_pattern_and_reads_no_word_list(tmp_path: Path) -> None:
    letter = tmp_path / "reply.txt"
    letter.write_text(
        "关于县政协五届二次会议第12号提案的答复\n周文委员：\n您提出的关于修缮柳坝村道路的提案收悉，现答复如下：\n"
        "一、工作情况\n2023年，我局修缮道路4.2公里。\n二、下一步工作\n我局将于2025年底前再修缮道路6公里。\n"
        "感谢您对交通工作的关心和支持！\n平湖县交通局\n2024年5月6日\n",
        encoding="utf-8",
    )
    program = (
        "import sys\nfrom summarise import summarise_file\nfrom summarise.pattern_programs import keep_programs\n"
        "record, programs = summarise_file(sys.argv[1]), keep_programs.__self__\nmade = len(programs.made)\n"
        "keep_programs()\nprint(made, 'tomllib' in sys.modules, ascii(record.to_json()))"
    )
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    told = []
    for _ in range(2):
        command = [sys.executable, "-X", f"pycache_prefix={tmp_path / 'bytecode'}", "-c", program, str(letter)]
        told.append(subprocess.run(command, env=environment, capture_output=True, check=True, encoding="utf-8").stdout)
    (first, read, record), (second, read_again, again) = (each.split(" ", 2) for each in told)
    assert int(first) > 300
    assert read == "True"
    assert (second, read_again) == ("0", "False")
    assert again == record
