"""View for numbers and dates that the program does not recognise. They are saved in `NAME.unread.jsonl`.

They never become part of a record.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from summarise.annotate import annotate
from summarise.document import Document
from summarise.workbench.all_acts import unread_path
from summarise.workbench.calls import Call, Json, Refused, Route

if TYPE_CHECKING:
    from summarise.annotated import AnnotatedDocument
    from summarise.workbench.desk import Desk

__all__ = ["ROUTES"]

_LONGEST = 60


def note(desk: Desk, call: Call) -> Json:
    """Save words that state a number or date which the program did not recognise in its sentence.

    The request has the name of the reply as `on`, the words as `words`, and the ends of the sentence as `start` and
    `end`. Return the words (`quote`) and what the program recognises if it reads them alone (`alone`, "" for nothing).

    Raises:
        Refused: the sentence does not have the words, or the program did recognise them (422).

    """
    row = desk.open_row(call, call.text("on"))
    annotated = desk.reply(row).annotated
    start, end = call.body.get("start"), call.body.get("end")
    found = _place(annotated.document.text, start, end, call.text("words", _LONGEST))
    if found is None:
        raise Refused(422, "not_there", "原文的这一句里没有这些字")
    marked = [(one.start, one.end) for one in annotated.quantities] + [(one.start, one.end) for one in annotated.dates]
    if found in marked:
        raise Refused(422, "read", "这里已经标出来了")
    quote = annotated.document.text[slice(*found)]
    line = {
        "sha256": row.sha256,
        "start": found[0],
        "end": found[1],
        "quote": quote,
        "alone": _read_as(annotate(Document("span.txt", quote))),
        "found_on": desk.now()[:10],
        "by": call.caller.name,
    }
    desk.append(unread_path(desk.records), json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode())
    return {"quote": quote, "alone": line["alone"]}


def _place(text: str, start: object, end: object, words: str) -> tuple[int, int] | None:
    """Return the place of words in a sentence; blanks between the words are ignored, since the page may drop them."""
    if not isinstance(start, int) or not isinstance(end, int) or not 0 <= start < end or not words.strip():
        return None
    found = re.search(r"\s*".join(map(re.escape, words.replace(" ", ""))), text[start:end])
    return (start + found.start(), start + found.end()) if found else None


def _read_as(annotated: AnnotatedDocument) -> str:
    """Return what the grammar reads in the words alone; "" for nothing."""
    if annotated.quantities:
        return f"quantity {annotated.quantities[0].value} {annotated.quantities[0].unit}".strip()
    return f"date {annotated.dates[0].by or ''}".strip() if annotated.dates else ""


ROUTES = (Route("POST", "/api/unread", note, role="review"),)
