from __future__ import annotations

import pytest

from summarise.annotate import annotate
from summarise.annotated import AnnotatedDocument
from summarise.document import Document

TITLE = "关于市政协十届三次会议第12号提案的答复"
FACT = "我局已在东湖片区建成口袋公园三座，受到周边居民欢迎。"
PLAN = "下一步，我局将继续推进公园建设，年内再建两座。"


def _read(*lines: str) -> AnnotatedDocument:
    return annotate(Document("case", "\n".join(lines)))


def _body(read: AnnotatedDocument) -> list[str]:
    return [read.quote(s) for s in read.sentences if not s.furniture and not s.proposal]


@pytest.mark.parametrize(
    "salutation",
    [
        "王某委员：",
        "尊敬的王某、李某代表:",
        "王某等3名代表：",
        "农工党江东区委会：",
        "尊敬的王**委员：您好！",
        "市政协提案委：",
    ],
)
@pytest.mark.parametrize(
    "receipt",
    [
        "您提出的《关于建设公园的建议》收悉，现答复如下：",
        "您在市政协十届三次会议上提出的“关于建设公园的提案”已收悉。现将办理情况答复如下：",
        "您提出的关于建设公园的建议（第0012号）已交由我局办理，经商市财政局，现函复如下：",
    ],
)
def test_salutation_and_receipt_are_furniture(salutation: str, receipt: str) -> None:
    assert _body(_read(TITLE, salutation, receipt, FACT, PLAN, "江东区园林局", "2024年5月20日")) == [FACT, PLAN]


@pytest.mark.parametrize(
    "closing",
    [
        "感谢您对我区园林工作的关心和支持！",
        "特此函复。",
        "专此答复。",
        "以上答复如有不满意之处，请及时反馈。",
        "联系人：赵某，联系电话：0575-87654321",
        "（联系人：赵某，电话：0575-87654321）",
        "抄送：区政协提案委，区政府办公室。",
        "附件：1. 办理情况征求意见表",
        "江东区园林局",
        "【打印】【关闭】",
        "上一篇：关于区政协第11号提案的答复",
    ],
)
def test_the_letter_ends_before_its_close(closing: str) -> None:
    tail = [closing, "江东区园林局", "2024年5月20日"]
    assert _body(_read(TITLE, "王某委员：", "您的提案收悉，现答复如下：", FACT, PLAN, *tail)) == [FACT, PLAN]


def test_thanks_between_receipt_and_answer_are_furniture() -> None:
    read = _read(TITLE, "王某委员：", "您的提案收悉，现答复如下：", "首先，感谢您对园林工作的关心。", FACT, PLAN)
    assert _body(read) == [FACT, PLAN]


def test_thanks_that_announce_the_work_are_of_the_letter() -> None:
    thanks = "感谢您对园林工作的关心，我们接受建议，做好以下工作："
    read = _read(TITLE, "王某委员：", "您的提案收悉，现答复如下：", thanks, FACT, PLAN)
    assert _body(read) == [thanks, FACT, PLAN]


def test_a_letter_without_salutation_begins_with_its_first_sentence() -> None:
    assert _body(_read(TITLE, "发布时间：2024-05-20", FACT, PLAN)) == [FACT, PLAN]


def test_navigation_and_widgets_are_furniture() -> None:
    read = _read(
        "首页 > 政务公开 > 建议提案", TITLE, "字体：[大 中 小] 浏览次数：128", "王某委员：",
        "您的提案收悉，现答复如下：", FACT, PLAN, "江东区园林局", "2024年5月20日",
        "扫一扫在手机打开当前页", "主办单位：江东区人民政府办公室 网站标识码：3300000000",
    )  # fmt: skip
    assert _body(read) == [FACT, PLAN]


def test_a_letter_in_one_line_is_parted_from_its_salutation() -> None:
    line = "王某委员：您提出的关于建设公园的建议收悉，现答复如下：" + FACT + PLAN
    assert _body(_read(TITLE, line)) == [FACT, PLAN]


def test_line_breaks_of_markup_part_the_letter() -> None:
    text = f"{TITLE}<br>王某委员：<br>您的提案收悉，现答复如下：<br>{FACT}<br>{PLAN}"
    assert _body(_read(text)) == [FACT, PLAN]


@pytest.mark.parametrize("label", ["提案内容：", "【建议内容】", "案由：", "建议办法："])
def test_the_proposal_s_text_printed_first_is_the_proposal_s(label: str) -> None:
    wish = "目前东湖片区公园偏少，建议尽快新建公园十座，满足居民休闲需要，提升城市形象。"
    read = _read(TITLE, label, wish, "答复意见：", "王某委员：", "您的提案收悉，现答复如下：", FACT, PLAN)
    assert [read.quote(s) for s in read.sentences if s.proposal] == [wish]
    assert _body(read) == [FACT, PLAN]


def test_a_signature_in_the_middle_of_a_sentence_does_not_end_the_letter() -> None:
    more = "此项工作由江东区园林局会同江东区财政局共同实施，资金纳入年度预算统筹安排。"
    read = _read(TITLE, "王某委员：", "您的提案收悉，现答复如下：", FACT, more, PLAN)
    assert _body(read) == [FACT, more, PLAN]


@pytest.mark.parametrize("text", ["", "\n\n", "。", "关于", "2024年5月20日"])
def test_a_page_without_a_letter_is_read_without_complaint(text: str) -> None:
    assert _read(text).quantities == ()


def test_another_received_behind_the_lead_in_is_the_answers_own() -> None:
    first = "因该路段在生态红线内，规划暂不允许拓宽，我局已另设会车道三处。"
    handled = "收到建议后，我局组织交警部门进行现场勘查，认为不宜增设红绿灯。"
    read = _read(TITLE, "王某委员：", "您提出的《关于建设公园的提案》收悉，现答复如下：", first, handled, FACT)
    assert _body(read) == [first, handled, FACT]


@pytest.mark.parametrize("label", ["答复:", "答复意见：", "【回复】："])
def test_an_answer_on_the_line_of_its_label_is_the_body(label: str) -> None:
    form = ["名称：关于建设公园的建议", "提案者：江东区第三组", "承办单位：市园林局", f"{label}{FACT}", PLAN]
    read = _read("【提案12】建设口袋公园", "2019年3月8日 14:48", *form, "办理情况：B", "满意程度：满意")
    assert f"{label}{FACT}" in _body(read)
    assert PLAN in _body(read)
    assert "承办单位：市园林局" not in _body(read)


@pytest.mark.parametrize(
    "line",
    [
        "我局已在微信公众号、微博上公布开园时间，日均查询900次",
        "年内将上线手机客户端，注册的游客可预约12座公园",
        "全区公园免费开放，计划关闭违规摊点30处",
    ],
)
def test_a_sentence_without_its_stop_is_no_part_of_the_page(line: str) -> None:
    assert _body(_read(TITLE, "王某委员：", "您提出的建议收悉，现答复如下：", FACT, line, PLAN)) == [FACT, line, PLAN]


@pytest.mark.parametrize(
    "line",
    [
        "欢迎关注我区政府网站官方微信、微博，获取更多便民信息",
        "打开微信，点击底部的“发现”，使用“扫一扫”即可将网页分享至朋友圈",
        "关注官方微信、微博，及时获取信息公开的内容",
    ],
)
def test_an_invitation_of_the_page_is_no_sentence_of_the_letter(line: str) -> None:
    assert _body(_read(TITLE, "王某委员：", "您提出的建议收悉，现答复如下：", FACT, line, PLAN)) == [FACT, PLAN]


@pytest.mark.parametrize("words", ["更多", "展开", "收起", "全文", "展开全文", "查看更多", "新增", "推进"])
def test_words_of_a_button_below_a_plan_are_no_sentence_of_the_letter(words: str) -> None:
    lines = ["王某委员：", "您提出的提案收悉，现答复如下：", FACT, "二、下一步工作", "我局将修缮渡口6处。", words]
    body = _body(_read(TITLE, *lines, "感谢您的关心和支持。"))
    assert body == [FACT, "二、下一步工作", "我局将修缮渡口6处。"]
