"""Which characters are read as others of one kind, each in its place."""

from __future__ import annotations

import pytest

from summarise.annotate.folding import fold


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("＂＃～", '"#~'),
        ("！，；。？", "！，；。？"),
        ("｟￥", "｟￥"),
        ("ａｚＡＺ０９（）", "azAZ09()"),
        ("𝟎𝟗𝟘𝟡𝟢𝟫𝟬𝟵𝟶𝟿", "0909090909"),
        ("٠٩۰۹०९๐๙", "09090909"),
        ("\u3000\u00a0\u200b", "   "),
        ("萬元", "万元"),
        ("〇○", "零零"),
    ],
)
def test_each_character_is_folded_to_one(written: str, folded: str) -> None:
    assert fold(written) == folded


def test_every_digit_of_another_script_is_that_digit() -> None:
    for nine in "9９٩۹९๙𝟗𝟡𝟫𝟵𝟿":
        assert fold("".join(chr(ord(nine) - 9 + digit) for digit in range(10))) == "0123456789"
