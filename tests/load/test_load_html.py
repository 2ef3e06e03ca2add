"""Pages: what a reader sees comes in, what is hidden or certainly the site's stays out, and no sentence is lost."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.fixtures.letters import GARDEN, LETTERS
from eval.fixtures.pages import LAYOUTS
from summarise.load import load, load_bytes
from tests.support.counted_page import COUNTED, counted
from tests.support.places import ROOT
from tests.support.small_page import text

GOLD = sorted((ROOT / "eval" / "gold").glob("*.txt"))


def test_blocks_and_breaks_end_lines_and_source_lines_do_not() -> None:
    assert text("<div>一段\n文字<span>接</span>着<br>二段</div>三段<p>四 段</p>") == "一段文字接着\n二段\n三段\n四 段"


def test_a_row_of_data_is_one_line_and_a_row_of_a_layout_is_its_cells() -> None:
    data = "<table><tr><td>指标</td><td>目标</td><td></td></tr><tr><td>床位</td><td>65%</td></tr></table>"
    assert text(data) == "指标 | 目标\n床位 | 65%"
    layout = "<table><tr><td>左栏文字</td><td><p>第一段。</p><p>第二段。</p></td></tr></table>"
    assert text(layout) == "左栏文字\n第一段。\n第二段。"


def test_an_ordered_list_keeps_the_numbers_that_the_browser_prints() -> None:
    assert (
        text("<ol start=3><li>加强管理<li>5G基站<li>3.已有编号</ol><ul><li>无编号</ul>")
        == "3.加强管理\n4. 5G基站\n3.已有编号\n无编号"
    )


def test_preformatted_lines_stay_lines() -> None:
    assert text("<pre>一行\n  二行</pre>") == "一行\n二行"


def test_a_stray_nul_in_a_page_is_skipped() -> None:
    assert text("<p>推进\x00工作</p>") == "推进工作"


def test_entities_are_read() -> None:
    assert text("<p>A&amp;B&nbsp;&#20013;&lt;不少于&gt;</p>") == "A&B 中<不少于>"


def test_a_letter_inside_a_frame_of_its_own_is_read() -> None:
    inner = html.escape(f"<p>{GARDEN.body[3]}</p>", quote=True)
    assert GARDEN.body[3] in text(f'<iframe srcdoc="{inner}"></iframe>')


@pytest.mark.parametrize(
    "name", ["nav", "share", "footer", "print", "sidebar", "hot", "links", "comment", "search-box", "tool"]
)
def test_a_letter_in_an_element_named_like_chrome_is_kept(name: str) -> None:
    body = "".join(f"<p>{html.escape(line)}</p>" for line in GARDEN.lines)
    assert text(f'<div class="{name}" id="{name}">{body}</div>') == GARDEN.text


def test_menus_share_links_and_footers_are_left_out() -> None:
    menu = "".join(f"<li><a href=#>{t}</a></li>" for t in ("首页", "政务公开", "办事服务", "互动交流"))
    foot = "<p>主办：某某县人民政府办公室</p><p>备案号：某ICP备00000000号-1 网站标识码0000000000</p>"
    assert text(f"<ul>{menu}</ul><p>【打印】【关闭】</p><p>分享到：微信 微博</p>{foot}") == ""


def test_an_attachment_that_is_only_a_link_is_kept() -> None:
    body = "<p>附件：<a href=a>1.实施方案</a></p><p><a href=b>2.任务清单</a></p><p><a href=c>3.分工表.xls</a></p><p><a href=d>首页</a></p>"
    assert text(body) == "附件：1.实施方案\n2.任务清单\n3.分工表.xls"


def test_metadata_is_kept_and_the_widgets_in_its_line_are_not() -> None:
    line = "<p>发布日期：2024-05-06 来源：县水利局 浏览次数：88 字体：[ 大 中 小 ] 【打印】</p>"
    assert text(line) == "发布日期：2024-05-06 来源：县水利局"


@pytest.mark.parametrize(
    "line",
    [
        "（二）推荐优秀企业",
        "一是关闭污染企业12家",
        "打印材料共30份",
        "二、下载安装政务软件",
        "1.分享先进经验",
        "返回家乡创业人员名单",
    ],
)
def test_a_heading_with_a_word_that_buttons_bear_stays_whole(line: str) -> None:
    assert text(f"<p>{line}</p>") == line


def test_labels_in_neighbouring_elements_do_not_run_together() -> None:
    assert (
        text("<p><span>发布机构：县教育局</span><span>发布日期：2024-05-06</span></p>")
        == "发布机构：县教育局 发布日期：2024-05-06"
    )


LINES = st.lists(
    st.text("的一是在有和不我局将于年建成完善机制家个项，、；：（）“”0123456789%", min_size=12).map(lambda t: t + "。"),
    min_size=1,
)


@given(LINES, st.sampled_from(sorted(set(LAYOUTS) - {"lists"})))
def test_no_running_text_is_lost_whatever_stands_around_it(lines: list[str], layout: str) -> None:
    letter = type(GARDEN)(
        name="x",
        title=GARDEN.title,
        number="",
        issuer="某局",
        published="2024-01-01",
        salutation="某委员：",
        body=tuple(lines),
        signature=GARDEN.signature,
    )
    found = re.sub(r"\s", "", load_bytes(LAYOUTS[layout](letter).markup.encode(), "page").text)
    assert "".join(lines) in found


@pytest.mark.skipif(not GOLD, reason="the gold set is not here")
@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_no_sentence_of_a_gold_reply_is_lost_on_a_page(path: Path) -> None:
    # A sentence is what ends like one, so the furniture that the gold texts carry may go.
    source = load(path).text
    sentences = [s for s in re.findall(r"[^。！？\n]{15,}[。！？]", source) if "二维码" not in s]
    body = "".join(f"<p>{html.escape(line)}</p>" for line in source.split("\n") if line.strip())
    page = f"<html><body><div class=top><a href=#>首页</a></div><div class=con>{body}</div></body></html>"
    found = re.sub(r"\s", "", load_bytes(page.encode(), "page").text)
    assert [s for s in sentences if re.sub(r"[\s\u200b\ufeff]", "", s) not in found] == []


def test_every_layout_is_composed_for_every_letter() -> None:
    assert len(LAYOUTS) * len(LETTERS) >= 40


def test_counters_of_lists_in_one_another_are_joined_and_end_with_their_list() -> None:
    style = """<style>
ol{counter-reset:item;list-style:none} li{counter-increment:item} li::before{content:counters(item, ".") " "}
p.x::before{content:counters(item, "-", cjk-ideographic) "、"} h3{counter-increment:h} h3::before{content:counter(h) "．"}
</style>"""
    body = """
<ol><li>完善制度<ol><li>修订办法。</li><li>公开清单。<ol><li>逐月更新。</li></ol></li></ol></li><li>加强督查。</li></ol>
<ol><li>另行安排。</li></ol><p class="x">没有计数。</p>
<div><h3>工作目标</h3></div><div><h3>工作措施</h3></div><h3>保障</h3><h3>其他</h3>"""
    assert text(body, style).split("\n") == [
        "1 完善制度",
        "1.1 修订办法。",
        "1.2 公开清单。",
        "1.2.1 逐月更新。",
        "2 加强督查。",
        "1 另行安排。",
        "一、没有计数。",
        "1．工作目标",
        "1．工作措施",
        "1．保障",
        "2．其他",
    ]


def test_counters_of_a_style_sheet_number_headings_and_items() -> None:
    text = load_bytes(COUNTED.replace("LIST", "").encode(), "x.html").text
    assert text.split("\n")[1:] == ["一、工作情况", "（一）加强管理。", "（二）新建学校。", "二、打算"]


@pytest.mark.parametrize(
    ("markup", "numbers"),
    [
        ("<ol><li>推进</li><li>落实</li></ol>", ["1.推进", "2.落实"]),
        ("<ol start=3 type=a><li>推进</li><li value=9>落实</li></ol>", ["c.推进", "i.落实"]),
        (
            '<ol style="list-style-type:cjk-ideographic"><li>推进<ol><li>落实</li></ol></li></ol>',
            ["一、推进", "1.落实"],
        ),
        ('<ol style="list-style-type:simp-chinese-formal"><li>推进</li></ol>', ["壹、推进"]),
        ('<ol style="list-style: upper-roman inside"><li>推进</li></ol>', ["I.推进"]),
        ("<ol reversed><li>推进</li><li>落实</li></ol>", ["2.推进", "1.落实"]),
        ('<ol style="list-style:none"><li>推进</li></ol>', ["推进"]),
        ('<ol><li style="list-style:none">推进</li><li>落实</li></ol>', ["推进", "2.落实"]),
        ('<ul style="list-style-type:decimal"><li>推进</li></ul>', ["1.推进"]),
        ("<ul><li>推进</li></ul>", ["推进"]),
        ('<p><span style="display:block;float:left">三、</span>推进</p>', ["三、推进"]),
        ("<div>三、</div><p>推进</p>", ["三、推进"]),
    ],
)
def test_list_numbers_are_those_that_a_browser_shows(markup: str, numbers: list[str]) -> None:
    assert counted(markup) == numbers


@pytest.mark.parametrize(
    ("markup", "read"),
    [
        ("新建<s>200</s><del>250</del><strike>260</strike>300个", "新建300个"),
        ("新建<span style='text-decoration:line-through'>200</span><ins>300</ins>个", "新建300个"),
        ("占<math><mfrac><mn>2</mn><mn>3</mn></mfrac></math>以上", "占2/3以上"),
        ("库容<math><mn>3</mn><mo>×</mo><msup><mn>10</mn><mn>4</mn></msup></math>吨", "库容3×10^4吨"),
        ("新建20<span style='vertical-align:super'>1</span>所", "新建20所"),
        ("新建20<a href='#_ftn1'>[1]</a>所", "新建20所"),
        ("见<a href='#fj1'>附件1</a>", "见附件1"),
    ],
)
def test_struck_raised_and_formed_text_reads_as_it_is_seen(markup: str, read: str) -> None:
    assert counted(f"<p>{markup}</p>") == [read]


@pytest.mark.parametrize(
    ("style", "shown"),
    [("pre-line", True), ("pre-wrap", True), ("break-spaces", True), ("normal", False), ("nowrap", False)],
)
def test_line_ends_in_text_end_a_line_where_the_style_says_so(style: str, *, shown: bool) -> None:
    text = "新建泊位310个\n改造公厕21座"
    kept = ["新建泊位310个", "改造公厕21座"] if shown else ["新建泊位310个改造公厕21座"]
    assert counted(f"<div style='white-space:{style}'><span>{text}</span></div><p>{text}</p>")[: len(kept)] == kept
    sheet = f"<style>.c {{white-space: {style}}} .c b {{white-space: normal}}</style>"
    assert counted(f"{sheet}<div class=c>{text}</div><p>末</p>")[:-1] == kept
    assert counted(f"{sheet}<div class=c><b>{text}</b></div>") == ["新建泊位310个改造公厕21座"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_text_whose_line_ends_show_is_read_like_any_other(end: str) -> None:
    sheet = "<style>body {white-space: pre-line}</style>"
    assert counted(f"{sheet}<div>新建泊位310个{end}<b>改造公厕21座</b></div>") == ["新建泊位310个", "改造公厕21座"]
    assert counted(f"{sheet}<div>新建<bdo dir=rtl>013</bdo>个</div>") == ["新建310个"]
    menu = "".join(f"<a href='/{name}'>{name}</a>{end}" for name in ("工作动态", "公示公告", "办事指南", "下载中心"))
    assert counted(f"{sheet}<div>{menu}</div><p>末</p>") == ["末"]


def test_a_page_that_is_xml_shows_its_sections_of_characters_and_no_other_page_does() -> None:
    page = "<html{}><head><style>/*<![CDATA[*/p > b {{color: red}}/*]]>*/</style></head><body><p>新建<![CDATA[3 < 5，36]]>处。</p></body></html>"
    xml = "<?xml version='1.0'?>\n" + page.format(" xmlns='http://www.w3.org/1999/xhtml'")
    assert load_bytes(xml.encode(), "a.xhtml").text == "新建3 < 5，36处。"
    assert load_bytes(page.format("").encode(), "a.html").text == "新建处。"


@pytest.mark.parametrize(("raised", "said"), [("4", "10^4人"), ("−2", "10^-2人"), ("n", "10^n人")])
def test_what_stands_above_a_figure_in_a_formula_is_its_power(raised: str, said: str) -> None:
    formula = f"<math><msup><mn>10</mn><mn>{raised}</mn></msup></math>"
    assert said in text(f"<p>达到{formula}人。</p>")
