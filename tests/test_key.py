"""The key: cleaned and checked once, and shown by nothing."""

from __future__ import annotations

import base64
import copy
import json
import pickle
import textwrap
from dataclasses import asdict, replace
from decimal import Decimal
from urllib.parse import quote

import pytest

from summarise.engines.model_settings import ModelSettings, Prices
from summarise.errors import SummariseError, UsageError
from summarise.key import Key
from summarise.redaction import MASK, conceal, redacted

SECRET = "sk-canary/9+portal=4"


@pytest.mark.parametrize("around", ["{}\n", "\r\n{}\r\n", " {}\t", "\ufeff{}", "\u3000{}\u200b", "{}\x0b"])
def test_what_white_space_stands_around_a_key_is_cut_off(around: str) -> None:
    assert Key(around.format(SECRET)).reveal() == SECRET


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("“sk-canary-7”", "quotation marks"),
        ("'sk-canary-7'", "quotation marks"),
        ("「sk-canary-7」", "quotation marks"),
        ("Bearer sk-canary-7", "the word Bearer"),
        ("sk-canary\n-7", "a line break"),
        ("sk-canary -7", "a blank"),
        ("sk-canary\x00-7", "a control sign"),
        ("你的密钥canary", "Chinese"),
        ("ｓｋ-canary", "Chinese"),
        ("k", "fewer than 4"),
        ("abc", "fewer than 4"),
        ("canary" * 2000, "more than 8192"),
    ],
)
def test_a_key_that_none_can_be_is_refused_with_what_to_do_and_not_repeated(written: str, words: str) -> None:
    with pytest.raises(UsageError, match=words) as caught:
        ModelSettings("m", api_key=written)
    assert "OPENAI_API_KEY" in caught.value.message
    assert "canary" not in caught.value.message
    assert "\n" not in caught.value.message


def test_the_settings_neither_print_nor_pickle_nor_list_their_key() -> None:
    settings = ModelSettings("m", api_key=SECRET)
    assert settings.key.reveal() == SECRET
    for said in (repr(settings), str(settings.api_key), f"{settings.api_key}", repr(asdict(settings))):
        assert "canary" not in said
    assert b"canary" not in pickle.dumps(settings)
    restored = pickle.loads(pickle.dumps(settings))
    assert (restored.model, bool(restored.key)) == ("m", False)
    with pytest.raises(TypeError):
        json.dumps(asdict(settings))


def test_settings_are_described_by_every_value_but_no_secret() -> None:
    url = "https://clerk:canary-word@host/v1?api-version=2"
    amounts = Prices(Decimal("0.80"), Decimal(2))
    settings = ModelSettings(
        "m", url, api_key=SECRET, headers={"X-Pass": SECRET}, max_cost=Decimal("1.50"), prices=amounts, max_reasks=1
    )
    said = json.loads(json.dumps(settings.described()))
    assert "canary" not in json.dumps(said)
    stated = (said["endpoint"], said["headers"], said["max_cost"], said["max_reasks"], said["cache"])
    assert stated == ("https://host/v1", ["X-Pass"], "1.50", 1, False)
    assert said["prices"] == {"input": "0.80", "output": "2"}


def test_copies_and_changes_keep_the_key() -> None:
    settings = ModelSettings("m", api_key=SECRET)
    for other in (replace(settings, model="n"), copy.copy(settings), copy.deepcopy(settings)):
        assert other.key.reveal() == SECRET


FORMS = {
    "plain": SECRET,
    "capitals": SECRET.upper(),
    "in JSON": json.dumps(SECRET)[1:-1],
    "in a URL": quote(SECRET, safe=""),
    "in a URL, small": quote(SECRET, safe="").lower(),
    "hex": SECRET.encode().hex(),
    "as numbers": "".join(f"\\u{ord(sign):04x}" for sign in SECRET),
    **{
        f"base64 behind {before!r}": base64.b64encode(f"{before}{SECRET} and more".encode()).decode()
        for before in ("", "a", "ab", "Authorization: Bearer ", "user:")
    },
    "base64 for URLs": base64.urlsafe_b64encode(SECRET.encode()).decode(),
    "base32": base64.b32encode(SECRET.encode()).decode(),
    "base32 behind a sign": base64.b32encode(f"k{SECRET}:".encode()).decode(),
    "hex in pairs": SECRET.encode().hex(" "),
    "hex with colons": SECRET.encode().hex(":"),
    "bytes of Python or C": "".join(f"\\x{ord(sign):02x}" for sign in SECRET),
    "octal bytes": "".join(f"\\{ord(sign):03o}" for sign in SECRET),
    "long escapes": "".join(f"\\U{ord(sign):08x}" for sign in SECRET),
    "escapes in braces": "".join(f"\\u{{{ord(sign):x}}}" for sign in SECRET),
    "as in a mail": "".join(f"={ord(sign):02X}" for sign in SECRET),
    "in a URL, all of it": "".join(f"%{ord(sign):02X}" for sign in SECRET),
    "in a URL, twice": "".join(f"%25{ord(sign):02X}" for sign in SECRET),
    "as a list of numbers": str(list(SECRET.encode())),
    "base64 on lines": "\n".join(textwrap.wrap(base64.b64encode(SECRET.encode()).decode(), 10)),
    "base64 on lines, in JSON": "\\n".join(textwrap.wrap(base64.b64encode(SECRET.encode()).decode(), 10)),
    "base32 in groups": " ".join(textwrap.wrap(base64.b32encode(SECRET.encode()).decode(), 4)),
    "on two lines": f"{SECRET[:9]}\n{SECRET[9:]}",
    "on two lines, in JSON": f"{SECRET[:9]}\\n{SECRET[9:]}",
    "in two words": f"{SECRET[:11]} {SECRET[11:]}",
    "as entities": "".join(f"&#{ord(sign)};" for sign in SECRET),
    "as entities, hex": "".join(f"&#x{ord(sign):X};" for sign in SECRET),
    "spread by blanks": " ".join(SECRET),
    "spread by dashes": "-".join(SECRET),
    "in wide signs": "".join(chr(ord(sign) + 0xFEE0) for sign in SECRET),
    "backwards": SECRET[::-1],
    "but for its end": f"{SECRET[:-4]}****",
    "but for its begin": f"...{SECRET[5:]}",
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS.keys())
def test_every_form_of_a_secret_is_redacted(form: str) -> None:
    Key(SECRET)
    said = redacted(f"before {form} after")
    assert said.startswith("before ")
    assert MASK in said
    assert said.endswith(" after")
    middle = form[len(form) // 3 : 2 * len(form) // 3]
    assert middle not in said


def test_parts_of_a_long_key_are_redacted_and_what_looks_alike_is_not() -> None:
    key = "tk-Hw4mQ9zLcV2rX6bJdN8sTfY3"
    Key(key)
    for part in (key[:18], key[-18:], key[:-4], f"{key[:6]}\n{key[6:19]}"):
        assert redacted(f"密钥{part}无效") == f"密钥{MASK}无效"
    assert redacted(f"a {key[:14]}，b {key[-14:]}") == f"a {MASK}，b {MASK}"
    text = "tk-Hw4mQ9… &amp; hw4m q9zlc 计划2026年底前新建学位1,200个；\\n见附件"
    assert redacted(text) == text


@pytest.mark.parametrize("part", ["sk-7f3kd", "7f3kd0p", "sk7f3kd0", "S K - 7 F 3 K D 0", "f3kd0pq", "qp0dk3f7"])
def test_parts_of_a_short_key_are_redacted_where_letters_and_figures_mix(part: str) -> None:
    Key("sk-7f3kd0pq")
    said = redacted(f"the key begins with {part}…")
    assert "***" in said
    assert part not in said


@pytest.mark.parametrize("key", ["portal2024", "20240618ab", "abcdefgh12"])
def test_words_and_numbers_within_a_short_key_stay_readable(key: str) -> None:
    Key(key)
    text = "the portal of 2024 began on 2024-06-18 with abcdefg, 618 portals and 12 keys"
    assert redacted(text) == text


def test_a_key_of_one_sign_repeated_hides_no_zeros_of_a_table() -> None:
    Key("sk-0000000000000000000000")
    text = "0 0 0 0 0 0 0 0 0 0 0 0 0 0 0，1,000,000,000,000"
    assert redacted(text) == text


def test_an_error_repeats_no_secret() -> None:
    Key(SECRET)
    error = SummariseError(f"the service said {SECRET}")
    assert SECRET not in f"{error} {error!r} {error.args} {error.message}"


@pytest.mark.parametrize("secret", ["", "a", "12", "first", "2024", "letters"])
def test_what_is_too_short_for_a_secret_blots_nothing_out(secret: str) -> None:
    conceal(secret)
    text = "the first of 12 letters in 2024"
    assert redacted(text) == text


@pytest.mark.parametrize("placeholder", ["EMPTY", "not-needed", "lm-studio"])
def test_what_stands_in_for_a_key_blots_nothing_out(placeholder: str) -> None:
    assert Key(placeholder).reveal() == placeholder
    text = f"this is {placeholder}"
    assert redacted(text) == text


def test_the_password_and_the_key_in_a_base_url_are_concealed_but_not_its_version() -> None:
    ModelSettings("m", base_url="https://user:hidden%2Fword@host/v1?api-version=2024-02-01&api_key=hidden-too")
    said = redacted("hidden%2Fword hidden/word hidden-too 2024-02-01")
    assert said == f"{MASK} {MASK} {MASK} 2024-02-01"


@pytest.mark.parametrize(
    "url",
    ["http://h:99999/v1", "http://[::1/v1", "http://", "http://h:0/v1", "http://a b/v1", "http://a\x00b/v1", "h/v1"],
)
def test_a_base_url_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(UsageError, match="base URL"):
        ModelSettings("m", base_url=url)
