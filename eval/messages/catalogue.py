"""The Chinese catalogue: what babel finds in the program, merged with what is translated."""

from __future__ import annotations

import io
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from summarise.evaluation.reports.field_rows import ROWS
from summarise.stated_fields import STATED

__all__ = ["COMPILED", "TRANSLATED", "brought_up_to_date", "compiled", "read", "untranslated", "written"]

ROOT = Path(__file__).resolve().parents[2]
_FOLDER = ROOT / "summarise" / "locale" / "zh_CN" / "LC_MESSAGES"
TRANSLATED, COMPILED = _FOLDER / "summarise.po", _FOLDER / "summarise.mo"
_HERE = Path(__file__).parent
_WITHOUT_SENTENCES = (
    "annotate/measure_words",  # units
    "cli/examples",  # command lines
    "corpus/conditions",  # SQL
    "corpus/follow",  # SQL
    "engines/rules/lexicon/__init__",  # for who writes the lexicon
    "engines/rules/lexicon/notation",
    "engines/service/stated_limits",  # patterns
    "engines/service/stated_tokens",
    "export/promise_document",  # words of a format
    "load/rtf",
    "load/rtf_lines",
    "load/style",
    "load/style_sheet",
    "load/tags",
    "report/field_of_government",  # names of fields, which the page has in Chinese
    "review/events",  # a schema
    "review/verdicts",
    "workbench/assets_files",
    "workbench/refusals",  # Chinese already, by the English sentence
)
"""Modules whose texts are data; what they raise is said all the same."""
_METHODS = [
    *((f"summarise/{name}.py", "eval.messages.sentences:extract_errors") for name in _WITHOUT_SENTENCES),
    ("summarise/cli/**.py", "eval.messages.sentences:extract"),
    ("summarise/evaluation/reports/**.py", "eval.messages.sentences:extract"),
    ("summarise/**.py", "eval.messages.sentences:extract"),
    ("summarise/evaluation/reports/page/page.html.j2", "jinja2.ext:babel_extract"),
    ("summarise/engines/service/complaints.toml", "eval.messages.catalogue:sayings"),
    ("eval/messages/more.txt", "eval.messages.catalogue:lines"),
]
_OPTIONS = {"summarise/cli/**.py": {"prints": "yes"}, "summarise/evaluation/reports/**.py": {"prints": "yes"}}


def sayings(file: IO[bytes], *_: Any, **__: Any) -> Iterator[tuple[int, None, str, list[str]]]:
    """Babel's method for the lines of verdicts on a service's complaints."""
    for entry in tomllib.loads(file.read().decode())["row"]:
        if entry.get("line"):
            yield 0, None, entry["line"], []


def lines(file: IO[bytes], *_: Any, **__: Any) -> Iterator[tuple[int, None, str, list[str]]]:
    """Babel's method for a file with one sentence a line."""
    for number, line in enumerate(file.read().decode().splitlines(), start=1):
        yield number, None, line, []


def found() -> Catalog:
    """Every sentence of the program, and what libraries and systems say in it; without translations."""
    not_shown = set((_HERE / "not_shown.txt").read_text(encoding="utf-8").splitlines())
    catalog = Catalog(project="summarise")
    for english in (*labels(), *(f"field:{row.name}" for row in ROWS)):
        catalog.add(english)
    for _, _, message, _, _ in extract_from_dir(ROOT, _METHODS, _OPTIONS, directory_filter=_is_ours):
        if isinstance(message, str) and message.replace("\n", "\\n") not in not_shown:
            catalog.add(message)
    return catalog


def labels() -> dict[str, str]:
    """What the record calls its fields in Chinese, by what tables of scores call them."""
    rows = {field.english: field.label for field in STATED.values()}
    return rows | {f"field:{field.name}": field.label for field in STATED.values()}


def _is_ours(folder: str) -> bool:
    path = Path(folder).relative_to(ROOT)
    return path.parts[:1] == ("summarise",) or path.parts[:2] in (("eval",), ("eval", "messages"))


def read() -> Catalog:
    """The catalogue as it stands."""
    with TRANSLATED.open("rb") as file:
        return read_po(file, locale="zh_CN")


def brought_up_to_date() -> Catalog:
    """The catalogue with every sentence of the program in it, and no other; new ones have no translation yet."""
    catalog = read()
    made_on = catalog.creation_date
    catalog.update(found(), no_fuzzy_matching=True)
    catalog.creation_date = made_on  # or every run would change the file
    for english, label in labels().items():
        catalog[english].string = label
    return catalog


def written(catalog: Catalog) -> bytes:
    """The catalogue as a .po file: sorted, without places, so that two changes seldom meet."""
    out = io.BytesIO()
    write_po(out, catalog, width=0, no_location=True, sort_output=True, omit_header=False, ignore_obsolete=True)
    return out.getvalue()


def compiled(catalog: Catalog) -> bytes:
    """The catalogue as a .mo file."""
    out = io.BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def untranslated(catalog: Catalog) -> list[Message]:
    """What has no translation, or one that nobody has looked at."""
    return [message for message in catalog if message.id and (not message.string or message.fuzzy)]
