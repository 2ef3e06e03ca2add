"""`python -m eval.scaling`: what a cluster costs beside the processes of one machine, and what that makes of millions.

Both do the same lines of JSON, copies of the labelled replies, with the same number of workers on this machine.
A further reply is measured between two sizes, so that starting is told apart. Prints tables in Markdown.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.bench.labelled import copy_of, labelled
from eval.bench.results import machine, table

ROOT = Path(__file__).parents[1]
NODES, CORES = (1, 8, 64), 4
MILLIONS = (100_000, 1_000_000, 10_000_000)


@dataclass(frozen=True)
class Took:
    """Seconds of one run over so many replies."""

    size: int
    starting: float
    working: float
    """Until the output is there, without starting."""
    finishing: float
    peak: int
    """Bytes of the program that was started, the workers aside."""


def _written(folder: Path, size: int) -> Path:
    """So many replies as lines of JSON, each told apart by its last line."""
    texts = [reply.text for reply in labelled()]
    path = folder / f"{size}.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for number in range(size):
            text = copy_of(texts[number % len(texts)], number // len(texts))
            file.write(json.dumps({"id": f"r{number}", "text": text}, ensure_ascii=False) + "\n")
    return path


def _timed(arguments: Sequence[str]) -> tuple[float, int]:
    """Seconds, and the peak of the largest program that was ever waited for, in bytes."""
    begun = time.monotonic()
    subprocess.run([sys.executable, "-W", "ignore", "-m", "summarise", *arguments], check=True, cwd=ROOT)
    return time.monotonic() - begun, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024


def pool(source: Path, folder: Path, size: int, processes: int) -> Took:
    """One machine's processes."""
    output = folder / f"pool-{size}.jsonl"
    seconds, peak = _timed(["run", str(source), "-o", str(output), "--quiet", "--processes", str(processes)])
    return Took(size, 0.0, seconds, 0.0, peak)


def cluster(source: Path, folder: Path, size: int, processes: int) -> Took:
    """A cluster on this machine."""
    target = folder / f"cluster-{size}"
    _, peak = _timed(["cluster", "run", str(source), str(target), "--quiet", "--processes", str(processes)])
    told = json.loads((target / "manifest.json").read_bytes())["seconds"]
    working = told["working"] + told["finishing"]
    return Took(size, told["listing"] + told["starting"], working, told["finishing"], peak)


def _more(small: Took, large: Took) -> float:
    """Milliseconds of a further reply, starting and what was done meanwhile told apart."""
    return 1000 * (large.working + large.starting - small.working - small.starting) / (large.size - small.size)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs=2, default=(1000, 5000))
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args(arguments)
    pools, clusters = [], []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for size in options.sizes:
            source = _written(folder, size)
            pools.append(pool(source, folder, size, options.processes))
            clusters.append(cluster(source, folder, size, options.processes))
    beside, spread = _more(*pools), _more(*clusters)
    finishing = 1000 * clusters[-1].finishing / clusters[-1].size
    print(machine() + "\n")
    rows = [
        [f"{small.size:,}", f"{small.working:.1f}", f"{large.starting:.1f}", f"{large.working:.1f}"]
        for small, large in zip(pools, clusters, strict=True)
    ]
    print("\n".join(table(["replies", "processes, s", "cluster starts, s", "cluster works, s"], rows)))
    print(f"\na further reply: {beside:.2f} ms, in the cluster {spread:.2f} ms: {spread / beside:.2f} times")
    print(f"of it the driver alone, putting in order: {finishing:.3f} ms; its peak {clusters[-1].peak / 1e6:.0f} MB\n")
    each = (spread - finishing) * options.processes
    print("\n".join(table(["replies", *(f"{nodes} × {CORES}" for nodes in NODES)], _on_paper(each, finishing))))


def _on_paper(each: float, finishing: float) -> list[list[str]]:
    """Hours of so many replies on so many machines, by milliseconds of a worker and of the driver."""
    return [
        [f"{size:,}", *(f"{size * (each / (nodes * CORES) + finishing) / 3.6e6:.2f} h" for nodes in NODES)]
        for size in MILLIONS
    ]


if __name__ == "__main__":
    main()
