from __future__ import annotations

import pytest

from summarise.annotate import annotate
from summarise.annotated import AnnotatedDocument
from summarise.document import Document

OPENING = "关于对市政协第5号提案的答复\n王某委员：\n您提出的《关于加强公园建设的建议》收悉，现答复如下：\n"


def _read(body: str) -> AnnotatedDocument:
    return annotate(Document("case", OPENING + body))


def _path(read: AnnotatedDocument, words: str) -> tuple[str, ...]:
    return next(s.path for s in read.sentences if words in read.quote(s) and not s.heading)


def _headings(read: AnnotatedDocument) -> list[str]:
    return [read.quote(s) for s in read.sentences if s.heading]


def test_a_sentence_stands_under_its_numbered_headings_outermost_first() -> None:
    read = _read(
        "一、工作开展情况\n（一）加强规划引领\n我局编制了公园专项规划。\n（二）加快建设进度\n已建成公园三座。\n"
        "二、下一步工作\n我局将新建口袋公园五处。\n"
    )
    assert _path(read, "编制了") == ("一、工作开展情况", "（一）加强规划引领")
    assert _path(read, "三座") == ("一、工作开展情况", "（二）加快建设进度")
    assert _path(read, "五处") == ("二、下一步工作",)


def test_a_heading_on_the_same_line_as_text_is_a_sentence_of_its_own() -> None:
    read = _read("一、已开展工作情况 一是抓实统筹，印发了方案。二是加大投入，落实资金五百万元。\n")
    assert "一、已开展工作情况" in _headings(read)
    assert _path(read, "印发了") == ("一、已开展工作情况",)


def test_a_heading_of_the_fourth_rank_may_stand_before_its_text_and_one_of_the_fifth_may_not() -> None:
    text = "我局将分三批更换城区的老旧水管并逐段试压。\n"
    read = _read(f"一、下一步工作\n(1)改造老旧管网 {text}")
    assert "(1)改造老旧管网" in _headings(read)
    assert "一是改造老旧管网" not in _headings(_read(f"一、下一步工作\n一是改造老旧管网 {text}"))


def test_headings_after_white_space_in_a_letter_on_one_line_begin_sections() -> None:
    read = _read("一、工作开展情况 我局已完成三处公园改造。 二、下一步打算 我局将加强日常管护工作。\n")
    assert _path(read, "三处") == ("一、工作开展情况",)
    assert _path(read, "管护") == ("二、下一步打算",)


def test_bold_headings_lose_their_asterisks_in_the_path() -> None:
    read = _read("**一、工作开展情况**\n我局已完成三处公园改造。\n")
    assert _path(read, "三处") == ("一、工作开展情况",)


def test_every_suggestion_has_a_section_of_its_own() -> None:
    read = _read(
        "一、关于增加公园数量的建议\n近年来，建成公园三座。下一步，我局将再建两座。\n"
        "二、关于加强公园管理的建议\n我局建立了巡查制度。\n"
    )
    assert _path(read, "再建") == ("一、关于增加公园数量的建议",)
    assert _path(read, "巡查") == ("二、关于加强公园管理的建议",)


def test_a_section_ends_where_one_of_its_rank_is_numbered_in_another_way() -> None:
    read = _read("一、道路建设\n我局修缮了道路三处。\n第二部分、绿化建设\n我局栽了树。\n")
    assert _path(read, "栽了树") == ("第二部分、绿化建设",)


def test_points_of_a_list_stand_beside_each_other() -> None:
    read = _read("（一）加强管理。一是完善制度，印发办法。二是强化考核，每月通报。\n（二）加大投入。落实资金。\n")
    under = {read.quote(s): s.under for s in read.sentences}
    first, second = under["一是完善制度，印发办法。"], under["二是强化考核，每月通报。"]
    assert first == second
    assert len(first) == 1


def test_a_list_within_a_list_of_its_own_kind_is_nested_under_its_point() -> None:
    read = _read("一是完善制度，印发了管理办法。二是推进建设。一是新建公园三座。二是改造绿道五公里。\n")
    lead = next(s for s in read.sentences if read.quote(s) == "二是推进建设。")
    for inner in ("三座", "五公里"):
        assert lead.number in next(s.under for s in read.sentences if inner in read.quote(s))


def test_a_lead_that_states_a_figure_is_no_heading() -> None:
    read = _read("1、推进公园建设。我局编制了规划。\n2、高标准建成公园12座。\n3、加强日常管护。每周巡查。\n")
    assert "2、高标准建成公园12座。" not in _headings(read)


@pytest.mark.parametrize("lead", ["一、已建成绿道。", "一、编制《绿道规划》。", "一、建成绿道6公里。"])
def test_a_numbered_sentence_that_tells_something_is_no_heading(lead: str) -> None:
    assert _headings(_read(f"{lead}沿线栽了树。\n")) == []
    assert _headings(_read("一、建设绿道。沿线栽了树。\n")) == ["一、建设绿道。"]


@pytest.mark.parametrize("sign", "。；！？;!?")
def test_a_numbered_line_that_ends_as_a_sentence_and_tells_something_is_no_heading(sign: str) -> None:
    assert _headings(_read(f"一、已建成绿道{sign}\n沿线栽了树。\n")) == []
    assert _headings(_read("一、已建成绿道\n沿线栽了树。\n")) == ["一、已建成绿道"]


def test_a_point_that_ran_in_leads_what_is_behind_it_on_its_line() -> None:
    assert _headings(_read("一是加强日常管护。各站每周巡查。\n")) == ["一是加强日常管护。"]
    assert _headings(_read("我局抓了两件事。一是加强日常管护。\n各站每周巡查。\n")) == []


def test_a_paragraph_ends_the_points_that_ran_in_the_one_before() -> None:
    read = _read("一是完善制度，印发办法。二是强化考核，每月通报。\n此项工作由园林中心具体负责。\n")
    assert next(s.under for s in read.sentences if "园林中心" in read.quote(s)) == ()


def test_a_heading_that_ran_in_ends_with_its_paragraph() -> None:
    read = _read("一、推进公园建设。我局编制了规划。\n此项工作由园林中心具体负责。\n二、加强日常管护。每周巡查。\n")
    assert "一、推进公园建设。" in _headings(read)
    assert _path(read, "编制") == ("一、推进公园建设",)
    assert _path(read, "园林中心") == ()


def test_a_heading_without_a_number_has_a_line_of_its_own() -> None:
    alone = _read("我局建成公园三座。\n下一步工作计划\n新建口袋公园五处。\n")
    assert _headings(alone) == ["下一步工作计划"]
    assert _headings(_read("我局建成公园三座。下一步工作计划\n新建口袋公园五处。\n")) == []
    assert _headings(_read("下一步工作计划\n我局建成公园三座。\n下一步工作计划\n")) == ["下一步工作计划"]


@pytest.mark.parametrize(("heading", "is_one"), [("一、工作情况", True), ("一、工作量", False)])
def test_a_heading_that_only_a_space_parts_from_its_text_has_four_characters(heading: str, is_one: bool) -> None:
    assert (heading in _headings(_read(f"{heading} 我局已完成三处公园改造并开放。\n我局加强了管护。\n"))) is is_one
