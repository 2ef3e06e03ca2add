"""From how many promises and how few reports a letter, a section or a list consists of plans."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from summarise.annotated import Sentence
from summarise.engines.rules.plans import bare_points, planned_points, planned_sections
from summarise.engines.rules.tense_marks import NO_MARKS, Marks

MARKS = {
    "p": Marks(promises=True, reports=False),
    "r": Marks(promises=False, reports=True),
    "b": Marks(promises=True, reports=True),
    ".": NO_MARKS,
}
"""What each sign of a test's line says of its sentence: it promises, reports, does both, or has no mark."""


def sentence(number: int, marker: str = "", *, under: tuple[int, ...] = (), heading: bool = False) -> Sentence:
    return Sentence(number, 0, 1, number, marker, 1 if marker else 0, heading, False, (), under=under)


def sections(line: str, *, section: int = 0, opens: int | None = None, texts: Sequence[str] = ()) -> dict[int, int]:
    """The plans of a letter whose sentences have these marks, all in one section; sentence `opens` opens plans."""
    sentences = [sentence(at, under=(section,) if section else ()) for at in range(1, len(line) + 1)]
    opened = [one.number == opens for one in sentences]
    return planned_sections(sentences, texts or [""] * len(line), [MARKS[sign] for sign in line], opened)


@pytest.mark.parametrize(
    ("line", "plans"),
    [
        (".p.", {0: 2}),
        (".p.r", {}),
        (".", {}),
        ("b", {}),
        ("pb", {}),
        (".ppr", {0: 2}),
        (".ppprr", {}),
        (".pppprr", {0: 2}),
        ("r" * 7 + "p" * 8, {0: 8}),
        ("r" * 8 + "p" * 8, {}),
        ("r" * 6 + "p" * 7, {}),
    ],
)
def test_a_letter_of_promises_alone_or_of_eight_that_outweigh_the_reports_is_a_plan(
    line: str, plans: dict[int, int]
) -> None:
    assert sections(line) == plans


@pytest.mark.parametrize(
    ("line", "plans"), [(".ppr", {5: 2}), (".pr", {}), (".ppprr", {}), (".pppprr", {5: 2}), ("p.p.r", {5: 1})]
)
def test_a_section_of_two_promises_and_twice_as_many_as_reports_is_a_plan(line: str, plans: dict[int, int]) -> None:
    assert sections(line, section=5) == plans


def test_where_plans_are_announced_nothing_else_is_one() -> None:
    assert sections("pp.", opens=3) == {}
    assert sections("ppr", section=5, opens=3) == {}
    headed = [sentence(1, "一、", heading=True), sentence(2), sentence(3)]
    marks = [NO_MARKS, MARKS["p"], MARKS["p"]]
    assert planned_sections(headed, ["下一步工作", "", ""], marks, [False] * 3) == {}
    assert planned_sections(headed, ["工作情况", "", ""], marks, [False] * 3) == {0: 2}
    assert planned_sections([sentence(1), *headed[1:]], ["下一步工作", "", ""], marks, [False] * 3) == {0: 2}


def test_a_letter_without_any_mark_that_proposes_is_a_plan_throughout() -> None:
    proposes = "现提出协办意见如下："
    assert sections("..", texts=[proposes, ""]) == {0: 0}
    assert sections("..", section=5, texts=[proposes, ""]) == {5: 0, 0: 0}
    assert sections(".r", texts=[proposes, ""]) == {}
    assert sections("..", opens=2, texts=[proposes, ""]) == {}


def test_what_is_not_the_letter_s_own_does_not_count() -> None:
    for outside in (sentence(1)._replace(furniture=True), sentence(1)._replace(proposal=True)):
        assert planned_sections([outside, sentence(2)], ["", ""], [MARKS["r"], MARKS["p"]], [False] * 2) == {0: 2}


def points(line: str, *, lead: str | None = None, told: str = "r", under: tuple[int, ...] = ()) -> set[int]:
    """The planned points of a list whose points have these marks, behind a lead with the marks `told`."""
    listed = [sentence(at, f"{'一二三四'[at - 2]}是", under=under) for at in range(2, len(line) + 2)]
    marks = [MARKS[told] if lead else NO_MARKS, *(MARKS[sign] for sign in line)]
    return planned_points([sentence(1), *listed], [lead or "", *line], marks)


def test_a_list_in_which_a_point_promises_and_none_reports_is_planned() -> None:
    assert points(".p.") == {2, 3, 4}
    assert points("...") == set()
    assert points(".pr") == set()
    assert points(".b.") == set()


@pytest.mark.parametrize(
    ("lead", "told", "is_planned"),
    [
        ("主要做法有：", "r", False),
        ("我局采取了以下措施。", "r", False),
        ("我局修了路。", "r", True),
        ("我局采取了以下措施。", "b", True),
        ("我局采取了以下措施。", ".", True),
    ],
)
def test_a_list_whose_lead_reports_on_it_is_not_planned(lead: str, told: str, is_planned: bool) -> None:
    assert points("p.", lead=lead.replace("：", ":"), told=told) == ({2, 3} if is_planned else set())


def test_the_first_sentence_of_a_letter_may_be_a_point() -> None:
    assert planned_points([sentence(1, "一是"), sentence(2, "二是")], ["", ""], [MARKS["p"], NO_MARKS]) == {1, 2}
    reported = [sentence(1, "一是"), sentence(2, "二是"), sentence(3)]
    assert planned_points(reported, ["", "", "以下"], [MARKS["p"], NO_MARKS, MARKS["r"]]) == {1, 2}


def test_a_first_point_begins_another_list() -> None:
    listed = [sentence(at, word) for at, word in enumerate(("一是", "二是", "一是", "二是"), 1)]
    assert planned_points(listed, [""] * 4, [MARKS[sign] for sign in "p.r."]) == {1, 2}
    headings = [one._replace(heading=True) for one in listed]
    assert planned_points(headings, [""] * 4, [MARKS["p"]] * 4) == set()


def headings(*numbers: int) -> list[Sentence]:
    return [sentence(at, "（一）", heading=True) for at in numbers]


def test_three_headings_in_a_row_are_points_but_the_last_may_have_text() -> None:
    assert bare_points(headings(1, 2)) == set()
    assert bare_points(headings(1, 2, 3)) == {1, 2}
    assert bare_points([*headings(1, 2, 3), sentence(4)]) == {1, 2}
    assert bare_points([*headings(1, 2), sentence(3), *headings(4, 5)]) == set()
    assert bare_points([*headings(1, 2), sentence(3, "（三）")]) == {1, 2}
    deeper = [one._replace(level=2) for one in headings(3, 4)]
    assert bare_points([*headings(1, 2), *deeper]) == set()
    assert bare_points([*headings(1, 2), *(one._replace(furniture=True) for one in headings(3))]) == set()
