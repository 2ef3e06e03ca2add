"""The Chinese catalogue is whole: nothing is missing, doubtful or old."""

from __future__ import annotations

import io
import re
from collections import Counter

import pytest
from babel.messages.catalog import Catalog

from eval.messages.catalogue import COMPILED, TRANSLATED, brought_up_to_date, compiled, untranslated, written
from eval.messages.sentences import extract_errors, sentences
from summarise.language import catalogue

_PLACE = re.compile(r"\{[a-z_0-9]+\}")
_ENGLISH = re.compile(r"(?<![`'\w/.-])[a-z]{2,}(?: [a-z]{2,}){2,}")
"""Three English words in a row, which are no command."""


@pytest.fixture(scope="module")
def whole() -> Catalog:
    return brought_up_to_date()


def test_every_sentence_has_a_translation_that_somebody_looked_at(whole: Catalog) -> None:
    assert [message.id for message in untranslated(whole)] == []


def test_the_catalogue_is_as_extraction_leaves_it_and_compiled(whole: Catalog) -> None:
    assert TRANSLATED.read_text(encoding="utf-8") == written(whole).decode(), "run `make messages`"
    assert COMPILED.read_bytes() == compiled(whole), "run `make messages`"


def test_a_translation_has_the_places_of_its_sentence(whole: Catalog) -> None:
    for message in whole:
        places = Counter(_PLACE.findall(str(message.id)))
        said = Counter(_PLACE.findall(str(message.string)))
        assert said.keys() <= places.keys(), message.id
        assert places.keys() - said.keys() <= {"{label}"}, message.id  # file, dir or path, before a path


def test_no_translation_is_english(whole: Catalog) -> None:
    left = [str(message.string) for message in whole if message.id and _ENGLISH.search(str(message.string))]
    assert left == []


def test_what_is_compiled_is_read_as_it_was_written(whole: Catalog) -> None:
    assert catalogue() == {message.id: message.string for message in whole if message.id}


def test_a_new_sentence_would_be_found() -> None:
    source = 'def tell(name: str) -> None:\n    raise UsageError(f"{name.strip()}: has no such thing; make one")\n'
    assert [text for _, text in sentences(source)] == ["{name}: has no such thing; make one"]


def test_what_a_module_of_data_raises_would_be_found() -> None:
    source = b'WORDS = "header of the page"\nraise InputError(f"{source}: bad {WORDS}")\n'
    assert [text for _, _, text, _ in extract_errors(io.BytesIO(source))] == ["{source}: bad {words}"]


def test_what_is_no_sentence_is_not_found() -> None:
    source = (
        '"""What the module holds."""\nimport re\nQUERY = "select id from letter"\nPATTERN = re.compile("of the day")\n'
        'WORDS = "header footer of the page".split()\n'
    )
    assert list(sentences(source)) == []
