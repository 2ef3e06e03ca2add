"""A run over composed replies of two years, in which some promises are spoken of again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote

from summarise.document import Document
from summarise.engines.rules import RulesEngine
from summarise.pipeline import summarise
from tests.support.bench import Bench, workbench
from tests.support.composed_run import write_run

__all__ = ["TODAY", "followed_bench", "followed_run", "letter_of", "promise_at"]

TODAY = date(2026, 11, 1)
_CARE, _STREET = "静川区民政局", "静川区南门街道办事处"
_LETTERS = (
    (
        _STREET,
        "2024年6月12日",
        "53",
        "关于完善居民区充电设施的提案",
        (
            "一、工作开展情况\n2023年，我街道建成汽车充电桩130个。\n二、下一步工作\n（一）关于增设充电桩\n"
            "2025年上半年再新建120个。\n（二）关于加强管理\n我街道将于2026年底前在12个小区试行统一收费。"
        ),
    ),
    (
        _STREET,
        "2025年7月18日",
        "41",
        "关于进一步方便居民充电的提案",
        (
            "一、工作开展情况\n2025年上半年，我街道新建汽车充电桩96个。2025年，开展消防检查40次。\n二、下一步工作\n"
            "我街道将于2027年底前增设换电柜30组。"
        ),
    ),
    (
        _CARE,
        "2024年5月20日",
        "77",
        "关于发展社区养老的提案",
        "二、下一步工作\n2025年底前新建日间照料中心4处。我局将探索时间银行互助养老。",
    ),
    (
        _CARE,
        "2026年5月8日",
        "18",
        "关于完善养老助餐服务的提案",
        "一、工作进展\n2025年，我局新建日间照料中心4处，新增助餐点26个。\n二、下一步工作\n2026年12月底前再建助餐点5个。",
    ),
)


def letter_of(issuer: str, day: str, number: str, title: str, body: str) -> Document:
    """A letter of this body with its head and its signature."""
    text = (
        f"关于区政协五届二次会议第{number}号提案的答复\n李晓禾委员：\n您提出的《{title}》收悉，现答复如下：\n{body}\n"
        f"感谢您对我们工作的关心和支持！\n{issuer}\n{day}\n"
    )
    return Document(f"{number}.txt", text)


def followed_run(folder: Path) -> Path:
    """Write the run; the path of its records comes back."""
    documents = [letter_of(*parts) for parts in _LETTERS]
    return write_run(folder, [(summarise(document, RulesEngine()), document) for document in documents])


@contextmanager
def followed_bench(folder: Path) -> Iterator[Bench]:
    """A workbench with this run on the day `TODAY`."""
    with workbench(followed_run(folder), "--as", "李敏", "--today", TODAY.isoformat()) as started:
        started.enter()
        yield started


def promise_at(bench: Bench, words: str = "日间照料中心") -> Any:
    """The promise with these words that is due by the end of 2025."""
    [row] = bench.get(f"/api/ledger?q={quote(words)}%20{quote('时限:<=2025-12-31')}")["rows"]
    return bench.get(f"/api/follow/{row['ref']}")
