"""The whole path through a real small model: it judges badly, but nothing ungrounded gets out."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from summarise.annotate import annotate
from summarise.document import Document
from summarise.engines import open_engine
from summarise.engines.model_settings import ModelSettings
from summarise.engines.probe import probe
from summarise.ground import ground
from summarise.record import Record
from tests.support.places import SHARED

LOCAL_MODEL = SHARED / "local-model"
TEXT = """青岚市商务局关于市政协第12号提案的答复
刘芸委员：
您的提案收悉，现答复如下：
一、工作开展情况
2023年，建成夜间消费集聚区3个，完善夜间公交线路。
二、下一步工作
2025年，会同市交通局新增特色街区5个以上，力争夜间客流增长12%。
市供电公司将安装路灯300盏。
青岚市商务局
2024年6月18日
"""

pytestmark = [
    pytest.mark.model,
    pytest.mark.skipif(not LOCAL_MODEL.exists(), reason="the local language model is not at hand"),
]


@pytest.fixture(scope="module")
def base_url() -> str:
    if url := os.environ.get("SUMMARISE_LOCAL_MODEL"):
        return url
    started = subprocess.run([str(LOCAL_MODEL), "start"], capture_output=True, text=True, check=True, timeout=300)
    return started.stdout.strip().splitlines()[-1]


def test_a_reply_goes_through_a_real_model_and_is_not_paid_for_twice(base_url: str, tmp_path: Path) -> None:
    settings = ModelSettings(
        "qwen2.5-coder-0.5b", base_url, cache_dir=tmp_path, timeout=300, max_reasks=1, answer_limit=1024
    )
    assert probe(settings).dialect.name == "strict"
    annotated = annotate(Document("short.txt", TEXT))
    lines: list[str] = []
    for _ in range(2):
        with open_engine(settings) as engine:
            lines.append(ground(annotated, engine.select(annotated)).to_json())
            stats = engine.stats()
    assert stats.calls == 0
    assert lines[0] == lines[1]
    record = Record.from_json(lines[0])
    assert record.provenance.usage.calls >= 1
    spans = [span for measure in record.measures_taken for span in measure.evidence]
    spans += [span for commitment in record.commitments for span in commitment.evidence]
    spans += [target.evidence for target in record.numeric_targets]
    assert spans
    assert all(TEXT[span.start : span.end] == span.quote for span in spans)
