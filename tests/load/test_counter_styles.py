"""List numbers that a page defines itself."""

from __future__ import annotations

import pytest

from summarise.load import load_bytes
from summarise.load.counter_styles import counter_styles
from tests.support.several_letters import letter


def items(rule: str, *, start: int = 1, name: str = "own", sheet: str = "") -> list[str]:
    """The two items of a list with this number format, as the page shows them."""
    opening, *body, last = (f"<p>{line}</p>" for line in letter(3).splitlines())
    style = f"<style>@counter-style own{{{rule}}} ol{{list-style-type:{name}}}{sheet}</style>"
    listed = f"<ol start={start}><li>新开班线。</li><li>增设站点。</li></ol>"
    page = f"<!DOCTYPE html><html><head>{style}</head><body>{opening}{''.join(body)}{listed}{last}</body></html>"
    return load_bytes(page.encode(), "p").text.split("\n")[-3:-1]


@pytest.mark.parametrize(
    ("rule", "start", "shown"),
    [
        ("system:fixed;symbols:甲 乙;suffix:项：", 1, ["甲项：新开班线。", "乙项：增设站点。"]),
        ("system:fixed 5;symbols:'戊' '己';suffix:'、'", 5, ["戊、新开班线。", "己、增设站点。"]),
        ("system:cyclic;symbols:子 丑 寅;suffix:'·'", 3, ["寅·新开班线。", "子·增设站点。"]),
        ("system:extends cjk-decimal;prefix:第;suffix:款", 9, ["第九款新开班线。", "第一〇款增设站点。"]),
        ("system:extends cjk-ideographic", 3, ["三、新开班线。", "四、增设站点。"]),
        ("system:extends decimal;prefix:'（';suffix:'）'", 11, ["（11）新开班线。", "（12）增设站点。"]),
        (
            "system:numeric;symbols:〇 一 二 三 四 五 六 七 八 九;suffix:'．'",
            19,
            ["一九．新开班线。", "二〇．增设站点。"],
        ),
        ("system:alphabetic;symbols:天 地;suffix:'）'", 2, ["地）新开班线。", "天天）增设站点。"]),
        ("system:additive;additive-symbols:10 X, 5 V, 1 I;suffix:'） '", 6, ["VI）新开班线。", "VII）增设站点。"]),
        ("symbols:'\\2460' '\\2461';suffix:''", 1, ["①新开班线。", "②增设站点。"]),
        ("system:cyclic;symbols:'◆' '◇'", 1, ["新开班线。", "增设站点。"]),
        ("system:fixed;symbols:甲;fallback:upper-roman;suffix:'、'", 1, ["甲、新开班线。", "II、增设站点。"]),
    ],
)
def test_items_have_the_numbers_that_a_browser_writes(rule: str, start: int, shown: list[str]) -> None:
    assert items(rule, start=start) == shown


def test_a_name_that_the_page_does_not_define_counts_in_digits() -> None:
    assert items("system:fixed;symbols:甲 乙", name="another") == ["1.新开班线。", "2.增设站点。"]


def test_a_counter_of_a_style_sheet_takes_the_format_too() -> None:
    sheet = "ol{counter-reset:n;list-style:none} li{counter-increment:n} li::before{content:'附' counter(n, own) '：'}"
    assert items("system:fixed;symbols:甲 乙;suffix:'、'", name="none", sheet=sheet) == [
        "附甲：新开班线。",
        "附乙：增设站点。",
    ]


@pytest.mark.parametrize(
    "system", ["symbolic", "alphabetic", "numeric", "additive", "fixed", "extends own", "unheard-of"]
)
def test_a_number_that_a_format_cannot_write_is_written_otherwise(system: str) -> None:
    style = counter_styles({"own": f"system:{system};symbols:;additive-symbols:0 a"})["own"]
    assert style.written(7, str) == "7"


def test_no_format_writes_numbers_without_end() -> None:
    style = counter_styles({"own": "system:symbolic;symbols:*"})["own"]
    assert style.written(3, str) == "***"
    assert style.written(2_000_000_000, str) == "2000000000"
    added = counter_styles({"own": "system:additive;additive-symbols:1 一"})["own"]
    assert added.written(2_000_000_000, str) == "2000000000"
