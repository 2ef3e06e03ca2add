"""Which items may be taken without reading them, by a threshold that holds on labels.

Conformal risk control with replies as units (Angelopoulos, Bates, Fisch, Lei and Schuster, 2022): the loss of a reply
is the share of its items that would be accepted and are wrong. With n labelled replies, the least threshold is taken at
which (the sum of the losses + 1) / (n + 1) stays within 1 - level. Then the expected loss on a new reply of the same
kind stays within it too. Below about 1 / (1 - level) labelled replies no threshold can promise that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Acceptance", "acceptance"]


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A threshold for a level, or that there is none, with what labels say of it."""

    level: float
    threshold: float | None
    replies: int
    accepted: int
    """Labelled items at or above the threshold."""
    right: int
    """Those of them that are right."""
    items: int

    def accepts(self, confidence: float | None) -> bool:
        """True if an item may be taken without reading it."""
        return self.threshold is not None and confidence is not None and confidence >= self.threshold

    def words(self) -> str:
        """Return in Chinese what the threshold promises, or why there is none."""
        if self.threshold is None:
            return (
                f"按 {self.replies} 件已标注答复，没有一个阈值能保证 {self.level:.0%}："
                f"至少需要 {round(1 / max(1 - self.level, 1e-9)) - 1} 件，且错误足够少。全部条目都需要复核。"
            )
        return (
            f"把握不低于 {self.threshold:.3f} 的条目可直接采用：按 {self.replies} 件已标注答复，"
            f"新答复中被采用而有误的条目平均不超过 {1 - self.level:.1%}"
            f"（已标注条目中采用 {self.accepted}/{self.items}，其中正确 {self.right}）。"
        )


def acceptance(held_out: Sequence[Sequence[tuple[float, bool]]], level: float) -> Acceptance:
    """Return the least threshold that holds a level, from the held-out probabilities of labelled replies."""
    replies = [reply for reply in held_out if reply]
    every = [item for reply in replies for item in reply]
    allowed = (1 - level) * (len(replies) + 1) - 1
    threshold: float | None = None
    for candidate in sorted({probability for probability, _ in every}, reverse=True):
        if _loss(replies, candidate) > allowed:
            break
        threshold = candidate
    taken = [right for probability, right in every if threshold is not None and probability >= threshold]
    return Acceptance(level, threshold, len(replies), len(taken), sum(taken), len(every))


def _loss(replies: Sequence[Sequence[tuple[float, bool]]], threshold: float) -> float:
    """Return the sum over replies of the share of items that are accepted and wrong."""
    return sum(sum(p >= threshold and not right for p, right in reply) / len(reply) for reply in replies)
