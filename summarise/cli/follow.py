"""`summarise follow`: what is due, and what later replies say of one promise."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from summarise.cli.saying import say
from summarise.cli.search import TODAY, day_given

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from summarise.corpus import Corpus, Found
    from summarise.corpus.follow import Candidate, Promised

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("follow")(follow)


def follow(
    records: Annotated[Path, typer.Argument(help="Records that `summarise run` wrote.", show_default=False)],
    promise: Annotated[
        str, typer.Argument(metavar="[REFERENCE]", help="A promise, as in f7e1f8abed-c1387.", show_default=False)
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
    today: TODAY = "",
) -> None:
    """Print what is due or overdue, or later replies on a promise.

    A candidate is for a person to judge. A later reply that is silent does not say that a promise was broken.
    """
    from summarise.corpus import opened_corpus

    day = day_given(today)
    corpus = opened_corpus(records)
    try:
        lines = _of_one(corpus, promise, day, as_json=as_json) if promise else _of_all(corpus, day, as_json=as_json)
        for line in lines:
            say(line)
    finally:
        corpus.close()


def _of_all(corpus: Corpus, day: date, *, as_json: bool) -> Iterator[str]:
    from summarise.corpus import parse_query, search
    from summarise.printable import one_line

    every = slice(0, 1000)
    due: dict[str, Found] = {}
    for title, states in (
        ("90 天内到期", ("即将到期",)),
        ("已到期，有后续答复", ("已到期", "有后续答复")),
        ("已到期，未见后续答复", ("已到期", "未见后续答复")),
    ):
        query = parse_query(" ".join(f"状态:{state}" for state in states))
        due[title] = search(corpus, query, day, rows=every, facets=False)
    if as_json:
        yield json.dumps({title: asdict(found) for title, found in due.items()}, ensure_ascii=False)
        return
    for title, found in due.items():
        yield f"{title}（{found.total} 项）"
        for hit in found.hits:
            said = f"{hit.what}：{hit.amount}" if hit.kind == "t" else hit.what
            yield f"  {hit.due}  {hit.place}  {one_line(hit.responsible) or '—'}  {one_line(said, 100)}"


def _of_one(corpus: Corpus, place: str, day: date, *, as_json: bool) -> Iterator[str]:
    from summarise.corpus.follow import candidates, promised

    promise = promised(corpus, place, day)
    found = candidates(corpus, promise)
    if as_json:
        yield json.dumps(
            {"promise": asdict(promise.hit), "candidates": [_plain(one) for one in found]}, ensure_ascii=False
        )
        return
    yield from _shown(promise, found)


def _plain(candidate: Candidate) -> dict[str, Any]:
    evidence = [{"start": span.start, "end": span.end, "quote": span.quote} for span in candidate.evidence]
    values = {name: getattr(candidate, name) for name in ("reference", "issuer", "issued", "title", "sha256", "share")}
    return {**values, "evidence": evidence, "parts": dict(candidate.parts), "score": candidate.score}


def _shown(promise: Promised, found: tuple[Candidate, ...]) -> Iterator[str]:
    from summarise.printable import one_line

    hit = promise.hit
    yield f"{hit.place}  {one_line(hit.issuer)}  {hit.issued}  {one_line(hit.title)}"
    yield f"  {one_line(promise.quote)}"
    amount = f"  {one_line(hit.what)}：{one_line(hit.amount)}" if promise.target else ""
    yield f"  时限 {hit.due or '未写明'}（{hit.state}）{amount}"
    if not found:
        yield "没有看到可能相关的后续答复"
    for number, one in enumerate(found, start=1):
        parts = "  ".join(f"{name} {value:g}" for name, value in one.parts.items())
        share = f"  {one.share}" if one.share else ""
        yield f"{number}. {one.score:.2f}  {one.reference}  {one_line(one.issuer)}  {one.issued}{share}"
        yield f"   {one_line(one.quote, 160)}"
        yield f"   {parts}"
