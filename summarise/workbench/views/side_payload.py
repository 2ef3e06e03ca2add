"""Says in Chinese what one of two labellings has at a difference, line by line, for the settler's page."""

from __future__ import annotations

from summarise.annotated import AnnotatedDocument
from summarise.evaluation.span import Span
from summarise.review.settling import Block
from summarise.review.sheet import Number, Promise, Sheet
from summarise.wording import BASIS, CERTAINTY, PROPOSAL_KINDS
from summarise.workbench.calls import Json

__all__ = ["field_lines", "side_lines"]

_LABELS = {"m": "已做", "c": "承诺", "h": "标题", "p": "提案", "b": "背景", "f": "版面"}
_BEGINNING = 16
"""Number of characters that name a unit where a difference has several."""


def side_lines(annotated: AnnotatedDocument, side: Sheet, block: Block) -> list[Json]:
    """Return a line for each unit, and for each target, that the labelling `side` has in `block`.

    A line has `marks` (kind and word of each badge), `words`, and `more`, which is printed small.
    """
    text = annotated.document.text
    units = [unit for unit in side.units if block.start <= unit[0] < block.end]
    lines = [_unit(text, side, unit, is_named=len(units) > 1) for unit in units]
    amounts = {one.start: annotated.quote(one) for one in annotated.quantities}
    numbers = [(start, one) for start, one in sorted(side.numbers.items()) if block.start <= start < block.end]
    return lines + [_line([["badge.t", amounts.get(start, "")]], _target(text, one)) for start, one in numbers]


def field_lines(side: Sheet, path: str) -> list[Json]:
    """Return the line with the value that the labelling `side` has for the field `path`."""
    value = side.fields.get(path) or []
    words = [PROPOSAL_KINDS.get(str(one), str(one)) for one in (value if isinstance(value, list) else [value])]
    return [_line([], "、".join(words) or "（空）")]


def _line(marks: list[list[str]], words: str, more: str = "") -> Json:
    return {"marks": marks, "words": words, "more": more}


def _unit(text: str, side: Sheet, unit: Span, *, is_named: bool) -> Json:
    start, end = unit
    marks = [[f"lab.{one}", _LABELS[one]] for one in side.labels.get(start, "")]
    named = f" {text[start:end][:_BEGINNING]}…" if is_named else ""
    doubt = side.doubts.get(start, "")
    return _line(marks, _promise(text, side.promises.get(start)), named + (f" 疑问：{doubt}" if doubt else ""))


def _promise(text: str, promise: Promise | None) -> str:
    if promise is None:
        return ""
    parts = CERTAINTY[promise.certainty], "、".join(promise.responsible), _quoted(text, promise.deadline)
    return " · ".join(filter(None, parts))


def _target(text: str, number: Number) -> str:
    return " · ".join(filter(None, (number.indicator, BASIS[number.basis], _quoted(text, number.deadline))))


def _quoted(text: str, span: Span | None) -> str:
    return text[span[0] : span[1]] if span else ""
