from __future__ import annotations

import pytest

from tests.support.metadata_read import FACT, RECEIPT, TITLE, letter_with, read_lines


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
    reply = letter_with(*header, TITLE).reply
    assert reply.index_number == "330681/2024-01234"
    assert reply.published_on == "2024-06-03"


@pytest.mark.parametrize(
    "number", ["江园函〔2024〕25号", "江园[2024]25号", "江园〔2024〕 25 号", "江园建字（2024）25号"]
)
def test_the_reply_s_own_number_is_read_as_written(number: str) -> None:
    assert letter_with(number, TITLE).reply.document_number == number.replace(" ", "")


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("江园函20245  B", "江园函20245"),
        ("江园字〔2024〕25-3号", "江园字〔2024〕25-3号"),
        ("建议字：〔2024〕8号", "建议字：〔2024〕8号"),
    ],
)
def test_a_number_without_its_brackets_or_with_a_part_is_read_as_written(line: str, number: str) -> None:
    assert letter_with(line, TITLE).reply.document_number == number


def test_a_number_that_the_text_relies_on_is_not_the_reply_s_own() -> None:
    read = read_lines(TITLE, "王某委员：", RECEIPT, "根据江政〔2023〕7号文件，我局已建成公园三座。", "江东区园林局")
    assert read.reply.document_number == ""


@pytest.mark.parametrize(
    "line", ["类别：C", "办理结果：（C）", "（C类）", "江园函〔2024〕25号 C", "江园函〔2024〕25号C", "C"]
)
def test_the_class_is_read_wherever_it_hangs(line: str) -> None:
    assert letter_with(line, TITLE).reply.handling_class == "C"


def test_the_signature_s_date_is_the_reply_s_and_the_header_s_the_page_s() -> None:
    read = letter_with("发布时间：2024-12-30", TITLE)
    assert (read.reply.issued_on, read.reply.published_on) == ("2024-05-20", "2024-12-30")
    assert read.reference is not None
    assert read.reference.isoformat() == "2024-05-20"


def test_without_a_signature_the_header_s_date_is_the_reply_s() -> None:
    read = read_lines("成文日期：2024-05-21", "发布日期：2024-06-03", TITLE, "王某委员：", RECEIPT, FACT)
    assert read.reply.issued_on == "2024-05-21"


def test_without_any_date_there_is_none_to_count_from() -> None:
    read = read_lines(TITLE, "王某委员：", RECEIPT, FACT, "江东区园林局")
    assert (read.reply.issued_on, read.reference) == ("", None)


def test_a_title_over_two_lines_is_joined() -> None:
    read = letter_with("关于市政协十届三次会议第12号提案", "的答复")
    assert read.reply.title == TITLE


@pytest.mark.parametrize("last", ["答复", "复函", "答复函", "答复意见"])
def test_a_title_ends_before_the_fields_of_a_page_on_one_line(last: str) -> None:
    title = "江东区园林局" + TITLE.removesuffix("答复") + last
    fields = "索引号：330681/2024-01234 发布机构：江东区园林局 发布日期：2024-06-03 办理结果:(B) 浏览量：213"
    reply = read_lines(f"{title} {fields} 王某委员：{RECEIPT}{FACT}", "江东区园林局", "2024年5月20日").reply
    assert (reply.title, reply.index_number, reply.published_on) == (title, "330681/2024-01234", "2024-06-03")


def test_a_title_set_with_spaces_is_closed_up() -> None:
    assert letter_with("关于市政协十届三次会议第12号提案的答 复 函").reply.title == TITLE + "函"


def test_a_link_to_another_reply_is_not_the_title() -> None:
    read = read_lines(TITLE, "王某委员：", RECEIPT, FACT, "江东区园林局", "下一篇：关于市人大第99号建议的答复")
    assert read.reply.title == TITLE
    assert read.proposal.number == "12"


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
    read = letter_with(
        "关于市政协十届三次会议第12号提案的协办意见",
        salutation="市民政局：",
        receipt=f"市政协第12号提案收悉，现提出协办意见{words}如下：",
    )
    assert (read.reply.lead_body, list(read.reply.co_bodies)) == (lead, partners)
    assert read.proposal.proposers == ()


def test_lead_and_partners_are_read_from_the_header() -> None:
    reply = letter_with("主办单位：市园林局", "会办单位：市财政局、市水利局", TITLE).reply
    assert (reply.lead_body, list(reply.co_bodies)) == ("市园林局", ["市财政局", "市水利局"])


def test_partners_are_read_where_they_are_called_so() -> None:
    receipt = "您提出的《关于加强口袋公园建设的建议》已与市财政局等协办单位商定。现答复如下："
    assert list(letter_with(TITLE, receipt=receipt).reply.co_bodies) == ["市财政局"]


def test_partners_are_read_from_the_receipt() -> None:
    receipt = "您提出的《关于加强口袋公园建设的建议》收悉，由我局主办，市财政局、市水利局协办，现答复如下："
    assert list(letter_with(TITLE, receipt=receipt).reply.co_bodies) == ["市财政局", "市水利局"]


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
    assert list(letter_with(TITLE, receipt=receipt).reply.co_bodies) == bodies


@pytest.mark.parametrize(
    ("line", "published"),
    [("发布时间：2024-06-20", "2024-06-20"), ("日期：2024-06-20 来源：市园林局", ""), ("成文日期：2024-06-20", "")],
)
def test_only_a_date_that_says_so_is_of_the_publication(line: str, published: str) -> None:
    assert letter_with(line, TITLE).reply.published_on == published


@pytest.mark.parametrize(
    ("day", "read"),
    [("2024816", "2024-08-16"), ("2024年1230", "2024-12-30"), ("202498", "2024-09-08"), ("2024111", "")],
)
def test_a_signed_day_that_lost_its_signs_is_read_where_it_can_be_read_in_one_way(day: str, read: str) -> None:
    read_letter = read_lines(TITLE, "王某委员：", RECEIPT, FACT, "江东区园林局", day)
    assert read_letter.reply.issued_on == read


def test_traditional_characters_are_given_back_as_written() -> None:
    read = letter_with("關於市政協十屆三次會議第12號提案的答覆")
    assert read.reply.title == "關於市政協十屆三次會議第12號提案的答覆"


def test_a_body_in_brackets_behind_the_title_issued_what_nobody_signed() -> None:
    title = "对县十六届人大一次会议第10号建议的答复（水利局）"
    assert read_lines(title, "来源：人大办公室", "王某代表：", RECEIPT, FACT).reply.issuer == "水利局"


@pytest.mark.parametrize(
    "line", ["江东区水利局  联系电话：3303606 联系人：刘某", "联系单位及电话：江东区水利局 68922146"]
)
def test_the_body_beside_its_telephone_issued_what_nobody_signed(line: str) -> None:
    assert read_lines(TITLE, "王某委员：", RECEIPT, FACT, "2024年5月20日", line).reply.issuer == "江东区水利局"


def test_a_header_that_lost_its_labels_is_read_by_its_shape() -> None:
    head = ["• 11500299008612447X/2025-00063", "• 政协提案办理", "• 江东区城管局", "• 2024-06-18", "• 2024-07-21"]
    reply = read_lines(*head, TITLE, "王某委员：", RECEIPT, FACT, "江东区城管局").reply
    assert (reply.index_number, reply.issued_on) == ("11500299008612447X/2025-00063", "2024-06-18")
    assert reply.published_on == ""  # which of the days is that of publication nothing says


def test_a_body_above_a_title_issued_what_nobody_signed() -> None:
    assert (
        read_lines("江东区交通局", TITLE, "王某委员：", RECEIPT, FACT, "2024年5月20日").reply.issuer == "江东区交通局"
    )
    assert read_lines("江东区政府网站", TITLE, "王某委员：", RECEIPT, FACT, "2024年5月20日").reply.issuer == ""


def test_a_row_of_links_signs_nothing() -> None:
    links = "中国人大网省人大市人大市政府区政府区政协区法院区检察院"
    assert read_lines(TITLE, "王某委员：", RECEIPT, FACT, "上一篇：无", links).reply.issuer == ""


def test_a_number_that_begins_with_its_year_is_one() -> None:
    assert letter_with("（2024）江建字第118号", TITLE).reply.document_number == "（2024）江建字第118号"


def test_a_receipt_without_a_salutation_is_not_the_reply_s_title() -> None:
    receipt = "您提出的关于加强口袋公园建设的建议收悉，经商省自然资源厅、东江市人民政府，现答复如下："
    read = read_lines("关于省人大十四届三次会议第0920号建议的答复", receipt, FACT, "省住房城乡建设厅", "2024年5月20日")
    assert read.reply.title == "关于省人大十四届三次会议第0920号建议的答复"
    assert read.proposal.title == "关于加强口袋公园建设的建议"
    assert read.reply.co_bodies == ("省自然资源厅", "东江市人民政府")


def test_partners_are_found_where_nobody_is_addressed() -> None:
    receipt = "2024年第12号提案《关于加强夜间照明的提案》收悉，经商市财政局研究，现答复如下："
    assert read_lines("关于第12号提案的答复", receipt, FACT, "青岚市城管局").reply.co_bodies == ("市财政局",)


@pytest.mark.parametrize(
    ("receipt", "bodies"),
    [
        ("您的建议收悉，由市人大常委会办公厅交由我局主办，市财政局、文旅局协办，现答复如下：", ("市财政局", "文旅局")),
        ("您的建议收悉，我局与市城管局等协办单位进行了研究，现答复如下：", ("市城管局",)),
    ],
)
def test_partners_are_those_who_handled_it_and_not_who_passed_it_on(receipt: str, bodies: tuple[str, ...]) -> None:
    assert letter_with(TITLE, receipt=receipt).reply.co_bodies == bodies


def test_the_publisher_s_fuller_name_of_the_same_body_is_the_issuer() -> None:
    head = ("自治区水利厅关于第12号建议的答复", "来源：南岭自治区水利厅作者：佚名")
    assert read_lines(*head, "王某代表：", RECEIPT, FACT).reply.issuer == "南岭自治区水利厅"


@pytest.mark.parametrize("line", ["联系单位：江东区园林局", "此件公开发布江东区园林局"])
def test_the_body_of_a_form_s_line_is_the_issuer(line: str) -> None:
    assert read_lines(TITLE, "王某代表：", RECEIPT, FACT, line, "2024年5月20日").reply.issuer == "江东区园林局"


@pytest.mark.parametrize("day", ["2024527日", "2024月5月27日", "2024牟5月27日", "20245月27日"])
def test_a_misprinted_day_of_the_signature_is_read(day: str) -> None:
    assert read_lines(TITLE, "王某代表：", RECEIPT, FACT, "江东区园林局", day).reply.issued_on == "2024-05-27"


def test_what_counts_the_visits_of_a_page_issued_nothing() -> None:
    assert read_lines(TITLE, "来源：访问量：", "王某代表：", RECEIPT, FACT).reply.issuer == ""
