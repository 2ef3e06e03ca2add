"""Every command in Chinese: nothing English is left on the terminal, and no file knows the language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from summarise.cli import app

_COMMANDS = (
    *(
        "run",
        "init",
        "merge",
        "fetch",
        "show",
        "explain",
        "search",
        "follow",
        "report",
        "workbench",
        "export",
        "eval",
        "compare",
    ),
    *("calibrate", "estimate", "doctor", "cache", "batch", "schema"),
    *("workbench serve", "workbench verify", "workbench export", "workbench account"),
    *("cache info", "cache clear", "batch prepare", "batch collect"),
)
_AS_TYPED = re.compile(
    r"`[^`]*`|'[^']*'|--?[a-z][\w-]*(?: [A-Z]+)?|\S*/\S*|(?:[\w:-]+, )+[\w:-]+"
    r"|summarise (?:run|show|report|doctor|--)\b.*"
)
"""What a reader types or owns: commands, options, paths, names in quotes."""
_ENGLISH = re.compile(r"[A-Za-z]{2,},? [a-z]{2,}")


def chinese(*arguments: object, stdin: str | None = None) -> Result:
    return CliRunner(env={"SUMMARISE_LANG": "", "COLUMNS": "100"}).invoke(
        app, ["--lang", "zh", *map(str, arguments)], input=stdin
    )


def english_left(told: str) -> list[str]:
    """Lines with two English words in a row that nobody has to type."""
    lines = [line for line in told.splitlines() if not line.startswith(("{", "用法：", "  summarise "))]
    return [line for line in lines if _ENGLISH.search(_AS_TYPED.sub("", line))]


def speaks_chinese(result: Result) -> None:
    assert re.search("[\u4e00-\u9fff]", result.output), result.output
    assert english_left(result.output) == []


@pytest.mark.parametrize("command", ["", *_COMMANDS])
def test_the_help_of_every_command_is_chinese(command: str) -> None:
    result = chinese(*command.split(), "--help")
    assert result.exit_code == 0
    assert result.output.startswith("用法：")
    assert not re.search("<(list|int|float|path|str)", result.output)  # as the library names kinds of values
    speaks_chinese(result)


def test_no_line_of_the_help_is_wider_than_a_terminal() -> None:
    from rich.cells import cell_len  # noqa: PLC0415

    for command in _COMMANDS:
        for line in chinese(*command.split(), "--help").output.splitlines():
            assert cell_len(line) <= 80, line


@pytest.mark.parametrize(
    "arguments",
    [
        ("run", "in", "-o", "again.jsonl"),
        ("run", "in", "-o", "records.jsonl"),
        ("run", "in", "--dry-run"),
        ("show", "records.jsonl"),
        ("show", "records.jsonl", "1"),
        ("report", "records.jsonl", "-o", "page.html"),
        ("export", "records.jsonl", "--to", "csv", "-o", "tables"),
        ("export", "records.jsonl", "--to", "xlsx", "-o", "ledger.xlsx", "--before", "2030-01"),
        ("eval", "gold", "--report", "scores", "--mistakes"),
        ("eval", "gold", "--lint"),
        ("explain", "in/anluo-water-2022-41.txt"),
        ("search", "records.jsonl", "建设"),
        ("follow", "records.jsonl"),
        ("doctor",),
        ("cache", "info"),
        ("cache", "clear", "--yes"),
        ("batch", "prepare", "in", "-o", "requests.jsonl", "--model", "m", "--base-url", "http://127.0.0.1:9"),
    ],
    ids=lambda arguments: " ".join(arguments[:2]),
)
@pytest.mark.usefixtures("ran")
def test_what_a_command_tells_is_chinese(arguments: tuple[str, ...]) -> None:
    result = chinese(*arguments)
    assert result.exit_code in (0, 1), result.output
    assert english_left(result.output) == []


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("bogus",),
        ("rum", "in"),
        ("run",),
        ("run", "nowhere", "-o", "a.jsonl"),
        ("run", "in", "--modle", "x"),
        ("run", "in", "--workers", "many"),
        ("run", "in", "--workers", "0"),
        ("run", "in", "--engine", "magic"),
        ("run", "in", "--max-cost", "much"),
        ("run", "in", "-o", "in"),
        ("run", "in", "-o", "gold/nowhere/../../in/empty.txt"),
        ("run", "in", "-o"),
        ("run", "in", ""),
        ("run", "in", "--shard", "4/3", "-o", "part.jsonl"),
        ("run", "in", "--shard", "1/3"),
        ("run", "in", "--show-request"),
        ("run", "in", "--columns", "price=x"),
        ("run", "in", "--model", "m", "--base-url", "ftp://somewhere"),
        ("run", "in", "--model", "m", "--engine", "rules"),
        ("run", "in", "--extra-body", "{", "--model", "m"),
        ("run", "in", "--header", "x", "--model", "m"),
        ("run", "in", "--calibration", "in/empty.txt"),
        ("merge", "records.jsonl", "-o", "merged.jsonl"),
        ("show", "nowhere.jsonl"),
        ("show", "in/notes.txt"),
        ("show", "records.jsonl", "99"),
        ("show", "records.jsonl", "没有的"),
        ("report", "records.jsonl", "-o", "records.jsonl"),
        ("report", "records.jsonl", "-o", "in/notes.txt/page.html"),
        ("export", "records.jsonl", "-o", "ledger"),
        ("export", "records.jsonl", "--to", "csv", "-o", "a.csv"),
        ("export", "records.jsonl", "--to", "xlsx", "-o", "a.xlsx", "--before", "soon"),
        ("search", "records.jsonl", "建设", "--today", "soon"),
        ("follow", "records.jsonl", "abc"),
        ("eval", "nowhere"),
        ("eval", "in"),
        ("eval", "gold", "--fail-under", "price=1"),
        ("eval", "gold", "--fail-if-worse"),
        ("eval", "gold", "--prices", "x"),
        ("eval", "gold", "--split", "dev"),
        ("compare", "in/notes.txt", "in/notes.txt"),
        ("calibrate", "gold", "-o", "calibration.json"),
        ("estimate", "records.jsonl", "--gold", "gold", "--ask", "weather"),
        ("schema", "nothing"),
        ("explain", "in/anluo-water-2022-41.txt", "9999"),
        ("batch", "collect", "nowhere.jsonl", "in/notes.txt", "-o", "b.jsonl"),
        ("workbench", "serve", "in"),
        ("workbench", "serve", "records.jsonl", "--host", "0.0.0.0"),
        ("fetch", "ftp://somewhere", "-o", "saved"),
        ("fetch", "http://127.0.0.1:9/", "-o", "saved"),
        ("doctor", "--base-url", "http://127.0.0.1:9"),
        ("doctor", "--model", "m", "--base-url", "http://127.0.0.1:9", "--timeout", "1"),
    ],
    ids=" ".join,
)
@pytest.mark.usefixtures("ran")
def test_an_error_is_told_in_chinese(arguments: tuple[str, ...]) -> None:
    result = chinese(*arguments)
    assert result.exit_code in (1, 2), result.output
    speaks_chinese(result)


def test_a_new_password_is_asked_for_twice_in_chinese_until_both_are_the_same(tmp_path: Path) -> None:
    typed = "一个足够长的密码吧\n另一个足够长的密码\n" + "一个足够长的密码吧！\n" * 2
    result = chinese("workbench", "account", tmp_path / "accounts.json", "李禾", stdin=typed)
    assert result.exit_code == 0, result.output
    assert result.output.count("请再输入一次") == 2
    assert "两次输入不一样" in result.output
    assert english_left(result.output) == []


@pytest.mark.usefixtures("ran")
def test_numbers_of_a_search_name_what_they_count_in_chinese() -> None:
    assert not re.search("firm|effort|explore", chinese("search", "records.jsonl", "类型:承诺").output)


@pytest.mark.usefixtures("ran")
def test_a_message_in_several_parts_is_chinese_in_each() -> None:
    told = chinese("run", "in", "--model", "m", "--base-url", "http://127.0.0.1:9", "-o", "again.jsonl").output
    assert "tried" not in told
    assert "unknown" not in chinese("run", "in", "--model", "m", "--base-url", "http://127.0.0.1:9", "--dry-run").output


def test_settings_that_are_wrong_are_told_in_chinese(ran: Path) -> None:
    for settings in (
        *(
            "workers = [",
            'api_key = "x"',
            "color = 1",
            'workers = "many"',
            "[request]\nshape = 1",
            "a\nb",
            "[x",
            "a = {b",
        ),
        *(r'cache_dir = "D:\答复"', r'cache_dir = "D:\new"', r'cache_dir = "D:\users"', 'model = "a', "a = 1\na = 2"),
        *("a = 2024-13-01", "a = 1 b", "a = {b = 1, b = 2}", "[a]\n[a]", "[[a]", 'a = "\x01"', "a = \x01"),
    ):
        (ran / "summarise.toml").write_text(settings, encoding="utf-8")
        speaks_chinese(chinese("run", "in", "-o", "again.jsonl", "--model", "m"))


def test_the_reports_of_an_evaluation_are_chinese(ran: Path) -> None:
    assert chinese("eval", "gold", "--report", "scores").exit_code == 0
    assert chinese("eval", "gold", "--report", "scores", "--baseline", "scores/report.json").exit_code == 0
    told = (ran / "scores" / "report.md").read_text(encoding="utf-8")
    assert told.startswith("# 评测\n")
    assert english_left(re.sub(r"<!--.*-->|^- \w+-\w+-.*$", "", told, flags=re.MULTILINE)) == []
    page = (ran / "scores" / "report.html").read_text(encoding="utf-8")
    assert '<html lang="zh-CN">' in page
    visible = re.sub(r"(?s)<(style|script)\b.*?</\1>|<[^>]*>", "\n", page)
    assert english_left(visible) == []
