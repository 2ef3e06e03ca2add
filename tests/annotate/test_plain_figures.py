"""The short way through the commonest numbers gives what the whole grammar gives."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarise.annotate import quantities
from summarise.annotate.folding import fold
from summarise.annotate.measure_words import UNITS
from summarise.annotate.plain_figures import plain_figure
from summarise.annotate.quantities import Numbers, find_numbers

ROOT = Path(__file__).parents[2]
TEXTS = sorted((ROOT / "eval" / "gold").glob("*.txt"))
BEFORE = """
新建 第 前 负 零下 不超过 控制在 近 约 达到 到 投入 “ 《 ( : 、 ， 。 A - . ± 分别 至少 上 节约 一 三
每 其 目前 日前 从 O ” ) * " , 不等于 于 少于 不少于 大于等于 用于 突破 超过 至 不足 由 3个 2025年
""".split()
FIGURES = "0 1 5 24 60 100 315 2025 1200 12345 123456 0.5 3.5 1.25 007 00 05".split()
SCALES = ("", "", "万", "亿", "万亿", "百", "千", "万分之", "万众", "余", "多", "余万", "万余", "来")
AFTER = """
以上 以内 以下 左右 上下 之内 及以上 内 余 多 个 半 级 强 目 员 标 型 圈 元 方面 大 点建议
/ ( 至 到 — ~ 和 与 · 5 三 ， 。 、 ； ” 》 号 年 月
建成 行动 工程 计划 时代 ⁰ + × 的 学历 容 外 在 之间 和5个之间 与10% 生活圈 商圈 都不到 不到 起步 起 封顶 有余
出头 开外 最多 至多 上 开展 还有 (含) (套) 专线 报送 媒体 功能 部门 元化 小时 分钟 公里 千瓦
""".split()


def _by_the_whole_grammar(folded: str, patch: pytest.MonkeyPatch) -> Numbers:
    with patch.context() as patched:
        patched.setattr(quantities, "plain_figure", lambda *_: None)
        return find_numbers(folded)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_the_numbers_of_replies_are_those_of_the_whole_grammar(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folded = fold(path.read_text("utf-8"))
    assert find_numbers(folded) == _by_the_whole_grammar(folded, monkeypatch)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(BEFORE),
            st.sampled_from(FIGURES),
            st.sampled_from(SCALES),
            st.sampled_from(sorted(UNITS)),
            st.sampled_from(AFTER),
            st.sampled_from(AFTER),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_so_are_those_of_pieces_put_together(pieces: list[tuple[str, ...]]) -> None:
    folded = "".join(map("".join, pieces))
    with pytest.MonkeyPatch.context() as patch:
        assert find_numbers(folded) == _by_the_whole_grammar(folded, patch)


@pytest.mark.parametrize(
    ("text", "unit"), [("覆盖率达到60%", "%"), ("投入3.5亿元人民币", "元"), ("铺设1200节", "节"), ("补助05块", "块")]
)
def test_a_number_that_ends_the_text_keeps_its_unit(text: str, unit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert [amount.unit for amount in _by_the_whole_grammar(text, monkeypatch).amounts] == [unit]
    assert [amount.unit for amount in find_numbers(text).amounts] == [unit]


def test_most_numbers_of_the_replies_go_the_short_way(monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[bool] = []

    def counted(folded: str, at: int, stop: int) -> object:
        found = plain_figure(folded, at, stop)
        taken.append(found is not None)
        return found

    monkeypatch.setattr(quantities, "plain_figure", counted)
    for path in TEXTS:
        find_numbers(fold(path.read_text("utf-8")))
    assert sum(taken) > len(taken) / 2
