"""How long a heading, an announcement or a promise decides the tense of sentences without a mark."""

from __future__ import annotations

import pytest

from summarise.annotated import Sentence
from summarise.engines.rules.scopes import Scopes


def sentence(
    number: int, marker: str = "", *, level: int = 1, under: tuple[int, ...] = (), paragraph: int | None = None
) -> Sentence:
    """A sentence on a line of its own, unless `paragraph` says on which."""
    line = number if paragraph is None else paragraph
    return Sentence(number, number, number + 1, line, marker, level if marker else 0, False, False, (), under=under)


def after_points(*promises: bool, marker: str = "四是") -> str:
    """The scope of a point without a mark behind points that promise or do not."""
    scopes = Scopes({})
    for number, (word, promise) in enumerate(zip(("一是", "二是", "三是"), promises, strict=False), 1):
        scopes.point(sentence(number, word), promises=promise)
    return scopes.sentence(sentence(len(promises) + 1, marker), opens_future=False)


@pytest.mark.parametrize(
    ("promises", "scope"),
    [((True,), "done"), ((True, True), "future"), ((True, False), "done"), ((True, True, False), "done")],
)
def test_a_point_goes_on_promising_behind_two_that_do(promises: tuple[bool, ...], scope: str) -> None:
    assert after_points(*promises) == scope


def test_a_sentence_that_is_no_point_or_begins_a_list_goes_on_with_none() -> None:
    assert after_points(True, True, marker="") == "done"
    assert after_points(True, True, marker="一是") == "done"


def test_points_are_those_of_one_list_at_one_level() -> None:
    for other in (sentence(3, "（3）", level=2), sentence(3, "三是", under=(1,))):
        scopes = Scopes({})
        for number, word in ((1, "一是"), (2, "二是")):
            scopes.point(sentence(number, word), promises=True)
        assert scopes.sentence(other, opens_future=False) == "done"
    scopes = Scopes({})
    for number, word in ((1, "一是"), (2, "二是"), (3, "一是")):
        scopes.point(sentence(number, word), promises=True)
    assert scopes.sentence(sentence(4, "二是"), opens_future=False) == "done"


def test_points_that_no_heading_of_done_work_covers_may_be_planned() -> None:
    assert Scopes({}, {5}).sentence(sentence(5, "一是"), opens_future=False) == "future"
    assert Scopes({}, {5}).sentence(sentence(5), opens_future=False) == "done"
    scopes = Scopes({}, {5})
    scopes.heading(sentence(1, "一、"), "工作开展情况")
    assert scopes.sentence(sentence(5, "一是", under=(1,)), opens_future=False) == "done"
    scopes.heading(sentence(1, "一、"), "关于拓宽村道的建议")
    assert scopes.sentence(sentence(5, "一是", under=(1,)), opens_future=False) == "future"


@pytest.mark.parametrize(
    ("heading", "level", "scope", "opener"),
    [
        ("下一步工作打算", 1, "future", 2),
        ("我局将加强巡查", 1, "future", 2),
        ("存在的主要困难", 1, "problem", 2),
        ("工作开展情况", 3, "done", 2),
        ("关于拓宽村道的建议", 1, "done", 2),
        ("关于拓宽村道的建议", 2, "done", 2),
        ("关于拓宽村道的建议", 3, "future", 1),
        ("村道", 1, "future", 1),
    ],
)
def test_a_heading_opens_the_scope_that_it_names_and_else_leaves_that_above_it(
    heading: str, level: int, scope: str, opener: int
) -> None:
    scopes = Scopes({})
    scopes.heading(sentence(1, "一、"), "下一步工作打算")
    assert scopes.heading(sentence(2, "（一）", level=level, under=(1,)), heading) == scope
    assert scopes.sentence(sentence(3, under=(1, 2)), opens_future=False) == scope
    assert scopes.opener == opener
    assert scopes.sentence(sentence(4, under=(1,)), opens_future=False) == "future"
    assert scopes.sentence(sentence(5), opens_future=False) == "done"
    assert scopes.opener == 0


def test_an_announcement_opens_a_scope_in_place_of_that_of_its_section() -> None:
    scopes = Scopes({})
    scopes.heading(sentence(1, "一、"), "工作开展情况")
    assert scopes.sentence(sentence(2, under=(1,)), opens_future=False) == "done"
    assert scopes.sentence(sentence(3, under=(1,)), opens_future=True) == "future"
    assert scopes.opener == 3
    assert scopes.sentence(sentence(4, under=(1,)), opens_future=False) == "future"
    assert scopes.sentence(sentence(5), opens_future=False) == "done"
    scopes.opened(sentence(6))
    assert scopes.sentence(sentence(7), opens_future=False) == "future"
    assert scopes.opener == 6


@pytest.mark.parametrize(
    ("text", "lists", "goes_on", "here", "in_the_list"),
    [
        ("我局将加强巡查。", False, False, "future", "done"),
        ("我局将做好：一是加强巡查。", False, False, "future", "future"),
        ("我局将做好:一是加强巡查。", False, False, "future", "future"),
        ("我局将加强巡查。", True, False, "future", "future"),
        ("我局将加强巡查。", False, True, "future", "done"),
    ],
)
def test_a_promise_reaches_to_the_end_of_its_paragraph(
    text: str, lists: bool, goes_on: bool, here: str, in_the_list: str
) -> None:
    scopes = Scopes({})
    scopes.promised(sentence(1, paragraph=7), text.replace("：", ":"), lists=lists, goes_on=goes_on)
    assert scopes.sentence(sentence(2, paragraph=7), opens_future=False) == here
    assert scopes.opener == 1
    assert scopes.sentence(sentence(3, under=(9,), paragraph=7), opens_future=False) == in_the_list
    assert scopes.sentence(sentence(4, paragraph=8), opens_future=False) == "done"
    assert scopes.sentence(sentence(5, paragraph=7), opens_future=False) == "done"


def test_under_a_heading_of_done_work_a_promise_goes_on_only_where_it_says_so() -> None:
    for lists, goes_on, scope in ((False, False, "done"), (True, False, "future"), (False, True, "future")):
        scopes = Scopes({})
        scopes.heading(sentence(1, "一、"), "工作开展情况")
        scopes.promised(sentence(2, under=(1,), paragraph=7), "我局将加强巡查。", lists=lists, goes_on=goes_on)
        assert scopes.sentence(sentence(3, under=(1,), paragraph=7), opens_future=False) == scope


@pytest.mark.parametrize(
    ("lists", "report", "scope"),
    [
        (False, "我局更换了水管。", "done"),
        (False, "我局更换了:", "future"),
        (False, "我局更换了:一是水管。", "future"),
        (True, "我局更换了水管。", "future"),
    ],
)
def test_a_report_ends_a_promise_unless_one_of_the_two_leads_a_list(lists: bool, report: str, scope: str) -> None:
    scopes = Scopes({})
    scopes.promised(sentence(1, paragraph=7), "我局将加强巡查。", lists=lists)
    scopes.told(report)
    assert scopes.sentence(sentence(2, paragraph=7), opens_future=False) == scope


def test_a_section_of_plans_begins_with_its_first_promise() -> None:
    scopes = Scopes({0: 3, 5: 0})
    assert [scopes.sentence(sentence(number), opens_future=False) for number in (2, 3, 4)] == [
        "done",
        "future",
        "future",
    ]
    assert scopes.sentence(sentence(6, under=(5,)), opens_future=False) == "future"
    assert scopes.sentence(sentence(7, under=(6,)), opens_future=False) == "done"


@pytest.mark.parametrize(
    ("heading", "following", "scope"),
    [
        ("下一步打算", "经费保障", "future"),
        ("下一步打算", "路灯方面:", "future"),
        ("今年目标。", "资金保障。", "future"),
        ("2025年建设计划:", "重点项目", "future"),
        ("下一步打算", "关于增设路灯的建议", "done"),
        ("下一步打算", "工作开展情况", "done"),
        ("今年目标完成情况", "经费保障", "done"),
    ],
)
def test_a_heading_without_a_time_goes_on_with_the_plans_of_the_section_before(
    heading: str, following: str, scope: str
) -> None:
    scopes = Scopes({})
    scopes.heading(sentence(1, "一、"), heading)
    scopes.sentence(sentence(2, under=(1,)), opens_future=False)
    for number, text in ((3, following), (5, "人员")):
        scopes.heading(sentence(number, "二、"), text)
        assert scopes.sentence(sentence(number + 1, under=(number,)), opens_future=False) == scope


def test_a_section_behind_the_plans_of_a_point_does_not_go_on_with_them() -> None:
    scopes = Scopes({})
    scopes.heading(sentence(1, "一、"), "路灯")
    scopes.heading(sentence(2, "（二）", level=2, under=(1,)), "下一步打算")
    scopes.heading(sentence(3, "二、"), "公厕")
    assert scopes.sentence(sentence(4, under=(3,)), opens_future=False) == "done"
