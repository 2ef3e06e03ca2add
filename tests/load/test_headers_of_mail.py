"""How mail is told from other text, whatever stands at the ends of its lines."""

from __future__ import annotations

import pytest

from summarise.load.kind import kind_of
from summarise.load.mail import looks_like_mail


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
@pytest.mark.parametrize("count", [40, 250, 20_000])
def test_lines_that_look_like_headers_take_no_time_without_end(end: bytes, count: int) -> None:
    lines = b"From: a@yunshan.example" + end + b"Subject: a" + end + (b"X-A: b" + end + b"\tc" + end) * count
    assert not looks_like_mail(lines + b"and no blank line")
    assert kind_of(lines + b"and no blank line" + end) != "mail"
    assert looks_like_mail(lines + end + b"text") == (count < 200)
