"""One self-contained page: the records, their texts or quotes, and the program that shows them."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from summarise.confidence import Acceptance
from summarise.record import Failure, Record
from summarise.report.page_data import Json, accepted, failed, fields_of_government, listed, promised, reply_block

__all__ = ["Shown", "render_page"]

STYLES = ("page.css", "marks.css", "overview.css", "reply.css", "narrow.css", "print.css")
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
"""In the order in which the page has them; together they are one program."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page says beside the records themselves."""

    title: str
    with_reasons: bool = False
    """Each item of a reply whose text is at hand says why the rules take its sentences as they do."""
    acceptance: Acceptance | None = None
    """Each item says how sure it is, and whether it is still to be read."""


def render_page(
    records: Iterable[Record],
    text_of: Callable[[Record], str | None],
    shown: Shown,
    failures: Sequence[Failure] = (),
) -> Iterator[str]:
    """Yield the page's HTML piece by piece; `text_of` gives a record's source text, or None to show its quotes.

    The records are iterated three times and never held together.

    Raises:
        InputError: a record's quotes do not fit its text.

    """
    style = "\n".join(_asset(name) for name in STYLES)
    script = '"use strict";(() => {\n' + "\n".join(_asset(name) for name in SCRIPTS) + "\n})();"
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    template = environment.from_string(_asset("page.html.j2"))
    yield from template.generate(
        title=shown.title,
        policy=_policy(style, script),
        style=Markup(style),  # noqa: S704 - the package's own file
        script=Markup(script),  # noqa: S704 - the package's own file
        index=_index(records, failures, shown.acceptance),
        blocks=(_embedded(_block(record, text_of(record), shown)) for record in records),
    )


def _block(record: Record, text: str | None, shown: Shown) -> Json:
    return reply_block(record, text, with_reasons=shown.with_reasons, acceptance=shown.acceptance)


def _index(records: Iterable[Record], failures: Iterable[Failure], acceptance: Acceptance | None) -> Iterator[Markup]:
    """Yield what the lists, filters and the overview need of all replies at once: one JSON object, in pieces."""
    parts = {
        "replies": listed(records, acceptance),
        "promises": promised(records, acceptance),
        "fields": fields_of_government(),
        "failures": failed(failures),
        "accepted": accepted(acceptance),
    }
    before = "{"
    for name, values in parts.items():
        yield Markup(f'{before}"{name}":[')  # noqa: S704 - names of our own
        for number, value in enumerate(values):
            yield Markup(",") + _embedded(value) if number else _embedded(value)
        before = "],"
    yield Markup("]}")


def _policy(style: str, script: str) -> str:
    """Nothing may load, send, frame or run, but this style and this script, known by their hashes."""
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


def _embedded(value: Json) -> Markup:
    """Return JSON that no text can break out of: every character that HTML reads is written as an escape."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)  # noqa: S704 - no markup is left in it
