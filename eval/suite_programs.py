"""Other software that writes letters as files, for `eval.suites`, each behind a name."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from email.message import EmailMessage
from pathlib import Path
from typing import TYPE_CHECKING, Final

from eval.fixtures.rich import RichLetter, to_docx, to_html

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["HEADLESS", "SUITES"]

_PATIENCE: Final = 900  # seconds for one program on all letters


def _run(*command: str, cwd: Path) -> bytes:
    return subprocess.run(command, cwd=cwd, check=True, capture_output=True, timeout=_PATIENCE).stdout


def _office(form: str, source: str, suffix: str = "") -> Callable[[Path, list[RichLetter]], None]:
    def convert(folder: Path, letters: list[RichLetter]) -> None:
        names = [_source(folder, letter, source).name for letter in letters]
        profile = f"-env:UserInstallation=file://{folder}/profile"
        _run("soffice", profile, "--headless", "--convert-to", form, "--outdir", "made", *names, cwd=folder)
        kept = (suffix or form).partition(":")[0]
        for path in (folder / "made").iterdir():
            if path.suffix != f".{kept}":
                path.rename(path.with_suffix(f".{kept}"))

    return convert


def _source(folder: Path, letter: RichLetter, kind: str) -> Path:
    path = folder / f"{letter.name}.{kind}"
    write = {"docx": to_docx, "html": to_html, "xlsx": _workbook}[kind]
    path.write_bytes(write(letter))
    return path


_HEADS: Final = ("编号", "标题", "承办单位", "答复内容")


def _row_of(letter: RichLetter) -> tuple[str, ...]:
    return ("1", "关于…的提案", "市某局", letter.text)


def _workbook(letter: RichLetter) -> bytes:
    from openpyxl import Workbook  # noqa: PLC0415

    book = Workbook()
    assert book.active is not None
    book.active.append(_HEADS)
    book.active.append(_row_of(letter))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _table(letter: RichLetter) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([_HEADS, _row_of(letter)])
    return out.getvalue().encode("gb18030")


def _mail(letter: RichLetter) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@b.example", "c@d.example", "答复"
    message.set_content(letter.text)
    return message.as_bytes()


def _each(*command: str, source: str, made: str, to_stdout: bool = False) -> Callable[[Path, list[RichLetter]], None]:
    def convert(folder: Path, letters: list[RichLetter]) -> None:
        (folder / "made").mkdir()
        for letter in letters:
            path = _source(folder, letter, source)
            target = folder / "made" / f"{letter.name}.{made}"
            words = [word.format(source=path, made=target) for word in command]
            printed = _run(*words, cwd=folder)
            if to_stdout:
                target.write_bytes(printed)

    return convert


def _written(write: Callable[[RichLetter], bytes], suffix: str) -> Callable[[Path, list[RichLetter]], None]:
    def convert(folder: Path, letters: list[RichLetter]) -> None:
        (folder / "made").mkdir()
        for letter in letters:
            (folder / "made" / f"{letter.name}.{suffix}").write_bytes(write(letter))

    return convert


def _snapshots(folder: Path, letters: list[RichLetter]) -> None:
    """Save pages as the browser does, in one file each."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - for this row only

    (folder / "made").mkdir()
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page()
        session = page.context.new_cdp_session(page)
        for letter in letters:
            page.goto(_source(folder, letter, "html").as_uri())
            saved = session.send("Page.captureSnapshot", {"format": "mhtml"})
            (folder / "made" / f"{letter.name}.mhtml").write_bytes(saved["data"].encode())
        browser.close()


def _python_docx(letter: RichLetter) -> bytes:
    import docx  # type: ignore[import-not-found,import-untyped,unused-ignore]  # noqa: PLC0415 - for this row only

    out = io.BytesIO()
    docx.Document(io.BytesIO(to_docx(letter))).save(out)
    return out.getvalue()


def _odfpy(letter: RichLetter) -> bytes:
    from odf import opendocument, table, text  # type: ignore[import-not-found,import-untyped,unused-ignore]  # noqa: PLC0415 - for this row only

    document = opendocument.OpenDocumentText()
    document.text.addElement(text.P(text=letter.number))
    for block in letter.blocks:
        if block.rows:
            grid = table.Table()
            for row in block.rows:
                line = table.TableRow()
                for content in row:
                    cell = table.TableCell()
                    cell.addElement(text.P(text=content))
                    line.addElement(cell)
                grid.addElement(line)
            document.text.addElement(grid)
            continue
        at = len(block.label) + (block.note_at or 0)
        whole = block.label + block.text
        line = text.P(text=whole[:at] if block.note_at is not None else whole)
        if block.note_at is not None:
            note = text.Note(id="n1", noteclass="footnote")
            note.addElement(text.NoteCitation(text="1"))
            body = text.NoteBody()
            body.addElement(text.P(text="以上数据由统计部门提供。"))
            note.addElement(body)
            line.addElement(note)
            line.addText(whole[at:])
        document.text.addElement(line)
    out = io.BytesIO()
    document.write(out)
    return out.getvalue()


_CHROMIUM: Final = ("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=2000")

SUITES: Final[dict[str, tuple[tuple[str, ...], Callable[[Path, list[RichLetter]], None]]]] = {
    "docx, as composed": ((), _written(to_docx, "docx")),
    "html, as composed": ((), _written(to_html, "html")),
    "docx, python-docx": (("docx",), _written(_python_docx, "docx")),
    "docx, LibreOffice": (("soffice",), _office("docx", "docx")),
    "doc, LibreOffice": (("soffice",), _office("doc", "docx")),
    "odt, LibreOffice": (("soffice",), _office("odt", "docx")),
    "odt, odfpy": (("odf",), _written(_odfpy, "odt")),
    "fodt, LibreOffice": (("soffice",), _office("fodt", "docx")),
    "rtf, LibreOffice": (("soffice",), _office("rtf", "docx")),
    "Word 2003 XML, LibreOffice": (("soffice",), _office("xml:MS Word 2003 XML", "docx")),
    "xlsx, openpyxl": ((), _written(_workbook, "xlsx")),
    "xls, LibreOffice": (("soffice",), _office("xls", "xlsx")),
    "ods, LibreOffice": (("soffice",), _office("ods", "xlsx")),
    "csv in GB18030": ((), _written(_table, "csv")),
    "eml": ((), _written(_mail, "eml")),
    "html, LibreOffice": (("soffice",), _office("html", "docx")),
    "xhtml, LibreOffice": (("soffice",), _office("xhtml:XHTML Writer File", "docx")),
    "pdf, LibreOffice": (("soffice",), _office("pdf", "docx")),
    "html, chromium's DOM": (
        ("chromium",),
        _each(*_CHROMIUM, "--dump-dom", "{source}", source="html", made="html", to_stdout=True),
    ),
    "mhtml, chromium": (("chromium",), _snapshots),
    "pdf, chromium": (
        ("chromium",),
        _each(*_CHROMIUM, "--no-pdf-header-footer", "--print-to-pdf={made}", "{source}", source="html", made="pdf"),
    ),
    "pdf, wkhtmltopdf": (("wkhtmltopdf",), _each("wkhtmltopdf", "-q", "{source}", "{made}", source="html", made="pdf")),
    "html, pandoc": (("pandoc",), _each("pandoc", "-s", "{source}", "-o", "{made}", source="docx", made="html")),
    "docx, pandoc": (("pandoc",), _each("pandoc", "{source}", "-o", "{made}", source="html", made="docx")),
    "Markdown, pandoc": (("pandoc",), _each("pandoc", "{source}", "-o", "{made}", source="docx", made="md")),
}
"""By name: the programs or modules that a row needs, and what writes the files into the folder `made`."""


HEADLESS: Final = frozenset({"xhtml, LibreOffice", "html, pandoc", "Markdown, pandoc"})
"""Programs that leave out a page's head, and with it the letter's number."""
