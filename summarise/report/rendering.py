"""Renders the review page: one HTML file with the records, their texts or quotes, and the script that displays them."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.resources import files
from tempfile import TemporaryFile
from typing import IO

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from summarise.confidence import Acceptance
from summarise.record import Failure, Record
from summarise.report.page_data import accepted, failed, fields_of_government
from summarise.report.pieces import Pieces, Shown, embedded, pieces_of_all
from summarise.stated_fields import script_of_fields

__all__ = ["page_of", "render_page"]

STYLES = ("palette.css", "page.css", "marks.css", "overview.css", "reply.css", "narrow.css", "print.css")
SCRIPTS = (
    "labels.js",
    "elements.js",
    "filters.js",
    "source.js",
    "record.js",
    "copying.js",
    "overview.js",
    "ledger.js",
    "list.js",
    "main.js",
)
"""Names of the files that are joined, in this order, to make the page's script."""


def render_page(
    records: Iterable[Record],
    text_of: Callable[[Record], str | None],
    shown: Shown,
    failures: Sequence[Failure] = (),
) -> Iterator[str]:
    """Yield the HTML of the page in parts; `text_of` returns a record's source text, or None to show only its quotes.

    `shown` are the settings of the page; `failures` are replies without a record, which the page lists.

    Raises:
        InputError: a quote of a record is not in its text at its offsets, or two quotes contradict each other.

    """
    return page_of(pieces_of_all(records, text_of, shown), shown, failures)


def page_of(pieces: Iterable[Pieces], shown: Shown, failures: Sequence[Failure] = ()) -> Iterator[str]:
    """Yield the HTML of the page in parts; joined, they are the whole file.

    `pieces` has the data of one reply each. It is iterated once, and only one reply is in memory at a time. `shown` are
    the settings of the page; `failures` are replies without a record, which the page lists.
    """
    style = "\n".join(_asset(name) for name in STYLES)
    script = '"use strict";(() => {\n' + "\n".join((script_of_fields(), *map(_asset, SCRIPTS))) + "\n})();"
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    template = environment.from_string(_asset("page.html.j2"))
    # Lines end with LF alone: a piece may hold any other line end of Unicode.
    with (
        TemporaryFile("w+", encoding="utf-8", newline="\n") as promises,
        TemporaryFile("w+", encoding="utf-8", newline="\n") as blocks,
    ):
        kept = _Kept(promises, blocks)
        yield from template.generate(
            title=shown.title,
            policy=_policy(style, script),
            style=Markup(style),  # noqa: S704 - the package's own file
            script=Markup(script),  # noqa: S704 - the package's own file
            index=_index(pieces, failures, shown.acceptance, kept),
            blocks=kept.blocks(),
        )


def _index(
    pieces: Iterable[Pieces], failures: Iterable[Failure], acceptance: Acceptance | None, kept: _Kept
) -> Iterator[Markup]:
    """Yield, in parts, one JSON object with the data of all replies for the lists, filters and the overview.

    The promises follow the replies in it. Until then `kept` stores them, and the blocks too.
    """
    parts = {
        "replies": kept.replies(pieces),
        "promises": kept.promises(),
        "fields": map(embedded, fields_of_government()),
        "failures": map(embedded, failed(failures)),
        "accepted": map(embedded, accepted(acceptance)),
    }
    before = "{"
    for name, values in parts.items():
        yield Markup(f'{before}"{name}":[')  # noqa: S704 - names of our own
        for number, value in enumerate(values):
            yield Markup(f",{value}" if number else value)  # noqa: S704 - no markup is left in it
        before = "],"
    yield Markup("]}")


class _Kept:
    """Stores promises and blocks in temporary files until the page needs them, one on each line."""

    def __init__(self, promises: IO[str], blocks: IO[str]) -> None:
        self._promises, self._blocks = promises, blocks

    def replies(self, pieces: Iterable[Pieces]) -> Iterator[str]:
        """Yield the list entry of each reply, and store its promises and its block."""
        for one in pieces:
            self._promises.writelines(f"{promise}\n" for promise in one.promises)
            self._blocks.write(f"{one.block}\n")
            yield one.reply

    def promises(self) -> Iterator[str]:
        """Yield the stored promises."""
        return _lines(self._promises)

    def blocks(self) -> Iterator[Markup]:
        """Yield the stored blocks."""
        return (Markup(line) for line in _lines(self._blocks))  # noqa: S704 - no markup is left in it


def _lines(file: IO[str]) -> Iterator[str]:
    """Yield the lines of a file from its beginning, without line ends."""
    file.seek(0)
    for line in file:
        yield line.removesuffix("\n")


def _policy(style: str, script: str) -> str:
    """Return the page's Content-Security-Policy. It forbids everything but this style and this script."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src '{_digest(script)}'",
            f"style-src '{_digest(style)}'",
            "img-src data:",  # the empty icon
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    )


def _digest(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


def _asset(name: str) -> str:
    return files("summarise.report").joinpath("assets", name).read_text(encoding="utf-8")
