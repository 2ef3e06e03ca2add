"""Replies under review: texts, the records that the rules make of them, and acts drawn at random."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from summarise.annotate import annotate
from summarise.document import Document
from summarise.engines.rules import RulesEngine
from summarise.pipeline import summarise
from summarise.record import Record
from summarise.review.choice import Choice
from summarise.review.events import Event
from summarise.review.reviewed_reply import Reply
from summarise.review.standing import standing
from summarise.stated_fields import STATED
from tests.support.places import ROOT

GOLD_TEXTS = sorted((ROOT / "eval/gold").glob("*.txt"))
AT = "2026-03-02T09:30:00+08:00"

LETTER = """对市政协四届二次会议第31号提案的答复

周晓岚委员：
您提出的《关于改善云溪片区停车难的提案》收悉，现答复如下：
一、已开展的工作
2024年，我局建成公共停车场3处、泊位420个。错时共享泊位260个已向居民开放。
二、下一步工作
（一）加快建设
到2026年6月底前，新建停车场5处，新增泊位800个，其中市城投公司负责建设2处。力争2027年底前泊位总数达到1.2万个。
（二）规范管理
市公安局将于年底前划设限时泊位150个。我局将探索智慧停车收费。
感谢您对我们工作的关心！
云溪市城市管理局
2025年5月12日
"""


@lru_cache(maxsize=64)
def reply_of(name: str, text: str) -> Reply:
    document = Document(name, text)
    return Reply(annotate(document), summarise(document, RulesEngine()))


def letter() -> Reply:
    return reply_of("letter.txt", LETTER)


def gold_reply(index: int) -> Reply:
    path = GOLD_TEXTS[index % len(GOLD_TEXTS)]
    return reply_of(path.name, path.read_text(encoding="utf-8"))


def event(reply: Reply, n: int, do: Any, item: str = "", before: Any = None, to: Any = None, **more: Any) -> Event:
    values: dict[str, Any] = {"at": AT, "by": "李敏"} | more
    return Event.model_validate(
        {"n": n, "on": reply.record.document.sha256, "do": do, "item": item, "from": before, "to": to, **values}
    )


def holding(reply: Reply, choice: Choice, n: int, do: str, item: str, to: Any) -> Event:
    """The event with what stands now as its `from`."""
    made = event(reply, n, do, item, None, to)
    return made.model_copy(update={"from_": standing(choice, reply, made)})


def random_acts(reply: Reply, source: random.Random) -> Iterator[tuple[str, str, Any]]:
    """Endless acts, most of them possible, many of them not."""
    annotated = reply.annotated
    places = [sentence.start for sentence in annotated.sentences] + [0, 3, 10**6]
    numbers = [quantity.start for quantity in annotated.quantities] + [1]
    dates: list[Any] = [[date.start, date.end] for date in annotated.dates]
    words = [annotated.quote(one)[at : at + 6] for one in annotated.sentences for at in (0, 4)] + [
        "",
        "五百个机器人",
        "的",
    ]
    bodies: list[Any] = [["市城投公司"], ["市公安局"], ["我局"], [], ["外星管理局"], "市公安局", 3]
    while True:
        starts = sorted(source.sample(places, source.randint(1, 3)))
        deadline = source.choice([None, *dates, [0, 4], "年底"])
        target: Any = {
            "indicator": source.choice(words),
            "basis": source.choice(["level", "increment", "odd"]),
            "deadline": deadline,
        }
        kind = source.choice("mc")
        yield source.choice(
            [
                ("label", f"s{source.choice(places)}", source.choice(["", "m", "c", "mc", "x"])),
                ("label", f"s{source.choice(places)}", source.choice(["m", "c", "mc"])),
                ("firmness", f"c{source.choice(places)}", source.choice(["firm", "effort", "explore", "sure"])),
                ("responsible", f"c{source.choice(places)}", source.choice(bodies)),
                ("deadline", f"c{source.choice(places)}", deadline),
                ("deadline", f"t{source.choice(numbers)}", deadline),
                ("target", f"t{source.choice(numbers)}", source.choice([None, target, target])),
                ("basis", f"t{source.choice(numbers)}", source.choice(["growth", "reduction", ""])),
                ("indicator", f"t{source.choice(numbers)}", source.choice(words)),
                ("join", f"{kind}{starts[0]}", list(starts)),
                ("part", f"{kind}{starts[0]}", list(starts[:1])),
                (
                    "field",
                    source.choice([*STATED, "reply.nothing"]),
                    source.choice([*words, "2025-05-12", "1999-01-01", ["周晓岚"]]),
                ),
                ("seen", f"s{source.choice(places)}", True),
                ("accept", "", True),
            ]
        )


def ungrounded(record: Record, text: str) -> list[str]:
    """Everything in a record that the text does not have where the record says so."""
    spans = [span for item in record.measures_taken for span in item.evidence]
    spans += [span for item in record.commitments for span in item.evidence]
    spans += [target.evidence for target in record.numeric_targets]
    wrong = [f"{span.start}–{span.end}" for span in spans if text[span.start : span.end] != span.quote]
    wrong += [f.quote for m in record.measures_taken for f in m.figures if text[f.start : f.end] != f.quote]
    wrong += [body for item in record.commitments for body in item.responsible if body not in text]
    dated = [item.deadline for item in record.commitments if item.deadline]
    dated += [target.deadline for target in record.numeric_targets if target.deadline]
    return wrong + [deadline.text for deadline in dated if deadline.text not in text]
