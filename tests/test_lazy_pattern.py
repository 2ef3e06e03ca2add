"""Patterns that are compiled at their first use match what compiled ones do, and importing compiles none."""

from __future__ import annotations

import importlib
import pkgutil
import re
import subprocess
import sys
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

import summarise.annotate
import summarise.engines.rules
import summarise.load
from summarise.engines.rules.lexicon import Matcher, entries
from summarise.lazy_pattern import LazyPattern, lazy_pattern

PACKAGES = (summarise.annotate, summarise.engines.rules, summarise.load)
SENTENCES = [text for entry in entries() for text in (*entry.examples, *entry.counter_examples)]


def patterns() -> Iterator[tuple[str, LazyPattern[str]]]:
    for package in PACKAGES:
        for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            for name, value in vars(importlib.import_module(module.name)).items():
                for at, held in enumerate(value if isinstance(value, tuple) else (value,)):
                    if isinstance(held, LazyPattern):
                        yield f"{module.name}.{name}.{at}", held
                    elif isinstance(held, Matcher):
                        yield from ((f"{module.name}.{name}", one) for one in vars(held).values() if is_lazy(one))


def is_lazy(value: object) -> bool:
    return isinstance(value, LazyPattern)


PATTERNS = dict(patterns())


def test_every_pattern_of_the_rules_compiles() -> None:
    assert len(PATTERNS) > 500
    for name, pattern in PATTERNS.items():
        try:
            re.compile(pattern.pattern, pattern.compiled_with)
        except re.error as error:
            pytest.fail(f"{name}: {error}")


def test_importing_the_rules_compiles_none_of_their_patterns() -> None:
    program = (
        "import gc, summarise.annotate, summarise.engines.rules, summarise.load\n"
        "from summarise.lazy_pattern import LazyPattern\n"
        "held = [one for one in gc.get_objects() if isinstance(one, LazyPattern)]\n"
        "print(len(held) > 500, [one.pattern for one in held if 'search' in vars(one)])"
    )
    # What reads the lexicon's notation is used while it is read.
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    flag, _, compiled = told.partition(" ")
    assert flag == "True"
    assert len(eval(compiled)) < 10


@given(st.sampled_from(sorted(PATTERNS)), st.sampled_from(SENTENCES))
def test_a_lazy_pattern_finds_what_a_compiled_one_does(name: str, sentence: str) -> None:
    written, flags = PATTERNS[name].pattern, PATTERNS[name].compiled_with
    if isinstance(written, bytes):
        return
    compiled = re.compile(written, flags)
    for method in ("search", "match", "fullmatch"):
        lazy = lazy_pattern(written, flags)
        found, expected = getattr(lazy, method)(sentence), getattr(compiled, method)(sentence)
        assert (found and found.span(), found and found.groups()) == (
            expected and expected.span(),
            expected and expected.groups(),
        )
    lazy = lazy_pattern(written, flags)
    assert [one.span() for one in lazy.finditer(sentence)] == [one.span() for one in compiled.finditer(sentence)]
    assert lazy_pattern(written, flags).sub("", sentence) == compiled.sub("", sentence)
    assert lazy_pattern(written, flags).split(sentence) == compiled.split(sentence)


def test_a_pattern_keeps_its_flags_and_its_groups() -> None:
    assert lazy_pattern("a(?P<tail>b*)", re.IGNORECASE).fullmatch("ABB")
    assert lazy_pattern("a(?P<tail>b*)").groupindex["tail"] == 1
    assert lazy_pattern(rb"\d+").findall(b"1 22") == [b"1", b"22"]
    with pytest.raises(AttributeError):
        lazy_pattern("a").no_such_thing  # type: ignore[attr-defined]  # noqa: B018 - the attribute is what is tried
