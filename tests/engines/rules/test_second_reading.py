"""Labels that a linear model decides again: what it may change, what it may not, and what it says of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from summarise.annotate import annotate
from summarise.annotated import AnnotatedDocument
from summarise.cli import app
from summarise.document import Document
from summarise.engines.rules import RulesEngine
from summarise.engines.rules.explaining import explain
from summarise.engines.rules.labels import Label, judge
from summarise.engines.rules.second_reading import SECOND_READING, overruled, read_again
from summarise.engines.rules.traits import traits_of
from summarise.engines.rules.weights import Weights, read_weights, shipped_weights
from summarise.engines.rules.wording import cue_text
from summarise.errors import InputError, UsageError
from summarise.pipeline import summarise
from tests.support.replies import CLOSING, OPENING

SURE = 9.0
UNSURE = -0.405
"""The weight of a chance of .4."""
BODY = "我局更换了水表。\n水质良好。\n我局将更换水管。"


def annotated(body: str) -> AnnotatedDocument:
    return annotate(Document("letter.txt", OPENING + body + CLOSING))


def speaking(word: str, measure: float, commitment: float) -> Weights:
    """Weights by which one word says all, and nothing is due without it."""
    return Weights({"any": (UNSURE, UNSURE)}, {word: (1.0, measure, commitment)})


def labels(body: str, weights: Weights | None) -> dict[str, Label]:
    document = annotated(body)
    judged = judge(document, cue_text(document.folded))
    if weights is not None:
        judged = read_again(judged, document, weights)
    return {one.text: one.label for one in judged if one.label != "furniture"}


@pytest.mark.parametrize(
    ("word", "measure", "commitment", "text", "label"),
    [
        ("良好", SURE, -SURE, "水质良好。", "measure"),
        ("良好", SURE, SURE, "水质良好。", "both"),
        ("水表", -SURE, -SURE, "我局更换了水表。", "background"),
        ("水管", SURE, -SURE, "我局将更换水管。", "measure"),
    ],
)
def test_a_label_is_what_the_weights_are_sure_of(
    word: str, measure: float, commitment: float, text: str, label: Label
) -> None:
    ruled = labels(BODY, None)
    assert ruled[text] != label
    assert labels(BODY, speaking(word, measure, commitment))[text] == label


def test_where_a_chance_is_near_to_what_is_enough_the_label_is_that_of_the_rules() -> None:
    assert labels(BODY, Weights({"any": (UNSURE, UNSURE)}, {})) == labels(BODY, None)


@pytest.mark.parametrize(
    "body",
    [
        "我局没有新增公交车的计划。",  # denied
        "感谢您的关心，您的建议将是我们工作的动力。",  # courtesy
        "下一步，重点做好三个“加强”。",  # announced
        "站台保洁由青石街道负责。",  # assigned
        "二、存在的问题\n水质监测站点分布零散。",  # a section of problems
    ],
)
def test_what_is_denied_announced_or_assigned_is_not_overruled(body: str) -> None:
    ruled = labels(body, None)
    for sides in ((SURE, SURE), (-SURE, -SURE)):
        assert labels(body, Weights({"any": sides}, {})) == ruled


def test_a_measure_with_figures_is_kept_unless_the_chance_is_small() -> None:
    seldom = -1.386  # the weight of a chance of .2
    body = "我局更换了水表20块。\n我局更换了水管。"
    ruled, doubted = labels(body, None), labels(body, Weights({"any": (seldom, -SURE)}, {}))
    assert set(ruled.values()) == {"measure"}
    assert doubted == {**ruled, "我局更换了水管。": "background"}


def test_a_sentence_with_figures_may_be_overruled() -> None:
    document = annotated("我局更换了水表20块。\n水质合格率为98%。\n我局将更换水管3公里。")
    alone = RulesEngine(None).select(document)
    denying = RulesEngine(Weights({"any": (-SURE, -SURE)}, {})).select(document)
    assert (len(alone.targets), len(alone.measures)) == (1, 2)
    assert not (denying.targets)
    assert not (denying.measures)
    assert not (denying.commitments)
    assert {item for one in alone.commitments for item in one.sentences} <= {one.sentence for one in denying.remarks}


@pytest.mark.parametrize(
    ("body", "kept"),
    [
        ("2022年，投资360万元，更换水表900块。", "measure"),  # figures of a finished year are no promise
        ("由于资金困难，河西片区的管网不能更换。", "background"),  # nor is a refusal
    ],
)
def test_what_is_over_or_refused_is_promised_by_no_weight(body: str, kept: Label) -> None:
    assert labels(body, None)[body] == kept
    assert labels(body, Weights({"any": (-UNSURE if kept == "measure" else -SURE, SURE)}, {}))[body] == kept


def test_an_act_with_figures_among_plans_is_context_only_where_the_chance_of_a_promise_is_small() -> None:
    seldom = -1.386  # the weight of a chance of .2
    body = "二、下一步打算\n发放抗旱水泵35台。\n加强对水管的养护。"
    doubted = labels(body, Weights({"any": (-SURE, seldom)}, {}))
    assert (doubted["发放抗旱水泵35台。"], doubted["加强对水管的养护。"]) == ("commitment", "background")


@pytest.mark.parametrize(
    "body",
    [
        "目前，一期泵站已开工，完成管道铺设6公里。",  # what is the case by now
        "建议青溪县深化选址论证。",  # advice to others
        "国家能源局要求，各地加快建设。",  # what the state demands
    ],
)
def test_what_stands_now_and_what_others_should_do_is_promised_by_no_weight(body: str) -> None:
    assert labels(body, Weights({"any": (-SURE, SURE)}, {}))[body] == labels(body, None)[body]


def test_a_promise_of_one_clause_reports_nothing_besides() -> None:
    both = Weights({"any": (SURE, SURE)}, {})
    assert labels("我局将更换水管。", both)["我局将更换水管。"] == "commitment"
    assert labels("我局将更换水管，并接管泵站。", both)["我局将更换水管，并接管泵站。"] == "both"


def test_the_issue_of_a_document_stays_a_measure() -> None:
    body = "印发《城区供水管护办法》，对困难户减免水费。"
    assert labels(body, Weights({"any": (-SURE, -SURE)}, {}))[body] == "measure"
    assert labels("对困难户减免水费。", Weights({"any": (-SURE, -SURE)}, {}))["对困难户减免水费。"] == "background"


def test_what_is_promised_for_a_later_year_is_not_only_done() -> None:
    body = "2026年，我局将更换水表900块。"
    assert labels(body, Weights({"any": (SURE, -SURE)}, {}))[body] == "commitment"


def test_headings_and_furniture_keep_their_labels() -> None:
    body = "一、工作开展情况\n我局更换了水表。\n二、下一步工作打算\n我局将更换水管。"
    before, after = labels(body, None), labels(body, Weights({"any": (SURE, SURE)}, {}))
    assert [text for text, label in before.items() if label == "heading"] == [
        text for text, label in after.items() if label == "heading"
    ]
    assert "heading" in before.values()


def test_an_overruled_label_says_what_the_rules_said_and_what_spoke_against_it() -> None:
    document = annotated(BODY)
    weights = speaking("良好", SURE, -SURE)
    judged = judge(document, cue_text(document.folded))
    ((number, why),) = overruled(judged, document, weights).items()
    assert document.quote(document.sentence(number)) == "水质良好。"
    assert why.ruled == "background"
    assert why.chances.measure > 0.99
    assert why.chances.commitment < 0.01
    assert why.spoke[0] == ("“良好”", SURE, -SURE)
    (one,) = [one for one in explain(document, weights) if one.overruled]
    assert one.reasons[0].rule == SECOND_READING
    assert len(one.reasons) > 1


def test_a_promise_that_the_weights_drop_is_still_warned_of() -> None:
    text = "我局将更换水管。"
    selection = RulesEngine(speaking("水管", -SURE, -SURE)).select(annotated(BODY))
    document = annotated(BODY)
    (number,) = [one.number for one in document.sentences if document.quote(one) == text]
    assert number not in [sentence for one in selection.commitments for sentence in one.sentences]
    assert number in [remark.sentence for remark in selection.remarks]


@pytest.mark.parametrize(
    ("text", "shown"), [("我局将更换第{}号水管。\n", "letter: {}0"), ("我局更换了第{}号水表。\n", "letter: 0{}")]
)
def test_a_letter_with_three_promises_or_reports_counts_as_one_with_two(text: str, shown: str) -> None:
    told = [letter_signs("".join(text.format(number) for number in range(1, 1 + count))) for count in (1, 2, 3)]
    assert told == [{shown.format(count)} for count in (1, 2, 2)]


def letter_signs(body: str) -> set[str]:
    """What the sentences are told of the tense of their whole letter."""
    document = annotated(body)
    judged = judge(document, cue_text(document.folded))
    return {sign for _, traits in traits_of(judged, document) for sign in traits.signs if sign.startswith("letter:")}


def test_the_words_of_a_long_sentence_weigh_no_more_than_those_of_a_short_one() -> None:
    weights = Weights({}, {"表": (1.0, 2.0, 0.0), "管": (1.0, 2.0, 0.0), "泵": (1.0, 2.0, 0.0), "站": (1.0, 2.0, 0.0)})
    shares = [overruled_sum(weights, text) for text in ("我局更换了水表。", "我局更换了水表、水管、水泵和水站。")]
    assert shares[1] == pytest.approx(2 * shares[0])  # four words, each divided by the length of four


def overruled_sum(weights: Weights, text: str) -> float:
    document = annotated(text)
    judged = judge(document, cue_text(document.folded))
    ((_, traits),) = [(one, found) for one, found in traits_of(judged, document) if one.text == text]
    return sum(measure for measure, _ in weights.shares(traits).values())


def test_weights_written_and_read_are_the_same(tmp_path: Path) -> None:
    weights = Weights({"any": (0.5, -0.25)}, {"“": (1.5, 0.0, 1.0), "\\": (2.0, 1.0, 1.0)}, frozenset({"0a"}), 3)
    path = tmp_path / "weights.json"
    path.write_text(weights.written(), encoding="utf-8")
    assert read_weights(path) == weights
    assert shipped_weights().written() == shipped_weights().written()


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"layout": 9}', '{"layout": 1, "signs": 3}', "\x00"])
def test_a_file_without_weights_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "weights.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match="summarise train"):
        read_weights(path)


def test_a_file_of_weights_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.json"):
        read_weights(tmp_path / "none.json")


def test_the_fingerprint_is_of_the_weights_too() -> None:
    engines = (RulesEngine(), RulesEngine(None), RulesEngine(Weights({}, {})), RulesEngine(speaking("水", 1.0, 0.0)))
    assert len({engine.fingerprint for engine in engines}) == len(engines)


def test_explain_prints_the_rules_label_beside_the_one_that_overrules_it(tmp_path: Path) -> None:
    letter, weights = tmp_path / "letter.txt", tmp_path / "weights.json"
    letter.write_text(OPENING + BODY + CLOSING, encoding="utf-8")
    weights.write_text(speaking("良好", SURE, -SURE).written(), encoding="utf-8")
    told = explained(str(letter), "水质", "--second-reading", str(weights))
    assert told.splitlines()[0].endswith("measure\t水质良好。")
    assert "the second reading overrules background: measure 1.00, commitment 0.00; weighed most: “良好”" in told
    assert "no act" in told
    assert "overrules" not in explained(str(letter), "水质", "--second-reading", "none")


def explained(*arguments: str) -> str:
    done = CliRunner().invoke(app, ["explain", *arguments])
    assert done.exit_code == 0, done.output
    return done.output


@pytest.mark.parametrize(("chance", "kept"), [(SURE, True), (-SURE, False)])
def test_a_number_among_plans_is_kept_or_told_of(chance: float, *, kept: bool) -> None:
    body = "二、下一步工作\n更换水表300只。"
    assert kept_and_told(body, chance) == ((1, 1, 0) if kept else (0, 0, 1))


def test_a_number_behind_a_promise_is_told_of() -> None:
    assert kept_and_told("我局将完善台账。同步更换水表300只。", -SURE) == (1, 0, 1)


def kept_and_told(body: str, chance: float) -> tuple[int, int, int]:
    record = summarise(Document("letter.txt", OPENING + body + CLOSING), RulesEngine(speaking("水表", -SURE, chance)))
    told = [warning for warning in record.warnings if "among plans" in warning.message]
    return len(record.commitments), len(record.numeric_targets), len(told)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("国务院印发水表管理规定，由供水所据此查处偷水。", "commitment"),
        ("国务院要求，各地更换水表。", "background"),
    ],
)
def test_an_act_by_a_rule_of_the_state_may_be_promised_and_what_the_state_demands_may_not(
    text: str, label: Label
) -> None:
    assert labels(text, None)[text] == "background"
    assert labels(text, speaking("水表", -SURE, SURE))[text] == label
