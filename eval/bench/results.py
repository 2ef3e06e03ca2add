"""The results file: one section for each program, written anew by its program and left alone by the others."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from pathlib import Path

__all__ = ["machine", "put_section", "table"]

HEAD = """# Results

Written by `python -m eval.bench.peers`, `python -m eval.bench.speed` and `python -m eval.bench.number_peers`, not by
hand. The fault programme has a table of its own: [tests/TORTURE.md](../../tests/TORTURE.md).
"""


def machine() -> str:
    """Processor, cores and memory of this machine."""
    name = platform.machine()
    for line in (
        Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines() if Path("/proc/cpuinfo").exists() else ()
    ):
        if line.startswith("model name"):
            name = line.partition(":")[2].strip()
            break
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{name}, {os.cpu_count()} cores, {memory:.0f} GB, {platform.system()}"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Lines of a Markdown table; the first column is text, the others numbers."""
    lines = ["| " + " | ".join(head) + " |", "|---|" + "---:|" * (len(head) - 1)]
    return lines + ["| " + " | ".join(row) + " |" for row in rows]


def put_section(path: Path, title: str, lines: Sequence[str]) -> None:
    """Replace the section of this title, or add it at the end."""
    written = path.read_text(encoding="utf-8") if path.exists() else HEAD
    sections = written.split("\n## ")[1:]
    kept = {section.partition("\n")[0]: section.partition("\n")[2].strip() for section in sections}
    kept[title] = "\n".join(lines).strip()
    parts = [HEAD.strip(), *(f"## {name}\n\n{body}" for name, body in kept.items())]
    path.write_text("\n\n".join(parts) + "\n", encoding="utf-8")
