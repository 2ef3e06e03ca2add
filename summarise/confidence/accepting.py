"""Choose the confidence threshold above which items may be accepted without being read.

The method is conformal risk control with one reply as the unit (Angelopoulos, Bates, Fisch, Lei and Schuster, 2022). An
item is accepted if its confidence reaches the threshold. The loss of a labelled reply at a threshold is the largest
share of wrong items among its accepted items, over this threshold and all higher ones. So a lower threshold never has a
smaller loss.

With n labelled replies, the result is the lowest threshold at which (sum of the losses + 1) / (n + 1) is at most 1 -
level. Then the expected loss on a new reply of the same kind is at most 1 - level, too. A reply without accepted items
has the loss 0, which makes a very high threshold look good. Therefore, as a second condition, the share of right items
among all accepted labelled items must reach the level.

With fewer than about 1 / (1 - level) labelled replies, no threshold can meet the first condition.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

__all__ = ["Acceptance", "acceptance"]


@dataclass(frozen=True, slots=True)
class Acceptance:
    """The confidence threshold for a level (such as 0.95: 95% of accepted items are right), and the counts behind it.

    `threshold` is None if no threshold reaches the level. `replies` and `items` are the numbers of labelled replies and
    of their items.
    """

    level: float
    threshold: float | None
    replies: int
    accepted: int
    """Labelled items with a confidence at or above the threshold."""
    right: int
    """Number of accepted items that are right."""
    items: int

    def accepts(self, confidence: float | None) -> bool:
        """Return True if an item with this confidence may be accepted without being read; return False for None."""
        return self.threshold is not None and confidence is not None and confidence >= self.threshold

    def words(self) -> str:
        """Return a Chinese sentence that says what the threshold guarantees, or why there is no threshold."""
        if self.threshold is None:
            return (
                f"按 {self.replies} 件已标注答复，没有一个阈值能保证 {self.level:.0%}："
                f"至少需要 {round(1 / max(1 - self.level, 1e-9)) - 1} 件，且错误足够少。全部条目都需要复核。"
            )
        return (
            f"把握不低于 {self.threshold:.3f} 的条目可直接采用：按 {self.replies} 件已标注答复，"
            f"新答复所采用的条目中，有误的平均不超过 {1 - self.level:.1%}"
            f"（已标注条目中采用 {self.accepted}/{self.items}，其中正确 {self.right}，"
            f"占 {self.right / self.accepted:.1%}）。"
        )


def acceptance(held_out: Sequence[Sequence[tuple[float, bool]]], level: float) -> Acceptance:
    """Return the lowest threshold that keeps a level.

    Args:
        held_out: for each labelled reply, the a (probability, is right) pair for each of its items; the probability
            comes from a model that was fitted without this reply.
        level: share of accepted items that should be right, from 0 to 1.

    """
    replies = [reply for reply in held_out if reply]
    items = sorted(
        ((probability, right, number) for number, reply in enumerate(replies) for probability, right in reply),
        key=lambda item: -item[0],
    )
    allowed = (1 - level) * (len(replies) + 1) - 1
    losses, taken, wrong = [0.0] * len(replies), [0] * len(replies), [0] * len(replies)
    held = Acceptance(level, None, len(replies), 0, 0, len(items))
    for threshold, group in groupby(items, key=lambda item: item[0]):
        touched = [(number, right) for _, right, number in group]
        for number, right in touched:
            taken[number] += 1
            wrong[number] += not right
        for number, _ in touched:
            losses[number] = max(losses[number], wrong[number] / taken[number])
        if sum(losses) > allowed:
            break
        accepted, right_ones = sum(taken), sum(taken) - sum(wrong)
        if right_ones >= level * accepted:
            held = replace(held, threshold=threshold, accepted=accepted, right=right_ones)
    return held
