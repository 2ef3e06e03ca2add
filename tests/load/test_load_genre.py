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
    ],
)
def test_the_shortest_of_replies_pass(text: str) -> None:
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
