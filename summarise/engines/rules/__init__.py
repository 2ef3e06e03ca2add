"""The built-in engine: sections, cue words and annotations, no network, milliseconds a reply."""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarise.annotate.folding import fold
from summarise.annotated import AnnotatedDocument, DateExpression, Quantity
from summarise.engines.rules.attributes import Deadlines, Owners, certainty_of, owners_in_force
from summarise.engines.rules.cues import cue_text
from summarise.engines.rules.targets import basis_of, indicator_of, is_target
from summarise.engines.rules.tense import Judged, judge
from summarise.record import Provenance
from summarise.selection import SelectedCommitment, SelectedMeasure, SelectedTarget, Selection
from summarise.version import VERSION

__all__ = ["RulesEngine"]

_SUMMARY_LENGTH = 40


class RulesEngine:
    """Selects by the genre's rules; the same document always gives the same selection."""

    @property
    def fingerprint(self) -> str:
        """The rules change with the program's version only."""
        return f"rules/{VERSION}"

    def select(self, document: AnnotatedDocument) -> Selection:
        """Choose measures, commitments and targets; never fails."""
        judged = judge(document)
        chosen = _Chooser(document, judged)
        return Selection(
            provenance=Provenance(engine="rules", version=VERSION),
            topic=document.metadata.proposal.topic,
            measures=tuple(chosen.measures()),
            commitments=tuple(chosen.commitments()),
            targets=tuple(chosen.targets),
        )


class _Chooser:
    def __init__(self, document: AnnotatedDocument, judged: Sequence[Judged]) -> None:
        self.document = document
        self.judged = judged
        self.folded = [cue_text(fold(document.quote(sentence))) for sentence in document.sentences]
        self.deadlines = Deadlines(document)
        self.owners = Owners(document)
        self.quantities: dict[int, list[Quantity]] = {}
        for quantity in document.quantities:
            self.quantities.setdefault(quantity.sentence, []).append(quantity)
        self.targets: list[SelectedTarget] = []
        self.first_target: dict[int, int] = {}
        for one in judged:
            if one.label in ("commitment", "both") or (one.label == "heading" and one.scope != "done"):
                self._choose_targets(one)

    def measures(self) -> list[SelectedMeasure]:
        """One item a sentence; a sentence that only details the one before joins it."""
        items: list[SelectedMeasure] = []
        for one in self.judged:
            if one.label in ("measure", "both"):
                items.append(SelectedMeasure((one.sentence.number,), _summary(one.text)))
        return items

    def commitments(self) -> list[SelectedCommitment]:
        """One item a sentence, with its bodies, deadline and certainty."""
        continues = [self._continues(index) for index in range(len(self.judged))]
        items: list[SelectedCommitment] = []
        for index, one in enumerate(self.judged):
            if one.label not in ("commitment", "both"):
                continue
            deadline = self.deadlines.of(one.sentence)
            items.append(
                SelectedCommitment(
                    sentences=(one.sentence.number,),
                    summary=_summary(one.text),
                    responsible=owners_in_force(self.owners, self.folded, index, continues),
                    certainty=certainty_of(self._without_marker(index), self._target_at(index)),
                    deadline=deadline.number if deadline else None,
                )
            )
        return items

    def _continues(self, index: int) -> bool:
        """Whether a sentence goes on with the one before: the same paragraph and point, both promised."""
        if index == 0:
            return False
        one, before = self.judged[index], self.judged[index - 1]
        return (
            one.sentence.paragraph == before.sentence.paragraph
            and not one.sentence.marker
            and before.label in ("commitment", "both", "measure")
            and not re.match(r"同时|此外|另外", one.text)
        )

    def _without_marker(self, index: int) -> str:
        return self.judged[index].text

    def _target_at(self, index: int) -> int | None:
        number = self.judged[index].sentence.number
        if number not in self.first_target:
            return None
        shift = len(self.folded[index]) - len(self.judged[index].text)
        return max(0, self.first_target[number] - self.judged[index].sentence.start - shift)

    def _choose_targets(self, one: Judged) -> None:
        folded = self.folded[one.sentence.number - 1]
        for quantity in self.quantities.get(one.sentence.number, ()):
            if not is_target(self.document, one.sentence, folded, quantity):
                continue
            at, end = quantity.start - one.sentence.start, quantity.end - one.sentence.start
            deadline = self._deadline(one, quantity)
            if deadline is None and self._is_past(one, quantity):
                continue
            self.first_target.setdefault(one.sentence.number, quantity.start)
            self.targets.append(
                SelectedTarget(
                    quantity=quantity.number,
                    indicator=indicator_of(self.document, one.sentence, folded, quantity),
                    basis=basis_of(folded, at, end, quantity.unit),
                    deadline=deadline.number if deadline else None,
                )
            )

    def _is_past(self, one: Judged, quantity: Quantity) -> bool:
        """Whether the last date before a quantity, in its part of the sentence, lies behind the reply."""
        reference = self.document.metadata.reference
        before = [
            found
            for found in self.document.dates
            if found.sentence == one.sentence.number and found.start < quantity.start
        ]
        return bool(before and reference and before[-1].by and before[-1].by < reference and one.label == "both")

    def _deadline(self, one: Judged, quantity: Quantity) -> DateExpression | None:
        """The date nearest before a quantity, or in distribution with it, else the sentence's, its list's, its heading's."""
        own = self.deadlines.own(one.sentence)
        if not own:
            return self.deadlines.inherited(one.sentence)
        before = [found for found in own if found.start < quantity.start]
        text = self.folded[one.sentence.number - 1]
        if before and "分别" in text:
            return self._distributed(one, quantity, before)
        if before:
            return before[-1]
        clause_end = next(
            (at for at in range(quantity.end - one.sentence.start, len(text)) if text[at] in "，,；;。"), len(text)
        )
        near = [found for found in own if found.start - one.sentence.start < clause_end]
        return near[0] if near else None

    def _distributed(self, one: Judged, quantity: Quantity, dates: Sequence[DateExpression]) -> DateExpression:
        """2025、2030年分别达到3450、4340万千瓦: the n-th number belongs to the n-th year."""
        after = [q for q in self.quantities[one.sentence.number] if q.start > dates[-1].start]
        place = after.index(quantity) if quantity in after else 0
        return dates[place] if len(after) == len(dates) and place < len(dates) else dates[-1]


def _summary(text: str) -> str:
    """The first clauses of a folded sentence that fit a summary; "" where the sentence is one itself."""
    text = text.strip("。；; ")
    if len(text) <= _SUMMARY_LENGTH:
        return ""
    cut = max((at for at, char in enumerate(text[: _SUMMARY_LENGTH + 1]) if char in "，,;："), default=0)
    return text[:cut] if cut >= _SUMMARY_LENGTH // 4 else text[: _SUMMARY_LENGTH - 1] + "…"
