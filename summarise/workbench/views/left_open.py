"""Finds numbers and dates of commitments that a labeller may have forgotten, to ask before the labels are handed in."""

from __future__ import annotations

from summarise.annotated import AnnotatedDocument
from summarise.evaluation.span import Span
from summarise.review.sheet import Promise, Sheet
from summarise.review.suggestions import Suggestions

__all__ = ["left_open"]

_NO_TARGET = "里有数字，没有一个列为目标：确实不是目标就不用改，是目标请按 T"
_NO_DEADLINE = "里有日期，没有选作任何时限：确实不是时限就不用改，是时限请按 D"


def left_open(annotated: AnnotatedDocument, sheet: Sheet) -> list[str]:
    """Return a question on the commitments with numbers but without a target, and one on those with an unused date.

    The sentences are named by their number on the page. Dates that cannot be a deadline are not asked for.
    """
    promised = [(n, unit) for n, unit in enumerate(sheet.units, 1) if "c" in sheet.labels.get(unit[0], "")]
    found = {
        _NO_TARGET: [n for n, unit in promised if _lacks_target(annotated, sheet, unit)],
        _NO_DEADLINE: [n for n, unit in promised if _lacks_deadline(annotated, sheet, unit)],
    }
    return [f"第 {'、'.join(map(str, places))} 句承诺{said}" for said, places in found.items() if places]


def _lacks_target(annotated: AnnotatedDocument, sheet: Sheet, unit: Span) -> bool:
    inside = [one.start for one in annotated.quantities if unit[0] <= one.start < unit[1]]
    return bool(inside) and not any(start in sheet.numbers for start in inside)


def _lacks_deadline(annotated: AnnotatedDocument, sheet: Sheet, unit: Span) -> bool:
    fitting = Suggestions(annotated).dates_within(*unit)
    used = {sheet.promises.get(unit[0], Promise()).deadline}
    used |= {number.deadline for start, number in sheet.numbers.items() if unit[0] <= start < unit[1]}
    return any(date not in used for date in fitting)
