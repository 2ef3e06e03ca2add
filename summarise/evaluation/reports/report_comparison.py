"""Compares the reports of two runs over the same replies."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from summarise.errors import UsageError
from summarise.evaluation.reports.field_rows import HEADLINES
from summarise.evaluation.reports.report_values import REPORT_VERSION
from summarise.evaluation.scores.comparison import Difference, compare_rows
from summarise.plain_file import as_text, parse_json, read_plain

__all__ = ["SIGNIFICANT", "compare_reports", "fell", "read_report", "verdict"]

SIGNIFICANT = 0.05
_DIGITS = 6
_LESS_IS_BETTER = ("edits",)


def read_report(path: Path) -> dict[str, Any]:
    """Return the values in the `report.json` at `path`.

    Raises:
        UsageError: the file cannot be read, or is not a report of the version that this program writes.

    """
    try:
        values = parse_json(as_text(read_plain(path)))
    except (OSError, ValueError) as error:
        raise UsageError(f"{path}: cannot be read as a report.json ({error})") from error
    if not isinstance(values, dict) or values.get("report_version") != REPORT_VERSION:
        raise UsageError(f"{path}: is no report.json of version {REPORT_VERSION}; evaluate again to make one")
    return values


def compare_reports(first: Mapping[str, Any], second: Mapping[str, Any]) -> dict[str, Any]:
    """Compare the second run with the first, over the replies that are in both reports with the same text.

    In the result, `replies` is the number of these replies and `left_out` the names of the others. `same_gold` is True
    if both runs used the same gold set. `rows` has the difference in each row of the table of scores. `improved` and
    `regressed` list the replies that need fewer or more edits in the second run, as [name, edits before, edits after].

    Raises:
        UsageError: the reports have no reply in common.

    """
    old, new = _by_text(first), _by_text(second)
    shared = sorted(old.keys() & new.keys())
    if not shared:
        raise UsageError("the two reports have no reply in common; compare runs over the same gold set")
    names = [field["name"] for field in second["fields"] if field["name"] in {f["name"] for f in first["fields"]}]
    nothing = (0.0, 0.0)
    rows = {
        name: [(*old[key]["rows"].get(name, nothing), *new[key]["rows"].get(name, nothing)) for key in shared]
        for name in names
    }
    titles = {field["name"]: field["title"] for field in second["fields"]}
    found = compare_rows(rows, HEADLINES)
    edits = [[name, old[name, sha256]["edits"], new[name, sha256]["edits"]] for name, sha256 in shared]
    return {
        "replies": len(shared),
        "left_out": sorted({name for name, _ in old.keys() ^ new.keys()}),
        "same_gold": first["gold"]["version"] == second["gold"]["version"],
        "rows": [_row(name, titles[name], found[name]) for name in names if name in found],
        "improved": [moved for moved in edits if moved[2] < moved[1]],
        "regressed": [moved for moved in edits if moved[2] > moved[1]],
    }


def _by_text(report: Mapping[str, Any]) -> dict[tuple[str, str], Any]:
    return {(reply["name"], reply["sha256"]): reply for reply in report["replies"]}


def _row(name: str, title: str, difference: Difference) -> dict[str, Any]:
    low, high = difference.interval or (None, None)
    numbers = {
        "first": difference.first,
        "second": difference.second,
        "difference": difference.value,
        "low": low,
        "high": high,
        "p": difference.p,
        "smallest": difference.smallest,
    }
    rounded = {key: None if number is None else round(number, _DIGITS) for key, number in numbers.items()}
    return {"name": name, "title": title, **rounded, "verdict": verdict(name, difference.value, difference.p)}


def verdict(name: str, difference: float, p: float | None) -> str:
    """Return "better", "worse" or "not significant" for the difference in a row, or "" if `p` is None (not tested).

    `name` is the row's name; `difference` is the second run's score minus the first's.
    """
    if p is None:
        return ""
    if p >= SIGNIFICANT:
        return "not significant"
    return "better" if (difference < 0) == (name in _LESS_IS_BETTER) else "worse"


def fell(comparison: Mapping[str, Any]) -> list[str]:
    """Return the titles of the rows in which the second run is significantly worse.

    `comparison` is from `compare_reports`.
    """
    return [row["title"] for row in comparison["rows"] if row["verdict"] == "worse"]
