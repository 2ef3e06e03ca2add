"""The code of one worker: it opens an engine and does one unit after another."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from decimal import Decimal
from typing import TypedDict

from summarise.cluster.parts import Line, Parts
from summarise.cluster.reading import Reply, Source
from summarise.cluster.units import Unit
from summarise.engines import Engine, ModelSettings, open_engine
from summarise.engines.fallback import FallbackEngine
from summarise.engines.rules import RulesEngine
from summarise.engines.rules.weights import SHIPPED, WeightsChoice
from summarise.engines.stack import Limits
from summarise.errors import InputError, SummariseError, UsageError
from summarise.record import Failure
from summarise.row import STOPS_THE_RUN, Row, failure_of, summarise_row

__all__ = ["EngineChoice", "Told", "Worker"]


@dataclass(frozen=True)
class EngineChoice:
    """Which engine the workers open.

    It holds no API key, because each worker takes the key from its own environment.
    """

    model: ModelSettings | None = None
    """Settings of the model; None for the built-in engine."""
    has_key: bool = False
    """True if the program that started the run has an API key, so that each worker must have one."""
    has_fallback: bool = False
    """True if the built-in engine makes the record when the model gives no usable answer."""
    weights: WeightsChoice = SHIPPED
    """Weights for the second reading (a statistical check) of the built-in engine."""

    @property
    def threads(self) -> int:
        """Number of replies that a worker processes at the same time."""
        return self.model.workers if self.model is not None else 1

    def opened(self, limits: Limits | None = None) -> Engine:
        """Open the engine in this process; `limits` are the pace and budget that all workers share.

        Raises:
            UsageError: the key is missing in this environment.
            OutputError: the cache cannot be used.

        """
        if self.model is None:
            return RulesEngine(self.weights)
        key = os.environ.get("OPENAI_API_KEY", "")
        if self.has_key and not key:
            raise UsageError(
                f"OPENAI_API_KEY is not set on the worker {os.uname().nodename}: keys do not travel, so set it where "
                "`ray start` is called on each machine"
            )
        model = open_engine(replace(self.model, api_key=key), limits)
        return FallbackEngine(model, RulesEngine(self.weights)) if self.has_fallback else model


class Told(TypedDict):
    """A worker's report on one unit."""

    unit: str
    """Name of the unit."""
    records: int
    """Number of records."""
    failed: dict[str, int]
    """Number of failures by kind."""
    is_repeated: bool
    """True if another worker or run had begun the unit before and was lost."""
    spent: dict[str, float]
    """Counts of the engine since the worker's last report, such as tokens and cost, by name."""
    stop: SummariseError | None
    """The error that must stop the whole run, or None."""


class Worker:
    """Does units of work and writes their parts; a reply that fails becomes a failure line in the part.

    Args:
        source: where replies are read.
        parts: where records and failures are written.
        choice: the engine, which is opened for the first unit.
        limits: the pace and budget that all workers share.

    """

    def __init__(self, source: Source, parts: Parts, choice: EngineChoice, limits: Limits | None = None) -> None:
        self._source, self._parts, self._choice, self._limits = source, parts, choice, limits
        self._engine: Engine | None = None
        self._spent: dict[str, float] = {}

    def do(self, unit: Unit) -> Told:
        """Do a unit and return the report; an error that must stop the whole run is put into the report.

        If the part of the unit exists already, do nothing and return an empty report.
        """
        if self._parts.is_done(unit):
            return _told(unit)
        try:
            is_repeated = self._parts.begin(unit)
            lines = self._lines(unit)
            self._parts.write(unit, lines)
        except (*STOPS_THE_RUN, UsageError) as error:
            return _told(unit, self._newly_spent(), stop=error)
        except SummariseError as error:  # the engine was closed
            return _told(unit, self._newly_spent(), stop=error)
        told = _told(unit, self._newly_spent(), is_repeated=is_repeated)
        told["records"] = sum(line.is_record for line in lines)
        for line in lines:
            if not line.is_record:
                kind = Failure.model_validate_json(line.line).kind
                told["failed"][kind] = told["failed"].get(kind, 0) + 1
        return told

    def _lines(self, unit: Unit) -> list[Line]:
        if self._engine is None:
            self._engine = self._choice.opened(self._limits)
        replies = self._source.replies(unit)
        if self._choice.threads == 1:
            return [_line(number, self._row(reply)) for number, reply in replies]
        return list(self._abreast(replies))

    def _abreast(self, replies: Iterator[tuple[int, Reply]]) -> Iterator[Line]:
        """Yield the lines of several replies that are summarised at the same time; the first error ends the iteration.

        This is for an engine that waits for a service.
        """
        with ThreadPoolExecutor(self._choice.threads) as pool:
            waiting = [(number, pool.submit(self._row, reply)) for number, reply in replies]
            try:
                for number, row in waiting:
                    yield _line(number, row.result())
            finally:
                for _, row in waiting:
                    row.cancel()

    def _row(self, reply: Reply) -> Row:
        if isinstance(reply.content, InputError):
            return Row(id=reply.id, record=None, failure=failure_of(reply.id, "", reply.content).model_dump())
        return summarise_row(reply.id, reply.content, self._engine, url=reply.url, caveats=reply.caveats)

    def _newly_spent(self) -> dict[str, float]:
        stats = self._engine.stats() if self._engine is not None else None
        now = {
            name: float(value)
            for name, value in (asdict(stats) if stats else {}).items()
            if isinstance(value, int | float | Decimal)
        }
        before, self._spent = self._spent, now
        return {name: value - before.get(name, 0.0) for name, value in now.items()}

    def close(self) -> None:
        """Close the engine."""
        close = getattr(self._engine, "close", None)
        if close is not None:
            with suppress(SummariseError):
                close()


def _told(
    unit: Unit, spent: dict[str, float] | None = None, *, is_repeated: bool = False, stop: SummariseError | None = None
) -> Told:
    return Told(unit=unit.name, records=0, failed={}, is_repeated=is_repeated, spent=spent or {}, stop=stop)


def _line(piece: int, row: Row) -> Line:
    """Return a row as an output line, with the same bytes that `summarise run` would write."""
    if row["record"] is not None:
        line = json.dumps(row["record"], ensure_ascii=False, separators=(",", ":"))
        return Line(piece, row["id"], row["record"]["document"]["sha256"], is_record=True, line=line)
    failure = Failure.model_validate(row["failure"])
    return Line(piece, row["id"], failure.sha256, is_record=False, line=failure.to_json())
