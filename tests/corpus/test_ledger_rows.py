from datetime import date
from pathlib import Path

import pytest

from summarise.corpus import Corpus, opened_corpus, parse_query, search
from summarise.corpus.conditions import Scope, conditions, selects
from summarise.corpus.ledger_rows import Ledger, ledger, ledger_row
from summarise.export import Choice, Tally, table_rows
from summarise.record import Record
from summarise.records_file import added_path
from summarise.reference import Reference
from tests.support.composed_corpus import answered, in_a_file
from tests.support.composed_replies import composed_reply

TODAY = date(2025, 3, 1)
PROMISES = (
    "一、工作开展情况\n2023年，我局整治河道3公里。\n二、下一步工作\n（一）充电桩建设\n"
    "2025年6月底前新建120个，2026年底前再新建80个。\n（二）公园建设\n我局将于2026年6月底前新建公园2座。\n"
    "我局将进一步加强巡查。"
)


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return opened_corpus(in_a_file([answered(PROMISES)], tmp_path))


def found(corpus: Corpus, query: str, **more: object) -> Ledger:
    return ledger(corpus, parse_query(query), TODAY, **more)  # type: ignore[arg-type]


def test_a_promise_is_one_row_with_all_its_numbers_and_its_own_deadline(corpus: Corpus) -> None:
    [row] = found(corpus, "充电桩").rows
    assert [(one.amount, one.due, one.state) for one in row.targets] == [
        ("120个", "2025-06-30", "未到期"),
        ("80个", "2026-12-31", ""),
    ]
    assert (row.due, row.deadline_text) == ("2026-12-31", "2026年底前")
    assert row.section.endswith("充电桩建设")
    assert row.state == "未到期"


def test_a_deadline_of_one_of_its_numbers_lets_a_promise_in(corpus: Corpus) -> None:
    assert [row.due for row in found(corpus, "充电桩 时限:<=2025-06-30").rows] == ["2026-12-31"]
    assert found(corpus, "充电桩 时限:>=2027-01-01").rows == ()


def test_a_promise_has_the_day_that_its_export_has(tmp_path: Path) -> None:
    records = [answered(PROMISES), *(composed_reply(number)[0] for number in range(1, 30))]
    dated = records[0].commitments[0]
    targets = [one for one in records[0].numeric_targets if one.commitment == dated.id]
    undated = dated.model_copy(update={"deadline": None})
    records[0] = records[0].model_copy(update={"commitments": (undated, *records[0].commitments[1:])})
    corpus = opened_corpus(in_a_file(records, tmp_path))
    days = {row.reference: row.due for row in found(corpus, "类型:承诺", rows=slice(0, 10_000)).rows}
    exported = {
        row[1]: str(row[5] or "")
        for table, row in table_rows(records, Choice(), Tally())
        if table.name == "commitments"
    }
    assert exported == days
    assert min(one.deadline.by for one in targets if one.deadline) in days.values()


def test_a_promise_that_lacks_what_a_check_needs_says_so(corpus: Corpus) -> None:
    row = found(corpus, "加强巡查").rows[0]
    assert set(row.lacks) >= {"数量", "时限"}
    assert (row.due, row.state) == ("", "无确定时限")


def test_rows_are_the_promises_that_the_items_of_the_search_belong_to(tmp_path: Path) -> None:
    records = [composed_reply(number)[0] for number in range(1, 30)]
    corpus = opened_corpus(in_a_file(records, tmp_path))
    for query in ("", "水", "时限:2025", "力度:明确", "状态:已到期", "单位:局 时限:<=2026"):
        items = search(corpus, parse_query(query), TODAY, rows=slice(0, 10_000)).hits
        heads = {hit.holder or hit.place for hit in items}
        rows = found(corpus, query, rows=slice(0, 10_000))
        assert rows.total == len(rows.rows)
        if "力度" not in query:
            assert {row.reference for row in rows.rows} == heads, query


def test_counts_say_how_all_rows_spread(corpus: Corpus) -> None:
    facets = found(corpus, "", rows=slice(0, 1)).facets
    for field in ("时限", "状态"):
        assert facets[field]
        for value, number in facets[field].items():
            assert found(corpus, f"{field}:{value}").total == number, value
    assert facets["核实"] == {"待核实": found(corpus, "").total}


def test_what_a_person_found_chooses_rows_and_holds_for_the_numbers_too(corpus: Corpus) -> None:
    [row] = found(corpus, "充电桩").rows
    corpus.take_verdicts({row.reference: "部分兑现"})
    assert [one.reference for one in found(corpus, "状态:部分兑现").rows] == [row.reference]
    assert row.reference not in {one.reference for one in found(corpus, "状态:待核实").rows}
    hits = search(corpus, parse_query("状态:已核实"), TODAY).hits
    assert {hit.place for hit in hits} == {row.reference, *(target.reference for target in row.targets)}
    corpus.take_verdicts({})
    assert found(corpus, "状态:已核实").total == 0


def test_nothing_is_told_of_a_text_that_is_left_out(tmp_path: Path) -> None:
    other = answered(PROMISES.replace("公园", "广场"), issuer="云溪县交通局", number="13", source="b.txt")
    corpus = opened_corpus(in_a_file([answered(PROMISES), other], tmp_path))
    shown = found(corpus, "", without={other.document.sha256[:10]})
    assert {row.sha256 for row in shown.rows} == {answered(PROMISES).document.sha256}
    assert set(shown.facets["单位"]) == {"云溪县水利局"}
    assert shown.total < found(corpus, "").total
    reference = Reference.parse(found(corpus, "广场").rows[0].reference)
    assert reference
    assert ledger_row(corpus, reference, TODAY)
    assert ledger_row(corpus, reference, TODAY, {other.document.sha256[:10]}) is None


def test_a_number_leads_to_the_row_of_its_promise(corpus: Corpus) -> None:
    [row] = found(corpus, "充电桩").rows
    reference = Reference.parse(row.targets[1].reference)
    assert reference
    assert ledger_row(corpus, reference, TODAY) == row


def test_records_of_given_files_are_searched_and_a_corrected_one_stands_for_the_engines(tmp_path: Path) -> None:
    path = in_a_file([answered(PROMISES)], tmp_path)
    given = answered("我局将于2025年底前铺设水管8公里。", number="20", source="c.txt")
    added_path(path).write_text(f"{given.to_json()}\n", encoding="utf-8")
    corpus = opened_corpus(path)
    [row] = found(corpus, "水管").rows
    letter = corpus.letter(given.document.sha256[:10])
    assert letter == row.letter
    corpus.correct(row.letter, _without_promises(given), "1")
    assert found(corpus, "水管").rows == ()
    assert corpus.stamps() == {given.document.sha256[:10]: (row.letter, "1")}
    corpus.correct(row.letter, None, "")
    assert [one.reference for one in found(corpus, "水管").rows] == [row.reference]
    assert corpus.stamps() == {}


def _without_promises(record: Record) -> Record:
    return record.model_copy(update={"commitments": (), "numeric_targets": ()})


def test_findings_that_no_row_shows_are_listed(tmp_path: Path) -> None:
    newer = answered(PROMISES.replace("2座", "3座"), day="2024年7月1日", source="b.txt")
    older = answered(PROMISES)
    corpus = opened_corpus(in_a_file([older, newer], tmp_path))
    name = older.document.sha256[:10]
    [item, *_] = corpus.select("select start from item where letter = ? and kind = 1", (corpus.letter(name),))
    place = f"{name}-c{item['start']}"
    corpus.take_verdicts({place: "已兑现", f"{name}-c999999": "未兑现"})
    assert [(one["place"], one["why"]) for one in corpus.lost_verdicts()] == [
        (place, "version"),
        (f"{name}-c999999", "gone"),
    ]


QUERIES = (
    "公园",
    "新建 公园",
    "公园|充电桩 -河道",
    "公园 类型:承诺",
    "整治|新建 类型:已做工作",
    "公园 时限:<=2026-06-30",
    "新建 时限:2025-01-01..2026-12-31",
    "公园 单位:局 力度:明确",
)


@pytest.mark.parametrize("whole", [True, False])
@pytest.mark.parametrize("written", QUERIES)
def test_what_words_select_is_what_the_conditions_say_of_every_item(
    tmp_path: Path, written: str, *, whole: bool
) -> None:
    records = [answered(PROMISES), *(composed_reply(number)[0] for number in range(1, 12))]
    corpus = opened_corpus(in_a_file(records, tmp_path))
    query, scope = parse_query(written), Scope(whole=whole)
    selected, marks = selects(corpus, query, TODAY, scope, "item.id")
    where, values = conditions(corpus, query, TODAY, scope)
    every = {row["id"] for row in corpus.select(f"select item.id from item where {where}", values)}
    assert {row["id"] for row in corpus.select(selected, marks)} == every
    assert every


def test_words_lead_to_promises_by_their_numbers(corpus: Corpus) -> None:
    selected, marks = selects(corpus, parse_query("公园"), TODAY, Scope(whole=True), "item.id")
    plan = [row["detail"] for row in corpus.select(f"explain query plan {selected}", marks)]
    assert sum("item_head (id" in step for step in plan) == 3, plan
    assert not any("ANY(" in step for step in plan), plan
