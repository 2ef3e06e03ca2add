"""Keep track of scopes: sections, points and parts of paragraphs that decide the tense of sentences without a mark."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal

from summarise.annotated import Sentence
from summarise.engines.rules.lexicon import matcher
from summarise.engines.rules.will import promised_by_will
from summarise.lazy_pattern import lazy_pattern

__all__ = ["FIRST_POINT", "FUTURE_HEADING", "FUTURE_SCOPE", "Scope", "Scopes", "takes_a_suggestion"]

Scope = Literal["done", "future", "problem"]
"""What a stretch of text speaks of: work done, work to come, or shortcomings."""

FUTURE_SCOPE = matcher("future_scope")
FUTURE_HEADING, _DONE_HEADING = matcher("future_heading"), matcher("done_heading")
_PROBLEM_HEADING, _NEUTRAL = matcher("problem_heading"), matcher("neutral_heading")
_LISTS = lazy_pattern(r":(?:一是|首先|1[、.]|\(一\)|第一)")
FIRST_POINT = lazy_pattern(r"[(（第其]?[一1①](?![一二三四五六七八九十\d])|首先")
_SIBLINGS = 2
"""Number of earlier points that must all promise, so that a point without a mark of tense promises, too."""
_SUGGESTION_LEVEL = 2
"""Maximum level of a section about one suggestion of the proposal, numbered 一、 or （一）."""


@dataclass(frozen=True, slots=True)
class _Open:
    openers: tuple[int, ...]
    scope: Scope
    paragraph: int
    by: int
    """The number of the sentence that opened the scope."""
    says_done: bool = False
    """True if the heading itself says that work is done; a heading about one suggestion does not say this."""
    headed: bool = False
    """True if a heading opened the scope."""


@dataclass(frozen=True, slots=True)
class _Carried:
    """A promise that still applies to the end of its paragraph, or to the list that it announced."""

    openers: tuple[int, ...]
    paragraph: int
    lists: bool
    by: int


class Scopes:
    """The scopes that apply while a letter is read from top to bottom; call the methods in the order of the sentences.

    Args:
        plans: the sections that are plans, a result of `planned_sections`.
        points: the sentence numbers of points of lists that are plans, a result of `planned_points`.

    """

    def __init__(self, plans: Mapping[int, int], points: Collection[int] = ()) -> None:
        self._plans = plans
        self._planned_points = points
        self._open: list[_Open] = []
        self._carried: _Carried | None = None
        self._points: dict[tuple[tuple[int, ...], int], list[bool]] = {}
        """For each list in progress, by (openers, level): for each of its points, True if it promises."""
        self.opener = 0
        """Number of the sentence that opened the scope that was returned last; 0 if there is none."""
        self._paragraph = -1
        self._begins_paragraph = False

    def heading(self, sentence: Sentence, text: str) -> Scope:
        """Process the heading `sentence`, with the normalised `text`; return the scope of the text below it."""
        above = self._sibling_of_plans(sentence)
        scope = self._in_force(sentence)
        opened = _heading_scope(text, sentence)
        if above and opened is None and scope == "done":
            openers = (*sentence.under, sentence.number)
            self._open.append(_Open(openers, "future", sentence.paragraph, above.by, headed=True))
            self.opener = above.by
            return "future"
        if opened:
            says_done = opened == "done" and _DONE_HEADING.search(text) is not None
            openers = (*sentence.under, sentence.number)
            self._open.append(_Open(openers, opened, sentence.paragraph, sentence.number, says_done, headed=True))
            self.opener = sentence.number
        return opened or scope

    def _sibling_of_plans(self, sentence: Sentence) -> _Open | None:
        """Return the section of plans that ends at the heading `sentence` of equal rank; None if there is none.

        A heading that says nothing of time goes on with it: 三、经费保障 behind 二、下一步打算.
        """
        ending = (one for one in self._open if one.headed and one.openers[:-1] == sentence.under)
        return next((one for one in ending if one.scope == "future"), None)

    def sentence(self, sentence: Sentence, *, opens_future: bool) -> Scope:
        """Return the scope of a sentence; `opens_future` says that the sentence opens a scope of plans (下一步，…)."""
        self._begins_paragraph = sentence.paragraph != self._paragraph
        self._paragraph = sentence.paragraph
        scope = self._in_force(sentence)
        if opens_future:
            depth = len(sentence.under)
            self._open = [
                entry for entry in self._open if len(entry.openers) < depth or entry.openers != sentence.under
            ]
            return self._enter(sentence, "future")
        if scope == "done" and self._goes_on_promising(sentence):
            return "future"
        return scope

    def opened(self, sentence: Sentence) -> None:
        """Record that a sentence announces plans, so that the list after it is in a scope of plans."""
        self._enter(sentence, "future")

    def _enter(self, sentence: Sentence, scope: Scope) -> Scope:
        self._open.append(_Open(sentence.under, scope, sentence.paragraph, sentence.number))
        self.opener = sentence.number
        return scope

    def point(self, sentence: Sentence, *, promises: bool) -> None:
        """Record whether `sentence`, a point of a list, promises.

        If all points so far do, a later point without a mark of tense promises, too.
        """
        if sentence.marker:
            if FIRST_POINT.match(sentence.marker):
                self._points[sentence.under, sentence.level] = []
            self._points.setdefault((sentence.under, sentence.level), []).append(promises)

    def _goes_on_promising(self, sentence: Sentence) -> bool:
        """Return True if all earlier points of the list promise, and no heading says that the work is done."""
        if not sentence.marker or (self._open and self._open[-1].says_done):
            return False
        if sentence.number in self._planned_points:
            return True
        if FIRST_POINT.match(sentence.marker):
            return False
        before = self._points.get((sentence.under, sentence.level), [])
        return len(before) >= _SIBLINGS and all(before)

    def promised(self, sentence: Sentence, text: str, *, lists: bool = False, goes_on: bool = False) -> None:
        """Record a promise in a scope of work done, so that later unmarked sentences of the paragraph become plans.

        Unmarked sentences have no mark of tense. Under a heading of work done, this applies only if the sentences after
        the promise are known to continue it (`goes_on`), or if the promise introduces a list. Under a heading about one
        suggestion, it also applies if the promise begins its paragraph. A promise introduces one
        if `lists` is True or if its normalised `text` shows the first point of a list.
        """
        lists = lists or bool(_LISTS.search(text))
        answers = self._begins_paragraph and not (self._open and self._open[-1].says_done)
        explicit = bool(self._open) and self._open[-1].scope == "done" and not answers
        if lists or goes_on or not explicit:
            self._carried = _Carried(sentence.under, sentence.paragraph, lists, sentence.number)

    def told(self, text: str) -> None:
        """Record a report of work done, which ends the effect of a promise before it in the paragraph.

        The effect continues if that promise introduced a list, or if this report (`text` is normalised) introduces one.
        """
        if self._carried and not (self._carried.lists or text.endswith(":") or _LISTS.search(text)):
            self._carried = None

    def _in_force(self, sentence: Sentence) -> Scope:
        self._open = [entry for entry in self._open if sentence.under[: len(entry.openers)] == entry.openers]
        carried = self._carried
        if carried and carried.paragraph == sentence.paragraph and (carried.lists or carried.openers == sentence.under):
            self.opener = carried.by
            return "future"
        self._carried = None
        self.opener = self._open[-1].by if self._open else 0
        if self._open:
            return self._open[-1].scope
        since = self._plans.get(sentence.under[0] if sentence.under else 0)
        return "done" if since is None or sentence.number < since else "future"


def takes_a_suggestion(text: str) -> bool:
    """Return True if `text`, a normalised heading, names a suggestion of the proposal, which its section answers."""
    return _NEUTRAL.search(text) is not None


def _heading_scope(text: str, sentence: Sentence) -> Scope | None:
    if _PROBLEM_HEADING.search(text):
        return "problem"
    if FUTURE_HEADING.search(text) or (promised_by_will(text) and not takes_a_suggestion(text)):
        return "future"
    if _DONE_HEADING.search(text):
        return "done"
    return "done" if sentence.level <= _SUGGESTION_LEVEL and takes_a_suggestion(text) else None
