"""Which keys a reviewer presses to make a record say what a gold file says, as far as keys reach."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from summarise.annotate import annotate
from summarise.annotated import AnnotatedDocument
from summarise.attest import is_assembled_from
from summarise.evaluation import Gold
from summarise.evaluation.gold.gold_file import GoldCommitment, GoldDeadline, GoldSentence, GoldTarget
from summarise.evaluation.gold.similarity import normalised
from summarise.evaluation.scores.commitment_slots import agree
from summarise.evaluation.scores.sentences import Coverage
from summarise.stated_fields import STATED, StatedField

_FIRMNESS = {"firm": "1", "effort": "2", "explore": "3"}
_LETTERS = (("m", "measure"), ("c", "commitment"))
_BASES = ["level", "increment", "growth", "reduction"]
_WHOLE = "any"
TYPED = "type:"
"""Before words that are typed; all else is the name of a key."""
_DAY = re.compile(r"(\d{4})\s?[-年./]\s?(\d\d?)\s?[-月./]\s?(\d\d?)")
_DIGITS = 9


@dataclass(frozen=True)
class Unreached:
    """A value of the gold that no key reaches: its place, the field ("any" for all at that place), and why."""

    place: int
    field: str
    why: str


@dataclass
class Planner:
    """One reply: what the page was told, what the gold says, and what no key reaches."""

    reply: Any
    gold: Gold
    unreached: list[Unreached] = field(default_factory=list)

    @cached_property
    def annotated(self) -> AnnotatedDocument:
        """The text as the program reads it, which says what belongs to one point."""
        return annotate(self.gold.document)

    def _leave(self, place: int, name: str, why: str) -> None:
        self.unreached.append(Unreached(place, name, why))

    def keys(self) -> Iterator[str]:
        """The keys: those of the fields, then from the first sentence of the reply to the last."""
        yield from self._fields()
        yield from self._sentences()

    def _fields(self) -> Iterator[str]:
        for number, stated in enumerate(STATED.values()):
            wanted = getattr(getattr(self.gold.labels, stated.part), stated.name, None)
            now = self.reply["now"][stated.part][stated.name]
            wordings = wanted if stated.path == "proposal.topic" else [wanted]
            if stated.path == "reply.title" or any(_says_the_same(now, one) for one in wordings or [""]):
                continue  # gold has no title of the reply
            yield from ("E", _option(number))
            yield from self._value(stated, (wordings or [""])[0])

    def _value(self, stated: StatedField, wanted: Any) -> Iterator[str]:
        if not wanted:
            yield "0"
            return
        words = "、".join(wanted) if isinstance(wanted, tuple) else wanted
        offered = ["cppcc", "npc"] if stated.name == "kind" else self._offered_for(stated)
        if words in offered:
            yield _option(offered.index(words))
            return
        text = normalised(self.gold.document.text)
        parts = wanted if isinstance(wanted, tuple) else (wanted,)
        if stated.kind == "date":
            if wanted not in _days(self.gold.document.text):
                self._leave(0, stated.name, f"a day that is not written in figures: {wanted}")
        elif stated.name != "topic" and any(normalised(one) not in text for one in parts):
            self._leave(0, stated.name, f"not in the text: {words}")
        yield from ("Tab", f"{TYPED}{words}", "Enter")

    def _offered_for(self, stated: StatedField) -> list[str]:
        """What the page offers for a field: its value, then the lines of head and foot, or the days in them."""
        now = self.reply["now"][stated.part][stated.name]
        value = "、".join(now) if isinstance(now, list) else now
        offered = self.reply["fixed"]["offered"]["days" if stated.kind == "date" else "lines"]
        return list(dict.fromkeys(one for one in (value, *offered) if one))

    def _sentences(self) -> Iterator[str]:
        text = self.gold.document.text
        spans: dict[str, list[tuple[int, int]]] = {"measure": [], "commitment": []}
        for unit in self.gold.labels.sentences:
            for label, found in spans.items():
                if label in unit.labels:
                    found.append((unit.start, unit.end))
        held = {label: Coverage(text, found) for label, found in spans.items()}
        offered = {(one["start"], one["end"]) for one in self.reply["fixed"]["quantities"]}
        numbers = [one for one in self.gold.labels.numeric_targets if (one.start, one.end) not in offered]
        for one in numbers:
            self._leave(one.start, _WHOLE, f"no number {one.quote}")
        for sentence in self.reply["fixed"]["sentences"]:
            bare = GoldSentence(start=sentence["start"], end=sentence["end"], labels=("background",))
            wanted = "".join(letter for letter, label in _LETTERS if held[label].holds(bare))
            for unit in self.gold.labels.sentences:  # the gold may cut the text otherwise
                said = "".join(letter for letter, label in _LETTERS if label in unit.labels)
                if unit.start < sentence["end"] and sentence["start"] < unit.end and said != wanted:
                    self._leave(unit.start, _WHOLE, f"{said} in a sentence that is {wanted}")
            if sentence["ours"]:
                yield from self._sentence(sentence, wanted)
            elif wanted:
                self._leave(sentence["start"], _WHOLE, f"{wanted} on the page")
            yield "ArrowDown"

    def _sentence(self, sentence: Any, wanted: str) -> Iterator[str]:
        items = [one for one in self.reply["now"]["items"] if sentence["start"] in one["starts"]]
        had = "".join(kind for kind in "mc" if any(one["kind"] == kind for one in items))
        promise = next((one for one in items if one["kind"] == "c"), None)
        if promise and sentence["start"] != promise["starts"][0]:
            yield "-"
        for letter in "mc":
            if (letter in wanted) != (letter in had):
                yield letter.upper()
        if "c" not in wanted:
            if sentence["heading"]:  # a heading may state a target without being a commitment
                yield from self._numbers(sentence, None, fresh=False)
            return
        known = promise if "c" in had and promise else {"certainty": "firm", "responsible": [], "deadline": None}
        unit = next(
            (
                one
                for one in self.gold.labels.commitments
                if one.start < sentence["end"] and sentence["start"] < one.end
            ),
            None,
        )
        deadline = known["deadline"]
        if unit is not None:
            yield from self._promise(sentence, unit, known)
            deadline = self._offered(sentence, unit.deadline, known["deadline"], unit.start, "")[1]
        yield from self._numbers(sentence, deadline, fresh="c" not in had)

    def _promise(self, sentence: Any, unit: GoldCommitment, known: Any) -> Iterator[str]:
        if unit.certainty != known["certainty"]:
            yield _FIRMNESS[unit.certainty]
        listed = list(dict.fromkeys([*known["responsible"], *sentence["bodies"]]))
        wrong = [body for body in listed if (body in unit.responsible) != (body in known["responsible"])]
        for body in wrong:  # the list is drawn anew each time it opens
            now = list(dict.fromkeys([*known["responsible"], *sentence["bodies"]]))
            yield from ("R", chr(ord("A") + now.index(body)), "Escape")
            known = {
                **known,
                "responsible": [one for one in known["responsible"] if one != body]
                if body in known["responsible"]
                else [*known["responsible"], body],
            }
        quote = self.gold.document.text[sentence["start"] : sentence["end"]]
        for body in unit.responsible:
            if body not in listed and body not in quote:
                self._leave(unit.start, "responsible", f"not in the sentence: {body}")
            elif body not in listed:
                yield from ("R", "Tab", f"{TYPED}{body}", "Enter")
        key, _ = self._offered(sentence, unit.deadline, known["deadline"], unit.start, "commitment_deadline")
        if key:
            yield from ("D", key)

    def _offered(self, sentence: Any, stated: GoldDeadline, now: Any, at: int, name: str) -> tuple[str, Any]:
        """The key for a deadline, "" where none is needed or none reaches it, and what it is then."""
        words, by = stated.text, stated.by
        if not words:
            return ("0" if now else ""), None
        text = self.gold.document.text
        days = {(one["start"], one["end"]): one["by"] for one in self.reply["fixed"]["dates"]}
        if now and days[tuple(now)] == by:
            return "", now
        for number, span in enumerate(sentence["dates"][:9], 1):
            if days[tuple(span)] == by:
                return str(number), span
        if name:
            self._leave(at, name, f"{words} {by} {text[sentence['start'] : sentence['end']][:20]}")
        return "", now

    def _numbers(self, sentence: Any, deadline: Any, *, fresh: bool) -> Iterator[str]:
        inside = [
            one for one in self.reply["fixed"]["quantities"] if sentence["start"] <= one["start"] < sentence["end"]
        ]
        gold = {(one.start, one.end): one for one in self.gold.labels.numeric_targets}
        engine = {} if fresh else {one["start"]: one for one in self.reply["now"]["targets"]}
        for quantity in inside:
            yield "Tab"
            wanted, had = gold.get((quantity["start"], quantity["end"])), engine.get(quantity["start"])
            if wanted is None or wanted.optional:
                if had and wanted is None:
                    yield "T"
                continue
            if had is None:
                yield "T"
                had = {
                    "indicator": (quantity["indicators"] or [""])[0],
                    "basis": quantity["basis"],
                    "deadline": deadline,
                }
            yield from self._target(sentence, quantity, wanted, had)

    def _target(self, sentence: Any, quantity: Any, wanted: GoldTarget, had: Any) -> Iterator[str]:
        if wanted.basis != had["basis"]:
            yield from ("V", str(_BASES.index(wanted.basis) + 1))
        words = [normalised(one) for one in quantity["indicators"]]
        if normalised(had["indicator"]) != normalised(wanted.indicator):
            if normalised(wanted.indicator) in words:
                yield from ("I", str(words.index(normalised(wanted.indicator)) + 1))
            elif is_assembled_from(wanted.indicator, self._point(sentence)):
                yield from ("I", "Tab", f"{TYPED}{wanted.indicator}", "Enter")
            else:
                self._leave(wanted.start, "indicator", f"not in words of its point: {wanted.indicator}")
        key, _ = self._offered(sentence, wanted.deadline, had["deadline"], wanted.start, "target_deadline")
        if key:
            yield from ("D", key)

    def _point(self, sentence: Any) -> str:
        """The sentence, the headings above it and the other sentences of its point."""
        own = next(one for one in self.annotated.sentences if one.start == sentence["start"])
        return "\n".join([*map(self.annotated.quote, (own, *self.annotated.point_of(own))), *own.path])


def _says_the_same(now: Any, wanted: Any) -> bool:
    return agree(*(tuple(one) if isinstance(one, list | tuple) else (one,) for one in (now, wanted or "")))


def _option(number: int) -> str:
    """The key of an option: digits, then letters."""
    return str(number + 1) if number < _DIGITS else chr(ord("A") + number - _DIGITS)


def _days(text: str) -> list[str]:
    return [f"{year}-{month:>02}-{day:>02}" for year, month, day in _DAY.findall(text)]
