"""Recognise background sentences, which state neither a measure nor a commitment.

Examples are context, praise, opinions, quoted rules, announced lists and closing promises.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from summarise.engines.rules.bodies import US
from summarise.engines.rules.laid_down import is_laid_down
from summarise.engines.rules.lexicon import Found, matcher
from summarise.engines.rules.scopes import Scope
from summarise.engines.rules.tense_marks import Marks
from summarise.engines.rules.wishes import only_restates
from summarise.engines.rules.wording import quoteless
from summarise.lazy_pattern import lazy_pattern

__all__ = ["LEADS_ON", "Setting", "Why", "few_concrete", "is_concrete", "why_background"]

LEADS_ON = frozenset(["overview", "announcement"])
"""Names of the rules for background sentences that introduce work in the sentences after them."""

_EXCUSE, _DENIED, _TAKEN_ON = matcher("excuse"), matcher("denied"), matcher("taken_on")
_ANNOUNCEMENT, _CLOSING = matcher("announcement"), matcher("closing")
_HANDLING, _RESTATED, _TAKEN_UP = matcher("handling"), matcher("restated"), matcher("taken_up")
_OPINION, _INTENDS, _PRAISE, _OWN = (matcher(kind) for kind in ("opinion", "intends", "praise", "own"))
_LAW = matcher("law")
_NEED, _VAGUE, _OFFICE = matcher("need"), matcher("vague"), matcher("office")
_VISIT, _HIGHER, _DEMANDED = matcher("visit"), matcher("higher"), matcher("demanded")
_DIFFICULTY, _LACKING, _DESPITE = matcher("difficulty"), matcher("lacking"), matcher("despite")
_STANDING, _MANNER, _DESCRIPTION, _ADVICE = (matcher(kind) for kind in ("standing", "manner", "description", "advice"))
_OVERVIEW, _CONCRETE = matcher("overview"), matcher("concrete")
_STRONG, _DID = matcher("strong"), matcher("did")
_WE_DID = lazy_pattern(US + r"[^，。；]{0,12}(?:做了|开展了|完成了?|采取了?|组织了?|实施了|争取了?)")
"""Words with which the replying side says that it did something."""
_NOT_DONE = lazy_pattern(r"[不未无难需须应宜要]")
"""Words in front of a verb in its clause which say that the act was not done, or only should be done."""
_UNDID = lazy_pattern(r"[未不无没难]")
_WATCHWORDS = lazy_pattern(
    r"(?:[做抓]好|做到|突出|强化|坚持|把握|处理好)[一二两三四五六七八九十\d]+个[“\"][^”\"]{1,8}[”\"][:。]$"
)
"""A sentence that only names slogans, which the points after it explain: 做好三个“加强”。"""
_CAUSES = ("由于", "因", "受", "鉴于")
_ACTED_UPON = lazy_pattern("杜绝|防止|避免|消除|整治|治理|查处|打击|化解|破解|排查|将|把")
"""In a clause before the words of a difficulty: what is bad is what an act is done upon."""
_ANNOUNCING_CLAUSES = 2
_GENERIC_VERBS = 2


class Setting(NamedTuple):
    """The position of a sentence in its letter.

    `scope` is the scope of the sentence. The other fields are True in these cases. `figures`: it contains a quantity.
    `opens`: since the last heading, only background precedes it. `implicit`: no heading or sentence opened its scope.
    `adrift`: it is implicit, and the sentence before it is background or not part of the letter. `follows_promise`: the
    sentence before it is a commitment. `leads_list`: it promises, and the first point of a list follows. `task`: it
    states a task in a table of tasks.
    """

    scope: Scope
    figures: bool
    opens: bool
    implicit: bool = False
    adrift: bool = False
    follows_promise: bool = False
    leads_list: bool = False
    task: bool = False


class Why(NamedTuple):
    """The name of a rule that decided on a label, and the words that the rule found (None for a rule without words)."""

    rule: str
    found: Found | None = None


class _Read(NamedTuple):
    """A sentence, with tests that several rules share."""

    text: str
    marks: Marks
    setting: Setting

    def strong(self) -> bool:
        """Return True if the sentence has a verb that only acts have, and does not deny it."""
        return any(
            not _NOT_DONE.search(self.text, *_clause_before(self.text, found))
            for found in _STRONG.each(self.quoteless())
        )

    def did(self) -> bool:
        """Return True if the sentence names a problem or a finding, and then what was done about it."""
        found = _DID.search(self.quoteless())
        return found is not None and _UNDID.search(found.match.group()) is None

    def quoteless(self) -> str:
        """Return the text of the sentence without quotations."""
        return quoteless(self.text)


def why_background(text: str, marks: Marks, setting: Setting) -> Why | None:
    """Return the name and the words of the first rule by which a sentence is background; None if no rule applies.

    `text` is its normalised text without enumerator (`Wording.text`); `marks` are its marks of tense, `setting` is its
    position.
    """
    read = _Read(text, marks, setting)
    for rule in _RULES:
        if why := rule(read):
            return why
    return None


def _clause_before(text: str, found: Found) -> tuple[int, int]:
    """Return where the clause of the words `found` begins, and where the words begin."""
    at = found.match.start()
    return max(text.rfind(stop, 0, at) for stop in "，；。:") + 1, at


def _named(rule: str, found: Found | None) -> Why | None:
    return Why(rule, found) if found else None


def _courtesy(read: _Read) -> Why | None:
    return _named("courtesy", _EXCUSE.search(read.text))


def _denied(read: _Read) -> Why | None:
    """Return a `Why` if the sentence denies, drops or contradicts something, so that it promises nothing."""
    found = _DENIED.search(read.quoteless())
    return None if found is None or _TAKEN_ON.search(_DENIED.blanked(read.quoteless())) else Why("denied", found)


def _problem_section(read: _Read) -> Why | None:
    return Why("problem section") if read.setting.scope == "problem" and not read.marks.promises else None


def _closing(read: _Read) -> Why | None:
    return None if read.setting.figures else _named("closing promise", _CLOSING.search(read.text))


def _announcement(read: _Read) -> Why | None:
    if _WATCHWORDS.search(read.text) or (read.setting.leads_list and not read.setting.figures):
        return Why("announcement")
    if read.text.count("，") > _ANNOUNCING_CLAUSES or read.setting.figures:
        return None
    return _named("announcement", _ANNOUNCEMENT.search(read.text))


def _handling(read: _Read) -> Why | None:
    if not read.setting.figures and (office := _OFFICE.search(read.text)):
        return Why("handling", office)
    found = _HANDLING.search(read.text)
    if found is None or (read.marks.promises and _TAKEN_ON.search(read.text)) or read.strong() or read.did():
        return None
    return Why("handling", found)


def _visit(read: _Read) -> Why | None:
    """Return a `Why` if the sentence is about a visit or a study that led to no act; else None."""
    if read.marks.promises or read.setting.scope == "future" or read.setting.figures or not read.setting.opens:
        return None
    found = _VISIT.search(read.text)
    return None if found is None or read.strong() or read.did() else Why("visit or study", found)


def _higher(read: _Read) -> Why | None:
    """Return a `Why` if the sentence is about a policy of the state, not an act of the replying body; else None.

    What the state demands by a day, or lays down in a plan of its own, promises nothing.
    """
    promise = read.marks.promise
    quotes = promise is None or is_laid_down(promise)
    found = _DEMANDED.search(read.text) if quotes and not read.marks.report else None
    found = found or (None if read.marks.promises else _HIGHER.search(read.text))
    return None if found is None or _OWN.search(read.text) else Why("policy of the state", found)


def _restated(read: _Read) -> Why | None:
    found = _RESTATED.search(read.text)
    taken_up = _TAKEN_UP.search(read.quoteless()) and not only_restates(read.text)
    return None if found is None or taken_up else Why("proposal restated", found)


def _opinion(read: _Read) -> Why | None:
    found = _OPINION.search(read.text)
    return None if found is None or _INTENDS.search(read.quoteless()) else Why("opinion", found)


def _praise(read: _Read) -> Why | None:
    found = None if read.marks.promises else _PRAISE.search(read.text)
    return None if found is None or read.did() else Why("praise", found)


def _law(read: _Read) -> Why | None:
    found = None if read.marks.promise else _LAW.search(read.text)  # a date alone is no promise here
    return None if found is None or read.did() or _OWN.search(read.text) else Why("rule quoted", found)


def _difficulty(read: _Read) -> Why | None:
    if read.marks.promises:
        return _because(read)
    found = (_LACKING.search(read.text) if read.marks.timed else None) or _DIFFICULTY.search(read.text)
    if found is None or read.did() or _DESPITE.search(read.text) or _WE_DID.search(read.text):
        return None
    return None if _ACTED_UPON.search(read.text, *_clause_before(read.text, found)) else Why("difficulty", found)


def _because(read: _Read) -> Why | None:
    """Return a `Why` if the sentence names a difficulty last, and a promise only as its cause; else None.

    An example is 由于政策还将延续，资金有限.
    """
    last = read.text[:-1].rfind("，") + 1
    promise = read.marks.promise
    if not read.text.startswith(_CAUSES) or promise is None or promise.match.start() >= last:
        return None
    return _named("difficulty", _DIFFICULTY.search(read.text, last))


def _description(read: _Read) -> Why | None:
    """Return a `Why` if the sentence describes a place, or says that something is important; else None."""
    if read.marks.promises or (read.marks.reports and not read.marks.timed):
        return None
    rule, found = "description", _DESCRIPTION.search(read.text)
    if found is None and not (read.setting.figures or read.marks.reports):
        rule, found = "importance", _STANDING.search(read.text)
    if found is None or read.strong() or _MANNER.match(read.text):
        return None
    return Why(rule, found)


def _advice(read: _Read) -> Why | None:
    """Return a `Why` if the writer advises others, or says that an act would be useful; else None."""
    if read.marks.promises or read.marks.reports:
        return None
    return _named("advice", _ADVICE.search(read.text))


def _need(read: _Read) -> Why | None:
    """Return a `Why` if the sentence says what must be done first, or who alone can do it; else None."""
    if read.marks.promises or (read.marks.reports and not read.marks.timed) or read.setting.scope == "future":
        return None
    found = _NEED.search(read.quoteless())
    return None if found is None or read.did() else Why("obligation", found)


def _vague(read: _Read) -> Why | None:
    """Return a `Why` for praise or results without an act (发生了很大变化, 做了大量工作); else None."""
    if read.marks.promises or read.setting.figures or read.strong() or read.did() or not few_concrete(read.text):
        return None
    return _named("no act", _VAGUE.search(read.quoteless()))


def _overview(read: _Read) -> Why | None:
    """Return a `Why` if the sentence is a general opening without a concrete act; else None."""
    if read.setting.figures or not read.setting.opens:
        return None
    found = _OVERVIEW.search(read.text)
    return Why("overview", found) if found and few_concrete(read.text) and not _told(read) else None


def _told(read: _Read) -> bool:
    """Return True if the sentence reports a concrete act, and is not about handling the proposal or a difficulty."""
    done = read.marks.reports and not read.marks.timed and is_concrete(read.text)
    return done and not (_HANDLING.search(read.text) or _DIFFICULTY.search(read.text))


def is_concrete(text: str) -> bool:
    """Return True if a normalised text has, outside quotations, a word for a specific act, such as 建成 or 印发."""
    return _CONCRETE.search(quoteless(text)) is not None


def few_concrete(text: str) -> bool:
    """Return True if a normalised text has, outside quotations, at most one word for a specific act (建成, 印发)."""
    return len(list(_CONCRETE.each(quoteless(text)))) < _GENERIC_VERBS


_RULES: tuple[Callable[[_Read], Why | None], ...] = (
    _courtesy,
    _denied,
    _problem_section,
    _closing,
    _announcement,
    _handling,
    _visit,
    _higher,
    _restated,
    _opinion,
    _praise,
    _law,
    _difficulty,
    _description,
    _advice,
    _need,
    _vague,
    _overview,
)
