"""Counts that show how far a batch run has come."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from summarise.batch.duplicates import without_duplicates
from summarise.record import Failure

__all__ = ["Progress"]


@dataclass(slots=True)
class Progress:
    """Counts of one run, which change while it goes on."""

    fed: int = 0
    """Replies taken from the inputs."""
    in_flight: int = 0
    """Replies that the workers have not finished."""
    records: int = 0
    """Replies with a record in the output, including those of earlier runs."""
    failures: Counter[str] = field(default_factory=Counter)
    """Number of failed replies by kind, including those of earlier runs."""
    reasons: dict[str, str] = field(default_factory=dict)
    """Message of the first failure of each kind."""
    reused: int = 0
    """Replies whose record or failure comes from an earlier run."""
    stand_ins: Counter[str] = field(default_factory=Counter)
    """Number of records that a substitute engine made, by the kind of reason, including those of earlier runs."""
    stand_in_reason: str = ""
    """Why a substitute engine made the first of these records; "" if there is none."""
    asked: int = 0
    """Replies that a model was asked about in this run."""
    doubtful: int = 0
    """How many of the `asked` replies got an answer that was empty, cut, invalid or mended."""
    kept_aside: int = 0
    """Old lines in the aside file that the inputs did not ask for or that are damaged; set at the end of the run."""
    damaged_aside: int = 0
    """How many of the lines kept aside are damaged."""

    @property
    def failed(self) -> int:
        """Number of failed replies."""
        return self.failures.total()

    @property
    def unsummarised(self) -> Counter[str]:
        """Number of failed replies by kind, without duplicates of earlier replies, of which nothing is missing."""
        return without_duplicates(self.failures)

    @property
    def written(self) -> int:
        """Number of replies with a record or a failure in the output."""
        return self.records + self.failed

    def count(
        self, failure: Failure | None, *, is_reused: bool, stand_in: str = "", is_doubtful: bool | None = None
    ) -> None:
        """Count one reply that was written.

        Args:
            failure: None for a record.
            is_reused: true if the line comes from an earlier run.
            stand_in: why a substitute engine made the record, "KIND: …"; "" if none did.
            is_doubtful: whether a model's answer was empty, cut, invalid or mended; None if no model was asked.

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
