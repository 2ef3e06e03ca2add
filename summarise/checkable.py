"""What a checker needs to tell later whether a commitment was kept, and what of it is not stated."""

from __future__ import annotations

from summarise.record import Commitment, Record

__all__ = ["lacks_for_check"]

NUMBER, DAY, BODY, FIRM = "数量", "时限", "责任单位", "明确表态"


def lacks_for_check(record: Record, commitment: Commitment) -> tuple[str, ...]:
    """Return what is not stated of 数量, 时限, 责任单位 and 明确表态; empty for a commitment that can be checked.

    A target of the commitment states the number, and its deadline where the commitment has none. The body that signed
    the reply is responsible for a commitment that names nobody.
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
