"""The forms that records and promises are handed on in: for `export`, `search -o` and the workbench alike.

A new form is a row of `FORMS` and the module that writes it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from summarise.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarise.export import Choice, FollowedPromise, Handed, RowForm, Table, Tally
    from summarise.export.tables import Row
    from summarise.record import Record

__all__ = [
    "FORMS",
    "Drafts",
    "FormName",
    "HandedForm",
    "Signs",
    "TableWriter",
    "by_ending",
    "promise_forms",
]


class FormName(StrEnum):
    """What to write."""

    CSV = "csv"
    XLSX = "xlsx"
    PARQUET = "parquet"
    MARKDOWN = "markdown"
    DOCX = "docx"
    JSON = "json"


class TableWriter(Protocol):
    """Where rows go."""

    @property
    def cut(self) -> int:
        """Cells that were cut to the form's length so far."""
        ...

    @property
    def form(self) -> RowForm:
        """How rows are put."""
        ...

    def add(self, table: Table[Any], row: Row) -> None:
        """Write one row of a table."""
        ...

    def put(self, name: str, encoded: Any, /) -> None:
        """Write one row of the table of that name, as its form has it."""
        ...

    def close(self, note: str) -> None:
        """End the files, with a note where the form has a place for one."""
        ...

    def abandon(self) -> None:
        """Let go of files that will not be whole."""
        ...


Drafts = Mapping[str, "tuple[Table[Any], Path]"]
TextOf = Callable[["Record"], "str | None"]


@dataclass(frozen=True, slots=True)
class Signs:
    """By what a file of a form shows that this program wrote it."""

    holds: tuple[bytes, ...] = ()
    """It begins as the first begins, and holds all of them."""
    part: str = ""
    """The part of an Office file in which one of `titles` stands."""
    titles: tuple[str, ...] = ()
    columns: frozenset[bytes] = frozenset()
    """The first line names all of these columns."""


@dataclass(frozen=True, slots=True)
class HandedForm:
    """What is special about a form."""

    name: FormName
    label: str
    """As the page calls it."""
    endings: tuple[str, ...]
    media_type: str
    signs: Signs
    package: str = ""
    """What it needs beyond the plain installation."""
    tables: Callable[[Drafts, str], TableWriter] | None = None
    """Open a writer for the tables of records, each with its file, and the address of a review page."""
    document: Callable[[Iterable[Record], Choice, Tally, TextOf], Iterator[str]] | None = None
    """The lines of a document over records."""
    promises: Callable[[Sequence[FollowedPromise], Path, Handed], None] | None = None
    """Write a ledger of promises with what became of them."""
    is_one_file: bool = True
    """True if all tables go into one file."""
    has_links: bool = False
    download: str = ""
    """What records are called as a download: the file, or the archive of its files."""

    @property
    def takes_records(self) -> bool:
        """True if records are written in it, not promises alone."""
        return self.tables is not None or self.document is not None

    @property
    def is_missing(self) -> bool:
        """True if a package that it needs is not installed."""
        return bool(self.package) and find_spec(self.package) is None

    def refuse_missing(self) -> None:
        """Refuse a form whose package is missing.

        Raises:
            UsageError: with what to do.

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
    _add(rows, CsvFiles({PROMISES.name: (PROMISES, path)}), "")


def _add(rows: Sequence[FollowedPromise], writer: TableWriter, note: str) -> None:
    from summarise.export import PROMISES

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
            Signs(columns=frozenset((b"source", b"sha256"))),
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
    """Return the form that a file's ending says, None where it says none."""
    return next((form for form in FORMS.values() if path.suffix.lower() in form.endings), None)


def promise_forms() -> tuple[HandedForm, ...]:
    """Return the forms in which a ledger of promises is written."""
    return tuple(form for form in FORMS.values() if form.promises)
