"""What the letter says of the proposal: its kind, number, title, topic, session and who made it."""

from __future__ import annotations

import pytest

from summarise.annotate import annotate
from summarise.document import Document
from tests.support.metadata_read import FACT, RECEIPT, TITLE, letter_with, read_lines


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
    proposal = letter_with(title, salutation=name, receipt=receipt).proposal
    assert (proposal.kind, proposal.number) == (kind, number)


@pytest.mark.parametrize(("head", "kind"), [("政协提案", "cppcc"), ("人大建议", "npc"), ("公开目录", "")])
def test_the_page_above_a_letter_tells_the_kind_that_the_letter_does_not(head: str, kind: str) -> None:
    page = read_lines(head, "关于修路一事的答复", "王某先生：", "来函收悉，现答复如下：", FACT, "江东区园林局")
    assert page.proposal.kind == kind


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
    proposal = letter_with(TITLE, receipt=receipt).proposal
    assert (proposal.title, proposal.topic) == ("关于加强口袋公园建设的建议", "加强口袋公园建设")


@pytest.mark.parametrize(
    ("receipt", "title"),
    [
        ("您提出的《关于破解“停车难”的建议》收悉，现答复如下：", "关于破解“停车难”的建议"),
        ("您提出的关于整治“飞线”充电的建议收悉，现答复如下：", "关于整治“飞线”充电的建议"),
        ("您提出的《关于破解“停车难的建议》收悉，现答复如下：", "关于破解停车难的建议"),
        ('您提出的《关于整治"飞线"充电的建议》收悉，现答复如下：', '关于整治"飞线"充电的建议'),
        ('您提出的《关于整治"飞线充电的建议》收悉，现答复如下：', "关于整治飞线充电的建议"),
    ],
)
def test_quotation_marks_inside_a_title_stay_where_each_has_its_partner(receipt: str, title: str) -> None:
    assert letter_with(TITLE, receipt=receipt).proposal.title == title


def test_the_session_is_given_as_written() -> None:
    assert letter_with(TITLE).proposal.session == "市政协十届三次会议"


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
    assert list(letter_with(TITLE, salutation=salutation).proposal.proposers) == names


@pytest.mark.parametrize(
    ("stated", "title"),
    [
        ("“关于改善口袋公园管理现状”的提案", "关于改善口袋公园管理现状"),
        ("关于加强口袋公园建设的建议", "关于加强口袋公园建设的建议"),
        ("《关于加强口袋公园建设的建议》", "关于加强口袋公园建设的建议"),
    ],
)
def test_a_title_quoted_whole_is_given_as_it_is(stated: str, title: str) -> None:
    proposal = letter_with(TITLE, receipt=f"您提出的{stated}收悉，现答复如下：").proposal
    assert proposal.title == title


def test_a_name_before_the_word_proposal_is_its_title() -> None:
    receipt = "你们提出了《石坎村滨河步道照明改造工程》的建议，交我局办理，现答复如下："
    assert letter_with(TITLE, receipt=receipt).proposal.title == "石坎村滨河步道照明改造工程"


@pytest.mark.parametrize(
    ("opening", "names"),
    [
        ("吴晓岚委员在市政协八届三次会议提出的《关于口袋公园的提案》由我局协助办理，现提出如下协办意见：", ("吴晓岚",)),
        ("现将吴晓岚、李木子委员《关于口袋公园的提案》的协办意见函复如下：", ("吴晓岚", "李木子")),
    ],
)
def test_a_letter_to_the_leading_body_names_the_proposers_itself(opening: str, names: tuple[str, ...]) -> None:
    read = read_lines(
        "关于市政协八届三次会议第112号提案的协办意见", "市民政局：", opening, FACT, "江东区园林局", "2024年5月20日"
    )
    assert read.proposal.proposers == names


@pytest.mark.parametrize("salutation", ["尊敬的林慧和委员：", "代表您好：", "**委员："])
def test_a_salutation_is_one_whatever_the_page_left_of_the_name(salutation: str) -> None:
    read = letter_with("核心提示：代表提出的建议收悉，现答复如下。", TITLE, salutation=salutation)
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
    assert letter_with(TITLE, receipt=receipt).proposal.title == title


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
    assert letter_with(TITLE, receipt=f"您提出的《{title}》收悉，现答复如下：").proposal.topic == topic


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
    assert read_lines(TITLE, *opening, FACT, "江东区园林局", "2024年5月20日").proposal.proposers == names


@pytest.mark.parametrize(("receipt", "number"), [("（16-3-45号）", "16-3-45"), ("（99号）", "99")])
def test_a_number_in_brackets_behind_the_title_is_the_proposal_s(receipt: str, number: str) -> None:
    opening = f"您提出的《关于修缮东湖旧桥的建议》{receipt}收悉，现答复如下："
    assert read_lines("王某代表：", opening, FACT, "江东区园林局").proposal.number == number


@pytest.mark.parametrize(
    ("conference", "kind"), [("县政治协商会议第十届三次会议", "cppcc"), ("县政协十届三次会议", "cppcc"), ("", "npc")]
)
def test_the_conference_is_known_by_either_of_its_names(conference: str, kind: str) -> None:
    letter = f"关于{conference}第12号建议的答复\n王小川代表：\n您提出的建议收悉，现答复如下：\n我局修缮了道路。\n"
    assert annotate(Document("letter.txt", letter)).metadata.proposal.kind == kind
