"""Finds what a commitment does not state although it is needed to check later whether the commitment was kept."""

from __future__ import annotations

from summarise.record import Commitment, Record

__all__ = ["lacks_for_check"]

NUMBER, DAY, BODY, FIRM = "数量", "时限", "责任单位", "明确表态"


def lacks_for_check(record: Record, commitment: Commitment) -> tuple[str, ...]:
    """Return the Chinese names of what `commitment`, one of `record`, does not state; empty if it can be checked.

    The names are 数量 (a number), 时限 (a deadline), 责任单位 (a responsible body) and 明确表态 (a firm wording).
    Number and deadline may also come from a target of the commitment. The body that signed the reply counts as
    responsible if the commitment names no body. 明确表态 is missing if the certainty is `explore`.
    """
    targets = [target for target in record.numeric_targets if target.commitment == commitment.id]
    dated = [commitment.deadline, *(target.deadline for target in targets)]
    held = {
        NUMBER: bool(targets),
        DAY: any(deadline is not None and deadline.by for deadline in dated),
        BODY: bool(commitment.responsible or record.reply.issuer),
        FIRM: commitment.certainty != "explore",
    }
    return tuple(name for name, is_stated in held.items() if not is_stated)
