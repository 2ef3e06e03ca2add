"""Lists the file forms in which records and promises are exported, by the command line and by the workbench.

To add a form, add a row in `FORMS` and a module that writes it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from summarise.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarise.export import Choice, FollowedPromise, Handed, RowForm, Table, Tally
    from summarise.export.table import Row
    from summarise.record import Record

__all__ = [
    "FORMS",
    "Drafts",
    "FormName",
    "HandedForm",
    "Signs",
    "TableWriter",
    "abandoned_on_error",
    "by_ending",
    "promise_forms",
]


class FormName(StrEnum):
    """The name of a file form, as options of the command line take it."""

    CSV = "csv"
    XLSX = "xlsx"
    PARQUET = "parquet"
    MARKDOWN = "markdown"
    DOCX = "docx"
    JSON = "json"


class TableWriter(Protocol):
    """Writes rows of tables into the files of one form."""

    @property
    def cut(self) -> int:
        """Number of cells that were shortened so far because the form limits their length."""
        ...

    @property
    def form(self) -> RowForm:
        """Encodes rows for this form."""
        ...

    def add(self, table: Table[Any], row: Row) -> None:
        """Encode one row of a table and write it."""
        ...

    def put(self, name: str, encoded: Any, /) -> None:
        """Write one row that `form` has encoded; `name` is the name of its table."""
        ...

    def close(self, note: str) -> None:
        """Complete the files. `note` is written if the form has a place for it, else ignored."""
        ...

    def abandon(self) -> None:
        """Close the files without completing them."""
        ...


@contextmanager
def abandoned_on_error(writer: TableWriter) -> Iterator[None]:
    """Call `abandon` of the writer if the `with` block raises an error.

    Without an error, the block itself must close it.
    """
    try:
        yield
    except BaseException:
        writer.abandon()
        raise


Drafts = Mapping[str, "tuple[Table[Any], Path]"]
"""The tables to write, by name, each with the path of its unfinished file."""
TextOf = Callable[["Record"], "str | None"]
"""Returns the source text of a record; None if it is not available."""


@dataclass(frozen=True, slots=True)
class Signs:
    """Signs by which this program recognises files of a form that it wrote itself."""

    holds: tuple[bytes, ...] = ()
    """Byte strings that the file must contain; it must also begin with the beginning of the first one."""
    part: str = ""
    """Name of the part inside an Office file that must contain one of `titles`."""
    titles: tuple[str, ...] = ()
    columns: tuple[frozenset[bytes], ...] = ()
    """Sets of column names; all names of one of them must be in the first line of a CSV file."""


@dataclass(frozen=True, slots=True)
class HandedForm:
    """One file form: its names and file endings, and the functions that write it."""

    name: FormName
    label: str
    """Name of the form on pages."""
    endings: tuple[str, ...]
    media_type: str
    signs: Signs
    package: str = ""
    """Python package that the form needs in addition to the plain installation; "" if none."""
    tables: Callable[[Drafts, str], TableWriter] | None = None
    """Opens a writer for tables; None if the form has no tables.

    The arguments are the tables with their files by name, and the address of a review page.
    """
    document: Callable[[Iterable[Record], Choice, Tally, TextOf], Iterator[str]] | None = None
    """Yields the lines of a document about records; None if the form has no such document."""
    promises: Callable[[Sequence[FollowedPromise], Path, Handed], None] | None = None
    """Writes a list of promises, with state and verdict of each, to a file; None if the form has no such list."""
    is_one_file: bool = True
    """True if all tables go into one file, False if each table has a file of its own."""
    has_links: bool = False
    download: str = ""
    """File name when records are downloaded: the file or, if there are several, an archive; "" if not offered."""

    @property
    def takes_records(self) -> bool:
        """True if records can be written in this form; False if only promises can."""
        return self.tables is not None or self.document is not None

    @property
    def is_missing(self) -> bool:
        """True if the form needs a package that is not installed."""
        return bool(self.package) and find_spec(self.package) is None

    def refuse_missing(self) -> None:
        """Check that the form's package is installed.

        Raises:
            UsageError: it is not installed; the message says how to install it.

        """
        if self.is_missing:
            raise UsageError(
                f"this form needs {self.package}: run `pip install {self.package}`, "
                "or in a clone `pip install '.[tables]'`"
            )


def _csv(tables: Drafts, _: str) -> TableWriter:
    from summarise.export import CsvFiles

    return CsvFiles(tables)


def _parquet(tables: Drafts, _: str) -> TableWriter:
    from summarise.export import ParquetFiles

    return ParquetFiles(tables)


def _workbook(tables: Drafts, page: str) -> TableWriter:
    from summarise.export import Workbook

    [path] = {path for _, path in tables.values()}
    return Workbook([table for table, _ in tables.values()], path, page)


def _brief(records: Iterable[Record], choice: Choice, tally: Tally, text_of: TextOf) -> Iterator[str]:
    from summarise.export import brief

    return brief(records, choice, tally, text_of)


def _promise_workbook(rows: Sequence[FollowedPromise], path: Path, handed: Handed) -> None:
    from summarise.export import PROMISES, Workbook

    _add(rows, Workbook([PROMISES], path), handed.words)


def _promise_csv(rows: Sequence[FollowedPromise], path: Path, handed: Handed) -> None:
    from summarise.export import PROMISES, CsvFiles

    del handed
    _add(rows, CsvFiles({PROMISES.name: (PROMISES, path)}, in_words=True), "")


def _add(rows: Sequence[FollowedPromise], writer: TableWriter, note: str) -> None:
    from summarise.export import PROMISES

    with abandoned_on_error(writer):
        for row in rows:
            writer.add(PROMISES, PROMISES.row(row, ()))
        writer.close(note)


def _promise_document(rows: Sequence[FollowedPromise], path: Path, handed: Handed) -> None:
    from summarise.export.promise_document import write_document

    write_document(rows, path, "承诺台账", handed.words)


def _promise_json(rows: Sequence[FollowedPromise], path: Path, handed: Handed) -> None:
    from summarise.export.promise_json import write_json

    write_json(rows, path, handed)


_SHEETS = ("承诺事项", "量化目标", "已做工作", "答复", "承诺台账")
_OFFICE = "application/vnd.openxmlformats-officedocument."
FORMS: Mapping[FormName, HandedForm] = {
    form.name: form
    for form in (
        HandedForm(
            FormName.XLSX,
            "Excel 台账",
            (".xlsx",),
            f"{_OFFICE}spreadsheetml.sheet",
            Signs(part="xl/workbook.xml", titles=tuple(f'name="{name}"' for name in _SHEETS)),
            package="xlsxwriter",
            tables=_workbook,
            promises=_promise_workbook,
            has_links=True,
            download="台账.xlsx",
        ),
        HandedForm(
            FormName.DOCX,
            "Word 台账",
            (".docx",),
            f"{_OFFICE}wordprocessingml.document",
            Signs(part="word/document.xml", titles=(">承诺台账<",)),
            promises=_promise_document,
        ),
        HandedForm(
            FormName.CSV,
            "CSV",
            (".csv",),
            "text/csv; charset=utf-8",
            Signs(
                columns=(frozenset((b"source", b"sha256")), frozenset(one.encode() for one in ("编号", "原文校验码")))
            ),
            tables=_csv,
            promises=_promise_csv,
            is_one_file=False,
            download="台账-csv.zip",
        ),
        HandedForm(
            FormName.MARKDOWN,
            "摘要（Markdown）",
            (".md", ".markdown"),
            "text/markdown; charset=utf-8",
            Signs(holds=("# 提案建议答复办理摘要\n".encode(),)),
            document=_brief,
            download="摘要.md",
        ),
        HandedForm(
            FormName.JSON,
            "JSON",
            (".json",),
            "application/json",
            Signs(holds=(b'{\n "query": ', b'\n "today": "', b'\n "rows": [')),
            promises=_promise_json,
        ),
        HandedForm(
            FormName.PARQUET,
            "Parquet",
            (".parquet",),
            "application/vnd.apache.parquet",
            Signs(holds=(b"PAR1", b"source", b"sha256")),
            package="pyarrow",
            tables=_parquet,
            is_one_file=False,
            download="台账-parquet.zip",
        ),
    )
}


def by_ending(path: Path) -> HandedForm | None:
    """Return the form with the ending of `path`'s file name, in any case of letters; None if no form has it."""
    return next((form for form in FORMS.values() if path.suffix.lower() in form.endings), None)


def promise_forms() -> tuple[HandedForm, ...]:
    """Return the forms in which a list of promises can be written."""
    return tuple(form for form in FORMS.values() if form.promises)
