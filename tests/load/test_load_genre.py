"""What is no reply is refused with the reason; what may be one passes."""

from __future__ import annotations

import pytest

from eval.fixtures.letters import LETTERS, TRADITIONAL
from summarise.document import Document
from summarise.errors import InputError
from summarise.load import load, require_reply
from tests.support.places import ROOT, SHARED

REAL = [*sorted((ROOT / "eval" / "gold").glob("*.txt")), *sorted((SHARED / "replies").glob("*.txt"))]


def document(text: str) -> Document:
    return Document("page", text)


@pytest.mark.parametrize("letter", [*LETTERS, TRADITIONAL], ids=lambda letter: letter.name)
def test_a_letter_passes_whole_cut_off_and_without_its_head(letter: object) -> None:
    text = letter.text  # type: ignore[attr-defined]
    require_reply(document(text))
    require_reply(document(text[: len(text) // 2]))
    require_reply(document("\n".join(text.split("\n")[2:])))
    require_reply(document(text.replace("\n", " ")))


@pytest.mark.skipif(not REAL, reason="no replies are here")
def test_every_reply_of_the_gold_set_passes() -> None:
    for path in REAL:
        require_reply(load(path))


@pytest.mark.parametrize(
    "text",
    [
        "您反映的路灯问题，经与供电所协商，计划9月底前安装12盏。感谢代表的关心。",
        "关于第9号提案的答复\n您好！所提建议因涉及基本农田，暂无法实施。",
        "请见市发展改革委对第41号提案的答复，我局不再另行答复。",
        "对您所提的增设公交线路的建议，我局已开通夜间班次2条。",
        "某市教育局关于第12号建议的答复\n新增学位900个。",
        "关于增设北河公交线路的建议的答复\n北河公交公司已开通夜间班次2条，票价两元。",
        "市政府:\n碼頭工程已經立項，正在招標。以上是我局對第九屆政協第三次會議076號建議的解答。",
        "名称：加快北河园区建设\n提案者：民盟青岚总支\n答复：园区道路规划正在深化之中，今年动工。",
        "【提案内容】群众反映办证时间长。\n【答复内容】我局已增设窗口2个，一般登记压缩至5个工作日。",
        "提案标题：关于增设夜间公交的提案\n提案内容：\n建议开通夜间公交。\n答复内容：\n目前我市夜间公交线路有2条。",
        "市水務局：\n第9號代表建議(yì)會(huì)辦意見如下：由你局牽頭，加強(qiáng)溝通，爭取資金。",
    ],
)
def test_the_shortest_of_replies_pass(text: str) -> None:
    require_reply(document(text))


@pytest.mark.parametrize(
    "text",
    [
        "关于市民加装电梯建议的答复\n加装电梯须本单元三分之二以上同意，费用自理。",
        "建议标题：小区停车\n建议内容：物业加派保安。\n回复内容：\n物业公司已加派保安2名，正在施划车位。",
        "关于投资人建议的回复\n公司收到投资者提出的建议，现回复如下：公司将在2025年新建3座工厂。",
        "青岚市召开办理工作推进会\n会议听取各科室关于建议提案办理情况的汇报，要求6月底前完成全部35件建议提案的答复\n会议强调，要提高质量。",
        "关于2023年建议提案办理情况\n2023年，我局承办建议12件、提案20件，已全部办结。\n我局将进一步完善机制。",
    ],
)
def test_what_other_people_suggest_and_news_of_answers_are_no_replies(text: str) -> None:
    with pytest.raises(InputError, match="not the answer to a proposal"):
        require_reply(document(text))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("……——！！\n 。。", "empty"),
        ("404 Not Found\nnginx/1.18.0", "not_a_reply"),
        ("您访问的页面不存在或已被删除。\n返回首页", "not_a_reply"),
        ("很抱歉，您要查看的页面已删除，5秒后自动跳转到首页。", "not_a_reply"),
        ("统一身份认证平台\n请先登录后再查看提案办理系统的内容。\n用户名\n密码", "not_a_reply"),
        ("请完成安全验证\n向右滑动滑块填充拼图，完成验证后继续访问。", "not_a_reply"),
        ("Just a moment...\nEnable JavaScript and cookies to continue", "not_a_reply"),
        ("市水务局对第7号提案的答复\n市教育局对第8号提案的答复\n市民政局对第9号提案的答复", "not_a_reply"),
        ("今天的天气很好，阳光明媚，适合出门散步和野餐。晚上要下雨，出门请带上一把伞。", "not_a_reply"),
        ("Lorem ipsum dolor sit amet, consectetur adipiscing elit.", "not_a_reply"),
    ],
)
def test_what_is_certainly_no_reply_is_refused(text: str, kind: str) -> None:
    with pytest.raises(InputError, match="page") as caught:
        require_reply(document(text))
    assert caught.value.kind == kind


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            (
                "嵩屿水务集团2023年半年度报告\n各位股东：\n我谨代表董事会提出以下报告，请予审议。上半年完成投资3.4亿元。\n"
                "下半年，公司计划更换老旧管网80公里。针对监事提出的意见和问题，公司已逐条办理，办理情况良好。"
            ),
            "nobody who made a proposal is addressed",
        ),
        (
            (
                "岭东市政府工作报告\n各位代表：\n现在，我代表市人民政府，向大会报告工作，请予审议，并请市政协委员提出意见。\n"
                "过去一年，我们认真办理人大代表建议120件、政协提案98件，办复率100%。今年，我们将新增学位8000个。"
            ),
            "speaks to nobody",
        ),
        (
            (
                "市政协召开提案办理协商会\n3月5日，市政协召开提案办理协商会。委员们就停车场建设提出了意见建议，"
                "市城管局负责人介绍了办理情况。下一步，市城管局将新建停车位3000个。"
            ),
            "speaks to nobody",
        ),
        (
            (
                "# Contributing / 贡献指南\n欢迎您提出建议！收到您提出的建议和问题后，维护者会尽快回复。\n"
                "请先搜索已有的 issue，再提交 pull request，覆盖率不低于90%。我们将支持3种插件接口。感谢您的支持。"
            ),
            "software project",
        ),
        (
            (
                "对市政协第×届×次会议第×××号提案的答复（格式）\n×××委员：\n您提出的《关于……的提案》收悉，现答复如下：\n"
                "一、…………\n××市××局\n××××年××月××日\n以上各项请据实填写，并于十日内报送。"
            ),
            "form or template",
        ),
        (
            "尊敬的客户：\n您好！您反映的宽带资费问题我公司已收到，现回复如下：您的套餐为每月99元。感谢您的支持。",
            "customers",
        ),
        (
            (
                "云洲县“十四五”教育发展规划\n到2025年，新建幼儿园20所，新增学位5000个，公办园占比达到55%。\n"
                "各部门要加强协作，推进教育信息化建设工作，下一步将开展评估。"
            ),
            "no proposal was received",
        ),
    ],
)
def test_what_lacks_the_signs_of_a_letter_is_refused_with_the_sign_that_is_missing(text: str, reason: str) -> None:
    with pytest.raises(InputError, match=reason) as caught:
        require_reply(document(text))
    assert caught.value.kind == "not_a_reply"


@pytest.mark.parametrize("opening", ["", "王某代表：\n您提出的建议收悉，现答复如下：\n"])
def test_words_about_a_letter_that_is_in_another_file_are_no_reply(opening: str) -> None:
    text = f"某市教育局关于第12号建议的答复\n{opening}现将答复予以公开，感谢您的关心。\n附件：关于第12号建议的答复.pdf"
    with pytest.raises(InputError, match=r"only words about it; .*“关于第12号建议的答复\.pdf”"):
        require_reply(Document("p", text))
    require_reply(Document("p", text.replace("现将", "明年我局新建学校两所，并为农村学校配齐教师。现将")))
