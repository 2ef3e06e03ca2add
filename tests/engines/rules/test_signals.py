"""By which signals of the rules an item is described, so that its confidence can be computed."""

from __future__ import annotations

import math

import pytest

from summarise.annotate import annotate
from summarise.annotated import AnnotatedDocument
from summarise.document import Document
from summarise.engines.rules.labels import Judged, judge
from summarise.engines.rules.signals import agreement_signals, rule_signals
from summarise.engines.rules.wording import cue_text
from summarise.record import Provenance
from summarise.selection import SelectedCommitment, SelectedMeasure, SelectedTarget, Selection
from tests.support.replies import CLOSING, OPENING


def judged(body: str) -> tuple[AnnotatedDocument, list[Judged]]:
    document = annotate(Document("letter.txt", OPENING + body + CLOSING))
    return document, judge(document, cue_text(document.folded))


def of(body: str) -> dict[str, list[str]]:
    """The signals of the items of a letter, by the words of the sentence or quantity and by kind."""
    document, labelled = judged(body)
    found = rule_signals(document, labelled, [quantity.number for quantity in document.quantities])
    texts = {("t", one.number): document.quote(one) for one in document.quantities}
    texts |= {(kind, one.number): document.quote(one) for one in document.sentences for kind in "mc"}
    return {f"{kind} {texts[kind, number]}": list(signals) for (kind, number), signals in found.items()}


def test_a_sentence_is_described_by_rule_scope_label_marks_and_figures() -> None:
    promised = [
        "rule: promise",
        "scope: future",
        "rule: promise, scope: future",
        "label: commitment",
        "short sentence",
        "scope opened",
        "under a heading",
        "marks: promise",
        "figures",
    ]
    assert of("去年我局完成了老旧的供水管道更换工作。\n二、下一步打算\n我局将于明年在城北片区新建泵站3座。") == {
        "m 去年我局完成了老旧的供水管道更换工作。": [
            "rule: report",
            "scope: done",
            "rule: report, scope: done",
            "label: measure",
            "short sentence",
            "marks: report",
        ],
        "c 我局将于明年在城北片区新建泵站3座。": promised,
        "t 3座": [*promised, "unit: 座", "comparator: ="],
    }


@pytest.mark.parametrize(("length", "told"), [(19, ["short sentence"]), (20, []), (120, []), (121, ["long sentence"])])
def test_a_sentence_is_short_below_twenty_characters_and_long_above_a_hundred_and_twenty(
    length: int, told: list[str]
) -> None:
    sentence = f"我局更换了{'水' * (length - 6)}。"
    assert [sign for sign in of(sentence)[f"m {sentence}"] if sign.endswith("sentence")] == told


def test_a_sentence_that_reports_and_promises_is_described_for_both() -> None:
    sentence = "我局已修好村里的水管，2025年底前将更换水闸。"
    found = of(sentence)
    assert found[f"m {sentence}"] == found[f"c {sentence}"]
    assert {"marks: promise", "marks: report"} <= set(found[f"m {sentence}"])


@pytest.mark.parametrize("chance", [0.2, 0.5, 0.9])
def test_the_linear_model_s_odds_are_rounded_down(chance: float) -> None:
    document, labelled = judged("我局已修好村里的水管，2025年底前将更换水闸。")
    again = [one._replace(chances=(chance, 0.75)) for one in labelled]
    found = rule_signals(document, again, ())
    odds = math.floor(math.log(chance / (1 - chance)))
    told = {kind: [sign for sign in signs if sign.startswith("second")] for (kind, _), signs in found.items()}
    assert told == {"m": [f"second reading: {odds}"], "c": ["second reading: 1"]}


def test_another_engine_s_items_are_described_by_whether_the_rules_agree() -> None:
    document, labelled = judged("去年我局更换了水管。\n我局将新建泵站3座。")
    report, promise = (one.sentence.number for one in labelled if one.label in ("measure", "commitment"))
    (number,) = (quantity.number for quantity in document.quantities)
    chosen = Selection(
        provenance=Provenance(engine="model"),
        measures=(SelectedMeasure((report, promise)), SelectedMeasure(())),
        commitments=(SelectedCommitment((promise,)),),
        targets=(SelectedTarget(number, "泵站", "increment"), SelectedTarget(number + 1, "水闸", "increment")),
    )
    turned = Selection(
        provenance=Provenance(engine="model"),
        measures=(SelectedMeasure((promise,)),),
        commitments=(SelectedCommitment((report,)),),
    )
    said = {key: signs[0] for key, signs in agreement_signals(document, chosen).items()}
    assert said == {("m", report): "rules agree", ("c", promise): "rules agree", ("t", number): "rules agree"}
    said = {key: signs[0] for key, signs in agreement_signals(document, turned).items()}
    assert said == {("m", promise): "rules say: commitment", ("c", report): "rules say: measure"}
    scopes = {key: signs[1:] for key, signs in agreement_signals(document, turned).items()}
    assert scopes == {("m", promise): ("scope: done",), ("c", report): ("scope: done",)}


def test_a_target_in_a_heading_is_described_by_the_heading() -> None:
    found = of("一、工作情况\n去年我局更换水管。\n二、下一步新建泵站5座\n完善管护制度。")
    assert found["t 5座"][:1] == ["rule: heading"]
    assert found["t 5座"][-2:] == ["unit: 座", "comparator: ="]
