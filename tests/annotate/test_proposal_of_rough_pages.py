"""What rough pages say of the proposal: in forms, in a salutation of their own, in shortened or overlong names."""

from __future__ import annotations

import pytest

from summarise.annotate import annotate
from summarise.document import Document
from tests.support.header_page import RECEIPT, TITLE, read


@pytest.mark.parametrize(
    ("title", "receipt", "named"),
    [
        (TITLE, "您提出的提案《从人才角度看青岚招商的新方向》收悉，现答复如下：", "从人才角度看青岚招商的新方向"),
        (TITLE, "您领衔提出的《提高护林员意外保险额度》收悉，现答复如下：", "提高护林员意外保险额度"),
        (
            TITLE,
            "你们提出的请求加强北河村基层阵地建设的议案，已交我局办理，现答复如下：",
            "请求加强北河村基层阵地建设的议案",
        ),
        (TITLE, "您提出的第2031207号关于改造码头，方便装卸的建议的提案收悉，现答复如下：", ""),
        (TITLE, "您提出的第2031207号关于推进码头建设的建议收悉，现答复如下：", "关于推进码头建设的建议"),
        (TITLE, "您提出的关于加固南闸堤岸和栏杆的意见建议，已收悉，现答复如下：", "关于加固南闸堤岸和栏杆的意见建议"),
        (
            TITLE,
            "您提出的：修复金溪渠道的建议收悉，《：修复金溪渠道的建议》交我局办理，现答复如下：",
            "修复金溪渠道的建议",
        ),
        (TITLE, "您提出的关于 加强北河 治理的建议 的提案 已 收悉。现答复如下：", "关于加强北河治理的建议"),
        (TITLE, "您提出的《365某某博彩：修复金溪渠道的建议》收悉，现答复如下：", "修复金溪渠道的建议"),
        (
            TITLE,
            "您提出的《某某体育_某某体育app-【官网下载】给渡口配齐救生员的建议》收悉，现答复如下：",
            "给渡口配齐救生员的建议",
        ),
        (
            "关于青岚码头货物乱放，船只抢泊，装卸无序，噪声扰民，尤其是鱼汛时节更加突出等问题的建议的答复",
            "您的建议收悉，现答复如下：",
            "关于青岚码头货物乱放，船只抢泊，装卸无序，噪声扰民，尤其是鱼汛时节更加突出等问题的建议",
        ),
        (TITLE, "您关于改善北河交通的建议收悉，现答复如下：", "关于改善北河交通的建议"),
        (TITLE, "感谢您的关心，现将您关于改善北河交通的建议回复如下。", "关于改善北河交通的建议"),
        (TITLE, "关于改善北河交通的提案（12号）已经交由我局办理，现答复如下：", "关于改善北河交通的提案"),
        (TITLE, "您的关于改善北河交通的提案收悉，现答复如下：", "关于改善北河交通的提案"),
        (TITLE, "您提交的“改善北河交通”的提案收悉，现答复如下：", "改善北河交通"),
        (TITLE, "您提出的进一步改善北河交通的建议，我局高度重视，现答复如下：", "进一步改善北河交通的建议"),
        (TITLE, "您所提意见建议收到，依照《青岚市渡口管理规定》，现答复如下：", ""),
        (TITLE, "您的提案收悉，按照《青岚市城市规划条例》，现答复如下：", ""),
    ],
)
def test_the_title_is_what_was_proposed_and_no_document_that_is_relied_on(title: str, receipt: str, named: str) -> None:
    assert read(title=title, receipt=receipt).proposal.title == named


@pytest.mark.parametrize(
    ("title", "topic"),
    [
        ("关于北河一中教师职称晋升的建议案", "北河一中教师职称晋升"),
        ("关于渡口管理存在问题及建议", "渡口管理存在问题"),
        ("关于设立“东河试点市”的提案", "设立“东河试点市”"),
        ("关于“东河试点市”的提案", "东河试点市"),
    ],
)
def test_a_topic_has_no_left_overs_of_its_frame(title: str, topic: str) -> None:
    assert read(receipt=f"您提出的《{title}》收悉，现答复如下：").proposal.topic == topic


def test_a_sentence_of_the_proposal_is_no_title_of_the_reply() -> None:
    page = read(
        "一是开展“智能厨房建设”试点。二是坚持并重。",
        title="答复情况",
        salutation="",
        receipt="我局将按照《食堂监督办法》落实，新建食堂由教育局规划，校方负责。",
    )
    assert page.proposal.title == ""


@pytest.mark.parametrize("label", ["标题：", "标 题: ", "题目：", "案由：", "建议标题\n", "名称：| "])
def test_a_form_tells_the_title(label: str) -> None:
    page = read(f"{label}关于增设社区岗位的建议", title="关于第12号建议的答复", receipt="您的建议收悉，现答复如下：")
    assert page.proposal.title == "关于增设社区岗位的建议"


def test_a_form_s_title_of_a_reply_is_not_the_proposal_s() -> None:
    page = read("标题：关于第12号建议的答复", title="关于第12号建议的答复", receipt="您的建议收悉，现答复如下：")
    assert page.proposal.title == ""


def test_a_title_set_with_spaces_keeps_its_script() -> None:
    page = read(receipt="您提出的《關於建設東河公園 提升市容的建議》收悉，現答復如下：")
    assert page.proposal.title == "關於建設東河公園提升市容的建議"


@pytest.mark.parametrize(
    ("salutation", "names"),
    [
        ("• 王平委员：", ("王平",)),
        ("尊敬王平委员：", ("王平",)),
        ("尊敬地李万、刘 妍、安慧君委员：", ("李万", "刘妍", "安慧君")),
        ("王平领衔代表：", ("王平",)),
        ("刘燕并陈红、高袁代表：", ("刘燕", "陈红", "高袁")),
        ("XX代表：", ()),
        ("***委员：", ()),
        ("北河乡委员小组：", ("北河乡委员小组",)),
        ("驻温泉委员联络组：", ("驻温泉委员联络组",)),
        ("苏村代表团：", ("苏村代表团",)),
        ("县政协社会和法制委员会：", ("县政协社会和法制委员会",)),
        ("孙志、王晓欧：", ("孙志", "王晓欧")),
        ("王平代表等10人：", ("王平",)),
        ("尊敬的王平副主席：", ("王平",)),
        ("市政协王平委员：", ("王平",)),
        ("市政协提案委员会：", ("市政协提案委员会",)),
        ("王平代表，你好：", ("王平",)),
        ("王平委员并转李木委员：", ("王平", "李木")),
        ("致公党青岚总支：", ("致公党青岚总支",)),
        ("北河镇人大主席团：", ("北河镇人大主席团",)),
    ],
)
def test_those_addressed_are_named_as_they_are(salutation: str, names: tuple[str, ...]) -> None:
    assert read(salutation=salutation).proposal.proposers == names


def test_a_line_of_names_without_a_receipt_addresses_nobody() -> None:
    page = read(salutation="孙志、王晓欧：", receipt="提案第12号已收悉，现答复如下：")
    assert page.proposal.proposers == ()


@pytest.mark.parametrize(
    ("head", "names"),
    [
        ("提案人：吴晓 | 联名人：李木", ("吴晓", "李木")),
        ("提 案 者: 吴晓", ("吴晓",)),
        ("提案人\n吴晓等10人\n所在团", ("吴晓",)),
        ("建议人: 吴晓", ("吴晓",)),
        ("提建议代表：吴晓、李木", ("吴晓", "李木")),
        ("提案者：民盟青岚总支", ("民盟青岚总支",)),
        ("提案人：蒋**", ("蒋**",)),
        ("提案人：\n提案日期：2024-03-01", ()),
    ],
)
def test_a_form_names_those_whom_nobody_addresses(head: str, names: tuple[str, ...]) -> None:
    page = read(head, salutation="", receipt="第12号提案已收悉，现答复如下：")
    assert page.proposal.proposers == names


def test_a_form_names_those_whom_the_salutation_counts() -> None:
    page = read("代表姓名：马文、秦美、刘喜", salutation="马文等3位代表：")
    assert page.proposal.proposers == ("马文", "秦美", "刘喜")
    assert read("代表姓名：马文、秦美", salutation="刘喜等3位代表：").proposal.proposers == ("刘喜",)
    assert read("提出人：马文、秦美", salutation="马文代表：").proposal.proposers == ("马文", "秦美")


def test_a_label_of_a_form_is_nobody_s_name() -> None:
    assert read(
        "代表姓名：马文", salutation="办理结果：", receipt="您好，您提出的建议收悉，现答复如下："
    ).proposal.proposers == ("马文",)


@pytest.mark.parametrize(
    ("receipt", "names"),
    [
        ("根据陈兰代表《关于增设岗位的建议》，现答复如下：", ("陈兰",)),
        ("市六届人大二次会议上，陈茹、杨一帆、杨青代表提出的建议收悉，现答复如下：", ("陈茹", "杨一帆", "杨青")),
        ("我局对省人大代表陈燕委员联名提出的建议的办理意见答复如下：", ("陈燕",)),
    ],
)
def test_the_opening_names_those_whom_nobody_addresses(receipt: str, names: tuple[str, ...]) -> None:
    assert read(salutation="", receipt=receipt).proposal.proposers == names


@pytest.mark.parametrize("salutation", ["市文化和旅游局：", "北河街道：", "北河镇：", "市高速公路指挥部办公室："])
def test_a_body_that_is_to_answer_has_proposed_nothing(salutation: str) -> None:
    page = read(salutation=salutation, receipt="第22号建议收悉，现将会办意见函告如下，请一并答复代表。现答复如下：")
    assert page.proposal.proposers == ()


@pytest.mark.parametrize(
    ("title", "session"),
    [
        ("青岚县水利局关于办理县二十一届人大二次会议第97号建议的答复", "县二十一届人大二次会议"),
        ("2031年青岚自治县十六届政协第五次会议第8号提案的答复", "青岚自治县十六届政协第五次会议"),
        ("青岚市应急局关于青岚市第二十四届人民代表大会第20316043号建议的答复", "青岚市第二十四届人民代表大会"),
        ("政协十九届三次《关于疏浚航道的提案》（0635号）答复", "政协十九届三次"),
        ("十三届二次第738号代表建议的答复", "十三届二次"),
        ("于都区政协三届二次会议第12号提案的答复", "于都区政协三届二次会议"),
    ],
)
def test_a_session_has_its_own_words_alone(title: str, session: str) -> None:
    assert read(title=title).proposal.session == session


def test_a_session_is_read_from_a_form_or_with_its_place() -> None:
    assert read("会议届次\n青岚市北河县十九届人大三次会议").proposal.session == "青岚市北河县十九届人大三次会议"
    page = read(
        title="关于县十七届人大四次会议第23号建议的答复",
        receipt="您在第十七届人民代表大会第四次会议上提出的建议收悉，现答复如下：",
    )
    assert page.proposal.session == "县十七届人大四次会议"


@pytest.mark.parametrize(
    ("title", "receipt", "number"),
    [
        ("关于市六届人大六次会议第B(2025)174号建议的回复", RECEIPT, "174"),
        ("对市人大三次会议第20310958号\n建 议 的 答 复", RECEIPT, "20310958"),
        ("建议(青公复)字(2024)第08号\n关于市人大建议的答复", RECEIPT, ""),
        ("对区七届人大三次会议第7-3-046号建议的答复", RECEIPT, "7-3-046"),
        (
            "关于增设渡口的建议办理情况的答复",
            "收到《关于增设渡口的建议》（自编号027号）以后，我局安排专人，现答复如下：",
            "027",
        ),
        ("关于增设渡口的建议的答复", "您提出的《关于增设渡口的建议》（〔2024〕127号）收悉，现答复如下：", "127"),
        ("关于增设渡口的建议的答复\n县政协五届一次会议\n143\n建议人：王平", RECEIPT, "143"),
    ],
)
def test_the_number_is_the_proposal_s(title: str, receipt: str, number: str) -> None:
    assert read(title=title, receipt=receipt).proposal.number == number


@pytest.mark.parametrize(
    ("title", "salutation", "receipt", "kind"),
    [
        ("关于增设岗位的建议的答复", "王平代表：", "您的提案已收悉，您领衔提出的《落实待遇》，现答复如下：", "npc"),
        ("答复", "王平代表：", "您提出的《关于加大投入的提案》收悉，现答复如下：", "cppcc"),
        ("答复", "王平委员：", "您提出的《关于加大投入的建议》收悉，现答复如下：", "cppcc"),
        ("关于中国人民政治协商会议青岚县第十届第三次会议提案的复函", "王平代表：", RECEIPT, "cppcc"),
        ("关于县人大三次会议第12号提案的答复", "王平委员：", RECEIPT, "npc"),
    ],
)
def test_congress_or_conference_is_told_by_name_before_the_words_for_proposals(
    title: str, salutation: str, receipt: str, kind: str
) -> None:
    assert read(title=title, salutation=salutation, receipt=receipt).proposal.kind == kind


def test_a_form_whose_last_line_tells_the_class_keeps_its_answer() -> None:
    lines = (
        "【提案2009】加快北河园区开发",
        "2010年3月8日 14:48",
        "名称：关于加快北河园区开发建设的建议",
        "提案者：民盟青岚总支",
        "承办单位：北河园区主办、区规划局、交通局协办",
        "答复：1、园区道路的规划方案目前正在深化，将于年内公示;2、园区供水工程由区水利局负责，已完成初步设计;",
        "办理情况：B（正在解决）",
    )
    document = annotate(Document("page.txt", "\n".join(lines) + "\n"))
    page = document.metadata
    assert (page.proposal.title, page.proposal.proposers, page.proposal.number) == (
        "关于加快北河园区开发建设的建议",
        ("民盟青岚总支",),
        "",
    )
    assert page.reply.handling_class == "B"
    assert [document.document.text[one.start : one.start + 5] for one in document.sentences if not one.furniture] == [
        "答复：1、",
        "2、园区供",
    ]


def test_the_class_behind_the_proposal_s_text_ends_it() -> None:
    page = read(
        "提案内容：\n我县山多林广，发展林下经济条件得天独厚，但种植面积不足可利用林地的一成，农户增收不到六百元。",
        "承办单位：县林业局\n办理结果：B",
        title="云山县林业局对县政协三届二次会议第66号提案的答复",
        tail=(),
    )
    assert page.reply.issuer == "云山县林业局"


@pytest.mark.parametrize(
    ("words", "topic"),
    [
        (("修" * 14, "渠" * 15), "，".join(("修" * 14, "渠" * 15))),
        (("修" * 14, "渠" * 16), "修" * 14),
        (("修" * 30, "渠"), "修" * 30),
        (("修" * 31, "渠"), "修" * 30),
    ],
)
def test_a_topic_has_at_most_thirty_characters_and_else_its_first_clause(words: tuple[str, str], topic: str) -> None:
    title = f"关于{'，'.join(words)}的提案"
    assert read(receipt=f"您提出的《{title}》收悉，现答复如下：").proposal.topic == topic


@pytest.mark.parametrize(
    ("title", "receipt", "kind"),
    [
        ("关于市政协、市人大第12号的答复", "您提出的议案收悉，现答复如下：", "npc"),
        ("关于市政协、市人大第12号的答复", "您提出的事项收悉，现答复如下：", "cppcc"),
        ("关于第12号提案的答复", "您提出的代表意见收悉，现答复如下：", "cppcc"),
        ("关于第12号的答复", "您提出的议案收悉，现答复如下：", "npc"),
        ("关于第12号的答复", "您提出的事项收悉，现答复如下：", ""),
    ],
)
def test_where_both_or_neither_is_named_the_words_for_proposals_are_counted(
    title: str, receipt: str, kind: str
) -> None:
    assert read(title=title, receipt=receipt, salutation="王平：").proposal.kind == kind
