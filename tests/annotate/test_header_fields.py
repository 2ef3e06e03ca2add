"""The fields of proposal and reply in the forms that pages give them."""

from __future__ import annotations

import re

import pytest

from summarise.annotate import annotate
from summarise.document import Document
from tests.support.header_page import SIGNED, TITLE, read


@pytest.mark.parametrize(
    ("title", "tail", "issuer"),
    [
        (f"{TITLE}-市教育局", ("2024年6月18日",), "市教育局"),
        (f"【政协提案】市教育局{TITLE}", ("2024年6月18日",), "市教育局"),
        (f"市教育局{TITLE}", ("2024年6月18日", "关于本站 | 网站声明", "青岚市人民政府"), "市教育局"),
        *((f"{body}{TITLE}", ("2024年6月18日",), body) for body in ("青岚市税务局", "青岚供电集团", "青岚师范大学")),
        (TITLE, ("青岚市教育局 青岚市公安局", "2024年6月18日"), "青岚市教育局"),
        (TITLE, ("青 岚 市 教 育 局", "2024年6月18日"), "青岚市教育局"),
    ],
)
def test_the_issuer_is_found_where_pages_put_it(title: str, tail: tuple[str, ...], issuer: str) -> None:
    assert read(title=title, tail=tail).reply.issuer == issuer


@pytest.mark.parametrize("goes_on", ["高度重视，", "根据职责", "对此逐项研究，", "目前已立项，", "将分批办理，"])
def test_an_answer_that_begins_with_the_name_of_its_body_names_the_issuer(goes_on: str) -> None:
    page = read(body=f"青岚县水利局{goes_on}近年来新修渠道3公里。", tail=("2024年6月18日",))
    assert page.reply.issuer == "青岚县水利局"


def test_the_host_of_the_page_signs_no_letter() -> None:
    page = read("来源：市教育局 发布时间：2024-06-20", tail=("2024年6月18日", "主办：青岚市人民政府办公室"))
    assert page.reply.issuer == "市教育局"
    assert read(tail=("2024年6月18日", "主办：青岚市人民政府办公室", "地址：中山路1号")).reply.issuer == ""


@pytest.mark.parametrize(
    "line",
    [
        *("青教 〔2024〕 12 号", "青教函<2024>12号", "青教建字2024-12号", "青教函2024年12号", "〔2024〕12号"),
        "青 教 函〔2024〕12号",
        *("青教主办[2024]提12号", "青教复〔2024〕号"),
    ],
)
def test_a_document_number_is_read_as_written(line: str) -> None:
    assert read(line).reply.document_number == line.replace(" ", "")


def test_the_number_of_a_proposal_is_no_document_number() -> None:
    assert read(title="关于市政协三届二次会议第〔2024〕12号提案的答复").reply.document_number == ""


@pytest.mark.parametrize(
    "line",
    [
        *("2024年06月20日发布", "发布于 2024-06-20", "发(fā)布日期：2024-06-20", "【发布日期：2024-06-20】"),
        "发布时间：2024年6月20日 点击量：35",
    ],
)
def test_the_day_of_publication_is_known_by_its_words(line: str) -> None:
    assert read(line).reply.published_on == "2024-06-20"


def test_the_day_of_publication_may_stand_below_the_letter() -> None:
    assert read(tail=(*SIGNED, "发布日期：2024-06-20")).reply.published_on == "2024-06-20"


def test_a_day_before_the_source_dates_a_letter_without_its_own() -> None:
    page = read("青岚市政府网 www.qinglan.example 2024-06-20 10:20 来源：市教育局", tail=())
    assert (page.reply.issued_on, page.reply.published_on) == ("2024-06-20", "")


@pytest.mark.parametrize(
    ("line", "letter"),
    [("类   别：B", "B"), ("[A]", "A"), ("【B1】", "B1"), ("類別：B", "B"), ("别: B", "B"), ("分类标识【D】", "D")],
)
def test_a_class_stands_in_brackets_or_behind_its_label(line: str, letter: str) -> None:
    assert read(line).reply.handling_class == letter


@pytest.mark.parametrize(
    ("line", "letter"),
    [
        ("办理结果：□A类 ☑B类 □C类", "B"),
        ("办理结果：☐A ☐B ☒C ☐D", "C"),
        ("办理结果：A类□ B类□ C类☑", "C"),
        ("类别：A（√）B（□）", "A"),
        ("办理结果：■ A类", "A"),
        ("办理结果：□A类 □B类", ""),
        ("办理结果：☑A类 ☑B类", ""),
        ("办理结果：A √B C", ""),
        ("王□代表 办理结果：B", "B"),
    ],
)
def test_the_class_is_the_one_that_is_ticked(line: str, letter: str) -> None:
    assert read(line).reply.handling_class == letter


@pytest.mark.parametrize(
    ("receipt", "partners"),
    [
        ("您提出的提案收悉，商市公安局同意，现答复如下：", ("市公安局",)),
        ("您提出的提案收悉，经综合市教育局、市公安局等会办单位意见，现答复如下：", ("市公安局",)),
        ("您提出的提案收悉。现答复如下：\n首先感谢您的关心，我局与市公安局等协办单位进行了研究。", ("市公安局",)),
        ("您提出的提案收悉，经商讨，现答复如下：", ()),
        ("您的提案收悉，经商市公安局并报市政府同意，现答复如下：", ("市公安局",)),
        ("您的提案收悉，我局联合市公安局、市民政局开展调研，现答复如下：", ("市公安局", "市民政局")),
        ("您的提案收悉，会办单位为市公安局、市民政局，现答复如下：", ("市公安局", "市民政局")),
        ("您的提案收悉。根据市公安局等单位会办意见，现答复如下：", ("市公安局",)),
        ("您的提案收悉，我局牵头，会同滨河街道办事处研究，现答复如下：", ("滨河街道办事处",)),
        ("您的提案收悉，我局会同市公安局进行了专题研究，现答复如下：", ("市公安局",)),
        (
            "您的提案收悉，由我局主办，市公安局、市交警支队会办。经研究，现答复如下：",
            ("市公安局", "市交警支队"),
        ),
    ],
)
def test_partners_are_others_than_the_issuer(receipt: str, partners: tuple[str, ...]) -> None:
    assert read(receipt=receipt).reply.co_bodies == partners


def test_the_leading_body_is_named_as_such() -> None:
    assert read(tail=("主办单位：市教育局", "办复类别：A类", "2024年6月18日")).reply.lead_body == "市教育局"
    assert read(tail=(*SIGNED, "主办单位：青岚市人民政府", "网站标识码：1234567890")).reply.lead_body == ""
    assert read("承办单位：市教育局").reply.lead_body == ""


@pytest.mark.parametrize(
    ("salutation", "names"),
    [
        ("尊敬的王平委员：您好！", ("王平",)),
        ("尊敬的市政协委员王平：", ("王平",)),
        ("致王平委员：", ("王平",)),
        ("农工党界别：", ("农工党界别",)),
        ("市工商联：", ("市工商联",)),
        ("王平委员；", ("王平",)),
        ("王平委员。", ("王平",)),
        ("王平、李木委员，", ("王平", "李木")),
    ],
)
def test_proposers_are_addressed_in_many_ways(salutation: str, names: tuple[str, ...]) -> None:
    assert read(salutation=salutation).proposal.proposers == names


@pytest.mark.parametrize(
    ("title", "receipt", "named"),
    [
        (TITLE, "您提出的<关于加强校园管理的提案>收悉，现答复如下：", "关于加强校园管理的提案"),
        (
            TITLE,
            "您提出关于“将绿岛(东区)、南苑列为示范区的提案”的提案收悉，现答复如下：",
            "关于将绿岛(东区)、南苑列为示范区的提案",
        ),
        ("关于加强校园管理的提案的答复", "您的提案收悉，现答复如下：", "关于加强校园管理的提案"),
        ("关于王平委员提案的答复", "您的提案收悉，现答复如下：", ""),
        (TITLE, "您提出的《关于加强校园管理的提案)已收悉，现答复如下：", "关于加强校园管理的提案"),
        (TITLE, "您提出的《关于加强校园管理的提案收悉，现答复如下：", "关于加强校园管理的提案"),
    ],
)
def test_the_title_of_the_proposal_is_found(title: str, receipt: str, named: str) -> None:
    assert read(title=title, receipt=receipt).proposal.title == named


def test_a_number_and_a_congress_without_a_session_are_read() -> None:
    page = read(
        "编号：12",
        title="关于人大建议的答复",
        salutation="王平代表：",
        receipt="您在青岚县第十七届人民代表大会上提出的建议收悉，现答复如下：",
    )
    assert (page.proposal.number, page.proposal.session) == ("12", "青岚县第十七届人民代表大会")


@pytest.mark.parametrize("called", ["（以下简称区住建局）", "（简称“区住建局”）", ""])
def test_a_short_name_in_brackets_hides_no_co_body(called: str) -> None:
    receipt = f"您提出的《关于电梯安全的提案》收悉。我局会同云汀区住房和城乡建设局{called}认真研究，现答复如下："
    assert read(receipt=receipt).reply.co_bodies == ("云汀区住房和城乡建设局",)


FORM = (
    "【建议标题】关于加快不动产登记办理的建议\n【建议内容】群众反映办证时间长，建议压缩到3个工作日。\n"
    "【答复内容】目前夜间窗口有2个。我局将新增窗口3个，方便群众办理。\n【答复单位】岷阳县自然资源局\n【答复时间】2023-10-11\n"
)


@pytest.mark.parametrize(
    "form", [FORM, re.sub("【(.*?)】", r"\1：", FORM), re.sub("【(答复内容)】", "【\\1】\n", FORM)]
)
def test_a_form_of_labels_gives_title_issuer_and_day(form: str) -> None:
    found = annotate(Document("form.txt", form))
    reply, proposal = found.metadata.reply, found.metadata.proposal
    assert (reply.title, reply.issuer, reply.issued_on) == ("", "岷阳县自然资源局", "2023-10-11")
    assert proposal.title == "关于加快不动产登记办理的建议"
    body = [found.quote(sentence) for sentence in found.sentences if not (sentence.furniture or sentence.proposal)]
    assert "".join(body).endswith("目前夜间窗口有2个。我局将新增窗口3个，方便群众办理。")


def test_of_two_bare_days_above_a_letter_the_first_is_that_of_writing() -> None:
    page = read("2024年06月18日", "2024年06月20日", "发布日期：2024-06-21", tail=SIGNED[:1])
    assert (page.reply.issued_on, page.reply.published_on) == ("2024-06-18", "2024-06-21")
    for other in ("2024-06-12版", "版2024-06-12"):  # the line holds a day, and is none
        assert read(other, "2024年06月18日", "2024年06月20日", tail=SIGNED[:1]).reply.issued_on == "2024-06-18"


@pytest.mark.parametrize(
    "lines",
    [
        ("青岚市教育局关于", "市政协三届二次会议", "第12号提案的答复"),
        ("关于市政协三届二次会议第12号提案会办意见", "的函"),
    ],
)
def test_a_title_of_several_lines_is_joined(lines: tuple[str, ...]) -> None:
    assert read(title="\n".join(lines)).reply.title == "".join(lines)


@pytest.mark.parametrize("above", ["类别标记：A", "签发人：王平", "（B类）", "青教函〔2024〕12号"])
def test_a_field_above_a_title_is_no_part_of_it(above: str) -> None:
    assert read(above, title="青岚市教育局\n（2024）第12号提案答复").reply.title == "青岚市教育局（2024）第12号提案答复"
