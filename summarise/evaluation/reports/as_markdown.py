"""Writes the evaluation report as Markdown, short enough for a commit message or an e-mail."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from summarise.language import named, said, spoken
from summarise.printable import printable

__all__ = ["comparison_markdown", "markdown", "measured", "measured_with_interval", "number"]

_WORST = 10


def markdown(values: Mapping[str, Any]) -> str:
    """Return the content of `report.md` in the reader's language; `values` is the report, from `report_values`."""
    parts = [_facts(values), _fields(values), _tables(values), _confidence(values), _worst(values)]
    if values["comparison"]:
        parts.append(comparison_markdown(values["comparison"]))
    return "\n\n".join("\n".join(map(said, part)) for part in parts if part) + "\n"


def number(value: float | None, digits: int = 3) -> str:
    """Return the score `value` with `digits` decimals, or "n/a" for None."""
    return "n/a" if value is None else f"{value:.{digits}f}"


def measured_with_interval(figure: Mapping[str, Any]) -> str:
    """Return a figure with its 95 % interval in brackets, or alone if it has no interval.

    `figure` has the entries `value`, `low` and `high`.
    """
    if figure["low"] is None:
        return number(figure["value"])
    return f"{number(figure['value'])} ({number(figure['low'])}–{number(figure['high'])})"


def measured(field: Mapping[str, Any]) -> str:
    """Return the counts behind a score in words of the reader's language, such as "8 right, 1 invented, 2 missed".

    `field` is one of the `fields` of a report.
    """
    if "missed" in field:
        return said(f"{field['right']} right, {field['invented']} invented, {field['missed']} missed")
    return said(f"{field['right']:g} of {field['of']}")


def _facts(values: Mapping[str, Any]) -> list[str]:
    gold, run = values["gold"], values["run"]
    split = f", split {gold['split']}" if gold["split"] else ""
    lines = [
        said("# Evaluation"),
        *([] if spoken() == "en" else ["", "<!-- # Evaluation -->"]),  # by which the file is known as ours
        "",
        f"- Gold set {gold['version']}{split}: {gold['replies']} replies",
        "- Run: "
        + ", ".join(
            f"{named('run', key.replace('_', ' '))} {named('engine', str(value))}"
            for key, value in run.items()
            if value not in ("", "0")
        ),
    ]
    if gold["agreement"]:
        lines.append(
            f"- Two labellings agree on {gold['agreement']['percent']} % of {gold['agreement']['sentences']} "
            f"sentences, kappa {gold['agreement']['kappa']}"
        )
    if not values["valid"]:
        lines.append(f"- **Invalid run**: {len(values['misquoted'])} quotes are not the text at their span")
        lines += [f"  - {_plain(fault)}" for fault in values["misquoted"][:_WORST]]
    elif grounding := values["grounding"]["quotes"]:
        lines.append(f"- Grounding: all {grounding} quotes are the text at their span")
    lines.append(f"- Failed replies, counted as missed: {len(values['failures'])}")
    lines += [
        f"  - {_plain(f['name'])} ({named('failure', f['kind'])}): {_plain(f['message'])}" for f in values["failures"]
    ]
    if values["unmatched"]:
        lines.append(f"- Answers for replies that the gold set does not hold, not scored: {len(values['unmatched'])}")
    return lines


def _fields(values: Mapping[str, Any]) -> list[str]:
    lines = [
        "| field | score | 95 % interval | counted from | replies | agreement of labellers |",
        "|---|---:|---|---|---:|---:|",
    ]
    for field in values["fields"]:
        interval = (
            "" if field["low"] is None else f"{number(field['low'])} {named('word', 'to')} {number(field['high'])}"
        )
        agreement = "" if field["agreement"] is None else number(field["agreement"])
        lines.append(
            f"| {said(field['title'])} | {number(field['score'])} | {interval} | {measured(field)} "
            f"| {field['replies']} | {agreement} |"
        )
    return lines


def _tables(values: Mapping[str, Any]) -> list[str]:
    lines = []
    confusion = values["tables"].get("confusion", {})
    if confusion:
        lines.append(
            "Sentences, gold as answered: " + ", ".join(f"{_confused(k)} {v}" for k, v in confusion.items()) + "."
        )
    if errors := values["tables"].get("number_errors"):
        lines.append(
            "Errors in numbers: " + ", ".join(f"{named('error', kind)} {count}" for kind, count in errors.items()) + "."
        )
    if values["specificity"]:
        shares = (
            f"{named('field', name)} {said(f'{right} of {of}')}" for name, (right, of) in values["specificity"].items()
        )
        lines.append("Left empty where the gold is empty: " + ", ".join(shares) + ".")
    if tagger := values["tagger"]:
        lines.append(f"The quantity tagger offers {tagger['found']} of {tagger['of']} gold targets.")
        lines += [f"- {_plain(missed)}" for missed in tagger["missed"]]
    items = ", ".join(f"{named('item', name)} {count:g}" for name, count in values["items_per_reply"].items())
    lines.append(f"Items per reply: {items}.")
    usage = ", ".join(f"{named('usage', name.replace('_', ' '))} {count}" for name, count in values["usage"].items())
    lines.append(f"Used: {usage}.")
    return [line for text in lines for line in (text, "")][:-1]


def _confidence(values: Mapping[str, Any]) -> list[str]:
    lines = []
    if one := values["weighted"]:
        told = ", ".join(f"{named('field', name)} {weight:g}" for name, weight in one["weights"].items())
        lines += [f"By the weights given: {measured_with_interval(one)} ({told}).", ""]
    if stated := values["confidence"]:
        error, ranking = measured_with_interval(stated["calibration_error"]), measured_with_interval(stated["auroc"])
        lines += [
            f"Confidence of {stated['items']} items: calibration error {error}, AUROC {ranking}.",
            "",
            "| stated | right | items |",
            "|---:|---:|---:|",
            *(f"| {number(says)} | {number(right)} | {items} |" for says, right, items in stated["reliability"]),
            "",
            "| surest items | of them wrong |",
            "|---:|---:|",
            *(f"| {covered:.0%} | {risk:.1%} |" for covered, risk in stated["risk_coverage"]),
        ]
    return lines


def _confused(states: str) -> str:
    return f" {named('word', 'as')} ".join(named("label", state) for state in states.split(" as "))


def _worst(values: Mapping[str, Any]) -> list[str]:
    ranked = sorted((r for r in values["replies"] if r["edits"] or r["failed"]), key=lambda r: (-r["edits"], r["name"]))
    if not ranked:
        return ["No reply needs an edit."]
    lines = [f"Worst replies, {min(_WORST, len(ranked))} of {len(ranked)} that need an edit:", ""]
    for reply in ranked[:_WORST]:
        fields: dict[str, int] = {}
        for mistake in reply["mistakes"]:
            fields[mistake["field"]] = fields.get(mistake["field"], 0) + 1
        failed = f"failed ({named('failure', reply['failed'])}), " if reply["failed"] else ""
        lines.append(f"- {_plain(reply['name'])}: {failed}{reply['edits']} edits ({_listed(fields)})")
    return lines


def _plain(text: str) -> str:
    """Return text with Markdown signs escaped, so that it is not read as a link, a picture or HTML."""
    escaped = "".join(f"\\{character}" if character in "\\<>[]`|" else character for character in text)
    return printable(escaped)


def _listed(counts: Mapping[str, int]) -> str:
    return ", ".join(
        f"{named('field', name)} {count}"
        for name, count in sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))
    )


def comparison_markdown(comparison: Mapping[str, Any]) -> list[str]:
    """Return the Markdown lines for a comparison that `compare_reports` made."""
    return [
        f"Compared over {comparison['replies']} replies. Intervals are from a paired bootstrap over replies.",
        "p is from a paired permutation test, adjusted after Holm for the rows that are tested.",
        *([] if comparison["same_gold"] else ["", "The labels differ between the two runs."]),
        *(["", f"In one run only, left out: {', '.join(comparison['left_out'])}"] if comparison["left_out"] else []),
        "",
        "| field | first | second | difference | 95 % interval | p | verdict | could be shown |",
        "|---|---:|---:|---:|---|---:|---|---:|",
        *_comparison_rows(comparison),
        "",
        f"Improved: {_moved(comparison['improved'])}",
        "",
        f"Regressed: {_moved(comparison['regressed'])}",
    ]


def _comparison_rows(comparison: Mapping[str, Any]) -> Iterator[str]:
    for row in comparison["rows"]:
        interval = "" if row["low"] is None else f"{row['low']:+.3f} {named('word', 'to')} {row['high']:+.3f}"
        p = "" if row["p"] is None else number(row["p"], 4)
        scores = f"{number(row['first'])} | {number(row['second'])} | {row['difference']:+.3f}"
        verdict = named("verdict", row["verdict"])
        yield f"| {said(row['title'])} | {scores} | {interval} | {p} | {verdict} | {number(row['smallest'])} |"


def _moved(replies: list[list[Any]]) -> str:
    return ", ".join(f"{_plain(name)} ({old} to {new} edits)" for name, old, new in replies) or named("list", "none")
