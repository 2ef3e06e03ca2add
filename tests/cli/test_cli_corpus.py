import json
from pathlib import Path

from typer.testing import CliRunner

from summarise.cli import app
from tests.support.composed_corpus import answered, in_a_file

PROMISE = "下一步工作\n我局将于2025年底前新建公共充电桩120个。"


def run(*arguments: str) -> str:
    done = CliRunner().invoke(app, list(arguments))
    assert done.exit_code == 0, done.output
    return done.output


def test_search_prints_deadline_state_and_reference(tmp_path: Path) -> None:
    path = in_a_file([answered(PROMISE)], tmp_path)
    shown = run("search", str(path), "充电桩 时限:<=2025-12-31", "--today", "2026-01-01")
    assert "2025-12-31  已到期" in shown
    assert "共 2 项" in shown
    found = json.loads(run("search", str(path), "充电桩", "--json", "--today", "2026-01-01"))
    assert {hit["kind"] for hit in found["hits"]} == {"c", "t"}


def test_follow_lists_what_is_due_and_the_candidates_of_one(tmp_path: Path) -> None:
    later = answered("2025年，我局新建公共充电桩126个。", day="2026年5月3日", number="40", source="b.txt")
    path = in_a_file([answered(PROMISE), later], tmp_path)
    shown = run("follow", str(path), "--today", "2026-06-01")
    assert "已到期，有后续答复（2 项）" in shown
    place = next(word for word in shown.split() if "-t" in word)
    assert "126/120" in run("follow", str(path), place, "--today", "2026-06-01")


def test_a_day_that_is_none_is_refused(tmp_path: Path) -> None:
    path = in_a_file([answered(PROMISE)], tmp_path)
    assert CliRunner().invoke(app, ["follow", str(path), "--today", "soon"]).exit_code == 2
