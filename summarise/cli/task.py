"""Carry out `summarise run` after its options have been checked."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, replace
from decimal import Decimal
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from summarise import __version__
from summarise.batch import (
    STANDARD_INPUT,
    Batch,
    Entry,
    Inputs,
    Manifest,
    OutputPaths,
    RunOptions,
    Sink,
    StreamSink,
    named_files,
    opened,
    refuse_conflicts,
)
from summarise.batch.record_of import RecordOf
from summarise.batch.spreading import FEW
from summarise.cli.engine_choice import Choice
from summarise.cli.foresight import print_estimate
from summarise.cli.interrupts import INTERRUPTED, interrupting
from summarise.cli.outcome import stood_in, tell, tell_failures
from summarise.cli.saying import say
from summarise.cli.streams import is_input_closed
from summarise.confidence import Calibration
from summarise.document import Document
from summarise.engines import Engine
from summarise.errors import OutputError, SummariseError, UsageError
from summarise.garbage import seldom_collected
from summarise.language import said
from summarise.load import readings
from summarise.record import SCHEMA_VERSION, SchemaVersion

if TYPE_CHECKING:
    from summarise.batch.shards import Told

__all__ = ["Task"]


@dataclass(frozen=True, slots=True)
class Task:
    """The inputs, the engine and the options of a run, independent of its output."""

    names: Sequence[str]
    choice: Choice
    options: RunOptions
    is_quiet: bool
    schema: SchemaVersion = SCHEMA_VERSION
    calibration: Calibration | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    """Heading of a table column by the field that it holds."""
    told: Told | None = None
    """Records the positions of lines, which `merge` needs; None if the run is not a shard."""
    recognise: Sequence[Callable[[bytes, str], Document]] = ()
    """Functions that turn a scan into a document, tried in this order."""

    def foresee(self, *, shows_request: bool = False) -> None:
        """Print what the run would cost and how its inputs are read, without calling a model or writing anything.

        If `shows_request` is True, print the first request too.
        """
        inputs = self._inputs()
        print_estimate(_some(inputs, self.names), self.choice.model, shows_request=shows_request)
        _tell_of_inputs(inputs)

    def to_streams(self, output: str) -> None:
        """Write records to the standard output ("-"), a pipe or a device, and failures to the standard error.

        A later run cannot continue this one.

        Raises:
            UsageError: there is nothing to summarise.
            OutputError: the pipe or device cannot be written.
            typer.Exit: a reply failed, or the run was interrupted.

        """
        inputs = self._inputs()
        replies, options = self._sized(_some(inputs, self.names))
        with _stream(output) as records:
            batch = self._batch(StreamSink(records, sys.stderr.fileno()), options)
            with _interruptible(batch):
                batch.run(replies)
        if not self.is_quiet:
            _tell_of_inputs(inputs)
        if batch.progress.stand_ins and not self.is_quiet:
            say(stood_in(batch.progress), err=True)
        _end(batch)

    def to_files(self, records: Path, failures: Path | None) -> None:
        """Write records and failures to files, which stay valid even if the program is killed.

        A later run can continue. If `failures` is None, the failures file is beside the records file.

        Raises:
            UsageError: there is nothing to summarise, or the output is a folder or an input.
            OutputError: a file cannot be written, or another run has the output open.
            typer.Exit: a reply failed, or the run was interrupted.

        """
        paths = OutputPaths.beside(records, failures)
        _refuse_as_output(records)
        refuse_conflicts({**paths.named(), **self._also_written()}, named_files(self.names))
        inputs, counted = self._inputs(*paths.all()), self._inputs(*paths.all())
        replies, options = self._sized(self._noted(inputs))
        with opened(paths, self._fingerprint) as sink:
            batch = self._batch(self.told.watching(sink) if self.told else sink, options)
            with self._recorded(paths, batch), _interruptible(batch), self._panel(batch, counted), seldom_collected():
                batch.run(replies)
        if not self.is_quiet:
            _tell_of_inputs(inputs)
            tell(batch.progress, paths)
        elif batch.progress.failed:
            tell_failures(batch.progress, paths)
        _end(batch)

    def _refuse_closed_input(self) -> None:
        """Raise UsageError if the standard input is named as an input but is closed."""
        if STANDARD_INPUT in self.names and is_input_closed():
            raise UsageError("the standard input is closed: pipe a reply into the command, or name a file")

    def _inputs(self, *own: Path) -> Inputs:
        self._refuse_closed_input()
        texts = self.options.texts
        return Inputs(
            self.names,
            sys.stdin.buffer,
            leave_out=(*own, *((texts,) if texts else ())),
            columns=self.columns,
            recognise=self.recognise,
            is_mine=self.told.is_mine if self.told else None,
        )

    def _noted(self, inputs: Inputs) -> Iterator[Entry]:
        """Return the replies; raise UsageError if there are none, unless the run is a shard."""
        return self.told.noting(inputs) if self.told else _some(inputs, self.names)

    def _also_written(self) -> dict[str, Path]:
        found = {"the texts": self.options.texts} if self.options.texts else {}
        cache = self.choice.model.cache_dir if self.choice.model else None
        return found | ({"the cache": cache / "cache.db"} if cache else {})

    def _batch(self, sink: Sink, options: RunOptions) -> Batch:
        record_of = RecordOf(self.choice.engine, self.schema, self.calibration, self.choice.finished)
        return Batch(record_of, sink, options, record_of.stored)

    def _sized(self, replies: Iterator[Entry]) -> tuple[Iterator[Entry], RunOptions]:
        """Return the replies and the options; with few replies, the options are changed to a single process."""
        if self.options.processes == 1:
            return replies, self.options
        first = list(islice(replies, FEW))
        is_few = len(first) < FEW
        return chain(first, replies), replace(self.options, processes=1) if is_few else self.options

    @property
    def _fingerprint(self) -> str:
        """Identifies what determines a record besides its text: the engine, an older schema, a calibration."""
        parts = [self.choice.engine.fingerprint]
        parts += [f"schema {self.schema}"] if self.schema != SCHEMA_VERSION else []
        parts += [f"calibration {self.calibration.digest}"] if self.calibration else []
        return "|".join(parts)

    @contextmanager
    def _recorded(self, paths: OutputPaths, batch: Batch) -> Iterator[None]:
        """Write the manifest: with the state "running" before the block, and with how the run ended after it."""
        described = {
            **self.choice.described,
            "save_text": self.options.texts.as_posix() if self.options.texts else "",
            "retry_failed": self.options.retry_failed,
        }
        manifest = Manifest(paths.manifest, __version__, self.names, paths.records.name, described, self._fingerprint)
        manifest.require_own()
        earlier = manifest.spent_before()
        manifest.write("running", batch.progress, {}, earlier)
        try:
            yield
        except SummariseError as error:
            with suppress(OutputError):  # the disk may be what stopped it
                manifest.write(f"stopped: {error.message}", batch.progress, spent_by(self.choice.engine), earlier)
            raise
        state = "interrupted" if batch.was_interrupted else "finished"
        shard = self.told.described() if self.told else None
        manifest.write(state, batch.progress, spent_by(self.choice.engine), earlier, shard)

    @contextmanager
    def _panel(self, batch: Batch, counted: Inputs) -> Iterator[None]:
        """Show progress while the block runs: a panel on a terminal, otherwise a line a minute.

        Print warnings in both cases.
        """
        if self.is_quiet:
            yield
            return
        from summarise.cli.far_off import EVERY, reporting

        def spent() -> dict[str, Any]:
            return spent_by(self.choice.engine)

        total = counted.count(self.told.shard.has) if self.told else counted.count()
        if not sys.stderr.isatty():
            with reporting(partial(say, err=True), lambda: batch.progress, spent, total, EVERY):
                yield
            return
        from rich.console import Console

        from summarise.cli.panel import panel

        console = Console(stderr=True)
        with (
            panel(console, lambda: batch.progress, spent, total),
            reporting(lambda text: console.print(said(text)), lambda: batch.progress, spent, total, None),
        ):
            yield


@contextmanager
def _interruptible(batch: Batch) -> Iterator[None]:
    """Make Ctrl-C stop the batch, and also the reading of a file that takes long."""
    with readings() as give_up:

        def interrupt() -> None:
            batch.interrupt()
            give_up()

        with interrupting(interrupt):
            yield


@contextmanager
def _stream(output: str) -> Iterator[int]:
    if output == "-":
        yield sys.stdout.fileno()
        return
    try:
        descriptor = os.open(output, os.O_WRONLY | getattr(os, "O_BINARY", 0))
    except OSError as error:
        raise OutputError(f"{output}: cannot be written ({error.strerror})") from error
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _tell_of_inputs(inputs: Inputs) -> None:
    for name, notes in inputs.notes.items():
        say(f"{name}: {'; '.join(notes)}", err=True)
    if inputs.passed_over:
        kinds = ", ".join(f"{count} {suffix}" for suffix, count in sorted(inputs.passed_over.items()))
        say(f"passed over in folders: {kinds}", err=True)


def _end(batch: Batch) -> None:
    """Exit with the code that the result requires; return if all replies were summarised."""
    if batch.was_interrupted:
        say("interrupted; with -o, the same command goes on from here", err=True)
        raise typer.Exit(INTERRUPTED)
    if batch.progress.unsummarised:
        raise typer.Exit(1)


def spent_by(engine: Engine) -> dict[str, Any]:
    """Return the calls, tokens and cost of an engine so far, by name; empty for an engine without such counts."""
    counts = engine.stats()
    named = asdict(counts) if counts else {}
    return {name: float(value) if isinstance(value, Decimal) else value for name, value in named.items()}


def _some(inputs: Inputs, names: Sequence[str]) -> Iterator[Entry]:
    """Return the replies; raise UsageError if there are none."""
    replies = iter(inputs)
    first = next(replies, None)
    if first is None:
        raise UsageError(f"{', '.join(names)}: no replies found")
    return chain([first], replies)


def _refuse_as_output(records: Path) -> None:
    if records.is_dir():
        raise UsageError(f"{records}: is a folder; name a file such as {records / 'records.jsonl'}")
