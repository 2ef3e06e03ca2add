from __future__ import annotations

import dataclasses
import json
import re
from decimal import Decimal
from html.parser import HTMLParser
from typing import Any

import pytest

from summarise.annotate import annotate
from summarise.document import Document
from summarise.errors import UsageError
from summarise.evaluation import Answer, Evaluation, Failed, Gold, answer_of_gold, score_set
from summarise.evaluation.gold.notation import parse_labels
from summarise.evaluation.reports.as_html import html
from summarise.evaluation.reports.as_markdown import markdown
from summarise.evaluation.reports.gallery import gallery_reply
from summarise.evaluation.reports.listing import mistake_lines
from summarise.evaluation.reports.report_comparison import compare_reports, fell, read_report, verdict
from summarise.evaluation.reports.report_values import RunFacts, report_text, report_values
from summarise.evaluation.scores.answers import AnsweredItem, AnsweredTarget
from summarise.evaluation.scores.tagger import tagger_recall
from summarise.evaluation.scores.thresholds import below, parse_thresholds
from summarise.record import Usage
from tests.support.evaluation_examples import TEXT, empty_example, example, place

GOLD = example()
WHOLE = answer_of_gold(GOLD)


def evaluation_of(answer: Answer | Failed) -> Evaluation:
    return score_set((GOLD, empty_example()), {"river": answer, "empty": Answer()})


def values_of(answer: Answer | Failed = WHOLE, **facts: Any) -> dict[str, Any]:
    return report_values(evaluation_of(answer), RunFacts(**facts))


def field(values: dict[str, Any], name: str) -> dict[str, Any]:
    return next(field for field in values["fields"] if field["name"] == name)


def test_a_zero_denominator_prints_as_not_applicable() -> None:
    values = values_of()
    assert field(values, "session")["score"] is None
    assert "| Proposal session | n/a |" in markdown(values)


def test_every_score_shows_what_it_was_counted_from() -> None:
    measures = field(values_of(dataclasses.replace(WHOLE, measures=WHOLE.measures[:1])), "measures")
    assert (measures["right"], measures["invented"], measures["missed"], measures["replies"]) == (1, 0, 1, 1)


def test_a_misquoting_run_is_invalid_and_says_where() -> None:
    values = values_of(dataclasses.replace(WHOLE, misquoted=("m1: '文' is not the text at 0–1",)))
    assert not values["valid"]
    assert "**Invalid run**" in markdown(values)
    assert "This run is invalid." in html(values, evaluation_of(WHOLE))


def test_failures_are_listed_with_their_reason() -> None:
    values = values_of(Failed("answer_refused", "declined by the filter"))
    assert values["failures"] == [{"name": "river", "kind": "answer_refused", "message": "declined by the filter"}]
    assert "river (answer_refused): declined by the filter" in markdown(values)


def test_agreement_of_labellers_stands_beside_the_scores() -> None:
    agreement = {"sentences": 14, "percent": 92.9, "kappa": 0.9, "fields": {"measures": 0.667}}
    values = values_of(agreement=agreement)
    assert field(values, "measures")["agreement"] == 0.667
    assert field(values, "targets")["agreement"] is None
    assert "Two labellings agree on 92.9 % of 14 sentences" in markdown(values)


def test_tokens_are_summed_and_priced() -> None:
    usage = Usage(input_tokens=3_000_000, output_tokens=500_000, cached_input_tokens=1_000_000, calls=4)
    values = values_of(dataclasses.replace(WHOLE, usage=usage), prices=(Decimal("0.5"), Decimal(2), Decimal("0.1")))
    assert (values["usage"]["calls"], values["usage"]["cost"]) == (4, "2.1000")  # 2 × 0.5 + 0.5 × 2 + 1 × 0.1


def test_the_tagger_is_held_against_every_counted_target() -> None:
    recall = tagger_recall((GOLD,), annotate)
    assert (recall.found, recall.of) == (2, 2)


def test_a_target_that_the_tagger_does_not_offer_is_named() -> None:
    document = Document("odd.txt", "我局将新增泵站若干座。\n")
    labels = parse_labels(document, '1 c firm\nt 1 "若干座" | 泵站 | 3 | 座 | = | increment\n')
    recall = tagger_recall((Gold("odd", document, labels),), annotate)
    assert (recall.found, recall.of) == (0, 1)
    assert recall.missed == ("odd: “若干座” is 3座, read as nothing",)


def test_a_comparison_names_who_improved_and_who_regressed() -> None:
    worse = values_of(dataclasses.replace(WHOLE, measures=()))
    comparison = compare_reports(worse, values_of())
    assert comparison["improved"] == [["river", 2, 0]]
    assert comparison["regressed"] == []
    row = next(row for row in comparison["rows"] if row["name"] == "edits")
    assert (row["difference"], row["verdict"]) == (-1.0, "not significant")
    assert fell(comparison) == []


def test_verdicts_know_that_fewer_edits_are_better() -> None:
    assert verdict("edits", -2, 0.01) == "better"
    assert verdict("edits", 2, 0.01) == "worse"
    assert verdict("measures", -0.1, 0.01) == "worse"
    assert verdict("measures", 0.1, 0.2) == "not significant"
    assert verdict("issuer", 0.1, None) == ""


def test_a_fall_over_many_replies_is_told_from_noise() -> None:
    golds = [example(f"r{i:02}") for i in range(12)]
    good = score_set(golds, {gold.name: WHOLE for gold in golds})
    bad = score_set(golds, {gold.name: dataclasses.replace(WHOLE, measures=WHOLE.measures[:1]) for gold in golds})
    comparison = compare_reports(report_values(good, RunFacts()), report_values(bad, RunFacts()))
    assert fell(comparison) == ["Measures, sentence F1", "Edits per reply"]


def test_runs_without_a_reply_in_common_are_not_compared() -> None:
    other = report_values(score_set((example("lake"),), {"lake": WHOLE}), RunFacts())
    with pytest.raises(UsageError, match="no reply in common"):
        compare_reports(values_of(), other)


def test_a_report_reads_back_as_it_was(tmp_path: Any) -> None:
    path = tmp_path / "report.json"
    path.write_text(report_text(values_of()), encoding="utf-8")
    assert read_report(path) == values_of()


@pytest.mark.parametrize("content", ["{", "[]", '{"report_version": "0"}'])
def test_what_is_no_report_is_refused(tmp_path: Any, content: str) -> None:
    path = tmp_path / "report.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match=r"report\.json"):
        read_report(path)


def test_thresholds_hold_or_say_what_is_missing() -> None:
    values = values_of(dataclasses.replace(WHOLE, measures=WHOLE.measures[:1]))
    assert below(values, parse_thresholds("measures=0.6, targets=1")) == []
    assert below(values, parse_thresholds("measures=0.7")) == ["measures is 0.667, asked for is 0.7"]
    assert below(values, parse_thresholds("edits=0.4")) == ["edits is 0.500, asked for is 0.4"]
    assert below(values, parse_thresholds("session=0.1")) == ["session is n/a, asked for is 0.1"]
    with pytest.raises(UsageError, match="no field 'measure'"):
        below(values, parse_thresholds("measure=0.7"))
    with pytest.raises(UsageError, match="NAME=NUMBER"):
        parse_thresholds("measures")


class _Elements(HTMLParser):
    """Tags with their attributes, and the text of every script."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        self._inside = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._inside = tag == "script"

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.scripts.append(data)
            self._inside = False


HOSTILE = "</script><img src=x onerror=alert(1)>\u2028&amp;"


def test_no_text_of_a_reply_becomes_markup() -> None:
    document = Document("hostile.txt", f"{HOSTILE}\n")
    gold = Gold(HOSTILE, document, parse_labels(document, f"title: {HOSTILE[:20]}\n1 m\n"))
    evaluation = score_set((gold,), {})
    values = report_values(evaluation, RunFacts())
    values["comparison"] = compare_reports(values, values)
    values["comparison"]["improved"] = [[HOSTILE, 2, 1]]
    found = _Elements(html(values, evaluation))
    assert [tag for tag, _ in found.tags if tag == "img"] == []
    blocks = [json.loads(script) for script in found.scripts[:-1]]
    assert blocks[0][0]["name"] == HOSTILE
    assert blocks[1]["units"][0]["parts"][0][0] == HOSTILE


def test_no_text_of_a_reply_commands_a_terminal_or_becomes_markdown() -> None:
    gold = example("\x1b[31mred")
    evaluation = score_set((gold,), {gold.name: Failed("odd", "![x](http://x) <b>\n# no heading\x1b[2J")})
    written = [markdown(report_values(evaluation, RunFacts())), *mistake_lines(evaluation)]
    assert not any("\x1b" in text for text in written)
    assert "![x](" not in written[0]
    assert "<b>" not in written[0].replace("\\<b\\>", "")
    assert "\n# no heading" not in written[0]


def test_the_page_needs_nothing_from_outside_and_lets_nothing_in() -> None:
    page = html(values_of(), evaluation_of(WHOLE))
    found = _Elements(page)
    policy = next(a["content"] for t, a in found.tags if t == "meta" and a.get("http-equiv"))
    assert policy is not None
    assert policy.startswith("default-src 'none'")
    assert re.findall(r"https?://", page) == []
    assert [a for t, a in found.tags if t in {"script", "link", "img"} and (a.get("src") or a.get("href"))] == [
        {"rel": "icon", "href": "data:,"}
    ]


def test_the_gallery_shows_gold_and_answer_of_each_sentence() -> None:
    answer = Answer(
        measures=(AnsweredItem((place(TEXT, "新增监测点30个以上"),)),),
        targets=(AnsweredTarget(place(TEXT, "30个"), Decimal(30), None, "个", "="),),
    )
    block = gallery_reply(score_set((GOLD,), {"river": answer}).replies[0])
    unit = block["units"][7]
    assert unit["gold"] == ["commitment · firm · 2025-12-31 · 市水利局、市财政局"]
    assert unit["answer"] == ["measure (37 %)"]
    assert unit["parts"][1:3] == [["30个", 3], ["以上", 1]]
    assert "".join(text for text, _ in unit["parts"]) == "市水利局、市财政局将于2025年底前新增监测点30个以上。"
    assert {mistake["kind"] for mistake in block["mistakes"] if mistake["unit"] == 7} >= {
        "commitments missing",
        "targets wrong",
    }


def test_every_mistake_with_a_place_is_at_a_sentence() -> None:
    block = gallery_reply(evaluation_of(Failed("empty", "nothing came")).replies[0])
    placed = [m for m in block["mistakes"] if m["kind"].split()[0] in {"measures", "commitments", "targets"}]
    assert len(placed) == 2 + 4 + 2
    assert all(mistake["unit"] is not None for mistake in placed)


def test_all_three_forms_are_the_same_bytes_each_time() -> None:
    answer = dataclasses.replace(WHOLE, commitments=WHOLE.commitments[::-1], measures=())

    def forms() -> tuple[str, str, str]:
        values = values_of(answer)
        values["comparison"] = compare_reports(values_of(), values)
        return report_text(values), markdown(values), html(values, evaluation_of(answer))

    assert forms() == forms()
