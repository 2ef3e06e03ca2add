"""`summarise follow`: what is due, what later replies say of one promise, and what a person found of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from summarise.cli.null_dates import with_null_dates
from summarise.cli.saying import say
from summarise.cli.search import TODAY, day_given
from summarise.errors import UsageError

if TYPE_CHECKING:
    from summarise.corpus import Corpus, Found
    from summarise.corpus.follow import Candidate, Promised
    from summarise.review.events import Event
    from summarise.review.verdicts import Finding
    from summarise.workbench.promises import Promises

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command `follow` to `app`."""
    app.command("follow")(follow)


def follow(
    records: Annotated[Path, typer.Argument(help="Records that `summarise run` wrote.", show_default=False)],
    promise: Annotated[
        str, typer.Argument(metavar="[REFERENCE]", help="A promise, as in f7e1f8abed-c1387.", show_default=False)
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
    nulls: Annotated[
        bool, typer.Option("--nulls", help="With --json: a date that is missing is null, not an empty text.")
    ] = False,
    verdict: Annotated[
        str,
        typer.Option(
            help="Note what came of the promise: 已兑现 部分兑现 推进中 未兑现 已调整 无法核实.", show_default=False
        ),
    ] = "",
    proof: Annotated[
        str,
        typer.Option(
            metavar="REFERENCE", help="Reference of the item in a later reply that shows it.", show_default=False
        ),
    ] = "",
    url: Annotated[str, typer.Option(help="Or the address of a page that shows it.", show_default=False)] = "",
    quote: Annotated[
        str, typer.Option(help="The words that show it, copied from that page or reply.", show_default=False)
    ] = "",
    seen_on: Annotated[
        str, typer.Option(metavar="DAY", help="Day on which the page said it.", show_default=False)
    ] = "",
    note: Annotated[str, typer.Option(help="A remark to keep with the verdict.", show_default=False)] = "",
    undo: Annotated[
        int, typer.Option(metavar="N", help="Withdraw the verdict with act number N.", show_default=False)
    ] = 0,
    as_name: Annotated[
        str,
        typer.Option(
            "--as",
            metavar="NAME",
            help="Name of the person who decides.  [default: the user's name]",
            show_default=False,
        ),
    ] = "",
    today: TODAY = "",
) -> None:
    """Print promises that are due or overdue; note what came of them.

    For one promise, the items of later replies that may report on it are listed; a person judges what they show. That
    no later reply mentions a promise does not mean that it was broken. --verdict adds a line to the journal beside the
    records, as the workbench does; --undo adds a line that withdraws it.
    """
    day = day_given(today)
    if nulls and not as_json:
        raise UsageError("--nulls goes with --json")
    if verdict or undo:
        if not promise:
            raise UsageError("name the promise: summarise follow RECORDS REFERENCE --verdict 已兑现 --proof REFERENCE")
        elsewhere = {key: value for key, value in (("url", url), ("seen_on", seen_on)) if value}
        evidence = {"reference": proof, "quote": quote} if proof else elsewhere | {"quote": quote}
        proofs = [evidence] if proof or elsewhere or quote else []
        to = {"verdict": verdict, "evidence": proofs, "note": note}
        _write(records, promise, {"do": "undo", "undoes": undo} if undo else {"do": "verdict", "to": to}, as_name, day)
    elif proof or url or quote or seen_on or note:
        raise UsageError("evidence goes with --verdict")
    from summarise.workbench.promises import promises_of

    promises = promises_of(records)
    try:
        with promises.opened() as corpus:
            lines = (
                _of_one(promises, corpus, promise, day, as_json=as_json)
                if promise
                else _of_all(corpus, day, as_json=as_json)
            )
            for line in lines:
                say(json.dumps(with_null_dates(json.loads(line)), ensure_ascii=False) if nulls else line)
    finally:
        promises.close()


def _write(records: Path, promise: str, act: dict[str, Any], as_name: str, day: date) -> None:
    """Write one act of follow-up as the workbench writes it; nobody else may have the records open meanwhile."""
    from summarise.cli.workbench import user_name
    from summarise.workbench.calls import Call, Caller, Refused
    from summarise.workbench.desk import opened_desk
    from summarise.workbench.views.follow import act as act_at_desk
    from summarise.workbench.views.follow import promise as promise_at_desk

    caller = Caller(as_name or user_name(), "review")
    with opened_desk(records, today=day) as desk:
        desk.promises.wait()
        try:
            row = promise_at_desk(desk, Call(caller, path={"place": promise}))["row"]
            was = row["found"]["verdict"] if row["found"] else None
            done = act_at_desk(desk, Call(caller, body=act | {"ref": promise, "from": was}))
        except Refused as refused:
            raise UsageError(refused.answer["message"]) from refused
    say(f"{promise}: {done['now']['row']['verdict']} (act {done['n']})", err=True)


def _of_all(corpus: Corpus, day: date, *, as_json: bool) -> Iterator[str]:
    from summarise.corpus import parse_query, search
    from summarise.printable import one_line

    every = slice(0, 1000)
    due: dict[str, Found] = {}
    for title, states in (
        ("90 天内到期", ("即将到期",)),
        ("已到期，待核实，有后续答复", ("已到期", "待核实", "有后续答复")),
        ("已到期，待核实，未见后续答复", ("已到期", "待核实", "未见后续答复")),
        ("已核实", ("已核实",)),
    ):
        query = parse_query(" ".join(f"状态:{state}" for state in states))
        due[title] = search(corpus, query, day, rows=every)
    if as_json:
        yield json.dumps({title: asdict(found) for title, found in due.items()}, ensure_ascii=False)
        return
    for title, found in due.items():
        yield f"{title}（{found.total} 项）"
        for hit in found.hits:
            so = f"{hit.verdict}  " if title == "已核实" else ""
            who = one_line(hit.responsible) or "—"
            yield f"  {hit.due or '无时限':10}  {so}{hit.place}  {who}  {one_line(hit.said, 100)}"


def _of_one(promises: Promises, corpus: Corpus, place: str, day: date, *, as_json: bool) -> Iterator[str]:
    from summarise.corpus.follow import candidates, promised
    from summarise.workbench.shelf import texts_of

    promise = promised(corpus, place, day)
    found = candidates(corpus, promise, texts_of(corpus.records))
    history = promises.history(promise.hit.place)
    if as_json:
        values = {
            "promise": asdict(promise.hit),
            "candidates": [_plain(one) for one in found],
            "history": [_noted(*one) for one in history],
        }
        yield json.dumps(values, ensure_ascii=False)
        return
    yield from _shown(promise, found)
    for event, finding, is_in_force in history:
        yield from _told(event, finding, is_in_force=is_in_force)


def _plain(candidate: Candidate) -> dict[str, Any]:
    evidence = [{"start": span.start, "end": span.end, "quote": span.quote} for span in candidate.evidence]
    values = {
        name: getattr(candidate, name)
        for name in ("reference", "issuer", "issued", "title", "sha256", "share", "is_item", "is_likely")
    }
    return {**values, "evidence": evidence, "parts": dict(candidate.parts), "score": candidate.score}


def _noted(event: Event, finding: Finding | None, is_in_force: bool) -> dict[str, Any]:
    found = finding.model_dump(mode="json") if finding else None
    return {"n": event.n, "at": event.at, "by": event.by, "found": found, "in_force": is_in_force}


def _shown(promise: Promised, found: tuple[Candidate, ...]) -> Iterator[str]:
    from summarise.printable import one_line

    hit = promise.hit
    yield f"{hit.place}  {one_line(hit.issuer)}  {hit.issued}  {one_line(hit.title)}"
    yield f"  {one_line(promise.quote)}"
    amount = f"  {one_line(hit.what)}：{one_line(hit.amount)}" if promise.target else ""
    yield f"  时限 {hit.due or '未写明'}（{hit.state}）{amount}  {hit.verdict}"
    if not found:
        yield "没有看到可能相关的后续答复"
    for number, one in enumerate(found, start=1):
        parts = "  ".join(f"{name} {value:g}" for name, value in one.parts.items())
        share = f"  {one.share}" if one.share else ""
        yield f"{number}. {one.score:.2f}  {one.reference}  {one_line(one.issuer)}  {one.issued}{share}"
        yield f"   {one_line(one.quote, 160)}"
        yield f"   {parts}"


def _told(event: Event, finding: Finding | None, *, is_in_force: bool) -> Iterator[str]:
    from summarise.printable import one_line

    gone = "" if is_in_force else "（已撤销）"
    yield f"{event.at[:10]}  {one_line(event.by)}  第 {event.n} 条  {finding.verdict if finding else '收回认定'}{gone}"
    for proof in finding.evidence if finding else ():
        where = proof.reference or proof.url
        yield f"   {one_line(proof.quote, 160)}"
        yield f"   {one_line(proof.issuer)} {proof.dated or proof.seen_on}  {one_line(where)}"
    if finding and finding.note:
        yield f"   附言：{one_line(finding.note, 160)}"
