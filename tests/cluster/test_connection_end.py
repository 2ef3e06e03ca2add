"""No thread talks to Ray when the connection ends: Ray would end the process without a word."""

from __future__ import annotations

import sys
import threading
from importlib import import_module
from pathlib import Path
from traceback import walk_stack
from typing import Any

import pytest

from summarise.cluster.running import Job, Progress, run
from summarise.cluster.working import EngineChoice
from summarise.engines.model_settings import ModelSettings
from tests.support.hanging import SURELY_HANGS
from tests.support.plain_model import asked, well
from tests.support.scripted_server import Call, Reply, ScriptedServer
from tests.support.spread_replies import rows, write_lines

pytest.importorskip("ray", reason="the group cluster is not installed (make cluster)")
pytestmark = pytest.mark.cluster


def in_ray() -> set[threading.Thread]:
    """Threads that run code of Ray, besides the one that asks."""
    frames, own = sys._current_frames(), threading.current_thread()  # noqa: SLF001 - there is no other way to see them
    found = set()
    for thread in threading.enumerate():
        frame = frames.get(thread.ident or 0)
        files = {each.f_code.co_filename for each, _ in walk_stack(frame)} if thread is not own and frame else set()
        if any("/site-packages/ray/" in file for file in files):
            found.add(thread)
    return found


@pytest.mark.filterwarnings("ignore")  # of Ray's own settings
def test_no_thread_talks_to_ray_when_the_connection_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ray would end the process, with code 1 and without a word: here while a unit is still being done."""
    ray, source, target = import_module("ray"), tmp_path / "replies.jsonl", tmp_path / "out"
    write_lines(source, rows(8))
    connect, disconnect = ray.init, ray.shutdown
    own: set[threading.Thread] = set()
    left: list[set[threading.Thread]] = []
    seen: list[str] = []
    over = threading.Event()

    def connecting(*arguments: Any, **named: Any) -> None:
        connect(*arguments, **named)
        own.update(in_ray())  # they end with the connection

    def disconnected() -> None:
        left.append(in_ray() - own)
        disconnect()

    def held(call: Call) -> Reply:
        """Answer what is about the first replies, and what is about others when the connection has ended."""
        if asked(call) not in seen:
            seen.append(asked(call))
        if seen.index(asked(call)) > 2:
            over.wait(SURELY_HANGS)
        return well(call)

    def interrupted(_: Progress) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(ray, "init", connecting)
    monkeypatch.setattr(ray, "shutdown", disconnected)
    with ScriptedServer(held) as service:
        choice = EngineChoice(ModelSettings("plain", service.base_url, cache_dir=None))
        try:
            with pytest.raises(KeyboardInterrupt):
                run(Job(str(source), str(target), choice, "any", {}, block=1), None, 2, interrupted)
        finally:
            over.set()
    assert own
    assert left == [set()]
    assert 1 <= len(list(target.glob("parts/*/done/*.parquet"))) <= 3
