"""How many small faults of the core the tests notice.

    python -m eval.mutants [--each 20] [--seed 1] [--out FILE] [--only annotate]

Each mutant changes one place of one module (a comparison, a number, a condition, an operator) in a copy of the project,
and the tests of that part run until one fails; a module of `batch` has the tests that are about it, since all of them
take minutes. A mutant that no test notices is alive. The same seed gives the same mutants as long as the modules stay
as they are.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 900
"""Seconds for the tests of one mutant; one that never ends is noticed."""
COPIED = ("summarise", "tests", "eval", "prompts", "schemas", "pyproject.toml", "README.md", "CHANGELOG.md")


@dataclass(frozen=True, slots=True)
class Part:
    """Modules, and the tests that are to notice a fault in them."""

    name: str
    modules: tuple[str, ...]
    tests: tuple[str, ...]
    more: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Further tests, by the name of the one module that they are about."""

    def tests_of(self, module: Path) -> tuple[str, ...]:
        """Return the tests that are to notice a fault in one of the modules."""
        return self.tests + self.more.get(module.stem, ())


_LIMITS = ("tests/batch/test_limits_of_files.py", "tests/batch/test_limits_of_inputs.py")
_FILES = (
    "tests/batch/test_batch_running.py",
    "tests/batch/test_other_peoples_files.py",
    "tests/cli/test_kept_aside.py",
)
_INPUTS = ("tests/batch/test_batch_inputs.py", "tests/batch/test_batch_collections.py")
_BATCH_FILES = (
    "tests/batch/test_batch_files.py",
    "tests/batch/test_batch_answers.py",
    "tests/cli/test_cli_model_commands.py",
)
_PROCESSES = ("tests/batch/test_spreading.py", "tests/batch/test_processes.py")
_COUNTS = ("tests/batch/test_batch_running.py", "tests/cli/test_outcome.py", "tests/cli/test_panel.py")
_OF_BATCH: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("aside", "journal", "lock", "ordered", "ownership", "texts"), _FILES),
    **dict.fromkeys(("appending", "output_paths", "sinks"), ("tests/batch/test_batch_disk.py", *_FILES)),
    **dict.fromkeys(("collecting", "from_answers", "request_files"), _BATCH_FILES),
    **dict.fromkeys(("spreading", "processes", "worker_process"), _PROCESSES),
    **dict.fromkeys(("making", "manifest", "progress"), (*_COUNTS, "tests/cli/test_cli.py")),
    **dict.fromkeys(("merging", "shards"), ("tests/batch/test_shards.py",)),
    "duplicates": ("tests/batch/test_shards.py", *_COUNTS),
    "entries": (*_INPUTS, "tests/batch/test_hostile_inputs.py"),
    "inputs": (*_INPUTS, "tests/batch/test_other_peoples_files.py"),
    "iterating": ("tests/batch/test_iterating.py",),
    "reading_ahead": ("tests/batch/test_processes.py",),
    "running": (*_COUNTS, "tests/batch/test_processes.py", "tests/batch/test_batch_interrupt.py"),
    "workers": (*_COUNTS, "tests/batch/test_iterating.py"),
}

PARTS = (
    Part("annotate", ("summarise/annotate/*.py",), ("tests/annotate", "tests/evaluation/test_baseline.py")),
    Part(
        "rules",
        ("summarise/engines/rules/*.py",),
        ("tests/engines/rules", "tests/evaluation/test_baseline.py", "tests/evaluation/test_floors.py"),
    ),
    Part(
        "ground",
        ("summarise/ground.py", "summarise/borne_out.py", "summarise/attest.py"),
        (
            "tests/test_ground.py",
            "tests/test_ground_limits.py",
            "tests/test_attest.py",
            "tests/engines/model/test_adversary.py",
            "tests/review",
        ),
    ),
    Part(
        "checks",
        ("summarise/engines/model/checks.py", "summarise/engines/model/answer_reading.py"),
        ("tests/engines/model",),
    ),
    Part("batch", ("summarise/batch/*.py",), _LIMITS, _OF_BATCH),
)

_COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
_OPERATORS: dict[type[ast.operator], type[ast.operator]] = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add}


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: the module, the line, what became of what, and the module's new text."""

    module: Path
    line: int
    was: str
    became: str
    source: str


def mutants(module: Path) -> Iterator[Mutant]:
    """Yield every change of a module, in the order of its text; annotations and docstrings are left alone."""
    source = module.read_text(encoding="utf-8")
    tree = ast.parse(source)
    for node in [one for one in ast.walk(tree) if isinstance(one, ast.expr)]:
        for was, became in _changes(node):
            start, end = (
                _offset(source, node.lineno, node.col_offset),
                _offset(source, node.end_lineno, node.end_col_offset),
            )
            if not _says(source[start:end], was):
                continue  # not an expression of its own, such as a part of a formatted string
            changed = f"{source[:start]}({became}){source[end:]}"
            yield Mutant(module, node.lineno, was, became, changed)


def _says(text: str, expression: str) -> bool:
    """Whether a piece of source is this expression; it may go on over several lines."""
    try:
        return ast.unparse(ast.parse(f"({text})", mode="eval")) == expression
    except SyntaxError:
        return False


def _changes(node: ast.expr) -> Iterator[tuple[str, str]]:
    """An expression as it is, and as a small fault would have it."""
    was = ast.unparse(node)
    if isinstance(node, ast.Compare) and type(node.ops[0]) in _COMPARISONS:
        changed = ast.Compare(node.left, [_COMPARISONS[type(node.ops[0])](), *node.ops[1:]], node.comparators)
        yield was, ast.unparse(changed)
    elif isinstance(node, ast.BoolOp):
        other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        yield was, ast.unparse(ast.BoolOp(other, node.values))
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield was, ast.unparse(node.operand)
    elif isinstance(node, ast.BinOp) and type(node.op) in _OPERATORS and not _is_text(node):
        yield was, ast.unparse(ast.BinOp(node.left, _OPERATORS[type(node.op)](), node.right))
    elif isinstance(node, ast.Constant) and type(node.value) is int:
        yield was, str(node.value + 1)


def _is_text(node: ast.BinOp) -> bool:
    """Whether an operator joins texts or types, where its opposite would be an error and no fault."""
    return any(
        isinstance(part, ast.JoinedStr | ast.Tuple | ast.List) or _is_string(part) for part in (node.left, node.right)
    )


def _is_string(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _offset(source: str, line: int | None, column: int | None) -> int:
    """Characters before a place that the parser counts in lines and UTF-8 bytes."""
    assert line is not None
    assert column is not None
    lines = source.splitlines(keepends=True)
    before = sum(map(len, lines[: line - 1]))
    return before + len(lines[line - 1].encode()[:column].decode())


def is_noticed(mutant: Mutant, tests: Sequence[str], copy: Path) -> bool:
    """Whether a test fails on a copy of the project with this change."""
    place = copy / mutant.module.relative_to(ROOT)
    place.write_text(mutant.source, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "-n", "0", *tests]
    command += ["-m", "not slow and not model and not browser"]
    environment = {**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(command, cwd=copy, env=environment, capture_output=True, check=False, timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        return True
    else:
        return done.returncode != 0
    finally:
        shutil.copyfile(mutant.module, place)


def chosen(part: Part, number: int, seed: int) -> list[Mutant]:
    """A random sample of a part's mutants."""
    found = [one for pattern in part.modules for module in sorted(ROOT.glob(pattern)) for one in mutants(module)]
    return random.Random(seed).sample(found, min(number, len(found)))  # noqa: S311 - a repeatable sample


def copied(folder: Path) -> Path:
    """Copy the project; the folder `shared` beside it is reached by a link."""
    copy = folder / "project"
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        elif source.exists():
            copy.mkdir(exist_ok=True)
            shutil.copyfile(source, copy / name)
    shared = ROOT.parent / "shared"
    if shared.exists():
        (folder / "shared").symlink_to(shared.resolve())
    return copy


def main() -> int:
    """Print a line a mutant that is alive, and a table of shares."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--each", type=int, default=20, help="mutants a part")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=[part.name for part in PARTS])
    parser.add_argument("--out", type=Path, help="also write the table and the mutants alive to this file")
    options = parser.parse_args()
    rows = ["| part | mutants | alive | share |", "|---|---:|---:|---:|"]
    alive: list[str] = []
    tried = 0
    with tempfile.TemporaryDirectory() as folder:
        copy = copied(Path(folder))
        for part in PARTS:
            if options.only not in {None, part.name}:
                continue
            sample = chosen(part, options.each, options.seed)
            missed = []
            for one in sample:
                if not is_noticed(one, part.tests_of(one.module), copy):
                    missed.append(f"{one.module.relative_to(ROOT)}:{one.line}: `{one.was}` → `{one.became}`")
                    print(missed[-1], file=sys.stderr, flush=True)  # to read while the others run
            tried += len(sample)
            alive += missed
            rows.append(f"| {part.name} | {len(sample)} | {len(missed)} | {len(missed) / max(len(sample), 1):.0%} |")
            print(rows[-1], flush=True)
    rows.append(f"| all | {tried} | {len(alive)} | {len(alive) / max(tried, 1):.0%} |")
    text = "\n".join([*rows, "", *(f"- {line}" for line in alive), ""])
    print(text)
    if options.out:
        options.out.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
