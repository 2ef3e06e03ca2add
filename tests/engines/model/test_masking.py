"""What leaves the machine: names of persons are hidden where wished, and nothing moves by it."""

from __future__ import annotations

from pathlib import Path

import pytest

from summarise.annotate import annotate
from summarise.document import Document
from summarise.engines import open_engine
from summarise.engines.model.masking import masked, persons_in
from summarise.engines.model.prompt import messages
from summarise.engines.model.windows import windows
from tests.support.model_calls import settings, text_of
from tests.support.scripted_server import ScriptedServer, answered, in_turn

TEXT = """青岚市商务局关于市政协第12号提案的答复

刘芸、王小川委员：
您提出的《关于发展夜间消费的提案》收悉，现答复如下：
一、工作开展情况
2023年，我局会同刘芸委员建成夜间消费集聚区3个。
二、下一步工作
2025年底前，由王小川同志牵头，市供电公司将安装路灯300盏。
签发人：欧阳明远
联系人：赵 敏  联系电话：0571-88881234
青岚市商务局
2024年6月18日
"""
LETTER = annotate(Document("letter.txt", TEXT))
NAMES = ("刘芸", "王小川", "欧阳明远", "赵 敏")


def sent(*, hides: bool) -> str:
    return "\n".join(messages(LETTER, window, hides_persons=hides)[-1].content for window in windows(LETTER, 16_000))


def test_proposers_contacts_and_signers_are_persons_and_bodies_are_none() -> None:
    assert set(NAMES) <= set(persons_in(LETTER))
    other = annotate(Document("b.txt", TEXT.replace("刘芸、王小川委员", "民盟市委、工商联界别")))
    assert not any("民盟" in name or "工商" in name for name in persons_in(other))


def test_hidden_names_are_in_nothing_that_is_sent_and_nothing_moves() -> None:
    plain, hidden = sent(hides=False), sent(hides=True)
    assert "刘芸" in plain
    assert not any(name in hidden for name in NAMES)
    assert len(plain) == len(hidden)
    assert "某某委员建成夜间消费集聚区3个" in hidden.replace("#1", "")


def test_a_name_keeps_its_length() -> None:
    assert masked("由赵 敏负责，电话0571-88881234", ("赵 敏",)) == "由某 某负责，电话****-********"


def test_the_setting_reaches_what_goes_out(tmp_path: Path) -> None:
    with ScriptedServer(in_turn(answered(text_of(m=[], c=[], e=[], r=[], d=[], n=[])))) as server:
        for mask in ("", "names"):
            with open_engine(settings(server, mask=mask, cache_dir=tmp_path)) as engine:
                engine.select(LETTER)
        shown, hidden = (call.last for call in server.calls)
    assert "刘芸" in shown
    assert not any(name in hidden for name in NAMES)


@pytest.mark.parametrize("text", ["", "签发人：", "委员：您好"])
def test_a_letter_without_names_has_none(text: str) -> None:
    assert persons_in(annotate(Document("x.txt", text + "\n我局将新增路灯3盏。"))) == ()
