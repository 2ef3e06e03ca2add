"""The label of each sentence of a short letter, and the rule that decided it."""

from __future__ import annotations

import pytest

from summarise.annotate import annotate
from summarise.document import Document
from summarise.engines.rules.labels import judge
from summarise.engines.rules.wording import cue_text
from tests.support.replies import CLOSING, OPENING

FIRST = 4
"""The number of the first sentence behind the opening."""


def labels(body: str) -> list[str]:
    """Label and rule of each sentence of the body; behind an @, which sentence of the body opened its scope."""
    document = annotate(Document("letter.txt", OPENING + body + CLOSING))
    return [
        f"{one.label}: {one.why[0].rule}{f' @{one.opener - FIRST + 1}' if one.opener else ''}"
        for one in judge(document, cue_text(document.folded))
        if one.label != "furniture"
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "去年我局更换水管。水质良好。完善管护台账。",
            "measure: report; background: no act; background: act amid context",
        ),
        (
            "水质良好。完善管护台账。去年我局更换水管。",
            "background: no act; background: act amid context; measure: report",
        ),
        ("完善管护台账。去年我局更换水管。", "background: act amid context; measure: report"),
        ("完善管护台账。", "measure: act in scope"),
        ("水质良好。完善管护台账。", "background: no act; measure: act in scope"),
        (
            "近年来，我局深入贯彻上级决策部署，不断推动供水工作高质量发展。完善管护台账。去年我局更换水管。",
            "background: overview; measure: act in scope; measure: report",
        ),
    ],
)
def test_an_act_amid_context_is_none_in_a_letter_that_speaks_of_tense(body: str, expected: str) -> None:
    assert "; ".join(labels(body)) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "去年我局更换水表。\n我局将新建泵站。\n一是完善管护台账。\n二是更新标牌。",
            "measure: report; background: announcement @2; commitment: act in scope @2; commitment: act in scope @2",
        ),
        (
            "去年我局更换水表。\n针对来信，我局计划：\n——更新标牌3块；\n——招聘管护员8名。",
            "measure: report; background: announcement @2; commitment: scope @2; commitment: scope @2",
        ),
        (
            "去年我局更换水表。\n我局将新建泵站3座。\n一是完善管护台账。\n二是更新标牌。",
            "measure: report; commitment: promise @2; commitment: act in scope @2; commitment: act in scope @2",
        ),
        (
            "去年我局更换水表。\n我局将新建泵站：\n完善管护台账。",
            "measure: report; commitment: promise @2; commitment: act in scope @2",
        ),
        (
            "去年我局更换水表。\n我局已更换水管，将新建泵站：\n完善管护台账。",
            "measure: report; both: promise; measure: act in scope",
        ),
        (
            "去年我局更换水表。\n我局将新建泵站。\n完善管护台账。",
            "measure: report; commitment: promise; measure: act in scope",
        ),
        (
            "去年我局更换水表。\n我局将新建泵站。\n二是完善管护台账。",
            "measure: report; commitment: promise; measure: act in scope",
        ),
        (
            "去年我局更换水表。\n我局将新建泵站。完善管护台账。\n更新标牌。",
            "measure: report; commitment: promise; commitment: act in scope @2; measure: act in scope",
        ),
        (
            "去年我局更换水表。\n下一步，我局将新建泵站。完善管护台账。\n更新标牌。",
            "measure: report; commitment: promise @2; commitment: act in scope @2; commitment: act in scope @2",
        ),
        (
            "我局将新建泵站。有关安排如下。\n一、水管\n更换水管。",
            "commitment: promise; background: announcement @2; heading: heading @2; commitment: act in scope @2",
        ),
        (
            "我局将新建泵站。有关安排如下。\n更换水管。\n去年我局更换水表。",
            "commitment: promise; background: announcement @1; measure: act in scope; measure: report",
        ),
        (
            "改造已列入今年项目，计划投资20万元，新建泵站2座；投资5万元更换水管3公里；维修水闸1座。",
            "both: promise; commitment: act in scope @1; commitment: act in scope @1",
        ),
    ],
)
def test_a_promise_and_an_announcement_open_what_stands_behind_them(body: str, expected: str) -> None:
    assert "; ".join(labels(body)) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("目前，水质良好。", "background: state of things"),
        ("目前，水质良好3处。", "measure: report"),
        ("目前，更换水管。", "measure: report"),
        ("据测算，2025年全县汽车保有量将达到50万辆。", "background: forecast"),
        ("据测算，2025年将达到50万辆，我局将新建泵站。", "commitment: promise"),
        ("已修好村里的水管，将建好桥梁。", "both: promise"),
        ("已修水管，将建桥梁。", "commitment: promise"),
        ("到2025年，已修好村里的水管。", "measure: clauses in scope"),
        ("二、下一步工作\n到2025年，已修好村里的水管。", "heading: heading @1; commitment: clauses in scope @1"),
        ("目前，将建桥梁。", "commitment: promise"),
        ("我局已修好村里的水管，将建好桥梁。完善管护制度。", "both: promise; measure: act in scope"),
        ("2023年，更换水管。", "measure: finished period"),
        ("2025年底前更换水管。", "commitment: day to come"),
    ],
)
def test_a_sentence_is_labelled_by_its_own_marks(body: str, expected: str) -> None:
    assert "; ".join(labels(body)) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("目前正在招标，项目总投资900万元。", "both: project ahead"),
        ("项目总投资900万元。我局将新建泵站。去年我局更换水管。", "commitment: project ahead; commitment: promise; "),
        ("去年我局更换水管。项目总投资900万元。我局将新建泵站。", "measure: report; commitment: project ahead; "),
        ("去年我局更换水管。项目总投资900万元。\n我局将新建泵站。", "measure: report; measure: figure in scope; "),
        (
            "去年我局更换水管。项目总投资900万元。水质良好。我局将新建泵站。",
            "measure: report; measure: figure in scope; ",
        ),
        (
            "去年我局更换水表。我局将新建泵站。去年我局更换水管。项目总投资900万元。",
            "measure: report; commitment: promise; measure: report @2; measure: figure in scope",
        ),
    ],
)
def test_the_size_of_a_project_beside_a_promise_is_promised(body: str, expected: str) -> None:
    assert "; ".join(labels(body)).startswith(expected)


@pytest.mark.parametrize(
    ("heading", "points", "expected"),
    [
        ("下一步工作", ("完善台账", "更新标牌", "开办讲习班"), "commitment: act in scope @1"),
        ("工作情况", ("完善台账", "更新标牌", "开办讲习班"), "measure: act in scope @1"),
        ("工作情况", ("台账", "标牌", "讲习班"), "heading: heading @1"),
        ("下一步工作", ("台账", "标牌", "讲习班"), "commitment: act in scope @1"),
    ],
)
def test_headings_without_text_are_points_of_their_section(
    heading: str, points: tuple[str, ...], expected: str
) -> None:
    listed = "\n".join(f"（{number}）{point}" for number, point in zip("一二三", points, strict=True))
    assert labels(f"二、{heading}\n{listed}")[1:3] == [expected] * 2
