"""One composed reply with its labels, and ways to write it to a folder."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from summarise.document import Document
from summarise.evaluation.gold.gold_set import Gold
from summarise.evaluation.gold.notation import parse_labels
from summarise.evaluation.scores.answers import Answer
from summarise.evaluation.span import Span
from summarise.record import (
    Commitment,
    Deadline,
    DocumentFields,
    Evidence,
    Measure,
    NumericTarget,
    ProposalFields,
    Provenance,
    Record,
    ReplyFields,
)
from tests.support.places import SHARED

TEXT = """关于区政协第12号提案的答复

王明委员：
您提出的《关于加强河道监测的建议》收悉，现答复如下：
一、工作开展情况
2024年，我局新增监测点20个。
整治河道6公里，群众满意度明显提升。
二、下一步工作
市水利局、市财政局将于2025年底前新增监测点30个以上。
力争整治河道10—15公里。
探索建立河道日常管护机制。
建成后可新增绿地5个。
感谢您对水利工作的支持！
云山市水利局
2025年3月1日
"""
LABELS = """kind: cppcc
number: 12
title: 关于加强河道监测的建议
topic: 河道监测 | 加强河道监测
proposers: 王明
issuer: 云山市水利局
issued_on: 2025-03-01
1-3 f
4 h
5-6 m
7 h
8 c firm by=2025-12-31 "2025年底前" resp=市水利局|市财政局
9 c effort
10 c explore
11 c firm
12-14 f
t 8 "30个以上" | 监测点 | 30 | 个 | >= | increment | "2025年底前" 2025-12-31
t 9 "10—15公里" | 整治河道 | 10..15 | 公里 | range | increment
t 11 "5个" | 绿地 | 5 | 个 | = | increment | optional
"""
SHARED_REPLIES = SHARED / "replies"


def example(name: str = "river", last_line: str = "") -> Gold:
    """The labelled reply; another last line makes another text of it."""
    document = Document(f"{name}.txt", TEXT + last_line)
    return Gold(name, document, parse_labels(document, LABELS + ("15 f\n" if last_line else "")))


def empty_example() -> Gold:
    document = Document("empty.txt", "关于某提案的答复\n此复。\n")
    return Gold("empty", document, parse_labels(document, "1-2 f\n"))


def unit(gold: Gold, number: int) -> Span:
    """Span of a sentence, counted from 1."""
    sentence = gold.labels.sentences[number - 1]
    return sentence.start, sentence.end


def place(text: str, quote: str) -> Span:
    start = text.index(quote)
    return start, start + len(quote)


def write_gold(folder: Path, golds: Iterable[Gold]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for gold in golds:
        (folder / f"{gold.name}.txt").write_text(gold.document.text, encoding="utf-8", newline="")
        (folder / f"{gold.name}.gold.json").write_text(gold.labels.model_dump_json(), encoding="utf-8")
    return folder


def record_of(gold: Gold, answer: Answer) -> Record:
    """The record that a system with this answer would have written."""
    text = gold.document.text

    def quoted(span: Span) -> Evidence:
        return Evidence(start=span[0], end=span[1], quote=text[span[0] : span[1]])

    return Record(
        document=DocumentFields(
            source=gold.document.source, sha256=gold.document.sha256, characters=len(text), media_type="text/plain"
        ),
        reply=ReplyFields.model_validate(dict(answer.reply)),
        proposal=ProposalFields.model_validate(dict(answer.proposal)),
        measures_taken=tuple(
            Measure(id=f"m{i}", summary="", section="", evidence=tuple(map(quoted, item.spans)))
            for i, item in enumerate(answer.measures, 1)
        ),
        commitments=tuple(
            Commitment.model_validate(
                {
                    "id": f"c{i}",
                    "summary": "",
                    "section": "",
                    "evidence": tuple(map(quoted, item.spans)),
                    **item.stated,
                    "deadline": {"text": "时限", "by": item.stated["deadline"]} if item.stated["deadline"] else None,
                }
            )
            for i, item in enumerate(answer.commitments, 1)
        ),
        numeric_targets=tuple(
            NumericTarget.model_validate(
                {
                    "id": f"t{i}",
                    "indicator": item.indicator,
                    "value": item.value,
                    "upper": item.upper,
                    "unit": item.unit,
                    "comparator": item.comparator,
                    "basis": item.basis,
                    "deadline": Deadline(text="时限", by=item.by) if item.by else None,
                    "evidence": quoted(item.span),
                }
            )
            for i, item in enumerate(answer.targets, 1)
            if item.span
        ),
        provenance=Provenance(engine="model", model="example", version="1"),
    )


def write_lines(path: Path, lines: Iterable[object]) -> Path:
    """JSON lines of records and of plain values."""
    written = [line.to_json() if isinstance(line, Record) else json.dumps(line, ensure_ascii=False) for line in lines]
    path.write_text("\n".join(written) + "\n", encoding="utf-8")
    return path
