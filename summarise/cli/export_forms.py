"""The forms that `summarise export` writes: what each needs, where its tables go. A new form is a row of `FORMS`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from enum import StrEnum
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from summarise.errors import OutputError, UsageError

if TYPE_CHECKING:
    from summarise.confidence import Acceptance
    from summarise.export import RowForm, Table, Tables

__all__ = ["FORMS", "Form", "FormFacts", "TableName", "Target", "Writing", "form_of"]

LEFT_OUT = "left_out.txt"
"""Beside tables that hold only what is due: how much states no deadline."""


class Form(StrEnum):
    """What to write."""

    CSV = "csv"
    XLSX = "xlsx"
    PARQUET = "parquet"
    MARKDOWN = "markdown"


class TableName(StrEnum):
    """A table of the four."""

    COMMITMENTS = "commitments"
    TARGETS = "targets"
    MEASURES = "measures"
    REPLIES = "replies"


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

    def put(self, name: str, encoded: Any, /) -> None:
        """Write one row of the table of that name, as its form has it."""
        ...

    def close(self, note: str) -> None:
        """End the files, with a note where the form has a place for one."""
        ...

    def abandon(self) -> None:
        """Let go of files that will not be whole."""
        ...


_Drafts = Mapping[str, "tuple[Table[Any], Path]"]


@dataclass(frozen=True, slots=True)
class FormFacts:
    """What is special about a form."""

    form: Form
    endings: tuple[str, ...]
    package: str = ""
    """What it needs beyond the plain installation."""
    opens: Callable[[_Drafts, str], TableWriter] | None = None
    """Open a writer for tables, each with its file, and the address of a review page; None for a document."""
    is_one_file: bool = True
    """True if all tables go into one file."""
    has_links: bool = False

    @property
    def is_document(self) -> bool:
        """True if it is not a table."""
        return self.opens is None

    def refuse_what_does_not_fit(self, table: TableName | None, output: Path, page: str) -> None:
        """Refuse options that this form has no use for, and a form whose package is missing.

        Raises:
            UsageError: with what to do.

        """
        from summarise.new_file import is_stream

        if self.is_document and table:
            raise UsageError("--table is for csv, xlsx and parquet; a brief holds everything")
        if not self.is_one_file and not table and (is_stream(output) or output.suffix.lower() in _ENDINGS):
            raise UsageError(
                f"{output}: {self.form.value} makes four files; give -o a folder, or one table: --table commitments"
            )
        if page and not self.has_links:
            raise UsageError("--page is for xlsx: no other form has links")
        if page and not page.startswith(("http://", "https://", "file://")):
            raise UsageError(f"--page {page}: is no address; it begins with http://, https:// or file://")
        if self.package and find_spec(self.package) is None:
            raise UsageError(
                f"this form needs {self.package}: run `pip install {self.package}`, "
                "or in a clone `pip install '.[tables]'`"
            )


def _csv(tables: _Drafts, _: str) -> TableWriter:
    from summarise.export import CsvFiles

    return CsvFiles(tables)


def _parquet(tables: _Drafts, _: str) -> TableWriter:
    from summarise.export import ParquetFiles

    return ParquetFiles(tables)


def _workbook(tables: _Drafts, page: str) -> TableWriter:
    from summarise.export import Workbook

    [path] = {path for _, path in tables.values()}
    return Workbook([table for table, _ in tables.values()], path, page)


FORMS = {
    facts.form: facts
    for facts in (
        FormFacts(Form.CSV, (".csv",), opens=_csv, is_one_file=False),
        FormFacts(Form.XLSX, (".xlsx",), "xlsxwriter", _workbook, has_links=True),
        FormFacts(Form.PARQUET, (".parquet",), "pyarrow", _parquet, is_one_file=False),
        FormFacts(Form.MARKDOWN, (".md", ".markdown")),
    )
}
_ENDINGS = {ending: facts.form for facts in FORMS.values() for ending in facts.endings}


def form_of(output: Path) -> Form:
    """Return the form that a file's ending says.

    Raises:
        UsageError: it says none.

    """
    form = _ENDINGS.get(output.suffix.lower())
    if form is None:
        raise UsageError(f"{output}: its ending does not say the form; give --to {', '.join(FORMS)}")
    return form


class Writing:
    """A writer, the names of the tables that it takes, and what it had to leave out."""

    def __init__(self, target: Target, tables: Mapping[str, tuple[Table[Any], Path]], writer: TableWriter) -> None:
        self.names = tuple(tables)
        self.form, self.put = writer.form, writer.put
        self._target, self._writer = target, writer

    def close(self, note: str) -> None:
        """End the files; the note goes beside them where they have no place for it."""
        self._writer.close(note)
        if self._target.is_folder:
            self._target.put_note(note)

    @property
    def cut(self) -> int:
        """Cells that were cut to the form's length."""
        return self._writer.cut


@dataclass(frozen=True, slots=True)
class Target:
    """Where an export goes."""

    form: FormFacts
    output: Path
    table: TableName | None
    page: str
    acceptance: Acceptance | None
    """By which items may be taken unread; the tables then have a column for it."""

    @property
    def tables(self) -> Tables:
        """The tables of the records."""
        from summarise.export import Tables

        return Tables.of(self.acceptance, sheets=self.form.has_links)

    @property
    def is_folder(self) -> bool:
        """True if the tables become files of a folder."""
        return not self.form.is_one_file and self.table is None

    @contextmanager
    def writing(self) -> Iterator[Writing]:
        """Give a writer whose files take their places when the block ends well.

        Raises:
            OutputError: the folder or a file cannot be written.

        """
        from summarise.cli.own_files import refuse_foreign
        from summarise.new_file import replacing

        wanted = [table for table in self.tables.all if self.table in {None, table.name}]
        assert self.form.opens is not None
        with ExitStack() as files:
            if self.is_folder:
                self._make_folder()
                places = [self.output / f"{table.name}.{self.form.form.value}" for table in wanted]
                for place in places:
                    refuse_foreign(place, self.form.form.value)
                drafts = [files.enter_context(replacing(place)) for place in places]
            else:
                drafts = [files.enter_context(replacing(self.output))] * len(wanted)
            tables = {table.name: (table, draft) for table, draft in zip(wanted, drafts, strict=True)}
            writer = self.form.opens(tables, self.page)
            try:
                yield Writing(self, tables, writer)
            except BaseException:
                writer.abandon()
                raise

    def put_note(self, note: str) -> None:
        """Write the note beside the tables, or remove the one of an earlier export."""
        from summarise.new_file import replacing
        from summarise.own_file import refuse_without_signs

        refuse_without_signs(self.output / LEFT_OUT, "没有能确定日期的时限".encode())
        if note:
            with replacing(self.output / LEFT_OUT) as draft:
                draft.write_text(f"{note}\n", encoding="utf-8")
        else:
            (self.output / LEFT_OUT).unlink(missing_ok=True)

    def _make_folder(self) -> None:
        try:
            self.output.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OutputError(
                f"{self.output}: cannot be made a folder for the four tables: {error.strerror}"
            ) from error
