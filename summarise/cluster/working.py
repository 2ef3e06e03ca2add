"""What a worker does: one unit after another, with an engine that it opens itself."""

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
    """Which engine workers open; no key travels with it, each worker takes it from its own environment."""

    model: ModelSettings | None = None
    """None for the built-in engine."""
    has_key: bool = False
    """True if the one who asked for the run has a key."""
    has_fallback: bool = False
    weights: WeightsChoice = SHIPPED
    """Of the built-in engine's second reading."""

    @property
    def threads(self) -> int:
        """Replies that a worker does at a time."""
        return self.model.workers if self.model is not None else 1

    def opened(self, limits: Limits | None = None) -> Engine:
        """Open it here.

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
    """What a worker says of a unit, as plain data."""

    unit: str
    records: int
    failed: dict[str, int]
    """Failures by kind."""
    is_repeated: bool
    """True if it was begun before, by a worker that was lost."""
    spent: dict[str, float]
    """Since the worker last said so."""
    stop: SummariseError | None
    """Why the run is to stop."""


class Worker:
    """Does units; nothing that it raises is the fault of one reply.

    Args:
        source: where replies come from.
        parts: where what becomes of them goes.
        choice: the engine, which is opened with the first unit.
        limits: those that all workers share.

    """

    def __init__(self, source: Source, parts: Parts, choice: EngineChoice, limits: Limits | None = None) -> None:
        self._source, self._parts, self._choice, self._limits = source, parts, choice, limits
        self._engine: Engine | None = None
        self._spent: dict[str, float] = {}

    def do(self, unit: Unit) -> Told:
        """Do a unit, unless it is done."""
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
        """Several replies at a time, for an engine that waits for a service; the first error ends all."""
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
        return summarise_row(reply.id, reply.content, self._engine, url=reply.url)

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
    """Return a row as it is kept: in the bytes that a single machine would write."""
    if row["record"] is not None:
        line = json.dumps(row["record"], ensure_ascii=False, separators=(",", ":"))
        return Line(piece, row["id"], row["record"]["document"]["sha256"], is_record=True, line=line)
    failure = Failure.model_validate(row["failure"])
    return Line(piece, row["id"], failure.sha256, is_record=False, line=failure.to_json())
