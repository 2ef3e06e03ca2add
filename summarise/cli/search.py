"""`summarise search`: find promises in many replies by words, bodies and deadlines."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarise.cli import options
from summarise.cli.json_output import print_json
from summarise.cli.own_files import refuse_foreign
from summarise.cli.saying import say
from summarise.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarise.corpus import Corpus, Found
    from summarise.workbench.promises import Promises

__all__ = ["TODAY", "day_given", "register"]

TODAY = Annotated[
    str,
    typer.Option(
        "--today",
        metavar="DAY",
        help="Day that decides which promises are due or overdue.  [default: today]",
        show_default=False,
    ),
]


def register(app: typer.Typer) -> None:
    """Add the command `search` to `app`."""
    app.command("search")(search)


def search(
    records: options.Records,
    query: Annotated[
        str, typer.Argument(help="Words, and 单位: 时限: 状态: 力度: 届次: 文号: 年份: 类型: 命中: in front of values.")
    ] = "",
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="Most rows to print.")] = 50,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object: hits, total, facets.")] = False,
    nulls: options.Nulls = False,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", help="Write the promises as a ledger: .xlsx, .docx, .csv or .json.", show_default=False
        ),
    ] = None,
    today: TODAY = "",
) -> None:
    """Find promises, earliest deadline first.

    Every word must occur in the sentence, its heading, indicator, topic or body: 充电桩 时限:<=2025-12-31. A bar means
    either (公园|广场), quotation marks keep words together, a minus excludes (-试点). Corrections and verdicts from the
    workbench are included.
    """
    from summarise.corpus import parse_query
    from summarise.corpus import search as find
    from summarise.workbench.promises import promises_of

    if nulls and not as_json:
        raise UsageError("--nulls goes with --json; the file of -o x.json has null for missing dates in any case")
    if output is not None:
        _refuse_output(records, output)
    wanted, day = parse_query(query), day_given(today)
    promises = promises_of(records)
    try:
        with promises.opened() as corpus:
            if output is not None:
                _write_ledger(promises, corpus, query, day, output)
                return
            found = find(corpus, wanted, day, rows=slice(0, limit))
    finally:
        promises.close()
    if as_json:
        print_json(asdict(found), nulls=nulls)
        return
    for line in _lines(found):
        say(line)


def _write_ledger(promises: Promises, corpus: Corpus, query: str, day: date, output: Path) -> None:
    """Write the promises that a query finds as a table, with the verdict on each."""
    from summarise.corpus import parse_query
    from summarise.export import Handed
    from summarise.forms import by_ending
    from summarise.new_file import replacing
    from summarise.workbench.followed import followed_rows

    form = by_ending(output)
    assert form is not None
    assert form.promises is not None
    rows, total = followed_rows(promises, corpus, parse_query(query), day)
    with replacing(output) as draft:
        form.promises(rows, draft, Handed(query, day, total))
    left = f", the first {len(rows)} written" if len(rows) < total else ""
    say(f"{output}: {total} promises{left}", err=True)


def _refuse_output(records: Path, output: Path) -> None:
    """Raise UsageError if the file has an unknown suffix or is the records file, or if another program wrote it."""
    from summarise.batch import OutputPaths, refuse_conflicts
    from summarise.forms import by_ending, promise_forms

    form, known = by_ending(output), promise_forms()
    if form is None or form not in known:
        forms = ", .".join(one.name for one in known)
        raise UsageError(f"{output}: its ending does not say the form; give it one of .{forms}")
    form.refuse_missing()
    refuse_conflicts({"the ledger": output}, OutputPaths.beside(records).all())
    refuse_foreign(output, form.name)


def day_given(written: str) -> date:
    """Return the date against which deadlines are judged: `written` as YYYY-MM-DD, or today if it is "".

    Raises:
        UsageError: `written` is not a date.

    """
    try:
        return date.fromisoformat(written) if written else date.today()  # noqa: DTZ011 - the user's own day
    except ValueError:
        raise UsageError(f"--today {written}: is no day; write it as 2025-12-31") from None


def _lines(found: Found) -> Iterator[str]:
    from summarise.language import said
    from summarise.printable import one_line
    from summarise.wording import CERTAINTY, NOT_LOOKED_AT

    for hit in found.hits:
        found_so = f"  {hit.verdict}" if hit.verdict != NOT_LOOKED_AT else ""
        yield (
            f"{hit.due or said('no date'):10}  {hit.state}{found_so}  {one_line(hit.responsible) or '—'}  "
            f"{one_line(hit.said, 120)}"
        )
        yield f"            {hit.place}  {one_line(hit.title, 80)}"
    if len(found.hits) < found.total:
        yield f"{found.total} found, the first {len(found.hits)} listed"
    else:
        yield f"{found.total} found"
    for name, counts in found.facets.items():
        if counts:
            first = list(counts.items())[:6]
            more = " …" if len(counts) > len(first) else ""
            yield (
                f"{name}："
                + "  ".join(f"{one_line(CERTAINTY.get(value, value), 24)} {count}" for value, count in first)
                + more
            )
