"""Converts one reply to one row of plain values, for programs that distribute rows over machines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, TypedDict, TypeVar

from summarise.document import Caveat, Document
from summarise.engines import Engine
from summarise.errors import AnswerError, BudgetExhausted, InputError, OutputError, ServiceRejected, SummariseError
from summarise.load import load_bytes
from summarise.pipeline import summarise
from summarise.record import Failure
from summarise.redaction import redacted
from summarise.web_address import web_address

__all__ = ["STOPPED", "STOPS_THE_RUN", "Row", "failure_of", "record_or_failure", "summarise_row"]

_Made = TypeVar("_Made")

STOPS_THE_RUN = (ServiceRejected, BudgetExhausted, OutputError)
"""Errors that would also occur for every later reply."""

STOPPED = "stopped"
"""The `kind` of the `AnswerError` for a call to a closed engine. It is no failure of the reply."""


class Row(TypedDict):
    """The result for one reply as plain JSON values. Either the record or the failure is None."""

    id: str
    record: dict[str, Any] | None
    failure: dict[str, Any] | None


def summarise_row(
    id: str,  # noqa: A002
    content: str | bytes,
    engine: Engine | None = None,
    *,
    url: str = "",
    caveats: Sequence[Caveat] = (),
) -> Row:
    """Convert one reply to a row, by the built-in engine unless another is given.

    An error that concerns only this reply becomes the row's failure. An error that would also occur for every other
    reply is raised.

    Args:
        id: the source that the record or the failure states.
        content: text, or the bytes of a file of any kind that `load_bytes` reads.
        engine: as for `summarise`.
        url: web address of the page; "" if it is not known.
        caveats: what `content` lacks of the reply, such as another column of its row; each becomes a warning.

    Raises:
        ServiceRejected: no call to the engine's service can succeed.
        BudgetExhausted: the next call would pass the limit of cost or tokens.
        OutputError: the cache cannot be written.
        AnswerError: of the kind `stopped`, if the engine was closed meanwhile.

    """
    if engine is None:
        from summarise.engines.rules import RulesEngine  # noqa: PLC0415 - imported when used

        engine = RulesEngine()
    chosen = engine
    made = record_or_failure(
        id, lambda: _document(id, content, url, caveats), lambda document: summarise(document, chosen).to_dict()
    )
    if isinstance(made, Failure):
        return Row(id=id, record=None, failure=made.model_dump())
    return Row(id=id, record=made, failure=None)


def record_or_failure(source: str, load: Callable[[], Document], make: Callable[[Document], _Made]) -> _Made | Failure:
    """Load a reply and return `make(document)`, or a failure if an error concerns only this reply.

    Args:
        source: the source that the failure states.
        load: returns the document.
        make: converts the document to a result.

    Raises:
        ServiceRejected, BudgetExhausted, OutputError: every later reply would cause this error as well.
        AnswerError: of the kind `stopped`, if the engine was closed meanwhile.

    """
    sha256 = ""
    try:
        document = load()
        sha256 = document.sha256
        return make(document)
    except STOPS_THE_RUN:
        raise
    except Exception as error:
        if isinstance(error, AnswerError) and error.kind == STOPPED:
            raise
        return failure_of(source, sha256, error)


def failure_of(source: str, sha256: str, error: Exception) -> Failure:
    """Return the failure for `error`, without secrets; `source` names the file that failed.

    `sha256` is the hash of the text, "" if the text was not read.
    """
    if isinstance(error, SummariseError):
        kind, message = error.kind, error.message
    elif isinstance(error, MemoryError):
        kind = "unreadable"
        message = f"{source}: there is not enough memory for it: close other programs, or allow more, then run again"
    else:
        what = f"{source}: unexpected {type(error).__name__}: {error}"
        kind, message = "internal", f"{what} (a fault of summarise; report it)"
    return Failure(source=redacted(source), sha256=sha256, kind=kind, message=redacted(message))


def _document(name: str, content: str | bytes, url: str, caveats: Sequence[Caveat]) -> Document:
    """Return the document for a row. It is read in the same way as a JSON line with `id`, `text` and `url`."""
    try:
        data = content.encode() if isinstance(content, str) else content
    except UnicodeEncodeError as error:
        raise InputError(f"{name}: holds half a surrogate pair at {error.start}", kind="encoding") from error
    document = load_bytes(data, name)
    return replace(document, url=web_address(url) or document.url, caveats=(*document.caveats, *caveats))
