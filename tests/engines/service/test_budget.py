"""Budgets stop before they are passed, and what was paid is booked even where the answer is no use."""

from __future__ import annotations

import threading
from decimal import Decimal

import pytest

from summarise.annotated import AnnotatedDocument
from summarise.engines import open_engine
from summarise.engines.estimate import estimate
from summarise.engines.fallback import FallbackEngine
from summarise.engines.model_settings import ModelSettings, Prices
from summarise.errors import AnswerRefused, BudgetExhausted, ServiceRejected, UsageError
from summarise.record import Provenance
from summarise.selection import Selection
from tests.support.model_calls import DOCUMENT, TEXT, settings, text_of
from tests.support.scripted_server import ScriptedServer, answered, failed, in_turn
from tests.support.small_annotator import annotate

PRICES = Prices(Decimal(2), Decimal(8), Decimal("0.5"))


class _Second:
    """A test's own second engine."""

    fingerprint = "second"

    def select(self, document: AnnotatedDocument) -> Selection:
        assert document.sentences
        return Selection(Provenance(engine="rules"))

    def stats(self) -> None:
        return


def test_tokens_stop_the_run_before_the_limit_is_passed() -> None:
    documents = [annotate(TEXT.replace("300盏", f"{number}盏")) for number in range(100, 300)]
    outcomes: list[str] = []
    with ScriptedServer(in_turn(answered(text_of()))) as server:
        limits = {"max_tokens": 13_000, "answer_limit": 500, "workers": 8}
        with open_engine(settings(server, **limits)) as engine:

            def work(share: int) -> None:
                for document in documents[share::8]:
                    try:
                        engine.select(document)
                        outcomes.append("done")
                    except BudgetExhausted as error:
                        outcomes.append(error.message)

            threads = [threading.Thread(target=work, args=(share,)) for share in range(8)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            stats = engine.stats()
        assert len(server.calls) == stats.calls == outcomes.count("done")
    assert stats.input_tokens + stats.output_tokens <= 13_000
    assert outcomes.count("done") > 10
    assert len(outcomes) == 200
    assert all("--max-tokens 13000" in outcome for outcome in outcomes if outcome != "done")


def test_cost_is_counted_exactly_and_limits_the_run() -> None:
    with ScriptedServer(in_turn(answered(text_of()))) as server:
        with open_engine(settings(server, prices=PRICES)) as engine:
            engine.select(DOCUMENT)
            # 60 fresh tokens at 2, 40 cached at 0.5, 20 answered at 8, for a million
            assert engine.stats().cost == Decimal("0.00030")
        tight = settings(server, prices=PRICES, max_cost=Decimal("0.0001"))
        with open_engine(tight) as engine, pytest.raises(BudgetExhausted, match=r"--max-cost 0\.0001"):
            engine.select(DOCUMENT)
        assert len(server.calls) == 1


def test_a_cost_limit_without_prices_is_refused() -> None:
    with pytest.raises(UsageError, match=r"summarise\.toml"):
        ModelSettings(model="m", max_cost=Decimal(1))


def test_tokens_of_refused_and_cut_answers_are_booked() -> None:
    script = in_turn(answered("", refusal="no"), answered("", finish="length"), answered(text_of()))
    with ScriptedServer(script) as server, open_engine(settings(server)) as engine:
        with pytest.raises(AnswerRefused):
            engine.select(DOCUMENT)
        engine.select(DOCUMENT)
        assert (engine.stats().calls, engine.stats().input_tokens, engine.stats().output_tokens) == (3, 300, 60)


def test_re_asks_are_counted() -> None:
    with ScriptedServer(in_turn(answered("?"), answered(text_of()))) as server, open_engine(settings(server)) as engine:
        engine.select(DOCUMENT)
        assert (engine.stats().calls, engine.stats().reasks) == (2, 1)


def test_the_second_engine_stands_in_and_says_why() -> None:
    refusing = in_turn(answered("", refusal="no"))
    with ScriptedServer(refusing) as server, FallbackEngine(open_engine(settings(server)), _Second()) as engine:
        selection = engine.select(DOCUMENT)
        assert engine.stats().fallbacks == 1
        assert engine.fingerprint.endswith("|second")
    assert selection.provenance.fallback == "answer_refused: the model refused: no"


def test_the_second_engine_does_not_hide_a_wrong_key() -> None:
    locked = in_turn(failed(401, "bad key"))
    with (
        ScriptedServer(locked) as server,
        FallbackEngine(open_engine(settings(server)), _Second()) as engine,
        pytest.raises(ServiceRejected),
    ):
        engine.select(DOCUMENT)


def test_an_estimate_makes_no_call_and_knows_the_cache(tmp_path: object) -> None:
    with ScriptedServer(in_turn(answered(text_of()))) as server:
        known = settings(server, cache_dir=tmp_path, prices=PRICES)
        before = estimate(known, [DOCUMENT])
        assert server.calls == []
        with open_engine(known) as engine:
            engine.select(DOCUMENT)
        after = estimate(known, [DOCUMENT, annotate("一、情况\n完成2个。")])
        assert len(server.calls) == 1
    assert (before.calls, before.cached, after.calls, after.cached) == (1, 0, 1, 1)
    assert before.input_tokens > 2000
    assert before.cost is not None
    assert before.cost > 0
