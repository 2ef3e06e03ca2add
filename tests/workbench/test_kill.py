"""kill -9 at any instant: every acknowledged act is there, once."""

import http.client
import random
import signal
import threading
from pathlib import Path

import pytest

from summarise.corpus.index_making import corpus_path
from summarise.review.journal import journal_path, read_events
from tests.support.bench import Bench, reviewed_run, workbench
from tests.support.hanging import SURELY_HANGS
from tests.support.killed_at import POINTS, killed_at
from tests.support.reviewed import LETTER


def _post_until_killed(bench: Bench, on: str, acknowledged: list[str], begun: threading.Event) -> None:
    turn = 0
    while True:
        client = f"{bench.port}-{turn}"
        try:
            answer = bench.act(on, "remark", "", None, f"第{turn}条", client=client)
        except (OSError, http.client.HTTPException, ValueError):
            return
        assert answer["status"] == 200
        acknowledged.append(client)
        begun.set()
        turn += 1


def _rounds(folder: Path, rounds: int, seed: int) -> int:
    records, acknowledged, source = reviewed_run(folder / "run", 1), list[str](), random.Random(seed)
    for _ in range(rounds):
        with workbench(records) as bench:
            bench.enter()
            on = bench.get("/api/queue")["rows"][0]["name"]
            begun = threading.Event()
            poster = threading.Thread(target=_post_until_killed, args=(bench, on, acknowledged, begun))
            poster.start()
            begun.wait(SURELY_HANGS)
            wanted = len(acknowledged) + source.randrange(40)
            while len(acknowledged) < wanted and poster.is_alive():
                pass
            bench.process.send_signal(signal.SIGKILL)
            poster.join(SURELY_HANGS)
        kept = [event.client for event in read_events(journal_path(records))]
        assert set(acknowledged) <= set(kept)
        assert len(set(kept)) == len(kept)
    return len(acknowledged)


def test_no_acknowledged_act_is_lost_or_doubled_by_a_kill(tmp_path: Path) -> None:
    assert _rounds(tmp_path, 2, seed=1) > 0


@pytest.mark.slow
def test_no_acknowledged_act_is_lost_or_doubled_by_three_hundred_kills(tmp_path: Path) -> None:
    assert _rounds(tmp_path, 300, seed=2) > 300


def _asked(bench: Bench) -> list[object]:
    """What searches answer, once the index is made."""
    found: list[object] = []
    for query in ("", "%E5%81%9C%E8%BD%A6", "%E5%8A%9B%E5%BA%A6%3A%E5%8A%9B%E4%BA%89"):
        while (answer := bench.get(f"/api/ledger?q={query}"))["status"] == 503:
            pass
        found.append([row["ref"] for row in answer["rows"]])
    return found


def _act_and_ask(bench: Bench, act: dict[str, object]) -> None:
    bench.post("/api/event", **act)
    _asked(bench)


def _correction(bench: Bench) -> dict[str, object]:
    """A promise made another's firmness: an act that the index has to take in."""
    row = next(one for one in bench.get("/api/queue")["rows"] if "停车" in one["title"])
    reply = bench.get(f"/api/reply/{row['name']}")
    item = next(one for one in reply["now"]["items"] if LETTER.index("到2026年6月底前") in one["starts"])
    return {"on": reply["fixed"]["sha256"], "do": "firmness", "item": item["name"], "from": "firm", "to": "effort"}


@pytest.mark.slow
@pytest.mark.parametrize("point", POINTS)
def test_no_acknowledged_act_is_lost_or_doubled_at_a_named_point(tmp_path: Path, point: str) -> None:
    records = reviewed_run(tmp_path / "run", 3)
    with workbench(records) as bench:
        bench.enter()
        act = _correction(bench)
        kept = bench.post("/api/event", **{**act, "do": "remark", "from": None, "to": "看看"}, client="kept-before")
        assert kept["status"] == 200
        if "correction" in point:
            _asked(bench)
    with workbench(records, first=killed_at(point)) as bench:
        bench.enter()
        with pytest.raises((OSError, http.client.HTTPException, ValueError)):
            _act_and_ask(bench, {**act, "client": "under-way"})
        assert bench.process.wait(SURELY_HANGS) == -signal.SIGKILL
    with workbench(records) as bench:
        bench.enter()
        assert bench.post("/api/event", **act, client="under-way")["status"] == 200
        answers = _asked(bench)
    clients = [event.client for event in read_events(journal_path(records))]
    assert clients == ["kept-before", "under-way"]
    corpus_path(records).unlink()
    with workbench(records) as bench:
        bench.enter()
        assert _asked(bench) == answers
