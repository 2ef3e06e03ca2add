from __future__ import annotations

from pathlib import Path

import pytest

from summarise.corpus import opened_corpus
from summarise.corpus.bodies import Bodies
from summarise.corpus.likeness import Likeness, pairs_of
from tests.support.composed_corpus import answered, in_a_file

WORKS = "一、工作开展情况\n2025年，我局建成泵站3座。\n2025年，我局建成水闸4座。\n2025年，我局建成望鹤桥1座。"


def likeness(folder: Path, quote: str, indicator: str = "") -> Likeness:
    return Likeness(opened_corpus(in_a_file([answered(WORKS)], folder)), quote, indicator)


def test_pairs_stand_in_their_order_once_and_without_digits() -> None:
    assert list(pairs_of("新建120个桥，新建桥")) == ["新建", "个桥", "建桥"]


def test_a_text_that_says_everything_is_wholly_alike(tmp_path: Path) -> None:
    assert likeness(tmp_path, "建成望鹤桥").of("望鹤桥建成，建成望鹤桥") == pytest.approx(1)


def test_nothing_of_nothing_is_alike(tmp_path: Path) -> None:
    assert likeness(tmp_path, "120个").of("120个") == 0


def test_a_rare_pair_counts_for_more_than_one_that_stands_everywhere(tmp_path: Path) -> None:
    found = likeness(tmp_path, "建成望鹤")
    assert found.of("望鹤") > found.of("建成")


def test_what_a_target_counts_counts_twice(tmp_path: Path) -> None:
    for name in ("twice", "once"):
        (tmp_path / name).mkdir()
    twice = likeness(tmp_path / "twice", "建成望鹤", "建成").of("建成")
    assert twice > likeness(tmp_path / "once", "建成望鹤").of("建成")


@pytest.mark.parametrize(
    ("one", "other", "goes_on"),
    [
        ("岚川市卫生和计划生育局", "岚川市卫生健康委员会", True),
        ("岚川县安全生产监督管理局", "岚川县应急管理局", True),
        ("岚川县粮食局", "岚川县发展和改革局", True),
        ("岚川县扶贫开发办公室", "岚川县农业农村局", True),
        ("市环保局", "市生态环境局", True),
        ("岚川市卫生和计划生育局", "云溪市卫生健康委员会", False),
        ("岚川市人力资源和社会保障局", "岚川市自然资源局", False),
        ("岚川市生态环境局", "岚川市环境保护局", False),
        ("", "岚川市生态环境局", False),
    ],
)
def test_a_body_goes_on_with_the_work_of_one_that_was_renamed_or_merged(one: str, other: str, goes_on: bool) -> None:
    assert Bodies().goes_on(one, other) is goes_on
