import pytest

from summarise.reader_notes import Cutout, Place, notes_by_place
from summarise.record import ProposalFields, ReaderWarning, ReplyFields, WarningKind
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


def test_a_number_that_nothing_confirms_is_named_and_keeps_its_picture() -> None:
    doubt = number("3处").model_copy(update={"kind": WarningKind.UNVERIFIED_NUMBER, "picture": "iVBORw0="})
    [note] = places(doubt, number("40个"))[0].notes[:1]
    assert (note.about, note.pictures) == ("3处", (Cutout("3处", "iVBORw0="),))


def test_the_words_at_a_span_outside_the_evidence_are_quoted_from_the_text() -> None:
    warning = ReaderWarning(kind="unselected_commitment", message="reads like a promise", start=0, end=5)
    assert places(warning, has_text=True)[0].text == "“前言说明。”"
    assert places(warning)[0].text == "原文第 1 至 5 字"


@pytest.mark.parametrize(
    ("kind", "words", "about"),
    [
        (WarningKind.BODY_NOT_IN_EVIDENCE, ("市林业局",), "“市林业局”"),
        (WarningKind.TOPIC_REPLACED, ("治林",), "“治林”"),
        (WarningKind.NOT_THE_REPLY, (), ""),
        ("of_tomorrow", (), "something new"),
    ],
)
def test_the_words_that_a_warning_is_about_are_told(kind: str, words: tuple[str, ...], about: str) -> None:
    [place] = places(ReaderWarning(kind=kind, message="something new", start=0, end=0, about=words))
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


def test_every_kind_has_its_chinese_and_english_words() -> None:
    warnings = [ReaderWarning(kind=kind, message="x", start=0, end=0) for kind in WarningKind]
    assert [note.label for note in places(*warnings)[0].notes if note.label == note.kind] == []
    labels = (ROOT / "summarise/report/assets/labels.js").read_text(encoding="utf-8")
    assert [kind for kind in WarningKind if f"{kind}: " not in labels] == []
