"""View for export: records with people's changes in every form of `summarise export`, and gold files."""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from summarise.errors import InputError
from summarise.export import Choice, Tables, Tally, table_rows
from summarise.forms import FORMS, HandedForm, abandoned_on_error
from summarise.record import Record
from summarise.workbench.calls import Call, Caller, Download, Json, Refused, Route
from summarise.workbench.handing_on import corrected_records, gold_files, zipped
from summarise.workbench.withheld import withheld

if TYPE_CHECKING:
    from summarise.workbench.desk import Desk

__all__ = ["ROUTES", "forms", "keep_download", "refuse_missing"]

_KEPT = 8
_RECORDS = "jsonl"
_GOLD = "gold"


def forms() -> list[list[str]]:
    """Return the forms in which records can be exported, as [name, label]."""
    made = [[form.name, form.label] for form in FORMS.values() if form.takes_records]
    return [*made, [_RECORDS, "更正后的记录（JSONL）"], [_GOLD, "gold（已接受的记录）"]]


def export(desk: Desk, call: Call) -> Json:
    """Write a file in the form `to` of the request; return its id for `fetch`, its name and its size in bytes.

    If the request sets `accepted`, only accepted records are written; gold files are always of accepted ones.

    Raises:
        Refused: the form is unknown, or needs a package that is not installed, or there is nothing to write (422).

    """
    name, accepted = call.text("to", 12), call.body.get("accepted") is True
    try:
        made, new = _made(desk, call.caller, name, accepted=accepted or name == _GOLD)
    except InputError as error:
        raise Refused(
            422,
            error.kind,
            "还没有接受过的答复，不能导出 gold；标注交卷的 gold 在“评测”里下载" if name == _GOLD else error.message,
        ) from error
    return keep_download(desk, call.caller, made, new)


def _made(desk: Desk, caller: Caller, name: str, *, accepted: bool) -> tuple[Download, int]:
    """Return a file of the records, and the number of those whose result the caller has not seen before."""
    form = next((one for one in FORMS.values() if one.name == name and one.takes_records), None)
    if form is None and name not in {_RECORDS, _GOLD}:
        raise Refused(422, "bad_request", "没有这种格式")
    if form is not None:
        refuse_missing(form)
    records = list(corrected_records(desk, caller, accepted=accepted))
    new = desk.saw(caller, *(record.document.sha256 for record in records))
    if form is not None:
        return _written(form, records), new
    if name == _GOLD:
        files = ((file, content.encode()) for file, content in gold_files(desk, caller))
        return Download("gold.zip", "application/zip", zipped(files)), new
    lines = "".join(f"{record.to_json()}\n" for record in records)
    return Download("records.jsonl", "application/x-ndjson", lines.encode()), new


def refuse_missing(form: HandedForm) -> None:
    """Raise an error if the package that a form needs is not installed.

    Raises:
        Refused: the message says what to install.

    """
    if form.is_missing:
        raise Refused(422, "no_package", f"要先安装 {form.package}：pip install '.[tables]'")


def _written(form: HandedForm, records: list[Record]) -> Download:
    if form.document:
        lines = form.document(records, Choice(), Tally(), lambda _: None)
        return Download(form.download, form.media_type, "".join(f"{line}\n" for line in lines).encode())
    assert form.tables is not None
    with tempfile.TemporaryDirectory() as folder:
        tables = Tables.of(sheets=form.has_links)
        paths = [Path(folder) / f"{'all' if form.is_one_file else table.name}{form.endings[0]}" for table in tables.all]
        writer = form.tables({table.name: (table, path) for table, path in zip(tables.all, paths, strict=True)}, "")
        with abandoned_on_error(writer):
            for table, row in table_rows(records, Choice(), Tally(), tables):
                writer.add(table, row)
            writer.close("")
        if form.is_one_file:
            return Download(form.download, form.media_type, paths[0].read_bytes())
        archive = zipped((path.name, path.read_bytes()) for path in paths)
        return Download(form.download, "application/zip", archive)


def keep_download(desk: Desk, caller: Caller, made: Download, new: int = 0) -> Json:
    """Keep the file `made` for download by the caller; return its id, name and size in bytes.

    `said` in the answer names the file, what it leaves out, and the number of replies (`new`) that the caller can no
    longer label blind because of it. Only the last eight files are kept.
    """
    number = hashlib.sha256(made.name.encode() + made.content).hexdigest()[:16]
    with desk.lock:
        desk.downloads[caller.name, number] = made
        while len(desk.downloads) > _KEPT:
            desk.downloads.popitem(last=False)
    used = f"其中 {new} 件您原来没有看过，不能再盲标" if new and caller.may("review") else ""
    said = "，".join(filter(None, (f"已导出 {made.name}", used, withheld(desk, caller))))
    return {"id": number, "name": made.name, "bytes": len(made.content), "said": said}


def fetch(desk: Desk, call: Call) -> Download:
    """Return a file that was exported for the caller; the path of the request contains its id.

    Raises:
        Refused: the file was exported for somebody else, or is no longer kept (404).

    """
    found = desk.downloads.get((call.caller.name, call.path["id"]))
    if found is None:
        raise Refused(404, "missing", "这份文件已经不在了，请再导出一次")
    return found


ROUTES = (
    Route("POST", "/api/export", export),
    Route("GET", "/api/export/{id}", fetch),
)
