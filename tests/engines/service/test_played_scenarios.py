"""The scenarios that lie beside the checkout, each played by its own server and met through the Python API."""

from __future__ import annotations

import importlib.util
import re
import threading
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path
from types import ModuleType

import pytest

from summarise.annotate import annotate
from summarise.document import Document
from summarise.engines import open_engine
from summarise.engines.model_settings import ModelSettings
from summarise.errors import AnswerTruncated, SummariseError
from summarise.ground import ground
from summarise.record import Record

FOLDER = Path(__file__).resolve().parents[3].parent / "shared" / "faults" / "endpoint"
SLOW = {"q_rpm20", "q_restricted"}
"""A minute's limit is played in virtual time elsewhere; the other is about several letters."""

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the scenarios are not at hand")


def expected() -> dict[str, str]:
    table = (FOLDER / "expected.md").read_text(encoding="utf-8") if FOLDER.is_dir() else ""
    return {
        name: right for name, right in re.findall(r"^\| (\w+) \| (.+) \|$", table, re.MULTILINE) if name != "scenario"
    }


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    spec = importlib.util.spec_from_file_location("played", FOLDER / "server.py")
    assert spec is not None
    assert spec.loader is not None
    played: ModuleType = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(played)
    server = ThreadingHTTPServer(("127.0.0.1", 0), played.Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    thread.join()
    server.server_close()


def outcome(base_url: str, text: str) -> Record | SummariseError:
    letter = annotate(Document("letter.txt", text))
    with open_engine(ModelSettings("m", base_url, api_key="sk-of-nobody-1", max_retries=2)) as engine:
        try:
            return ground(letter, engine.select(letter))
        except SummariseError as error:
            return error


@pytest.mark.parametrize("name", sorted(set(expected()) - SLOW))
def test_a_played_scenario_ends_as_it_should(name: str, address: str) -> None:
    right = expected()[name]
    found = outcome(f"{address}/{name}/v1", (FOLDER / "letter.txt").read_text(encoding="utf-8"))
    if name == "q_max8192_cut":  # this server cuts every answer, so that there is none to make a record of
        assert isinstance(found, AnswerTruncated)
    elif "record" in right:
        assert isinstance(found, Record), found
        assert [str(target.value) for target in found.numeric_targets] == ["300", "85", "40"]
        assert len(found.commitments) == 2
    else:
        assert isinstance(found, SummariseError)
        stated = re.search(r"`(\w+)`", right)
        kind = stated[1] if stated else "service_rejected" if "stops" in right else "service_unavailable"
        assert found.kind == kind


def test_a_reply_that_a_filter_refuses_leaves_the_form_as_it_was(address: str) -> None:
    text = (FOLDER / "letter.txt").read_text(encoding="utf-8")
    refused = outcome(f"{address}/q_restricted/v1", text.replace("我局建成", "敏感县建成"))
    assert isinstance(refused, SummariseError)
    assert refused.kind == "answer_refused"
    assert isinstance(outcome(f"{address}/q_restricted/v1", text), Record)
