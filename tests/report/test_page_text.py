import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarise.document import Document
from summarise.errors import InputError
from summarise.record import Evidence, ProposalFields, Record, ReplyFields
from summarise.report.page_text import PageText, quotings
from tests.support.composed_letter import Letter
from tests.support.composed_replies import composed_reply


def _units(text: str, start: int, end: int) -> str:
    """What a browser's `slice` gives."""
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")


def _record(letter: Letter) -> tuple[Record, Document]:
    return letter.record("a.txt", ReplyFields(), ProposalFields())


sentences = st.lists(
    st.text(st.sampled_from("甲乙丙丁𠮷😀é1 "), min_size=1, max_size=8).map(lambda text: text + "。"),
    min_size=1,
    max_size=6,
)


@given(sentences, sentences)
def test_every_quote_is_found_at_its_place_with_the_text_and_without(done: list[str], promised: list[str]) -> None:
    letter = Letter()
    for text in done:
        letter.write("其余。")
        letter.measure(text)
    for text in promised:
        letter.commit(text)
    record, document = _record(letter)
    for shown in (PageText.of_source(document.text, record), PageText.of_quotes(record)):
        for span in quotings(record):
            [[start, end]] = shown.places([(span.start, span.end)])
            assert _units(shown.text, start, end) == span.quote


def test_without_the_text_nothing_but_quotes_is_shown() -> None:
    letter = Letter()
    letter.write("不引用的话。")
    letter.measure("已建成3座。", "3座", "3", "座")
    letter.write("联系电话略。")
    letter.commit("将再建2座。")
    letter.commit("并验收。")
    shown = PageText.of_quotes(_record(letter)[0])
    assert shown.pieces == ("已建成3座。", "将再建2座。并验收。")
    assert shown.gaps == (0, 6, 16)


def test_a_whole_text_has_no_gaps() -> None:
    record, document = composed_reply(3)
    assert PageText.of_source(document.text, record).gaps == ()
    assert PageText.of_source(document.text, record).text == document.text


def test_a_quote_that_is_not_in_the_text_is_refused() -> None:
    letter = Letter()
    letter.commit("将建设20公里。")
    record, document = _record(letter)
    with pytest.raises(InputError, match="quote at 0 is not what its text has"):
        PageText.of_source(document.text.replace("20", "90"), record)


def test_quotes_that_contradict_each_other_are_refused() -> None:
    letter = Letter()
    letter.commit("将建设20公里。")
    letter.target("c1", "20公里", "建设", value="20", unit="公里")
    record, _ = _record(letter)
    altered = Evidence(start=3, end=7, quote="90公里")
    target = record.numeric_targets[0].model_copy(update={"evidence": altered})
    with pytest.raises(InputError, match="do not agree"):
        PageText.of_quotes(record.model_copy(update={"numeric_targets": (target,)}))


def test_a_record_that_quotes_nothing_shows_nothing() -> None:
    shown = PageText.of_quotes(_record(Letter())[0])
    assert (shown.text, shown.places([(0, 4)])) == ("", [])


def test_a_place_that_is_not_shown_is_left_out() -> None:
    letter = Letter()
    letter.write("前言。")
    letter.commit("将建设。")
    shown = PageText.of_quotes(_record(letter)[0])
    assert shown.places([(0, 2), (3, 7), (5, 9), (4, 4)]) == [[0, 4]]
