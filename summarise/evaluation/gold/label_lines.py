"""Parses two parts of the labelling notation: the attributes of a commitment, and the fields of a target."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

from summarise.evaluation.gold.gold_file import GoldCommitment
from summarise.evaluation.gold.unit_sheet import Refused

__all__ = ["commitment_attributes", "in_notation", "iso_date", "target_fields"]

_COMPARATORS = (">=", ">", "<=", "<", "~", "=", "range")
_BASES = ("level", "increment", "growth", "reduction")
_POWERS = {"": 0, "万": 4, "亿": 8, "万亿": 12}
_ATTRIBUTES = re.compile(r'(firm|effort|explore)(?: (?:by=(\S+) )?"([^"]+)")?(?: resp=(.+))?')
_DEADLINE = re.compile(r'"(.+)"(?: (\S+))?')
_VALUE = re.compile(r"(\d+(?:\.\d+)?)(万亿|万|亿|)")


def commitment_attributes(written: str, text: str) -> dict[str, Any]:
    """Parse `firm by=2025-12-31 "年底前" resp=市水利局|市财政局` into the fields of a `GoldCommitment`.

    Deadline and bodies may be left out. `text` is the reply's text, which must contain both.

    Raises:
        Refused: `written` does not have this form, or the text does not contain the deadline's words or a body.

    """
    found = _ATTRIBUTES.fullmatch(written)
    if not found:
        raise Refused(
            'a commitment needs its certainty (firm, effort, explore), then as they apply by=DATE "words" and '
            f"resp=A|B, in this order; here: {written or 'nothing'}"
        )
    bodies = [body.strip() for body in (found[4] or "").split("|") if body.strip()]
    for body in bodies:
        if body not in text:
            raise Refused(f"{body} is not in the text")
    return {"responsible": bodies, "certainty": found[1], "deadline": _deadline(found[3], found[2], text)}


def in_notation(item: GoldCommitment) -> str:
    """Return the attributes of the commitment `item` as `commitment_attributes` parses them."""
    deadline = f' by={item.deadline.by} "{item.deadline.text}"' if item.deadline.text else ""
    return item.certainty + deadline + (f" resp={'|'.join(item.responsible)}" if item.responsible else "")


def target_fields(written: str, text: str) -> dict[str, Any]:
    """Parse `written`, behind a target's quote: `指标 | 20 | 项 | >= | increment | "2025年" 2025-12-31 | optional`.

    The last two parts may be left out. `text` is the reply's text, which must contain the deadline's words. Return the
    fields of a `GoldTarget` by name, without its span and quote.

    Raises:
        Refused: the number of parts is wrong, or one cannot be read.

    """
    cells = [cell.strip() for cell in written.split("|")]
    optional = cells[-1] == "optional"
    cells = cells[:-1] if optional else cells
    if len(cells) == 5:  # noqa: PLR2004 -- all but the deadline
        cells.append("")
    if len(cells) != 6:  # noqa: PLR2004 -- the fields named in the message
        raise Refused(
            'a target is t UNIT "quote" | indicator | value | unit | comparator | basis, then as they apply '
            f'| "words" DATE and | optional; here are {len(cells)} fields after the quote'
        )
    indicator, value, unit, comparator, basis, deadline = cells
    if comparator not in _COMPARATORS:
        raise Refused(f"there is no comparator {comparator}; they are {' '.join(_COMPARATORS)}")
    if basis not in _BASES:
        raise Refused(f"there is no basis {basis}; they are {', '.join(_BASES)}")
    return {
        "indicator": indicator,
        **_values(value, comparator),
        "unit": unit,
        "comparator": comparator,
        "basis": basis,
        "deadline": _target_deadline(deadline, text),
        "optional": optional,
    }


def _target_deadline(written: str, text: str) -> dict[str, str]:
    if not written:
        return _deadline(None, None, text)
    found = _DEADLINE.fullmatch(written)
    if not found:
        raise Refused(f'a deadline is "words" YYYY-MM-DD, or "words" alone: {written}')
    return _deadline(found[1], found[2], text)


def _deadline(words: str | None, by: str | None, text: str) -> dict[str, str]:
    if words and words not in text:
        raise Refused(f"the deadline “{words}” is not in the text")
    return {"text": words or "", "by": iso_date(by) if by else ""}


def iso_date(written: str) -> str:
    """Return `written` if it is a valid date of the form YYYY-MM-DD.

    Raises:
        Refused: it is not of this form, or the calendar has no such day.

    """
    try:
        return date.fromisoformat(written).isoformat()
    except ValueError as error:
        raise Refused(f"{written} is no date; write YYYY-MM-DD") from error


def _values(written: str, comparator: str) -> dict[str, Decimal | None]:
    lower, dots, upper = written.partition("..")
    if bool(dots) != (comparator == "range"):
        raise Refused(f"a range is written 10..15 and has the comparator range; here: {written} and {comparator}")
    return {"value": _number(lower), "upper": _number(upper) if dots else None}


def _number(written: str) -> Decimal:
    found = _VALUE.fullmatch(written.strip())
    if not found:
        raise Refused(f"{written} is no number; write digits, as they are or with 万, 亿")
    return Decimal(found[1]).scaleb(_POWERS[found[2]])
