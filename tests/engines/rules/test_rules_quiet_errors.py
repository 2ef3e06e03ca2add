"""Numbers of plain promises whose value, kind or day was told wrongly without a warning."""

from __future__ import annotations

import pytest

from tests.support.replies import reply, target, targets


@pytest.mark.parametrize(
    ("body", "quote", "indicator"),
    [
        ("下一步，在14个渔村设立候船亭。", "14个", "渔村"),
        ("下一步，为320名船员购买意外险。", "320名", "船员"),
        ("今年下半年，我局将选派18名技师到渔村授课。", "18名", "技师"),
        ("下一步，在全县推广智能航标700套。", "700套", "智能航标"),
        ("下一步，向渔民发放救生补贴90万元。", "90万元", "救生补贴"),
        ("下一步，新增建设用地60亩。", "60亩", "建设用地"),
        ("力争明年城镇新增就业3000人。", "3000人", "城镇新增就业"),
        ("下一步，渡口办结率=100%。", "100%", "渡口办结率"),
        ("下一步，新增泊位90个左右，最多不超过120个。", "不超过120个", "泊位"),
        ("二、下一步工作\n（一）补齐短板。新增床位80张。", "80张", "床位"),
        ("下一步，将渡工津贴提到每月400元。", "400元", "渡工津贴"),
        ("下一步，停泊费调整为0.6元/平方米·月。", "0.6元/平方米·月", "停泊费"),
        ("下一步，将会员规模扩大到600人。", "600人", "会员规模"),
        ("二、下一步工作\n候船床位新增500张。", "500张", "候船床位"),
    ],
)
def test_an_indicator_holds_what_is_counted_and_no_more(body: str, quote: str, indicator: str) -> None:
    assert target(reply(body), quote).indicator == indicator


@pytest.mark.parametrize(
    ("body", "quote", "basis"),
    [
        ("下一步，降低船东用油成本300万元。", "300万元", "reduction"),
        ("下一步，将渡工津贴提高到每月400元。", "400元", "level"),
        ("下一步，建设供水能力2000吨的水厂。", "2000吨", "level"),
        ("下一步，开通轮渡线路不少于4条。", "不少于4条", "increment"),
        ("下一步，为40个渡口更新护栏。", "40个", "increment"),
        ("下一步，完成改造面积2000平方米的码头改造工程。", "2000平方米", "increment"),
    ],
)
def test_the_basis_is_that_of_the_act(body: str, quote: str, basis: str) -> None:
    assert target(reply(body), quote).basis == basis


def test_a_rate_of_those_who_get_help_is_reached_and_help_for_each_is_not() -> None:
    assert target(reply("年底前实现困难船员资助率100%。"), "100%").basis == "level"
    assert not targets(reply("下一步，为符合条件的船员发放一次性补贴2000元。"))
    assert not targets(reply("今后新建渔村按每百户不少于30平方米的标准配建用房。"))


def test_an_act_behind_an_effect_is_no_effect() -> None:
    body = reply("2026年，计划投资300万元，惠及群众500人，造林900亩。")
    assert target(body, "900亩").indicator == "造林"


def test_the_day_of_a_part_is_not_that_of_the_whole() -> None:
    body = reply("计划建设渔民公寓900套，首批300套2026年底前交付。")
    assert target(body, "900套").deadline is None
    assert target(body, "300套").deadline is not None


def test_the_day_of_one_body_is_not_that_of_the_next() -> None:
    body = reply("2026年底前新建码头2座。县航运公司将开通轮渡线路4条，清理航道5公里。")
    assert target(body, "2座").deadline is not None
    assert target(body, "4条").deadline is None


def test_what_a_rule_says_of_a_case_is_no_target() -> None:
    assert not targets(reply("我局将加强考核，连续两次不合格的，核减份额10%。"))
    assert not targets(reply("下一步，自受理之日起20日内办结。"))


def test_the_goal_of_a_year_is_a_promise() -> None:
    body = reply("2023年完成登记62笔。今年目标80笔。")
    assert [target(body, "80笔").value] == [80]
