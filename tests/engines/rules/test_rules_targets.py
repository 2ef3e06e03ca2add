"""Which numbers the rules take as targets, and how they mean them."""

from __future__ import annotations

import pytest

from tests.support.replies import commitments, reply, target, targets


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("我局将新建停车场3处，新增泊位260个。", ["3处", "260个"]),
        ("下一步，力争到2027年底，装机规模达到200万千瓦/400万千瓦时。", ["200万千瓦", "400万千瓦时"]),
        ("今年以来，我县计划安装红绿灯15处，投入约1000万元。", ["15处", "约1000万元"]),
        ("我局将把审批时限压缩到3个工作日以内。", ["3个工作日以内"]),
        ("我局将使覆盖率由81%提高到98%以上。", ["98%以上"]),
        ("我局将把托养补助标准由每人每月900元提高到1100元。", ["1100元"]),
        ("下一步，将护林员补贴由每月300元上调至每月450元。", ["450元"]),
        ("我局将发放租房补贴3200户。", ["3200户"]),
        ("我局将兑现奖补资金1200万元。", ["1200万元"]),
        ("到2027年，力争能耗比2020年下降14%。", ["14%"]),
        ("我局将使城区300米站点覆盖率提高到96%。", ["96%"]),
        ("我局将为企业减负4000万元。", ["4000万元"]),
        ("2025年，我局将安排养护资金900万元，比上年增加120万元。", ["900万元", "120万元"]),
        ("下一步，我局将推进：\n城东 | 2024年已建（处）：12 | 2025年拟建（处）：25", ["25"]),
        ("下一步，我局将推进：\n城东 | 现有：12处 | 2026年拟建：25处", ["25处"]),
        ("二、下一步打算\n全年新建站台80座，累计达到460座。", ["80座", "460座"]),
        ("下一步，市住建局支持居民在小区内自建60个充电桩。", ["60个"]),
        ("下一步，严格按照充电桩配建标准落实90个充电桩。", ["90个"]),
        ("我局将新建文化站8个，每个文化站面积600平方米。", ["8个", "600平方米"]),
        ("我局将逐步达到每座渡口都能办理8种以上的便民事项。", ["8种以上"]),
        ("计划完成2个村8000亩的园区建设任务。", ["2个", "8000亩"]),
        ("我局将打造集观光、休闲于一体的三条旅游路线。", ["三条"]),
        ("我局将在河东镇、石桥镇等7个乡镇分别新建驿站1座。", ["7个", "1座"]),
        ("下一步，规划新建公办园12所，现已建成7所，其余年底前建成。", ["12所"]),
        ("力争水耗每年下降2%，五年累计下降9%。", ["2%", "9%"]),
        ("我局将使每10万人拥有急救车12辆。", ["12辆"]),
        ("下一步，将渡船票价由2元降为1元。", ["1元"]),
        ("二、下一步工作\n改造1998年以前建成的供水管道62公里。", ["62公里"]),
        ("二、下一步工作\n单位产值水耗较2020年下降16%。", ["16%"]),
        ("二、下一步工作\n将站台覆盖率从目前的65%提高15个百分点。", ["15个百分点"]),
        ("我局将分两批改造102个小区160万平米，一期59个、二期35个。", ["102个", "160万平米", "59个", "35个"]),
    ],
)
def test_numbers_to_be_reached_are_targets(body: str, expected: list[str]) -> None:
    assert targets(reply(body)) == expected


@pytest.mark.parametrize(
    "body",
    [
        "我局将对符合条件的村给予每公里补助35万元。",
        "我局将把护林员补贴标准每月450元落到实处。",
        "我局将严格执行《公路养护标准》规定的不低于10%的比例。",
        "据测算，2025年全县汽车保有量将达到50万辆。",
        "我局将修建宽4.5米的水泥路。",
        "2023年省定任务1.2万个，实际完成1.45万个，完成率121%。",
        "我局将落实“315”体系和5+5+N布局。",
        "我局将从6个方面开展工作，落实第3批任务。",
        "我局将支持年收入500万元以上的企业开展技术改造。",
        "我局将加快推进，项目建成后可新增就业300人。",
        "下一步，我局将不再新增停车位20个。",
        "县财政局不同意安排资金500万元，我局将另行争取。",
        "我局将在2023年新增停车位300个的基础上，继续加强管理。",
        "我局将对床位利用率低于30%的敬老院进行撤并。",
        "我局将对学校门口两侧80米范围内进行限速。",
        "由县水利局、县农开办、县财政局3家单位筹资，我局将组织实施。",
        "我局将联合水利、气象、应急、民政8部门开展检查。",
        "我局将完成上述11个品种的布局规划。",
        "我局将进一步改善石桥镇4条河流的生态环境。",
        "征求意见时您提到“希望尽快建设城东至石桥涵洞口160米排水管道，城西至河东的主干管网不通，云山路改造后再建800米”，我们会转告市交通局。",
        "按《意见》里“每座渡口候船面积不低于30平方米”的精神，我局将加强指导。",
        "三年来，培训养护员60名，其中今年新增12名，今后我们将加强管理。",
        "下一步，我局将加强管理。全县共安装了分类亭90个。",
        "因此，不能将代表所提的6个场地都配备器材，我局将列入计划。",
    ],
)
def test_parameters_forecasts_effects_names_and_results_are_no_targets(body: str) -> None:
    assert targets(reply(body)) == []


@pytest.mark.parametrize(
    ("body", "quote", "basis", "comparator"),
    [
        ("我局将新增公交车40辆以上。", "40辆以上", "increment", ">="),
        ("我局将使公共交通分担率达到45%。", "45%", "level", "="),
        ("我局将推动客运量同比增长15%。", "15%", "growth", "="),
        ("我局将使办理时间缩短50%。", "50%", "reduction", "="),
        ("我局将把事故率控制在2%以内。", "2%以内", "level", "<="),
        ("我局将力争总里程突破1200公里。", "1200公里", "level", ">"),
        ("我局将争取完成总床位数449个。", "449个", "level", "="),
        ("我局将完成投资总额3亿元。", "3亿元", "increment", "="),
        ("我局将新建候船楼一幢1200平方米。", "1200平方米", "level", "="),
        ("我局将新建小学1所，设36个班。", "36个", "level", "="),
        ("我局将增设36个班。", "36个", "increment", "="),
        ("我局将力争增速达6%、突破3000亿元。", "3000亿元", "level", ">"),
        ("我局将使每10万人口拥有公共图书馆0.8个。", "0.8个", "level", "="),
        ("我局将新建教师宿舍3栋。", "3栋", "increment", "="),
        ("我局将把许可时限压缩到法定时限的50%。", "50%", "level", "="),
    ],
)
def test_a_target_says_how_it_is_meant(body: str, quote: str, basis: str, comparator: str) -> None:
    found = target(reply(body), quote)
    assert (found.basis, found.comparator) == (basis, comparator)


@pytest.mark.parametrize(
    ("body", "quote", "indicator"),
    [
        ("今年将新建社区食堂12家，三年内达到40家。", "40家", "社区食堂"),
        ("到2026年底，全县课后服务覆盖率年内达到95%。", "95%", "全县课后服务覆盖率"),
        ("下一步，将推动签约企业由63家增至80家。", "80家", "签约企业"),
        ("今年将新增公办学位3万个，其中老城区1.2万个。", "1.2万个", "老城区公办学位"),
        ("年底前将建成创业园1个，面积3000平方米。", "3000平方米", "创业园面积"),
        ("我局将每年培训养老护理员500名。", "500名", "每年培训养老护理员"),
        ("今年将新建公厕3座、改造8座，投入约130万元。", "8座", "改造公厕"),
        ("今年将新建公厕3座、改造8座，投入约130万元。", "约130万元", "投入"),
        ("年内将培育收入50万元以上的村占比达到75%。", "75%", "收入50万元以上的村占比"),
        ("我局将新增新能源公交车40辆。", "40辆", "新能源公交车"),
        ("我局将组建1家以上创新联合体。", "1家以上", "创新联合体"),
        ("力争农村公路优良路率达到85%。", "85%", "农村公路优良路率"),
        ("我局将使养护费用占比下降2个百分点。", "2个百分点", "养护费用占比"),
        ("我局将举办职工技能比赛5场。", "5场", "职工技能比赛"),
        ("我局将新建候船楼一幢1200平方米。", "1200平方米", "候船楼"),
        ("我局将建成优质莲藕种植基地20万亩。", "20万亩", "优质莲藕种植基地"),
        ("我局将整治较大安全隐患20处。", "20处", "整治较大安全隐患"),
        ("力争到2027年底全县储能装机达到9万千瓦/18万千瓦时。", "18万千瓦时", "全县储能装机"),
        ("我局将使药品抽检量达到每千人5批次。", "5批次", "每千人药品抽检量"),
        ("到2025年全县出厂水合格率力争提高2个百分点，到2027年达到99%。", "99%", "全县出厂水合格率"),
        ("我局将新增共享车位90个。", "90个", "共享车位"),
        ("下一步，我局将使站台准点率平均提升5%。", "5%", "站台准点率"),
        ("我局将推进厨余垃圾处理，2026年处理率达到60%。", "60%", "厨余垃圾处理率"),
        ("下一步，州生态环境局推进畜禽粪污处理，2026年处理率达到60%。", "60%", "畜禽粪污处理率"),
        ("年内将新建社区食堂3座，总投资900万元。", "900万元", "总投资"),
        ("年底前将建成养老院1所，总建筑面积5200平方米。", "5200平方米", "总建筑面积"),
        ("力争增加值达到40亿元。", "40亿元", "增加值"),
        ("今年将设立银发顾问岗，与县人社局、县残联联合开展，三年招录60人。", "60人", "银发顾问岗"),
        ("某乳业公司拟投资2亿元建设奶源基地，年内开工。", "2亿元", "奶源基地投资"),
        ("某乳业公司拟投资2亿元，年内开工。", "2亿元", "某乳业公司投资"),
        ("我局将分期推进，总投资4亿元，其中一期1.6亿元。", "1.6亿元", "一期投资"),
        ("下一步，以独立储能为主，2026年开工7座。", "7座", "独立储能"),
        ("我局将推进节水，从现状下降14%。", "14%", "节水"),
        ("今年将使“一网通办”事项达到90项。", "90项", "“一网通办”事项"),
        ("今年将使示范村“四好农村路”达到90公里。", "90公里", "示范村“四好农村路”"),
        ("今年将使“四好农村路”达到90公里。", "90公里", "四好农村路"),
    ],
)
def test_an_indicator_is_worded_by_its_sentence(body: str, quote: str, indicator: str) -> None:
    assert target(reply(body), quote).indicator == indicator


def test_a_year_that_names_a_fund_or_a_budget_is_no_deadline() -> None:
    for body in (
        "下一步，我局拟使用2025年省级水利发展资金42万元，并将配套经费纳入2026年度预算。",
        "下一步，我局将积极争取将该路列入“十五五”期间农村公路改造计划。",
    ):
        assert [item.deadline for item in reply(body).commitments] == [None]


@pytest.mark.parametrize("name", ["市自然资源和规划局", "市住房和城乡建设局", "各乡镇", "县妇联"])
def test_a_list_of_bodies_without_end_is_read_all_the_same(name: str) -> None:
    assert reply("、".join([name] * 40) + "等部门也很快将于年底前完成整治50处。").commitments


def test_a_sentence_without_end_is_read_all_the_same() -> None:
    # Work that grows with the square of its numbers would take minutes; the suite's own patience is the clock.
    assert len(reply("下一步，我局将" + "拟建设站点3个" * 8_000 + "。").numeric_targets) == 8_000
    assert len(reply("下一步，我局将" + "新增投资5元，" * 8_000 + "力争完成。").numeric_targets) == 8_000


def test_verbs_without_end_before_a_number_are_read_all_the_same() -> None:
    assert len(reply("下一步，我局将" + ("新增" + "达到" * 11 + "人5个，") * 400 + "力争完成。").numeric_targets) == 400


@pytest.mark.parametrize(
    ("body", "deadline"),
    [
        ("我局将于2025年3月开工建设站点2个，9月底前完工。", "9月底前"),
        ("力争2025年底前开工建设站点2个。", "2025年底前"),
        ("力争2025年全面开工建设站点2个。", "2025年"),
        ("2025年底前起草完成养护办法。", "2025年底前"),
        ("2025年，我局将深入了解需求，新建站点2个。", "2025年"),
        ("一、到2025年底的工作安排\n1. 确保如期建成站点2个。", "2025年底"),
        ("一、到2025年底的工作安排\n1. 接待游客3万人次。", "2025年底"),
        ("2025年起，我局将逐年扩大补贴范围。", ""),
        ("我局从2025年开始将逐年扩大补贴范围。", ""),
        ("自2025年6月至2026年3月分段改造站点2个。", "2025年6月至2026年3月"),
        ("争取2025年开工建设该项目。", "2025年"),
        ("我局今年将安排资金改造站点，计划10月底前全部完成。", "10月底前"),
        ("我局将在2025年新建站点2个，6月底前完成选址。", "6月底前"),
        ("一、“十五五”期间的工作\n1. 2025年将启动实施9个村的改造。", "2025年"),
        ("到2025年底前做好以下工作：一是将新建站点2个。二是待资金落实后，再改造站点5个。", ""),
    ],
)
def test_a_start_a_running_year_and_a_condition_set_no_deadline(body: str, deadline: str) -> None:
    found = reply("下一步工作\n" + body).commitments[-1].deadline
    assert (found.text if found else "") == deadline


@pytest.mark.parametrize(
    ("body", "by"),
    [
        ("预计10月下旬开始铺设管网，年底可完成施工。", "2024-12-31"),
        ("待省教育厅2025年规划批复后，我局将新建学校2所。", ""),
        ("待资金到位后，我局将于2025年8月底前新建学校2所。", "2025-08-31"),
        ("今年来，我局积极申报项目，下一步将新建学校2所。", ""),
        ("我局将在2025年开始实施的校舍改造项目中予以安排。", ""),
        ("关于您提出的“须在2025年供暖前完成”的建议，我局将加快施工。", ""),
        ("年底前新建泵站2座，其余5座列入明年计划。", "2024-12-31"),
        ("7月中旬前完成了测量，预计今年11月份竣工。", "2024-11-30"),
    ],
)
def test_a_date_of_a_condition_or_a_programme_is_no_deadline(body: str, by: str) -> None:
    record = reply(body)
    assert [item.deadline.by if item.deadline else "" for item in record.commitments][-1:] == [by]


def test_a_number_has_the_date_of_its_own_clause() -> None:
    record = reply("我局将分批建站：第一批6座于2024年底前建成，第二批9座2025年建成，其余4座列入后年计划。")
    by = {found.evidence.quote: found.deadline.by if found.deadline else "" for found in record.numeric_targets}
    assert by == {"6座": "2024-12-31", "9座": "2025-12-31", "4座": ""}


@pytest.mark.parametrize(
    ("words", "deadline"),
    [
        ("除2026年底前外", None),
        ("除了2026年6月30日前外，", None),
        ("而非2026年底前", None),
        ("不早于2026年底", None),
        ("拆除2026年闲置岗亭后", ("2026年", "2026-12-31")),
        ("于2026年之后", ("2026年之后", "")),
        ("于2026年暑假前", ("2026年暑假前", "")),
        ("于2026年腊月底前", ("2026年腊月底前", "")),
        ("在2021年暑假前建设的基础上", None),
        ("于2026年Q1", ("2026年Q1", "2026-03-31")),
    ],
)
def test_a_day_excluded_or_not_understood_is_no_last_day(words: str, deadline: tuple[str, str] | None) -> None:
    record = reply(f"下一步工作\n下一步，我局将{words}新建岗亭4个。")
    found = record.commitments[-1].deadline
    assert (found and (found.text, found.by)) == deadline


def test_who_did_the_one_need_not_do_the_other() -> None:
    record = reply("下一步工作\n县财政局已下达补助资金，我局将新建站点2个。\n县供电公司已完成踏勘，计划年底前投用。")
    assert [item.responsible for item in record.commitments] == [(), ("县供电公司",)]


def test_the_nth_number_belongs_to_the_nth_year() -> None:
    record = reply("下一步，2025、2030年通车里程分别达到3450、4340公里。")
    assert [target.deadline and target.deadline.by for target in record.numeric_targets] == ["2025-12-31", "2030-12-31"]


def test_a_year_at_the_head_of_a_point_covers_it_and_nothing_behind() -> None:
    record = reply("一、下一步工作\n1、2025年新建站亭30个。改造站牌200块。\n2、更新公交车50辆。")
    dates = [found.deadline.by if found.deadline else "" for found in record.numeric_targets]
    assert dates == ["2025-12-31", "2025-12-31", ""]


def test_a_year_before_a_colon_covers_the_list_below_it_and_nothing_behind() -> None:
    record = reply(
        "二、下一步工作\n2025年，我局将：\n1.新建泊位300个；\n2.改造路口12处。\n三、其他打算\n1.新建站台5座。"
    )
    by = {found.evidence.quote: found.deadline.by if found.deadline else "" for found in record.numeric_targets}
    assert by == {"300个": "2025-12-31", "12处": "2025-12-31", "5座": ""}


def test_a_heading_that_states_a_year_covers_its_point() -> None:
    record = reply("一、2025年工作打算\n新建站亭30个。")
    assert target(record, "30个").deadline is not None


def test_the_date_that_ends_a_sentence_covers_its_numbers() -> None:
    record = reply("我局将新建站亭30个、更换站牌200块，10月底前完成。")
    assert {found.deadline.by for found in record.numeric_targets if found.deadline} == {"2024-10-31"}


@pytest.mark.parametrize(
    ("body", "certainty"),
    [
        ("我局将加强巡查。", "firm"),
        ("下一步，力争年内完成改造。", "effort"),
        ("下一步，积极争取上级资金支持。", "effort"),
        ("下一步，探索推行夜间养护模式。", "explore"),
        ("下一步，研究制定养护定额办法。", "explore"),
        ("下一步，推广成熟做法，力争优良率达到90%。", "effort"),
        ("下一步，实施改造项目20项以上，力争取得一批成果。", "firm"),
        ("关于您提出的增设站点问题，我局将优先考虑。", "explore"),
        ("如该项目获批，将优先考虑增设站点。", "explore"),
        ("关于综合楼的建设，市教育局将争取立项解决。", "effort"),
        ("我局将在下步工作中积极争取把该校纳入项目库。", "effort"),
        ("我局将会同市发改委结合实际，进一步研究论证建设方案。", "explore"),
        ("我局将在充分论证的基础上推进建设。", "firm"),
        ("我局将加强调查研究，完善政策。", "firm"),
        ("拟对该校采取分期改造的方式(目前处于论证阶段)。", "firm"),
        ("我局将向上级积极争取补助资金，用于道路养护。", "effort"),
        ("如有项目启动，我们将力争把该路段排在前面。", "effort"),
        ("县交警大队力争完善标线。", "effort"),
        ("我局将会综合考虑必要性后再决定是否实施。", "explore"),
        ("下一步，我局将统筹推进道路养护。", "firm"),
        ("力争将余下12公里列入计划。", "effort"),
        ("我们将积极为该项目争取资金。", "effort"),
        ("水务局将和属地政府共同争取项目资金。", "effort"),
        ("我局将一方面积极争取上级资金。", "effort"),
        ("我局将会同有关部门，统筹谋划，稳步推进。", "explore"),
        ("下一步，区财政将会同市交通局积极争取资金，逐步加大投入。", "effort"),
        ("教体局将通盘权衡经费、校舍等因素，妥善处理此事。", "firm"),
    ],
)
def test_certainty_follows_the_word_that_governs(body: str, certainty: str) -> None:
    (commitment,) = reply(body).commitments
    assert commitment.certainty == certainty


@pytest.mark.parametrize(
    ("body", "responsible"),
    [
        ("下一步，县供电公司今年安排电网改造资金1200万元。", ("县供电公司",)),
        ("由市人力资源和社会保障局牵头，将新增岗位5个。", ("市人力资源和社会保障局",)),
        ("县委组织部将选派驻村干部50名。", ("县委组织部",)),
        ("由双坪镇建设管理办公室负责，将新建站点2个。", ("双坪镇建设管理办公室",)),
        ("将会同县妇联和县残联新建站点2个。", ("县妇联", "县残联")),
        ("下一步，该公司将新建厂房2栋。", ("该公司",)),
        ("由施工企业负责，将新建站点2个。", ("施工企业",)),
        ("力争城镇新增就业5万人。", ()),
        ("县医院建设项目将于明年完工。", ()),
        ("我局将报请市政府组织实施，新增泊位100个。", ()),
        ("一是县残联表示，将新建辅具站2个。", ("县残联",)),
        ("下一步，由县文化广电和旅游局牵头，新建书屋5个。", ("县文化广电和旅游局",)),
        ("将会同县商务局、县供销社编制网点规划。", ("县商务局", "县供销社")),
        ("由临江高新区管委会负责，年底前建成厂房2栋。", ("临江高新区管委会",)),
        ("我局将配合县税务局研究城镇土地使用税政策。", ("县税务局",)),
        ("下一步，将推进县创新研究院建设，支持龙头企业开展攻关。", ()),
        ("请东坡镇政府配合做好选址，我局将新建站点2个。", ("东坡镇政府",)),
        ("下一步，会同县公安局、县财政局开展联合整治。", ("县公安局", "县财政局")),
        ("县自然资源和规划局将提供用地保障。", ("县自然资源和规划局",)),
        ("下一步，由双溪镇政府负责日常管护。", ("双溪镇政府",)),
        ("下一步，鼓励客运企业购置新车。", ()),
        ("我局将加强巡查。", ()),
        ("青岚县交通运输局将加强巡查。", ()),
        ("我局将会同相关部门开展检查。", ("相关部门",)),
        ("由于站点老化，我局将新建站点2个。", ()),
        ("下一步，组织各乡镇开展排查。", ("各乡镇",)),
        ("下一步，会同妇联、残联开展走访。", ("妇联", "残联")),
        ("县委全面深化改革委员会将研究出台办法。", ("县委全面深化改革委员会",)),
        ("县中小企业培育中心将举办培训10场。", ("县中小企业培育中心",)),
        ("站台保洁由青石街道、村民代表、物业企业三方负责。", ("青石街道", "村民代表", "物业企业")),
        ("下一步，责成河东区加强值守，确保完工。", ("河东区",)),
        ("另外，县交警大队争取年内完成标线施划。", ("县交警大队",)),
        ("由县政府协调青石镇政府实施该路段改造。", ("县政府",)),
        ("待上级部门同意后，我局将组织施工。", ()),
        ("联合民间救援队，定期组织应急演练，我局将做好保障。", ("民间救援队",)),
        ("青石县将加快路网建设。", ("青石县",)),
        ("青岚县将加快路网建设。", ()),
        ("我局将与县职业学校合作开设养护专业。", ("县职业学校",)),
        ("今后，县公安局、县财政局等部门将加大投入。", ("县公安局", "县财政局")),
        ("我局将组织县电信、移动、联通和铁塔公司踏勘选点。", ("县电信", "移动", "联通", "铁塔公司")),
        ("近期我局将联合三大运营商及云通公司排查线路。", ("三大运营商", "云通公司")),
        ("下一步，我们将和河东区政府一道，共同推进前期工作。", ("河东区政府",)),
        ("我局将组织供热单位开展管网改造。", ("供热单位",)),
        ("我县城建集团将新建泊位80个。", ("我县城建集团",)),
        ("改造后统一移交，由云山电力进行日常维护，将提高供电质量。", ("云山电力",)),
    ],
)
def test_responsible_bodies_are_those_named_as_doing_it(body: str, responsible: tuple[str, ...]) -> None:
    (commitment,) = reply(body).commitments
    assert commitment.responsible == responsible


@pytest.mark.parametrize(
    ("body", "signed"),
    [
        ("下一步，区财政将会同区教育局安排资金。", "河东区财政局"),
        ("下一步，由区文旅牵头，会同区教育局安排讲解员。", "河东区文旅局"),
        ("下一步，石桥街道将配合区教育局做好选址。", "云山市人民政府石桥街道办事处"),
        ("区教育局已完成论证，石桥街道将会同区教育局落实选址。", "石桥街道办事处"),
    ],
)
def test_the_replying_body_is_known_by_its_shorter_names(body: str, signed: str) -> None:
    record = reply(body, closing=f"\n感谢您的关心。\n{signed}\n2024年6月18日\n")
    assert record.commitments[-1].responsible == ("区教育局",)


def test_a_promise_does_not_go_on_with_who_did_what_is_done() -> None:
    record = reply("目前，设计单位已完成路线初步设计，县水利局正在开展论证。因涉及基本农田，待批复后，将立即开工建设。")
    assert record.commitments[-1].responsible == ()


def test_a_sentence_without_subject_goes_on_with_the_one_before() -> None:
    record = reply("下一步，县水利局将疏浚河道。通过清淤扩挖，提高行洪能力。")
    assert len(commitments(record)) == 2
    assert record.commitments[1].responsible == ("县水利局",)


def test_an_increase_a_high_standard_and_what_is_served_are_told_apart() -> None:
    assert targets(reply("我局将建设高标准养护站3座，路况优良率提高5个百分点。")) == ["3座", "5个百分点"]
    assert targets(reply("我局将新增养护员9名，派驻到14个村。")) == ["9名"]


@pytest.mark.parametrize(
    ("body", "indicators"),
    [
        ("我局将改造老旧小区12个，其中城区8个、农村4个。", ["改造老旧小区", "城区老旧小区", "农村老旧小区"]),
        ("我局将推出“安居贷”，授信规模达到10亿元。", ["“安居贷”授信规模"]),
        ("到2027年，特级技师、首席技师分别达到30名、50名。", ["特级技师", "首席技师"]),
        ("下一步，我局将新建路灯30盏。到2026年再完成20盏。", ["路灯", "路灯"]),
        ("我局将储备站点15个。", ["储备站点"]),
    ],
)
def test_an_indicator_takes_its_noun_from_where_the_text_has_it(body: str, indicators: list[str]) -> None:
    assert [one.indicator for one in reply(body).numeric_targets] == indicators


def test_an_indicator_that_names_nothing_is_told() -> None:
    record = reply("我局将完成5个项目。")
    (number,) = record.numeric_targets
    vague = [warning for warning in record.warnings if warning.kind == "vague_indicator"]
    assert [(warning.start, warning.end) for warning in vague] == [(number.evidence.start, number.evidence.end)]
    clear = reply("我局将建成泵站5座。")
    assert "vague_indicator" not in {warning.kind for warning in clear.warnings}
