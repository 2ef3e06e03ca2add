"""Build the measures, commitments and targets of a selection from labelled sentences."""

from __future__ import annotations

from collections.abc import Sequence

from summarise.annotate.table_rows import rows_of
from summarise.annotated import AnnotatedDocument, DateExpression, Quantity
from summarise.engines.rules.basis import basis_of
from summarise.engines.rules.certainty import certainty_of
from summarise.engines.rules.clauses import InClause
from summarise.engines.rules.deadlines import Deadlines
from summarise.engines.rules.indicator import Indicators
from summarise.engines.rules.labels import AHEAD, Judged
from summarise.engines.rules.laid_down import work_until
from summarise.engines.rules.owners import Named, Owners, owners_in_force
from summarise.engines.rules.summaries import summary_of
from summarise.engines.rules.targets import is_standing, is_target
from summarise.engines.rules.tense_marks import studied_until, told_until
from summarise.lazy_pattern import lazy_pattern
from summarise.record import Basis, Certainty
from summarise.selection import SelectedCommitment, SelectedMeasure, SelectedTarget

__all__ = ["Choice"]

_GOES_ON = lazy_pattern("拟(?![定订])|[还并]?将(?![军近])|[还并]计划")
"""Words at the beginning of a promise whose subject is that of the reporting sentence before it."""
_SETS_OUT_ANEW = lazy_pattern("同时(?![还也])|此外|另外")
_PART_OF_IT = lazy_pattern(r"[，；(]其中(?![^，。；]*(?:新[建增]|[增改扩]|建[设成]))[^，。；]{0,16}")
_CONTINUES_LIST = lazy_pattern(r"[、和及/]|以及")


class Choice:
    """The `measures`, `commitments` and `targets` of one document, chosen according to the labels of its sentences.

    Each measure and each commitment has exactly one sentence. `cue_text` is the normalised text of the document.
    """

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
        self._aimed_at: dict[int, list[Quantity]] = {}
        for target in reversed(self.targets):
            quantity = document.quantity(target.quantity)
            self._first_target[quantity.sentence] = quantity.start
            self._aimed_at.setdefault(quantity.sentence, []).append(quantity)
        self.measures = tuple(
            SelectedMeasure((one.sentence.number,), self._summary_of_the_act(one), self._achieved(one))
            for one in judged
            if one.label in ("measure", "both")
        )
        self.commitments = tuple(self._choose_commitments())

    # -- commitments ------------------------------------------------------------------------------------------------

    def _choose_commitments(self) -> Sequence[SelectedCommitment]:
        owners = Owners(self._document)
        texts = [self._cue_text[one.sentence.start : one.sentence.end] for one in self._judged]
        told = [self._told(one) for one in self._judged]
        continues = [self._continues(index) for index in range(len(self._judged))]
        rows = list(rows_of(self._document.sentences, self._cue_text))
        items: list[SelectedCommitment] = []
        for index, one in enumerate(self._judged):
            if one.label not in ("commitment", "both"):
                continue
            deadline = self._deadlines.of(one.sentence)
            in_columns = owners.in_columns(rows[index].text, rows[index].heads)
            acting = (rows[index].first, in_columns)
            if not in_columns:
                acting = owners_in_force(owners, texts, told, index, continues)
            items.append(
                SelectedCommitment(
                    sentences=(one.sentence.number,),
                    summary=self._summary_of_the_promise(one, deadline),
                    responsible=self._as_written(*acting),
                    certainty=self._certainty(one),
                    deadline=deadline.number if deadline else None,
                )
            )
        return items

    def _told(self, one: Judged) -> int:
        """Return the offset in the sentence at which its report ends and its promise begins.

        Return 0 if it reports nothing.
        """
        if one.label not in ("commitment", "both"):
            return 0
        if one.marks.reports:
            told = 0 if one.marks.promise is not None and not one.marks.turn else told_until(one.text, one.marks.turn)
        else:
            told = studied_until(one.text)
        return one.wording.place(told) - one.sentence.start if told else 0

    def _continues(self, index: int) -> bool:
        """Return True if a sentence continues the sentence before it in the same paragraph and point."""
        if index == 0:
            return False
        one, before = self._judged[index], self._judged[index - 1]
        return (
            one.sentence.paragraph == before.sentence.paragraph
            and not one.sentence.marker
            and (before.label in ("commitment", "both") or _GOES_ON.match(one.text) is not None)
            and not _SETS_OUT_ANEW.match(one.text)
        )

    def _as_written(self, index: int, bodies: Sequence[Named]) -> tuple[str, ...]:
        """Return the names of bodies in the original characters, because the rules read normalised text."""
        text, start = self._document.document.text, self._judged[index].sentence.start
        places = ((start + body.start, len(body.name)) for body in bodies)
        return tuple(text[at : at + length] for at, length in places)

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
        turns = {number: one.wording.place(_work_until(one)) for number, one in promised.items()}
        for quantity in self._document.quantities:
            one = promised.get(quantity.sentence)
            if one is None or not _is_promised(one, quantity):
                continue
            found = InClause.of(self._cue_text, one.sentence, quantity)
            if is_target(found) and not self._deadlines.is_of_a_finished_period(one.sentence, quantity):
                deadline = self._deadlines.of_number(one.sentence, quantity)
                if not deadline and quantity.start < turns[quantity.sentence]:
                    continue
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
        """Return the basis of a quantity.

        If it continues a list (分别达到900家、2000家), or is a part of a whole (达到420家，其中乡镇180家), return that
        of the quantity before it.
        """
        if found.quantity.number == 1:
            return basis_of(found)
        before = self._document.quantity(found.quantity.number - 1)
        if before.sentence == found.quantity.sentence and (
            self._continues_list(before, found.quantity) or self._is_part(before, found)
        ):
            if chosen and chosen[-1].quantity == before.number:
                return chosen[-1].basis
            return basis_of(InClause.of(self._cue_text, self._document.sentence(before.sentence), before))
        return basis_of(found)

    def _continues_list(self, before: Quantity, quantity: Quantity) -> bool:
        return bool(_CONTINUES_LIST.fullmatch(self._cue_text[before.end : quantity.start]))

    def _is_part(self, whole: Quantity, found: InClause) -> bool:
        """Return True if 其中 joins a quantity to the whole before it, and no verb of adding is in front of it."""
        between = self._cue_text[whole.end : found.quantity.start]
        return whole.unit == found.quantity.unit and _PART_OF_IT.fullmatch(between) is not None

    # -- wording ----------------------------------------------------------------------------------------------------

    def _achieved(self, one: Judged) -> tuple[int, ...]:
        """Return the numbers of the quantities in the part of a sentence that reports, before it begins to promise."""
        here = self._quantities.get(one.sentence.number, ())
        if one.label == "both" and (until := _work_until(one)):
            end = one.wording.place(until)
            return tuple(quantity.number for quantity in here if quantity.start < end)
        if one.label == "both" and not one.marks.turn and one.marks.reports:
            return tuple(quantity.number for quantity in here if self._is_standing(one, quantity))
        if not one.marks.turn:
            return ()
        turn = one.wording.place(one.marks.turn)
        return tuple(quantity.number for quantity in here if quantity.start < turn)

    def _is_standing(self, one: Judged, quantity: Quantity) -> bool:
        """Return True if a quantity says what is done by now, in a sentence that promises first: 目前已完成410个."""
        return is_standing(InClause.of(self._cue_text, one.sentence, quantity))

    def _summary_of_the_act(self, one: Judged) -> str:
        """Return a summary of what was done, with the quantities before the sentence begins to promise."""
        turn = one.marks.turn
        place = one.wording.place(turn) if turn else 0
        here = self._quantities.get(one.sentence.number, ())
        held = [(quantity.start, quantity.end) for quantity in here if not turn or quantity.start < place]
        return summary_of(self._document.document.text, one, held, (0, turn) if turn else None)

    def _summary_of_the_promise(self, one: Judged, deadline: DateExpression | None) -> str:
        """Return a summary of the promise, with its targets and with its deadline if the sentence itself names it."""
        held = [(number.start, number.end) for number in self._aimed_at.get(one.sentence.number, ())]
        if deadline and deadline.sentence == one.sentence.number:
            held.append((deadline.start, deadline.end))
        turn = one.marks.turn
        starts = all(one.wording.offset(start) >= turn for start, _ in held)
        part = (turn, len(one.text)) if turn and starts else None
        return summary_of(self._document.document.text, one, held, part)


def _work_until(one: Judged) -> int:
    """Return the offset at which a sentence among work done turns to what comes next (…，下一步…); 0 if it does not."""
    among_plans = one.scope != "done" and one.opener not in (0, one.sentence.number)
    return 0 if one.marks.turn or among_plans else work_until(one.text, one.marks.promise)


def _is_promised(one: Judged, quantity: Quantity) -> bool:
    """Return True if a quantity is in the part that promises, or in the size of a project that is not built yet."""
    if one.sized and one.wording.place(one.sized.start) <= quantity.start < one.wording.place(one.sized.end):
        return quantity.unit != "%"
    return one.why[0].rule != AHEAD and quantity.start >= one.wording.place(one.marks.turn)
