"""Fill the generated parts of README.md, or tell whether they are in step.

python eval/readme.py write    write them anew
python eval/readme.py check    exit code 1 when a part differs from what the program does now
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from typer.testing import CliRunner

from summarise.cli import app

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
BASELINE = ROOT / "eval" / "baseline.json"
EXAMPLE = "eval/gold/linhe-transport-2023-118.txt"
SETS = {"composed": "`eval/gold`, composed", "real": "five real replies, not shipped"}
_PART = re.compile(r"(<!-- generated: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def main(arguments: list[str]) -> int:
    """Write or check; exit code 2 for wrong usage."""
    if arguments not in (["write"], ["check"]):
        print(__doc__, file=sys.stderr)
        return 2
    before = README.read_text(encoding="utf-8")
    after = filled(before)
    if arguments == ["write"]:
        README.write_text(after, encoding="utf-8")
    elif after != before:
        print("README.md is out of step: run python eval/readme.py write", file=sys.stderr)
        return 1
    return 0


def filled(readme: str) -> str:
    """The README with every generated part made anew."""
    return _PART.sub(lambda found: f"{found[1]}{_PARTS[found[2]]()}\n{found[3]}", readme)


def commands() -> str:
    """What `summarise --help` lists."""
    text = _run("--help")
    return _fenced(text[text.index("Commands:") :])


def show() -> str:
    """What `summarise show` prints of the example."""
    return _fenced(_run("show", _records()))


def record() -> str:
    """The first commitment with a body, and its first target."""
    values = json.loads(Path(_records()).read_text(encoding="utf-8"))
    target = next(target for target in values["numeric_targets"] if target["commitment"])
    commitment = next(one for one in values["commitments"] if one["id"] == target["commitment"])
    lines = json.dumps({"commitments": [commitment], "numeric_targets": [target]}, ensure_ascii=False, indent=1)
    return _fenced(lines, "json")


def scores() -> str:
    """A line for each set of the baseline, with its intervals."""
    lines = ["| replies | measures | commitments | numeric targets |", "|---|---|---|---|"]
    baseline = json.loads(BASELINE.read_text(encoding="utf-8"))
    for name, title in SETS.items():
        if name in baseline:
            fields = {field["name"]: field for field in baseline[name]["fields"]}
            cells = [_cell(fields[field]) for field in ("measures", "commitments", "targets")]
            lines.append(f"| {title} ({baseline[name]['gold']['replies']}) | {' | '.join(cells)} |")
    return "\n".join(lines)


def _cell(field: dict[str, float]) -> str:
    return f"{field['score']:.3f} ({field['low']:.3f} to {field['high']:.3f})"


def _records() -> str:
    path = Path(tempfile.mkdtemp()) / "records.jsonl"
    _run("run", str(ROOT / EXAMPLE), "-o", str(path), "--quiet")
    text = path.read_text(encoding="utf-8").replace(str(ROOT) + "/", "")
    path.write_text(text, encoding="utf-8")
    return str(path)


def _run(*arguments: str) -> str:
    result = CliRunner().invoke(app, arguments, env={"COLUMNS": "100", "TERM": "dumb"})
    assert result.exit_code == 0, result.output
    return result.stdout


def _fenced(text: str, language: str = "text") -> str:
    body = "\n".join(line.rstrip() for line in text.strip("\n").splitlines())
    return f"```{language}\n{body}\n```"


_PARTS: dict[str, Callable[[], str]] = {"commands": commands, "show": show, "record": record, "scores": scores}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
