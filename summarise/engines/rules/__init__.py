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
from summarise.record import Basis, Certainty, Provenance
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
        text = cue_text(fold(document.document.text))
        judged = judge(document, text)
        chosen = _Chooser(document, judged, text)
        return Selection(
            provenance=Provenance(engine="rules", version=VERSION),
            topic=document.metadata.proposal.topic,
            measures=tuple(chosen.measures()),
            commitments=tuple(chosen.commitments()),
            targets=tuple(chosen.targets),
        )


class _Chooser:
    def __init__(self, document: AnnotatedDocument, judged: Sequence[Judged], text: str) -> None:
        self.document = document
        self.judged = judged
        self.folded = [text[sentence.start : sentence.end] for sentence in document.sentences]
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
                items.append(SelectedMeasure((one.sentence.number,), self._summary(one)))
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
                    summary=self._summary(one),
                    responsible=owners_in_force(self.owners, self.folded, index, continues),
                    certainty=self._certainty(index),
                    deadline=deadline.number if deadline else None,
                )
            )
        return items

    def _summary(self, one: Judged) -> str:
        """The first clauses that fit a summary, in the text's own characters; "" where the sentence is one itself."""
        start = one.sentence.start + self._shift(one)
        text = one.text.rstrip("。；; ")
        if len(text) <= _SUMMARY_LENGTH:
            return ""
        cut = max((at for at, char in enumerate(text[: _SUMMARY_LENGTH + 1]) if char in "，:"), default=0)
        if cut < _SUMMARY_LENGTH // 4:
            return self.document.document.text[start : start + _SUMMARY_LENGTH - 1] + "…"
        return self.document.document.text[start : start + cut]

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

    def _certainty(self, index: int) -> Certainty:
        one = self.judged[index]
        at: int | None = None
        if one.sentence.number in self.first_target:
            at = self.first_target[one.sentence.number] - one.sentence.start - self._shift(one) - one.marks.turn
        return certainty_of(one.text[one.marks.turn :], at if at is None or at > 0 else None)

    def _shift(self, one: Judged) -> int:
        """Characters of the enumerator and decoration that the judged text leaves off in front."""
        return max(0, self.folded[one.sentence.number - 1].find(one.text[:8]))

    def _choose_targets(self, one: Judged) -> None:
        folded = self.folded[one.sentence.number - 1]
        turn = one.sentence.start + self._shift(one) + one.marks.turn if one.marks.turn else 0
        for quantity in self.quantities.get(one.sentence.number, ()):
            if quantity.start < turn or not is_target(self.document, one.sentence, folded, quantity):
                continue
            deadline = self._deadline(one, quantity)
            self.first_target.setdefault(one.sentence.number, quantity.start)
            self.targets.append(
                SelectedTarget(
                    quantity=quantity.number,
                    indicator=indicator_of(self.document, one.sentence, folded, quantity),
                    basis=self._basis(folded, one, quantity),
                    deadline=deadline.number if deadline else None,
                )
            )

    def _basis(self, folded: str, one: Judged, quantity: Quantity) -> Basis:
        """The basis of a quantity; one that only continues a list (分别达到900家、2000家) has its predecessor's."""
        for target in reversed(self.targets):
            before = self.document.quantity(target.quantity)
            if before.sentence != one.sentence.number:
                break
            if _CONTINUES.fullmatch(folded[before.end - one.sentence.start : quantity.start - one.sentence.start]):
                return target.basis
        return basis_of(folded, quantity.start - one.sentence.start, quantity.end - one.sentence.start, quantity.unit)

    def _deadline(self, one: Judged, quantity: Quantity) -> DateExpression | None:
        """The date before a quantity, behind it in its clause, above it in its list or heading, or at its sentence's end."""
        own = self.deadlines.own(one.sentence)
        if not own:
            return self.deadlines.inherited(one.sentence)
        text = self.folded[one.sentence.number - 1]
        before = [found for found in own if found.start < quantity.start]
        if distributed := self._distributed(one, quantity, before, text):
            return distributed
        stops = (at for at in range(quantity.end - one.sentence.start, len(text)) if text[at] in "，；。、")
        clause_end = one.sentence.start + next(stops, len(text))
        behind = [found for found in own if quantity.end <= found.start < clause_end]
        if before and not (behind and self._is_spent(one, before[-1], quantity)):
            return before[-1]
        if behind:
            return behind[0]
        if inherited := self.deadlines.inherited(one.sentence):
            return inherited
        ends = [found for found in own if found.start > quantity.start]
        return next(
            (found for found in reversed(ends) if _COMPLETES.match(text[found.end - one.sentence.start :])), None
        )

    def _is_spent(self, one: Judged, found: DateExpression, quantity: Quantity) -> bool:
        """Whether another number already stands between a date and this one."""
        return any(found.end <= other.start < quantity.start for other in self.quantities[one.sentence.number])

    def _distributed(
        self, one: Judged, quantity: Quantity, dates: Sequence[DateExpression], text: str
    ) -> DateExpression | None:
        """2025、2030年分别达到3450、4340万千瓦: the n-th number behind 分别 belongs to the n-th year."""
        at = text.rfind("分别", 0, quantity.start - one.sentence.start)
        if at < 0 or len(dates) < 2:  # noqa: PLR2004 - nothing to distribute
            return None
        behind = [q for q in self.quantities[one.sentence.number] if q.start - one.sentence.start > at]
        place = behind.index(quantity) if quantity in behind else len(dates)
        return dates[place] if len(behind) == len(dates) and place < len(dates) else None


_CONTINUES = re.compile(r"[、和及/]|以及")
_COMPLETES = re.compile(
    r"^[^，。；]{0,8}(?:完成|投产|投用|建成|开通|竣工|完工|实现|到位|投入使用|交付|通车|投入运营|投运|启用|开放|全部)"
)
