"""Counts that show how far a batch run is."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from summarise.batch.duplicates import without_duplicates
from summarise.record import Failure

__all__ = ["Progress"]


@dataclass(slots=True)
class Progress:
    """Counts of one run; they change while it runs."""

    fed: int = 0
    """Number of replies taken from the inputs."""
    in_flight: int = 0
    """Number of replies that were given to the workers and are not finished."""
    records: int = 0
    """Number of replies with a record in the output, including those of earlier runs."""
    failures: Counter[str] = field(default_factory=Counter)
    """Number of failed replies by kind, including those of earlier runs."""
    reasons: dict[str, str] = field(default_factory=dict)
    """Message of the first failure of each kind."""
    reused: int = 0
    """Number of replies whose record or failure was taken from an earlier run."""
    stand_ins: Counter[str] = field(default_factory=Counter)
    """Number of records that a substitute engine made, by the kind of reason, including those of earlier runs."""
    stand_in_reason: str = ""
    """Why a substitute engine made the first of these records; "" if there is no such record."""
    asked: int = 0
    """Number of replies for which a model was called in this run."""
    doubtful: int = 0
    """Number of `asked` replies for which the model's answer was empty, cut off, invalid or repaired."""
    kept_aside: int = 0
    """Number of old lines in the aside file that are damaged or belong to no input; set at the end of the run."""
    damaged_aside: int = 0
    """Number of the lines in `kept_aside` that are damaged."""

    @property
    def failed(self) -> int:
        """Number of failed replies."""
        return self.failures.total()

    @property
    def unsummarised(self) -> Counter[str]:
        """Number of failed replies by kind. Duplicates are left out, because their text is already in the output."""
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
            is_reused: True if the line comes from an earlier run.
            stand_in: why a substitute engine made the record, as "KIND: …"; "" if the chosen engine made it.
            is_doubtful: True if the model's answer was empty, cut off, invalid or repaired; None if no model was
                called.

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
