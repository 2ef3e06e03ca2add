from summarise.record import ProposalFields, Record, ReplyFields
from summarise.reference import Reference, by_reference, items_of, references
from tests.support.composed_letter import Letter
from tests.support.composed_replies import composed_reply


def _record() -> Record:
    letter = Letter()
    letter.measure("已建成3座。", "3座", "3", "座")
    letter.commit("到2027年建设20公里。", when="到2027年", by="2027-12-31")
    letter.target("c1", "20公里", "建设", value="20", unit="公里")
    return letter.record("a.txt", ReplyFields(), ProposalFields())[0]


def test_a_reference_names_text_kind_and_the_character_where_the_evidence_begins() -> None:
    record = _record()
    begun = record.document.sha256[:10]
    start = record.commitments[0].evidence[0].start
    assert str(references(record)["c1"]) == f"{begun}-c{start}"


def test_the_second_item_of_a_kind_at_one_place_has_its_turn_behind_it() -> None:
    record = _record()
    twin = record.commitments[0].model_copy(update={"id": "c2"})
    record = record.model_copy(update={"commitments": (*record.commitments, twin)})
    assert str(references(record)["c2"]) == f"{references(record)['c1']}-2"


def test_every_reference_leads_back_to_its_item_and_no_two_are_the_same() -> None:
    for number in range(1, 20):
        record = composed_reply(number)[0]
        names = references(record)
        assert len({str(name) for name in names.values()}) == len(names)
        for item in items_of(record):
            for sign in "-/":
                written = Reference.parse(f"{names[item.id].text}{sign}{names[item.id].place}")
                assert written is not None
                assert by_reference(record, written) is item


def test_the_same_text_in_two_files_has_the_same_references() -> None:
    record = _record()
    other = record.model_copy(update={"document": record.document.model_copy(update={"source": "b.txt"})})
    assert references(record) == references(other)


def test_what_is_no_reference_is_not_taken_for_one() -> None:
    for written in ("c7", "f7e1f8abed", "f7e1f8abed-x3", "f7e1f8abe-c3", "g7e1f8abed-c3", "f7e1f8abed-c", ""):
        assert Reference.parse(written) is None
