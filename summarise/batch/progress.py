"""How far a batch has come."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from summarise.record import Failure

__all__ = ["Progress"]


@dataclass(slots=True)
class Progress:
    """Counts of one run, kept up to date while it goes on."""

    fed: int = 0
    """Replies taken from the inputs."""
    in_flight: int = 0
    """Replies with the workers."""
    records: int = 0
    """Replies with a record in the output, earlier runs' included."""
    failures: Counter[str] = field(default_factory=Counter)
    """Failed replies by kind, earlier runs' included."""
    reasons: dict[str, str] = field(default_factory=dict)
    """The first failure's message, by kind."""
    reused: int = 0
    """Replies done or failed that were not done again."""
    stand_ins: Counter[str] = field(default_factory=Counter)
    """Records for which another engine stood in, by what was wrong with the first; earlier runs' included."""
    stand_in_reason: str = ""
    """The first of them's reason."""
    asked: int = 0
    """Replies that a model was asked about in this run."""
    doubtful: int = 0
    """Those of them whose answer is empty, was cut or invalid, or had to be mended."""
    kept_aside: int = 0
    """Old lines that the inputs did not ask for, or that are damaged; known at the end."""
    damaged_aside: int = 0
    """Those of them that are damaged."""

    @property
    def failed(self) -> int:
        """Number of failed replies."""
        return self.failures.total()

    @property
    def written(self) -> int:
        """Number of replies done or failed."""
        return self.records + self.failed

    def count(
        self, failure: Failure | None, *, is_reused: bool, stand_in: str = "", is_doubtful: bool | None = None
    ) -> None:
        """Book a reply that was written; `failure` is None for a record, `stand_in` why another engine made it.

        `is_doubtful` tells of a model's answer whether it is of little use, None where no model was asked.
        """
        self.reused += is_reused
        if is_doubtful is not None and not is_reused:
            self.asked += 1
            self.doubtful += is_doubtful
        if failure is None:
            self.records += 1
            if stand_in:
                self.stand_ins[stand_in.partition(":")[0]] += 1
                self.stand_in_reason = self.stand_in_reason or stand_in
        else:
            self.failures[failure.kind] += 1
            self.reasons.setdefault(failure.kind, failure.message)
