"""While a command works on replies, Python looks for garbage seldom; afterwards as before."""

from __future__ import annotations

import gc

import pytest

from summarise.garbage import seldom_collected


def test_garbage_is_looked_for_seldom_until_the_work_ends_or_fails() -> None:
    before = gc.get_threshold()

    def work() -> None:
        with seldom_collected():
            assert gc.get_threshold()[0] > 10 * before[0]
            assert gc.get_freeze_count() > 0
            raise OSError

    with pytest.raises(OSError, match=r"^$"):
        work()
    assert gc.get_threshold() == before
    assert gc.get_freeze_count() == 0


def test_garbage_that_refers_to_itself_is_found_meanwhile() -> None:
    class Circle:
        left = 0

        def __init__(self) -> None:
            self.me = self
            Circle.left += 1

        def __del__(self) -> None:
            Circle.left -= 1

    with seldom_collected():
        for _ in range(120_000):
            Circle()
        assert Circle.left < 60_000
