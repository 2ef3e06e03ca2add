import json
import re
from collections import Counter
from itertools import combinations
from typing import Any

import pytest

from summarise.workbench.assets_files import PAGE, RULES, SCRIPTS, STYLES, TABLES, TEXTS, assets
from summarise.workbench.key_tables import KEYS, key_tables
from tests.support.places import ROOT

ASSETS = ROOT / "summarise/workbench/assets"


def _tables() -> dict[str, list[dict[str, Any]]]:
    """The tables of the source, each entry with the signs of its keys."""
    found: dict[str, list[str]] = {}
    for line in (ASSETS / KEYS).read_text(encoding="utf-8").splitlines():
        if screen := re.fullmatch(r"\[(\w+)\]", line):
            found[screen[1]] = []
        elif line and not line.startswith("#"):
            found[list(found)[-1]].append(line)
    assert len(found) > 8
    whole = {
        screen: [one.split("|") for line in lines for one in ([line] if "|" in line else found[line])]
        for screen, lines in found.items()
    }
    return {
        screen: [{"signs": _each(keys), "what": what, "act": act.rstrip("!")} for keys, what, act, *_ in entries]
        for screen, entries in whole.items()
    }


def _each(keys: str) -> set[str]:
    """The signs, a span of digits as each of them."""
    spans = [re.fullmatch(r"(\d)–(\d)", sign) for sign in keys.split()]
    digits = {str(digit) for span in spans if span for digit in range(int(span[1]), int(span[2]) + 1)}
    return digits | {sign for sign in keys.split() if "–" not in sign}


@pytest.mark.parametrize("screen", sorted(set(_tables()) - {"global"}))
def test_no_key_means_two_things_on_one_screen(screen: str) -> None:
    tables = _tables()
    entries = tables[screen] + ([] if screen == "picker" else tables["global"])
    for first, second in combinations(entries, 2):
        assert not first["signs"] & second["signs"], (first["what"], second["what"])
        assert first["act"] != second["act"]


@pytest.mark.parametrize("screen", sorted(_tables()))
def test_every_act_of_a_table_is_done_somewhere(screen: str) -> None:
    program = assets()["workbench.js"].content.decode()
    for entry in _tables()[screen]:
        assert re.search(rf"\b{entry['act']}: ", program), entry["act"]


def test_a_key_is_sent_with_the_places_on_the_keyboard_that_mean_it() -> None:
    sent = json.loads(assets()[TABLES].content)
    assert sent == json.loads(json.dumps(key_tables()))
    codes = {(screen, one["shown"]): one["codes"] for screen, entries in sent.items() for one in entries}
    assert codes["ledger", "↑"] == ["ArrowUp", "KeyK"]
    assert codes["review", "Shift+U"] == ["Shift+KeyU", "Ctrl+Shift+KeyZ"]
    assert codes["review", "+"] == ["Equal", "Shift+Equal", "NumpadAdd"]
    assert codes["followList", "1–4"] == [f"{row}{n}" for n in range(1, 5) for row in ("Digit", "Numpad")]
    assert codes["label", "Shift+↓"] == ["Shift+ArrowDown"]


def test_the_browser_is_given_no_more_than_its_budget() -> None:
    found = assets()
    assert len(found["workbench.js"].content) <= 110 * 1024
    assert len(found["workbench.css"].content) <= 40 * 1024


def test_the_program_reads_no_string_as_markup_or_code() -> None:
    program = assets()["workbench.js"].content.decode()
    for word in (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "new Function",
        'setAttribute("style"',
    ):
        assert word not in program
    page = assets()[PAGE].content.decode()
    assert not re.search(r"<script(?![^>]*src=)|\son\w+=|<style|style=", page)


def test_every_file_of_the_assets_is_served_and_the_address_changes_with_the_content() -> None:
    named = {name for name in (*SCRIPTS, *STYLES) if "/" not in name} | {PAGE, RULES, TEXTS, KEYS}
    assert named == {path.name for path in ASSETS.iterdir()}
    page = assets()[PAGE].content.decode()
    for name in ("workbench.css", "workbench.js"):
        assert f"/assets/{name}?v={assets()[name].version}" in page


def test_no_two_functions_of_the_joined_program_share_a_name() -> None:
    source = "\n".join((ASSETS / name).read_text(encoding="utf-8") for name in SCRIPTS if (ASSETS / name).exists())
    names = re.findall(r"^(?:async )?function (\w+)|^const (\w+) =", source, re.MULTILINE)
    counted = Counter(function or constant for function, constant in names)
    assert [name for name, count in counted.items() if count > 1] == []


def test_every_text_of_the_page_is_used_and_every_one_used_is_there() -> None:
    program = assets()["workbench.js"].content.decode()
    texts = json.loads(assets()[TEXTS].content)
    asked = set(re.findall(r'\bt\("(\w+)"\)', program))
    assert texts.keys() <= asked
    assert all(words.strip() for words in texts.values())
    assert {name for name in asked - texts.keys() if f"{name}:" not in program.replace(" ", "")} == set()
