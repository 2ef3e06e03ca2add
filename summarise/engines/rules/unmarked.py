"""Label sentences without a mark of tense, by their scope, their neighbours and their words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple

from summarise.engines.rules.acts import begins_with_an_act, states_an_act
from summarise.engines.rules.background import Setting, Why, few_concrete, is_concrete
from summarise.engines.rules.bodies import US
from summarise.engines.rules.lexicon import matcher
from summarise.lazy_pattern import lazy_pattern

__all__ = ["BY_SCOPE", "Unmarked", "label_unmarked"]

Unmarked = Literal["measure", "commitment", "background"]
"""Labels that a sentence without a mark of tense can get."""
BY_SCOPE = frozenset(["act in scope", "scope", "figure in scope", "task in a plan"])
"""Names of the rules that decide by the scope; their reasons also name the sentence that opened the scope."""

_OBLIGATION, _ASSIGNED, _OWN = matcher("obligation"), matcher("assigned"), matcher("own")
_ONWARD, _EFFECT = matcher("onward"), matcher("effect")
_US = lazy_pattern(US)


_UPON = ("对", "针对")
"""Words at the beginning of a sentence that name the object of an act."""


class _Read(NamedTuple):
    text: str
    setting: Setting
    act: bool
    """True if the sentence states an act or a result."""


_Decision = tuple[Unmarked, Why]


def label_unmarked(text: str, setting: Setting) -> _Decision:
    """Return the label of a sentence without a mark of tense, and the rule that decided.

    `text` is its normalised text without enumerator (`Wording.text`), `setting` its position in the letter.
    """
    read = _Read(text, setting, states_an_act(text))
    for rule in _RULES:
        if decision := rule(read):
            return decision
    if read.act:
        return "measure", Why("act in scope")
    return ("measure", Why("figure in scope")) if setting.figures else ("background", Why("no act"))


def _in_plan(read: _Read) -> _Decision | None:
    """Return ("commitment", reason) for a sentence in a scope of plans; None outside such a scope.

    If only the letter as a whole implies the scope, a sentence without an act is background.
    """
    setting = read.setting
    if setting.scope != "future":
        return None
    if setting.task and not setting.implicit:
        return "commitment", Why("task in a plan")
    if setting.implicit and not (setting.follows_promise or read.act or setting.figures):
        return "background", Why("no act in plan")
    return "commitment", Why("act in scope" if read.act else "scope")


def _effect(read: _Read) -> _Decision | None:
    """Return ("commitment", reason) for a sentence that states the effect of the promise before it; else None."""
    found = _EFFECT.search(read.text) if read.setting.follows_promise else None
    return ("commitment", Why("effect of a promise", found)) if found else None


def _onward(read: _Read) -> _Decision | None:
    """Return ("commitment", reason) for work that continues step by step and is not said to be done; else None."""
    found = _ONWARD.search(read.text) if read.setting.implicit and not read.setting.figures else None
    return ("commitment", Why("step by step", found)) if found else None


def _part(read: _Read) -> _Decision | None:
    """Return ("commitment", reason) for figures of parts of the promise before (其中…); else None."""
    is_part = read.setting.follows_promise and read.setting.figures and read.text.startswith("其中")
    return ("commitment", Why("part of a promise")) if is_part else None


def _assigned(read: _Read) -> _Decision | None:
    found = _ASSIGNED.search(read.text)
    return ("commitment", Why("assigned", found)) if found and not _US.search(read.text) else None


def _obligation(read: _Read) -> _Decision | None:
    """Return ("background", reason) for what should be done, but not by the replying side; else None."""
    found = _OBLIGATION.search(read.text)
    if found is None or _OWN.search(read.text) or begins_with_an_act(read.text):
        return None
    return "background", Why("obligation", found)


def _adrift(read: _Read) -> _Decision | None:
    """Return ("background", reason) for a sentence amid context without figure and concrete act; else None."""
    if not read.setting.adrift or read.setting.figures or not few_concrete(read.text):
        return None
    if read.act and (read.text.startswith(_UPON) or (_OWN.search(read.text) and is_concrete(read.text))):
        return None
    return "background", Why("act amid context" if read.act else "no act")


_RULES: tuple[Callable[[_Read], _Decision | None], ...] = (
    _in_plan,
    _effect,
    _part,
    _onward,
    _assigned,
    _obligation,
    _adrift,
)
