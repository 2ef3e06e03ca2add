"""Whom the rules name as responsible for a commitment, and by what names they know the replying body."""

from __future__ import annotations

import pytest

from summarise.annotate import annotate
from summarise.document import Document
from summarise.engines.rules import RulesEngine
from summarise.engines.rules.body_names import is_a_body, is_a_party
from summarise.engines.rules.own_names import OwnNames, own_names
from summarise.engines.rules.owners import Owners
from summarise.pipeline import summarise
from summarise.record import ReplyFields

LETTER = "关于第12号提案的答复\n\n王平委员：\n您提出的提案收悉，现答复如下：\n{}\n\n青岚市教育局\n2024年6月18日\n"


def named_in(sentence: str) -> list[str]:
    """Return the names that the rules find in a sentence of a letter by 青岚市教育局."""
    owners = Owners(annotate(Document("reply.txt", LETTER.format("下一步，我局将加强巡查。"))))
    return [named.name for named in owners.named_in(sentence)]


@pytest.mark.parametrize(
    ("sentence", "bodies"),
    [
        ("下一步，我局将会同公安、交通、城管等部门开展联合整治。", ["公安", "交通", "城管"]),
        ("下一步，会同公安、城管部门开展联合整治。", ["公安", "城管部门"]),
        ("由城管、住建等部门对占道经营进行整治。", ["城管", "住建"]),
        ("公安、市场监管等部门将加大执法力度。", ["公安", "市场监管"]),
        ("今年加装电梯60部，由区财政每部补助15万元。", ["区财政"]),
        ("由教育、卫健、团委等部门共同成立专班。", ["卫健", "团委"]),
        ("我局将联合消防对培训机构开展检查。", ["消防"]),
        ("我局将配合好发改、财政做好项目申报。", ["发改", "财政"]),
        ("联合高校、科研院所开展研学。", ["高校", "科研院所"]),
        ("我局将联合学校、社区开展宣传。", ["学校", "社区"]),
        ("我局将与青岚大学合作建设实训基地。", ["青岚大学"]),
        ("组织相关单位进行现场踏勘。", ["相关单位"]),
        ("会同有关部门和乡镇落实用房。", ["有关部门", "乡镇"]),
        ("今后计划由乡镇负责把秸秆送往回收点。", ["乡镇"]),
    ],
)
def test_a_list_names_bodies_by_their_fields(sentence: str, bodies: list[str]) -> None:
    assert named_in(sentence) == bodies


@pytest.mark.parametrize(
    ("sentence", "bodies"),
    [
        ("四、市旅游发展公司也将建设研学基地。", ["市旅游发展公司"]),
        ("首先，市文化馆将开展送戏下乡。", ["市文化馆"]),
        ("市商务局合理利用加油站建设充电桩。", ["市商务局"]),
        ("县环保局、县水利局等部门成立排查组。", ["县环保局", "县水利局"]),
        ("县供销公司(冷库业主)在二期库房安装温控屏。", ["县供销公司"]),
        ("到2031年，各镇(街道)、开发区原则上应配一处菜市场。", ["各镇(街道)", "开发区"]),
        ("市财政局每年将安排资金500万元。", ["市财政局"]),
        ("镇政府、村委会要落实主体责任。", ["镇政府", "村委会"]),
        ("各镇(街道)负责日常管理。", ["各镇(街道)"]),
        ("各县(市、区)将制定实施方案。", ["各县(市、区)"]),
        ("设计单位正在编制方案。", ["设计单位"]),
        ("市青少年宫计划开设公益课堂。", ["市青少年宫"]),
        ("市少年宫计划开设公益课堂。", ["市少年宫"]),
        ("市消防救援队将开展演练。", ["市消防救援队"]),
        ("我局将会同用人单位开展培训。", ["用人单位"]),
        ("农开办计划建设高标准农田。", ["农开办"]),
        ("教体局将加大投入。", ["教体局"]),
        ("学校将加强管理。", ["学校"]),
        ("项目业主将尽快完善手续。", ["项目业主"]),
        ("责成市城管局限期整改。", ["市城管局"]),
        ("我市公安局将加强巡逻。", ["我市公安局"]),
        ("市安全生产领导小组将开展检查。", ["市安全生产领导小组"]),
        ("我局将和公安机关密切配合，加强巡查。", ["公安机关"]),
        ("市水务局充分利用河滩建设泵站3座。", ["市水务局"]),
        ("县政府在年内安排专项资金。", ["县政府"]),
        ("市卫健委支持乡镇医院扩建病房。", ["市卫健委"]),
        ("青石镇中心学校可统筹使用两处校舍。", ["青石镇中心学校"]),
        ("各县(区)原则上应建有图书馆。", ["各县(区)"]),
        ("由青石镇(开发区)负责建设。", ["青石镇(开发区)"]),
        ("由物业划定停车位。", ["物业"]),
        ("市政处将更换井盖。", ["市政处"]),
        ("青石产业园将完善路网。", ["青石产业园"]),
        ("我局将与公安机关开展协作，加强巡查。", ["公安机关"]),
        ("我们会和上级部门一起推进此事。", ["上级部门"]),
        ("积极配合项目法人开展前期工作。", ["项目法人"]),
        ("配合县疾控服务站开展体检。", ["县疾控服务站"]),
        ("我局将配合省水利厅深入推进灌区管理中心建设。", ["省水利厅"]),
        ("县城管局要求青石执法中队每日安排人员巡查。", ["县城管局", "青石执法中队"]),
        ("下一步，市农村人居环境整治提升工作领导小组办公室将加强督导。", ["市农村人居环境整治提升工作领导小组办公室"]),
        ("我局将积极配合贵委做好衔接。", ["贵委"]),
    ],
)
def test_a_subject_is_known_by_its_place_in_the_clause(sentence: str, bodies: list[str]) -> None:
    assert named_in(sentence) == bodies


@pytest.mark.parametrize(
    "sentence",
    [
        "市教育部门将加大投入。",
        "我市教育局将加强管理。",
        "我市各部门将加强配合。",
        "青岚市将新建学校3所。",
        "市教育系统将加强管理，提升质量。",
        "根据市政府安排，推进加装电梯工作。",
        "市水利局、市财政局负责人列席会议。",
        "按照规定，校舍由县级人民政府建设、管理。",
        "推动龙头企业联合上下游企业组建联盟。",
        "费用由街道、物业、住户分摊。",
        "因此没有列入县里的投资计划。",
        "我局将督促学校加强管理。",
        "我局将协调市财政局、市发改委等部门给予支持。",
        "我局将向市政府申请资金。",
        "督促局属企业负责维护管网。",
        "建议贵局会同市商务局试行保险，我局可提供技术支持。",
        "由本单位牵头编制方案。",
        "由学校领队开展研学。",
        "补贴一事建议由当地街道向区政府提请。",
        "预留管道，方便其他部门建设。",
        "青石村委会已纳入整治范围。",
        "施工单位已进场，计划年底前完工。",
        "经组织承办单位研判，计划开通校车。",
        "我们会有序加强青石镇相关学校建设。",
        "一方面向省州争取资金。",
        "我局将积极指导、督促青石县交通局在年内开工。",
        "今年，地区将加强垃圾治理。",
        "中心城区计划建设泊位500个。",
    ],
)
def test_who_is_only_spoken_of_is_not_responsible(sentence: str) -> None:
    assert named_in(sentence) == []


def test_only_names_that_a_reply_states_are_its_body_s() -> None:
    assert own_names(ReplyFields()) == ()
    titled = ReplyFields(title="青岚县水利局关于第12号提案的答复", lead_body="青岚县水务中心")
    assert [("县水利局" in one, "县水务中心" in one) for one in own_names(titled)] == [(True, False), (False, True)]


@pytest.mark.parametrize(
    ("issuer", "name"),
    [
        ("河东省云山市青岚区财政局", "区财政"),
        ("青岚壮族自治区水利厅", "自治区水利厅"),
        ("云山市住房和城乡建设局", "住建局"),
        ("云山市住建局", "市住房和城乡建设局"),
        ("青岚县交通运输局", "县交通局"),
        ("青岚县交通运输局", "交通部门"),
        ("云山市青岚区城市管理局", "青岚区"),
        ("云山市青岚区城市管理局", "区城管局"),
        ("青岚县人民政府办公室", "县政府"),
        ("青岚县政府办公室", "县政府"),
        ("云山市人民政府石桥街道办事处", "石桥街道"),
        ("云山市青岚区石桥街道办事处", "街道办"),
        ("云山市卫生健康委员会", "市卫健委"),
        ("镇山县农业农村局", "镇山县农业局"),
        ("青岚城区社区管理办公室", "社区办"),
        ("青岚前旗", "旗政府"),
        ("青岚学院", "学院"),
        ("共青团青岚市委员会", "团市委"),
        ("共青团青岚市委员会", "青岚市团委"),
    ],
)
def test_a_body_is_known_by_a_shorter_name(issuer: str, name: str) -> None:
    assert name in OwnNames(issuer)


@pytest.mark.parametrize(
    ("issuer", "name"),
    [
        ("青岚县交通运输局", "市交通运输局"),
        ("青岚县交通运输局", "河东区交通部门"),
        ("青岚县交通运输局", "青石县"),
        ("青岚县水利局", "县政府"),
        ("青岚县水利局", "局"),
        ("云山市住房和城乡建设局", "县住建局"),
        ("青岚县教体局", "县教育局"),
        ("青岚壮族自治区水利厅", "水利部"),
        ("云山市公安局", "交警大队"),
        ("云山市公安局", "市公安局交警支队"),
        ("云山市交通局", "市交通综合执法局"),
        ("青岚县人民政府", "县公安局"),
        ("", "县公安局"),
        ("青岚前旗", "旗公安局"),
        ("共青团青岚县委员会", "团市委"),
    ],
)
def test_another_body_is_not_taken_for_the_replying_one(issuer: str, name: str) -> None:
    assert name not in OwnNames(issuer)


@pytest.mark.parametrize(
    ("body", "bodies"),
    [
        ("我局会同市财政局、市人社局完成了调查，已上报方案，待批复后将启动招聘。", ()),
        ("我市积极组织水利、林业等部门，通过认真调查研究，拟将该渠纳入规划。", ()),
        ("在已完成规划的基础上，我局将会同市发改委编制方案。", ("市发改委",)),
        ("我局会同市发改委在已完成规划的基础上，将编制建设方案。", ("市发改委",)),
        ("市水投公司已完成勘测，计划年底前新建泵站2座。", ("市水投公司",)),
        ("校门前道路由市交通局负责，已完成设计，预计年底前完工。", ("市交通局",)),
        ("我局正会同市供销社推动配送中心扩建，项目计划10月开工。", ("市供销社",)),
        ("我局已于3月与市园林局商定，由市园林部门在公园安排场地，今后我局将组织开展活动。", ("市园林部门",)),
    ],
)
def test_partners_in_what_is_done_are_not_responsible_for_what_is_to_come(body: str, bodies: tuple[str, ...]) -> None:
    record = summarise(Document("reply.txt", LETTER.format(body)), RulesEngine(None))
    assert record.commitments[-1].responsible == bodies


@pytest.mark.parametrize(
    ("body", "bodies"),
    [
        ("下一步，市水投公司将新建泵站2座。同时还将改造管网8公里。", ("市水投公司",)),
        ("下一步，市水投公司将新建泵站2座。同时，将改造管网8公里。", ()),
        ("下一步，各县(区)、开发区将新建公园。全市新建步道不少于50公里。", ()),
        ("下一步，物业企业将增配保洁人员。对物业企业未达到标准的，将予以约谈。", ()),
    ],
)
def test_a_sentence_that_goes_on_keeps_the_subject_unless_it_speaks_of_it(body: str, bodies: tuple[str, ...]) -> None:
    record = summarise(Document("reply.txt", LETTER.format(body)), RulesEngine(None))
    assert record.commitments[-1].responsible == bodies


def test_a_reply_names_itself_in_signature_and_title() -> None:
    text = LETTER.replace("关于第12号", "市住建局关于第12号").replace("青岚市教育局", "青岚市人民政府")
    record = summarise(Document("reply.txt", text.format("下一步，住建局将会同市公安局加强巡查。")), RulesEngine(None))
    assert record.commitments[0].responsible == ("市公安局",)


def test_a_reply_in_traditional_script_names_itself() -> None:
    text = LETTER.replace("青岚市教育局", "青嵐縣農業農村局").format("下一步，縣農業農村局將會同縣財政局加强管護。")
    record = summarise(Document("reply.txt", text), RulesEngine(None))
    assert record.commitments[0].responsible == ("縣財政局",)


def test_what_a_place_will_have_it_does_not_do() -> None:
    assert named_in("明年河东区将陆续会有小区进行改造。") == []
    assert named_in("河东区将改造小区。") == ["河东区"]


def test_a_plan_goes_on_with_the_subject_of_the_work_before() -> None:
    record = summarise(
        Document("reply.txt", LETTER.format("市水投公司还编制了供水规划。拟在城北新建水厂1座。")), RulesEngine(None)
    )
    assert record.commitments[-1].responsible == ("市水投公司",)


def test_a_thing_that_gets_more_is_a_subject() -> None:
    body = "下一步，县交通局将改造站台。巡查员队伍将扩充到80名。"
    record = summarise(Document("reply.txt", LETTER.format(body)), RulesEngine(None))
    assert [item.responsible for item in record.commitments] == [("县交通局",), ()]


@pytest.mark.parametrize(
    ("sentence", "bodies"),
    [
        ("我局将会同县财政局再次提高村干部报酬。", ["县财政局"]),
        ("会同县住建局改造农村小学5所。", ["县住建局"]),
        ("联合县妇联走访慰问学校。", ["县妇联"]),
        ("由县民政局会同县残联建设康复中心。", ["县民政局", "县残联"]),
        ("配合县科技局培育高新技术企业20家。", ["县科技局"]),
        ("会同县政府征收补偿办公室开展测绘。", ["县政府征收补偿办公室"]),
        ("会同县住建局房屋改造办公室开展测绘。", ["县住建局房屋改造办公室"]),
        ("会同县委提升营商环境办公室开展测绘。", ["县委提升营商环境办公室"]),
    ],
)
def test_the_name_of_a_partner_ends_before_its_verb(sentence: str, bodies: list[str]) -> None:
    assert named_in(sentence) == bodies


def test_a_promise_without_a_subject_has_that_of_the_report_before() -> None:
    record = summarise(
        Document("reply.txt", LETTER.format("县城管局已接管全部公厕。将在年底前新增公厕5座。")), RulesEngine(None)
    )
    assert record.commitments[-1].responsible == ("县城管局",)


def test_a_long_list_is_read_to_its_end() -> None:
    bodies = [f"{place}市水利局" for place in "东西南北青石云山河江海湖林田泉溪桥塔城门"]
    assert named_in(f"我局将会同{'、'.join(bodies)}开展巡查。") == bodies


@pytest.mark.parametrize("day", ["9月1日前", "明年底前", "年内", "三日内"])
@pytest.mark.parametrize("body", ["夜市运营公司", "各高职院校"])
def test_who_is_told_to_act_by_a_day_is_responsible(day: str, body: str) -> None:
    assert named_in(f"责成{body}{day}完成设备检修。") == [body]


@pytest.mark.parametrize(
    ("phrase", "is_one"), [("", False), ("局", False), ("县局", True), ("双方", True), ("和", False)]
)
def test_a_party_has_two_characters_at_least(phrase: str, is_one: bool) -> None:
    assert is_a_party(phrase) is is_one
    assert is_a_body(phrase, listed=True) is is_one
