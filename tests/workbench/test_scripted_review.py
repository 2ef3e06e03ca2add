"""Twenty replies reviewed by keys alone end in records that say what the gold says, where picking reaches it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from summarise.evaluation import answer_of_record, load_gold, score_reply
from summarise.evaluation.scores.findings import Mistake
from summarise.record import Record
from tests.support.bench import reviewed_run, workbench
from tests.support.bench_page import opened_page
from tests.support.keys_to_gold import Planner
from tests.support.page_reader import launched_browser, needs_chromium
from tests.support.reviewed import GOLD_TEXTS

pytestmark = [*needs_chromium]
REACHED = {"measures", "commitments", "targets", "certainty", "basis", "commitment_deadline", "target_deadline"}
"""Fields that are picked; indicators and names are often worded otherwise than any one stretch of the text."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launched_browser() as launched:
        yield launched


def _review(browser: Browser, folder: Path, count: int, record_property: Callable[[str, object], None]) -> None:
    keys, planners = 0, dict[str, Planner]()
    with workbench(reviewed_run(folder / "run", count + 1), "--as", "李敏") as bench:
        bench.enter()
        window = opened_page(browser, bench)
        for path in GOLD_TEXTS[:count]:
            gold = load_gold(path.with_name(f"{path.stem}.gold.json"))
            reply = bench.get(f"/api/reply/{gold.document.sha256[:10]}")
            planner = Planner(reply, gold)
            window.go(f"/r/{gold.document.sha256[:10]}/s{reply['fixed']['sentences'][0]['start']}", ".letter")
            presses = list(planner.keys())
            for key in presses:
                window.press(key)
            window.page.locator("#saved:not(.unsaved)").wait_for(state="attached")
            window.press("Enter")
            if any(place["start"] < 0 for place in reply["now"]["warnings"]):
                window.press("Enter")
            window.page.locator(f'.entry[aria-current]:not([data-name="{reply["fixed"]["name"]}"])').wait_for()
            keys += len(presses)
            state = bench.get(f"/api/reply/{gold.document.sha256[:10]}")
            assert state["now"]["state"] == "accepted"
            planners[path.stem] = planner
        made = bench.post("/api/export", to="jsonl", accepted=True)
        _, _, content = bench.request("GET", f"/api/export/{made['id']}", headers={"Cookie": bench.cookie})
        records = {record.document.sha256: record for record in map(Record.from_json, content.splitlines())}
        for path in GOLD_TEXTS[:count]:
            gold = load_gold(path.with_name(f"{path.stem}.gold.json"))
            score = score_reply(gold, answer_of_record(records[gold.document.sha256], gold.document.text))
            wrong = [
                one for one in score.mistakes if one.field in REACHED and not _is_out_of_reach(one, planners[path.stem])
            ]
            assert wrong == [], path.stem
    missed = sum(len(planner.unreached) + len(planner.worded) for planner in planners.values())
    record_property("tried", f"{count} replies, {keys} keys; out of reach of picking: {missed} values")


def _is_out_of_reach(mistake: Mistake, planner: Planner) -> bool:
    """Whether a mistake is at a place that the planner could not reach: another cut, no such number, no such date."""
    start, end = mistake.gold or mistake.answer or (0, 0)
    places = [int(one.partition(":")[0]) for one in planner.unreached]
    return any(start <= place < end for place in places)


def test_replies_reviewed_by_keys_alone_say_what_the_gold_says(
    browser: Browser, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    _review(browser, tmp_path, 3, record_property)


@pytest.mark.slow
def test_twenty_replies_reviewed_by_keys_alone_say_what_the_gold_says(
    browser: Browser, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    _review(browser, tmp_path, 20, record_property)
