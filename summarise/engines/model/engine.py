"""The model engine: it sends a request for each window of a reply, and merges the answers into one Selection."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from typing import Self

from summarise.annotated import AnnotatedDocument
from summarise.code_digest import code_digest
from summarise.engines.model.adjudication import adjudicated, decisions_in, disagreements, request_about
from summarise.engines.model.answer import schema_hash
from summarise.engines.model.asking import Asked, ask
from summarise.engines.model.checks import Scope
from summarise.engines.model.examining import Examination, Part, best
from summarise.engines.model.prompt import prompt_hash
from summarise.engines.model.window_requests import request_for, tight_limit
from summarise.engines.model.windows import SMALLEST_WINDOW, Window, halves, length, windows
from summarise.engines.model_settings import ModelSettings
from summarise.engines.service.meter import EngineStats, Meter
from summarise.engines.service.protocol import Completion, CutShort, Request, Service, Spent
from summarise.errors import AnswerInvalid, AnswerRefused, AnswerTruncated, ContextTooLong
from summarise.record import Provenance, Usage
from summarise.selection import Selection
from summarise.version import VERSION

__all__ = ["ModelEngine", "replays"]


_CUTS = 2
"""Maximum number of times that a window is divided because its answer was cut off (a short window: once)."""


class ModelEngine:
    """An engine that uses a language model through `service`; close it, or use it as a context manager.

    Args:
        settings: model, window size and limits.
        service: completes the requests.
        meter: counts what the services spend; `stats` reads it.
        close: function that `close` calls.

    """

    def __init__(
        self,
        settings: ModelSettings,
        service: Service,
        meter: Meter,
        close: Callable[[], None] = lambda: None,
    ) -> None:
        self._settings = settings
        self._service = service
        self._meter = meter
        self._close = close

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close connections and the cache; calls that are waiting to be sent raise an error."""
        self._close()

    @property
    def fingerprint(self) -> str:
        """A hash of the model, endpoint, prompt, answer schema, code, and the settings that change requests."""
        settings = self._settings
        limit, dialect = str(settings.stated_limit or ""), settings.dialect or ""
        stated = (settings.extra, limit, str(settings.temperature), settings.mask, dialect)
        parts = (
            settings.model,
            settings.endpoint,
            prompt_hash(adjudicate=settings.adjudicate),
            schema_hash(),
            str(settings.window),
            code_digest("engines/model"),
            *stated,
        )
        return f"model:{hashlib.sha256(chr(0).join(parts).encode()).hexdigest()[:16]}"

    def stats(self) -> EngineStats:
        """Return calls, tokens and cost since the engine was opened."""
        return self._meter.snapshot()

    def book_finished(self, usage: Usage) -> None:
        """Count the calls and tokens that an earlier run spent on a record (`usage`) as answers from the cache."""
        self._meter.book_finished(usage.calls, usage.input_tokens + usage.output_tokens)

    def select(self, document: AnnotatedDocument) -> Selection:
        """Return the selection in the reply `document`, from one request for each window and requests for corrections.

        If the context of the model is too short, first the token limit of answers is lowered, then the windows are made
        smaller.

        Raises:
            AnswerError: there is no usable answer for some window.
            ServiceRejected, BudgetExhausted: the whole run must end.

        """
        size = self._settings.window
        tight = False
        while True:
            cut = windows(document, size)
            try:
                parts = [part for window in cut for part in self._parts(document, window, tight=tight, cuts=_CUTS)]
            except ContextTooLong:
                if not tight:
                    tight = True
                    continue
                longest = max(map(length, cut))
                if longest <= SMALLEST_WINDOW or all(len(window.sentences) == 1 for window in cut):
                    raise
                size = max(SMALLEST_WINDOW, min(size, longest) // 2)
            else:
                return self._settled(document, self._merged(parts))

    def _parts(self, document: AnnotatedDocument, window: Window, *, tight: bool, cuts: int) -> list[Part]:
        """Ask about a window; if its answer is cut off even at the highest token limit, ask about its two halves."""
        try:
            return [self._part(document, window, tight=tight)]
        except CutShort as error:
            spent = error.spent
            smaller = halves(window)
            is_short = cuts < _CUTS and length(window) <= SMALLEST_WINDOW
            if not cuts or is_short or len(smaller) == 1:
                raise
        first, *others = (part for half in smaller for part in self._parts(document, half, tight=tight, cuts=cuts - 1))
        return [replace(first, spent=first.spent + spent), *others]

    def _part(self, document: AnnotatedDocument, window: Window, *, tight: bool) -> Part:
        examine = Examination(Scope.of(document, window))
        request = replace(request_for(document, window, self._settings), fresh=self._settings.refresh)
        if tight:
            request = replace(request, limit=tight_limit(window, self._settings))
        asked = self._asked(request, examine)
        if self._settings.retry_failed and asked.is_replayed:
            try:
                return best(asked, examine)
            except AnswerInvalid:
                asked = self._asked(replace(request, fresh=True), examine)
        return best(asked, examine)

    def _asked(self, request: Request, examine: Examination) -> Asked:
        asked = ask(self._service.complete, request, examine, self._settings.max_reasks)
        for _ in range(asked.rounds - 1):
            self._meter.book_reask()
        return asked

    def _settled(self, document: AnnotatedDocument, read: Selection) -> Selection:
        """Return the selection.

        If `adjudicate` is set, first ask the model again about what the rules label differently.
        """
        if not self._settings.adjudicate:
            return read
        from summarise.engines.rules import RulesEngine  # noqa: PLC0415 - a run that only finds records needs none

        ruled = RulesEngine().select(document)
        numbers = disagreements(document, read, ruled)
        if not numbers:
            return read
        request = request_about(document, numbers, read, ruled, self._settings)
        try:
            completion = self._service.complete(replace(request, fresh=self._settings.refresh))
        except (AnswerRefused, AnswerTruncated, ContextTooLong):
            return read  # the first answer stands
        spent = completion.spent
        usage = read.provenance.usage
        more = Usage(
            input_tokens=usage.input_tokens + spent.input_tokens,
            output_tokens=usage.output_tokens + spent.output_tokens,
            cached_input_tokens=usage.cached_input_tokens + spent.cached_input_tokens,
            calls=usage.calls + spent.calls,
        )
        decided = adjudicated(document, read, ruled, decisions_in(completion.text, numbers))
        return replace(decided, provenance=read.provenance.model_copy(update={"usage": more}))

    def _merged(self, parts: list[Part]) -> Selection:
        spent = sum((part.spent for part in parts), Spent())
        return Selection(
            provenance=Provenance(
                engine="model",
                model=self._settings.model,
                prompt=prompt_hash(adjudicate=self._settings.adjudicate),
                schema=schema_hash(),
                version=VERSION,
                usage=Usage(
                    input_tokens=spent.input_tokens,
                    output_tokens=spent.output_tokens,
                    cached_input_tokens=spent.cached_input_tokens,
                    calls=spent.calls,
                ),
            ),
            topic=next((part.topic for part in parts if part.topic), ""),
            measures=tuple(item for part in parts for item in part.measures),
            commitments=tuple(item for part in parts for item in part.commitments),
            targets=tuple(item for part in parts for item in part.targets),
            remarks=tuple(remark for part in parts for remark in part.remarks),
            fields=parts[0].fields if parts else (),
        )


def replays(
    document: AnnotatedDocument, window: Window, settings: ModelSettings, stored: Callable[[Request], Completion | None]
) -> bool:
    """Return True if a run would send no request for `window`, because stored answers already decide the result.

    `window` is a part of `document`. One usable answer decides the result. Faulty answers do so if no further
    correction would be requested, unless `settings.retry_failed` is True. `stored` returns the stored completion of a
    request, or None.
    """

    def send(request: Request) -> Completion:
        completion = stored(request)
        if completion is None:
            raise _NotStored
        return completion

    examination = Examination(Scope.of(document, window))
    try:
        best(ask(send, request_for(document, window, settings), examination, settings.max_reasks), examination)
    except _NotStored:
        return False
    except AnswerInvalid:
        return not settings.retry_failed
    return True


class _NotStored(Exception):
    """Raised for a request that has no stored answer."""
