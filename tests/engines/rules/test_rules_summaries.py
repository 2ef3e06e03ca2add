"""A summary keeps its promise: whole clauses, with every number, day and denial that the item rests on."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarise.document import Document
from summarise.engines.rules import RulesEngine
from summarise.pipeline import summarise
from summarise.record import Record
from summarise.selection import LONGEST_OF_THE_RULES
from tests.support.places import ROOT
from tests.support.replies import reply

GOLD = sorted((ROOT / "eval" / "gold").glob("*.txt"))
DENIAL = re.compile(r"[^，；：:,;。]*(?:没有|尚未|暂不|无法|难以|确有困难|待资金到位|如获批准)[^，；：:,;。]*")
PADDING = (
    "健全河道巡查制度",
    "充分发挥村级组织的作用",
    "进一步提升广大群众的获得感和满意度",
    "按照统一规划分步实施的思路",
    "加强部门之间的协调配合",
    "完善从源头到末端的全过程管理体系",
)
ACTS = (
    "新建泵站12座",
    "2025年底前完成清淤30公里",
    "力争漏损率下降到8%以下",
    "投资1.2亿元改造老旧管网",
    "但年内全部完成确有困难",
    "待资金到位后启动二期工程",
    "暂不新增收费项目",
)


def gaps_aside(text: str) -> str:
    return re.sub(r"[\s*]", "", text)


def leaves_out(record: Record) -> list[str]:
    """What summaries leave out of the numbers, days and denials of their items."""
    missing = []
    for item in record.commitments:
        quote = item.evidence[0].quote
        said = gaps_aside(item.summary)
        if said.rstrip("。；;") == gaps_aside(quote).rstrip("。；;"):
            continue
        held = [one.evidence.quote for one in record.numeric_targets if one.commitment == item.id]
        held += [item.deadline.text] if item.deadline and item.deadline.text in quote else []
        held += DENIAL.findall(quote) if said[:1] != "…" else []
        missing += [f"{word} is not in {said}" for word in held if gaps_aside(word) not in said]
    return missing


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem[:16])
def test_the_summaries_of_a_letter_leave_out_nothing_that_their_items_rest_on(path: object) -> None:
    text = path.read_text(encoding="utf-8")  # type: ignore[attr-defined]
    record = summarise(Document("letter.txt", text), RulesEngine(None))
    assert leaves_out(record) == []
    assert "summary_replaced" not in {warning.kind for warning in record.warnings}


@settings(max_examples=150, deadline=None)
@given(st.permutations(PADDING), st.lists(st.sampled_from(ACTS), min_size=1, max_size=4, unique=True), st.randoms())
def test_a_summary_of_any_clauses_keeps_numbers_days_and_denials(
    padding: list[str], acts: list[str], chance: object
) -> None:
    clauses = [*padding, *acts]
    chance.shuffle(clauses)  # type: ignore[attr-defined]
    record = reply("下一步，我局将" + "，".join(clauses) + "。")
    (item,) = record.commitments
    assert leaves_out(record) == []
    pieces = gaps_aside(item.summary).split("…")
    at = 0
    for piece in pieces:
        assert piece in gaps_aside(item.evidence[0].quote)[at:]
        at = gaps_aside(item.evidence[0].quote).index(piece, at) + len(piece)
    whole = gaps_aside(item.evidence[0].quote)
    assert len(item.summary) <= LONGEST_OF_THE_RULES or gaps_aside(item.summary) == whole


def test_clauses_are_whole_and_what_is_left_out_is_marked() -> None:
    record = reply(
        "下一步，我局将统筹各方力量，健全长效管护的体制机制和考核办法，充分调动沿线各村的积极性，"
        "力争到2026年底新建生态护岸15公里，使群众看得见变化。"
    )
    (item,) = record.commitments
    assert "力争到2026年底新建生态护岸15公里" in item.summary
    assert "下一步，我局将统筹各方力量" in item.summary
    assert "…" in item.summary


def test_a_refusal_is_never_shown_as_a_promise() -> None:
    record = reply(
        "我局将会同县财政局根据全县经济社会发展水平和财力情况认真测算提高村级保洁员补助标准的资金需求，"
        "统筹考虑各类人员待遇，但三年内全部提高到位确有困难。"
    )
    said = [item.summary for item in record.commitments] + [item.summary for item in record.measures_taken]
    assert all("确有困难" in summary for summary in said)


def test_what_does_not_fit_is_shown_by_its_evidence() -> None:
    body = (
        "我局将新建泵站12座、改造泵站30座，铺设管网45公里，投资1.2亿元，惠及居民3.4万户，"
        "2025年底前完成一期工程，2026年6月底前完成二期工程，漏损率下降到8%以下，水费回收率达到98%。"
    )
    (item,) = reply(body).commitments
    assert item.summary == body


def test_a_measure_keeps_its_figures() -> None:
    record = reply(
        "近年来，我局按照统一规划、分步实施、突出重点的总体思路，坚持建管并重、因地制宜，累计新建农村公路128公里，"
        "群众出行条件明显改善。"
    )
    (item,) = record.measures_taken
    assert "累计新建农村公路128公里" in item.summary


def test_of_a_sentence_that_reports_and_promises_each_item_tells_its_own_part() -> None:
    done = "近年来，我局坚持建管并重，累计新建农村公路128公里，群众出行条件明显改善"
    due = "下一步将健全长效管护的体制机制和考核办法，充分调动沿线各村群众的积极性，力争到2026年底新建护岸15公里"
    record = reply(f"{done}，{due}。")
    assert [one.summary for one in record.measures_taken] == [f"{done}…"]
    assert [one.summary for one in record.commitments] == [f"…{due}"]


@pytest.mark.parametrize(
    ("body", "summary"),
    [
        (
            "下一步，我局将统筹各方力量，健全长效管护的体制机制和考核办法，充分调动各村的积极性，力争到2026年底新建生态护岸15公里。",
            "下一步，我局将统筹各方力量，健全长效管护的体制机制和考核办法…力争到2026年底新建生态护岸15公里",
        ),
        (
            "我局将新建泵站3座，健全长效管护的体制机制和考核办法，充分调动各村群众的积极性和主动性，力争到2026年底新建生态护岸15公里，切实让广大群众用得上、看得见。",
            "我局将新建泵站3座，健全长效管护的体制机制和考核办法…力争到2026年底新建生态护岸15公里…",
        ),
        (f"我局将建站3座，{'修' * 25}，{'管' * 26}。", f"我局将建站3座，{'修' * 25}，{'管' * 26}。"),
        (f"我局将建站3座，{'修' * 26}，{'管' * 26}。", f"我局将建站3座，{'修' * 26}…"),
        (f"我局将建站3座，{'修' * 49}，{'管' * 26}。", f"我局将建站3座，{'修' * 49}…"),
        (f"我局将建站3座，{'修' * 50}，{'管' * 26}。", f"我局将建站3座…{'管' * 26}"),
    ],
)
def test_a_gap_is_marked_and_nothing_else(body: str, summary: str) -> None:
    (item,) = reply(body).commitments
    assert item.summary == summary
