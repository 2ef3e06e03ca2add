"""What grounding does at its limits: first and last numbers, spans that only touch, lengths that are just allowed."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import pytest

from summarise.annotate import annotate
from summarise.document import Document, Doubt
from summarise.errors import NotGrounded
from summarise.ground import ground
from summarise.record import Provenance, Record, WarningKind
from summarise.selection import (
    LONGEST_OF_THE_RULES,
    LONGEST_SUMMARY,
    Remark,
    SelectedCommitment,
    SelectedMeasure,
    SelectedTarget,
    Selection,
)

TEXT = """提案内容
一、新增公交线路3条
答复意见
李木子委员：
您提出的关于修缮道路的提案收悉，现答复如下：
一、修缮道路5公里
下一步，我局将新建20±2处泊位。新建30±3处站点。新建4处岗亭。
“十五五”期间，修桥6座。
青岚县交通运输局
2024年6月18日
"""
LETTER = annotate(Document("letter.txt", TEXT))
NOTHING = Selection(provenance=Provenance(engine="model"))


def sentence(words: str) -> int:
    return next(one.number for one in LETTER.sentences if words in LETTER.quote(one))


def quantity(words: str) -> int:
    return next(one.number for one in LETTER.quantities if LETTER.quote(one) == words)


def kinds(record: Record) -> list[str]:
    return [warning.kind for warning in record.warnings]


def test_items_are_numbered_without_those_that_are_left_out() -> None:
    here, there, last = sentence("泊位"), sentence("站点"), sentence("岗亭")
    selected = replace(
        NOTHING,
        measures=(SelectedMeasure(()), SelectedMeasure((here,))),
        commitments=(
            SelectedCommitment((there,)),
            SelectedCommitment((there,)),
            SelectedCommitment((last, there)),
        ),
        targets=(
            SelectedTarget(0, "", "level"),
            SelectedTarget(quantity("6座"), "修桥", "level"),
            SelectedTarget(quantity("4处"), "岗亭", "level"),
            SelectedTarget(quantity("4处"), "岗亭", "level"),
            SelectedTarget(quantity("5公里"), "道路", "level"),
        ),
    )
    record = ground(LETTER, selected)
    assert [one.id for one in record.measures_taken] == ["m1"]
    assert [(one.id, [span.quote for span in one.evidence]) for one in record.commitments] == [
        ("c1", ["新建30±3处站点。"]),
        ("c2", ["新建4处岗亭。"]),
    ]
    assert [(one.id, one.evidence.quote, one.commitment) for one in record.numeric_targets] == [
        ("t1", "4处", "c2"),
        ("t2", "5公里", None),
    ]


def test_a_heading_of_the_proposal_holds_no_target() -> None:
    record = ground(LETTER, replace(NOTHING, targets=(SelectedTarget(quantity("3条"), "公交线路", "level"),)))
    assert not record.numeric_targets
    assert kinds(record) == ["target_outside_commitment"]


@pytest.mark.parametrize(
    ("numbers", "told"),
    [(("泊位",), ["20±2处"]), (("站点",), ["30±3处"]), (("泊位", "站点"), ["20±2处", "30±3处"]), (("岗亭",), [])],
)
def test_an_unread_number_is_told_with_the_sentence_that_it_is_in(numbers: tuple[str, ...], told: list[str]) -> None:
    chosen = tuple(SelectedMeasure((sentence(words),)) for words in numbers)
    record = ground(LETTER, replace(NOTHING, measures=chosen))
    found = [one for one in record.warnings if one.kind == "unread_number"]
    assert [TEXT[one.start : one.end] for one in found] == told


@pytest.mark.parametrize("words", ["二是202", "7年9月底前"])
def test_an_unread_number_across_two_sentences_is_told_with_either(words: str) -> None:
    text = "青澜市建设局关于第8号提案的答复\n现答复如下：\n下一步，做好两项工作。\n二是202\n7年9月底前新建岗亭。\n"
    letter = annotate(Document("letter.txt", text))
    chosen = next(one.number for one in letter.sentences if letter.quote(one).startswith(words))
    record = ground(letter, replace(NOTHING, measures=(SelectedMeasure((chosen,)),)))
    assert [text[one.start : one.end] for one in record.warnings if one.kind == "unread_number"] == ["202\n7年9月底前"]


@pytest.mark.parametrize(
    ("before", "behind", "verified", "picture"),
    [
        (-3, 0, True, ""),
        (-3, 1, False, "iVBO"),
        (0, 2, False, "iVBO"),
        (1, 4, False, "iVBO"),
        (2, 4, True, ""),
    ],
)
def test_a_doubt_counts_for_a_number_that_it_shares_a_character_with(
    before: int, behind: int, verified: bool, picture: str
) -> None:
    at = TEXT.index("4处")
    doubts = (Doubt(0, 2), Doubt(at + before, at + behind, "iVBO"))
    scanned = annotate(Document("scan.pdf", TEXT, text_from="ocr", doubtful=doubts))
    chosen = (SelectedMeasure((sentence("岗亭"),)),)
    [measure] = ground(scanned, replace(NOTHING, measures=chosen)).measures_taken
    [figure] = measure.figures
    assert figure.verified is verified
    told = [
        one for one in ground(scanned, replace(NOTHING, measures=chosen)).warnings if one.kind == "unverified_number"
    ]
    assert [(one.picture, TEXT[one.start : one.end]) for one in told] == ([] if verified else [(picture, "4处")])


@pytest.mark.parametrize("number", [None, -1, 0, 1, len(LETTER.sentences), len(LETTER.sentences) + 1])
def test_a_remark_points_at_its_sentence_if_there_is_such_a_one(number: int | None) -> None:
    remark = Remark(WarningKind.UNGROUNDED, "see there", sentence=number)
    [told] = ground(LETTER, replace(NOTHING, remarks=(remark,))).warnings
    there = number is not None and 1 <= number <= len(LETTER.sentences)
    spanned = LETTER.sentences[number - 1] if there and number else None
    assert (told.start, told.end) == ((spanned.start, spanned.end) if spanned else (0, 0))


@pytest.mark.parametrize("number", [0, 1, len(LETTER.quantities), len(LETTER.quantities) + 1])
def test_a_remark_points_at_its_quantity_if_there_is_such_a_one(number: int) -> None:
    remark = Remark(WarningKind.UNGROUNDED, "see there", quantity=number)
    [told] = ground(LETTER, replace(NOTHING, remarks=(remark,))).warnings
    spanned = LETTER.quantities[number - 1] if 1 <= number <= len(LETTER.quantities) else None
    assert (told.start, told.end) == ((spanned.start, spanned.end) if spanned else (0, 0))


@pytest.mark.parametrize(("engine", "longest"), [("model", LONGEST_SUMMARY), ("rules", LONGEST_OF_THE_RULES)])
def test_a_summary_may_be_as_long_as_its_limit(engine: Literal["model", "rules"], longest: int) -> None:
    words = "修" + "缮" * (longest - 1)
    letter = annotate(Document("letter.txt", f"下一步，我局将{words}缮。"))
    for summary, is_kept in ((words, True), (words + "缮", False)):
        chosen = (SelectedCommitment((1,), summary),)
        record = ground(letter, Selection(provenance=Provenance(engine=engine), commitments=chosen))
        assert (record.commitments[0].summary == summary) is is_kept
        assert kinds(record) == ([] if is_kept else ["summary_replaced"])


@pytest.mark.parametrize(
    ("topic", "is_kept"),
    [("修缮道路", True), ("甲修缮乙道路", True), ("甲乙修缮丁", False), ("甲乙修缮道", True), ("修缮道路7公里", False)],
)
def test_three_fifths_of_a_topic_come_from_the_text(topic: str, is_kept: bool) -> None:
    record = ground(LETTER, replace(NOTHING, topic=topic))
    assert (record.proposal.topic == topic) is is_kept
    assert ("topic_replaced" in kinds(record)) is not is_kept


def test_a_topic_may_have_every_number_of_the_text() -> None:
    letter = annotate(Document("letter.txt", "下一步，我局将修桥六座。"))
    assert ground(letter, replace(NOTHING, topic="修桥六座")).proposal.topic == "修桥六座"
    assert ground(letter, replace(NOTHING, topic="修桥七座")).proposal.topic == ""


@pytest.mark.parametrize(
    ("bodies", "kept", "told"),
    [
        ((), (), 0),
        (("局",), (), 1),
        (("我局",), ("我局",), 0),
        (("我局", " 我局 ", "教育局"), ("我局",), 1),
    ],
)
def test_a_body_of_two_characters_in_the_sentence_or_the_one_before_is_kept(
    bodies: tuple[str, ...], kept: tuple[str, ...], told: int
) -> None:
    for place in ("泊位", "站点"):
        chosen = (SelectedCommitment((sentence(place),), responsible=bodies),)
        record = ground(LETTER, replace(NOTHING, commitments=chosen))
        assert record.commitments[0].responsible == kept
        assert kinds(record).count("body_not_in_evidence") == told
    record = ground(
        LETTER, replace(NOTHING, commitments=(SelectedCommitment((sentence("岗亭"),), responsible=bodies),))
    )
    assert record.commitments[0].responsible == ()


@pytest.mark.parametrize(
    ("words", "indicator", "is_kept"),
    [
        ("sentence", "岗亭", True),
        ("sentence", "站点", False),
        ("sentence", "泊位", False),
        ("point", "站点", True),
        ("point", "泊位", True),
        ("point", "提案", False),
    ],
)
def test_a_model_takes_an_indicator_from_its_sentence_or_where_allowed_from_its_point(
    words: Literal["sentence", "point"], indicator: str, is_kept: bool
) -> None:
    selected = replace(
        NOTHING,
        commitments=(SelectedCommitment((sentence("岗亭"),)),),
        targets=(SelectedTarget(quantity("4处"), indicator, "increment"),),
    )
    record = ground(LETTER, selected, indicator_words=words)
    assert [one.indicator for one in record.numeric_targets] == [indicator if is_kept else ""]
    assert ("indicator_not_in_evidence" in kinds(record)) is not is_kept


@pytest.mark.parametrize("engine", ["model", "rules"])
def test_the_first_sentence_has_no_words_before_it(engine: Literal["model", "rules"]) -> None:
    letter = annotate(Document("letter.txt", "下一步，我局将修桥6座。完成绿化。"))
    for indicator, kept in (("修桥", "修桥"), ("绿化", "")):
        selected = Selection(
            provenance=Provenance(engine=engine),
            commitments=(SelectedCommitment((1,)),),
            targets=(SelectedTarget(1, indicator, "increment"),),
        )
        assert [one.indicator for one in ground(letter, selected).numeric_targets] == [kept]


def test_an_item_without_evidence_of_its_own_is_left_out_and_told_with_its_summary() -> None:
    here = sentence("岗亭")
    selected = replace(
        NOTHING,
        measures=(SelectedMeasure((), "修缮渡口"),),
        commitments=(SelectedCommitment((here,)), SelectedCommitment((here,), "又建岗亭")),
    )
    record = ground(LETTER, selected)
    assert (record.measures_taken, len(record.commitments)) == ((), 1)
    assert [(one.kind, one.about) for one in record.warnings] == [
        ("ungrounded", ("修缮渡口",)),
        ("ungrounded", ("又建岗亭",)),
    ]


@pytest.mark.parametrize("number", [-1, 0, len(LETTER.sentences) + 1])
def test_a_sentence_that_does_not_exist_is_told_and_refused_where_a_person_selects(number: int) -> None:
    selected = replace(NOTHING, measures=(SelectedMeasure((number, sentence("岗亭"))),))
    record = ground(LETTER, selected)
    assert [span.quote for span in record.measures_taken[0].evidence] == ["新建4处岗亭。"]
    assert kinds(record) == ["ungrounded"]
    with pytest.raises(NotGrounded):
        ground(LETTER, selected, strict=True)


def test_an_item_is_in_the_sections_that_are_open_where_its_first_sentence_stands() -> None:
    letter = annotate(
        Document("a.txt", "王某委员：\n您的提案收悉，现答复如下：\n二、下一步\n（一）修路\n新建4处岗亭。\n")
    )
    number = next(one.number for one in letter.sentences if "岗亭" in letter.quote(one))
    record = ground(letter, replace(NOTHING, commitments=(SelectedCommitment((number,)),)))
    assert [one.section for one in record.commitments] == ["二、下一步 > （一）修路"]
