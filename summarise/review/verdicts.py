"""People's verdicts on whether a promise was kept, each with its evidence.

A verdict is an event of the journal. The last verdict that is not undone counts. All verdicts remain visible, since
withdrawing one is a further event.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from pydantic import BaseModel, ConfigDict, Field, JsonValue, ValidationError

from summarise.errors import UsageError
from summarise.review.events import Event
from summarise.review.fold import active
from summarise.web_address import web_address
from summarise.wording import VERDICTS

__all__ = ["NEEDS_NONE", "Finding", "Proof", "checked_finding", "findings", "in_force", "unmatched"]

NEEDS_NONE = "无法核实"
"""The verdict "cannot be verified". It is the only verdict that needs no evidence."""
_MOST_PROOFS = 20


class Proof(BaseModel):
    """A sentence that supports a verdict, from a later reply in the corpus or from a web page."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    quote: str = Field(min_length=1, max_length=4000)
    reference: str = Field(default="", max_length=80, description="of a measure or promise of a later reply")
    sha256: str = Field(default="", pattern=r"^([0-9a-f]{64})?$", description="of the later reply's text")
    start: int | None = Field(default=None, ge=0)
    end: int | None = Field(default=None, ge=0)
    issuer: str = Field(default="", max_length=200, description="who says so")
    dated: str = Field(default="", pattern=r"^(\d{4}-\d{2}-\d{2})?$", description="the day of that reply")
    url: str = Field(default="", max_length=2048, description="address of a page elsewhere")
    seen_on: str = Field(default="", pattern=r"^(\d{4}-\d{2}-\d{2})?$", description="when the page said so")


class Finding(BaseModel):
    """A person's verdict on one promise, with its evidence and a note."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    verdict: str
    evidence: tuple[Proof, ...] = Field(default=(), max_length=_MOST_PROOFS)
    note: str = Field(default="", max_length=2000)


def checked_finding(value: JsonValue, today: date) -> Finding:
    """Check `value`, a verdict with its evidence as JSON values, and return it as a `Finding`.

    Raises:
        UsageError: the fields are wrong, the verdict is unknown, evidence is missing, or evidence from a web page has
            no full address or was seen after `today`.

    """
    try:
        finding = Finding.model_validate_json(_json(value))
    except ValidationError as error:
        raise UsageError(
            "the finding is not complete: it has a verdict, and evidence with its words and where they stand"
        ) from error
    if finding.verdict not in VERDICTS:
        raise UsageError(f"there is no verdict “{finding.verdict[:20]}”; the verdicts are {'、'.join(VERDICTS)}")
    if not finding.evidence and finding.verdict != NEEDS_NONE:
        raise UsageError(f"the verdict “{finding.verdict}” needs evidence: a later reply, or an address with its words")
    for proof in finding.evidence:
        _refuse_loose(proof, today)
    return finding


def _json(value: JsonValue) -> str:
    import json  # noqa: PLC0415 - lists of JSON become tuples on the way back

    return json.dumps(value, ensure_ascii=False)


def _refuse_loose(proof: Proof, today: date) -> None:
    if not proof.quote.strip():
        raise UsageError("the evidence has no words")
    if proof.sha256:
        return
    if not web_address(proof.url):
        raise UsageError("the evidence needs a source: a later reply among these records, or a full http(s) address")
    try:
        is_late = date.fromisoformat(proof.seen_on) > today
    except ValueError as error:
        raise UsageError("the evidence needs the day on which it was seen, such as 2026-03-01") from error
    if is_late:
        raise UsageError(f"the evidence was seen on {proof.seen_on}, which is after today, {today}")


def findings(events: Sequence[Event]) -> Mapping[str, tuple[tuple[Event, Finding | None], ...]]:
    """Return all verdicts on the promises of one text, in order, by item (c626 or t640); undone verdicts are included.

    A pair has None in place of the verdict if its event withdraws the verdict.
    """
    found: dict[str, list[tuple[Event, Finding | None]]] = defaultdict(list)
    for event in events:
        if event.do == "verdict":
            found[event.item].append((event, Finding.model_validate_json(_json(event.to)) if event.to else None))
    return {item: tuple(several) for item, several in found.items()}


def in_force(events: Sequence[Event]) -> Mapping[str, tuple[Event, Finding]]:
    """Return the verdict that counts for each promise of one text, by item (c626 or t640).

    `events` are all events on the text. Promises without a verdict are left out.
    """
    latest: dict[str, tuple[Event, Finding]] = {}
    for item, several in findings(active(events)).items():
        event, finding = several[-1]
        if finding is not None:
            latest[item] = event, finding
    return latest


def unmatched(events: Sequence[Event], item: str) -> dict[str, Event]:
    """Return the events that mark a passage of a later reply as unrelated to the promise `item`.

    The keys are the references of the passages.
    """
    found: dict[str, Event] = {}
    for event in active(events):
        if event.item == item and event.do in {"match", "unmatch"} and isinstance(event.to, str):
            found.pop(event.to, None)
            if event.do == "unmatch":
                found[event.to] = event
    return found
