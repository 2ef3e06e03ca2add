from __future__ import annotations

import pytest

from tests.support import number_letters
from tests.support.number_cases import FORMS
from tests.support.number_contexts import DATE_FUTURE, FUTURE, PAST
from tests.support.number_date_cases import DATE_FORMS
from tests.support.number_letters import Tally, run_cases

LEAST_READ = 0.97


def assert_nothing_is_wrong(tally: Tally) -> None:
    told = [f"{r.form}, {r.medium}: {r.sentence!r} is {r.expected or 'unread'}, read {r.found}" for r in tally.wrong]
    assert not told, "\n".join(told[:20])
    assert tally.share_read() >= LEAST_READ


def test_two_thousand_numbers_in_every_form_are_right_or_unread() -> None:
    tally = run_cases(2_000, seed=2025)
    assert_nothing_is_wrong(tally)
    assert {form for form, _ in tally.counts} == {f.name for f in FORMS} | {f.name for f in DATE_FORMS}
    assert len({*FUTURE, *PAST, *DATE_FUTURE}) >= 60


@pytest.mark.slow
def test_a_hundred_thousand_numbers_in_every_form_are_right_or_unread() -> None:
    assert_nothing_is_wrong(run_cases(100_000, seed=7))


def test_a_reader_of_part_of_a_number_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = number_letters.load_bytes

    def without_myriads(data: bytes, name: str) -> number_letters.Document:
        return whole(data.replace("亿".encode(), "个".encode()), name)

    monkeypatch.setattr(number_letters, "load_bytes", without_myriads)
    assert any(result.form == "compounds of 万 亿" for result in run_cases(400, seed=3).wrong)
