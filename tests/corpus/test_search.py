import os
import random
import time
from datetime import date
from pathlib import Path

import pytest

from summarise.corpus import Corpus, opened_corpus, parse_query, search
from summarise.corpus.bigrams import plain
from summarise.corpus.index import SearchTooLong
from summarise.corpus.index_making import corpus_path
from summarise.errors import InputError, OutputError
from summarise.record import Record
from summarise.reference import references
from summarise.workbench.views.ledger import reason_of
from tests.support.composed_corpus import answered, in_a_file
from tests.support.composed_replies import composed_reply

TODAY = date(2025, 3, 1)
PROMISES = (
    "一、工作开展情况\n2023年，我局整治河道3公里。\n二、下一步工作\n（一）充电桩建设\n2025年底前再新建120个。\n"
    "（二）公园建设\n我局将于2026年6月底前新建公园2座。\n我局将进一步加强巡查。"
)


def places(corpus: Corpus, query: str) -> list[str]:
    return [hit.place for hit in search(corpus, parse_query(query), TODAY, rows=slice(0, 1000)).hits]


def said(corpus: Corpus, query: str) -> list[str]:
    return [hit.what for hit in search(corpus, parse_query(query), TODAY).hits]


def opened(folder: Path, *records: Record) -> Corpus:
    return opened_corpus(in_a_file(records, folder))


def test_a_word_that_stands_in_the_heading_alone_is_found(tmp_path: Path) -> None:
    corpus = opened(tmp_path, answered(PROMISES))
    assert any("120个" in what for what in said(corpus, "充电桩 类型:承诺"))
    assert said(corpus, "充电桩 公园") == []


def test_promises_come_by_deadline_and_those_without_one_last(tmp_path: Path) -> None:
    found = search(opened(tmp_path, answered(PROMISES)), parse_query(""), TODAY)
    dues = [hit.due for hit in found.hits]
    assert dues == sorted(dues, key=lambda due: (due == "", due))
    assert dues[-1] == ""
    assert found.total == len(dues)


def test_a_deadline_and_a_state_choose_rows(tmp_path: Path) -> None:
    corpus = opened(tmp_path, answered(PROMISES))
    assert {hit.due for hit in search(corpus, parse_query("时限:<=2025-12-31"), TODAY).hits} == {"2025-12-31"}
    later = search(corpus, parse_query("状态:已到期"), date(2026, 1, 1)).hits
    assert {hit.due for hit in later} == {"2025-12-31"}
    assert {hit.state for hit in later} == {"已到期"}


def test_measures_are_found_only_where_they_are_asked_for(tmp_path: Path) -> None:
    corpus = opened(tmp_path, answered(PROMISES))
    assert said(corpus, "整治河道") == []
    assert len(said(corpus, "整治河道 类型:工作")) == 1


def test_counts_say_how_all_rows_spread(tmp_path: Path) -> None:
    corpus = opened(
        tmp_path, answered(PROMISES), answered(PROMISES, issuer="云溪县交通局", number="13", source="b.txt")
    )
    facets = search(corpus, parse_query(""), TODAY).facets
    assert facets["单位"]["云溪县交通局"] == facets["单位"]["云溪县水利局"]
    assert sum(facets["时限"].values()) == search(corpus, parse_query(""), TODAY).total


def test_the_same_reply_collected_twice_or_corrected_is_shown_once(tmp_path: Path) -> None:
    corrected = PROMISES.replace("120个", "130个")
    records = (answered(PROMISES), answered(corrected, day="2024年7月1日", source="b.txt"))
    corpus = opened(tmp_path, *records)
    assert {hit.text for hit in search(corpus, parse_query(""), TODAY).hits} == {records[1].document.sha256[:10]}


def test_another_reply_of_the_same_body_is_no_version(tmp_path: Path) -> None:
    corpus = opened(tmp_path, answered(PROMISES), answered("我局将于2025年底前铺设水管8公里。", source="b.txt"))
    assert len({hit.text for hit in search(corpus, parse_query(""), TODAY).hits}) == 2


def test_the_same_text_in_two_files_is_one_reply(tmp_path: Path) -> None:
    once, twice = opened(tmp_path, answered(PROMISES)), None
    wanted = places(once, "")
    once.close()
    twice = opened(tmp_path, answered(PROMISES), answered(PROMISES, source="copy.txt"))
    assert places(twice, "") == wanted


def _searched(record: Record) -> dict[str, list[str]]:
    """What each commitment of a record is found by, field by field."""
    shared = [f"{record.proposal.topic} {record.proposal.title}", record.reply.issuer]
    names = references(record)
    return {
        str(names[item.id]): [
            "".join(span.quote for span in item.evidence),
            item.section,
            "、".join(item.responsible),
            *(target.indicator for target in record.numeric_targets if target.commitment == item.id),
            *shared,
        ]
        for item in record.commitments
    }


def test_search_is_a_scan_for_five_hundred_pieces_of_what_promises_say(tmp_path: Path) -> None:
    records = [composed_reply(number)[0] for number in range(1, 40)]
    corpus = opened(tmp_path, *records)
    fields = {place: list(map(plain, said)) for record in records for place, said in _searched(record).items()}
    shown = set(places(corpus, "类型:承诺"))
    assert shown <= fields.keys()
    chance = random.Random(7)
    looked_for, lengths = 0, set[int]()
    while looked_for < 500:
        field = chance.choice(chance.choice(list(fields.values())))
        length = chance.randint(1, 8)
        start = chance.randrange(max(1, len(field) - length + 1))
        piece = field[start : start + length].strip()
        if not piece:
            continue
        looked_for += 1
        lengths.add(len(piece))
        wanted = {place for place, said in fields.items() if place in shown and any(piece in one for one in said)}
        assert set(places(corpus, f'"{piece}" 类型:承诺')) == wanted, piece
    assert lengths == set(range(1, 9))


def test_an_index_that_was_deleted_or_is_of_other_records_is_made_anew(tmp_path: Path) -> None:
    path = in_a_file([answered(PROMISES)], tmp_path)
    first = opened_corpus(path)
    wanted = places(first, "公园")
    first.close()
    corpus_path(path).unlink()
    again = opened_corpus(path)
    assert places(again, "公园") == wanted
    again.close()
    in_a_file([answered("我局将于2025年底前铺设水管8公里。")], tmp_path)
    os.utime(path, ns=(time.time_ns(), time.time_ns() + 1))
    other = opened_corpus(path)
    assert places(other, "公园") == []
    assert len(places(other, "水管")) == 2
    other.close()


def test_a_file_that_is_no_index_is_replaced(tmp_path: Path) -> None:
    path = in_a_file([answered(PROMISES)], tmp_path)
    corpus_path(path).write_bytes(b"no database" * 100)
    assert places(opened_corpus(path), "公园")


def test_a_damaged_index_is_named_with_what_to_do(tmp_path: Path) -> None:
    path = in_a_file([answered(PROMISES)], tmp_path)
    opened_corpus(path).close()
    index = corpus_path(path)
    corpus = opened_corpus(path)
    first, size = 4096, index.stat().st_size
    index.write_bytes(index.read_bytes()[:first] + b"\xff" * (size - first))
    for read in (lambda: corpus.select("select * from letter"), corpus.look_for_later_replies):
        with pytest.raises(OutputError, match=r"index cannot be read .*: delete it"):
            read()


def test_an_index_that_is_whole_is_not_to_be_deleted(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"index cannot be read \(no such table: none\)$"):
        opened(tmp_path, answered(PROMISES)).select("select * from none")


def test_a_body_that_was_renamed_is_found_under_its_new_name(tmp_path: Path) -> None:
    (tmp_path / "bodies.csv").write_text("name,was\n云溪县水务局,云溪县水利局\n", encoding="utf-8")
    corpus = opened(tmp_path, answered(PROMISES))
    assert places(corpus, "单位:水务局") == places(corpus, "")


def test_a_table_of_bodies_without_its_columns_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bodies.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(InputError, match="name and was"):
        opened(tmp_path, answered(PROMISES))


def test_a_search_without_end_is_stopped_and_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus = opened(tmp_path, answered(PROMISES))
    monkeypatch.setattr("summarise.corpus.index._SECONDS", 0.0)
    endless = "with recursive n(x) as (select 1 union all select x + 1 from n) select max(x) from n"
    with pytest.raises(SearchTooLong, match="narrow it") as found:
        corpus.select(endless)
    assert reason_of(found.value).answer["message"] == "这样检索要的时间太长，请再加一个词"


def test_a_body_is_found_by_its_short_name_and_no_other_body(tmp_path: Path) -> None:
    records = [
        answered(PROMISES, issuer=issuer)
        for issuer in ("砚湖区住房和城乡建设局", "砚湖区民政局", "岚川市住房和城乡建设局")
    ]
    corpus = opened(tmp_path, *records)
    for query in ("砚湖区住建局", "单位:砚湖区住建局", "砚湖区住建局|砚湖区财政局"):
        assert {hit.issuer for hit in search(corpus, parse_query(query), TODAY).hits} == {"砚湖区住房和城乡建设局"}, (
            query
        )
    both = {hit.issuer for hit in search(corpus, parse_query("住建局"), TODAY).hits}
    assert both == {"砚湖区住房和城乡建设局", "岚川市住房和城乡建设局"}


def test_a_reply_is_found_by_the_number_of_its_proposal_whole(tmp_path: Path) -> None:
    corpus = opened(tmp_path, *(answered(PROMISES, number=number) for number in ("19", "9", "119")))
    for query in ("第19号", "19号", "19号提案", "第１９号"):
        assert {hit.proposal for hit in search(corpus, parse_query(query), TODAY).hits} == {"19"}, query
    assert {hit.proposal for hit in search(corpus, parse_query("9号"), TODAY).hits} >= {"9"}
