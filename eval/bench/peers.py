"""This project beside its peers: the same replies, the same local server, answers that are right in each one's format.

    python -m eval.bench.peers [--peers PYTHON] [--out FILE] [--quick]

PYTHON is the interpreter of an environment with langextract[openai], instructor, contextgem and delm; peers that it
cannot import are named in the table and left out. Everything runs on the loopback. Processor time and memory are those
of the client's whole process, start-up included, as the system accounts for them.
"""

from __future__ import annotations

import argparse
import json
import platform
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from eval.bench.client_runs import LATENCY, RATE, Usage, counts, forget, run, serving, start
from eval.bench.labelled import Labelled, alterations, labelled, write_copies
from eval.bench.results import machine, put_section, table
from eval.bench.server import EACH
from eval.bench.systems import HERE, System, systems, version
from summarise.load import load
from summarise.version import VERSION

WORKERS = (1, 16, 64)
COPIES = 4
"""Of each reply, with 16 and 64 workers and for the kill; with 1 worker each reply comes once."""
NOISE = 0.5
"""Part of a start-up's processor time by which two of them differ on a busy machine."""
WHAT_PASSES = (
    "An altered item differs from the source in one digit, year, unit, body or negation. It is put where an answer "
    "has room for words: in the quotes of those that quote, in the summaries of ContextGem, whose quotes are "
    "references, and in every field with words of this project, whose answers hold no quotes. A peer lets it "
    "through when it hands the altered words out with a span or a reference, or has neither to hold against them; "
    "what a peer that quotes says beside its quotes is not looked at. This project lets it through when the altered "
    "words stand in any field of a record but its warnings."
)


def exact(system: System, found: Usage, folder: Path) -> str:
    """Share of items whose span is, character for character, their quote.

    Spans of this project refer to the text as it is loaded (without romanisation, say), those of others to the file's.
    """
    read: Callable[[Path], str] = (lambda path: load(path).text) if system.is_own else _as_it_is
    texts = {path.name: read(path) for path in folder.glob("*.txt")}
    right = sum(
        item["start"] is not None and texts[Path(source).name][item["start"] : item["end"]] == item["quote"]
        for source, item in found.items
    )
    return f"{right} of {len(found.items)} ({100 * right / len(found.items):.1f} %)"


def _as_it_is(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def let_through(system: System, folder: Path, output: Path, server: str, replies: list[Labelled]) -> str:
    """How many altered items come out as grounded, of each kind.

    For a peer: the altered words are handed out with a span or a reference (a client without grounding hands out what
    it got). For this project, whose answers hold no quotes: they stand in any field of the record.
    """
    run(system, folder, output, server, 16, f"{system.model}-altered")
    said: dict[str, list[str]] = {}
    for line in output.read_text(encoding="utf-8").splitlines():
        answer = json.loads(line)
        name = Path(answer["document"]["source"] if system.is_own else answer["source"]).stem.partition("-")[2]
        answer.pop("warnings", None)  # they tell the reader which words were refused
        said.setdefault(name, []).extend(
            strings(answer) if system.is_own else (item.get("said", item["quote"]) for item in answer["items"])
        )
    passed: dict[str, int] = {}
    names = {reply.name for reply in replies}
    made = [change for change in alterations(labelled(), EACH) if change.reply in names]
    for change in made:
        through = any(change.fragment in words for words in said.get(change.reply, []))
        passed[change.kind] = passed.get(change.kind, 0) + through
    total = sum(passed.values())
    kinds = ", ".join(f"{kind} {number}" for kind, number in passed.items() if number)
    return f"{total} of {len(made)}" + (f" ({kinds})" if kinds else "")


def strings(value: object) -> Iterator[str]:
    """Every text in what JSON holds."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from strings(list(value.values()))
    elif isinstance(value, list):
        for part in value:
            yield from strings(part)


def killed(
    system: System, folder: Path, output: Path, server: str, undisturbed: int, workers: int = 16
) -> tuple[str, str]:
    """Calls paid again after kill -9 in mid-run and a restart, beside those made at a time; calls of a second run."""
    forget(server)
    process = start(system, folder, output, server, workers, system.model)
    while counts(server)["answered"] < undisturbed // 2:
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.wait()
    at_death = counts(server)
    again = run(system, folder, output, server, workers)
    paid = at_death["requests"] + again.counts["requests"] - undisturbed
    second = run(system, folder, output, server, workers).counts["requests"]
    return f"{max(0, paid)} ({workers} at a time)", str(second)


@dataclass
class Row:
    """What one system reached."""

    system: System
    runs: dict[int, Usage]
    start: Usage
    exact: str
    altered: str
    paid_again: str
    second: str


def measured(system: System, replies: list[Labelled], server: str, folder: Path, workers: tuple[int, ...]) -> Row:
    """All measurements of one system."""
    once, many = folder / "once", folder / "many"
    single = write_copies(replies[:1], 1, folder / "single")
    place = folder / system.name.replace(" ", "-").replace(",", "")

    def output(name: str) -> Path:
        made = place / name / "out.jsonl"
        made.parent.mkdir(parents=True)
        return made

    begun = run(system, single, output("start"), server, 1)
    runs = {}
    for count in workers:
        print(f"{system.name}: {count} workers", file=sys.stderr)
        runs[count] = run(system, once if count == 1 else many, output(str(count)), server, count)
    most = max(workers)
    whole = runs[most].counts["requests"]
    print(f"{system.name}: altered items, kill -9", file=sys.stderr)
    altered = let_through(system, once, output("altered"), server, replies)
    paid, second = killed(system, many if most > 1 else once, output("killed"), server, whole)
    return Row(system, runs, begun, exact(system, runs[min(workers)], once), altered, paid, second)


# -- the table ---------------------------------------------------------------------------------------------------


def further(start: float, whole: float, replies: int) -> float | None:
    """Processor milliseconds of each reply after the first; None where they drown in what start-ups differ by.

    Args:
        start: processor seconds of a run over one reply.
        whole: processor seconds of a run over all.
        replies: number of all.

    """
    if replies < 2 or whole - start < NOISE * start:  # noqa: PLR2004 - there is no further reply
        return None
    return (whole - start) / (replies - 1) * 1000


def lines(rows: list[Row], replies: int, copies: int) -> Iterator[list[str]]:
    """The table, a measurement a line, a system a column."""
    first = [row.runs[min(row.runs)] for row in rows]
    yield ["requests a reply", *(f"{u.counts['requests'] / replies:.2f}" for u in first)]
    yield ["prompt tokens a reply", *(f"{u.counts['prompt_tokens'] / replies:.0f}" for u in first)]
    yield ["answer tokens a reply", *(f"{u.counts['answer_tokens'] / replies:.0f}" for u in first)]
    own_tokens = first[0].counts["answer_tokens"]
    yield [
        "answer tokens: share that summarise needs",
        *(f"{own_tokens / u.counts['answer_tokens']:.2f}" for u in first),
    ]
    for count in rows[0].runs:
        number = replies if count == 1 else replies * copies
        yield [f"wall s for {number} replies, {count} workers", *(f"{row.runs[count].wall:.1f}" for row in rows)]
    most = max(rows[0].runs)
    number = replies if most == 1 else replies * copies
    per = [further(row.start.cpu, row.runs[most].cpu, number) for row in rows]
    yield ["start-up and first reply, CPU s", *(f"{row.start.cpu:.2f}" for row in rows)]
    yield ["CPU ms per further reply", *("n/a" if value is None else f"{value:.1f}" for value in per)]
    shares = [None if value is None or per[0] is None else per[0] / value for value in per]
    yield [
        "CPU per reply: share that summarise needs",
        *("n/a" if share is None else f"{share:.2f}" for share in shares),
    ]
    yield [f"peak memory MB, {most} workers", *(f"{row.runs[most].peak:.0f}" for row in rows)]
    yield ["spans that quote the source exactly", *(row.exact for row in rows)]
    yield ["altered items let through", *(row.altered for row in rows)]
    yield ["calls paid again after kill -9", *(row.paid_again for row in rows)]
    yield ["calls of a second run", *(row.second for row in rows)]


def main() -> None:
    """Measure, print, and put the table into the results file."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--peers", help="interpreter of the peers' environment")
    parser.add_argument("--out", type=Path, help="with --peers, eval/bench/RESULTS.md; else nothing is written")
    parser.add_argument("--quick", action="store_true", help="six replies, one copy, 1 and 16 workers")
    options = parser.parse_args()
    replies = labelled()[:6] if options.quick else labelled()
    copies, workers = (1, (1, 16)) if options.quick else (COPIES, WORKERS)
    able, missing = systems(options.peers)
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as folder, serving(copies) as server:
        write_copies(replies, 1, Path(folder) / "once")
        write_copies(replies, copies, Path(folder) / "many")
        rows += [measured(system, replies, server, Path(folder), workers) for system in able]
    python = options.peers or sys.executable
    versions = [f"summarise {VERSION}"] + [
        f"{row.system.name}: " + ", ".join(f"{p} {version(python, p)}" for p in row.system.packages) for row in rows[1:]
    ]
    said = (
        f"{machine()}; Python {platform.python_version()}. The server answers after {LATENCY:g} s and {RATE:g} tokens "
        f"a second; tokens are the package's estimate, for all alike. {'; '.join(versions)}."
    )
    body = [
        said,
        "",
        *table(["", *(row.system.name for row in rows)], list(lines(rows, len(replies), copies))),
        *(f"\n{line}." for line in missing),
        "",
        WHAT_PASSES,
    ]
    if out := options.out or (options.peers and HERE / "RESULTS.md"):
        put_section(out, "Peers", body)
    print("\n".join(body))


if __name__ == "__main__":
    main()
