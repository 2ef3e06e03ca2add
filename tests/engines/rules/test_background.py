"""Which rule takes a sentence for background, by its words, its marks of tense and its place in the letter."""

from __future__ import annotations

import pytest

from summarise.engines.rules.background import Setting, why_background
from summarise.engines.rules.scopes import Scope
from summarise.engines.rules.tense_marks import NO_MARKS, Marks
from summarise.engines.rules.wording import cue_text

PROMISES, REPORTS = Marks(promises=True, reports=False), Marks(promises=False, reports=True)
OPENING = Setting("done", figures=False, opens=True)
READ = {
    "plain": (NO_MARKS, OPENING),
    "reports": (REPORTS, OPENING),
    "timed": (REPORTS._replace(timed=True), OPENING),
    "figures": (NO_MARKS, OPENING._replace(figures=True)),
    "within": (NO_MARKS, OPENING._replace(opens=False)),
    "future": (NO_MARKS, OPENING._replace(scope="future")),
    "planned": (NO_MARKS, OPENING._replace(scope="future", opens=False)),
    "promises": (PROMISES, OPENING),
}
"""The same words as an opening sentence without a mark, as one that reports, as one with figures, and so on."""
ALWAYS = " ".join(READ)
UNPROMISED = ALWAYS.removesuffix(" promises")


@pytest.mark.parametrize(
    ("text", "rule", "held"),
    [
        ("我局没有新增公交车的计划。", "denied", ALWAYS),
        ("下一步，重点做好三个“加强”。", "announcement", ALWAYS),
        ("下一步，我局将重点做好以下工作。", "announcement", ALWAYS.replace("figures ", "")),
        ("下一步，针对汛情，我局将重点做好以下工作。", "announcement", ALWAYS.replace("figures ", "")),
        ("下一步，针对汛情，结合实际，我局将重点做好以下工作。", "", ""),
        ("下一步，我局将重点做好以下工作，一是调研，二是研究，三是落实，四是检查。", "", ""),
        ("收到提案后，我局组织人员进行了研究办理。", "handling", ALWAYS),
        ("收到提案后，我局组织人员进行了研究办理，将新建泵站。", "", ""),
        ("收到提案后，我局更换了水管。", "", ""),
        ("我局组织人员到该渠段作了调研。", "visit or study", "plain reports timed"),
        ("国务院印发了《农田水利条例》，对渠道管护作出规定。", "policy of the state", UNPROMISED),
        ("国务院部署了普查工作，我县完成普查。", "", ""),
        ("您建议将该路段拓宽至8米。", "proposal restated", ALWAYS),
        ("您建议将该路段拓宽至8米，我局将予采纳。", "", ""),
        ("我单位认为这将丰富资源投入。", "opinion", ALWAYS),
        ("您的提案切合实际，很有意义。", "praise", UNPROMISED),
        ("您的提案切合实际，我局更换了水管。", "", ""),
        ("烈士纪念设施由县级以上主管部门保护管理。", "rule quoted", ALWAYS),
        ("每个站台应当配备垃圾箱。", "obligation", "plain timed figures within"),
        ("架设渡槽需属地村组先行协调。", "obligation", "plain timed figures within"),
        ("养护资金缺口较大，资金有限。", "difficulty", UNPROMISED),
        ("目前并没有专门的管护队伍。", "difficulty", "timed"),
        ("资金有限，我局更换了水管。", "", ""),
        ("虽然资金有限，我局更换了水管。", "", ""),
        ("该渠道权属为北坡村集体所有，建于1998年。", "description", UNPROMISED.replace("reports ", "")),
        ("渠道硬化，不仅仅是一次改造，更是村庄的新生。", "importance", "plain within future planned"),
        (
            "在村口安装路灯可有效改善夜间出行条件。",
            "advice",
            UNPROMISED.replace("reports timed ", ""),
        ),
        ("经过多年建设，渠道面貌发生了很大的变化。", "no act", UNPROMISED.replace("figures ", "")),
        ("经过多年建设，新建了泵站，印发了办法，渠道面貌发生了很大的变化。", "", ""),
        (
            "近年来，我局深入贯彻上级决策部署，不断推动交通运输工作高质量发展。",
            "overview",
            "plain reports timed future promises",
        ),
        ("近年来，我局开通了应急水源。", "overview", "plain timed future promises"),
        ("一是坚持以人民为中心，推动高质量发展。", "", ""),
        ("完善管护台账。", "", ""),
    ],
)
def test_a_sentence_is_background_where_its_marks_and_its_place_allow_the_rule(text: str, rule: str, held: str) -> None:
    found = {name: why_background(cue_text(text), *read) for name, read in READ.items()}
    assert " ".join(name for name, why in found.items() if why and rule in ("", why.rule)) == held


@pytest.mark.parametrize(
    ("text", "scope", "marks", "rule"),
    [
        ("水质监测站点分布零散。", "problem", NO_MARKS, "problem section"),
        ("水质监测站点分布零散。", "problem", PROMISES, ""),
        ("水质监测站点分布零散。", "done", NO_MARKS, ""),
    ],
)
def test_a_section_of_problems_holds_nothing_but_promises(text: str, scope: Scope, marks: Marks, rule: str) -> None:
    why = why_background(text, marks, OPENING._replace(scope=scope))
    assert (why.rule if why else "") == rule


@pytest.mark.parametrize(("figures", "rule"), [(False, "announcement"), (True, "")])
def test_what_leads_a_list_announces_it_unless_it_has_figures(figures: bool, rule: str) -> None:
    why = why_background("完善管护台账。", NO_MARKS, OPENING._replace(leads_list=True, figures=figures))
    assert (why.rule if why else "") == rule
