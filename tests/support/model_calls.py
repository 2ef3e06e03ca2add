"""What the tests of the model engine share: a reply, a good answer to it, and ways to ask."""

from __future__ import annotations

import json
from typing import Any

import pytest

from summarise.engines import open_engine
from summarise.engines.model_settings import ModelSettings
from summarise.errors import SummariseError
from summarise.selection import Selection
from tests.support.scripted_server import Call, Script, ScriptedServer
from tests.support.small_annotator import annotate

TEXT = """刘芸委员：您的提案收悉，现答复如下：
一、工作开展情况
建成夜间消费集聚区3个，完善夜间公交线路。
二、下一步工作
2025年，会同市交通局新增特色街区5个以上，力争夜间客流增长12%。
市供电公司将安装路灯300盏。
此致"""
DOCUMENT = annotate(TEXT)
GOOD: dict[str, Any] = {
    "t": "发展夜间消费",
    "m": [[3]],
    "c": [[5], [6]],
    "e": [5],
    "x": [],
    "r": [{"b": ["市交通局"], "s": [5]}, {"b": ["市供电公司"], "s": [6]}],
    "d": [{"d": 1, "s": [5]}],
    "n": [
        {"q": 2, "i": "特色街区", "b": "I", "d": 1},
        {"q": 3, "i": "夜间客流", "b": "G", "d": 1},
        {"q": 4, "i": "路灯", "b": "I", "d": 0},
    ],
    "z": [],
}


def text_of(**changes: Any) -> str:
    return json.dumps(GOOD | changes, ensure_ascii=False)


def settings(server: ScriptedServer, **changes: Any) -> ModelSettings:
    options: dict[str, Any] = {"model": "m1", "base_url": server.base_url, "max_retries": 0, "timeout": 5.0}
    return ModelSettings(**options | changes)


def select(script: Script, **changes: Any) -> tuple[Selection, list[Call]]:
    with ScriptedServer(script) as server, open_engine(settings(server, **changes)) as engine:
        return engine.select(DOCUMENT), server.calls


def failure(script: Script, **changes: Any) -> tuple[SummariseError, list[Call]]:
    with ScriptedServer(script) as server, open_engine(settings(server, **changes)) as engine:
        with pytest.raises(SummariseError) as caught:
            engine.select(DOCUMENT)
        return caught.value, server.calls
