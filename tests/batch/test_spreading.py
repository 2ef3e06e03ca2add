from __future__ import annotations

import gc
from contextlib import closing
from itertools import count, islice
from pathlib import Path

import pytest
from typer.testing import CliRunner

from summarise.batch import collecting, spreading
from summarise.batch.request_files import RequestFile
from summarise.batch.spreading import spread
from summarise.cli import app
from summarise.document import Document
from summarise.engines.model_settings import ModelSettings
from summarise.errors import AnswerError, SummariseError
from summarise.record import Failure
from tests.support.composed_replies import composed_reply
from tests.support.places import ROOT
from tests.support.worked_on import collections_after, double, end_at_seven, fail_at_fifty


@pytest.mark.parametrize("processes", [1, 3])
def test_results_stand_in_the_order_of_the_values_and_no_more_are_taken_than_fit(processes: int) -> None:
    taken = count()
    values = (number for number in taken if number >= 0)
    with closing(spread(double, values, processes)) as results:
        assert list(islice(results, 500)) == [2 * number for number in range(500)]
    assert next(taken) < 500 + processes * 16 * 2


@pytest.mark.parametrize("processes", [1, 2])
def test_an_error_is_raised_in_the_turn_of_its_value(processes: int) -> None:
    with closing(spread(fail_at_fifty, range(60), processes)) as results:
        assert list(islice(results, 50)) == list(range(50))
        with pytest.raises(AnswerError, match="fifty") as raised:
            next(results)
    assert raised.value.kind == "stopped"


def test_worker_processes_look_for_garbage_as_seldom_as_the_first_process() -> None:
    with closing(spread(collections_after, range(60), 2)) as results:
        assert min(results) > 10 * gc.get_threshold()[0]


def test_a_value_that_ends_every_process_is_told() -> None:
    with (
        closing(spread(end_at_seven, range(60), 2)) as results,
        pytest.raises(SummariseError, match="three times"),
    ):
        list(results)


def test_requests_are_the_same_from_any_number_of_processes(tmp_path: Path) -> None:
    documents: list[Document | Failure] = [composed_reply(number)[1] for number in range(60)]
    documents[7] = Document("page", "第一页 登录 注册")
    documents[9] = Failure(source="lost", kind="missing", message="lost")
    settings = ModelSettings(model="m", api_key="sk-canary-of-this-test", cache_dir=tmp_path / "cache")
    one, two = RequestFile(tmp_path / "one.jsonl"), RequestFile(tmp_path / "two.jsonl")
    made = collecting.prepare(documents, settings, one, 1)
    assert made.requests >= 58
    assert len(made.failures) == 2
    assert collecting.prepare(documents, settings, two, 2) == made
    assert one.path.read_bytes() == two.path.read_bytes()
    assert one.documents_path.read_bytes() == two.documents_path.read_bytes()


def test_scores_are_the_same_from_any_number_of_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreading, "FEW", 4)
    said = [
        CliRunner().invoke(app, ["eval", str(ROOT / "eval" / "gold"), "--processes", str(processes)]).output
        for processes in (1, 2)
    ]
    scores = [[line for line in one.splitlines() if "second" not in line and " s" not in line] for one in said]
    assert len(scores[0]) > 5
    assert scores[0] == scores[1]
