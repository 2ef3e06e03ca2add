"""Documents made by other software: `python -m eval.documents --suites` holds each against the plain text.

same      letters whose record equals that of the plain text, up to offsets and the names of sections
targets   false targets: values that the record of the plain text does not have
lost      targets of the plain text that the record does not have
"""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from eval.fixtures.rich import RichLetter, rich_letters, to_docx, to_html
from summarise.document import Document
from summarise.engines.rules import RulesEngine
from summarise.errors import InputError, SummariseError
from summarise.load import load_bytes
from summarise.pipeline import summarise

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["SUITES", "Row", "measure_suite", "print_table", "versions"]

_PATIENCE: Final = 900  # seconds for one program on all letters


@dataclass(slots=True)
class Row:
    """What came of one kind of file."""

    letters: int = 0
    same: int = 0
    false_targets: int = 0
    lost_targets: int = 0
    refused: int = 0
    differing: list[str] = field(default_factory=list)
    reason: str = ""


# -- programs --------------------------------------------------------------------------------------------------------


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
    import io  # noqa: PLC0415

    import docx  # type: ignore[import-not-found,import-untyped,unused-ignore]  # noqa: PLC0415 - for this row only

    out = io.BytesIO()
    docx.Document(io.BytesIO(to_docx(letter))).save(out)
    return out.getvalue()


def _odfpy(letter: RichLetter) -> bytes:
    import io  # noqa: PLC0415

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


# -- measuring -------------------------------------------------------------------------------------------------------


def measure_suite(name: str, letters: Iterable[RichLetter] = ()) -> Row:
    """Build the letters by one program, read them, and hold each record against that of the plain text."""
    needs, build = SUITES[name]
    row = Row()
    if missing := [need for need in needs if not _is_there(need)]:
        row.reason = f"{', '.join(missing)} not installed"
        return row
    chosen = list(letters) or list(rich_letters())
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        try:
            build(folder, chosen)
        except (OSError, subprocess.SubprocessError) as error:
            row.reason = _why(error)
            return row
        made = {path.stem: path for path in (folder / "made").iterdir()}
        for letter in chosen:
            _hold(row, letter, made.get(letter.name), headless=name in HEADLESS)
    return row


def _why(error: Exception) -> str:
    """Return what a program said when it failed, in one line of a table."""
    said = getattr(error, "stderr", b"") or b""
    last = said.decode("utf-8", "replace").strip().split("\n")[-1]
    return " ".join(f"failed: {type(error).__name__} {last}".replace("|", "/").split())[:120]


def _is_there(need: str) -> bool:
    if need in {"docx", "odf"}:
        import importlib.util  # noqa: PLC0415

        return importlib.util.find_spec(need) is not None
    return shutil.which(need) is not None


def _hold(row: Row, letter: RichLetter, path: Path | None, *, headless: bool) -> None:
    row.letters += 1
    wanted = _record(Document(letter.name, letter.text.partition("\n")[2] if headless else letter.text))
    try:
        found = _record(load_bytes(path.read_bytes() if path else b"", path.name if path else letter.name))
    except (InputError, SummariseError) as error:
        row.refused += 1
        row.differing.append(f"{letter.name}: {error}")
        return
    stated = {name: value for name, value in wanted["reply"].items() if value}
    same = _bare(found) == _bare(wanted) and all(found["reply"][name] == value for name, value in stated.items())
    row.same += same
    if not same:
        row.differing.append(letter.name)
    values = [Counter((t["value"], t["upper"], t["unit"]) for t in r["numeric_targets"]) for r in (found, wanted)]
    row.false_targets += (values[0] - values[1]).total()
    row.lost_targets += (values[1] - values[0]).total()


def _record(document: Document) -> dict[str, Any]:
    return summarise(document, RulesEngine()).model_dump(mode="json")


def _bare(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            k: _bare(v)
            for k, v in value.items()
            if k not in {"start", "end", "document", "section", "reply", "confidence"}
        }
    return [_bare(v) for v in value] if isinstance(value, list) else value


# -- table -----------------------------------------------------------------------------------------------------------


def versions() -> list[str]:
    """Return the programs at hand with their versions."""
    asked = {"soffice": "--version", "chromium": "--version", "pandoc": "--version", "wkhtmltopdf": "--version"}
    found = []
    for program, option in asked.items():
        if shutil.which(program):
            said = subprocess.run([program, option], capture_output=True, text=True, check=False, timeout=60).stdout
            found.append(re.sub(r"\s+[0-9a-f]{8,}.*| built on.*| \d+\(Build.*", "", said.strip().split("\n")[0]))
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415

    for package in ("python-docx", "odfpy"):
        try:
            found.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            continue
    return found


def print_table(names: Iterable[str] = (), *, verbose: bool = False) -> None:
    """Print a row a kind of file, in Markdown."""
    print(", ".join(versions()) + "\n")
    print("| file | letters | same record | false targets | lost targets | refused |\n|---|--:|--:|--:|--:|--:|")
    for name in names or SUITES:
        row = measure_suite(name)
        if row.reason:
            print(f"| {name} | {row.reason} | | | | |", flush=True)
            continue
        print(
            f"| {name} | {row.letters} | {row.same} | {row.false_targets} | {row.lost_targets} | {row.refused} |",
            flush=True,
        )
        if verbose:
            print("".join(f"    {line}\n" for line in row.differing), end="")
