"""From labelled sentences to the items of a selection."""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarise.annotated import AnnotatedDocument, Quantity
from summarise.engines.rules.basis import basis_of
from summarise.engines.rules.certainty import certainty_of
from summarise.engines.rules.clauses import InClause
from summarise.engines.rules.deadlines import Deadlines
from summarise.engines.rules.indicator import Indicators
from summarise.engines.rules.labels import Judged
from summarise.engines.rules.owners import Owners, owners_in_force
from summarise.engines.rules.targets import is_target
from summarise.record import Basis, Certainty
from summarise.selection import SelectedCommitment, SelectedMeasure, SelectedTarget

__all__ = ["Choice"]

_SUMMARY_LENGTH = 40
_CONTINUES_LIST = re.compile(r"[、和及/]|以及")


class Choice:
    """The items that the labels of one document give; one item a sentence."""

    def __init__(self, document: AnnotatedDocument, judged: Sequence[Judged], cue_text: str) -> None:
        self._document = document
        self._judged = judged
        self._cue_text = cue_text
        self._quantities: dict[int, list[Quantity]] = {}
        for quantity in document.quantities:
            self._quantities.setdefault(quantity.sentence, []).append(quantity)
        self._deadlines = Deadlines(document, cue_text)
        self._indicators = Indicators(document, cue_text)
        self.targets = tuple(self._choose_targets())
        self._first_target: dict[int, int] = {}
        for target in reversed(self.targets):
            quantity = document.quantity(target.quantity)
            self._first_target[quantity.sentence] = quantity.start
        self.measures = tuple(
            SelectedMeasure((one.sentence.number,), self._summary(one), self._achieved(one))
            for one in judged
            if one.label in ("measure", "both")
        )
        self.commitments = tuple(self._choose_commitments())

    # -- commitments ------------------------------------------------------------------------------------------------

    def _choose_commitments(self) -> Sequence[SelectedCommitment]:
        owners = Owners(self._document)
        texts = [self._cue_text[one.sentence.start : one.sentence.end] for one in self._judged]
        turns = [
            one.wording.place(one.marks.turn) - one.sentence.start if one.marks.turn else 0 for one in self._judged
        ]
        continues = [self._continues(index) for index in range(len(self._judged))]
        items: list[SelectedCommitment] = []
        for index, one in enumerate(self._judged):
            if one.label not in ("commitment", "both"):
                continue
            deadline = self._deadlines.of(one.sentence)
            items.append(
                SelectedCommitment(
                    sentences=(one.sentence.number,),
                    summary=self._summary(one),
                    responsible=self._as_written(owners_in_force(owners, texts, turns, index, continues), index),
                    certainty=self._certainty(one),
                    deadline=deadline.number if deadline else None,
                )
            )
        return items

    def _continues(self, index: int) -> bool:
        """Whether a sentence goes on with the one before in the same paragraph and point."""
        if index == 0:
            return False
        one, before = self._judged[index], self._judged[index - 1]
        return (
            one.sentence.paragraph == before.sentence.paragraph
            and not one.sentence.marker
            and before.label in ("commitment", "both", "measure")
            and not one.text.startswith(("同时", "此外", "另外"))
        )

    def _as_written(self, names: Sequence[str], index: int) -> tuple[str, ...]:
        """Names as the text writes them, in the sentence or in the one before: the cues are in one width and script."""
        start = self._judged[max(0, index - 1)].sentence.start
        end = self._judged[index].sentence.end
        places = ((self._cue_text.rfind(name, start, end), len(name)) for name in names)
        return tuple(self._document.document.text[at : at + length] for at, length in places if at >= 0)

    def _certainty(self, one: Judged) -> Certainty:
        at: int | None = None
        if (first := self._first_target.get(one.sentence.number)) is not None:
            at = one.wording.offset(first) - one.marks.turn
        return certainty_of(one.text[one.marks.turn :], at if at is None or at > 0 else None)

    # -- targets ----------------------------------------------------------------------------------------------------

    def _choose_targets(self) -> Sequence[SelectedTarget]:
        promised = {
            one.sentence.number: one
            for one in self._judged
            if one.label in ("commitment", "both") or (one.label == "heading" and one.scope == "future")
        }
        chosen: list[SelectedTarget] = []
        for quantity in self._document.quantities:
            one = promised.get(quantity.sentence)
            if one is None or quantity.start < one.wording.place(one.marks.turn):
                continue
            found = InClause.of(self._cue_text, one.sentence, quantity)
            if is_target(found) and not self._deadlines.is_of_a_finished_period(one.sentence, quantity):
                deadline = self._deadlines.of_number(one.sentence, quantity)
                chosen.append(
                    SelectedTarget(
                        quantity=quantity.number,
                        indicator=self._indicators.of(one.sentence, found),
                        basis=self._basis(found, chosen),
                        deadline=deadline.number if deadline else None,
                    )
                )
        return chosen

    def _basis(self, found: InClause, chosen: Sequence[SelectedTarget]) -> Basis:
        """The basis of a quantity; one that only continues a list (分别达到900家、2000家) has its predecessor's."""
        if chosen and self._continues_list(self._document.quantity(chosen[-1].quantity), found.quantity):
            return chosen[-1].basis
        return basis_of(found)

    def _continues_list(self, before: Quantity, quantity: Quantity) -> bool:
        return bool(_CONTINUES_LIST.fullmatch(self._cue_text[before.end : quantity.start]))

    # -- wording ----------------------------------------------------------------------------------------------------

    def _achieved(self, one: Judged) -> tuple[int, ...]:
        """The quantities before a sentence turns from reporting to promising."""
        turn = one.wording.place(one.marks.turn) if one.marks.turn else 0
        here = self._quantities.get(one.sentence.number, ())
        return tuple(quantity.number for quantity in here if quantity.start < turn)

    def _summary(self, one: Judged) -> str:
        """The first clauses that fit a summary, in the text's own characters; "" where the sentence is one itself."""
        text = one.text.rstrip("。；; ")
        if len(text) <= _SUMMARY_LENGTH:
            return ""
        cut = max((at for at, char in enumerate(text[: _SUMMARY_LENGTH + 1]) if char in "，:"), default=0)
        shortened = cut < _SUMMARY_LENGTH // 4
        if shortened:
            cut = len(text[: _SUMMARY_LENGTH - 1].rstrip("0123456789.,%"))
        words = self._document.document.text[one.wording.place(0) : one.wording.place(cut)].replace("*", "")
        return words + "…" if shortened else words
