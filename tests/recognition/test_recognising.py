"""Scans become documents that say so; their numbers are verified by two readers or warned of."""

from __future__ import annotations

import io
import json
import os
import zipfile
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PIL import Image

from eval.fixtures.make_documents import documents
from summarise.batch import Inputs
from summarise.engines.rules import RulesEngine
from summarise.errors import InputError, UsageError
from summarise.load import letters_in, load_bytes
from summarise.pipeline import summarise
from summarise.recognition import Reader, Recognition, Word, readers_at_hand, text_layer
from summarise.recognition import readers as readers_module
from summarise.recognition.page_pictures import pictures_of
from summarise.recognition.readers import words_by_rapidocr
from tests.support.places import SHARED
from tests.support.recognised import EM, picture, reader
from tests.support.several_letters import letter


def test_a_scan_is_read_and_says_so() -> None:
    read = Recognition(reader(letter()), reader(letter())).document(picture(), "scan.png")
    assert (read.text.split("\n")[:3], read.text_from, read.media_type) == (
        letter().split("\n")[:3],
        "ocr",
        "image/png",
    )
    record = summarise(read, RulesEngine(None))
    assert record.document.text_from == "ocr"
    assert [(int(target.value), target.verified) for target in record.numeric_targets] == [(1200, True)]
    assert {figure.verified for measure in record.measures_taken for figure in measure.figures} == {True}
    assert [warning.kind for warning in record.warnings] == ["recognised"]


@pytest.mark.parametrize("second", [None, reader(letter(places=1280))])
def test_a_number_that_no_second_reader_confirms_is_warned_of_with_its_place(second: Reader | None) -> None:
    read = Recognition(reader(letter()), second).document(picture(), "scan.png")
    record = summarise(read, RulesEngine(None))
    assert [target.verified for target in record.numeric_targets] == [False]
    quotes = [read.text[w.start : w.end] for w in record.warnings if w.kind == "unverified_number"]
    assert "1200个" in quotes


def test_the_number_of_a_record_that_was_not_recognised_is_neither() -> None:
    fixture = next(f for f in documents() if f.layout == "text")
    record = summarise(load_bytes(fixture.data, "t"), RulesEngine())
    assert {target.verified for target in record.numeric_targets} == {None}


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "WEBP", "BMP", "GIF"])
def test_pictures_of_every_usual_kind_are_drawn(kind: str) -> None:
    (page,) = pictures_of(picture(kind), "scan")
    assert (page.width, page.height) == (1240, 1754)


def test_pages_come_in_order_and_emblems_are_no_pages() -> None:
    frames = [Image.new("L", (600, 800 + number), 255) for number in range(3)]
    out = io.BytesIO()
    frames[0].save(out, "TIFF", save_all=True, append_images=frames[1:])
    assert [page.height for page in pictures_of(out.getvalue(), "t.tif")] == [800, 801, 802]
    word = io.BytesIO()
    with zipfile.ZipFile(word, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        for number in (1, 2, 10):
            archive.writestr(f"word/media/image{number}.png", picture(size=(600, 700 + number)))
        archive.writestr("word/media/emblem.png", picture(size=(90, 90)))
    assert [page.height for page in pictures_of(word.getvalue(), "w.docx")] == [701, 702, 710]


def test_a_page_of_a_pdf_is_drawn_within_bounds() -> None:
    fixture = next(f for f in documents() if f.layout == "pdf")
    (page, *_) = pictures_of(fixture.data, "p.pdf")
    assert 1500 < max(page.width, page.height) <= 3600


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(99), "unreadable"),
        (picture(size=(8_000, 8_000)), "too_large"),
        (b"<html></html>", "scanned"),
    ],
)
def test_what_cannot_be_drawn_is_refused_by_name(data: bytes, kind: str) -> None:
    with pytest.raises(InputError, match=r"^s: ") as caught:
        list(pictures_of(data, "s"))
    assert caught.value.kind == kind


def test_a_crooked_scan_keeps_its_rows() -> None:
    def crooked(_png: bytes) -> list[Word]:
        return [replace(w, top=w.top + 0.035 * w.left, bottom=w.bottom + 0.035 * w.right, tilt=0.035) for w in straight]

    rows = [("序号", "任务", "完成时限"), ("1", "新建学校3所", "2026年底"), ("2", "培训教师600名", "2027年6月底")]
    straight = [
        Word(text, 90 + 380 * at, 80 + 60 * n, 90 + 380 * at + EM * len(text), 110 + 60 * n)
        for n, row in enumerate(rows)
        for at, text in enumerate(row)
    ]
    read = Recognition(crooked).document(picture(), "s")
    assert read.text == Recognition(lambda _png: straight).document(picture(), "s").text
    assert "新建学校3所" in read.text.split("\n")[1]


def test_a_picture_without_text_is_told() -> None:
    with pytest.raises(InputError, match="no text was recognised"):
        Recognition(lambda _png: []).document(picture(), "s")


def test_a_run_recognises_scans_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(picture())
    (tmp_path / "b.txt").write_text(letter(7), encoding="utf-8")
    pages: list[int] = []
    recognition = Recognition(reader(letter(5)), told=lambda _source, page: pages.append(page))
    inputs = Inputs([str(tmp_path)], io.BytesIO(), recognise=[recognition.document])
    assert [entry.load().text_from for entry in inputs] == ["ocr", ""]
    assert pages == [1]
    (entry, _) = Inputs([str(tmp_path)], io.BytesIO())
    with pytest.raises(InputError, match="text recognition"):
        entry.load()


def test_letters_scanned_one_after_the_other_keep_their_doubts_apart() -> None:
    both = letter(3) + "\n" + letter(5)
    read = Recognition(reader(both)).document(picture(size=(1240, 2400)), "s")
    parts = letters_in(read)
    assert len(parts) == 2
    for part in parts:
        assert all(part.text[one.start : one.end].strip() for one in part.doubtful)
        assert "1200" in {part.text[one.start : one.end] for one in part.doubtful if one.png}


SCAN = SHARED / "faults" / "files" / "scan-with-text-layer.pdf"


@pytest.mark.skipif(not SCAN.exists(), reason="the searchable scan is not beside the project")
def test_the_layer_under_a_scan_is_read_on_demand_and_none_of_its_numbers_is_verified() -> None:
    read = text_layer(SCAN.read_bytes(), "s.pdf")
    assert read.text_from == "text_layer"
    assert "118" in {read.text[one.start : one.end] for one in read.doubtful}


def test_a_scan_without_a_layer_and_what_is_no_pdf_have_none() -> None:
    with pytest.raises(InputError, match="no PDF"):
        text_layer(picture(), "s.png")


def test_a_recogniser_that_fails_is_named_with_file_and_page() -> None:
    def failing(_png: bytes) -> list[Word]:
        raise InputError("recognition: reading it took more than 600 s, so it was stopped", kind="unsafe")

    with pytest.raises(InputError, match=r"^s\.png: page 1: recognition: .* was stopped") as caught:
        Recognition(failing).document(picture(), "s.png")
    assert caught.value.kind == "unsafe"


@pytest.mark.posix("a program that is a script")
def test_the_second_reader_works_in_a_process_of_its_own_with_nothing_but_its_path(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = tmp_path / "tesseract"
    rows = "level left top width height text".split(), f"5 1 2 3 4 $PPID{'$OPENAI_API_KEY'}".split()
    lines = "\\n".join("\\t".join(row) for row in rows)
    program.write_text(f'#!/bin/sh\ncat > /dev/null\nprintf "{lines}\\n"\n', encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    monkeypatch.setenv("OPENAI_API_KEY", "secret")
    (word,) = readers_module._read_by_tesseract(b"")  # noqa: SLF001 - what readers_at_hand gives where it is installed
    assert (word.left, word.top, word.right, word.bottom) == (1, 2, 4, 6)
    assert word.text.isdecimal()
    assert int(word.text) != os.getpid()


def test_without_the_extra_the_option_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers_module, "_NEEDED", ("a_package_that_nobody_has",))
    with pytest.raises(UsageError, match=r"summarise\[ocr\]"):
        readers_at_hand()


def boxed(*lines: tuple[str, float, float, float]) -> Reader:
    """Reads these lines from any picture: text, left end, size of the type, and the height of its box in sizes."""
    return lambda _png: [
        Word(text, left, 200 + 60 * n - size * tall / 2, left + size * len(text), 200 + 60 * n + size * tall / 2)
        for n, (text, left, size, tall) in enumerate(lines)
    ]


FULL = "计划在明年六月底前把全县四十六处老旧小区的雨水管网全部改造完毕并且新增"


@pytest.mark.parametrize("tall", [1.0, 1.5])
def test_the_short_end_of_a_paragraph_is_joined_to_it_whatever_the_height_of_its_box(tall: float) -> None:
    lines = boxed((FULL, 60, EM, 1.1), (FULL[1:] + "9", 60, EM, 1.1), ("座。", 60, EM, tall))
    assert Recognition(lines).document(picture(), "s").text.split("\n") == [FULL + FULL[1:] + "9座。"]


def test_the_short_end_of_a_title_is_joined_to_it() -> None:
    title = "关于县政协九届三次会议第23号提案的"
    left = 60 + (len(FULL) - 1) * EM / 2
    lines = boxed(
        (title, left - len(title) * EM * 0.75, EM * 1.5, 1.1),
        ("答复", left - EM * 1.5, EM * 1.5, 1.35),
        ("陈某委员：", 60, EM, 1.1),
        *((FULL, 60, EM, 1.1) for _ in range(4)),
    )
    read = Recognition(lines).document(picture(), "s")
    assert read.text.split("\n")[:2] == [title + "答复", "陈某委员："]


@pytest.mark.parametrize(
    ("recognised", "meant"),
    [
        ("新增泊位310[1]个", "新增泊位310个"),
        ("新增泊位310[]个", "新增泊位310个"),
        ("新增泊位310]个", "新增泊位310个"),
        ("[1]以上数据由统计部门提供", "[1]以上数据由统计部门提供"),
        ("云政函[2025]31号文件", "云政函[2025]31号文件"),
        ("(二）新增农机60台(套)", "（二）新增农机60台（套）"),
        ("办理结果:(A)", "办理结果:(A)"),
    ],
)
def test_note_marks_and_narrow_brackets_are_mended(recognised: str, meant: str) -> None:
    assert Recognition(boxed((recognised, 60, EM, 1.1))).document(picture(), "s").text == meant


def test_a_number_behind_which_a_mark_was_left_out_is_confirmed_by_nothing_else() -> None:
    first, second = (boxed((text, 60, EM, 1.1)) for text in ("新增泊位310]个", "新增泊位310个"))
    read = Recognition(first, second).document(picture(), "s")
    assert [read.text[one.start : one.end] for one in read.doubtful] == ["310"]


@dataclass
class Found:
    """What an engine finds in a picture: one line."""

    scores: tuple[float, ...]
    txts: tuple[str, ...]
    boxes: tuple[tuple[tuple[int, int], ...], ...] = (((0, 0), (90, 0), (90, 20), (0, 20)),)


def test_a_page_that_lies_upside_down_is_turned_as_a_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    def engine(png: bytes) -> Found:
        upright = Image.open(io.BytesIO(png)).getpixel((0, 0)) == 0
        return Found((0.99,), ("新增泊位",)) if upright else Found((0.62,), ("为时心睥",))

    page = Image.new("L", (40, 30), 255)
    page.putpixel((0, 0), 0)
    monkeypatch.setattr(readers_module, "_engine", lambda: engine)
    for image in (page, page.transpose(Image.Transpose.ROTATE_180)):
        out = io.BytesIO()
        image.save(out, "PNG")
        ((text, *_),) = json.loads(words_by_rapidocr(out.getvalue(), "s"))
        assert text == "新增泊位"
