"""The ledger as a Word document, read back by the project's own reader and by LibreOffice where there is one."""

import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from summarise.export.promise_document import write_document
from summarise.export.promise_table import FollowedPromise
from summarise.load import load
from tests.support.hostile_cells import FORMULAS

ROW = FollowedPromise(
    reference="f7e1f8abed-c1387",
    due=date(2025, 12, 31),
    deadline_text="2025年底前",
    responsible=("云溪市水利局", "云溪市财政局"),
    summary="新建泵站5座",
    quote="我局将于2025年底前新建泵站5座。",
    section="二、下一步工作",
    targets=("泵站 5座 新增",),
    certainty="firm",
    lacks=("责任单位",),
    state="已到期",
    verdict="部分兑现",
    evidence="2025年，我局新建泵站3座。",
    evidence_from="云溪市水利局 2026-05-03 0123456789-m7",
    note="其余在建",
    found_by="李敏",
    found_on=date(2026, 6, 1),
    issuer="云溪市水利局",
    issued_on=date(2024, 6, 3),
    document_number="云水函〔2024〕8号",
    proposal_title="关于排涝的提案",
    source="a.txt",
    sha256="f7e1f8abed" + "0" * 54,
    url="https://yunxi.example/a?x=1&y=2",
)


def written(tmp_path: Path, *rows: FollowedPromise) -> Path:
    path = tmp_path / "ledger.docx"
    write_document(rows, path, "承诺台账", "检索：泵站　按 2026-11-01 计")
    return path


def test_every_word_of_a_row_is_in_the_document(tmp_path: Path) -> None:
    text = load(written(tmp_path, ROW)).text
    for words in (ROW.reference, ROW.quote, ROW.deadline_text, ROW.evidence, ROW.evidence_from, ROW.note, "2025-12-31"):
        assert words in text
    for words in (
        "云溪市水利局、云溪市财政局",
        "泵站 5座 新增",
        "部分兑现",
        "核查所缺：责任单位",
        "明确",
        "李敏 2026-06-01",
    ):
        assert words in text


def test_the_head_is_repeated_rows_are_whole_and_the_paper_lies(tmp_path: Path) -> None:
    with zipfile.ZipFile(written(tmp_path, ROW, ROW)) as archive:
        document = archive.read("word/document.xml").decode()
        relations = archive.read("word/_rels/document.xml.rels").decode()
        for name in archive.namelist():
            ET.fromstring(archive.read(name))
    assert document.count("<w:tblHeader/>") == 1
    assert document.count("<w:cantSplit/>") == 3
    assert 'w:orient="landscape"' in document
    assert relations.count("https://yunxi.example/a?x=1&amp;y=2") == 1


@pytest.mark.parametrize("words", [*FORMULAS[:6], "<w:b/>", "a\x00\x0bb\ud800", "&amp; \"'", "]]>"])
def test_no_words_of_a_letter_break_the_document(tmp_path: Path, words: str) -> None:
    path = written(tmp_path, replace(ROW, quote=f"前{words}后", responsible=(words,), url="javascript:alert(1)"))
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            ET.fromstring(archive.read(name))
        assert b"javascript" not in archive.read("word/_rels/document.xml.rels")


def test_the_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    first = written(tmp_path, ROW).read_bytes()
    assert written(tmp_path, ROW).read_bytes() == first


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not here")
def test_an_office_program_opens_it(tmp_path: Path) -> None:
    path = written(tmp_path, *[ROW] * 60)
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", str(tmp_path), str(path)], check=True, capture_output=True, timeout=300)
    assert load(tmp_path / "ledger.pdf").text.count(ROW.reference) == 60
