"""Join the outputs of all shards into one output with the same bytes as that of a single run."""

from __future__ import annotations

import hashlib
import heapq
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from summarise.batch.duplicates import Once
from summarise.batch.journal import Line, key_of
from summarise.batch.making import Made, failed, stand_in_reason
from summarise.batch.manifest import Manifest, added
from summarise.batch.output_paths import OutputPaths, refuse_conflicts
from summarise.batch.progress import Progress
from summarise.batch.shards import Places
from summarise.batch.sinks import Sink, opened
from summarise.errors import InputError, UsageError
from summarise.record import Failure
from summarise.version import VERSION

__all__ = ["merge"]

_TOGETHER = 64
"""Number of lines that are written at a time."""


@dataclass(frozen=True, slots=True)
class _Part:
    """The finished output of one shard."""

    paths: OutputPaths
    manifest: Mapping[str, Any]

    @property
    def shard(self) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self.manifest["shard"]
        return found

    @property
    def common(self) -> tuple[object, ...]:
        """Values that must be equal in all shards of one run: the fingerprint, the inputs and the number of shards."""
        return (self.manifest["fingerprint"], self.manifest["inputs"], self.shard["of"])

    def places(self) -> Places:
        found = (re.fullmatch(r"(\d+)\.(\d+)([rf])", place) for place in str(self.shard["places"]).split())
        return [(int(place[1]), int(place[2]), place[3] == "r") for place in found if place]

    def lines(self) -> Iterator[tuple[tuple[int, int], bool, bytes]]:
        """Yield for each line: (file number, reply number), True if it is a record, and the line without line feed.

        Raises:
            InputError: these are not the lines that the shard wrote; it is known at the last line.

        """
        digest = hashlib.sha256()
        with self.paths.records.open("rb") as records, self.paths.failures.open("rb") as failures:
            for file, number, is_record in self.places():
                line = (records if is_record else failures).readline()
                if not line.endswith(b"\n"):
                    raise InputError(f"{self.paths.records}: has fewer lines than its manifest says; run it again")
                digest.update(line)
                yield (file, number), is_record, line[:-1]
            if records.readline() or failures.readline():
                raise InputError(f"{self.paths.records}: has more lines than its manifest says; run it again")
        if digest.hexdigest() != self.shard["lines"]:
            raise InputError(f"{self.paths.records}: its lines are not those that the run wrote; run it again")


def _made(once: Once, line: bytes, *, is_record: bool) -> Made:
    """Return what a single run would have written for a reply: this line, or a failure if the reply is a duplicate."""
    if is_record:
        failure, document = None, json.loads(line)["document"]
        name, text = str(document["source"]), str(document["sha256"])
    else:
        failure = Failure.model_validate_json(line)
        name, text = failure.source, failure.sha256 or once.text_of_duplicate(failure)
    error = once.refusal(name, text)
    return failed(name, "", error) if error else Made(Line(line, key_of(name, text), is_record=is_record), failure)


def merge(records: Iterable[Path], output: Path) -> Progress:
    """Write one output, with its failures, manifest and journal, from the outputs of all shards.

    Args:
        records: the records files of all shards, in any order.
        output: the records file to write.

    Raises:
        UsageError: the output of a shard is missing, unfinished, or from another run, or the shards saw other inputs.
        InputError: the lines of a shard are not those that it wrote; nothing has been written then.
        OutputError: the output cannot be written, or another run is writing it.

    """
    parts = _parts(records)
    paths, progress = OutputPaths.beside(output), Progress()
    read = [path for part in parts for path in (part.paths.records, part.paths.failures, part.paths.manifest)]
    refuse_conflicts(paths.named(), read)
    first = parts[0].manifest
    manifest = Manifest(paths.manifest, VERSION, first["inputs"], output.name, first["settings"], first["fingerprint"])
    manifest.require_own()
    spent: Mapping[str, Any] = {}
    for part in parts:
        for _ in part.lines():
            pass  # damage is told before anything is written
        spent = added(spent, part.manifest["spent_by_all_runs"])
    with opened(paths, str(first["fingerprint"])) as sink:
        manifest.write("running", progress, {}, {})
        _put(parts, sink, progress)
        manifest.write("finished", progress, spent, {})
    return progress


def _put(parts: Iterable[_Part], sink: Sink, progress: Progress) -> None:
    once = Once()
    waiting: list[Made] = []
    for _, is_record, line in heapq.merge(*(part.lines() for part in parts)):
        waiting.append(_made(once, line, is_record=is_record))
        if len(waiting) == _TOGETHER:
            _write(waiting, sink, progress)
            waiting = []
    _write(waiting, sink, progress)
    left = sink.finish()
    progress.kept_aside, progress.damaged_aside = left.lines, left.damaged


def _write(made: Iterable[Made], sink: Sink, progress: Progress) -> None:
    made = list(made)
    sink.put([one.line for one in made])
    for one in made:
        progress.count(one.failure, is_reused=False, stand_in=stand_in_reason(one.line))


def _parts(records: Iterable[Path]) -> list[_Part]:
    parts = [_part(path) for path in records]
    if len({json.dumps(part.common) for part in parts}) != 1:
        raise UsageError("the parts are of different runs: inputs, settings or the number of shards are not the same")
    of, numbers = int(parts[0].shard["of"]), sorted(int(part.shard["number"]) for part in parts)
    if numbers != list(range(1, of + 1)):
        missing = sorted(set(range(1, of + 1)) - set(numbers))
        what = f"missing: {', '.join(f'{number}/{of}' for number in missing)}" if missing else "one is there twice"
        raise UsageError(f"all {of} parts are needed, each once; {what}")
    _require_same_inputs(parts)
    return parts


def _require_same_inputs(parts: Iterable[_Part]) -> None:
    """Raise UsageError if two shards saw other names: then a reply may have been nobody's, or of two shards."""
    first: dict[str, str] = {}
    for part in parts:
        shard = part.shard
        first.setdefault(shard["seen"], f"{shard['number']}/{shard['of']}: {shard['names']}")
    if len(first) > 1:
        one, other, *_ = first.values()
        raise UsageError(
            f"the parts did not see the same files and replies ({one}, {other}): something was added, removed or"
            " renamed between them, or another machine has other inputs; run the parts again on the same inputs"
        )


def _part(records: Path) -> _Part:
    paths = OutputPaths.beside(records)
    try:
        manifest = json.loads(paths.manifest.read_bytes())
        if manifest["state"] != "finished":
            raise UsageError(f"{records}: its run is {manifest['state']}; run it again to its end, then merge")
        part = _Part(paths, manifest)
        _ = part.common, part.manifest["spent_by_all_runs"], part.places()
        _ = [part.shard[name] for name in ("number", "names", "seen", "lines")]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(f"{records}: is no part: `summarise run --shard` writes one, with its manifest") from error
    return part
