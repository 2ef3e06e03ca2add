"""How fast the built-in engine is, and how that grows.

    python -m eval.bench.speed [--out FILE] [--quick] [--since REVISION]

Stages are timed one after the other over the labelled replies, best of three, on one core; with `--since`, in another
revision of this project too. Runs are whole processes,
as the system accounts for them; their replies are copies of the labelled ones, each told apart by its last line.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from eval.bench.client_runs import ROOT, counts, forget, serving
from eval.bench.labelled import labelled, write_copies
from eval.bench.results import machine, put_section, table
from eval.bench.stages import PIPELINE, ROUNDS, WHOLE, format_times, stage_times
from eval.bench.systems import SUMMARISE
from summarise.version import VERSION

SIZES = (10, 100, 1_000, 10_000)


def stages(before: Mapping[str, float]) -> list[list[str]]:
    """Replies a second of each stage, its share of a reply's time from text to line, and times as fast as before."""
    rows = []
    spent = stage_times()
    for name, each in spent.items():
        share = f"{each / spent[WHOLE]:.0%}" if name in (*PIPELINE, WHOLE) else ""
        rows.append([name, f"{1000 * each:.2f}", f"{1 / each:.0f}", share, *ratio(before, name, each)])
    return rows


def loading(before: Mapping[str, float]) -> list[list[str]]:
    """Documents a second by media type, over the fixture documents, and times as fast as before."""
    return [
        [name, str(count), f"{1000 * s:.2f}", f"{1 / s:.0f}", *ratio(before, name, s)]
        for name, (count, s) in format_times().items()
    ]


def ratio(before: Mapping[str, float], name: str, spent: float) -> list[str]:
    """How many times as fast, a column of its own; no column where nothing was timed before."""
    return [f"{before[name] / spent:.2f}"] if before else []


def times_of(revision: str, folder: Path) -> dict[str, float]:
    """Seconds of each stage and format in another revision of this project, timed in the same way."""
    checkout = folder / "before"
    git("worktree", "add", "-q", "--detach", str(checkout), revision)
    try:
        environment = {**os.environ, "PYTHONPATH": str(checkout)}
        program = [sys.executable, str(Path(__file__).with_name("stages.py"))]
        done = subprocess.run(program, cwd=folder, env=environment, stdout=subprocess.PIPE, check=True)
    finally:
        git("worktree", "remove", "--force", str(checkout))
    found = json.loads(done.stdout)
    stages_then: dict[str, float] = found["stages"]
    return stages_then | {name: spent for name, (_, spent) in found["formats"].items()}


def git(*arguments: str) -> None:
    """Run git on this project; it must succeed."""
    subprocess.run(["git", *arguments], cwd=ROOT, check=True)  # noqa: S607 - the git of the path, as the reader uses it


def process(arguments: Sequence[str], folder: Path) -> tuple[float, float, float]:
    """Wall and processor seconds and peak megabytes of a command, which must succeed."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "SUMMARISE_CACHE_DIR": str(folder / "cache")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program has its modules compiled
    environment["PYTHONPYCACHEPREFIX"] = str(folder / "modules")
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
    rows = [["--help", "", f"{start:.2f}", "", "", "", ""]]
    output = folder
    for size in sizes:
        inputs = write_copies(replies, -(-size // len(replies)), folder / f"in-{size}")
        for extra in sorted(inputs.iterdir())[size:]:
            extra.unlink()
        output = folder / f"records-{size}.jsonl"
        run = ["run", str(inputs), "-o", str(output), "--quiet", "--processes", "1"]
        wall, cpu, peak = process(run, folder)
        spread, _, _ = process(["run", str(inputs), "-o", f"{output}.spread", "--quiet"], folder)
        again, _, _ = process(run, folder)
        per = max(cpu - start, 0.001) / size
        rows.append(
            [
                f"{size:,} replies",
                f"{wall:.1f}",
                f"{cpu:.1f}",
                f"{1 / per:.0f}",
                f"{peak:.0f}",
                f"{again:.1f}",
                f"{spread:.1f}",
            ]
        )
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
    parser.add_argument("--since", metavar="REVISION", help="an earlier revision, to be timed for comparison")
    options = parser.parse_args()
    sizes = SIZES[:2] if options.quick else SIZES
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        before = times_of(options.since, folder) if options.since else {}
        column = [f"times as fast as revision {options.since}"] if options.since else []
        runs, records = scaling(sizes, folder)
        body = [
            f"{machine()}; Python {platform.python_version()}, summarise {VERSION}.",
            "",
            *table(["stage", "ms a reply", "replies a second and core", "share", *column], stages(before)),
            "",
            *table(["read from", "files", "ms a file", "files a second and core", *column], loading(before)),
            "",
            "The first PDF of a run also starts the process that reads them, which is not counted here.",
            "",
            *table(
                [
                    *("built-in engine", "wall s", "CPU s", "replies a second and core", "peak MB", "second run, s"),
                    "all processors, wall s",
                ],
                runs,
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
