"""The fields of pages that put them in odd places, lost signs, or carry the words of the site around the letter."""

from __future__ import annotations

import pytest

from summarise.annotate import annotate
from summarise.document import Document
from tests.support.header_page import BODY, RECEIPT, SIGNED, TITLE, read

DAY = "2024年6月18日"


def test_romanisation_cuts_no_name_and_stays_in_what_is_written() -> None:
    page = read(
        title="關(guān)于區(qū)三屆人大二次會(huì)議第12號建議的答復(fù)",
        salutation="鐘學(xué)文代表：",
        receipt="您在區(qū)三屆人大二次會(huì)議上提出的《關(guān)于修建學(xué)校道路的建議》收悉，現(xiàn)答復(fù)如下：",
        tail=("青嵐縣農(nóng)業(yè)農(nóng)村局", DAY),
    )
    assert page.reply.issuer == "青嵐縣農(nóng)業(yè)農(nóng)村局"
    assert page.proposal.session == "區(qū)三屆人大二次會(huì)議"
    assert page.proposal.title == "關(guān)于修建學(xué)校道路的建議"
    assert page.proposal.proposers == ("鐘學(xué)文",)


def test_romanisation_in_a_receipt_leaves_it_apart_from_the_answer() -> None:
    page = read(
        salutation="",
        receipt="王平代表： 您提出的《關于修建學(xué)校道路的建議》收悉，現(xiàn)答復(fù)如下： 我縣高度重視道路。",
        tail=(),
    )
    assert (page.proposal.proposers, page.proposal.title) == (("王平",), "關于修建學(xué)校道路的建議")


def test_romanisation_leaves_the_sentences_where_they_are() -> None:
    text = "關(guān)于第12號建議的答復(fù)\n王平代表：\n您的建議收悉，現(xiàn)答復(fù)如下：\n我局已建成公園3座。\n"
    sentences = annotate(Document("page.txt", text)).sentences
    assert [text[one.start : one.end] for one in sentences if not one.furniture] == ["我局已建成公園3座。"]


@pytest.mark.parametrize(
    ("head", "title", "tail", "issuer"),
    [
        ("来源：青岚区人民政府文字大小：大 中 小", TITLE, (), "青岚区人民政府"),
        ("发文机关：青岚市水利局", TITLE, (), "青岚市水利局"),
        ("办理部门 市水利局 处理状态 已办结", TITLE, (), "市水利局"),
        ("来源：机关党委", TITLE, (), ""),
        ("来源：政府办公室\n主办单位：公安局", TITLE, (), "公安局"),
        ("发布机构：政府办", TITLE, (), "政府办"),
        ("发布机构：****水利局", TITLE, (), "****水利局"),
        ("**来源：**市水利局", TITLE, (), "市水利局"),
        ("青岚县人民政府\n来源：县水利局", TITLE, (), "县水利局"),
        ("青岚州北河县水利局\n来源：北河县水利局", TITLE, (), "青岚州北河县水利局"),
        ("", f"2024年度青岚市水利局{TITLE}", (), "青岚市水利局"),
        ("", f"名称：|青水复〔2024〕12号——青岚市水利局{TITLE}", (), "青岚市水利局"),
        ("", TITLE, ("主办单位：青岚区人民政府",), "青岚区人民政府"),
        ("来源：区水利局", TITLE, ("主办单位：青岚区人民政府",), "区水利局"),
        ("", TITLE, ("主办单位：青岚区人民政府办公室",), ""),
        ("", TITLE, ("（青岚市水利局）", DAY), "青岚市水利局"),
        ("", TITLE, ("联系人姓名及电话：孙平 15900000000 青岚市水利局 2024年",), "青岚市水利局"),
        ("", TITLE, ("青岚大学", DAY), "青岚大学"),
        ("", TITLE, ("直接经办人：赵明", DAY), ""),
        ("", TITLE, ("承办单位：青岚市水利局 联系电话：0571-5550123",), "青岚市水利局"),
        ("发布者：赵明 作者：市水利局", TITLE, (), "市水利局"),
        ("发布机构：市水利局关 键 词：提案", TITLE, (), "市水利局"),
        ("", TITLE, ("承办单位：北河园区主办、区规划局、交通局协办",), ""),
        ("", TITLE, ("下载sh_某某体育官网_app水利局", DAY), "下载sh_某某体育官网_app水利局"),
        ("", "青岚市水利局办理县人大四次会议第44号建议的答复", (), "青岚市水利局"),
        ("", TITLE, ("联系电话：0571-5550123 青岚市水利局 2024年6月18日 |",), "青岚市水利局"),
        ("来源：市水利局", TITLE, (DAY, "主办：青岚县人民政府 承办：青岚县人民政府办公室"), "市水利局"),
        ("来源：市水利局", TITLE, (DAY, "青岚县人民政府办公室主办青岚县大数据局承办"), "市水利局"),
        ("", TITLE, ("??青岚市水利局", f"?? ? {DAY}"), "青岚市水利局"),
    ],
)
def test_the_issuer_is_the_body_that_wrote_and_not_the_host(
    head: str, title: str, tail: tuple[str, ...], issuer: str
) -> None:
    assert read(head, title=title, tail=tail).reply.issuer == issuer


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("青水函〔202412号", "青水函〔202412号"),
        ("青水函〔2024112", "青水函〔2024112"),
        ("  青机编议字20242 ", "青机编议字20242"),
        ("青交办议〔2024〕6", "青交办议〔2024〕6"),
        ("青水函〔202412 B)类", "青水函〔202412"),
        ("青教函2024-12", "青教函2024-12"),
        ("青 教 函 〔2024〕 12 号", "青教函〔2024〕12号"),
        ("发文字号：\n青绿容\n〔2024〕\n44号", "青绿容〔2024〕44号"),
        ("青岚市教育局\n〔2024〕12号", "〔2024〕12号"),
        ("[2024]青政复函 3号(A类)", "[2024]青政复函3号"),
        ("青政建议复2024〕1号B类", "青政建议复2024〕1号"),
        ("发文字号：〔2024〕18号", "〔2024〕18号"),
        ("发文字号：〔2024〕18号\n新水提〔2024〕18号", "新水提〔2024〕18号"),
        (
            "索引号：1122/2024-00001 公开范围：公开 发布机构：青岚县政府办 失效日期： 发文字号：青水复〔2024〕11号",
            "青水复〔2024〕11号",
        ),
        ("青教提字 〔 20 24 〕 12 号      签发人：王木", "青教提字〔2024〕12号"),
        (
            "索引号：1122/2024-01 公开方式：主动 著录日期：2024年06月18日 关键词： 栏目： 文  号:青水复〔2024〕11号",
            "青水复〔2024〕11号",
        ),
        ("根据青政发〔2024〕6号", ""),
    ],
)
def test_a_document_number_is_read_with_what_the_page_left_of_it(line: str, number: str) -> None:
    assert read(line).reply.document_number == number


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("索 引 号：005255053/2024-00028主题分类：政协提案", "005255053/2024-00028"),
        ("- 索引号\n- 01525724-7/20240808-00010", "01525724-7/20240808-00010"),
        ("号: qls021-/2024-1203040 信息分类: 水利", "qls021-/2024-1203040"),
        ("文号： 索引号：4884", "4884"),
        ("索引号： 000014349 / 2024-00001", "000014349 / 2024-00001"),
        ("索引码：QL-2024-0012", "QL-2024-0012"),
        ("索引号： 主题分类：水利", ""),
    ],
)
def test_an_index_number_ends_where_the_next_label_begins(line: str, number: str) -> None:
    assert read(line).reply.index_number == number


@pytest.mark.parametrize(
    ("line", "letter"), [("办复结果：A", "A"), ("办理情况：B（正在解决）", "B"), ("办理情况 B超已购置", "")]
)
def test_a_class_stands_behind_what_became_of_the_proposal(line: str, letter: str) -> None:
    assert read(line).reply.handling_class == letter


@pytest.mark.parametrize(
    ("title", "letter"),
    [
        ("关于市政协三届二次会议第12号（B类050号）提案的答复", ""),
        ("关于市政协三届二次会议第12号（D类24号）提案的答复", ""),
        ("关于市政协三届二次会议第12号提案的答复函 B", "B"),
    ],
)
def test_the_class_of_a_proposal_is_not_the_reply_s(title: str, letter: str) -> None:
    assert read(title=title).reply.handling_class == letter


@pytest.mark.parametrize(
    ("tail", "day"),
    [
        (("青岚市水利局", "20246月14"), "2024-06-14"),
        (("附件：1.会议纪要（第1期，2013年5月21日）", "青岚市水利局", DAY), "2024-06-18"),
        ((DAY, "青岚市水利局", "（联系人：赵明）"), "2024-06-18"),
        ((DAY, "青岚市水利局", "地址：中山路1号", "邮编：123456", "2024年7月2日"), "2024-06-18"),
    ],
)
def test_a_letter_is_dated_beside_its_signature(tail: tuple[str, ...], day: str) -> None:
    assert read(tail=tail).reply.issued_on == day


def test_days_that_say_what_they_are_of() -> None:
    assert read("发布日期：20240620", tail=()).reply.published_on == "2024-06-20"
    assert read("发布日期：20241320", tail=()).reply.published_on == ""
    assert read("签发日期 2024-06-17 发布日期 2024-07-01", tail=()).reply.issued_on == "2024-06-17"
    assert read("提交日期：2024-01-16", tail=()).reply.issued_on == ""


@pytest.mark.parametrize(
    ("head", "receipt", "lead", "partners"),
    [
        (
            "",
            "您的提案收悉，我局会同商务部、体育总局进行了认真研究，现答复如下：",
            "",
            ("商务部", "体育总局"),
        ),
        ("", "您的提案收悉，结合省康养产业推进小组办公室的意见，现答复如下：", "", ("省康养产业推进小组办公室",)),
        ("", "您的提案收悉，综合州委老干部局的意见，现答复如下：", "", ("州委老干部局",)),
        ("", "您的提案收悉。经会商协办单位区城管局，认真研究办理，现答复如下：", "", ("区城管局",)),
        ("", "您的提案经转区住建局研究办理，现答复如下：", "", ("区住建局",)),
        ("", "您的提案已转由我局主办、北河市人民政府协办，现答复如下：", "青岚市教育局", ("北河市人民政府",)),
        ("主办单位(分办单位)：| 科技厅 | 协办单位：| 省财政厅 |", RECEIPT, "科技厅", ("省财政厅",)),
        ("承办单位：主办：住建局 协办：\n答复日期：2024-06-22", RECEIPT, "住建局", ()),
        (
            "",
            "您的提案收悉，经会同市公安局、市水利局等部门和各区人民政府研究，现答复如下：",
            "",
            ("市公安局", "市水利局"),
        ),
        ("", "您的提案收悉，结合我市实际，现答复如下：", "", ()),
    ],
)
def test_those_who_took_part_are_named_in_the_letter_s_own_ways(
    head: str, receipt: str, lead: str, partners: tuple[str, ...]
) -> None:
    reply = read(head, receipt=receipt, body=BODY, tail=SIGNED).reply
    assert (reply.lead_body, reply.co_bodies) == (lead, partners)


@pytest.mark.parametrize(("gap", "written", "published"), [(0, True, True), (4, True, True), (5, False, False)])
def test_a_label_and_its_day_are_four_characters_apart_at_most(gap: int, written: bool, published: bool) -> None:
    told = read(f"成文日期：{'某' * gap}2024-06-12", tail=("青岚市教育局",)).reply
    assert told.issued_on == "2024-06-12" * written
    told = read(f"发布日期：{'某' * gap}2024-06-20", tail=("青岚市教育局",)).reply
    assert told.published_on == "2024-06-20" * published


def test_a_publisher_keeps_the_brackets_behind_its_name() -> None:
    page = read("发布机构：青岚县水利局(本级)", title="关于第12号提案的答复", tail=())
    assert page.reply.issuer == "青岚县水利局(本级)"
    page = read("发布机构：青岚县水利局)", title="关于第12号提案的答复", tail=())
    assert page.reply.issuer == "青岚县水利局"


@pytest.mark.parametrize(("others", "letter"), [(116, "A"), (117, "")])
def test_a_line_that_tells_the_class_has_a_hundred_and_twenty_characters(others: int, letter: str) -> None:
    for line in (f"类别：A{'某' * others}", f"{'某' * others}类别：A"):
        assert read(line).reply.handling_class == letter
