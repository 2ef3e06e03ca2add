"""Which tests stand for what must never go wrong; `python -m tests.support.reliability` writes the table."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass

from tests.support.places import ROOT

__all__ = ["LINES", "Line", "known_tests", "table"]

HERE = ROOT / "tests"
TABLE = HERE / "RELIABILITY.md"
LIST = HERE / "support" / "reliability.toml"


@dataclass(frozen=True)
class Line:
    """One thing that must hold, and the tests of it, by name; those of `make torture` alone are marked slow."""

    number: int
    claim: str
    tests: tuple[str, ...]


def _lines() -> tuple[Line, ...]:
    stated = tomllib.loads(LIST.read_text(encoding="utf-8"))["line"]
    return tuple(
        Line(number, one["claim"], tuple(f"test_{name}" for name in one["tests"]))
        for number, one in enumerate(stated, start=1)
    )


LINES = _lines()


def known_tests() -> dict[str, tuple[str, bool]]:
    """Every test of this folder: its file, and whether it is left to `make torture`, a browser or a cluster."""
    found = {}
    for path in sorted(HERE.rglob("test_*.py")):
        text = path.read_text(encoding="utf-8")
        whole = re.search(r"^pytestmark = .*(slow|browser|cluster)", text, re.MULTILINE) is not None
        for match in re.finditer(r"^((?:@.*\n|    .*\n|\)\n)*)def (test_\w+)", text, re.MULTILINE):
            found[match[2]] = (path.name, whole or "mark.slow" in match[1] or "mark.browser" in match[1])
    return found


def table() -> str:
    """The committed table."""
    tests = known_tests()
    lines = ["# What must never go wrong, and where it is tested", ""]
    lines += [
        "Written by `python -m tests.support.reliability` and held against the tests by `test_reliability.py`.",
        "",
    ]
    lines += [
        "| | what | tests (marked *: only in `make torture`, `make browser` or `make cluster`) |",
        "|---:|---|---|",
    ]
    for line in LINES:
        names = [f"{tests[n][0]}: {n.removeprefix('test_')}{' *' if tests[n][1] else ''}" for n in line.tests]
        lines.append(f"| {line.number} | {line.claim} | {'<br>'.join(names)} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    TABLE.write_text(table(), encoding="utf-8")
