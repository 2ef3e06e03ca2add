from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from summarise.printable import one_line, printable, with_escapes

STEERING = "\x1b[31m红\u202e\x07\u009b2J\u2028绿\u200b"


def test_what_steers_a_terminal_is_dropped_and_white_space_is_blank() -> None:
    assert printable(f"甲\t{STEERING}") == "甲 [31m红2J 绿"
    assert with_escapes("甲\x1b[2J\u202e") == "甲\\x1b[2J\\u202e"


@given(st.text(), st.integers(min_value=1, max_value=20))
def test_a_line_is_one_line_of_at_most_its_length(text: str, longest: int) -> None:
    assert one_line(text).isprintable()
    assert with_escapes(text).isprintable()
    assert len(one_line(text, longest)) <= longest
    assert one_line(one_line(text)) == one_line(text)
