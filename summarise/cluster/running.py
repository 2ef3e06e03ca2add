"""Run a summary over a cluster: workers do the units that are left, then the output is written in source order."""

from __future__ import annotations

import hashlib
import json
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from summarise.batch.lock import held
from summarise.cluster.files import Found, Place
from summarise.cluster.finishing import Counts, OutputForm, chosen, finish
from summarise.cluster.parts import Parts
from summarise.cluster.ray_pool import connected
from summarise.cluster.reading import Source
from summarise.cluster.units import Piece, form_of, ranges_of, still_to_do
from summarise.cluster.working import EngineChoice, Told
from summarise.errors import OutputError, SummariseError, UsageError
from summarise.redaction import redacted
from summarise.version import VERSION

__all__ = ["BLOCK", "MODEL_BLOCK", "Job", "Progress", "run"]

BLOCK: Final = 200
"""Number of replies in a unit for the built-in engine, which takes milliseconds; a lost worker's unit is done again."""
MODEL_BLOCK: Final = 24
"""Replies in a unit for a model, for which each reply takes seconds and costs money."""
_WRITTEN: Final = ("records.jsonl", "records.parquet", "failures.jsonl", "manifest.json")
"""Names of the files that a run writes into its target."""


@dataclass(frozen=True)
class Job:
    """The inputs, the output and the settings of a run over a cluster."""

    source: str
    """Path or URI of the file or folder of replies."""
    target: str
    """Path or URI of the folder for the output."""
    choice: EngineChoice
    fingerprint: str
    """Identifies the engine and its settings; equal fingerprints and equal texts give equal records."""
    described: Mapping[str, Any]
    """Settings of the engine for the manifest, without credentials."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """Heading of a table column by the field that it holds, for the columns that the user named."""
    block: int | None = None
    """Approximate number of replies in a unit; None for `BLOCK` or `MODEL_BLOCK`."""
    form: OutputForm = "jsonl"


@dataclass(slots=True)
class Progress:
    """Counts that show how far a run is."""

    units: int = 0
    """Number of units that this run has to do."""
    done: int = 0
    """Number of finished units."""
    records: int = 0
    failed: Counter[str] = field(default_factory=Counter)
    """Number of failed replies by kind."""
    repeated_units: int = 0
    """Number of units that were done again because the worker or run that had begun them was lost."""
    repeated: int = 0
    """Number of replies in the repeated units."""
    kept: int = 0
    """Number of pieces that earlier runs have finished."""
    spent: dict[str, float] = field(default_factory=dict)
    """Calls, tokens, cost and other counts of the engine, by name."""
    seconds: dict[str, float] = field(default_factory=dict)
    """Seconds for each stage, by name: listing, starting (until the first unit is done), working, finishing."""
    _since: float = field(default_factory=time.monotonic)

    def passed(self, stage: str) -> None:
        """End a stage of the run, and store the seconds since the stage before it ended."""
        now = time.monotonic()
        self.seconds[stage] = round(now - self._since, 3)
        self._since = now

    def book(self, told: Told) -> None:
        """Add `told`, a worker's report on one unit, to the counts."""
        if not self.done:
            self.passed("starting")
        self.done += 1
        self.records += told["records"]
        self.failed.update(told["failed"])
        self.repeated_units += told["is_repeated"]
        self.repeated += (told["records"] + sum(told["failed"].values())) * told["is_repeated"]
        for name, value in told["spent"].items():
            self.spent[name] = self.spent.get(name, 0) + value


def run(
    job: Job, address: str | None, processes: int | None, tell: Callable[[Progress], None] = lambda _: None
) -> tuple[Progress, Counts]:
    """Do the units that earlier runs have not done, and write the output; return the counts of the run and the output.

    Args:
        job: what to do.
        address: address of the Ray cluster; None starts one on this machine.
        processes: number of workers; None for one worker on each processor of the cluster.
        tell: called after each unit.

    Raises:
        UsageError: the source holds no replies or is the target, or no cluster can be reached.
        OutputError: the target cannot be written or holds files of somebody else, or the source changed during the run.
        ServiceRejected, BudgetExhausted: no further call to the service can succeed; finished units are kept.

    """
    with _alone(job.target):
        return _done(job, address, processes, tell)


def _done(
    job: Job, address: str | None, processes: int | None, tell: Callable[[Progress], None]
) -> tuple[Progress, Counts]:
    progress = Progress()
    run_ = _Run(job)
    run_.note("running", progress)
    try:
        run_.do(address, processes, progress, tell)
        progress.passed("working")
        counts = run_.finish()
        progress.passed("finishing")
    except KeyboardInterrupt:
        run_.note("interrupted", progress)
        raise
    except SummariseError as error:
        with suppress(OutputError):  # the target may be what stopped it
            run_.note(f"stopped: {error.message}", progress)
        raise
    run_.note("finished", progress, counts)
    return progress, counts


@contextmanager
def _alone(target: str) -> Iterator[None]:
    """Lock a target in a local file system against other runs; do nothing for object stores, which have no locks."""
    if not Place(target).is_local:
        yield
        return
    folder = Path(target.removeprefix("file://"))
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{target}: cannot be made ({error.strerror}): name a folder") from error
    with held(folder / "run.lock", folder):
        yield


class _Run:
    def __init__(self, job: Job) -> None:
        self._job = job
        self._source, self._target = Source(Place(job.source), job.columns), Place(job.target)
        self._require_own_target()
        self._form, self.files = form_of(self._found(), job.source)
        model = job.choice.model is not None
        self._block = job.block or (MODEL_BLOCK if model else BLOCK)
        determining = job.fingerprint + (json.dumps(dict(job.columns), sort_keys=True) if job.columns else "")
        digest = hashlib.sha256(determining.encode()).hexdigest()[:16]
        self.parts = Parts(self._target, f"parts/{digest}")
        self._pieces: list[Piece] = [
            piece for file in self.files for piece in ranges_of(self._form, self._source.place, file, self._block)
        ]
        self._order = [(file.path, file.version) for file in self.files]

    def _require_own_target(self) -> None:
        """Raise UsageError if the output would replace the source, or OutputError if it would replace other files."""
        inside = self._source.place.within(self._target)
        if inside is not None and (inside == "" or inside.split("/")[0] in {*_WRITTEN, "parts"}):
            raise UsageError(f"{self._job.source}: is what the run writes in {self._job.target}; name another target")
        if not any(self._target.exists(name) for name in _WRITTEN):
            return
        try:
            with self._target.read("manifest.json") as file:
                manifest = json.loads(file.read())
            is_own = str(manifest["program"]).startswith("summarise ") and str(manifest["parts"]).startswith("parts/")
        except (OSError, ValueError, KeyError, TypeError):
            is_own = False
        if not is_own:
            raise OutputError(f"{self._job.target}: holds records that no cluster run wrote; name another folder")

    def _found(self) -> list[Found]:
        """Return the files of the source, without those of the target if it lies within the source."""
        inside = self._target.within(self._source.place)
        found = self._source.place.found()
        return [file for file in found if not (inside and file.path.startswith(f"{inside}/"))]

    def do(
        self, address: str | None, processes: int | None, progress: Progress, tell: Callable[[Progress], None]
    ) -> None:
        """Let the workers do all units that are not finished."""
        done = [one.piece for one in chosen(self._order, self.parts.done())]
        units = list(still_to_do(self._form, self._pieces, done, self._block))
        progress.units, progress.kept = len(units), len(done)
        self.parts.forget_marks(units)
        progress.passed("listing")
        if not units:
            return
        with connected(address, processes) as pool:
            for told in pool.told(units, self._source, self.parts, self._job.choice):
                progress.book(told)
                if told["stop"] is not None:
                    raise told["stop"]
                tell(progress)

    def finish(self) -> Counts:
        """Write the output; raise OutputError if a unit is missing, or a file of the source has changed meanwhile."""
        now = {(file.path, file.version) for file in self._found()}
        if changed := [path for path, version in self._order if (path, version) not in now]:
            raise OutputError(
                f"{changed[0] or self._job.source}: has changed during the run: start it again when the files stay as"
                " they are; what has not changed is not done again"
            )
        taken = chosen(self._order, self.parts.done())
        left = list(still_to_do(self._form, self._pieces, [one.piece for one in taken], self._block))
        if left:
            raise OutputError(f"{self._job.target}: {len(left)} units are missing: start the run again, it goes on")
        return finish(self.parts, taken, self._target, self._job.form)

    def note(self, state: str, progress: Progress, counts: Counts | None = None) -> None:
        """Write the manifest of the run, with this state."""
        content = {
            "program": f"summarise {VERSION}",
            "state": state,
            "source": self._job.source,
            "settings": dict(self._job.described),
            "fingerprint": self._job.fingerprint,
            "parts": self.parts.folder,
            "replies": {
                "records": counts.records if counts else progress.records,
                "failed_by_kind": dict(sorted((counts.failed if counts else progress.failed).items())),
            },
            "units": {"done": progress.done, "of": progress.units, "pieces_of_earlier_runs": progress.kept},
            "repeated": {"units": progress.repeated_units, "replies": progress.repeated},
            "spent": dict(progress.spent),
            "seconds": dict(progress.seconds),
        }
        text = redacted(json.dumps(content, ensure_ascii=False, indent=2))
        self._target.write("manifest.json", text.encode() + b"\n")
