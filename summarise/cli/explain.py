"""`summarise explain`: show how the built-in engine labels each sentence, and why."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarise.cli import options
from summarise.cli.saying import say
from summarise.errors import InputError, UsageError
from summarise.language import named, said

if TYPE_CHECKING:
    from summarise.annotated import AnnotatedDocument
    from summarise.engines.rules.explaining import Explained
    from summarise.engines.rules.second_reading import Overruled

__all__ = ["register"]

_OPENING = 16
"""Number of characters shown of the sentence that opened a scope, enough to find the sentence."""


def register(app: typer.Typer) -> None:
    """Add the command `explain` to `app`."""
    app.command("explain")(explain)


def explain(
    reply: Annotated[Path, typer.Argument(metavar="FILE", help="A reply, in any format that `run` reads.")],
    wanted: Annotated[
        str,
        typer.Argument(
            metavar="[SENTENCE]",
            help="Show only the sentence with this number, or those with these words.  [default: all with content]",
            show_default=False,
        ),
    ] = "",
    second_reading: options.SecondReading = None,
) -> None:
    """Print how the built-in engine labels each sentence, and why.

    For each sentence, a line shows its number, its label and its text. The lines below name the rules that chose the
    label, the words that each rule found, and the entry of the word list that has these words. They also name the scope
    of the sentence: whether the text around it speaks of work done or of work to come, and which earlier sentence
    begins this part of the text. If the second reading (a statistical check) changed the label, a further line shows
    the label of the rules, the probability of a measure and of a commitment, and the traits that counted most.
    """
    from summarise.annotate import annotate
    from summarise.cli.engine_choice import second_reading as weights_of
    from summarise.engines.rules.explaining import explain as explained
    from summarise.load import load
    from summarise.settings import read_settings

    weights = weights_of(read_settings({"second_reading": second_reading}, os.environ))
    annotated = annotate(load(reply))
    chosen = [one for one in explained(annotated, weights) if _is_wanted(annotated, one, wanted)]
    if not chosen and not wanted:
        raise InputError(f"{reply}: holds no sentence of a reply, nothing but headings or links", kind="not_a_reply")
    if not chosen:
        raise UsageError(f"{reply}: no sentence {wanted!r}; it has {len(annotated.sentences)}, numbered from 1")
    for one in chosen:
        say("\n".join(_lines(annotated, one)))


def _is_wanted(annotated: AnnotatedDocument, one: Explained, wanted: str) -> bool:
    if wanted.isascii() and wanted.isdecimal():
        return one.sentence.number == int(wanted)
    return wanted in annotated.quote(one.sentence) if wanted else not one.sentence.furniture


def _lines(annotated: AnnotatedDocument, one: Explained) -> Iterator[str]:
    from summarise.printable import one_line

    yield f"{one.sentence.number}\t{named('label', one.label)}\t{one_line(annotated.quote(one.sentence))}"
    if one.overruled:
        yield f"\t{said(_overruled(one.overruled))}"
    for reason in one.reasons:
        words = one_line(annotated.document.text[reason.start : reason.end])
        found = f" “{words}” at {reason.start + 1}" if words else ""
        entry = f" ({reason.entry})" if reason.entry else ""
        yield f"\t{named('rule', reason.rule)}{said(found)}{entry}{said(_scope(annotated, one, reason.opener))}"


def _overruled(why: Overruled) -> str:
    spoke = "; ".join(f"{trait} {done:+.2f} {promised:+.2f}" for trait, done, promised in why.spoke)
    chances = f"measure {why.chances.measure:.2f}, commitment {why.chances.commitment:.2f}"
    return f"the second reading overrules {named('label', why.ruled)}: {chances}; weighed most: {spoke}"


def _scope(annotated: AnnotatedDocument, one: Explained, opener: int) -> str:
    from summarise.printable import one_line

    if not opener:
        return (
            f", scope {named('scope', one.scope)}"
            if one.label in ("measure", "commitment", "both", "background")
            else ""
        )
    opening = one_line(annotated.quote(annotated.sentence(opener)))
    shortened = opening if len(opening) <= _OPENING else opening[:_OPENING] + "…"
    return f", scope {named('scope', one.scope)}, opened by sentence {opener} “{shortened}”"
