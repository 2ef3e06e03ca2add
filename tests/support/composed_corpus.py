"""A records file of composed replies, for tests of what searches it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from summarise.document import Document
from summarise.engines.rules import RulesEngine
from summarise.pipeline import summarise
from summarise.record import Record

__all__ = ["answered", "in_a_file"]


def answered(
    body: str,
    *,
    issuer: str = "云溪县水利局",
    day: str = "2024年6月3日",
    number: str = "12",
    title: str = "关于整治柳坝河的提案",
    source: str = "a.txt",
) -> Record:
    """The built-in engine's record of a letter with this body."""
    text = (
        f"关于县政协五届二次会议第{number}号提案的答复\n李晓禾委员：\n您提出的《{title}》收悉，现答复如下：\n"
        f"{body}\n{issuer}\n{day}\n"
    )
    return summarise(Document(source, text), RulesEngine())


def in_a_file(records: Iterable[Record], folder: Path) -> Path:
    """Write a records file."""
    path = folder / "records.jsonl"
    path.write_text("".join(f"{record.to_json()}\n" for record in records), encoding="utf-8")
    return path
