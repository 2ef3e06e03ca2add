"""Builds the static files of the page from the assets: one HTML document, one style sheet and one script."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from importlib.resources import files

from summarise.stated_fields import script_of_fields
from summarise.workbench.key_tables import key_tables

__all__ = ["PAGE", "RULES", "SCRIPTS", "STYLES", "TABLES", "TEXTS", "Asset", "assets"]

PAGE = "workbench.html"
RULES = "rules.json"
"""Name of the file with the numbered short rules of labelling. The page loads it only when needed."""
TEXTS = "texts.json"
"""Name of the file with the longer fixed texts of the page by name."""
TABLES = "keys.json"
"""Name of the file that says which key does what on which screen."""
STYLES = (
    "report/palette.css",
    "report/marks.css",
    "workbench.css",
    "review.css",
    "views.css",
    "narrow.css",
    "print.css",
    "promises.css",
)
SCRIPTS = (
    "report/elements.js",
    "pieces.js",
    "words.js",
    "server.js",
    "keys.js",
    "letter.js",
    "queue.js",
    "inspector.js",
    "picker.js",
    "attributes.js",
    "review.js",
    "label.js",
    "settle.js",
    "choosing.js",
    "tasks.js",
    "overview.js",
    "incoming.js",
    "ledger.js",
    "bodies.js",
    "follow.js",
    "evaluation.js",
    "frame.js",
)
"""Source files that are joined, in this order, to make the page's script. The file of a view registers that view."""


@dataclass(frozen=True, slots=True)
class Asset:
    """A static file as it is served. `version` changes when the content changes."""

    content: bytes
    media_type: str

    @property
    def version(self) -> str:
        """The first 12 hexadecimal digits of the content's SHA-256."""
        return hashlib.sha256(self.content).hexdigest()[:12]


def assets() -> dict[str, Asset]:
    """Return the static files of the server by name."""
    sources = (script_of_fields(), *(_sent(_read(name)) for name in SCRIPTS))
    program = '"use strict";(() => {\n' + "\n".join(sources) + "\n})();\n"
    style = Asset("\n".join(_sent(_read(name)) for name in STYLES).encode(), "text/css; charset=utf-8")
    script = Asset(program.encode(), "text/javascript; charset=utf-8")
    page = _read(PAGE).replace("{style}", style.version).replace("{script}", script.version)
    return {
        "workbench.css": style,
        "workbench.js": script,
        TABLES: Asset(json.dumps(key_tables(), ensure_ascii=False).encode(), "application/json"),
        RULES: Asset(_read(RULES).encode(), "application/json"),
        TEXTS: Asset(_read(TEXTS).encode(), "application/json"),
        PAGE: Asset(page.encode(), "text/html; charset=utf-8"),
    }


def _sent(source: str) -> str:
    """Return a script or a style sheet without indentation and comment lines.

    This is safe, since no string and no comment in it spans several lines.
    """
    lines = (line.strip() for line in source.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith(("//", "/*")))


def _read(name: str) -> str:
    package, _, file = name.rpartition("/")
    return files(f"summarise.{package or 'workbench'}").joinpath("assets", file).read_text(encoding="utf-8")
