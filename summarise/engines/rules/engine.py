"""The rules as an engine."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files

from summarise.annotate.folding import fold
from summarise.annotated import AnnotatedDocument
from summarise.engines.rules.choice import Choice
from summarise.engines.rules.cues import cue_text
from summarise.engines.rules.second_opinion import oversights
from summarise.engines.rules.tense import judge
from summarise.record import Provenance
from summarise.selection import Selection
from summarise.version import VERSION

__all__ = ["RulesEngine"]


@cache
def _digest() -> str:
    """First 12 hex digits of the SHA-256 over the modules that decide what a reply's record is."""
    package = files("summarise")
    modules = [*package.joinpath("annotate").iterdir(), *package.joinpath("engines", "rules").iterdir()]
    modules += [package.joinpath(name) for name in ("ground.py", "attest.py", "record.py", "version.py")]
    digest = hashlib.sha256()
    for module in sorted(modules, key=str):
        if module.name.endswith(".py"):
            digest.update(module.read_bytes())
    return digest.hexdigest()[:12]


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
        )
