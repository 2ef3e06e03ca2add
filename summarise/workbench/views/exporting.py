"""Handing on: corrected records in every form that `summarise export` writes, and gold from accepted ones."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from summarise.errors import InputError
from summarise.export import Choice, CsvFiles, ParquetFiles, Tables, Tally, Workbook, brief, table_rows
from summarise.record import Record
from summarise.workbench.calls import Call, Caller, Download, Json, Refused, Route
from summarise.workbench.handing_on import corrected_records, gold_files, zipped

if TYPE_CHECKING:
    from summarise.workbench.desk import Desk

__all__ = ["ROUTES", "keep_download"]

_KEPT = 8
_NEEDS = {"xlsx": "xlsxwriter", "parquet": "pyarrow"}
_Writer = Callable[[list[Record]], tuple[str, str, bytes]]


def export(desk: Desk, call: Call) -> Json:
    """Make a file and say where it is fetched."""
    form, accepted = call.text("to", 12), call.body.get("accepted") is True
    if form != "gold" and form not in _WRITERS:
        raise Refused(422, "bad_request", "没有这种格式")
    if (package := _NEEDS.get(form)) and find_spec(package) is None:
        raise Refused(422, "no_package", f"要先安装 {package}：pip install '.[tables]'")
    try:
        if form == "gold":
            files = ((name, content.encode()) for name, content in gold_files(desk, call.caller))
            made = Download("gold.zip", "application/zip", zipped(files))
        else:
            records = list(corrected_records(desk, call.caller, accepted=accepted))
            made = Download(*_WRITERS[form](records))
    except InputError as error:
        raise Refused(
            422, error.kind, "还没有接受过的答复，不能导出 gold" if form == "gold" else error.message
        ) from error
    return keep_download(desk, call.caller, made)


def keep_download(desk: Desk, caller: Caller, made: Download) -> Json:
    """Keep a file for who asked for it, and say where it is fetched."""
    number = hashlib.sha256(made.name.encode() + made.content).hexdigest()[:16]
    with desk.lock:
        desk.downloads[caller.name, number] = made
        while len(desk.downloads) > _KEPT:
            desk.downloads.popitem(last=False)
    return {"id": number, "name": made.name, "bytes": len(made.content)}


def fetch(desk: Desk, call: Call) -> Download:
    """Return a file that was made for the caller."""
    found = desk.downloads.get((call.caller.name, call.path["id"]))
    if found is None:
        raise Refused(404, "missing", "这份文件已经不在了，请再导出一次")
    return found


def _jsonl(records: list[Record]) -> tuple[str, str, bytes]:
    return "records.jsonl", "application/x-ndjson", "".join(f"{record.to_json()}\n" for record in records).encode()


def _markdown(records: list[Record]) -> tuple[str, str, bytes]:
    lines = brief(records, Choice(), Tally())
    return "摘要.md", "text/markdown; charset=utf-8", "".join(f"{line}\n" for line in lines).encode()


def _workbook(records: list[Record]) -> tuple[str, str, bytes]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.xlsx"
        tables = Tables.of(sheets=True)
        _fill(Workbook(tables.all, path), records, tables)
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        return "台账.xlsx", kind, path.read_bytes()


def _csv(records: list[Record]) -> tuple[str, str, bytes]:
    return "台账-csv.zip", "application/zip", zipped(_filled(records, "csv"))


def _parquet(records: list[Record]) -> tuple[str, str, bytes]:
    return "台账-parquet.zip", "application/zip", zipped(_filled(records, "parquet"))


def _filled(records: list[Record], ending: str) -> Iterator[tuple[str, bytes]]:
    with tempfile.TemporaryDirectory() as folder:
        tables = Tables()
        files = {table.name: (table, Path(folder) / f"{table.name}.{ending}") for table in tables.all}
        _fill(CsvFiles(files) if ending == "csv" else ParquetFiles(files), records, tables)
        for _, path in files.values():
            yield path.name, path.read_bytes()


def _fill(writer: Workbook | CsvFiles | ParquetFiles, records: list[Record], tables: Tables) -> None:
    for table, row in table_rows(records, Choice(), Tally(), tables):
        writer.add(table, row)
    writer.close("")


_WRITERS: dict[str, _Writer] = {
    "jsonl": _jsonl,
    "markdown": _markdown,
    "xlsx": _workbook,
    "csv": _csv,
    "parquet": _parquet,
}

ROUTES = (
    Route("POST", "/api/export", export),
    Route("GET", "/api/export/{id}", fetch),
)
