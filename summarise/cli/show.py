"""`summarise show`: print a record for a person to read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarise.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from summarise.record import Record

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command `show` to `app`."""
    app.command("show")(show)


def show(
    records: Annotated[
        Path, typer.Argument(metavar="FILE", help="Records that `summarise run` wrote.", show_default=False)
    ],
    wanted: Annotated[
        str,
        typer.Argument(
            metavar="[ID]",
            help="Place in the list, an item's reference (f7e1f8abed-c1387), or part of a name, title or issuer.",
            show_default=False,
        ),
    ] = "",
) -> None:
    """Print a record, or the list of records to choose from."""
    from rich.console import Console

    from summarise.cli.as_typed import as_typed, program
    from summarise.cli.record_list import print_list
    from summarise.cli.record_page import print_record
    from summarise.records_file import read_records, saved_texts_of
    from summarise.reference import Reference

    console = Console(highlight=False, markup=False, emoji=False)
    count, found = _chosen(enumerate(read_records(records), start=1), wanted)
    if not found:
        raise UsageError(f"{records}: {_why_none(count, wanted)}")
    if len(found) == 1:
        record = found[0][1]
        texts = saved_texts_of(records)
        text = texts.text(record.document.sha256) if texts else None
        print_record(console, record, text, wanted=Reference.parse(wanted))
        return
    print_list(console, found)
    console.print(" ".join((program(), "show", as_typed(records), "序号")), soft_wrap=True)


def _chosen(records: Iterable[tuple[int, Record]], wanted: str) -> tuple[int, list[tuple[int, Record]]]:
    """Return the number of records searched, and the (place, record) pairs that match `wanted` best.

    Return "" matches all records. An item's reference or the name of a text comes first and finds one record. Then come
    a place in the list, the name of the source, and words of a name, title or issuer. A plain number is only a place,
    because it is part of many names.
    """
    ways = _ways(wanted)
    found: list[list[tuple[int, Record]]] = [[] for _ in ways]
    count = 0
    for count, item in enumerate(records, start=1):
        for way, kept in zip(ways, found, strict=True):
            if way(item):
                kept.append(item)
                break
        if found[0] and wanted:
            return count, found[0]
    return count, next(filter(None, found), [])


def _ways(wanted: str) -> list[Callable[[tuple[int, Record]], bool]]:
    """Return functions that test whether a record matches, the best first."""
    from summarise.reference import Reference, by_reference, text_name

    named = Reference.parse(wanted)
    if named:
        return [lambda item: by_reference(item[1], named) is not None]
    first: Callable[[tuple[int, Record]], bool] = lambda item: text_name(item[1].document.sha256) == wanted  # noqa: E731
    if _is_place(wanted):
        return [first, lambda item: item[0] == int(wanted)]
    return [
        first,
        lambda item: item[1].document.source == wanted,
        lambda item: any(wanted in name for name in _names(item[1])),
    ]


def _is_place(wanted: str) -> bool:
    return wanted.isascii() and wanted.isdecimal()


def _why_none(count: int, wanted: str) -> str:
    if not count:
        return "holds no records"
    if _is_place(wanted):
        return f"there is no record {wanted}: it holds {count}, numbered from 1"
    return f"no record matches {wanted!r} by its name, title or issuer (records searched: {count})"


def _names(record: Record) -> tuple[str, ...]:
    return (record.document.source, record.reply.title, record.reply.issuer, record.proposal.title)
