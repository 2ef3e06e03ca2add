"""Replies that try to run something in the review page, in a real browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error

from summarise.document import Document
from summarise.record import ProposalFields, Record, ReplyFields
from tests.support.composed_letter import Letter
from tests.support.composed_run import composed_run, write_run
from tests.support.page_reader import needs_chromium, page_of, place_of, reader_of

pytestmark = needs_chromium


HOSTILE = (
    "<img src=x onerror=\"console.log('img')\">",
    "</script><script>console.log('script')</script>",
    "<!--<script>",
    "javascript:console.log('url')",
    "<svg/onload=console.log('svg')>",
    "'\"><a href=javascript:alert(1)>点</a>",
    "{{ 7*7 }} ${7*7} \u2028 \u202e &lt;b&gt;",
)


def _hostile(text: str) -> tuple[Record, Document]:
    letter = Letter()
    letter.line(text)
    letter.measure(f"已{text}3座。", "3座", "3", "座")
    letter.commit(f"将{text}建设2座。", who=(text,), when=text, by="2025-12-31")
    letter.target("c1", "2座", text, value="2", unit="座")
    reply = ReplyFields(title=text, issuer=text, document_number=text, co_bodies=(text,), issued_on="2024-01-01")
    return letter.record(text, reply, ProposalFields(title=text, topic=text, proposers=(text,), session=text))


def test_markup_and_scripts_in_a_reply_are_shown_as_text_and_do_nothing(browser: Browser, tmp_path: Path) -> None:
    replies = [_hostile(text) for text in HOSTILE]
    reader = reader_of(browser, page_of(write_run(tmp_path / "run", replies), "--title", HOSTILE[1]))
    reader.open()
    for record, document in replies:
        reader.open(place_of(record))
        reader.open(f"{place_of(record)}/c1")
        assert reader.marked("c1") == record.commitments[0].evidence[0].quote
        assert reader.page.locator("#reply h2").text_content() == record.proposal.title
        assert reader.page.locator("#source .letter").text_content() == document.text.replace("\n", "")
        assert reader.page.locator("img, svg, #source a, [href^='javascript']").count() == 0
    assert reader.page.locator("script").count() == len(HOSTILE) + 2
    assert reader.complaints == []


def test_the_policy_stops_what_the_page_itself_never_does(browser: Browser, tmp_path: Path) -> None:
    reader = reader_of(browser, page_of(composed_run(tmp_path / "run", 1)))
    reader.open()
    script = "() => { const e = document.createElement('script'); e.text = 'window.ran = 1'; document.body.append(e); }"
    with pytest.raises(Error, match="TrustedScript"):
        reader.page.evaluate(script)
    fetched = reader.page.evaluate("fetch('https://example.invalid/').then(() => 'sent', () => 'stopped')")
    assert fetched == "stopped"
    assert any("Content Security Policy" in complaint for complaint in reader.complaints)
