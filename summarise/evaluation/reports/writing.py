"""Writes a report in its three forms: JSON, Markdown and HTML."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from summarise.errors import OutputError
from summarise.evaluation.reports.as_html import html
from summarise.evaluation.reports.as_markdown import markdown
from summarise.evaluation.reports.report_values import report_text
from summarise.evaluation.scores.scoring import Evaluation
from summarise.new_file import replacing
from summarise.own_file import refuse_without_signs

__all__ = ["write_reports"]

_SIGNS = {
    "report.json": b'"report_version"',
    "report.md": b"# Evaluation",
    "report.html": b"Content-Security-Policy",
}
"""Bytes that identify each file as a report of this program, so that no other file is overwritten."""


def write_reports(folder: Path, values: Mapping[str, Any], evaluation: Evaluation) -> tuple[Path, ...]:
    """Write report.json, report.md and report.html into `folder` and return their paths.

    `values` is the result of `report_values`, and `evaluation` the scores that it was made from. The same arguments
    give the same bytes.

    Raises:
        OutputError: the folder or a file cannot be written, or another program wrote a file of that name.

    """
    forms = {
        "report.json": report_text(values),
        "report.md": markdown(values),
        "report.html": html(values, evaluation),
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{folder}: cannot be made ({error.strerror})") from error
    for name, content in forms.items():
        refuse_without_signs(folder / name, _SIGNS[name])
        with replacing(folder / name) as draft:
            draft.write_text(content, encoding="utf-8", newline="\n")
    return tuple(folder / name for name in forms)
