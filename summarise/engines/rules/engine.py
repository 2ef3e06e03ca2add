"""The rules as an engine."""

from __future__ import annotations

from dataclasses import replace

from summarise.annotated import AnnotatedDocument
from summarise.code_digest import code_digest
from summarise.engines.rules.items import Choice
from summarise.engines.rules.labels import judge
from summarise.engines.rules.second_opinion import oversights
from summarise.engines.rules.signals import rule_signals
from summarise.engines.rules.wording import cue_text
from summarise.record import Provenance
from summarise.selection import Selection
from summarise.version import VERSION

__all__ = ["RulesEngine"]


class RulesEngine:
    """Selects by the genre's rules; the same document always gives the same selection."""

    @property
    def fingerprint(self) -> str:
        """The rules are their own settings: a digest of what annotates and selects."""
        return f"rules/{code_digest()}"

    def select(self, document: AnnotatedDocument) -> Selection:
        """Choose measures, commitments and targets; never fails."""
        text = cue_text(document.folded)
        judged = judge(document, text)
        choice = Choice(document, judged, text)
        selection = Selection(
            provenance=Provenance(engine="rules", version=VERSION),
            topic=document.metadata.proposal.topic,
            measures=choice.measures,
            commitments=choice.commitments,
            targets=choice.targets,
            signals=rule_signals(document, judged, {target.quantity for target in choice.targets}),
        )
        return replace(selection, remarks=tuple(oversights(document, judged, text, selection)))

    def stats(self) -> None:
        """Nothing is spent."""
        return
