"""Fill the generated parts of README.md and of the documentation, or tell whether they are in step.

python eval/readme.py write    write them anew
python eval/readme.py check    exit code 1 when a part differs from what would be written

Commands and examples are what the program prints now. Scores are those of eval/baseline.json; whether the engine still
has them, `python eval/baseline.py check` tells. The comparison with peers and the speed are taken from
eval/bench/RESULTS.md, the faults survived from tests/TORTURE.md.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from summarise import errors
from summarise.cli import app
from summarise.schema_files import schema

ROOT = Path(__file__).resolve().parents[1]
REFERENCE = ROOT / "docs" / "reference"
BASELINE = ROOT / "eval" / "baseline.json"
RESULTS = ROOT / "eval" / "bench" / "RESULTS.md"
TORTURE = ROOT / "tests" / "TORTURE.md"
EXAMPLE = "eval/gold/linhe-transport-2023-118.txt"
CHARGERS = "eval/gold/jinghu-street-parking-2024-53.txt"
ROWS = ("measures", "commitments", "targets", "indicator", "responsible", "topic", "edits")
"""What is shown with its interval, by the names of the baseline's fields; shares of replies and targets follow."""
PEERS = (
    "answer tokens a reply",
    "CPU ms per further reply",
    "spans that",
    "altered items",
    "calls paid again",
    "calls of a second",
)
"""The rows of the comparison with peers that are shown, by their beginnings."""
FAULTS = ("11", "22", "28", "29", "30")
"""The lines of the fault programme that are shown."""
SIZES = ("--help", "1,000 replies", "10,000 replies")
"""The rows of the built-in engine's speed that are shown."""
SETS = {"composed": "`eval/gold`, composed", "real": "five real replies, not shipped"}
_PART = re.compile(r"(<!-- generated: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def main(arguments: list[str]) -> int:
    """Write or check; exit code 2 for wrong usage."""
    if arguments not in (["write"], ["check"]):
        print(__doc__, file=sys.stderr)
        return 2
    stale = []
    for path, after in made().items():
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        if arguments == ["write"]:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(after, encoding="utf-8")
        elif after != before:
            stale.append(str(path.relative_to(ROOT)))
    if stale:
        print(f"out of step: {', '.join(stale)}; run python eval/readme.py write", file=sys.stderr)
    return int(bool(stale))


def made() -> dict[Path, str]:
    """Every file that is generated in whole or in part, as it is to be."""
    pages = [ROOT / "README.md", ROOT / "README.zh-CN.md", *sorted((ROOT / "docs").rglob("*.md"))]
    found = {page: filled(page.read_text(encoding="utf-8")) for page in pages if page.parent != REFERENCE}
    return found | {REFERENCE / f"{name}.md": write() for name, write in _REFERENCES.items()}


def filled(readme: str) -> str:
    """The README with every generated part made anew."""
    return _PART.sub(lambda found: f"{found[1]}{_PARTS[found[2]]()}\n{found[3]}", readme)


def commands() -> str:
    """What `summarise --help` lists."""
    text = _run("--help")
    return _fenced(text[text.index("Commands:") :])


def show() -> str:
    """What `summarise show` prints of the example."""
    with _records() as path:
        return _fenced(_run("show", str(path)))


def record() -> str:
    """Of the example's record the first target that belongs to a commitment, and that commitment."""
    with _records() as path:
        values = json.loads(path.read_text(encoding="utf-8"))
    target = next(target for target in values["numeric_targets"] if target["commitment"])
    commitment = next(one for one in values["commitments"] if one["id"] == target["commitment"])
    lines = json.dumps({"commitments": [commitment], "numeric_targets": [target]}, ensure_ascii=False, indent=1)
    return _fenced(lines, "json")


def target() -> str:
    """The target that the README shows, without its confidence and what counts the items of its letter."""
    with _records(CHARGERS) as path:
        targets = json.loads(path.read_text(encoding="utf-8"))["numeric_targets"]
    found = next(one for one in targets if one["evidence"]["quote"] == "110个")
    rows = (
        ("indicator", "value", "upper", "unit", "comparator", "basis"),
        ("deadline", "evidence"),
    )
    lines = [json.dumps({name: found[name] for name in row}, ensure_ascii=False)[1:-1] for row in rows]
    return _fenced("{" + ",\n ".join(lines) + "}", "json")


def scores() -> str:
    """A column for each set of the baseline: some of its scores with their intervals, then shares as counts."""
    baseline = json.loads(BASELINE.read_text(encoding="utf-8"))
    sets = [
        (f"{title} ({baseline[name]['gold']['replies']})", baseline[name])
        for name, title in SETS.items()
        if name in baseline
    ]
    fields = [{field["name"]: field for field in values["fields"]} for _, values in sets]
    rows = [[fields[0][name]["title"], *(_score(column[name]) for column in fields)] for name in ROWS]
    rows.append([fields[0]["perfect"]["title"], *(_count(column["perfect"], "right") for column in fields)])
    rows.append(
        ["Targets whose number the tagger offers", *(_count(values.get("tagger"), "found") for _, values in sets)]
    )
    lines = [["", *(title for title, _ in sets)], ["---"] * (1 + len(sets)), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def peers() -> str:
    """Some rows of the comparison with peers, as the results file has them."""
    head, rule, *rows = _tables(_section("Peers"))[0]
    return "\n".join([head, rule, *(row for row in rows if row[2:].startswith(PEERS))])


def speed() -> str:
    """How the built-in engine grows, and the run from the cache, as the results file has them."""
    section = _section("Speed")
    head, rule, *rows = next(table for table in _tables(section) if table[0].startswith("| built-in engine"))
    return "\n".join([head, rule, *(row for row in rows if row[2:].startswith(SIZES)), "", section.splitlines()[-1]])


def faults() -> str:
    """Some lines of the fault programme's table, without its seconds."""
    rows = [line.strip("| ").split(" | ") for line in _tables(TORTURE.read_text(encoding="utf-8"))[0][2:]]
    chosen = [f"| {claim} | {tried} | {lost} |" for number, claim, tried, _, lost in rows if number in FAULTS]
    return "\n".join(["| what must hold | tried | lost |", "|---|---|---:|", *chosen])


def _section(title: str) -> str:
    return RESULTS.read_text(encoding="utf-8").partition(f"\n## {title}\n")[2].partition("\n## ")[0].strip()


def _tables(text: str) -> list[list[str]]:
    """Every table of a Markdown text, as its lines."""
    groups = groupby(text.splitlines(), key=lambda line: line.startswith("|"))
    return [list(lines) for is_table, lines in groups if is_table]


def _score(field: Mapping[str, Any]) -> str:
    digits = 1 if field["name"] == "edits" else 3
    return f"{field['score']:.{digits}f} ({field['low']:.{digits}f} to {field['high']:.{digits}f})"


def _count(share: Mapping[str, Any] | None, key: str) -> str:
    return f"{share[key]} of {share['of']}" if share else "not in the baseline"


@contextmanager
def _records(example: str = EXAMPLE) -> Iterator[Path]:
    """The records file of an example, while the block runs."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "records.jsonl"
        _run("run", str(ROOT / example), "-o", str(path), "--engine", "rules", "--quiet")
        text = path.read_text(encoding="utf-8").replace(str(ROOT) + "/", "")
        path.write_text(text, encoding="utf-8")
        yield path


def _run(*arguments: str) -> str:
    result = CliRunner(env={"SUMMARISE_LANG": "en"}).invoke(app, arguments, env={"COLUMNS": "100", "TERM": "dumb"})
    assert result.exit_code == 0, result.output
    return result.stdout


def _fenced(text: str, language: str = "text") -> str:
    body = "\n".join(line.rstrip() for line in text.strip("\n").splitlines())
    return f"```{language}\n{body}\n```"


def command_reference() -> str:
    """Every command with its help."""
    names = [line.split()[0] for line in commands().splitlines() if line.startswith("  ") and line.split()]
    parts = [f"## summarise {name}\n\n{_fenced(_run(name, '--help'))}\n" for name in names]
    return "\n".join(["# Commands\n", *parts])


def error_reference() -> str:
    """The tree of errors, and what failures files call them."""
    kinds = [f"| `{name}` | `{getattr(errors, name).kind}` |" for name in sorted(errors.__all__)]
    tree = (errors.__doc__ or "").partition("\n\n")[2]
    head = "# Errors\n\nEvery error that the package raises; all are imported from `summarise`.\n"
    return "\n".join([head, _fenced(tree), "", "| error | kind in failures files |", "|---|---|", *kinds, ""])


def record_reference() -> str:
    """Every field of a record with its meaning, from the schema."""
    found = schema("record")
    lines = ["# The record", "", "One JSON object a line. An example, in part:", "", record(), ""]
    for name, shape in {"Record": found, **found["$defs"]}.items():
        if "properties" in shape:
            lines += [
                f"## {name}",
                "",
                str(shape.get("description", "")).split("\n")[0],
                "",
                "| field | meaning |",
                "|---|---|",
            ]
            lines += [f"| `{key}` | {_meaning(value)} |" for key, value in shape["properties"].items()]
            lines.append("")
    return "\n".join(lines)


def _meaning(value: Mapping[str, Any]) -> str:
    values = ", ".join(f"`{one}`" for one in value.get("enum", ()))
    title = str(value.get("title", ""))
    label = "" if title.isascii() else title  # of a field of reply or proposal
    undescribed = " ".join(filter(None, (label, values)))
    return str(value.get("description", "")).replace("|", "\\|").replace("\n", " ") or undescribed


_REFERENCES: dict[str, Callable[[], str]] = {
    "commands": command_reference,
    "errors": error_reference,
    "record": record_reference,
}
_PARTS: dict[str, Callable[[], str]] = {
    "commands": commands,
    "show": show,
    "record": record,
    "target": target,
    "scores": scores,
    "peers": peers,
    "speed": speed,
    "faults": faults,
}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
