"""A report as one page that needs nothing from outside."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from summarise.evaluation.reports.as_markdown import measured, number
from summarise.evaluation.reports.gallery import gallery_index, gallery_reply
from summarise.evaluation.scores.scoring import Evaluation

__all__ = ["html"]


def html(values: Mapping[str, Any], evaluation: Evaluation) -> str:
    """`report.html`; the gallery's texts lie in it as data, one block a reply, read when the reply is opened."""
    style, script = _asset("page.css"), _asset("page.js")
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters.update(number=number, measured=measured)
    return environment.from_string(_asset("page.html.j2")).render(
        report=values,
        policy=f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
        style=Markup(style),  # noqa: S704 -- the package's own file
        script=Markup(script),  # noqa: S704 -- the package's own file
        index=_embedded(gallery_index(evaluation.replies)),
        blocks=[_embedded(gallery_reply(reply)) for reply in evaluation.replies],
    )


def _asset(name: str) -> str:
    return files("summarise.evaluation.reports").joinpath("page", name).read_text(encoding="utf-8")


def _digest(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


def _embedded(value: object) -> Markup:
    """JSON without any character that could end the element that holds it."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)  # noqa: S704 -- no markup is left in it
