"""The systems that are measured beside one another: this project and its peers, and how each is started."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
SUMMARISE = "from summarise.cli import main; main()"
PEERS = (
    ("langextract", ("langextract", "openai"), "extractions", "langextract_client.py"),
    ("instructor, quotes", ("instructor", "openai"), "quotes", "instructor_client.py"),
    ("instructor, exact citations", ("instructor", "openai"), "quotes", "instructor_client.py", "--citations"),
    ("ContextGem", ("contextgem", "litellm"), "references", "contextgem_client.py"),
    ("DELM", ("delm", "instructor"), "tables", "delm_client.py"),
)
"""Name in the table, packages, the format of the answers, the client beside this file and its options."""


@dataclass(frozen=True)
class System:
    """One competitor: its name in the table, its packages, the format of its answers, how it is started."""

    name: str
    packages: tuple[str, ...]
    model: str
    command: Callable[[Path, Path, str, int, str], list[str]]
    """From folder, output, base URL, workers and model to the command line."""
    is_own: bool = False


def own(folder: Path, output: Path, url: str, workers: int, model: str) -> list[str]:
    """`summarise run` as a user types it."""
    options = ["--model", model, "--base-url", url, "--workers", str(workers), "--quiet"]
    return [sys.executable, "-c", SUMMARISE, "run", str(folder), "-o", str(output), *options]


def peer(python: str, program: str, *extra: str) -> Callable[[Path, Path, str, int, str], list[str]]:
    """A peer's client beside this file."""

    def command(folder: Path, output: Path, url: str, workers: int, model: str) -> list[str]:
        options = ["--base-url", url, "--workers", str(workers), "--model", model, *extra]
        return [python, str(HERE / program), str(folder), str(output), *options]

    return command


def systems(python: str | None) -> tuple[list[System], list[str]]:
    """Those that can run, and a line for each that cannot."""
    found = [System("summarise", ("openai", "instructor"), "ids", own, is_own=True)]
    missing = []
    for name, packages, model, program, *extra in PEERS:
        if python is not None and all(version(python, package) for package in packages):
            found.append(System(name, packages, model, peer(python, program, *extra)))
        else:
            missing.append(f"{name}: cannot be imported by the peers' interpreter; not measured")
    return found, missing


def version(python: str, package: str) -> str:
    """Installed version, or "" where there is none."""
    program = f"import importlib.metadata as m, {package}; print(m.version('{package}'))"
    done = subprocess.run([python, "-W", "ignore", "-c", program], capture_output=True, text=True, check=False)
    return done.stdout.strip()
