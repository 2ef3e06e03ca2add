"""Converts a text to be labelled, and its labels, to JSON for the page."""

from __future__ import annotations

from summarise.evaluation.gold.label_units import units
from summarise.review.reviewed_reply import Reply
from summarise.review.sheet import Sheet
from summarise.review.suggestions import Suggestions
from summarise.workbench.calls import Json
from summarise.workbench.listed_text import Listed
from summarise.workbench.shelf import Row
from summarise.workbench.views.attributes_payload import attributes_json
from summarise.workbench.views.field_offers import field_offers

__all__ = ["fixed_sheet", "sheet_json"]

_HEAD, _FOOT = 8, 6
"""Number of units at the head and at the foot of a text that are offered for fields."""


def fixed_sheet(opened: Reply, row: Row, *, drafted: bool = False) -> Json:
    """Return the text of a reply to be labelled (`opened`, `row`) as JSON.

    If `drafted`, numbers have the indicator and the basis that the rules give them. Otherwise suggested attributes come
    from the words of the text alone, and no basis is suggested.
    """
    annotated, suggested = opened.annotated, Suggestions(opened.annotated)
    sentences = [one for one in annotated.sentences if not (one.furniture or one.proposal)]
    text = annotated.document.text
    lines = [text[start:end] for start, end in units(text)]
    return {
        "name": row.name,
        "sha256": row.sha256,
        "source": Listed.of(text, row.source).headed,
        "text": text,
        "offered": field_offers([*lines[:_HEAD], *lines[_HEAD:][-_FOOT:]]),
        "quantities": [
            {"start": one.start, "end": one.end, "indicators": suggested.indicators(one, ruled=drafted)}
            | ({"basis": suggested.basis(one)} if drafted else {})
            for one in annotated.quantities
        ],
        "dates": [
            {"start": one.start, "end": one.end, "by": one.by.isoformat() if one.by else ""} for one in annotated.dates
        ],
        "offers": [
            {
                "start": one.start,
                "end": one.end,
                "bodies": suggested.bodies(one),
                "dates": suggested.dates(one),
            }
            for one in sentences
        ],
    }


def sheet_json(sheet: Sheet, is_draft: bool = False) -> Json:
    """Return the labelling `sheet` as JSON for the page.

    `left` is the number of units without a label; of a labelling that began with a draft (`is_draft`), the number of
    units without a label of the person's own.
    """
    return {
        "units": [
            {
                "start": start,
                "end": end,
                "labels": sheet.labels.get(start, ""),
                "touched": start in sheet.touched,
                "doubt": sheet.doubts.get(start, ""),
                "promise": _promise(sheet, start),
            }
            for start, end in sheet.units
        ],
        "numbers": [
            {
                "start": start,
                "indicator": one.indicator,
                "basis": one.basis,
                "deadline": list(one.deadline) if one.deadline else None,
            }
            for start, one in sorted(sheet.numbers.items())
        ],
        "fields": dict(sheet.fields),
        "left": sum(
            not sheet.labels.get(start) or (is_draft and start not in sheet.touched) for start, _ in sheet.units
        ),
        "handed_in": sheet.handed_in,
    }


def _promise(sheet: Sheet, start: int) -> Json | None:
    one = sheet.promises.get(start)
    return attributes_json(one) if one else None
