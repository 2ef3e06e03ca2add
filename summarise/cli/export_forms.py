"""The form of an export, and the files that `summarise export` writes its tables to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from summarise.errors import OutputError, UsageError
from summarise.forms import FORMS, HandedForm, TableWriter, abandoned_on_error, by_ending

if TYPE_CHECKING:
    from summarise.confidence import Acceptance
    from summarise.export import Table, Tables

__all__ = ["Form", "TableName", "Target", "Writing", "form_of", "refuse_what_does_not_fit"]

LEFT_OUT = "left_out.txt"
"""File in a folder of tables limited by deadline; it says how many items have no deadline and were left out."""


_RECORDS = {form.name: form for form in FORMS.values() if form.takes_records}
Form = StrEnum("Form", {name.name: name.value for name in _RECORDS})  # type: ignore[misc]
"""The forms in which records can be exported."""


class TableName(StrEnum):
    """One of the four tables of an export."""

    COMMITMENTS = "commitments"
    TARGETS = "targets"
    MEASURES = "measures"
    REPLIES = "replies"


def refuse_what_does_not_fit(form: HandedForm, table: TableName | None, output: Path, page: str) -> None:
    """Raise UsageError if an option does not fit `form`, or if a package that the form needs is not installed.

    `table` is the value of --table (None without it), `output` that of -o, and `page` that of --page ("" without it).

    Raises:
        UsageError: the message says what to do.

    """
    from summarise.new_file import is_stream

    if form.tables is None and table:
        raise UsageError("--table is for csv, xlsx and parquet; a brief holds everything")
    if not form.is_one_file and not table and (is_stream(output) or _by_ending(output)):
        raise UsageError(
            f"{output}: {form.name.value} makes four files; give -o a folder, or one table: --table commitments"
        )
    if page and not form.has_links:
        raise UsageError("--page is for xlsx: no other form has links")
    if page and not page.startswith(("http://", "https://", "file://")):
        raise UsageError(f"--page {page}: is no address; it begins with http://, https:// or file://")
    form.refuse_missing()


def _by_ending(output: Path) -> HandedForm | None:
    found = by_ending(output)
    return found if found and found.takes_records else None


def form_of(to: str | None, output: Path) -> HandedForm:
    """Return the form named `to`; without a name, the form that belongs to the file suffix of `output`.

    Raises:
        UsageError: neither gives a form.

    """
    form = _RECORDS.get(to) if to else _by_ending(output)  # type: ignore[call-overload]
    if form is None:
        forms = ", ".join(_RECORDS)
        raise UsageError(f"{output}: its ending does not say the form; give --to {forms}")
    return form


class Writing:
    """An export that is being written; `put` writes a row, and `names` are the tables of the export."""

    def __init__(self, target: Target, tables: Mapping[str, tuple[Table[Any], Path]], writer: TableWriter) -> None:
        self.names = tuple(tables)
        self.form, self.put = writer.form, writer.put
        self._target, self._writer = target, writer

    def close(self, note: str) -> None:
        """Finish the files. `note` is written into the file if its form has a place for it.

        If the tables are files in a folder, `note` is written to a further file in this folder.
        """
        self._writer.close(note)
        if self._target.is_folder:
            self._target.put_note(note)

    @property
    def cut(self) -> int:
        """Number of cells that were shortened to the maximum length of the form."""
        return self._writer.cut


@dataclass(frozen=True, slots=True)
class Target:
    """The form, the path and the tables of an export.

    If `table` is None, all four tables are written. `page` is the address of the review page to which cells link; if it
    is "", cells have no links.
    """

    form: HandedForm
    output: Path
    table: TableName | None
    page: str
    acceptance: Acceptance | None
    """The threshold above which items may be accepted unread, for a column of the tables; None for no such column."""

    @property
    def tables(self) -> Tables:
        """The tables of the export, with their columns."""
        from summarise.export import Tables

        return Tables.of(self.acceptance, sheets=self.form.has_links)

    @property
    def is_folder(self) -> bool:
        """True if the output is a folder with a file for each table."""
        return not self.form.is_one_file and self.table is None

    @contextmanager
    def writing(self) -> Iterator[Writing]:
        """Yield a writer for the rows; its files replace earlier ones only when the block ends without an error.

        Raises:
            OutputError: the folder or a file cannot be written, or an existing file is not an export of this program.

        """
        from summarise.cli.own_files import refuse_foreign
        from summarise.new_file import replacing

        wanted = [table for table in self.tables.all if self.table in {None, table.name}]
        assert self.form.tables is not None
        with ExitStack() as files:
            if self.is_folder:
                self._make_folder()
                places = [self.output / f"{table.name}.{self.form.name.value}" for table in wanted]
                for place in places:
                    refuse_foreign(place, self.form.name.value)
                drafts = [files.enter_context(replacing(place)) for place in places]
            else:
                drafts = [files.enter_context(replacing(self.output))] * len(wanted)
            tables = {table.name: (table, draft) for table, draft in zip(wanted, drafts, strict=True)}
            writer = self.form.tables(tables, self.page)
            with abandoned_on_error(writer):
                yield Writing(self, tables, writer)

    def put_note(self, note: str) -> None:
        """Write the note as a file beside the tables; an empty note removes the file of an earlier export."""
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
