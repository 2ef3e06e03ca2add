"""Print an evaluation or a comparison of two on the terminal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.table import Table

from summarise.evaluation.reports.as_markdown import measured_with_interval, number
from summarise.language import named, said
from summarise.printable import printable

__all__ = ["print_comparison", "print_fields"]


def print_fields(console: Console, values: Mapping[str, Any]) -> None:
    """Print to `console` the scores by field, the counts behind the scores, and the faults that make the run invalid.

    `values` is the result of `report_values`.
    """
    table = Table(box=None, header_style="bold", pad_edge=False)
    for title in ("field", "score", "95 %", "right/invented/missed"):
        table.add_column(named("column", title), justify="right" if title == "score" else "left")
    for field in values["fields"]:
        interval = "" if field["low"] is None else f"{number(field['low'])}–{number(field['high'])}"
        table.add_row(said(field["title"]), number(field["score"]), interval, _counts(field))
    console.print(table)
    gold = values["gold"]
    console.print(said(f"replies: {gold['replies']}, failed: {len(values['failures'])}, gold set {gold['version']}"))
    for failure in values["failures"]:
        console.print(
            said(printable(f"failed: {failure['name']} ({named('failure', failure['kind'])}): {failure['message']}")),
            markup=False,
        )
    if tagger := values["tagger"]:
        console.print(said(f"quantity tagger: {tagger['found']} of {tagger['of']} gold targets offered"))
        for missed in tagger["missed"]:
            console.print(said(printable(f"not offered: {missed}")), markup=False)
    if values["unmatched"]:
        console.print(
            said(printable(f"not in the gold set, not scored: {', '.join(values['unmatched'])}")), markup=False
        )
    _print_figures(console, values)
    if values["valid"] and values["grounding"]["quotes"]:
        console.print(said(f"grounding: all {values['grounding']['quotes']} quotes are the text at their span"))
    for fault in values["misquoted"]:
        console.print(said(printable(f"not the text at its span: {fault}")), markup=False)


def _print_figures(console: Console, values: Mapping[str, Any]) -> None:
    """Print how well the stated confidence fits, and the combined score with the user's weights."""
    if stated := values["confidence"]:
        error, ranking = measured_with_interval(stated["calibration_error"]), measured_with_interval(stated["auroc"])
        console.print(said(f"confidence of {stated['items']} items: calibration error {error}, AUROC {ranking}"))
    if one := values["weighted"]:
        console.print(said(f"by the weights given: {measured_with_interval(one)}"))


def _counts(field: Mapping[str, Any]) -> str:
    if "missed" in field:
        return f"{field['right']}/{field['invented']}/{field['missed']}"
    return said(f"{field['right']:g} of {field['of']}")


def print_comparison(console: Console, comparison: Mapping[str, Any]) -> None:
    """Print `comparison` to `console`: fields tested or different, test results in words, and replies that changed."""
    table = Table(box=None, header_style="bold", pad_edge=False)
    for title in ("field", "first", "second", "change", "95 %", "p"):
        table.add_column(
            named("column", title), justify="left" if title in ("field", "95 %") else "right", no_wrap=True
        )
    for row in comparison["rows"]:
        if row["p"] is None and not row["difference"]:
            continue
        scores = (number(row["first"]), number(row["second"]), f"{row['difference']:+.3f}")
        interval = "" if row["low"] is None else f"{row['low']:+.3f} {named('word', 'to')} {row['high']:+.3f}"
        table.add_row(said(row["title"]), *scores, interval, "" if row["p"] is None else number(row["p"], 4))
    console.print(table)
    for row in comparison["rows"]:
        if row["verdict"]:
            reach = f"; {row['smallest']:.3f} could be shown" if row["smallest"] is not None else ""
            console.print(said(f"{row['title']}: {named('verdict', row['verdict'])}{reach}"))
    left_out = len(comparison["left_out"])
    console.print(
        said(f"{comparison['replies']} replies in both runs" + (f", {left_out} left out" if left_out else ""))
    )
    for title, moved in (("improved", comparison["improved"]), ("regressed", comparison["regressed"])):
        names = ", ".join(f"{name} ({old} to {new} edits)" for name, old, new in moved) or named("list", "none")
        console.print(said(printable(f"{title}: {names}")), markup=False)
