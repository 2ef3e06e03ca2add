import weakref
from collections.abc import Iterator
from datetime import date

import pytest

from summarise.errors import InputError
from summarise.export import Choice, Tally, table_rows
from summarise.record import ProposalFields, Record, ReplyFields
from tests.support.composed_letter import Letter
from tests.support.composed_replies import composed_reply
from tests.support.tables_of import column, tables


def _record() -> Record:
    letter = Letter()
    letter.measure("已建成3座。", "3座", "3", "座")
    letter.commit("到2027年建设20公里。", when="到2027年", by="2027-12-31")
    letter.commit(
        "2025年安排30万元以上，", "分两期拨付。", who=("市财政局", "市水利局"), when="2025年", by="2025-12-31"
    )
    letter.commit("探索巡河。", certainty="explore")
    letter.target("c2", "30万元以上", "安排", value="300000", unit="元", comparator=">=")
    return letter.record("a.txt", ReplyFields(issuer="岚川市水利局", issued_on="2024-07-03"), ProposalFields())[0]


def test_rows_are_as_wide_as_there_are_columns_and_names_are_different() -> None:
    for table in tables([composed_reply(number)[0] for number in range(1, 9)]):
        names = [column.name for column in table.columns]
        assert len(set(names)) == len(names)
        assert {len(row) for row in table.rows} == {len(names)}


def test_no_item_is_missing_and_none_doubled() -> None:
    records = [composed_reply(number)[0] for number in range(1, 9)]
    commitments, targets, measures, replies = tables(records)
    assert len(commitments.rows) == sum(len(record.commitments) for record in records)
    assert len(targets.rows) == sum(len(record.numeric_targets) for record in records)
    assert len(measures.rows) == sum(len(record.measures_taken) for record in records)
    assert len(replies.rows) == len(records)


def test_every_quote_and_number_traces_to_characters_of_the_source() -> None:
    for number in range(1, 30):
        record, document = composed_reply(number)
        for table in tables([record])[:3]:
            places = zip(column(table, "quote"), column(table, "spans"), column(table, "start"), strict=True)
            for quote, spans, start in places:
                pieces = [tuple(map(int, span.split(".."))) for span in str(spans).split()]
                assert "\n".join(document.text[a:b] for a, b in pieces) == quote
                assert pieces[0][0] == start
        assert set(column(tables([record])[0], "sha256")) == {document.sha256}


def test_a_target_carries_the_bodies_and_the_deadline_as_a_date() -> None:
    targets = tables([_record()])[1]
    assert column(targets, "responsible") == [("市财政局", "市水利局")]
    assert column(targets, "deadline") == [date(2025, 12, 31)]
    assert column(targets, "comparator") == ["at_least"]
    assert column(targets, "quote") == ["30万元以上"]


def test_the_issuer_stands_behind_a_commitment_that_names_nobody() -> None:
    assert column(tables([_record()])[0], "responsible")[0] == ("岚川市水利局",)


def test_by_deadline_puts_the_earliest_first_and_the_open_ended_last() -> None:
    assert column(tables([_record()], Choice(by_deadline=True))[0], "id") == ["c2", "c1", "c3"]


def test_before_a_day_keeps_what_is_due_by_then_and_the_replies_it_stands_in() -> None:
    other = composed_reply(1)[0].model_copy(update={"commitments": (), "numeric_targets": ()})
    commitments, targets, measures, replies = tables([_record(), other], Choice(before=date(2025, 12, 31)))
    assert column(commitments, "id") == ["c2"]
    assert column(targets, "id") == ["t1"]
    assert column(measures, "id") == ["m1"]
    assert column(replies, "source") == ["a.txt"]


def test_a_commitment_without_a_deadline_stays_with_its_target_that_falls_due() -> None:
    record = _record()
    without = tuple(item.model_copy(update={"deadline": None}) for item in record.commitments)
    commitments = tables([record.model_copy(update={"commitments": without})], Choice(before=date(2025, 12, 31)))[0]
    assert column(commitments, "id") == ["c2"]


def test_a_date_that_is_none_names_the_reply() -> None:
    record = _record()
    reply = record.reply.model_copy(update={"issued_on": "去年"})
    with pytest.raises(InputError, match=r"a\.txt"):
        tables([record.model_copy(update={"reply": reply})])


def test_an_export_holds_one_record_at_a_time() -> None:
    alive: list[weakref.ref[Record]] = []

    def records() -> Iterator[Record]:
        for number in range(1, 30):
            record = composed_reply(number)[0]
            alive.append(weakref.ref(record))
            yield record
            del record

    most = 0
    for _ in table_rows(records(), Choice(by_deadline=True), Tally()):
        most = max(most, sum(one() is not None for one in alive))
    assert 1 <= most <= 2


def test_rows_that_waited_for_their_order_are_as_they_were() -> None:
    records = [composed_reply(number)[0] for number in range(1, 9)]
    for plain, ordered in zip(tables(records), tables(records, Choice(by_deadline=True)), strict=True):
        assert sorted(map(repr, plain.rows)) == sorted(map(repr, ordered.rows))
