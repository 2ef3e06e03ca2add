"""Documents made by other software: `python -m eval.documents --suites` holds each against the plain text.

same      letters whose record equals that of the plain text, up to offsets and the names of sections
targets   false targets: values that the record of the plain text does not have
lost      targets of the plain text that the record does not have
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eval.fixtures.rich import RichLetter, rich_letters
from eval.suite_programs import HEADLESS, SUITES
from summarise.document import Document
from summarise.engines.rules import RulesEngine
from summarise.errors import InputError, SummariseError
from summarise.load import load_bytes
from summarise.pipeline import summarise

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Row", "measure_suite", "print_table", "versions"]


@dataclass(slots=True)
class Row:
    """What came of one kind of file."""

    letters: int = 0
    same: int = 0
    false_targets: int = 0
    lost_targets: int = 0
    refused: int = 0
    differing: list[str] = field(default_factory=list)
    reason: str = ""


def measure_suite(name: str, letters: Iterable[RichLetter] = ()) -> Row:
    """Build the letters by one program, read them, and hold each record against that of the plain text."""
    needs, build = SUITES[name]
    row = Row()
    if missing := [need for need in needs if not _is_there(need)]:
        row.reason = f"{', '.join(missing)} not installed"
        return row
    chosen = list(letters) or list(rich_letters())
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        try:
            build(folder, chosen)
        except (OSError, subprocess.SubprocessError) as error:
            row.reason = _why(error)
            return row
        made = {path.stem: path for path in (folder / "made").iterdir()}
        for letter in chosen:
            _hold(row, letter, made.get(letter.name), headless=name in HEADLESS)
    return row


def _why(error: Exception) -> str:
    """Return what a program said when it failed, in one line of a table."""
    said = getattr(error, "stderr", b"") or b""
    last = said.decode("utf-8", "replace").strip().split("\n")[-1]
    return " ".join(f"failed: {type(error).__name__} {last}".replace("|", "/").split())[:120]


def _is_there(need: str) -> bool:
    if need in {"docx", "odf"}:
        import importlib.util  # noqa: PLC0415

        return importlib.util.find_spec(need) is not None
    return shutil.which(need) is not None


def _hold(row: Row, letter: RichLetter, path: Path | None, *, headless: bool) -> None:
    row.letters += 1
    wanted = _record(Document(letter.name, letter.text.partition("\n")[2] if headless else letter.text))
    try:
        found = _record(load_bytes(path.read_bytes() if path else b"", path.name if path else letter.name))
    except (InputError, SummariseError) as error:
        row.refused += 1
        row.differing.append(f"{letter.name}: {error}")
        return
    stated = {name: value for name, value in wanted["reply"].items() if value}
    same = _bare(found) == _bare(wanted) and all(found["reply"][name] == value for name, value in stated.items())
    row.same += same
    if not same:
        row.differing.append(letter.name)
    values = [Counter((t["value"], t["upper"], t["unit"]) for t in r["numeric_targets"]) for r in (found, wanted)]
    row.false_targets += (values[0] - values[1]).total()
    row.lost_targets += (values[1] - values[0]).total()


def _record(document: Document) -> dict[str, Any]:
    return summarise(document, RulesEngine()).model_dump(mode="json")


def _bare(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            k: _bare(v)
            for k, v in value.items()
            if k not in {"start", "end", "document", "section", "reply", "confidence"}
        }
    return [_bare(v) for v in value] if isinstance(value, list) else value


def versions() -> list[str]:
    """Return the programs at hand with their versions."""
    asked = {"soffice": "--version", "chromium": "--version", "pandoc": "--version", "wkhtmltopdf": "--version"}
    found = []
    for program, option in asked.items():
        if shutil.which(program):
            said = subprocess.run([program, option], capture_output=True, text=True, check=False, timeout=60).stdout
            found.append(re.sub(r"\s+[0-9a-f]{8,}.*| built on.*| \d+\(Build.*", "", said.strip().split("\n")[0]))
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415

    for package in ("python-docx", "odfpy"):
        try:
            found.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            continue
    return found


def print_table(names: Iterable[str] = (), *, verbose: bool = False) -> None:
    """Print a row a kind of file, in Markdown."""
    print(", ".join(versions()) + "\n")
    print("| file | letters | same record | false targets | lost targets | refused |\n|---|--:|--:|--:|--:|--:|")
    for name in names or SUITES:
        row = measure_suite(name)
        if row.reason:
            print(f"| {name} | {row.reason} | | | | |", flush=True)
            continue
        print(
            f"| {name} | {row.letters} | {row.same} | {row.false_targets} | {row.lost_targets} | {row.refused} |",
            flush=True,
        )
        if verbose:
            print("".join(f"    {line}\n" for line in row.differing), end="")
