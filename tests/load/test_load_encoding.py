"""Encodings: read right whatever the file says about itself, or refused; never a lost character in the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.fixtures.letters import LETTERS, TRADITIONAL, Letter
from summarise.errors import InputError
from summarise.load import load_bytes
from summarise.load.encoding import declared_charset, decode

SIMPLIFIED = ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
DECLARED = ["", "utf-8", "gb18030", "big5hkscs", "utf-16-le", "iso8859-1"]


@pytest.mark.parametrize("declared", DECLARED)
@pytest.mark.parametrize("encoding", SIMPLIFIED)
def test_a_letter_is_read_in_every_encoding_whatever_is_declared(encoding: str, declared: str) -> None:
    for letter in LETTERS:
        assert decode(letter.text.encode(encoding), "x", declared) == letter.text


@pytest.mark.parametrize("declared", DECLARED)
@pytest.mark.parametrize("encoding", ["utf-8", "big5", "big5hkscs", "cp950", "gbk", "utf-16-le"])
def test_a_traditional_letter_is_read_in_every_encoding_whatever_is_declared(encoding: str, declared: str) -> None:
    assert decode(TRADITIONAL.text.encode(encoding), "x", declared) == TRADITIONAL.text


@given(
    st.sampled_from([line for letter in LETTERS for line in letter.body if len(line) > 20]),
    st.sampled_from(["gb18030", "utf-16-le"]),
)
def test_one_paragraph_is_enough_to_tell(line: str, encoding: str) -> None:
    assert decode(line.encode(encoding), "x") == line


def test_a_file_of_two_encodings_is_read_right() -> None:
    first, second = LETTERS[0].text, LETTERS[1].text
    assert decode(first.encode() + b"\n" + second.encode("gb18030"), "x") == f"{first}\n{second}"
    assert decode(second.encode("gb18030") + b"\n" + first.encode(), "x") == f"{second}\n{first}"


@given(st.integers(0, 10_000), st.sampled_from(LETTERS))
def test_a_damaged_byte_in_the_letter_is_refused_and_never_guessed(place: int, letter: Letter) -> None:
    data = bytearray(letter.text.encode())
    places = [i for i, byte in enumerate(data) if byte >= 0xE0]
    del data[places[place % len(places)]]
    with pytest.raises(InputError) as caught:
        load_bytes(bytes(data), "x")
    assert caught.value.kind == "encoding"


def test_a_damaged_byte_in_a_menu_does_not_cost_the_letter() -> None:
    letter = LETTERS[0]
    body = "".join(f"<p>{line}</p>" for line in letter.lines)
    page = f"<html><body><div><p>上一篇：<a href=1>关于某某提案的答@复</a></p></div>{body}</body></html>"
    for encoding in ("utf-8", "gb18030"):
        assert load_bytes(page.encode(encoding).replace(b"@", b"\xff"), "x").text == letter.text


def test_bytes_of_no_encoding_are_refused() -> None:
    with pytest.raises(InputError) as caught:
        load_bytes(bytes(range(128, 256)) * 9, "x")
    assert caught.value.kind == "encoding"


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b'<meta charset="gb2312">', "gb18030"),
        (b"<meta http-equiv=Content-Type content='text/html; charset=GBK'>", "gb18030"),
        (b'<?xml version="1.0" encoding="Big5"?>', "big5hkscs"),
        (b"<meta charset=utf8>", "utf-8"),
        (b"<meta charset=nonsense><meta charset=utf-8>", "utf-8"),
        (b"<p>charset</p>", ""),
    ],
)
def test_the_declared_encoding_is_found(head: bytes, name: str) -> None:
    assert declared_charset(head) == name


TWICE = "某市教育局关于第12号建议的答复：我局将在2027年底前新建学校3所，并且落实各项工作资金。"


def _as_western(data: bytes, encoding: str) -> str:
    """Bytes as a browser takes them: those that the encoding leaves undefined stay what they are."""
    signs = ((byte, bytes([byte]).decode(encoding, "replace")) for byte in data)
    return "".join(chr(byte) if sign == "\ufffd" else sign for byte, sign in signs)


@pytest.mark.parametrize("taken_for", ["latin-1", "cp1252"])
def test_a_text_that_was_encoded_twice_is_read(taken_for: str) -> None:
    mangled = _as_western(TWICE.encode(), taken_for)
    assert load_bytes(mangled.encode(), "x.txt").text == TWICE
    assert load_bytes(f"<html><body><p>{mangled}</p></body></html>".encode(), "x.html").text == TWICE


def test_a_text_in_a_western_language_stays_as_it_is() -> None:
    text = "Café déjà vu à l'œuvre — été."
    assert load_bytes(text.encode(), "x.txt").text == text


@pytest.mark.parametrize("encoding", ["hz", "utf-7"])
def test_what_old_mails_write_in_seven_bits_is_read(encoding: str) -> None:
    text = "林一舟委员：\n您的提案收悉，现答复如下：\n我局将在2025年底前新建停车场25处。\n"
    assert decode(text.encode(encoding), "a.txt") == text


@pytest.mark.parametrize("text", ["a ~{b~} +c- ~~", "x +AAAAAAAAAAAAAAAAAAAA- y", "~{abcdefghij~}", "C++ +/-"])
def test_ascii_that_looks_like_it_stays(text: str) -> None:
    assert decode(text.encode(), "a.txt") == text
