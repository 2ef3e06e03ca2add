"""Writes the evaluation report as one HTML page that loads no other files."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from summarise.evaluation.reports.as_markdown import measured, measured_with_interval, number
from summarise.evaluation.reports.field_rows import ROWS
from summarise.evaluation.reports.gallery import gallery_index, gallery_reply
from summarise.evaluation.scores.scoring import Evaluation
from summarise.language import filled, named, said, spoken

__all__ = ["html"]

_SCRIPT = (
    "{0} of {1}",
    "{0} of {1} replies",
    "{0}, number of edits: {1}",
    "failed",
    "failed, {0}",
    "No edit is needed.",
    "No reply has this.",
)
"""English sentences that the page's script displays; they are translated when the page is made."""
_WORDS = {
    "list": ("all",),
    "mistake": ("missing", "invented", "wrong"),
    "label": ("measure", "commitment", "heading", "proposal", "background", "furniture"),
    "certainty": ("firm", "effort", "explore"),
    "field": tuple(row.name for row in ROWS),
}
"""Names of lists, kinds of mistakes, labels and fields in the data, by kind; they are translated likewise."""


def html(values: Mapping[str, Any], evaluation: Evaluation) -> str:
    """Return the content of `report.html` in the reader's language.

    The page contains the text of each reply as a JSON block, which the script parses when the reader opens the reply.

    Args:
        values: the report, from `report_values`.
        evaluation: the scores that it was made from.

    """
    style, script = _asset("page.css"), _asset("page.js")
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters.update(number=number, measured=measured, with_interval=measured_with_interval)
    environment.globals.update(_=filled, named=named, language="zh-CN" if spoken() == "zh" else "en")
    return environment.from_string(_asset("page.html.j2")).render(
        report=values,
        policy=f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
        style=Markup(style),  # noqa: S704 -- the package's own file
        script=Markup(script),  # noqa: S704 -- the package's own file
        words=_embedded({} if spoken() == "en" else _words()),
        index=_embedded(gallery_index(evaluation.replies)),
        blocks=[_embedded(gallery_reply(reply)) for reply in evaluation.replies],
    )


def _words() -> dict[str, str]:
    """Return the translation of each text that the page's script displays, by the English text."""
    single = {word: named(what, word) for what, words in _WORDS.items() for word in words}
    return {**{sentence: said(sentence) for sentence in _SCRIPT}, **single}


def _asset(name: str) -> str:
    return files("summarise.evaluation.reports").joinpath("page", name).read_text(encoding="utf-8")


def _digest(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


def _embedded(value: object) -> Markup:
    """Return a value as JSON in which characters that could end the surrounding script element are escaped."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)  # noqa: S704 -- no markup is left in it
