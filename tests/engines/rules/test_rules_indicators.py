"""What the rules say that a number counts."""

from __future__ import annotations

import pytest

from tests.support.replies import reply, target


@pytest.mark.parametrize(
    ("body", "quote", "indicator"),
    [
        ("我局将为240户渔民配备救生衣。", "240户", "渔民"),
        ("我局将把120平方米的候船室改造为值班用房。", "120平方米", "候船室"),
        ("我局将新建救生站，首批6座明年开放。", "6座", "救生站"),
        ("我局将除险加固3座小(2)型水库。", "3座", "小(2)型水库"),
        ("年底前，90%以上的渡口设立候船亭。", "90%以上", "渡口设立候船亭"),
        ("我局将形成应急运力20%的储备能力。", "20%", "应急运力储备能力"),
        ("今年将建成和美渔村6个。", "6个", "和美渔村"),
        ("我局将确保渔民书屋30家目标如期实现。", "30家", "渔民书屋"),
        ("下一步，渔港冷库库容争取翻一番，达到6万吨。", "6万吨", "渔港冷库库容"),
        ("我局将疏浚120公里航道和60公里河道。", "60公里", "河道"),
    ],
)
def test_a_noun_behind_a_number_ends_where_the_sentence_goes_on(body: str, quote: str, indicator: str) -> None:
    assert target(reply(body), quote).indicator == indicator


@pytest.mark.parametrize(
    ("body", "quote", "indicator"),
    [
        ("我局将修建蓄水量5万立方米的水库一座。", "5万立方米", "水库蓄水量"),
        ("我局将推进总投资2亿元的渡改桥工程。", "2亿元", "渡改桥工程总投资"),
        ("我局将建设一所渔业学校，占地面积8000平方米。", "8000平方米", "渔业学校占地面积"),
        ("白石水库为新建水库，总库容200万立方米，明年将开工。", "200万立方米", "白石水库总库容"),
        ("我局将建成东湾停车场（180个）和西湾停车场（95个）。", "180个", "东湾停车场"),
        ("我局已将渔港冷库项目（总库容3万吨）列入明年计划，将尽快开工。", "3万吨", "渔港冷库项目总库容"),
        ("我局将实施渡口改造项目，项目总投资300万元。", "300万元", "项目总投资"),
    ],
)
def test_a_measure_has_the_thing_that_it_measures(body: str, quote: str, indicator: str) -> None:
    assert target(reply(body), quote).indicator == indicator


@pytest.mark.parametrize(
    ("body", "quote", "indicator"),
    [
        ("下一步，县水利局筹措资金80万元，用于渡口危桥维修。", "80万元", "渡口危桥维修资金"),
        ("下一步，拟从涉农整合资金中调剂90万元用于渔船补贴。", "90万元", "渔船补贴"),
        ("下一步，县交通集团计划投资90万元建设候船大厅。", "90万元", "候船大厅投资"),
        ("下一步，縣交通集團計劃投資90萬元建設候船大廳。", "90萬元", "候船大廳投資"),
        ("关于渔民书屋，县妇联计划年内新建7所。", "7所", "渔民书屋"),
    ],
)
def test_who_pays_or_acts_is_not_what_is_counted(body: str, quote: str, indicator: str) -> None:
    assert target(reply(body), quote).indicator == indicator


@pytest.mark.parametrize(
    ("body", "quote", "indicator"),
    [
        ("力争渡口亮灯覆盖率达到70%以上，其中城区达到100%。", "100%", "城区渡口亮灯覆盖率"),
        ("下一步，大豆、玉米油料产量分别达到3万吨和5万吨。", "3万吨", "大豆油料产量"),
        ("下一步，完成渡口改造7处，2025年底前完成南湖、东山2处。", "2处", "渡口改造"),
        ("下一步，新建公办幼儿园9所，其中县城公办3所。", "3所", "县城公办"),
        ("下一步，新建候船楼3座，容量达到5个，面积达到600平方米。", "600平方米", "候船楼面积"),
        ("我局将加快渡口建设。其中今年四季度开工4座，明年开工3座。", "4座", "开工"),
        ("下一步，2025年底前建成河东资源处置厂，年处置能力90万吨。", "90万吨", "河东资源处置厂年处置能力"),
    ],
)
def test_parts_and_lists_take_the_name_that_they_share(body: str, quote: str, indicator: str) -> None:
    assert target(reply(body), quote).indicator == indicator


@pytest.mark.parametrize(
    ("body", "quote", "indicator"),
    [
        ("下一步，由县农技中心组织开展防汛演练8场次。", "8场次", "防汛演练"),
        ("下一步，县港航局负责申报文物渡口10处。", "10处", "文物渡口"),
        ("下一步，修补2019年建成的破损堤坝320平方米。", "320平方米", "破损堤坝"),
        ("下一步，把许可办理时限由30个工作日压缩到12个工作日。", "12个工作日", "许可办理时限"),
        ("我局将新建高标准农田3万亩。", "3万亩", "高标准农田"),
        ("下一步，渡船购置补贴标准由30%提高到35%。", "35%", "渡船购置补贴标准"),
        ("下一步，渡口漏损率控制在 8.5% 以内。", "8.5% 以内", "渡口漏损率"),
    ],
)
def test_a_phrase_is_cut_between_words(body: str, quote: str, indicator: str) -> None:
    assert target(reply(body), quote).indicator == indicator


@pytest.mark.parametrize("marker", ["1.", "1. ", "（一）", "**1.** ", "①", "一、"])
def test_an_enumerator_is_no_part_of_what_is_counted(marker: str) -> None:
    assert target(reply(f"二、下一步工作\n{marker}泊位达到300个。"), "300个").indicator == "泊位"
