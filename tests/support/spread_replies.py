"""Composed replies as sources of a cluster, and what a single machine makes of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pyarrow as pa
from pyarrow import parquet

from summarise.cluster.files import Place
from summarise.cluster.finishing import Counts, OutputForm, chosen, finish
from summarise.cluster.parts import Parts
from summarise.cluster.reading import Source
from summarise.cluster.units import Unit, form_of, ranges_of, still_to_do
from summarise.cluster.working import EngineChoice, Worker
from tests.support.command_line import command
from tests.support.composed_replies import composed_reply


def rows(count: int, start: int = 0) -> list[dict[str, str]]:
    return [{"id": f"r{number}", "text": composed_reply(number)[1].text} for number in range(start, start + count)]


def write_lines(path: Path, found: Iterable[dict[str, str]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in found), encoding="utf-8")


def write_parquet(path: Path, found: Sequence[Mapping[str, object]], group: int = 7) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    parquet.write_table(pa.Table.from_pylist(list(found)), path, row_group_size=group)


def alone(source: Path, folder: Path) -> bytes:
    """The records that one machine writes."""
    output = folder / "alone.jsonl"
    assert command(["run", str(source), "-o", str(output), "--quiet"], folder / "alone.log").code in {0, 1}
    return output.read_bytes()


class Here:
    """A run without a cluster: units are done one after the other, and any of them may be left."""

    def __init__(self, source: Path, target: Path, block: int, choice: EngineChoice | None = None) -> None:
        self.source, self.target = Source(Place(str(source))), Place(str(target))
        self.form, self.files = form_of(self.source.place.found(), str(source))
        self.block = block
        self.parts = Parts(self.target, "parts/one")
        self.order = [(file.path, file.version) for file in self.files]
        self.pieces = [piece for file in self.files for piece in ranges_of(self.form, self.source.place, file, block)]
        self.worker = Worker(self.source, self.parts, choice or EngineChoice())

    def left(self) -> list[Unit]:
        done = [one.piece for one in chosen(self.order, self.parts.done())]
        return list(still_to_do(self.form, self.pieces, done, self.block))

    def do(self, units: Iterable[Unit]) -> None:
        for unit in units:
            assert self.worker.do(unit)["stop"] is None

    def finish(self, form: OutputForm = "jsonl") -> Counts:
        return finish(self.parts, chosen(self.order, self.parts.done()), self.target, form)
