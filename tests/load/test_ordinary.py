"""Characters that only look like those of a text, and those that only the font of its author can show."""

from __future__ import annotations

import json

import pytest

from summarise.load import load_bytes
from summarise.load.collection import form_of, members_of


def test_radicals_and_compatibility_forms_become_the_characters_that_they_look_like() -> None:
    assert load_bytes("王⼩明委员：到2027年6⽉底前完⼯，⻓度不變，樂⾒其成。".encode(), "a.txt").text == (
        "王小明委员：到2027年6月底前完工，长度不變，樂見其成。"
    )


@pytest.mark.parametrize("text", ["新\ue123学校12所。", "新建学校1\ue0452所。", "由\U000f0012山镇实施。"])
@pytest.mark.parametrize("page", ["{}", "<html><body><p>{}</p></body></html>"])
def test_a_sign_within_words_that_only_a_font_shows_is_told(text: str, page: str) -> None:
    (told,) = load_bytes(page.format(text).encode(), "a.txt").caveats
    assert "□" in told.message


@pytest.mark.parametrize("text", ["\uf0d8加大投入。", "查看更多\ue600", "\ue600 一、下一步"])
def test_a_bullet_or_a_sign_of_a_page_is_not_told(text: str) -> None:
    assert load_bytes(text.encode(), "a.txt").caveats == ()


def test_a_page_whose_tags_a_program_wrote_as_words_is_a_page() -> None:
    page = "&lt;p&gt;王小明委员：&lt;/p&gt;&lt;p&gt;您的提案收悉。&amp;nbsp;现答复如下：&lt;/p&gt;"
    data = json.dumps([{"id": "1", "content": page}, {"id": "2", "content": "若 a &lt; b，则不改。"}]).encode()
    contents = [member.content for member in members_of(data, "a.json", "json").members]
    assert [load_bytes(content, "a").text for content in contents if isinstance(content, bytes)] == [
        "王小明委员：\n您的提案收悉。 现答复如下：",
        "若 a &lt; b，则不改。",
    ]


def test_a_letter_that_a_mail_quotes_is_read_without_the_marks() -> None:
    letter = "王小明委员：\n您的提案收悉。现答复如下：\n增速>5%，一条线以下：\n> 不变。"
    quoted = "\n".join(f"> > {line}" for line in letter.split("\n"))
    assert load_bytes(f"Subject: a\nMIME-Version: 1.0\n\n{quoted}\n".encode(), "a.eml").text.startswith(
        "王小明委员：\n您的提案收悉。现答复如下：\n增速>5%"
    )


@pytest.mark.parametrize(
    ("set_apart", "plain"),
    [
        ("二 〇 二 六 年 三 月 九 日", "二〇二六年三月九日"),
        ("2 0 2 6 年 3 月 9 日", "2026年3月9日"),
        ("石\u3000泉\u3000县\u3000水\u3000利\u3000局", "石泉县水利局"),
        ("二、下 一 步 打 算", "二、下一步打算"),
        ("（一）加 强 管 网 养 护", "（一）加强管网养护"),
        ("到 2 0 2 7 年 ， 建 成 水 厂 1 2 座 。", "到2027年，建成水厂12座。"),
        ("（一）管网。 年 内 改 造 3 5 公 里 ， 投 资 1.2 亿 元 。", "（一）管网。 年内改造35公里，投资1.2亿元。"),
    ],
)
def test_words_that_are_set_letter_by_letter_are_words(set_apart: str, plain: str) -> None:
    assert load_bytes(set_apart.encode(), "a.txt").text == plain


@pytest.mark.parametrize(
    "text", ["2026 年 3 月 9 日", "1 2 3 4 5 6 7 8", "甲 | 乙 | 丙 | 丁 | 戊", "字号： 大 中 小", "共 12 35 处 和 8 处"]
)
def test_blanks_around_figures_and_between_things_stay(text: str) -> None:
    assert load_bytes(text.encode(), "a.txt").text == text


def test_a_mail_of_three_characters_is_read_as_its_head_names_it() -> None:
    letter = "王小明委员：\n您的提案收悉。现答复如下：\n增速达到5%。".encode("gb18030")
    parts = b"".join(
        b"--x\nContent-Type: text/plain; charset=gbk\n" + head + b"\n" + body + b"\n"
        for head, body in (
            (b"", "见附件".encode("gbk")),
            (b"Content-Disposition: attachment; filename=a.txt\n", letter),
        )
    )
    data = b"From: a\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n" + parts + b"--x--\n"
    assert [member.name for member in members_of(data, "a.eml", "mail").members] == ["a.txt"]


@pytest.mark.parametrize("around", ["callback({});", "/**/ jQuery1_2( {} )", "var list = {};\n", "{}"])
def test_json_that_a_script_calls_or_names_is_json(around: str) -> None:
    rows = [{"id": n, "content": f"<p>王小明委员：</p><p>您的第{n}号提案收悉，现答复如下。</p>"} for n in (5, 6)]
    data = around.format(json.dumps(rows)).encode()
    assert form_of(data, "a.js") == "json"
    assert [
        load_bytes(m.content, "a").text
        for m in members_of(data, "a.js", "json").members
        if isinstance(m.content, bytes)
    ] == [f"王小明委员：\n您的第{n}号提案收悉，现答复如下。" for n in (5, 6)]
