"""Batch files of composed replies, and answers to their requests as a service writes them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from summarise.batch import collecting, request_files, sinks
from summarise.document import Document
from summarise.engines.model_settings import DialectName, ModelSettings
from tests.support.scripted_server import answered

__all__ = ["REPLIES", "answer_to", "collected", "line", "prepared", "requests_in"]

REPLIES = tuple(
    Document(
        f"reply-{number}.txt",
        f"青岚市商务局关于市政协第{number}号提案的答复\n刘芸委员：\n您的提案收悉，现答复如下：\n"
        f"一、工作开展情况\n建成夜间消费集聚区{number}个。\n二、下一步工作\n2025年，新增特色街区{number + 10}个。\n",
    )
    for number in range(2, 7)
)


def prepared(
    tmp_path: Path, documents: Iterable[Document] = REPLIES, dialect: DialectName | None = None
) -> tuple[Any, ModelSettings]:
    settings = ModelSettings("m1", "http://127.0.0.1:9/v1", cache_dir=tmp_path / "cache", dialect=dialect)
    file = request_files.RequestFile(tmp_path / "requests.jsonl")
    collecting.prepare(documents, settings, file)
    return file, settings


def requests_in(file: Any) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.path.read_text(encoding="utf-8").splitlines()]


def answer_to(body: dict[str, Any]) -> str:
    """Measures and commitments by words of the numbered lines."""
    lines = [line.split(" ", 1) for line in body["messages"][5]["content"].splitlines() if line[:1].isdigit()]
    found: dict[str, list[list[int]]] = {"m": [], "c": []}
    for number, text in lines:
        if text.startswith("建成"):
            found["m"].append([int(number.rstrip("*"))])
        elif text.startswith("2025"):
            found["c"].append([int(number.rstrip("*"))])
    rest: dict[str, Any] = {key: [] for key in "exrdnz"}
    return json.dumps({"t": "夜间经济"} | found | rest, ensure_ascii=False)


def line(request: dict[str, Any], text: str) -> str:
    body = json.loads(answered(text).body)
    return json.dumps(
        {"custom_id": request["custom_id"], "response": {"status_code": 200, "body": body}, "error": None}
    )


def collected(tmp_path: Path, file: Any, settings: ModelSettings, *lines: str, processes: int = 1) -> Any:
    answers = tmp_path / "answers.jsonl"
    answers.write_text("\n".join(lines), encoding="utf-8")
    output = sinks.OutputPaths.beside(tmp_path / "records.jsonl")
    return collecting.collect(file, [answers], settings, output, processes)
