"""What `load` promises of every format: the exact text, the kind told by content, nothing read beyond bounds."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.documents import Score, measure
from eval.fixtures.letters import ELDERLY, LETTERS
from eval.fixtures.make_documents import Fixture, documents
from summarise.errors import InputError
from summarise.load import load, load_bytes
from summarise.load.characters import visible
from summarise.load.markdown_marks import looks_like_markdown
from tests.support.places import ROOT, SHARED

FIXTURES = list(documents())
REPLIES = sorted((SHARED / "replies").glob("*.txt"))
SAMPLES = ROOT / "eval" / "fixtures" / "samples"


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda fixture: fixture.name)
def test_the_exact_text_comes_out_of_every_fixture_document(fixture: Fixture) -> None:
    assert load_bytes(fixture.data, fixture.name).text == fixture.text


@pytest.mark.chinese_font
def test_no_sentence_is_lost_no_record_differs_and_chrome_stays_below_two_per_cent() -> None:
    total = Score()
    for fixture in FIXTURES:
        total.add(measure(fixture))
    assert len(FIXTURES) >= 40
    assert total.found == total.sentences
    assert total.records == total.documents
    assert total.chrome <= 0.02 * total.characters


def test_a_file_is_told_by_its_content_and_not_by_its_name(tmp_path: Path) -> None:
    for fixture in FIXTURES:
        if fixture.letter is LETTERS[0] and not fixture.layout.startswith("pdf"):
            path = tmp_path / "reply.jpg"
            path.write_bytes(fixture.data)
            assert load(path).text == fixture.text, fixture.name


@pytest.mark.parametrize(
    ("layout", "media_type"),
    [
        ("text", "text/plain"),
        ("county", "text/html"),
        ("mhtml", "multipart/related"),
        ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("doc", "application/msword"),
        ("pdf", "application/pdf"),
        ("ofd", "application/ofd"),
    ],
)
def test_the_document_says_what_it_was_read_from(layout: str, media_type: str) -> None:
    fixture = next(f for f in FIXTURES if f.layout == layout)
    document = load_bytes(fixture.data, "somewhere")
    assert (document.media_type, document.source) == (media_type, "somewhere")


def test_a_document_that_another_program_wrote_is_read_like_ours() -> None:
    assert load(SAMPLES / "elderly-libreoffice.doc").text == ELDERLY.text


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1).filter(str.strip))
def test_plain_text_comes_out_as_it_is(text: str) -> None:
    kept = visible(text)
    if "\ufffd" in text or text.startswith("\ufeff") or "<" in text or not kept.strip():
        return
    if text.lstrip()[:1] in ("{", "[") or looks_like_markdown(kept):  # JSON, perhaps, or what Markdown represents
        return
    assert load_bytes(text.encode(), "t").text == kept


def test_line_ends_become_line_feeds_invisible_signs_go_and_nothing_else_changes() -> None:
    text = "\t一、 标题 \r\n\r\n  正文\u3000有\u00a0空格\u200b。\r**加粗**\n"
    assert (
        load_bytes(b"\xef\xbb\xbf" + text.encode(), "t").text
        == "\t一、 标题 \n\n  正文\u3000有\u00a0空格。\n**加粗**\n"
    )


def test_left_over_tags_in_plain_text_do_not_make_it_a_page() -> None:
    text = "市政协委员：\n您提出的提案收悉。<br>现答复如下：<b>一是</b>加强管理。\n| a | b |\n![]()"
    assert load_bytes(text.encode(), "t").text == text


@pytest.mark.skipif(not REPLIES, reason="the labelled replies are not beside the project")
def test_the_labelled_replies_keep_the_text_that_their_labels_point_at() -> None:
    for path in REPLIES:
        gold = json.loads(path.with_suffix(".gold.json").read_text(encoding="utf-8"))
        assert load(path).sha256 == gold["sha256"], path.name


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", "empty"),
        (b" \n\t\r\n", "empty"),
        (b"<html><body><script>x</script></body></html>", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(99), "scanned"),
        (b"{\\rtf1\\ansi}", "empty"),
        (b"Rar!\x1a\x07\x00", "unsupported"),
        (b"\x7fELF" + bytes(200), "binary"),
        (bytes(range(1, 32)) * 40, "binary"),
        ("来信收悉\x00，现答复如下。".encode(), "binary"),
        (b"%PDF-1.7\nnothing of the kind", "unreadable"),
        (b"PK\x03\x04cut off", "unsupported"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(30), "unreadable"),
        ("正常的文字\ufffd和丢失的字".encode(), "encoding"),
    ],
)
def test_what_cannot_be_read_fails_with_its_reason(data: bytes, kind: str) -> None:
    with pytest.raises(InputError, match="reply-7") as caught:
        load_bytes(data, "reply-7")
    assert caught.value.kind == kind


def test_a_missing_file_a_folder_and_a_pipe_are_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"gone\.txt.*no such file") as caught:
        load(tmp_path / "gone.txt")
    assert caught.value.kind == "missing"
    with pytest.raises(InputError, match="not a file"):
        load(tmp_path)
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        with pytest.raises(InputError, match="not a file"):
            load(tmp_path / "pipe")


def test_importing_load_brings_in_no_parser() -> None:
    slow = ["selectolax", "pypdfium2", "lxml", "email", "pydantic"]
    program = f"import sys, summarise.load; print(sorted(set({slow}) & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("end", ["\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029"])
def test_every_sign_that_ends_a_line_ends_one(end: str) -> None:
    text = f"一、新建班线3条{end}二、增设站点5处{end}"
    assert load_bytes(text.encode(), "t").text.rstrip("\n").split("\n") == ["一、新建班线3条", "二、增设站点5处"]
