"""How fast the built-in engine is, and how that grows: `python -m eval.bench.speed [--out FILE] [--quick]`.

Stages are timed one after the other over the labelled replies, best of three, on one core. Runs are whole processes,
as the system accounts for them; their replies are copies of the labelled ones, each told apart by its last line.
"""

from __future__ import annotations

import argparse
import collections
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from eval.bench.labelled import labelled, write_copies
from eval.bench.peers import ROOT, SUMMARISE, counts, forget, serving
from eval.bench.results import machine, put_section, table
from eval.fixtures.make_documents import documents
from summarise.annotate import annotate
from summarise.document import Document
from summarise.engines.rules import RulesEngine
from summarise.engines.rules.second_opinion import second_opinion
from summarise.ground import ground
from summarise.load import load_bytes, require_reply
from summarise.version import VERSION

SIZES = (10, 100, 1_000, 10_000)
ROUNDS = 3


def seconds(work: Callable[[], object]) -> float:
    """Best of three."""
    best = float("inf")
    for _ in range(ROUNDS):
        began = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - began)
    return best


def stages() -> list[list[str]]:
    """Replies a second of each stage, and its share of a reply's time from text to line."""
    replies = [Document(reply.name, reply.text) for reply in labelled()]
    engine = RulesEngine()
    annotated = [annotate(document) for document in replies]
    selections = [engine.select(document) for document in annotated]
    records = [ground(document, selection) for document, selection in zip(annotated, selections, strict=True)]
    pairs = list(zip(annotated, selections, strict=True))
    work: dict[str, Callable[[], object]] = {
        "load a text file": lambda: [load_bytes(document.text.encode(), "a.txt") for document in replies],
        "tell that it is a reply": lambda: collections.deque(map(require_reply, replies), 0),
        "annotate": lambda: [annotate(document) for document in replies],
        "rules": lambda: [engine.select(document) for document in annotated],
        "ground": lambda: [ground(document, selection) for document, selection in pairs],
        "write as JSON": lambda: [record.to_json() for record in records],
    }
    spent = {name: seconds(stage) / len(replies) for name, stage in work.items()}
    whole = sum(spent.values())
    rows = [[name, f"{1000 * s:.2f}", f"{1 / s:.0f}", f"{s / whole:.0%}"] for name, s in spent.items()]
    opinion = seconds(
        lambda: [second_opinion(document, replace(selection, remarks=())) for document, selection in pairs]
    )
    rows.append(["all of them", f"{1000 * whole:.2f}", f"{1 / whole:.0f}", "100%"])
    rows.append(
        [
            "second opinion on a model's answer",
            f"{1000 * opinion / len(replies):.2f}",
            f"{len(replies) / opinion:.0f}",
            "",
        ]
    )
    return rows


def loading() -> list[list[str]]:
    """Documents a second by media type, over the fixture documents."""
    found: dict[str, list[bytes]] = defaultdict(list)
    for fixture in documents():
        found[load_bytes(fixture.data, fixture.name).media_type].append(fixture.data)
    rows = []
    for media_type, files in sorted(found.items()):
        spent = seconds(lambda files=files: [load_bytes(data, "reply") for data in files])  # type: ignore[misc]  # bound at once
        rows.append([media_type, str(len(files)), f"{1000 * spent / len(files):.2f}", f"{len(files) / spent:.0f}"])
    return rows


def process(arguments: Sequence[str], folder: Path) -> tuple[float, float, float]:
    """Wall and processor seconds and peak megabytes of a command, which must succeed."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "SUMMARISE_CACHE_DIR": str(folder / "cache")}
    began = time.monotonic()
    command = [sys.executable, "-c", SUMMARISE, *arguments]
    running = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(running.pid, 0)
    wall = time.monotonic() - began
    running.returncode = os.waitstatus_to_exitcode(status)
    if running.returncode:
        raise SystemExit(f"summarise {' '.join(arguments)} ended with {running.returncode}")
    return wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def scaling(sizes: Sequence[int], folder: Path) -> tuple[list[list[str]], Path]:
    """Runs of the built-in engine over ever more replies; and the largest run's records."""
    replies = labelled()
    start = min(process(["--help"], folder)[1] for _ in range(ROUNDS))
    rows = [["--help", "", f"{start:.2f}", "", "", ""]]
    output = folder
    for size in sizes:
        inputs = write_copies(replies, -(-size // len(replies)), folder / f"in-{size}")
        for extra in sorted(inputs.iterdir())[size:]:
            extra.unlink()
        output = folder / f"records-{size}.jsonl"
        run = ["run", str(inputs), "-o", str(output), "--quiet"]
        wall, cpu, peak = process(run, folder)
        again, _, _ = process(run, folder)
        per = max(cpu - start, 0.001) / size
        rows.append([f"{size:,} replies", f"{wall:.1f}", f"{cpu:.1f}", f"{1 / per:.0f}", f"{peak:.0f}", f"{again:.1f}"])
    return rows, output


def products(records: Path, folder: Path) -> list[list[str]]:
    """Time and size of what is made of the records."""
    size = records.stat().st_size
    rows = [["records", "", f"{size / 1e6:.1f}"]]
    for name, arguments in (
        ("review page", ["report", str(records), "-o", str(folder / "page.html")]),
        ("csv", ["export", str(records), "--to", "csv", "-o", str(folder / "csv")]),
        ("xlsx", ["export", str(records), "--to", "xlsx", "-o", str(folder / "tables.xlsx")]),
        ("parquet", ["export", str(records), "--to", "parquet", "-o", str(folder / "parquet")]),
        ("markdown", ["export", str(records), "--to", "markdown", "-o", str(folder / "brief.md")]),
    ):
        wall, _, _ = process(arguments, folder)
        made = Path(arguments[-1])
        files = list(made.iterdir()) if made.is_dir() else [made]
        rows.append([name, f"{wall:.1f}", f"{sum(file.stat().st_size for file in files) / 1e6:.1f}"])
    return rows


def cached(size: int, folder: Path) -> list[str]:
    """A run with a model over so many replies, then again into another output: every answer is in the cache."""
    replies = labelled()
    copies = -(-size // len(replies))
    inputs = write_copies(replies, copies, folder / "model-in")
    for extra in sorted(inputs.iterdir())[size:]:
        extra.unlink()
    with serving(copies) as server:
        options = ["--model", "ids", "--base-url", f"{server}/v1", "--workers", "64", "--quiet"]
        first, _, _ = process(["run", str(inputs), "-o", str(folder / "first.jsonl"), *options], folder)
        calls = counts(server)["requests"]
        forget(server)
        second, cpu, _ = process(["run", str(inputs), "-o", str(folder / "second.jsonl"), *options], folder)
        same = (folder / "first.jsonl").read_bytes() == (folder / "second.jsonl").read_bytes()
        third, _, _ = process(["run", str(inputs), "-o", str(folder / "second.jsonl"), *options], folder)
        again = counts(server)["requests"]
    made = f"A run with a model over {size:,} replies made {calls:,} calls in {first:.1f} s."
    new = f"The same into a new output, from the cache: {second:.1f} s ({cpu:.1f} s of processor time)"
    told = f"{made} {new}, the bytes are {'the same' if same else 'DIFFERENT'}."
    return [f"{told} The same into the same output: {third:.1f} s. Both made {again} calls."]


def main() -> None:
    """Measure, print, and put the tables into the results file."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--out", type=Path, default=Path(__file__).with_name("RESULTS.md"))
    parser.add_argument("--quick", action="store_true", help="up to 100 replies")
    options = parser.parse_args()
    sizes = SIZES[:2] if options.quick else SIZES
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        runs, records = scaling(sizes, folder)
        body = [
            f"{machine()}; Python {platform.python_version()}, summarise {VERSION}.",
            "",
            *table(["stage", "ms a reply", "replies a second and core", "share"], stages()),
            "",
            *table(["read from", "files", "ms a file", "files a second and core"], loading()),
            "",
            *table(
                ["built-in engine", "wall s", "CPU s", "replies a second and core", "peak MB", "second run, s"], runs
            ),
            "",
            *table([f"of {sizes[-2]:,} records", "s", "MB"], products(folder / f"records-{sizes[-2]}.jsonl", folder)),
            "",
            *cached(sizes[-2], folder),
        ]
        assert records.exists()
    put_section(options.out, "Speed", body)
    print("\n".join(body))


if __name__ == "__main__":
    main()
