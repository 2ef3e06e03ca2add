"""A service that does not answer: told after one reply, before the others are tried."""

from __future__ import annotations

import threading
import time

import pytest

from summarise.engines import open_engine
from summarise.engines.model_settings import ModelSettings
from summarise.engines.service import opening
from summarise.engines.service.meter import Meter
from summarise.engines.service.opening import First, Opening, Watched
from summarise.engines.service.protocol import Completion, Message, Request, Transient
from summarise.engines.service.retrying import Retrying
from summarise.errors import ServiceRejected, ServiceUnavailable
from tests.support.hanging import SURELY_HANGS
from tests.support.model_calls import TEXT, settings, text_of
from tests.support.scripted_server import ScriptedServer, answered, failed, in_turn
from tests.support.small_annotator import annotate

REQUEST = Request("m", (Message("user", "一"),), 10)
DOCUMENTS = [annotate(TEXT.replace("300盏", f"{number}盏")) for number in range(100, 116)]


def test_an_address_where_nobody_listens_stops_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "_FIRST_WAIT", SURELY_HANGS)  # however slowly the machine tells that nobody listens
    nowhere = ModelSettings(model="m", base_url="http://127.0.0.1:9/v1", max_retries=5)
    errors: list[str] = []

    def work(index: int) -> None:
        with pytest.raises(ServiceRejected, match="could not be reached") as caught:
            engine.select(DOCUMENTS[index])
        errors.append(caught.value.message)

    with open_engine(nowhere) as engine:
        threads = [threading.Thread(target=work, args=(index,)) for index in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert engine.stats().retries <= 3  # of one reply: the others were not tried
    assert len(errors) == 8
    assert len(set(errors)) == 1


def test_a_service_that_only_fails_is_given_up_after_three_replies() -> None:
    with ScriptedServer(in_turn(failed(502, "bad gateway"))) as server, open_engine(settings(server)) as engine:
        kinds = []
        for document in DOCUMENTS[:5]:
            with pytest.raises((ServiceUnavailable, ServiceRejected)) as caught:
                engine.select(document)
            kinds.append(caught.value.kind)
        assert kinds == ["service_unavailable"] * 2 + ["service_rejected"] * 3
        assert len(server.calls) == 3


def test_failures_after_an_answer_stop_nothing() -> None:
    script = in_turn(answered(text_of()), failed(502, "bad gateway"))
    with ScriptedServer(script) as server, open_engine(settings(server)) as engine:
        engine.select(DOCUMENTS[0])
        for document in DOCUMENTS[1:6]:
            with pytest.raises(ServiceUnavailable):
                engine.select(document)


def test_the_others_wait_for_the_first_call_that_is_in_trouble() -> None:
    opening = Opening()
    entered, release = threading.Event(), threading.Event()
    order: list[str] = []

    class Inner:
        def complete(self, request: Request) -> Completion:
            if request.limit == 1:
                opening.failed()
                entered.set()
                release.wait(30)
                order.append("first")
            else:
                order.append("other")
            return Completion("{}")

    service = First(Watched(Inner(), opening), opening)
    first = threading.Thread(target=service.complete, args=(Request("m", REQUEST.messages, 1),))
    first.start()
    entered.wait(30)
    others = [threading.Thread(target=service.complete, args=(REQUEST,)) for _ in range(4)]
    for thread in others:
        thread.start()
    release.set()
    for thread in (first, *others):
        thread.join()
    assert order == ["first", *["other"] * 4]


def test_a_service_that_is_asked_too_often_has_answered() -> None:
    class Busy:
        def complete(self, _: Request) -> Completion:
            raise Transient("slow down", throttled=True)

    opening = Opening()
    with pytest.raises(Transient):
        Watched(Busy(), opening).complete(REQUEST)
    assert opening.is_open


def test_a_call_that_failed_is_tried_four_times_however_slow_the_machine_is() -> None:
    opening = Opening()
    assert not opening.is_over_soon(3, timed_out=False)
    assert opening.is_over_soon(4, timed_out=False)
    assert opening.is_over_soon(1, timed_out=True)
    opening.answered()
    assert not opening.is_over_soon(9, timed_out=False)
    assert not opening.is_over_soon(1, timed_out=True)


def test_first_failures_are_outlasted_on_a_machine_that_stands_still_between_calls(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = time.monotonic()
    tries = 0

    class Slow:
        def complete(self, _: Request) -> Completion:
            nonlocal now, tries
            now += 60
            tries += 1
            if tries < 3:
                raise Transient("failed")
            return Completion("{}")

    monkeypatch.setattr(time, "monotonic", lambda: now)
    service = Retrying(Slow(), Meter(None), 5, lambda _: None)
    assert service.complete(REQUEST).text == "{}"
