"""Decide what an error message of a service means, with an ordered table of patterns (`complaints.toml`)."""

from __future__ import annotations

import functools
import re
import tomllib
from dataclasses import dataclass
from importlib import resources
from typing import Any, Literal, get_args

from summarise.engines.service.stated_limits import Counted, counted_by_the_minute, stated_limits, stated_wait
from summarise.engines.service.stated_tokens import Room, stated_ceiling, stated_room

__all__ = ["Complaint", "Meaning", "Parameter", "Row", "Verdict", "rows", "verdict_on"]

Meaning = Literal[
    "account", "model", "address", "content", "context", "form", "answer", "minute", "abreast", "busy", "other"
]
"""What would remedy an error.

account: action by the owner of the account; model, address: another setting; content: nothing; context: a smaller
request; form: another form of request; answer: another answer of the model; minute: waiting, because of a limit per
minute; busy: waiting; abreast: fewer calls at a time; other: unknown (if there is a `parameter`, it may be the cause).
"""

Parameter = Literal[
    "", "strict", "schema", "tools", "temperature", "limit", "ceiling", "stream", "stream_options", "thinking", "system"
]
"""The part of the request that the service refuses; `limit` is the name of the token limit, `ceiling` its size."""

Alone = Literal["", "later", "always"]
"""When an error may concern one request alone: never, once the service has answered another request, or always."""

SOON = 120.0
"""Maximum number of seconds of a pause that counts as short in a row of the table (`Row.soon`)."""

_JUDGED = 1_000
"""Number of characters of a message that are searched; the rest of a longer message only repeats the request."""

_ADDRESS = re.compile(r"https?://\S+")
_SAYS_NOTHING = re.compile(
    r"(?:invalid_?(?:request|parameter|argument)(?:_?error)?|bad_?request(?:_?error)?|api_?error|error|null|none)",
    re.IGNORECASE,
)
"""Codes and types that services use for errors of every kind, so that they have no meaning."""


@dataclass(frozen=True, slots=True)
class Complaint:
    """An error that a service returned instead of an answer.

    `status` is the HTTP status (200 for an error in a successful response). `said` is the message. `code` and `type`
    are identifiers of the service. `parameter` is the part of the request that the service names. Missing values are
    "".
    """

    status: int
    said: str
    code: str = ""
    type: str = ""
    parameter: str = ""
    retry_after: float | None = None
    """Seconds to wait, from a response header; None if there is no such header."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The meaning of an error, and the numbers in its message; a number that is not stated is None.

    `row` is the name of the table row that fits. `parameter` is the refused part of the request. `ceiling` is the
    maximum number of tokens of an answer, `room` the numbers about a context that is too short. `wait` is a pause in
    seconds. `rpm` and `tpm` are the limits of requests and tokens per minute; `counts` says which of the two the
    service counts. `alone` says when the error may concern one request alone.
    """

    meaning: Meaning
    row: str = ""
    parameter: Parameter = ""
    line: str = ""
    """Message for the user: a format string with the fields {endpoint} and {model}; "" if there is none."""
    ceiling: int | None = None
    wait: float | None = None
    rpm: int | None = None
    tpm: int | None = None
    counts: Counted = ""
    room: Room | None = None
    alone: Alone = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table; the comment at the top of `complaints.toml` explains the fields."""

    name: str
    meaning: Meaning
    words: re.Pattern[str] | None
    also: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    statuses: frozenset[int]
    soon: bool | None
    parameter: Parameter
    alone: Alone
    line: str
    examples: tuple[str, ...]

    def fits(self, status: int, text: str, wait: float | None) -> bool:
        """Return True if this row decides on an error with the HTTP status `status`.

        `text` is the error's message with code, type and parameter; `wait` is the pause in seconds that it states, None
        if it states none.
        """
        return (
            (not self.statuses or status in self.statuses)
            and (self.soon is None or self.soon == (wait is not None and wait <= SOON))
            and (self.words is None or self.words.search(text) is not None)
            and (self.also is None or self.also.search(text) is not None)
            and (self.unless is None or self.unless.search(text) is None)
        )


def verdict_on(complaint: Complaint) -> Verdict:
    """Return the verdict on `complaint` by the first row that fits; its meaning is `other` if no row does."""
    said = _ADDRESS.sub(" ", complaint.said[:_JUDGED])
    marks = (mark for mark in (complaint.code, complaint.type) if not _SAYS_NOTHING.fullmatch(mark.strip()))
    text = " ".join([said, *marks, complaint.parameter])
    wait = complaint.retry_after if complaint.retry_after is not None else stated_wait(said)
    rpm, tpm = stated_limits(said)
    for row in rows():
        if row.fits(complaint.status, text, wait):
            ceiling = stated_ceiling(said) if row.parameter == "ceiling" else None
            room = stated_room(said) if row.meaning == "context" else None
            counts = counted_by_the_minute(text)
            return Verdict(
                row.meaning, row.name, row.parameter, row.line, ceiling, wait, rpm, tpm, counts, room, row.alone
            )
    return Verdict("other", wait=wait)


@functools.cache
def rows() -> tuple[Row, ...]:
    """Return the rows of `complaints.toml` in the order in which they are tried."""
    text = resources.files(__package__).joinpath("complaints.toml").read_text(encoding="utf-8")
    return tuple(_row(entry) for entry in tomllib.loads(text)["row"])


def _row(entry: dict[str, Any]) -> Row:
    meaning, parameter, alone = entry["meaning"], entry.get("parameter", ""), entry.get("alone", "")
    if meaning not in get_args(Meaning) or parameter not in get_args(Parameter) or alone not in get_args(Alone):
        raise ValueError(f"complaints.toml: {entry['name']}: unknown meaning or parameter")
    return Row(
        entry["name"],
        meaning,
        _any_of(entry.get("words")),
        _any_of(entry.get("also")),
        _any_of(entry.get("unless")),
        frozenset(entry.get("statuses", ())),
        entry.get("soon"),
        parameter,
        alone,
        entry.get("line", ""),
        tuple(entry["examples"]),
    )


def _any_of(patterns: list[str] | None) -> re.Pattern[str] | None:
    return re.compile("|".join(patterns), re.IGNORECASE) if patterns else None
