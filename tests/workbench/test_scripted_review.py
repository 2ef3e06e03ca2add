"""Twenty replies reviewed by keys alone end in records that say what the gold says, where keys reach it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from summarise.evaluation import answer_of_record, load_gold, score_reply
from summarise.evaluation.scores.findings import Mistake
from summarise.record import Record
from tests.support.bench import reviewed_run, workbench
from tests.support.bench_page import opened_page
from tests.support.keys_to_gold import TYPED, Planner
from tests.support.page_reader import needs_chromium
from tests.support.reviewed import GOLD_TEXTS

pytestmark = [*needs_chromium]


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
                if key.startswith(TYPED):
                    window.type(key.removeprefix(TYPED))
                else:
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
            wrong = [one for one in score.mistakes if not _is_out_of_reach(one, planners[path.stem])]
            assert wrong == [], path.stem
    missed = Counter(one.field for planner in planners.values() for one in planner.unreached)
    record_property("tried", f"{count} replies, {keys} keys; out of reach: {dict(missed)}")


def _is_out_of_reach(mistake: Mistake, planner: Planner) -> bool:
    """Whether a mistake is one that the planner foresaw: another cut, no such number, no such date, no such words."""
    start, end = mistake.gold or mistake.answer or (0, 1)
    return any(start <= one.place < end and one.field in {mistake.field, "any"} for one in planner.unreached)


def test_replies_reviewed_by_keys_alone_say_what_the_gold_says(
    browser: Browser, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    _review(browser, tmp_path, 3, record_property)


@pytest.mark.slow
def test_twenty_replies_reviewed_by_keys_alone_say_what_the_gold_says(
    browser: Browser, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    _review(browser, tmp_path, 20, record_property)
