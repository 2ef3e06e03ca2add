"""Find what a selection may lack: sentences that read like promises, and numbers in promises."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from summarise.annotate.line_kinds import has_closing_words, is_courtesy, is_prose, is_receipt, thanks
from summarise.annotated import AnnotatedDocument, Quantity
from summarise.engines.rules.clauses import InClause
from summarise.engines.rules.kinds_of_names import names_nothing
from summarise.engines.rules.labels import Judged, judge
from summarise.engines.rules.second_reading import SECOND_READING
from summarise.engines.rules.sizes import is_size_of_each
from summarise.engines.rules.targets import is_standing, is_target
from summarise.engines.rules.tense_marks import Reader
from summarise.engines.rules.unmarked import BY_SCOPE
from summarise.engines.rules.wording import Wording, cue_text
from summarise.lazy_pattern import lazy_pattern
from summarise.record import WarningKind
from summarise.selection import Remark, Selection

__all__ = ["oversights", "second_opinion"]


def second_opinion(annotated: AnnotatedDocument, selection: Selection) -> tuple[Remark, ...]:
    """Return remarks on what may be missing from `selection` or is doubtful in it, by the rules (see `oversights`).

    `annotated` is the reply.
    """
    text = cue_text(annotated.folded)
    return tuple(oversights(annotated, judge(annotated, text), text, selection))


def oversights(
    annotated: AnnotatedDocument, judged: Sequence[Judged], text: str, selection: Selection
) -> Iterator[Remark]:
    """Yield remarks on what may be missing from a selection, or is doubtful.

    The remarks are about sentences that read like a commitment but belong to none, and text behind the end of the
    letter. They are also about targets whose indicator says nothing, and quantities of commitments that are not
    targets. Figures of measures and quantities that describe the present state are left out. `text` is the normalised
    text of `annotated`, and `judged` are its sentences with labels.
    """
    chosen = {number for commitment in selection.commitments for number in commitment.sentences}
    figures = {quantity.sentence for quantity in annotated.quantities}
    for one in judged:
        if one.sentence.number in chosen:
            continue
        if one.marks.promises or one.label in ("commitment", "both"):
            yield _missed(one)
        elif one.scope == "future" and one.sentence.number in figures and _is_overruled(one):
            yield Remark(WarningKind.UNSELECTED_COMMITMENT, _AMONG_PLANS, one.sentence.number)
    yield from _unread(annotated)
    yield from _promised_elsewhere(annotated, text)
    for target in selection.targets:
        if names_nothing(target.indicator):
            yield Remark(WarningKind.VAGUE_INDICATOR, _VAGUE, quantity=target.quantity)
    for quantity in _left_over(annotated, chosen, selection):
        found = InClause.of(text, annotated.sentence(quantity.sentence), quantity)
        if not (is_standing(found) or is_size_of_each(found)):
            message = _MAY_BE_TARGET if is_target(found) else _NO_TARGET
            yield Remark(WarningKind.UNSELECTED_QUANTITY, message, quantity=quantity.number)


def _left_over(annotated: AnnotatedDocument, chosen: Container[int], selection: Selection) -> Iterator[Quantity]:
    """Yield the quantities of promised sentences that are neither a target nor a figure of a measure."""
    known = {target.quantity for target in selection.targets}
    known |= {number for measure in selection.measures for number in measure.figures}
    for quantity in annotated.quantities:
        if quantity.sentence in chosen and quantity.number not in known:
            yield quantity


def _unread(annotated: AnnotatedDocument) -> Iterator[Remark]:
    """Yield a remark if there is prose behind the end of the letter, such as a second letter in the same file."""
    body = [sentence.number for sentence in annotated.sentences if not (sentence.furniture or sentence.proposal)]
    behind = annotated.sentences[max(body, default=0) :]
    prose = [one for one in behind if one.end - one.start >= _PROSE and annotated.quote(one).endswith(("。", "；"))]
    opens = [one for one in behind if _OPENS_A_LETTER.search(annotated.quote(one))]
    if opens or len(prose) >= _LETTER:
        first = min((one.number for one in (*opens, *prose)), default=0)
        yield Remark(WarningKind.UNREAD_TEXT, "text behind the end of the letter was not read", first)


def _promised_elsewhere(annotated: AnnotatedDocument, text: str) -> Iterator[Remark]:
    """Yield remarks on promises outside the letter's body, for example in a footnote behind the signature."""
    outside = [one for one in annotated.sentences if one.furniture and _is_statement(annotated.quote(one))]
    reader = Reader(annotated) if outside else None
    for sentence in outside:
        if reader and reader.read(sentence, Wording.of(text, sentence).text).promises:
            yield Remark(WarningKind.UNREAD_TEXT, _PROMISED_ELSEWHERE, sentence.number)


def _is_statement(quote: str) -> bool:
    """Return True if a text is a sentence, but no courtesy, receipt, request or closing line."""
    return (
        is_prose(quote)
        and not (thanks(quote) or has_closing_words(quote) or is_courtesy(quote) or is_receipt(quote))
        and _OF_THE_PROPOSAL.search(quote) is None
    )


_OF_THE_PROPOSAL = lazy_pattern(r"建[议議]|提案|意[见見]|提出的")
_PROMISED_ELSEWHERE = "a sentence outside the letter's body (a note, a frame) reads like a promise and was not read"
_OPENS_A_LETTER = lazy_pattern(r"收悉|(?:答复|函复|回复)如下")
_PROSE = 24
"""Minimum number of characters of a sentence; shorter text may belong to the web page."""
_LETTER = 3
_VAGUE = "the text does not say what the number counts"
_MAY_BE_TARGET = "the number reads like a target and was not chosen as one"
_NO_TARGET = "a number inside a commitment that was not chosen as a target"
_AMONG_PLANS = "a number in a sentence among plans, which the second reading took for context"
_SELECTED_AS_NOTHING = "the sentence reads like a commitment and is in none"
_TAKEN_FOR = {"background": "context", "measure": "work done"}


def _is_overruled(one: Judged) -> bool:
    """Return True if the rules took a sentence for a promise by its scope, and the second reading for context."""
    return one.label == "background" and one.why[0].rule == SECOND_READING and one.why[1].rule in BY_SCOPE


def _missed(one: Judged) -> Remark:
    """Return a remark on a sentence that promises and got another label, with the words and the rule that decided."""
    kind, sentence = WarningKind.UNSELECTED_COMMITMENT, one.sentence.number
    if one.label in ("commitment", "both"):
        return Remark(kind, _SELECTED_AS_NOTHING, sentence)
    rule, found = one.why[0]
    words = [words.match.group() for words in (one.marks.promise, found) if words]
    message = f"the sentence has words of a promise, and was taken for {_TAKEN_FOR[one.label]} ({rule})"
    return Remark(kind, message, sentence, about=tuple(dict.fromkeys(words)))
