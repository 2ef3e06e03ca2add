import json
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner

from summarise.cli import app, as_typed
from summarise.load import load
from tests.support.composed_corpus import answered, in_a_file

PROMISE = "下一步工作\n我局将于2025年底前新建公共充电桩120个。"


def run(*arguments: str) -> str:
    done = CliRunner().invoke(app, list(arguments))
    assert done.exit_code == 0, done.output
    return done.output


def test_search_prints_deadline_state_and_reference(tmp_path: Path) -> None:
    path = in_a_file([answered(PROMISE)], tmp_path)
    shown = run("search", str(path), "充电桩 时限:<=2025-12-31", "--today", "2026-01-01")
    assert "2025-12-31  已到期" in shown
    assert "2 found" in shown
    found = json.loads(run("search", str(path), "充电桩", "--json", "--today", "2026-01-01"))
    assert {hit["kind"] for hit in found["hits"]} == {"c", "t"}


def test_a_target_of_a_commitment_that_is_not_there_counts_alone(tmp_path: Path) -> None:
    record = answered(PROMISE)
    [target] = record.numeric_targets
    lost = record.model_copy(update={"numeric_targets": (target.model_copy(update={"commitment": "c99"}),)})
    path = in_a_file([lost], tmp_path)
    found = json.loads(run("search", str(path), "充电桩", "--json", "--today", "2026-01-01"))
    assert {hit["kind"] for hit in found["hits"]} == {"c", "t"}
    run("search", str(path), "-o", str(tmp_path / "found.json"))
    for command in (["report"], ["export", "--to", "markdown"], ["export", "--to", "xlsx"]):
        run(command[0], str(path), "-o", str(tmp_path / command[-1]), *command[1:])
    run("show", str(path))


def test_a_missing_date_is_null_for_programs_that_ask_for_it(tmp_path: Path) -> None:
    path = in_a_file([answered("二、下一步工作\n我局将进一步新建充电桩。")], tmp_path)
    for options, missing in (([], ""), (["--nulls"], None)):
        [hit] = json.loads(run("search", str(path), "充电桩", "--json", *options))["hits"]
        assert hit["due"] == missing
        assert hit["issued"]
        followed = json.loads(run("follow", str(path), hit["place"], "--json", *options))
        assert followed["promise"]["due"] == missing
        assert followed["promise"]["what"]
    for command in (["search", str(path), "充电桩"], ["follow", str(path)]):
        assert CliRunner().invoke(app, [*command, "--nulls"]).exit_code == 2


def test_a_workbook_colours_what_is_overdue_until_it_is_settled(tmp_path: Path) -> None:
    path = in_a_file([answered(PROMISE)], tmp_path)
    output = tmp_path / "ledger.xlsx"
    run("search", str(path), "充电桩", "-o", str(output), "--today", "2026-06-01")
    sheet = openpyxl.load_workbook(output)["承诺台账"]
    heads = {cell.value: cell.column_letter for cell in sheet[1]}
    assert sheet[f"{heads['到期情况']}2"].value == "已到期"
    rules = {str(area.sqref): [rule.formula[0] for rule in area.rules] for area in sheet.conditional_formatting}
    state, verdict = (f"${heads[name]}2" for name in ("到期情况", "核实结果"))
    assert rules[f"{heads['到期情况']}2"][0] == f'AND({state}="已到期",{verdict}<>"已兑现",{verdict}<>"已调整")'


def test_follow_lists_what_is_due_and_the_candidates_of_one(tmp_path: Path) -> None:
    later = answered("2025年，我局新建公共充电桩126个。", day="2026年5月3日", number="40", source="b.txt")
    path = in_a_file([answered(PROMISE), later], tmp_path)
    shown = run("follow", str(path), "--today", "2026-06-01")
    assert "overdue, not looked at, with a later reply: 2" in shown
    place = next(word for word in shown.split() if "-t" in word)
    assert "126/120" in run("follow", str(path), place, "--today", "2026-06-01")


def test_follow_offers_a_sentence_of_the_saved_text_that_is_in_no_item(tmp_path: Path) -> None:
    said = "充电桩用地尚未落实，电力容量不足的问题仍然突出。"
    for name, day, body in (("a", "2024年6月3日", PROMISE), ("b", "2026年5月3日", f"2025年开展巡查3次。\n{said}")):
        text = f"关于第{len(body)}号提案的答复\n李晓禾委员：\n您的提案收悉，现答复如下：\n{body}\n云溪县能源局\n{day}\n"
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    path = str(tmp_path / "records.jsonl")
    run("run", str(tmp_path / "?.txt"), "-o", path, "--save-text", str(tmp_path / "texts"))
    [first, *_] = json.loads(run("search", path, "充电桩 类型:承诺", "--json"))["hits"]
    best = json.loads(run("follow", path, first["place"], "--json"))["candidates"][0]
    assert (best["evidence"][0]["quote"], best["is_item"], best["is_likely"]) == (said, False, True)
    assert said in run("follow", path, first["place"])


def test_a_day_that_is_none_is_refused(tmp_path: Path) -> None:
    path = in_a_file([answered(PROMISE)], tmp_path)
    assert CliRunner().invoke(app, ["follow", str(path), "--today", "soon"]).exit_code == 2


def test_what_became_of_a_promise_is_written_and_read_by_the_terminal_as_by_the_workbench(tmp_path: Path) -> None:
    later = answered("2025年，我局新建公共充电桩126个。", day="2026年5月3日", number="40", source="b.txt")
    path = in_a_file([answered(PROMISE), later], tmp_path)
    found = json.loads(run("search", str(path), "充电桩 类型:承诺", "--json", "--today", "2026-06-01"))
    place = found["hits"][0]["place"]
    told = json.loads(run("follow", str(path), place, "--json", "--today", "2026-06-01"))
    proof = told["candidates"][0]["reference"]
    arguments = ("follow", str(path), place, "--as", "李敏", "--today", "2026-06-01")
    assert CliRunner().invoke(app, [*arguments, "--verdict", "已兑现"]).exit_code == 2
    shown = run(*arguments, "--verdict", "已兑现", "--proof", proof, "--note", "超额")
    assert "李敏  act 1  已兑现" in shown
    assert "超额" in shown
    assert f"已兑现  {place}" in run("follow", str(path), "--today", "2026-06-01")
    assert "已兑现" in run("search", str(path), "状态:已兑现", "--today", "2026-06-01")
    assert "已兑现 (it was undone)" in run(*arguments, "--undo", "1")
    assert "0 found" in run("search", str(path), "状态:已兑现", "--today", "2026-06-01")
    history = json.loads(run("follow", str(path), place, "--json", "--today", "2026-06-01"))["history"]
    assert [(one["found"]["verdict"], one["in_force"]) for one in history] == [("已兑现", False)]


def test_json_holds_what_was_written_word_for_word(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(as_typed, "program", lambda: "D:\\reader.bat")  # what messages call the program here
    path = in_a_file([answered(PROMISE)], tmp_path)
    [first, *_] = json.loads(run("search", str(path), "充电桩 类型:承诺", "--json"))["hits"]
    note = "用 `summarise show` 核对过"
    found = ("--quote", "已开工", "--url", "https://a.example/1", "--seen-on", "2025-06-01", "--note", note)
    run("follow", str(path), first["place"], "--verdict", "推进中", *found)
    for options in ([], ["--nulls"]):
        told = json.loads(run("follow", str(path), first["place"], "--json", *options))
        assert told["history"][0]["found"]["note"] == note


def test_a_finding_without_its_promise_or_evidence_without_its_finding_is_refused(tmp_path: Path) -> None:
    path = str(in_a_file([answered(PROMISE)], tmp_path))
    for arguments in (
        ["--verdict", "已兑现"],
        ["a1b2c3d4e5-c3", "--quote", "好"],
        ["a1b2c3d4e5-c3", "--verdict", "好"],
    ):
        assert CliRunner().invoke(app, ["follow", path, *arguments]).exit_code == 2


@pytest.mark.parametrize("form", ["docx", "xlsx", "csv", "json"])
def test_a_search_is_written_as_a_ledger(tmp_path: Path, form: str) -> None:
    path = in_a_file([answered(PROMISE)], tmp_path)
    output = tmp_path / f"ledger.{form}"
    assert "1 promise\n" in run("search", str(path), "充电桩", "-o", str(output), "--today", "2026-06-01")
    text = output.read_text(encoding="utf-8-sig") if form in {"csv", "json"} else ""
    if form == "docx":
        text = load(output).text
    if form == "xlsx":
        rows = openpyxl.load_workbook(output)["承诺台账"].iter_rows(values_only=True)
        text = "\n".join(str(cell) for row in rows for cell in row)
    assert "120个" in text
    assert "2025-12-31" in text


def test_an_output_of_no_form_is_refused(tmp_path: Path) -> None:
    path = in_a_file([answered(PROMISE)], tmp_path)
    refused = CliRunner().invoke(app, ["search", str(path), "充电桩", "-o", str(tmp_path / "a.pdf")])
    assert refused.exit_code == 2
    assert ".docx" in refused.output
