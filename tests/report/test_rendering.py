import base64
import hashlib
import json
import re
import weakref
from collections.abc import Iterator

import pytest

from summarise.confidence import acceptance
from summarise.document import Document
from summarise.engines.rules import RulesEngine
from summarise.errors import InputError
from summarise.pipeline import summarise
from summarise.record import Failure, ProposalFields, ReaderWarning, Record, ReplyFields
from summarise.report import Shown, render_page
from tests.support.composed_letter import Letter
from tests.support.composed_replies import composed_reply
from tests.support.replies import CLOSING, OPENING

HOSTILE = "<img src=x onerror=alert(1)></script><script>alert(2)</script><!--\u2028&amp;]]>'\"`${1}"


def _page(records: list[Record], texts: dict[str, str] | None = None, title: str = "台账") -> str:
    return "".join(render_page(records, lambda record: (texts or {}).get(record.document.sha256), Shown(title)))


def _json_of(page: str) -> list[dict[str, object]]:
    found = re.findall(r'<script type="application/json"[^>]*>(.*?)</script>', page, re.DOTALL)
    return [json.loads(block) for block in found]


def _hostile() -> tuple[Record, str]:
    letter = Letter()
    letter.line(HOSTILE)
    letter.commit(f"将{HOSTILE}建成2座。", who=(HOSTILE,), when=HOSTILE, by="2025-12-31")
    reply = ReplyFields(title=HOSTILE, issuer=HOSTILE)
    record, document = letter.record(HOSTILE, reply, ProposalFields(title=HOSTILE, topic="javascript:alert(3)"))
    return record, document.text


def test_two_renderings_give_the_same_bytes() -> None:
    records = [composed_reply(number)[0] for number in (1, 2)]
    assert _page(records) == _page(records)


def test_the_policy_names_the_style_and_the_script_by_their_hashes_and_nothing_outside() -> None:
    page = _page([composed_reply(1)[0]])
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    script = re.search(r"<script>(.*?)</script>", page, re.DOTALL)
    assert policy
    assert style
    assert script
    stated = policy[1].replace("&#39;", "'")
    for name, content in (("style-src", style[1]), ("script-src", script[1])):
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{name} 'sha256-{digest}'" in stated
    assert "default-src 'none'" in stated
    assert "http" not in stated
    assert "unsafe" not in stated


def test_nothing_in_a_reply_becomes_markup() -> None:
    record, text = _hostile()
    page = _page([record], {record.document.sha256: text}, title=HOSTILE)
    plain = _page([composed_reply(1)[0]])
    assert re.findall(r"<[a-z/!]+", page) == re.findall(r"<[a-z/!]+", plain)


def test_what_a_reply_says_comes_through_character_for_character() -> None:
    record, text = _hostile()
    index, block = _json_of(_page([record], {record.document.sha256: text}))
    assert block["text"] == text
    assert index["replies"][0]["issuer"] == HOSTILE  # type: ignore[index]


def test_source_texts_are_in_the_page_only_where_they_are_given() -> None:
    record, document = composed_reply(1)
    assert "感谢您对我们工作的关心" in _page([record], {record.document.sha256: document.text})
    assert "感谢您对我们工作的关心" not in _page([record])


def test_the_index_counts_every_promise_of_every_reply() -> None:
    records = [composed_reply(number)[0] for number in range(1, 9)]
    index, *blocks = _json_of(_page(records))
    wanted = sum(len(record.commitments) + len(record.numeric_targets) for record in records)
    assert len(index["promises"]) == wanted  # type: ignore[arg-type]
    assert len(blocks) == 8


def test_failures_are_in_the_page_with_their_reasons() -> None:
    failure = Failure(
        source="a.ofd",
        kind="scanned",
        message="a.ofd: its pages are scanned pictures; save it as PDF for text recognition (--ocr)",
    )
    page = "".join(render_page([], lambda _: None, Shown("台账"), [failure]))
    assert _json_of(page)[0]["failures"] == [
        {
            "source": "a.ofd",
            "kind": "scanned",
            "message": "its pages are scanned pictures; save it as PDF for text recognition (--ocr)",
            "label": "扫描件",
            "said": "各页是扫描图片；请另存为 PDF，再做文字识别（--ocr）",
        }
    ]


def test_a_large_number_keeps_all_its_digits() -> None:
    letter = Letter()
    letter.commit("将投资12345678901234567890.125元。")
    letter.target("c1", "12345678901234567890.125元", "投资", value="12345678901234567890.125", unit="元")
    _, block = _json_of(_page([letter.record("a", ReplyFields(), ProposalFields())[0]]))
    assert block["targets"][0]["reading"]["value"] == "12,345,678,901,234,567,890.125"  # type: ignore[index]


def test_a_text_that_does_not_bear_out_the_record_stops_the_page() -> None:
    record, document = composed_reply(1)
    with pytest.raises(InputError, match="quote at"):
        _page([record], {record.document.sha256: "短文。" + document.text})


def test_reasons_stand_under_the_items_of_a_reply_whose_text_is_at_hand_where_they_are_asked_for() -> None:
    text = OPENING + "我局已整修沟渠3公里。\n我局将增设路灯12盏。" + CLOSING
    record = summarise(Document("letter.txt", text), RulesEngine())
    texts = {record.document.sha256: text}
    page = "".join(render_page([record], lambda one: texts.get(one.document.sha256), Shown("台账", with_reasons=True)))
    (block,) = [block for block in _json_of(page) if "reasons" in block]
    assert block["reasons"] == {
        "m1": ["measure: report “已” (done.already)"],
        "c1": ["commitment: promise “将” (will.will)"],
    }
    assert not any("reasons" in block for block in _json_of(_page([record], texts)))
    assert not any("reasons" in block for block in _json_of(_page([record])))


class Passing:
    """Records that are made when they are asked for, and a note of how many there are at a time."""

    def __init__(self, count: int) -> None:
        self._count = count
        self.alive = self.most = 0

    def __iter__(self) -> Iterator[Record]:
        for number in range(self._count):
            record = composed_reply(number)[0]
            self.alive += 1
            self.most = max(self.most, self.alive)
            weakref.finalize(record, self._gone)
            yield record
            del record

    def _gone(self) -> None:
        self.alive -= 1


def test_no_more_than_a_few_records_are_held_at_a_time() -> None:
    records = Passing(60)
    pieces = sum(1 for _ in render_page(records, lambda _: None, Shown("台账")))
    assert pieces > 60
    assert records.alive <= records.most <= 4


def test_items_below_a_threshold_are_marked_and_nothing_is_said_where_none_was_asked_for() -> None:
    letter = Letter()
    letter.line("我局作了研究。")
    letter.commit("将在明年建成2座。", who=(), when="", by="")
    record, document = letter.record("b.txt", ReplyFields(title="答复"), ProposalFields(title="提案"))
    sure = record.model_copy(update={"commitments": (record.commitments[0].model_copy(update={"confidence": 0.9}),)})
    threshold = acceptance([[(0.8, True)]] * 30, 0.9)
    pages = [
        "".join(render_page([one], lambda _: document.text, Shown("台账", acceptance=threshold)))
        for one in (record, sure)
    ]
    for page, unread in zip(pages, (True, False), strict=True):
        index, block = _json_of(page)[:2]
        assert index["accepted"] == [{"level": 0.9, "threshold": 0.8, "words": threshold.words()}]
        assert index["replies"][0]["unread"] == int(unread)  # type: ignore[index]
        assert index["promises"][0]["unread"] is unread  # type: ignore[index]
        assert block["commitments"][0]["unread"] is unread  # type: ignore[index]
    plain, _ = _json_of(_page([record]))[:2]
    assert plain["accepted"] == []
    assert "unread" not in plain["replies"][0]  # type: ignore[index]


def test_what_nothing_confirms_is_shown_on_the_scan_beside_its_number() -> None:
    record, document = composed_reply(1)
    target = record.numeric_targets[0]
    span = target.evidence
    warning = ReaderWarning(kind="unverified_number", message="m", start=span.start, end=span.end, picture="iVBORw0=")
    doubted = record.model_copy(update={"warnings": (warning,)})
    block = next(block for block in _json_of(_page([doubted], {document.sha256: document.text})) if "targets" in block)
    targets, warnings = block["targets"], block["warnings"]
    assert isinstance(targets, list)
    assert isinstance(warnings, list)
    shown = [{"words": span.quote, "png": "iVBORw0="}]
    assert [one.get("pictures") for one in targets] == [shown] + [None] * (len(targets) - 1)
    assert [note["pictures"] for note in warnings[0]["notes"]] == [shown]
    with pytest.raises(ValueError, match="pattern"):
        ReaderWarning(kind="k", message="m", start=0, end=1, picture="x' onerror='alert(1)")
