"""Divide a long reply into windows, preferably between sections, so that each window fits into one request."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from summarise.annotated import AnnotatedDocument, Sentence
from summarise.engines.model.marking import is_shown

__all__ = ["SMALLEST_WINDOW", "Window", "halves", "length", "windows"]

SMALLEST_WINDOW = 1_000
"""Minimum size, in characters, to which windows are reduced if the model's context is too short."""

_LARGER_HALF = 2 / 3
"""Maximum share of a window that one half may have, so that the cut can be at a section or point."""

_CONTEXT = 2
"""Number of sentences before a window that are shown to the model as context."""


@dataclass(frozen=True, slots=True)
class Window:
    """The sentences of one request; the sentences in `before` are only shown as context and cannot be selected."""

    sentences: tuple[Sentence, ...]
    before: tuple[Sentence, ...] = ()


def windows(annotated: AnnotatedDocument, size: int) -> tuple[Window, ...]:
    """Divide the sentences of `annotated` that are sent into windows of at most `size` characters, without overlap.

    The windows are in text order. The text is cut between sections if possible, else between points, paragraphs or
    sentences. A sentence longer than `size` is a window of its own.
    """
    quantified = frozenset(quantity.sentence for quantity in annotated.quantities)
    shown = [sentence for sentence in annotated.sentences if is_shown(sentence, quantified)]
    cut: list[Window] = []
    for group in _packed(shown, size, _LEVELS):
        first = group[0].number
        before = [sentence for sentence in shown if sentence.number < first][-_CONTEXT:] if cut else []
        cut.append(Window(tuple(group), tuple(before)))
    return tuple(cut)


def length(window: Window) -> int:
    """Return the number of characters of the sentences of a window, without those in `before`."""
    return _length(window.sentences)


def halves(window: Window) -> tuple[Window, ...]:
    """Return the two halves of a window, cut near its middle, preferably between sections, points or paragraphs.

    A window of one sentence is returned unchanged. The halves are used if the answer to the whole window is cut off.
    """
    sentences = window.sentences
    if len(sentences) == 1:
        return (window,)
    ends = list(accumulate(sentence.end - sentence.start for sentence in sentences))
    whole, at = ends[-1], 0
    for opens in _LEVELS:
        places = [place for place, pair in enumerate(pairwise(sentences), 1) if opens(*pair)]
        at = min(places, key=lambda place: abs(2 * ends[place - 1] - whole), default=0)
        if at and max(ends[at - 1], whole - ends[at - 1]) <= _LARGER_HALF * whole:
            break
    before = (*window.before, *sentences[:at])[-_CONTEXT:]
    return Window(sentences[:at], window.before), Window(sentences[at:], before)


_Opens = Callable[[Sentence, Sentence], bool]
"""Function that returns True if a sentence, given the sentence before it, begins a new group."""

_LEVELS: tuple[_Opens, ...] = (
    lambda _, sentence: sentence.heading and not sentence.path,
    lambda _, sentence: sentence.heading,
    lambda before, sentence: before.paragraph != sentence.paragraph,
    lambda _before, _sentence: True,
)
"""Functions that find where sections, points, paragraphs and sentences begin, in this order."""


def _length(sentences: Iterable[Sentence]) -> int:
    return sum(sentence.end - sentence.start for sentence in sentences)


def _groups(sentences: Sequence[Sentence], opens: _Opens) -> list[list[Sentence]]:
    groups = [[sentence] for sentence in sentences[:1]]
    for before, sentence in pairwise(sentences):
        if opens(before, sentence):
            groups.append([])
        groups[-1].append(sentence)
    return groups


def _packed(sentences: Sequence[Sentence], size: int, levels: Sequence[_Opens]) -> list[list[Sentence]]:
    """Return lists of neighbouring groups that fit into `size`; a group that is too long is cut at the next level."""
    packed: list[list[Sentence]] = []
    room = 0
    for group in _groups(sentences, levels[0]):
        length = _length(group)
        if length > size and len(levels) > 1:
            packed += _packed(group, size, levels[1:])
            room = 0
        elif packed and length <= room:
            packed[-1] += group
            room -= length
        else:
            packed.append(group)
            room = size - length
    return packed
