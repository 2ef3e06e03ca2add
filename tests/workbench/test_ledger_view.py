import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import openpyxl
import pytest

from summarise.corpus.index_making import corpus_path
from summarise.engines.rules import RulesEngine
from summarise.load import load
from summarise.workbench.desk import Desk, opened_desk
from tests.support.at_desk import AtDesk
from tests.support.followed import TODAY, followed_run, letter_of


@pytest.fixture
def records(tmp_path: Path) -> Path:
    return followed_run(tmp_path / "run")


@pytest.fixture
def desk(records: Path) -> Iterator[Desk]:
    with opened_desk(records, RulesEngine(), TODAY) as opened:
        yield opened


def ledger(desk: Desk, q: str = "", **more: Any) -> Any:
    return AtDesk(desk, **more).get(f"/api/ledger?q={q}")


def test_a_row_says_what_was_promised_by_whom_by_when_and_what_is_missing(desk: Desk) -> None:
    [row] = ledger(desk, "充电桩 120个")["rows"]
    assert row["quote"] == "2025年上半年再新建120个。"
    assert row["who"] == ["静川区南门街道办事处"]
    assert (row["due"], row["deadline"], row["state"]) == ("2025-06-30", "2025年上半年", "已到期")
    assert [target["amount"] for target in row["targets"]] == ["120个"]
    assert row["section"].endswith("关于增设充电桩")
    assert re.fullmatch(r"[0-9a-f]{10}-c\d+", row["ref"])
    explored = ledger(desk, "时间银行")["rows"][0]
    assert "明确表态" in explored["lacks"]


def test_a_query_is_read_as_the_terminal_reads_it_and_says_how(desk: Desk) -> None:
    answer = ledger(desk, "充电桩|换电柜 时限:<=2025-12-31")
    assert [row["due"] for row in answer["rows"]] == ["2025-06-30"]
    assert answer["read"] == ["“充电桩” 或 “换电柜”", "时限不晚于 2025-12-31"]
    read = [ledger(desk, f"时限:{one}")["read"] for one in (">=2025-01-01", "2025", "无")]
    assert read == [["时限不早于 2025-01-01"], ["时限 2025-01-01 至 2025-12-31"], ["没有时限"]]
    assert ledger(desk, "时限:昨天") | {"status": 422} == ledger(desk, "时限:昨天")
    assert "不是日期" in ledger(desk, "时限:昨天")["message"]


def test_what_a_person_corrects_shows_at_once_and_after_a_new_start(records: Path) -> None:
    with opened_desk(records, today=TODAY) as desk:
        row = ledger(desk, "日间照料中心")["rows"][0]
        person = AtDesk(desk)
        reply = person.get(f"/api/reply/{row['name']}")
        item = next(one for one in reply["now"]["items"] if one["ref"] == row["ref"])
        assert person.act(row["name"], "firmness", item["name"], "firm", "effort")["status"] == 200
        assert ledger(desk, "日间照料中心 力度:力争")["total"] == 1
    corpus_path(records).unlink()
    with opened_desk(records, today=TODAY) as desk:
        assert ledger(desk, "日间照料中心")["rows"][0]["certainty"] == "effort"
        log = AtDesk(desk).get(f"/api/reply/{row['name']}")["log"]["events"]
        undone = AtDesk(desk).post("/api/event", on=row["name"], do="undo", undoes=log[-1]["n"])
        assert undone["status"] == 200
        assert ledger(desk, "日间照料中心")["rows"][0]["certainty"] == "firm"


def test_deleting_the_index_changes_no_answer(records: Path) -> None:
    words = ("", "充电", "养老", "中心", "小区", "个", "2025", "-充电", "助餐|换电", '"时间银行"')
    fields = ("", "时限:2025", "力度:明确", "状态:已到期", "单位:民政")
    queries = [f"{word} {field}".strip() for word in words for field in fields]
    assert len(queries) == 50
    with opened_desk(records, today=TODAY) as desk:
        before = [ledger(desk, query) for query in queries]
    corpus_path(records).unlink()
    with opened_desk(records, today=TODAY) as desk:
        assert [ledger(desk, query) for query in queries] == before
    assert sum(answer["total"] > 0 for answer in before) > 20


def test_a_file_that_is_given_here_is_in_the_ledger(desk: Desk) -> None:
    text = letter_of(
        "静川区水利局", "2025年3月3日", "5", "关于排涝的提案", "下一步工作\n我局将于2026年底前新建泵站3座。"
    ).text
    assert ledger(desk, "泵站")["total"] == 0
    assert AtDesk(desk).post("/api/incoming", name="a.txt", text=text)["commitments"]
    assert ledger(desk, "泵站")["total"] == 1


def test_where_nothing_was_run_yet_the_ledger_says_so_and_has_what_is_given_then(tmp_path: Path) -> None:
    text = letter_of("静川区水利局", "2025年3月3日", "5", "关于排涝的提案", "我局将于2026年底前新建泵站3座。").text
    with opened_desk(tmp_path / "new.jsonl", RulesEngine(), TODAY) as desk:
        for path in ("/api/ledger", "/api/follow", "/api/due"):
            answer = AtDesk(desk).get(path)
            assert (answer["status"], answer["kind"]) == (404, "no_replies")
        assert AtDesk(desk).post("/api/incoming", name="a.txt", text=text)["commitments"]
        desk.promises.wait()
        assert [row["targets"][0]["amount"] for row in ledger(desk, "泵站")["rows"]] == ["3座"]
        assert AtDesk(desk).get("/api/follow")["status"] == 200


def test_queries_are_kept_for_everybody_and_taken_away_again(desk: Desk) -> None:
    kept = AtDesk(desk).post("/api/queries", name="到期的充电桩", q="充电桩 状态:已到期")
    assert kept["queries"] == [{"name": "到期的充电桩", "q": "充电桩 状态:已到期", "by": "李敏"}]
    assert ledger(desk, name="王珂", role="read")["queries"] == kept["queries"]
    assert AtDesk(desk).post("/api/queries", name="错的", q="状态:好")["status"] == 422
    assert AtDesk(desk).post("/api/queries", name=" ", q="水")["status"] == 422
    assert AtDesk(desk, "王珂", "read").post("/api/queries", name="我的", q="水")["status"] == 403
    assert AtDesk(desk).post("/api/queries", name="到期的充电桩", q="")["queries"] == []


def test_no_more_queries_are_kept_than_a_person_can_look_through(desk: Desk) -> None:
    for number in range(60):
        assert AtDesk(desk).post("/api/queries", name=f"第{number}条", q="水")["status"] == 200
    assert AtDesk(desk).post("/api/queries", name="又一条", q="水")["status"] == 422
    assert AtDesk(desk).post("/api/queries", name="第3条", q="电")["status"] == 200


def test_the_number_beside_a_value_is_that_of_the_rows_that_it_finds(desk: Desk) -> None:
    text = letter_of(
        "静川区水利局",
        "2024年3月3日",
        "5",
        "关于排涝的提案",
        "下一步工作\n我局将于2024年底前新建泵站3座，2025年9月底前再建雨水口40个。\n我局将于2028年底前疏浚河道5公里。\n我局将继续加强河道巡查。",
    ).text
    assert AtDesk(desk).post("/api/incoming", name="a.txt", text=text)["commitments"]
    desk.promises.wait()
    answer = ledger(desk)
    facets = {one["title"]: one for one in answer["facets"]}
    assert {"答复单位", "时限", f"到期情况（按 {answer['today']}）", "核实结果"} < set(facets)
    for facet in answer["facets"]:
        for value, number in facet["values"]:
            if facet["field"] != "单位":  # a body is also found where a promise names it
                assert ledger(desk, f"{facet['field']}:{value}")["total"] == number, value
    years = [value for value, _ in facets["时限"]["values"]]
    assert years == sorted(years)
    assert years[-1] == "无"
    assert sum(number for _, number in facets["时限"]["values"]) > answer["total"]


def test_a_row_names_the_body_that_replies_where_another_is_responsible(desk: Desk) -> None:
    body = "二、下一步工作\n区市政公司负责的柳坝泵站2026年底前投入使用。\n我局将于2026年底前新建船闸3座。"
    text = letter_of("静川区水利局", "2025年3月3日", "5", "关于排涝的提案", body).text
    assert AtDesk(desk).post("/api/incoming", name="a.txt", text=text)["status"] == 200
    desk.promises.wait()
    [shared], [own] = ledger(desk, "柳坝泵站")["rows"], ledger(desk, "船闸")["rows"]
    assert (shared["who"], shared["from"]) == (["区市政公司"], "静川区水利局答复 2025 第5号")
    assert (own["who"], own["from"]) == (["静川区水利局"], "2025 第5号")


def test_a_promise_that_has_a_word_only_in_the_title_is_told_apart_and_can_be_left_out(desk: Desk) -> None:
    answer = ledger(desk, "充电 时限:<=2026-12-31")
    titled = {row["quote"]: row["titled"][:1] == [["只题目里有：", False]] for row in answer["rows"]}
    assert titled == {"2025年上半年再新建120个。": False, "我街道将于2026年底前在12个小区试行统一收费。": True}
    assert answer["day"].startswith("其中 1 项只有题目里有检索词")
    [facet] = [one for one in answer["facets"] if one["field"] == "命中"]
    assert facet["values"] == [["承诺", 1], ["题目", 1]]
    for value, number in facet["values"]:
        found = ledger(desk, f"充电 时限:<=2026-12-31 命中:{value}")
        assert (found["total"], found["read"][-1]) == (number, f"检索词在{value}里")
    assert ledger(desk, "充电|街道 命中:题目")["total"] == 0  # the body's name is no title
    assert "命中" not in [one["field"] for one in ledger(desk, "120个")["facets"]]


def test_a_row_of_a_letter_without_a_number_names_the_body_or_the_file(desk: Desk) -> None:
    assert [row["from"] for row in ledger(desk, "充电桩 120个")["rows"]] == ["2024 第53号"]
    letter = letter_of("静川区水利局", "2025年3月3日", "5", "关于排涝的提案", "我局将于2026年底前新建泵站3座。").text
    unnamed = "王某某委员：\n您提出的关于船闸的提案收悉，现答复如下：\n我们将于2026年底前新建船闸3座。\n2025年3月3日\n"
    for name, text in (("a.txt", letter.replace("第5号", "")), ("来信/2025/无名.txt", unnamed)):
        assert AtDesk(desk).post("/api/incoming", name=name, text=text)["status"] == 200
    desk.promises.wait()
    assert [row["from"] for row in ledger(desk, "泵站")["rows"]] == ["2025 无文号"]
    assert [row["from"] for row in ledger(desk, "船闸")["rows"]] == ["2025 无名.txt"]


def test_a_facet_says_how_many_of_its_values_are_left_out(desk: Desk) -> None:
    for number, body in enumerate("水利 民政 教育 财政 交通 公安 司法 农业农村 商务 审计 统计 体育 林业 档案".split()):
        text = letter_of(
            f"静川区{body}局",
            "2025年3月3日",
            f"{number + 40}",
            f"关于{body}的提案",
            f"我局将于2026年底前新建{body}站3座。",
        ).text
        assert AtDesk(desk).post("/api/incoming", name=f"a{number}.txt", text=text)["commitments"]
    desk.promises.wait()
    bodies = next(one for one in ledger(desk)["facets"] if one["title"] == "答复单位")
    found = {row["issuer"] for row in ledger(desk)["rows"]}
    assert (len(bodies["values"]), bodies["more"]) == (12, len(found) - 12)


def exported(desk: Desk, to: str, q: str) -> bytes:
    made = AtDesk(desk).post("/api/ledger/export", to=to, q=q)
    assert made["status"] == 200, made
    content: bytes = AtDesk(desk).get(f"/api/export/{made['id']}")["content"]
    return content


def test_every_form_of_a_view_has_the_same_rows_in_the_same_order(desk: Desk, tmp_path: Path) -> None:
    for q in ("", "充电|养老 时限:<=2026-12-31", "状态:已核实"):
        row = ledger(desk, "日间照料中心")["rows"][0]
        wanted = [row["ref"] for row in ledger(desk, q)["rows"]]
        values = json.loads(exported(desk, "json", q))
        assert [row["reference"] for row in values["rows"]] == wanted
        table = list(csv.DictReader(io.StringIO(exported(desk, "csv", q).decode("utf-8-sig"))))
        assert [row["编号"] for row in table] == wanted
        assert {row["力度"] for row in table} <= {"明确", "力争", "探索", ""}
        (tmp_path / "a.xlsx").write_bytes(exported(desk, "xlsx", q))
        sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["承诺台账"]
        assert [cell.value for cell in sheet["A"]][1 : len(wanted) + 1] == wanted
        (tmp_path / "a.docx").write_bytes(exported(desk, "docx", q))
        text = load(tmp_path / "a.docx").text
        assert re.findall(r"(?m)[0-9a-f]{10}-[ct]\d+(?:-\d+)?$", text)[: len(wanted)] == wanted
        AtDesk(desk).post(
            "/api/follow", ref=row["ref"], do="verdict", **{"from": None}, to={"verdict": "无法核实", "note": "未见"}
        )
    assert wanted


def test_an_export_says_what_was_asked_and_is_for_who_asked(desk: Desk) -> None:
    values = json.loads(exported(desk, "json", "充电"))
    assert (values["query"], values["today"], values["total"]) == ("充电", TODAY.isoformat(), len(values["rows"]))
    assert AtDesk(desk).post("/api/ledger/export", to="pdf", q="")["status"] == 422
    made = AtDesk(desk).post("/api/ledger/export", to="json", q="充电")
    assert AtDesk(desk, "王珂").get(f"/api/export/{made['id']}")["status"] == 404


def test_a_workbook_says_under_its_rows_what_was_asked(desk: Desk) -> None:
    with zipfile.ZipFile(io.BytesIO(exported(desk, "xlsx", "充电"))) as archive:
        assert "检索：充电".encode() in b"".join(archive.read(name) for name in archive.namelist())


def test_what_is_labelled_blind_is_in_no_row_no_count_and_no_file(desk: Desk) -> None:
    name = ledger(desk, "日间照料中心")["rows"][0]["name"]
    AtDesk(desk).post("/api/tasks", title="盲标", mode="blind", labellers=["王珂"], replies=[name])
    seen = ledger(desk, "", name="王珂")
    assert name not in {row["name"] for row in seen["rows"]}
    assert seen["total"] < ledger(desk, "")["total"]
    bodies = next(one for one in seen["facets"] if one["title"] == "答复单位")
    assert sum(count for _, count in bodies["values"]) == seen["total"]
    assert seen["closed"] == "不含您盲标任务里的 1 件，交卷后可见"
    assert ledger(desk, "")["closed"] == ""
    made = AtDesk(desk, "王珂").post("/api/ledger/export", to="json", q="")
    assert made["said"].endswith(seen["closed"])
    content = AtDesk(desk, "王珂").get(f"/api/export/{made['id']}")["content"].decode()
    assert name not in content


def test_a_query_of_the_address_may_hold_any_characters(desk: Desk) -> None:
    for words in ("<script>", "%27; drop table item --", "\\", "（）", "*" * 60, "NEAR AND OR", "。"):
        assert ledger(desk, quote(words, safe=" <>;*'\\（）。-"))["status"] == 200
