"""Makes the content of a report as plain JSON values, from which the Markdown and HTML reports are written."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from summarise.evaluation.gold.gold_set import gold_version
from summarise.evaluation.reports.confidence_values import confidence_values
from summarise.evaluation.reports.field_rows import ScoredRow, reply_tallies, scored_rows
from summarise.evaluation.scores.findings import Counts, Mistake, Tally
from summarise.evaluation.scores.scoring import Evaluation, ReplyScore
from summarise.evaluation.scores.tagger import TaggerRecall

__all__ = ["REPORT_VERSION", "RunFacts", "report_text", "report_values"]

REPORT_VERSION = "1.0"
_DIGITS = 6


@dataclass(frozen=True, slots=True)
class RunFacts:
    """Facts about a run that a report shows in addition to the scores."""

    code_version: str = ""
    split: str = ""
    agreement: Mapping[str, Any] = field(default_factory=dict)
    """Agreement of two people's labels for this gold set, from `eval/labelling.py agree --json`; empty if unknown."""
    tagger: TaggerRecall | None = None
    prices: tuple[Decimal, Decimal, Decimal] | None = None
    """Prices of a million tokens: input, output, and input from the provider's cache; None if unknown."""
    unmatched: Sequence[str] = ()
    """Sources named in the predictions that are not in the gold set."""


def report_values(evaluation: Evaluation, facts: RunFacts) -> dict[str, Any]:
    """Return the content of a report: the scores in `evaluation` and the `facts` of the run.

    It does not contain the time, so that the same run gives the same report.
    """
    replies = evaluation.replies
    misquoted = [f"{r.gold.name}: {fault}" for r in replies for fault in r.answer.misquoted]
    return {
        "report_version": REPORT_VERSION,
        "gold": {
            "version": gold_version(tuple(r.gold for r in replies)),
            "replies": len(replies),
            "split": facts.split,
            "agreement": {key: facts.agreement.get(key) for key in ("sentences", "percent", "kappa")}
            if facts.agreement
            else None,
        },
        "run": {**_origins(replies), "code_version": facts.code_version},
        "valid": not misquoted,
        "grounding": {"quotes": sum(r.answer.quotes for r in replies), "misquoted": len(misquoted)},
        "misquoted": misquoted,
        "failures": [
            {"name": r.gold.name, "kind": r.failed.kind, "message": r.failed.message} for r in replies if r.failed
        ],
        "unmatched": sorted(facts.unmatched),
        "fields": [_field(scored, facts.agreement.get("fields", {})) for scored in scored_rows(evaluation)],
        "specificity": {name: [int(s.right), s.of] for name, s in evaluation.specificity.items()},
        "tables": evaluation.tables,
        "tagger": _tagger(facts.tagger),
        "items_per_reply": _items(replies),
        "confidence": confidence_values([reply.rated for reply in replies]),
        "usage": _usage(replies, facts.prices),
        "replies": [_reply(reply) for reply in replies],
        "comparison": None,
        "weighted": None,
    }


def report_text(values: Mapping[str, Any]) -> str:
    """Return the content of `report.json`; `values` is from `report_values`."""
    return json.dumps(values, ensure_ascii=False, indent=1) + "\n"


def _rounded(number: float | None) -> float | None:
    return None if number is None else round(number, _DIGITS)


def _origins(replies: Sequence[ReplyScore]) -> dict[str, str]:
    """Return engine, model, prompt, schema and version of the answers, and the number of fallbacks.

    If the answers differ in a value, all its values are joined by commas.
    """
    keys = ("engine", "model", "prompt", "schema", "version")
    found = {key: {reply.answer.origin.get(key, "") for reply in replies if not reply.failed} - {""} for key in keys}
    fallbacks = sum(bool(reply.answer.origin.get("fallback")) for reply in replies)
    return {**{key: ", ".join(sorted(values)) for key, values in found.items()}, "fallbacks": str(fallbacks)}


def _field(scored: ScoredRow, agreement: Mapping[str, float | None]) -> dict[str, Any]:
    low, high = scored.interval or (None, None)
    return {
        "name": scored.row.name,
        "title": scored.row.title,
        "group": scored.row.group,
        "kind": scored.row.kind,
        "score": _rounded(scored.score),
        "low": _rounded(low),
        "high": _rounded(high),
        "replies": scored.replies,
        **_counts(scored.tally),
        "agreement": agreement.get(scored.row.name),
    }


def _counts(tally: Tally) -> dict[str, float]:
    if isinstance(tally, Counts):
        return {"right": tally.tp, "invented": tally.fp, "missed": tally.fn}
    return {"right": round(tally.right, _DIGITS), "of": tally.of}


def _tagger(recall: TaggerRecall | None) -> dict[str, Any] | None:
    return {"found": recall.found, "of": recall.of, "missed": list(recall.missed)} if recall else None


def _items(replies: Sequence[ReplyScore]) -> dict[str, float]:
    count = max(1, sum(reply.failed is None for reply in replies))
    kinds = {
        "measures": sum(len(reply.answer.measures) for reply in replies),
        "commitments": sum(len(reply.answer.commitments) for reply in replies),
        "numeric targets": sum(len(reply.answer.targets) for reply in replies),
    }
    return {name: round(total / count, 2) for name, total in kinds.items()}


def _usage(replies: Sequence[ReplyScore], prices: tuple[Decimal, Decimal, Decimal] | None) -> dict[str, Any]:
    names = ("input_tokens", "output_tokens", "cached_input_tokens", "calls")
    total: dict[str, Any] = {name: sum(getattr(reply.answer.usage, name) for reply in replies) for name in names}
    if prices:
        cached = total["cached_input_tokens"]
        cost = (total["input_tokens"] - cached) * prices[0] + total["output_tokens"] * prices[1] + cached * prices[2]
        total["cost"] = str((cost / 1_000_000).quantize(Decimal("0.0001")))
    return total


def _reply(reply: ReplyScore) -> dict[str, Any]:
    """Return the entry of one reply.

    `rows` holds its counts as [numerator, denominator], for comparisons with other runs.
    """
    return {
        "name": reply.gold.name,
        "sha256": reply.gold.document.sha256,
        "failed": reply.failed.kind if reply.failed else None,
        "edits": len(reply.mistakes),
        "rows": {
            name: [_rounded(tally.numerator), _rounded(tally.denominator)]
            for name, tally in reply_tallies(reply).items()
        },
        "mistakes": [_mistake(mistake) for mistake in reply.mistakes],
    }


def _mistake(mistake: Mistake) -> dict[str, Any]:
    return {
        "field": mistake.field,
        "kind": mistake.kind,
        "expected": mistake.expected,
        "given": mistake.given,
        "gold": list(mistake.gold) if mistake.gold else None,
        "answer": list(mistake.answer) if mistake.answer else None,
        "detail": mistake.detail,
    }
