"""Patterns that are compiled at their first use find what compiled ones do, and importing compiles hardly any."""

from __future__ import annotations

import gc
import importlib
import pkgutil
import re
import subprocess
import sys
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

import summarise
from summarise.engines.rules.lexicon import entries
from summarise.lazy_pattern import LazyPattern, lazy_pattern
from summarise.load.markdown_marks import MARKS, looks_like_markdown

SENTENCES = [text for entry in entries() for text in (*entry.examples, *entry.counter_examples)]


def patterns() -> Iterator[tuple[str | bytes, int]]:
    """The expressions and flags of all patterns of the package."""
    for module in pkgutil.walk_packages(summarise.__path__, "summarise."):
        if not module.name.endswith(".__main__"):
            importlib.import_module(module.name)
    for one in gc.get_objects():
        if isinstance(one, LazyPattern):
            yield one.pattern, one.compiled_with
    for entry in entries():
        yield "|".join(entry.alternatives), 0


PATTERNS = set(patterns())
IN_TEXT = sorted((written, flags) for written, flags in PATTERNS if isinstance(written, str))


def test_every_pattern_of_the_package_compiles() -> None:
    assert len(PATTERNS) > 900
    for written, flags in PATTERNS:
        try:
            re.compile(written, flags)
        except re.error as error:
            pytest.fail(f"{written!r}: {error}")


def test_importing_the_rules_compiles_hardly_any_of_their_patterns() -> None:
    program = (
        "import gc, summarise.annotate, summarise.engines.rules, summarise.load\n"
        "from summarise.lazy_pattern import LazyPattern\n"
        "held = [one for one in gc.get_objects() if isinstance(one, LazyPattern)]\n"
        "print(len(held), sum('search' in vars(one) for one in held))"
    )
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    held, compiled = map(int, told.split())
    assert held > 500
    assert compiled < 10  # the lexicon's notation is read with some


@given(st.sampled_from(IN_TEXT), st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3).map("".join))
def test_a_lazy_pattern_finds_what_a_compiled_one_does(one: tuple[str, int], text: str) -> None:
    written, flags = one
    compiled = re.compile(written, flags)
    for method in ("search", "match", "fullmatch"):
        found, expected = getattr(lazy_pattern(written, flags), method)(text), getattr(compiled, method)(text)
        assert (found is None) == (expected is None)
        if found:
            assert (found.regs, found.groups(), found.re) == (expected.regs, expected.groups(), compiled)
    assert [found.span() for found in lazy_pattern(written, flags).finditer(text)] == [
        found.span() for found in compiled.finditer(text)
    ]
    assert lazy_pattern(written, flags).sub("", text) == compiled.sub("", text)
    assert lazy_pattern(written, flags).split(text) == compiled.split(text)


def test_a_pattern_keeps_its_flags_and_its_groups() -> None:
    for pattern in (lazy_pattern("a(?P<tail>b*)", re.IGNORECASE), lazy_pattern(b"a(?P<tail>b*)", re.IGNORECASE)):
        assert pattern.groupindex["tail"] == pattern.groups == 1
        assert pattern.flags & re.IGNORECASE
    assert lazy_pattern("A").match("a") is None
    assert lazy_pattern(rb"\d+").findall(b"1 22") == [b"1", b"22"]


def test_what_a_pattern_has_not_is_told_before_and_behind_its_first_use() -> None:
    pattern = lazy_pattern("a")
    for _ in range(2):
        assert not hasattr(pattern, "no_such_thing")
        pattern.search("a")


PIECES = ("  ---", " ----", "---", "\\*", "\\", "[^1]", "```", " {=", "~~~", ":::", "]{.a", "{#a", "# 水", "\n", "水")


@given(st.lists(st.sampled_from(PIECES), max_size=4).map("".join))
def test_marks_of_markdown_hold_one_of_the_signs_that_are_looked_for_first(text: str) -> None:
    assert looks_like_markdown(text) == (MARKS.search(text) is not None)
