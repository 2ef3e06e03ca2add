"""Build the prompt: the constant part comes first, so that services can cache it, then one window of a reply."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from summarise.annotated import AnnotatedDocument
from summarise.engines.model.marking import harmless, marked_lines
from summarise.engines.model.masking import persons_in
from summarise.engines.model.page_edges import edges
from summarise.engines.model.windows import Window
from summarise.engines.service.protocol import Message

if TYPE_CHECKING:
    import jinja2

__all__ = ["again_message", "messages", "prompt_hash", "rendered", "source", "template_folder"]

_EXAMPLES = ("example-1", "example-2")
_TEMPLATES = (
    "system.md",
    *(f"{name}.{end}" for name in _EXAMPLES for end in ("md", "json")),
    "reply.md.j2",
    "again.md.j2",
)
_ADJUDICATION = ("adjudicate.md", "adjudicate.md.j2")


def template_folder() -> Path:
    """Return the folder of the prompt templates: in the installed package, or beside it in a source checkout."""
    package = Path(__file__).resolve().parents[2]
    inside = package / "prompts"
    return inside if inside.is_dir() else package.parent / "prompts"


@functools.cache
def source(name: str) -> str:
    """Return the text of a template file without white space at the ends; `name` is the file name."""
    return (template_folder() / name).read_text(encoding="utf-8").strip()


@functools.cache
def _template(name: str) -> jinja2.Template:
    import jinja2  # noqa: PLC0415 - a tenth of a second that `--help` need not pay

    # Autoescape stays off: the result is plain text for a model, never HTML.
    environment = jinja2.Environment(trim_blocks=True, undefined=jinja2.StrictUndefined)  # noqa: S701
    return environment.from_string(source(name))


@functools.cache
def prompt_hash(*, adjudicate: bool = False) -> str:
    """Return the first 12 hex digits of the SHA-256 of all templates in use.

    If `adjudicate` is True, the templates of the question about disputed sentences are included.
    """
    names = (*_TEMPLATES, *(_ADJUDICATION if adjudicate else ()))
    return hashlib.sha256("\0".join(source(name) for name in names).encode()).hexdigest()[:12]


@functools.cache
def _unchanging() -> tuple[Message, ...]:
    """Return the rules, and the examples as a conversation, which small models follow better than one long text."""
    turns = [Message("system", source("system.md"))]
    for name in _EXAMPLES:
        turns += [Message("user", source(f"{name}.md")), Message("assistant", source(f"{name}.json"))]
    return tuple(turns)


def messages(annotated: AnnotatedDocument, window: Window, *, hides_persons: bool = False) -> tuple[Message, ...]:
    """Return the messages of a request: rules and examples, then `window` of the reply with its metadata.

    `annotated` is the whole reply. If `hides_persons` is True, the names of persons are masked.
    """
    metadata = annotated.metadata
    persons = persons_in(annotated) if hides_persons else ()
    reply, proposal = metadata.reply, metadata.proposal
    head, tail = edges(annotated, persons) if _is_first(annotated, window) else ("", "")
    body = _template("reply.md.j2").render(
        issuer=harmless(reply.issuer, persons),
        date=metadata.reference.isoformat() if metadata.reference else reply.issued_on,
        title=harmless(proposal.title, persons),
        session=harmless(proposal.session),
        number=harmless(proposal.number),
        bodies="、".join(harmless(body) for body in reply.co_bodies),
        head=head,
        tail=tail,
        before=_before(annotated, window, persons),
        lines=marked_lines(annotated, window.sentences, persons),
    )
    return (*_unchanging(), Message("user", body.strip()))


def _is_first(annotated: AnnotatedDocument, window: Window) -> bool:
    """Return True if a window is the first of a reply; only its answer may correct fields of the letter's head."""
    return not window.before and bool(window.sentences) and bool(annotated.sentences)


def rendered(name: str, **values: object) -> str:
    """Return the text of the Jinja template `name`, filled in with `values`."""
    return _template(name).render(**values).strip()


def again_message(reasons: tuple[str, ...]) -> Message:
    """Return the message that asks the model to correct its answer, with the reasons."""
    return Message("user", _template("again.md.j2").render(reasons=reasons).strip())


def _before(annotated: AnnotatedDocument, window: Window, persons: Sequence[str]) -> str:
    """Return the headings above a window and the sentences before it, without numbers, so that none can be selected."""
    if not window.before or not window.sentences:
        return ""
    path = harmless(" > ".join(window.sentences[0].path), persons)
    lines = marked_lines(annotated, window.before, persons).splitlines()
    sentences = " ".join(line.partition(" ")[2] for line in lines if line)
    return f"〔{path}〕{sentences}" if path else sentences
