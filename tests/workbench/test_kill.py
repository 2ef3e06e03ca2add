"""kill -9 at any instant: every acknowledged act is there, once."""

import http.client
import random
import signal
import threading
from pathlib import Path

import pytest

from summarise.review.journal import journal_path, read_events
from tests.support.bench import Bench, reviewed_run, workbench


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
            begun.wait(60)
            wanted = len(acknowledged) + source.randrange(40)
            while len(acknowledged) < wanted and poster.is_alive():
                pass
            bench.process.send_signal(signal.SIGKILL)
            poster.join(60)
        kept = [event.client for event in read_events(journal_path(records))]
        assert set(acknowledged) <= set(kept)
        assert len(set(kept)) == len(kept)
    return len(acknowledged)


def test_no_acknowledged_act_is_lost_or_doubled_by_a_kill(tmp_path: Path) -> None:
    assert _rounds(tmp_path, 2, seed=1) > 0


@pytest.mark.slow
def test_no_acknowledged_act_is_lost_or_doubled_by_three_hundred_kills(tmp_path: Path) -> None:
    assert _rounds(tmp_path, 300, seed=2) > 300
