"""The marks of tense of one sentence: what it promises, what it reports, and where it turns from one to the other."""

from __future__ import annotations

import pytest

from summarise.annotate import annotate
from summarise.document import Document
from summarise.engines.rules.tense_marks import Marks, Reader, studied_until, told_until
from summarise.engines.rules.wording import Wording, cue_text

LETTER = "关于县政协第12号提案的答复\n王小川委员：\n您提出的提案收悉，现答复如下：\n{}\n青岚县水利局\n2024年6月18日\n"


def marks(text: str) -> Marks:
    document = annotate(Document("letter.txt", LETTER.format(text)))
    (sentence,) = [one for one in document.sentences if document.quote(one) == text]
    return Reader(document).read(sentence, Wording.of(cue_text(document.folded), sentence).text)


@pytest.mark.parametrize(
    ("text", "promises", "reports", "timed"),
    [
        ("我局更换水管。", False, False, False),
        ("我局更换了水管。", False, True, False),
        ("去年更换水管。", False, True, True),
        ("去年更换了水管。", False, True, False),
        ("2023年更换水管。", False, True, True),
        ("我局将更换水管。", True, False, False),
        ("2025年底前更换水管。", True, False, False),
        ("力争累计更换水管三公里。", True, False, False),
        ("2025年累计更换水管三公里。", True, False, False),
        ("累计更换水管三公里，将更换水闸。", True, True, False),
        ("目前，将更换水管。", True, True, True),
        ("我局全年目标为整治水管6公里。", True, False, False),
        ("2023年，我局全年目标为整治水管6公里。", False, True, True),
        ("我局正积极对接，争取早日通水。", False, True, False),
        ("我局正积极对接，将尽快通水。", True, True, False),
        ("2025年底前我局正积极对接，争取早日通水。", True, True, False),
        ("我局更换了水管，为下一步改造打下基础。", False, True, False),
        ("为尽快通水，我局更换了水管。", False, True, False),
        ("为尽快通水，计划更换水管。", True, False, False),
        ("到2025年，已修好村里的水管。", True, True, False),
    ],
)
def test_a_sentence_promises_or_reports_by_its_words_and_dates(
    text: str, promises: bool, reports: bool, timed: bool
) -> None:
    found = marks(text)
    assert (found.promises, found.reports, found.timed) == (promises, reports, timed)


@pytest.mark.parametrize(
    ("text", "mixed"),
    [
        ("已修路三公里，将建好桥梁。", False),
        ("已修路三十公里，将建桥梁。", False),
        ("已修路三十公里，将建好桥梁。", True),
        ("已修水管，已修闸，将建好桥梁。", True),
        ("已修路三十公里，将建桥，将建闸。", False),
        ("自去年三月以来，将建好桥梁。", False),
        ("已更换水管，尚未完成修桥工作，将修建桥梁。", False),
        ("将建好桥梁，已修路三十公里。", True),
        ("将在已修路三十公里后建好桥梁，力争早日通水。", False),
        ("已修路三十公里，将建桥，群众十分满意。", False),
    ],
)
def test_two_acts_have_clauses_of_their_own_of_eight_and_of_six_characters(text: str, mixed: bool) -> None:
    assert marks(text).mixed is mixed


@pytest.mark.parametrize(
    ("text", "turn", "apart"),
    [
        ("已修水管，将建桥梁。", "将建桥梁。", True),
        ("已修水管，已修水闸，将建桥梁。", "将建桥梁。", True),
        ("已修水管，我局认为，将建桥梁，将建水闸。", "将建桥梁，将建水闸。", True),
        ("将建桥梁，已修水管。", "", True),
        ("近年来，将建桥梁，已修水管。", "", True),
        ("已修水管，到2025年底前，更换水闸。", "更换水闸。", True),
        ("已修水管，到2025年底前更换水闸。", "到2025年底前更换水闸。", True),
        ("到2025年底前，更换水闸，已修水管。", "", True),
        ("到2025年，已修好村里的水管。", "", False),
    ],
)
def test_a_sentence_turns_where_its_first_promise_begins_behind_a_report(text: str, turn: str, apart: bool) -> None:
    found = marks(text)
    assert (text[found.turn :] if found.turn else "", found.promises_apart) == (turn, apart)


@pytest.mark.parametrize(
    ("text", "turn", "told"),
    [
        ("已修水管，将建桥梁。", 0, "已修水管，"),
        ("已修水管，将建桥梁。", 5, "已修水管，"),
        ("今年以来，将建桥梁。", 0, ""),
        ("将建桥梁，已修水管，将建水闸。", 0, "将建桥梁，已修水管，"),
        ("已修水管，将建桥梁，已修水闸。", 10, "已修水管，"),
    ],
)
def test_what_was_told_ends_with_the_last_report(text: str, turn: int, told: str) -> None:
    assert text[: told_until(text, turn)] == told


@pytest.mark.parametrize(
    ("text", "studied"),
    [
        ("我局，通过认真研究，拟更换水管。", "我局，通过认真研究，"),
        ("我局通过认真研究，拟更换水管。", ""),
        ("我局将更换水管。", ""),
    ],
)
def test_a_study_before_a_decision_is_no_part_of_it(text: str, studied: str) -> None:
    assert text[: studied_until(text)] == studied
