import re

import pytest

from summarise.reader_notes import Place, notes_by_place
from summarise.record import ProposalFields, ReaderWarning, ReplyFields
from summarise.wording import headline
from tests.support.composed_letter import Letter
from tests.support.places import ROOT

SENTENCE = "将建设公园3处、步道20公里，预留车位40个。"


def places(*warnings: ReaderWarning, has_text: bool = False) -> tuple[Place, ...]:
    letter = Letter()
    letter.write("前言说明。")
    letter.commit(SENTENCE)
    record, document = letter.record("a.txt", ReplyFields(), ProposalFields())
    return notes_by_place(record.model_copy(update={"warnings": warnings}), document.text if has_text else None)


def number(words: str) -> ReaderWarning:
    start = 5 + SENTENCE.index(words)
    return ReaderWarning(kind="unselected_quantity", message="not chosen", start=start, end=start + len(words))


def test_numbers_of_one_sentence_are_told_together() -> None:
    [place] = places(number("3处"), number("20公里"), number("40个"))
    assert place.quote == SENTENCE
    assert [note.text for note in place.notes] == [
        "未列为目标的数字（3处、20公里、40个）：承诺句里的数字没有列为量化目标"
    ]


def test_the_words_at_a_span_outside_the_evidence_are_quoted_from_the_text() -> None:
    warning = ReaderWarning(kind="unselected_commitment", message="reads like a promise", start=0, end=5)
    assert places(warning, has_text=True)[0].text == "“前言说明。”"
    assert places(warning)[0].text == "原文第 1 至 5 字"


@pytest.mark.parametrize(
    ("kind", "message", "about"),
    [
        ("body_not_in_evidence", "“市林业局” is not in the evidence and was left out", "“市林业局”"),
        ("ungrounded", "a measure without evidence was left out: 修路", "修路"),
        ("topic_replaced", "the text does not speak of “治林” in these words", "“治林”"),
        ("not_the_reply", "a sentence of the page or of the proposal was left out", ""),
        ("unread_text", "text behind the end of the letter was not read: is it another reply?", ""),
        ("of_tomorrow", "something new", "something new"),
    ],
)
def test_a_name_or_what_was_left_out_is_told(kind: str, message: str, about: str) -> None:
    [place] = places(ReaderWarning(kind=kind, message=message, start=0, end=0))
    assert (place.text, place.notes[0].about) == ("全文", about)


@pytest.mark.parametrize(
    ("summary", "read"),
    [
        (SENTENCE, SENTENCE),
        (SENTENCE.rstrip("。"), SENTENCE.rstrip("。")),
        ("将建设公园3处、步道20公里，", "将建设公园3处、步道20公里…"),
        ("建设公园和步道", "建设公园和步道"),
    ],
)
def test_a_summary_that_breaks_off_inside_its_sentence_says_so(summary: str, read: str) -> None:
    letter = Letter()
    letter.commit(SENTENCE)
    record, _ = letter.record("a.txt", ReplyFields(), ProposalFields())
    assert headline(record.commitments[0].model_copy(update={"summary": summary})) == read


def test_every_kind_that_the_program_tells_has_its_chinese_words() -> None:
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "summarise").rglob("*.py")]
    told = {kind for source in sources for kind in re.findall(r'(?:Remark|_warn)\(\s*"(\w+)"', source)}
    assert len(told) >= 10
    warnings = [ReaderWarning(kind=kind, message="x", start=0, end=0) for kind in sorted(told)]
    assert [note.label for note in places(*warnings)[0].notes if note.label == note.kind] == []
