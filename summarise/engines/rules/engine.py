"""The built-in engine, which selects items by rules."""

from __future__ import annotations

from dataclasses import replace

from summarise.annotated import AnnotatedDocument
from summarise.code_digest import code_digest
from summarise.engines.rules.items import Choice
from summarise.engines.rules.labels import judge
from summarise.engines.rules.second_opinion import oversights
from summarise.engines.rules.second_reading import read_again
from summarise.engines.rules.signals import rule_signals
from summarise.engines.rules.weights import SHIPPED, WeightsChoice, chosen_weights
from summarise.engines.rules.wording import cue_text
from summarise.record import Provenance
from summarise.selection import Selection
from summarise.version import VERSION

__all__ = ["RulesEngine"]


class RulesEngine:
    """Selects items by rules; the same document always gives the same selection.

    Args:
        weights: weights of the linear model that may change the labels of doubtful sentences; by default those of the
            package. With None, the labels are those of the rules.

    """

    def __init__(self, weights: WeightsChoice = SHIPPED) -> None:
        self._weights = weights

    @property
    def fingerprint(self) -> str:
        """A hash of the code that annotates and selects, and of the weights."""
        if isinstance(self._weights, str):  # the code's digest is of them, too
            return f"rules/{code_digest()}"
        return f"rules/{code_digest()}/{self._weights.digest if self._weights else 'none'}"

    def select(self, document: AnnotatedDocument) -> Selection:
        """Return the selection in `document`, with remarks on what may be missing; it never raises an error."""
        text = cue_text(document.folded)
        judged = judge(document, text)
        if (weights := chosen_weights(self._weights)) is not None:
            judged = read_again(judged, document, weights)
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
        """Return None, since the rules make no calls."""
        return
