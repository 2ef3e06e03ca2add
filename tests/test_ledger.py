from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarise.errors import InputError
from summarise.ledger import day, digits, promises
from summarise.record import ProposalFields, Record, ReplyFields
from tests.support.composed_letter import Letter
from tests.support.composed_replies import composed_reply

ISSUER = ReplyFields(issuer="岚川市水利局")


def _record(letter: Letter, reply: ReplyFields = ISSUER) -> Record:
    return letter.record("a.txt", reply, ProposalFields())[0]


def _with_targets() -> Record:
    letter = Letter()
    letter.commit("将由市财政局于2025年底前安排300万元。", who=("市财政局",), when="2025年底前", by="2025-12-31")
    letter.commit("力争2027年治理河道20公里。", certainty="effort", when="2027年", by="2027-12-31")
    letter.commit("探索联合巡河。", certainty="explore")
    letter.target("c2", "20公里", "治理河道", value="20", unit="公里")
    letter.target("c1", "300万元", "安排", value="3000000", unit="元")
    return _record(letter)


def test_a_target_follows_its_commitment_and_shares_its_bodies_and_firmness() -> None:
    found = [(p.item.id, p.responsible, p.certainty) for p in promises(_with_targets())]
    assert found == [
        ("c1", ("市财政局",), "firm"),
        ("t2", ("市财政局",), "firm"),
        ("c2", ("岚川市水利局",), "effort"),
        ("t1", ("岚川市水利局",), "effort"),
        ("c3", ("岚川市水利局",), "explore"),
    ]


def test_a_target_of_no_commitment_is_kept_and_has_no_firmness() -> None:
    record = _with_targets()
    loose = record.numeric_targets[0].model_copy(update={"commitment": None})
    found = promises(record.model_copy(update={"numeric_targets": (loose,)}))
    assert [(p.item.id, p.certainty, p.responsible) for p in found][-1] == ("t1", "", ("岚川市水利局",))


def test_a_target_whose_commitment_is_missing_is_not_lost() -> None:
    record = _with_targets().model_copy(update={"commitments": ()})
    assert [p.item.id for p in promises(record)] == ["t1", "t2"]


def test_nobody_is_responsible_in_an_unsigned_reply_that_names_nobody() -> None:
    letter = Letter()
    letter.commit("将清淤。")
    assert promises(_record(letter, ReplyFields()))[0].responsible == ()


def test_every_item_of_a_record_is_a_promise_once() -> None:
    for number in range(1, 20):
        record, _ = composed_reply(number)
        wanted = sorted([item.id for item in record.commitments] + [item.id for item in record.numeric_targets])
        assert sorted(p.item.id for p in promises(record)) == wanted


def test_a_day_that_is_none_is_refused_with_the_reply_that_states_it() -> None:
    record = _with_targets()
    assert day("", record) is None
    with pytest.raises(InputError, match=r"a\.txt.*2025-02-30"):
        day("2025-02-30", record)


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=0, max_value=10**20, places=6))
def test_digits_are_exact_and_plain(value: Decimal) -> None:
    written = digits(value)
    assert Decimal(written) == value
    assert "E" not in written
    assert not (("." in written) and written.endswith("0"))
