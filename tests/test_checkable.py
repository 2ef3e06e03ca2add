import pytest

from summarise.checkable import lacks_for_check
from tests.support.replies import reply


@pytest.mark.parametrize(
    ("promise", "lacks"),
    [
        ("我局将于2025年底前修缮道路6公里。", ()),
        ("我局将修缮道路6公里。", ("时限",)),
        ("我局将进一步完善道路管护制度，落实管护责任。", ("数量", "时限")),
        ("我局将探索建立路长制度。", ("数量", "时限", "明确表态")),
    ],
)
def test_what_a_later_check_would_lack_is_told(promise: str, lacks: tuple[str, ...]) -> None:
    record = reply(f"下一步工作\n{promise}")
    [commitment] = record.commitments
    assert lacks_for_check(record, commitment) == lacks
