"""What becomes of a sentence without a mark of tense, by its words and by what stands around it."""

from __future__ import annotations

import pytest

from summarise.engines.rules.background import Setting
from summarise.engines.rules.unmarked import label_unmarked

DONE = Setting("done", figures=False, opens=False)
SETTINGS = {
    "done": DONE,
    "figures": DONE._replace(figures=True),
    "implicit": DONE._replace(implicit=True),
    "adrift": DONE._replace(adrift=True),
    "adrift with figures": DONE._replace(adrift=True, figures=True),
    "behind a promise": DONE._replace(follows_promise=True),
    "planned": DONE._replace(scope="future"),
    "a letter of plans": DONE._replace(scope="future", implicit=True),
    "a letter of plans, figures": DONE._replace(scope="future", implicit=True, figures=True),
    "a letter of plans, behind a promise": DONE._replace(scope="future", implicit=True, follows_promise=True),
}
PLANNED = dict.fromkeys([name for name in SETTINGS if "plan" in name], "commitment: act in scope")
NO_ACT_PLANNED = dict.fromkeys(PLANNED, "commitment: scope") | {"a letter of plans": "background: no act in plan"}


@pytest.mark.parametrize(
    ("text", "usual", "others"),
    [
        ("完善管护台账。", "measure: act in scope", {"adrift": "background: act amid context", **PLANNED}),
        ("我局建成泵站。", "measure: act in scope", PLANNED),
        ("对取水口进行清理。", "measure: act in scope", PLANNED),
        (
            "水质良好。",
            "background: no act",
            {**dict.fromkeys(("figures", "adrift with figures"), "measure: figure in scope"), **NO_ACT_PLANNED},
        ),
        (
            "泵站建成后，扬程恢复到设计水平。",
            "background: no act",
            {
                "behind a promise": "commitment: effect of a promise",
                **dict.fromkeys(("figures", "adrift with figures"), "measure: figure in scope"),
                **NO_ACT_PLANNED,
            },
        ),
        ("由县水务局负责维护。", "commitment: assigned", PLANNED),
        ("由我局负责维护。", "measure: act in scope", {"adrift": "background: act amid context", **PLANNED}),
    ],
)
def test_a_sentence_has_the_tense_of_its_place(text: str, usual: str, others: dict[str, str]) -> None:
    found = {name: label_unmarked(text, setting) for name, setting in SETTINGS.items()}
    said = {name: f"{label}: {why.rule}" for name, (label, why) in found.items()}
    assert said == dict.fromkeys(SETTINGS, usual) | others
