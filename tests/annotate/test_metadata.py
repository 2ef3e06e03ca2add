from __future__ import annotations

import pytest

from summarise.annotate import annotate
from summarise.annotated import Metadata
from summarise.document import Document

TITLE = "关于市政协十届三次会议第12号提案的答复"
RECEIPT = "您提出的《关于加强口袋公园建设的建议》收悉，现答复如下："
FACT = "我局已在东湖片区建成口袋公园三座，受到周边居民欢迎。"


def _read(*lines: str) -> Metadata:
    return annotate(Document("case", "\n".join(lines))).metadata


def _letter(*head: str, salutation: str = "王某委员：", receipt: str = RECEIPT) -> Metadata:
    return _read(*head, salutation, receipt, FACT, "江东区园林局", "2024年5月20日")


@pytest.mark.parametrize(
    "header",
    [
        ["索引号：330681/2024-01234", "发布时间：2024-06-03", "发布机构：江东区园林局"],
        ["| 索引号 | 330681/2024-01234 | 发布时间 | 2024-06-03 |"],
        ["索引号", "330681/2024-01234", "发布日期", "2024-06-03"],
        ["- 索 引 号：330681/2024-01234", "- 发布日期：2024年6月3日"],
    ],
)
def test_the_header_table_is_read_in_any_layout(header: list[str]) -> None:
    reply = _letter(*header, TITLE).reply
    assert reply.index_number == "330681/2024-01234"
    assert reply.published_on == "2024-06-03"


@pytest.mark.parametrize(
    "number", ["江园函〔2024〕25号", "江园[2024]25号", "江园〔2024〕 25 号", "江园建字（2024）25号"]
)
def test_the_reply_s_own_number_is_read_as_written(number: str) -> None:
    assert _letter(number, TITLE).reply.document_number == number.replace(" ", "")


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("江园函20245  B", "江园函20245"),
        ("江园字〔2024〕25-3号", "江园字〔2024〕25-3号"),
        ("建议字：〔2024〕8号", "建议字：〔2024〕8号"),
    ],
)
def test_a_number_without_its_brackets_or_with_a_part_is_read_as_written(line: str, number: str) -> None:
    assert _letter(line, TITLE).reply.document_number == number


def test_a_number_that_the_text_relies_on_is_not_the_reply_s_own() -> None:
    read = _read(TITLE, "王某委员：", RECEIPT, "根据江政〔2023〕7号文件，我局已建成公园三座。", "江东区园林局")
    assert read.reply.document_number == ""


@pytest.mark.parametrize(
    "line", ["类别：C", "办理结果：（C）", "（C类）", "江园函〔2024〕25号 C", "江园函〔2024〕25号C", "C"]
)
def test_the_class_is_read_wherever_it_hangs(line: str) -> None:
    assert _letter(line, TITLE).reply.handling_class == "C"


def test_the_signature_s_date_is_the_reply_s_and_the_header_s_the_page_s() -> None:
    read = _letter("发布时间：2024-12-30", TITLE)
    assert (read.reply.issued_on, read.reply.published_on) == ("2024-05-20", "2024-12-30")
    assert read.reference is not None
    assert read.reference.isoformat() == "2024-05-20"


def test_without_a_signature_the_header_s_date_is_the_reply_s() -> None:
    read = _read("成文日期：2024-05-21", "发布日期：2024-06-03", TITLE, "王某委员：", RECEIPT, FACT)
    assert read.reply.issued_on == "2024-05-21"


def test_without_any_date_there_is_none_to_count_from() -> None:
    read = _read(TITLE, "王某委员：", RECEIPT, FACT, "江东区园林局")
    assert (read.reply.issued_on, read.reference) == ("", None)


def test_a_title_over_two_lines_is_joined() -> None:
    read = _letter("关于市政协十届三次会议第12号提案", "的答复")
    assert read.reply.title == TITLE


@pytest.mark.parametrize("last", ["答复", "复函", "答复函", "答复意见"])
def test_a_title_ends_before_the_fields_of_a_page_on_one_line(last: str) -> None:
    title = "江东区园林局" + TITLE.removesuffix("答复") + last
    fields = "索引号：330681/2024-01234 发布机构：江东区园林局 发布日期：2024-06-03 办理结果:(B) 浏览量：213"
    reply = _read(f"{title} {fields} 王某委员：{RECEIPT}{FACT}", "江东区园林局", "2024年5月20日").reply
    assert (reply.title, reply.index_number, reply.published_on) == (title, "330681/2024-01234", "2024-06-03")


def test_a_title_set_with_spaces_is_closed_up() -> None:
    assert _letter("关于市政协十届三次会议第12号提案的答 复 函").reply.title == TITLE + "函"


def test_a_link_to_another_reply_is_not_the_title() -> None:
    read = _read(TITLE, "王某委员：", RECEIPT, FACT, "江东区园林局", "下一篇：关于市人大第99号建议的答复")
    assert read.reply.title == TITLE
    assert read.proposal.number == "12"


@pytest.mark.parametrize(
    ("title", "receipt", "kind", "number"),
    [
        (TITLE, RECEIPT, "cppcc", "12"),
        ("关于区人大六届二次会议第8号建议的答复", "您提出的关于修路的建议收悉，现答复如下：", "npc", "8"),
        ("对市十届人大三次会议第0047号建议的答复", "代表提出的建议收悉，现答复如下：", "npc", "0047"),
        ("答复函", "您在政协会议上提出的第15号提案收悉，现答复如下：", "cppcc", "15"),
    ],
)
def test_kind_and_number_of_the_proposal(title: str, receipt: str, kind: str, number: str) -> None:
    name = "王某代表：" if kind == "npc" else "王某委员："
    proposal = _letter(title, salutation=name, receipt=receipt).proposal
    assert (proposal.kind, proposal.number) == (kind, number)


@pytest.mark.parametrize(
    "receipt",
    [
        "您提出的《关于加强口袋公园建设的建议》收悉，现答复如下：",
        "您提出的“关于加强口袋公园建设的建议”收悉，现答复如下：",
        "您提出的关于加强口袋公园建设的建议收悉，现答复如下：",
        "您在市政协十届三次会议上提交的《关于加强口袋公园建设的建议》（第12号）已收悉，现函复如下：",
    ],
)
def test_the_proposal_s_title_stands_without_its_quotes(receipt: str) -> None:
    proposal = _letter(TITLE, receipt=receipt).proposal
    assert (proposal.title, proposal.topic) == ("关于加强口袋公园建设的建议", "加强口袋公园建设")


@pytest.mark.parametrize(
    ("receipt", "title"),
    [
        ("您提出的《关于破解“停车难”的建议》收悉，现答复如下：", "关于破解“停车难”的建议"),
        ("您提出的关于整治“飞线”充电的建议收悉，现答复如下：", "关于整治“飞线”充电的建议"),
        ("您提出的《关于破解“停车难的建议》收悉，现答复如下：", "关于破解停车难的建议"),
    ],
)
def test_quotation_marks_inside_a_title_stay_where_each_has_its_partner(receipt: str, title: str) -> None:
    assert _letter(TITLE, receipt=receipt).proposal.title == title


def test_the_session_is_given_as_written() -> None:
    assert _letter(TITLE).proposal.session == "市政协十届三次会议"


@pytest.mark.parametrize(
    ("salutation", "names"),
    [
        ("王某委员：", ["王某"]),
        ("尊敬的王某、李某某委员：", ["王某", "李某某"]),
        ("王 某 委员：", ["王某"]),
        ("农工党江东区委会：", ["农工党江东区委会"]),
        ("王某等3名委员：", ["王某"]),
    ],
)
def test_the_proposers_are_those_addressed(salutation: str, names: list[str]) -> None:
    assert list(_letter(TITLE, salutation=salutation).proposal.proposers) == names


@pytest.mark.parametrize(
    ("words", "lead", "partners"),
    [
        ("，供贵局答复时参考", "市民政局", ["江东区园林局"]),
        ("，供主办单位参考", "市民政局", ["江东区园林局"]),
        ("", "", []),
    ],
)
def test_a_contribution_names_the_addressed_bureau_as_lead_where_it_says_so_and_nobody_as_proposer(
    words: str, lead: str, partners: list[str]
) -> None:
    read = _letter(
        "关于市政协十届三次会议第12号提案的协办意见",
        salutation="市民政局：",
        receipt=f"市政协第12号提案收悉，现提出协办意见{words}如下：",
    )
    assert (read.reply.lead_body, list(read.reply.co_bodies)) == (lead, partners)
    assert read.proposal.proposers == ()


def test_lead_and_partners_are_read_from_the_header() -> None:
    reply = _letter("主办单位：市园林局", "会办单位：市财政局、市水利局", TITLE).reply
    assert (reply.lead_body, list(reply.co_bodies)) == ("市园林局", ["市财政局", "市水利局"])


def test_partners_are_read_from_the_receipt() -> None:
    receipt = "您提出的《关于加强口袋公园建设的建议》收悉，由我局主办，市财政局、市水利局协办，现答复如下："
    assert list(_letter(TITLE, receipt=receipt).reply.co_bodies) == ["市财政局", "市水利局"]


@pytest.mark.parametrize(
    ("handled", "bodies"),
    [
        ("经会同市财政局、市水利局研究", ["市财政局", "市水利局"]),
        ("经商市财政局", ["市财政局"]),
        ("经与市水利局、市林业局等部门共同研究办理", ["市水利局", "市林业局"]),
        ("结合市水利局的协办意见", ["市水利局"]),
        ("由市政府办公室交办我局", []),
        ("经我局认真研究", []),
    ],
)
def test_bodies_that_the_letter_says_it_was_handled_with_are_partners(handled: str, bodies: list[str]) -> None:
    receipt = f"您提出的《关于加强口袋公园建设的建议》收悉，{handled}，现答复如下："
    assert list(_letter(TITLE, receipt=receipt).reply.co_bodies) == bodies


@pytest.mark.parametrize(
    ("line", "published"),
    [("发布时间：2024-06-20", "2024-06-20"), ("日期：2024-06-20 来源：市园林局", ""), ("成文日期：2024-06-20", "")],
)
def test_only_a_date_that_says_so_is_of_the_publication(line: str, published: str) -> None:
    assert _letter(line, TITLE).reply.published_on == published


@pytest.mark.parametrize(
    ("day", "read"),
    [("2024816", "2024-08-16"), ("2024年1230", "2024-12-30"), ("202498", "2024-09-08"), ("2024111", "")],
)
def test_a_signed_day_that_lost_its_signs_is_read_where_it_can_be_read_in_one_way(day: str, read: str) -> None:
    read_letter = _read(TITLE, "王某委员：", RECEIPT, FACT, "江东区园林局", day)
    assert read_letter.reply.issued_on == read


@pytest.mark.parametrize(
    ("stated", "title"),
    [
        ("“关于改善口袋公园管理现状”的提案", "关于改善口袋公园管理现状"),
        ("关于加强口袋公园建设的建议", "关于加强口袋公园建设的建议"),
        ("《关于加强口袋公园建设的建议》", "关于加强口袋公园建设的建议"),
    ],
)
def test_a_title_quoted_whole_is_given_as_it_is(stated: str, title: str) -> None:
    proposal = _letter(TITLE, receipt=f"您提出的{stated}收悉，现答复如下：").proposal
    assert proposal.title == title


def test_traditional_characters_are_given_back_as_written() -> None:
    read = _letter("關於市政協十屆三次會議第12號提案的答覆")
    assert read.reply.title == "關於市政協十屆三次會議第12號提案的答覆"


def test_a_body_in_brackets_behind_the_title_issued_what_nobody_signed() -> None:
    title = "对县十六届人大一次会议第10号建议的答复（水利局）"
    assert _read(title, "来源：人大办公室", "王某代表：", RECEIPT, FACT).reply.issuer == "水利局"


@pytest.mark.parametrize(
    "line", ["江东区水利局  联系电话：3303606 联系人：刘某", "联系单位及电话：江东区水利局 68922146"]
)
def test_the_body_beside_its_telephone_issued_what_nobody_signed(line: str) -> None:
    assert _read(TITLE, "王某委员：", RECEIPT, FACT, "2024年5月20日", line).reply.issuer == "江东区水利局"


def test_a_name_before_the_word_proposal_is_its_title() -> None:
    receipt = "你们提出了《大龙村移民搬迁村内水泥路硬化工程》的建议，交我局办理，现答复如下："
    assert _letter(TITLE, receipt=receipt).proposal.title == "大龙村移民搬迁村内水泥路硬化工程"


def test_a_header_that_lost_its_labels_is_read_by_its_shape() -> None:
    head = ["• 11500299008612447X/2025-00063", "• 政协提案办理", "• 江东区城管局", "• 2024-06-18", "• 2024-07-21"]
    reply = _read(*head, TITLE, "王某委员：", RECEIPT, FACT, "江东区城管局").reply
    assert (reply.index_number, reply.issued_on) == ("11500299008612447X/2025-00063", "2024-06-18")
    assert reply.published_on == ""  # which of the days is that of publication nothing says


@pytest.mark.parametrize(
    ("opening", "names"),
    [
        ("吴晓岚委员在市政协八届三次会议提出的《关于口袋公园的提案》由我局协助办理，现提出如下协办意见：", ("吴晓岚",)),
        ("现将吴晓岚、李木子委员《关于口袋公园的提案》的协办意见函复如下：", ("吴晓岚", "李木子")),
    ],
)
def test_a_letter_to_the_leading_body_names_the_proposers_itself(opening: str, names: tuple[str, ...]) -> None:
    read = _read(
        "关于市政协八届三次会议第112号提案的协办意见", "市民政局：", opening, FACT, "江东区园林局", "2024年5月20日"
    )
    assert read.proposal.proposers == names


def test_a_body_above_a_title_issued_what_nobody_signed() -> None:
    assert _read("江东区交通局", TITLE, "王某委员：", RECEIPT, FACT, "2024年5月20日").reply.issuer == "江东区交通局"
    assert _read("江东区政府网站", TITLE, "王某委员：", RECEIPT, FACT, "2024年5月20日").reply.issuer == ""


def test_a_row_of_links_signs_nothing() -> None:
    links = "中国人大网省人大市人大市政府区政府区政协区法院区检察院"
    assert _read(TITLE, "王某委员：", RECEIPT, FACT, "上一篇：无", links).reply.issuer == ""


def test_a_number_that_begins_with_its_year_is_one() -> None:
    assert _letter("（2024）江建字第118号", TITLE).reply.document_number == "（2024）江建字第118号"


def test_a_receipt_without_a_salutation_is_not_the_reply_s_title() -> None:
    receipt = "您提出的关于加强口袋公园建设的建议收悉，经商省自然资源厅、东江市人民政府，现答复如下："
    read = _read("关于省人大十四届三次会议第0920号建议的答复", receipt, FACT, "省住房城乡建设厅", "2024年5月20日")
    assert read.reply.title == "关于省人大十四届三次会议第0920号建议的答复"
    assert read.proposal.title == "关于加强口袋公园建设的建议"
    assert read.reply.co_bodies == ("省自然资源厅", "东江市人民政府")


@pytest.mark.parametrize("salutation", ["尊敬的林慧和委员：", "代表您好：", "**委员："])
def test_a_salutation_is_one_whatever_the_page_left_of_the_name(salutation: str) -> None:
    read = _letter("核心提示：代表提出的建议收悉，现答复如下。", TITLE, salutation=salutation)
    assert read.reply.title == TITLE
    assert read.proposal.number == "12"


@pytest.mark.parametrize(
    ("receipt", "title"),
    [
        ("您提出的关于解决东湖停车问题的建议收悉，现答复如下：", "关于解决东湖停车问题的建议"),
        ("您提出的关于东湖停车的提案办理情况答复如下：", "关于东湖停车的提案"),
        ("您提出的关于“尽快修缮东湖旧桥”的建议收悉，现答复如下：", "尽快修缮东湖旧桥"),
        ("您提出的“关于修缮东湖旧桥的建议的提案”已收悉，现答复如下：", "关于修缮东湖旧桥的建议"),
        (
            "您提出的《彩票投注_游戏平台】修缮东湖旧桥的建议》收悉，现答复如下：",
            "修缮东湖旧桥的建议",
        ),
        ("您提出的《买篮球的软件把东湖旧桥纳入年度计划的建议》收悉，现答复如下：", "把东湖旧桥纳入年度计划的建议"),
        ("您提出的《规范彩票销售平台的运营管理的建议》收悉，现答复如下：", "规范彩票销售平台的运营管理的建议"),
        ("您提出的《关于整治网络博彩平台违规推广的建议》收悉，现答复如下：", "关于整治网络博彩平台违规推广的建议"),
    ],
)
def test_the_title_is_what_the_proposers_called_it(receipt: str, title: str) -> None:
    assert _letter(TITLE, receipt=receipt).proposal.title == title


@pytest.mark.parametrize(
    ("title", "topic"),
    [
        ("关于要求尽快修缮东湖旧桥的建议", "修缮东湖旧桥"),
        ("关于将东湖旧桥纳入年度计划的建议", "东湖旧桥纳入年度计划"),
        ("关于对东湖旧桥进行修缮的建议", "东湖旧桥修缮"),
        ("关于建议书规范格式的提案", "建议书规范格式"),
    ],
)
def test_the_topic_is_what_is_asked_for_without_the_asking(title: str, topic: str) -> None:
    assert _letter(TITLE, receipt=f"您提出的《{title}》收悉，现答复如下：").proposal.topic == topic


@pytest.mark.parametrize(
    ("opening", "names"),
    [
        (("市住建局：", "我局对市政协委员林知远关于“东湖旧桥”的提案，现答复如下："), ("林知远",)),
        (
            ("区民政局：", "民建东江支部，林知远、沈一诺等委员提出的《关于东湖旧桥的建议》收悉，现答复如下："),
            ("民建东江支部", "林知远", "沈一诺"),
        ),
        (("林知远、沈一诺等代表提出的17号代表建议：请修缮旧桥。", "现答复如下："), ("林知远", "沈一诺")),
    ],
)
def test_proposers_whom_no_salutation_addresses_are_those_of_the_opening(
    opening: tuple[str, ...], names: tuple[str, ...]
) -> None:
    assert _read(TITLE, *opening, FACT, "江东区园林局", "2024年5月20日").proposal.proposers == names


@pytest.mark.parametrize(
    ("receipt", "bodies"),
    [
        ("您的建议收悉，由市人大常委会办公厅交由我局主办，市财政局、文旅局协办，现答复如下：", ("市财政局", "文旅局")),
        ("您的建议收悉，我局与市城管局等协办单位进行了研究，现答复如下：", ("市城管局",)),
    ],
)
def test_partners_are_those_who_handled_it_and_not_who_passed_it_on(receipt: str, bodies: tuple[str, ...]) -> None:
    assert _letter(TITLE, receipt=receipt).reply.co_bodies == bodies


def test_the_publisher_s_fuller_name_of_the_same_body_is_the_issuer() -> None:
    head = ("自治区水利厅关于第12号建议的答复", "来源：南岭自治区水利厅作者：佚名")
    assert _read(*head, "王某代表：", RECEIPT, FACT).reply.issuer == "南岭自治区水利厅"


@pytest.mark.parametrize("line", ["联系单位：江东区园林局", "此件公开发布江东区园林局"])
def test_the_body_of_a_form_s_line_is_the_issuer(line: str) -> None:
    assert _read(TITLE, "王某代表：", RECEIPT, FACT, line, "2024年5月20日").reply.issuer == "江东区园林局"


@pytest.mark.parametrize("day", ["2024527日", "2024月5月27日", "2024牟5月27日", "20245月27日"])
def test_a_misprinted_day_of_the_signature_is_read(day: str) -> None:
    assert _read(TITLE, "王某代表：", RECEIPT, FACT, "江东区园林局", day).reply.issued_on == "2024-05-27"


def test_what_counts_the_visits_of_a_page_issued_nothing() -> None:
    assert _read(TITLE, "来源：访问量：", "王某代表：", RECEIPT, FACT).reply.issuer == ""


@pytest.mark.parametrize(("receipt", "number"), [("（16-3-45号）", "16-3-45"), ("（99号）", "99")])
def test_a_number_in_brackets_behind_the_title_is_the_proposal_s(receipt: str, number: str) -> None:
    opening = f"您提出的《关于修缮东湖旧桥的建议》{receipt}收悉，现答复如下："
    assert _read("王某代表：", opening, FACT, "江东区园林局").proposal.number == number


@pytest.mark.parametrize(
    ("conference", "kind"), [("县政治协商会议第十届三次会议", "cppcc"), ("县政协十届三次会议", "cppcc"), ("", "npc")]
)
def test_the_conference_is_known_by_either_of_its_names(conference: str, kind: str) -> None:
    letter = f"关于{conference}第12号建议的答复\n王小川代表：\n您提出的建议收悉，现答复如下：\n我局修缮了道路。\n"
    assert annotate(Document("letter.txt", letter)).metadata.proposal.kind == kind
