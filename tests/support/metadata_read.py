"""The fields that are read of a letter, whole or of its lines, for tests."""

from __future__ import annotations

from summarise.annotate import annotate
from summarise.annotated import Metadata
from summarise.document import Document

TITLE = "关于市政协十届三次会议第12号提案的答复"
RECEIPT = "您提出的《关于加强口袋公园建设的建议》收悉，现答复如下："
FACT = "我局已在东湖片区建成口袋公园三座，受到周边居民欢迎。"


def read_lines(*lines: str) -> Metadata:
    """Return what is read of a letter with just these lines."""
    return annotate(Document("case", "\n".join(lines))).metadata


def letter_with(*head: str, salutation: str = "王某委员：", receipt: str = RECEIPT) -> Metadata:
    """Return what is read of a letter with these lines at its head, a sentence and a signature."""
    return read_lines(*head, salutation, receipt, FACT, "江东区园林局", "2024年5月20日")
