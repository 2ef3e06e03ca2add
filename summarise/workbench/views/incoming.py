"""View for new files: summarises the files and texts that people add, and appends their records."""

from __future__ import annotations

import base64
import binascii
import json
from typing import TYPE_CHECKING

from summarise.batch.texts import save_text
from summarise.document import Document
from summarise.errors import SummariseError
from summarise.load import load_bytes
from summarise.pipeline import summarise
from summarise.records_file import added_path
from summarise.workbench.all_acts import taken_path
from summarise.workbench.calls import Call, Json, Refused, Route
from summarise.workbench.refusals import reason
from summarise.workbench.shelf import Row, texts_folder

if TYPE_CHECKING:
    from summarise.workbench.desk import Desk

__all__ = ["ROUTES"]

_LARGEST = 34 * 1024 * 1024
"""Maximum size of a request in bytes: a file of 25 MiB in base64."""
_LONGEST_NAME = 255


def take(desk: Desk, call: Call) -> Json:
    """Summarise the file (`data`) or the pasted text (`text`) in the request, and save its text and record.

    A text that has a record is not summarised again; then `known` in the answer is True.

    Raises:
        Refused: the workbench has no engine (403), the request is incomplete (400), or the text cannot be read or
            summarised (422).

    """
    if desk.engine is None:
        raise Refused(403, "no_engine", "这里没有开着引擎，不能收新文件")
    document = _document(call)
    with desk.lock:
        known = desk.shelf.row(document.sha256)
    if known is not None:
        return _known(known)
    try:
        record = summarise(document, desk.engine)
    except SummariseError as error:
        raise Refused(422, error.kind, reason(error)) from error
    with desk.lock:
        if known := desk.shelf.row(document.sha256):  # somebody else gave it meanwhile
            return _known(known)
        save_text(texts_folder(desk.records), document)
        desk.append(added_path(desk.records), record.to_json().encode())
        taken = {"sha256": document.sha256, "source": document.source, "by": call.caller.name, "at": desk.now()}
        desk.append(taken_path(desk.records), json.dumps(taken, ensure_ascii=False, separators=(",", ":")).encode())
        desk.refresh()
        row = desk.row(document.sha256)
    return {
        "name": row.name,
        "title": row.title,
        "known": False,
        "commitments": row.commitments,
        "targets": row.targets,
        "warnings": row.warnings,
        "said": _said(desk, call, row),
    }


def _said(desk: Desk, call: Call, row: Row) -> str:
    """Return what was found in a new reply, and which replies it is another version of."""
    counts = f"承诺 {row.commitments} · 目标 {row.targets}" + (f" · 提醒 {row.warnings}" if row.warnings else "")
    closed = desk.closed_to(call.caller)
    others = [one for one in desk.editions.others(row) if one[0].sha256 not in closed]
    if not others:
        return counts
    named = "、".join(f"{one.title}（{one.date}，{one.name}）" for one, _ in others)
    is_older = row.sha256 in desk.editions.newest()
    kept = "那一件较新，台账仍列那一件" if is_older else "台账从此只列这一件，原来的标为旧版，认定留在原处"
    return f"{counts}。与 {named} 是同一件答复的不同版本：{kept}"


def _known(row: Row) -> Json:
    return {"name": row.name, "title": row.title, "known": True, "said": "（已有）"}


def _document(call: Call) -> Document:
    name = call.text("name", _LONGEST_NAME).strip() or "粘贴的原文.txt"
    text, data = call.body.get("text"), call.body.get("data")
    try:
        if isinstance(text, str) and text.strip():
            return load_bytes(text.encode(), name)
        if isinstance(data, str):
            return load_bytes(base64.b64decode(data, validate=True), name)
    except SummariseError as error:
        raise Refused(422, error.kind, reason(error)) from error
    except (binascii.Error, UnicodeEncodeError, ValueError) as error:
        raise Refused(400, "bad_request", "文件没有完整传来") from error
    raise Refused(400, "bad_request", "请给一个文件或一段原文")


ROUTES = (Route("POST", "/api/incoming", take, role="review", largest=_LARGEST),)
