"""The rules as an engine."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from summarise.annotate.folding import fold
from summarise.annotated import AnnotatedDocument
from summarise.engines.rules.items import Choice
from summarise.engines.rules.labels import judge
from summarise.engines.rules.second_opinion import oversights
from summarise.engines.rules.signals import rule_signals
from summarise.engines.rules.wording import cue_text
from summarise.record import Provenance
from summarise.selection import Selection
from summarise.version import VERSION

__all__ = ["RulesEngine"]


_DECIDING = ("annotate", "engines/rules", "confidence", "ground.py", "attest.py", "record.py", "version.py")
"""What of the package decides a reply's record: modules and folders of modules and words."""


@cache
def _digest() -> str:
    """First 12 hex digits of the SHA-256 over all that decides what a reply's record is."""
    digest = hashlib.sha256()
    for name in _DECIDING:
        for path in sorted(_deciding_files(files("summarise").joinpath(name)), key=str):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _deciding_files(place: Traversable) -> Iterator[Traversable]:
    if place.is_dir():
        for inside in place.iterdir():
            yield from _deciding_files(inside)
    elif place.name.endswith((".py", ".toml", ".json")):
        yield place


class RulesEngine:
    """Selects by the genre's rules; the same document always gives the same selection."""

    @property
    def fingerprint(self) -> str:
        """The rules are their own settings: a digest of what annotates and selects."""
        return f"rules/{_digest()}"

    def select(self, document: AnnotatedDocument) -> Selection:
        """Choose measures, commitments and targets; never fails."""
        text = cue_text(fold(document.document.text))
        judged = judge(document, text)
        choice = Choice(document, judged, text)
        return Selection(
            provenance=Provenance(engine="rules", version=VERSION),
            topic=document.metadata.proposal.topic,
            measures=choice.measures,
            commitments=choice.commitments,
            targets=choice.targets,
            remarks=tuple(oversights(document, judged, choice.commitments, choice.targets, text)),
            signals=rule_signals(document, judged, {target.quantity for target in choice.targets}),
        )

    def stats(self) -> None:
        """Nothing is spent."""
        return
