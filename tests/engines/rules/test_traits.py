"""What the linear model is told of a sentence: its place, its neighbours, its length, and the limits of these."""

from __future__ import annotations

import math

import pytest

from summarise.annotate import annotate
from summarise.document import Document
from summarise.engines.rules.labels import judge
from summarise.engines.rules.second_reading import overruled
from summarise.engines.rules.traits import Traits, traits_of
from summarise.engines.rules.weights import Weights, digest_of
from summarise.engines.rules.wording import cue_text
from tests.support.replies import CLOSING, OPENING

LETTER = """一、已做的工作
2023年，我局更换了水表3块、水泵2台、阀门5个。水质良好。
二、下一步打算
1.我局将于2025年底前更换水管。
2.目前正在清洗。
"""
"""Six sentences with the headings; the report has three figures, and one of three marked sentences promises."""


def traits(body: str) -> dict[str, Traits]:
    document = annotate(Document("letter.txt", OPENING + body + CLOSING))
    judged = judge(document, cue_text(document.folded))
    return {one.text: found for one, found in traits_of(judged, document)}


def signs(body: str, sentence: str, *names: str) -> dict[str, str]:
    pairs = (sign.partition(": ") for sign in traits(body)[sentence].signs)
    return {name: value for name, _, value in pairs if name in names}


@pytest.mark.parametrize(
    ("sentence", "quarter", "before", "behind", "begins"),
    [
        ("2023年，我局更换了水表3块、水泵2台、阀门5个。", "0", "1", "3", "True"),
        ("水质良好。", "1", "2", "3", "False"),
        ("我局将于2025年底前更换水管。", "2", "3", "1", "True"),
        ("目前正在清洗。", "3", "3", "0", "True"),
    ],
)
def test_a_sentence_is_placed_by_quarters_and_by_its_distance_from_either_end(
    sentence: str, quarter: str, before: str, behind: str, begins: str
) -> None:
    names = ("quarter", "from the start", "from the end", "sentences", "begins a paragraph", "letter", "share")
    assert signs(LETTER, sentence, *names) == {
        "quarter": quarter,
        "from the start": before,
        "from the end": behind,
        "sentences": "1",
        "begins a paragraph": begins,
        "letter": "12",
        "share": "1",
    }


@pytest.mark.parametrize(
    ("sentence", "before", "after"),
    [
        (
            "2023年，我局更换了水表3块、水泵2台、阀门5个。",
            ("False", "False", "heading", "False"),
            ("False", "False", "no act", "True"),
        ),
        ("水质良好。", ("False", "True", "report", "True"), ("False", "False", "heading", "False")),
        ("目前正在清洗。", ("True", "False", "promise", "False"), None),
    ],
)
def test_both_neighbours_of_a_sentence_are_told(
    sentence: str, before: tuple[str, ...], after: tuple[str, ...] | None
) -> None:
    found = traits(LETTER)[sentence].signs
    for name, expected in (("before", before), ("after", after)):
        asked = ("promises", "reports", "rule", "in the paragraph")
        told = tuple(sign.partition(": ")[2] for what in asked for sign in found if sign.startswith(f"{name} {what}:"))
        assert told == (expected or ())
        assert (f"nothing {name}" in found) is (expected is None)


@pytest.mark.parametrize(
    ("length", "step"), [(14, "0"), (15, "1"), (29, "1"), (30, "2"), (89, "5"), (90, "6"), (120, "6")]
)
def test_lengths_are_told_in_steps_of_fifteen_characters(length: int, step: str) -> None:
    sentence = f"我局更换了{'水' * (length - 6)}。"
    assert signs(sentence, sentence, "length") == {"length": step}


@pytest.mark.parametrize(("count", "told"), [(0, "0"), (1, "1"), (4, "4"), (5, "5"), (6, "5")])
def test_commas_are_told_up_to_five(count: int, told: str) -> None:
    sentence = f"我局更换了水表{'，更换了水管' * count}。"
    assert signs(sentence, sentence, "commas") == {"commas": told}


@pytest.mark.parametrize(
    ("figures", "told"), [("", "0"), ("3块", "1"), ("3块、水管2根", "2"), ("3块、水管2根、泵1台", "2")]
)
def test_figures_are_told_up_to_two(figures: str, told: str) -> None:
    sentence = f"我局更换了水表{figures}。"
    assert signs(sentence, sentence, "figures", "marker") == {"figures": told, "marker": "False"}


@pytest.mark.parametrize(
    ("day", "side"),
    [("2024年6月17日", "behind"), ("2024年6月18日", "behind"), ("2024年6月19日", "ahead"), ("寒假前", "")],
)
def test_a_date_lies_ahead_of_the_letter_s_own_day_or_behind(day: str, side: str) -> None:
    sentence = f"{day}，我局将更换水管。"
    (told,) = signs(sentence, sentence, "date").values()
    assert told.partition(" ")[2] == side


@pytest.mark.parametrize(
    ("reports", "promises", "share"), [(0, 0, "-"), (0, 1, "4"), (1, 0, "0"), (1, 1, "2"), (5, 2, "1"), (1, 6, "3")]
)
def test_the_share_of_promises_is_told_in_quarters(reports: int, promises: int, share: str) -> None:
    body = "水质良好。\n" + "我局更换了水表。\n" * reports + "我局将更换水管。\n" * promises
    assert signs(body, "水质良好。", "share") == {"share": share}


def test_words_are_characters_pairs_and_the_beginnings_of_clauses() -> None:
    (found,) = traits("我局更换12.5米，新。").values()
    assert found.words == (
        *("^", "我", "局", "更", "换", "0", "米", "，", "新", "。"),
        *("^我", "我局", "局更", "更换", "换0", "0米", "米，", "，新", "新。"),
        *("^我局…", "^我…", "^新。…", "^新…"),
    )


def test_a_chance_is_bounded_so_that_no_sum_overflows() -> None:
    told = Weights({"any": (1000.0, -1000.0)}, {}).chances(Traits(("any", "unknown"), ("水",)))
    assert told == pytest.approx((1 / (1 + math.exp(-30)), 1 / (1 + math.exp(30))), rel=1e-15, abs=1e-20)
    assert Weights({}, {}).chances(Traits((), ())) == (0.5, 0.5)
    assert Weights({}, {}).sentences == 0


def test_the_six_strongest_traits_are_told_the_strongest_first() -> None:
    weights = Weights(
        {"any": (9.0, -1.0)}, {word: (1.0, number, -8.0) for number, word in enumerate("我局更换了水表。")}
    )
    document = annotate(Document("letter.txt", OPENING + "水质良好。\n我局将更换水表。" + CLOSING))
    told = overruled(judge(document, cue_text(document.folded)), document, weights)
    for one in told.values():
        strengths = [max(map(abs, pair)) for _, *pair in one.spoke]
        assert len(strengths) <= 6
        assert strengths == sorted(strengths, reverse=True)
    assert any(len(one.spoke) == 6 for one in told.values())


def test_a_text_is_known_by_the_first_twelve_digits_of_its_hash() -> None:
    document = Document("letter.txt", "水质良好。")
    assert digest_of(document) == document.sha256[:12]
    assert Weights({}, {}, frozenset([document.sha256[:12]])).is_learnt_from(document)
    assert len(Weights({}, {}).digest) == 12


def test_the_signs_of_a_sentence_are_told_in_full() -> None:
    found = traits(LETTER)["我局将于2025年底前更换水管。"].signs
    assert "; ".join(found) == (
        "any; rule: promise; rule, scope: promise, future; scope: future; scope opened: True, future; marks: pa; "
        "marks, scope: pa, future; marks, letter: pa, 12; marks, share: pa, 1; promises: True; reports: False; "
        "figures: 0; marker: True; level: 3; length: 1; commas: 0; last sign: 。; date: year ahead; under: 二、; "
        "under: 、下; under: 下一; under: 一步; under: 步打; under: 打算; quarter: 2; from the end: 1; "
        "from the start: 3; sentences: 1; letter: 12; share: 1; begins a paragraph: True; before promises: False; "
        "before reports: False; before rule: heading; before in the paragraph: False; after promises: False; "
        "after reports: True; after rule: report; after in the paragraph: False"
    )


@pytest.mark.parametrize(
    ("sentences", "quarters"), [(1, [0]), (2, [0, 2]), (3, [0, 1, 2]), (8, [0, 0, 1, 1, 2, 2, 3, 3])]
)
def test_a_long_letter_is_told_in_quarters_and_by_its_length(sentences: int, quarters: list[int]) -> None:
    body = "".join(f"我局更换了水表{number}块。" for number in range(11, 11 + sentences))
    names = ("quarter", "sentences", "from the start", "from the end", "begins a paragraph")
    told = [signs(body, text, *names) for text in traits(body)]
    assert [int(one["quarter"]) for one in told] == quarters
    assert [one["begins a paragraph"] for one in told] == ["True"] + ["False"] * (sentences - 1)
    assert {one["sentences"] for one in told} == {str(min(sentences // 4, 4))}
    assert [int(one["from the start"]) for one in told] == [min(at, 3) for at in range(sentences)]
    assert [int(one["from the end"]) for one in told] == [min(at, 3) for at in reversed(range(sentences))]
