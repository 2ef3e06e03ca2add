"""Which keys a reviewer presses to make a record say what a gold file says, as far as picking reaches."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from summarise.evaluation import Gold
from summarise.evaluation.gold.gold_file import GoldCommitment, GoldDeadline, GoldSentence, GoldTarget
from summarise.evaluation.gold.similarity import normalised
from summarise.evaluation.scores.sentences import Coverage

_FIRMNESS = {"firm": "1", "effort": "2", "explore": "3"}
_LETTERS = (("m", "measure"), ("c", "commitment"))
_BASES = ["level", "increment", "growth", "reduction"]


@dataclass
class Planner:
    """One reply: what the page was told, what the gold says, and what picking does not reach."""

    reply: Any
    gold: Gold
    unreached: list[str] = field(default_factory=list)
    worded: list[str] = field(default_factory=list)
    """Bodies and indicators whose words the page does not offer; the rest of their sentence is reached."""

    def keys(self) -> Iterator[str]:
        """The keys, from the first sentence of the reply to the last."""
        text = self.gold.document.text
        spans: dict[str, list[tuple[int, int]]] = {"measure": [], "commitment": []}
        for unit in self.gold.labels.sentences:
            for label, found in spans.items():
                if label in unit.labels:
                    found.append((unit.start, unit.end))
        held = {label: Coverage(text, found) for label, found in spans.items()}
        offered = {(one["start"], one["end"]) for one in self.reply["fixed"]["quantities"]}
        numbers = [one for one in self.gold.labels.numeric_targets if (one.start, one.end) not in offered]
        self.unreached += [f"{one.start}: no number {one.quote}" for one in numbers]
        for sentence in self.reply["fixed"]["sentences"]:
            bare = GoldSentence(start=sentence["start"], end=sentence["end"], labels=("background",))
            wanted = "".join(letter for letter, label in _LETTERS if held[label].holds(bare))
            for unit in self.gold.labels.sentences:  # the gold may cut the text otherwise
                said = "".join(letter for letter, label in _LETTERS if label in unit.labels)
                if unit.start < sentence["end"] and sentence["start"] < unit.end and said != wanted:
                    self.unreached.append(f"{unit.start}: {said} in a sentence that is {wanted}")
            if sentence["ours"]:
                yield from self._sentence(sentence, wanted)
            elif wanted:
                self.unreached.append(f"{sentence['start']}: {wanted} on the page")
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
            deadline = self._offered(sentence, unit.deadline, known["deadline"], unit.start)[1]
        yield from self._numbers(sentence, deadline, fresh="c" not in had)

    def _promise(self, sentence: Any, unit: GoldCommitment, known: Any) -> Iterator[str]:
        if unit.certainty != known["certainty"]:
            yield _FIRMNESS[unit.certainty]
        listed = list(dict.fromkeys([*known["responsible"], *sentence["bodies"]]))
        wrong = [body for body in listed if (body in unit.responsible) != (body in known["responsible"])]
        self.worded += [f"{unit.start}: {body}" for body in unit.responsible if body not in listed]
        for body in wrong:  # the list is drawn anew each time it opens
            now = list(dict.fromkeys([*known["responsible"], *sentence["bodies"]]))
            yield from ("R", chr(ord("A") + now.index(body)), "Escape")
            known = {
                **known,
                "responsible": [one for one in known["responsible"] if one != body]
                if body in known["responsible"]
                else [*known["responsible"], body],
            }
        key, _ = self._offered(sentence, unit.deadline, known["deadline"], unit.start)
        if key:
            yield from ("D", key)

    def _offered(self, sentence: Any, stated: GoldDeadline, now: Any, at: int) -> tuple[str, Any]:
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
        self.unreached.append(f"{at}: {words} {by} {text[sentence['start'] : sentence['end']][:20]}")
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
        yield from "V" * ((_BASES.index(wanted.basis) - _BASES.index(had["basis"])) % 4)
        words = [normalised(one) for one in quantity["indicators"]]
        if normalised(had["indicator"]) != normalised(wanted.indicator):
            if normalised(wanted.indicator) in words:
                yield from ("I", str(words.index(normalised(wanted.indicator)) + 1))
            else:
                self.worded.append(f"{wanted.start}: indicator {wanted.indicator}")
        key, _ = self._offered(sentence, wanted.deadline, had["deadline"], wanted.start)
        if key:
            yield from ("D", key)
