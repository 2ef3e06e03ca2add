"""One pace and one budget for all workers, without a cluster: never passed, and closed where nobody answers."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from summarise.cluster.shared_limits import BudgetKeeper, KeeperLost, PaceKeeper, SharedBudget, SharedPace
from summarise.engines.model_settings import ModelSettings
from summarise.engines.service.pacing import Pacing
from summarise.engines.service.protocol import Spent
from summarise.errors import BudgetExhausted, ServiceRejected, ServiceUnavailable

WINDOW = 60.0
A_WINDOW = 10


class Clock:
    """Time that passes when a test says so."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def asking(keeper: object) -> Any:
    return lambda name, *arguments: getattr(keeper, name)(*arguments)


def lost(name: str, *arguments: Any) -> Any:  # noqa: ARG001 - a call that gets no answer
    raise KeeperLost("it is gone")


def test_two_workers_together_never_pass_the_pace() -> None:
    clock, turn = Clock(), threading.Lock()
    keeper = PaceKeeper(Pacing(8, A_WINDOW, None, window=WINDOW), lease=10 * WINDOW, clock=clock)
    seen: list[float] = []

    def call(name: str, *arguments: Any) -> Any:
        """Ask the keeper; what it wants waited for passes at once."""
        with turn:
            answer = getattr(keeper, name)(*arguments)
            if name == "ask":
                wait, at = answer
                clock.now += wait
                return (0.000001 if wait else 0.0), at
            return answer

    def work() -> None:
        pace = SharedPace(call)
        for _ in range(8):
            seen.append(pace.acquire(100))
            pace.release(100, 90)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(seen) == 32
    seen.sort()
    assert all(later - first >= WINDOW for first, later in zip(seen, seen[A_WINDOW:], strict=False))


@pytest.mark.parametrize(("later", "is_let_out"), [(29.0, False), (31.0, True)])
def test_a_call_of_a_lost_worker_counts_until_its_lease_is_over(later: float, is_let_out: bool) -> None:
    clock = Clock()
    keeper = PaceKeeper(Pacing(1, None, None, window=5.0), lease=30.0, clock=clock)
    assert keeper.ask("lost", 10)[0] == 0
    assert keeper.ask("lost", 10)[0] == 0  # its answer was lost, and it asks again
    clock.now += later
    assert (keeper.ask("next", 10)[0] == 0) is is_let_out


def settings(tokens: int) -> ModelSettings:
    return ModelSettings("m", max_tokens=tokens)


def test_two_workers_together_never_pass_the_budget() -> None:
    keeper = BudgetKeeper(settings(1000))
    spent: list[int] = []
    told: list[str] = []

    def work() -> None:
        budget = SharedBudget(asking(keeper), lambda _: None)
        most = Spent(50, 50)
        try:
            while True:
                budget.reserve(most)
                spent.append(80)
                budget.settle(most, Spent(40, 40))
        except BudgetExhausted as error:
            told.append(error.message)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert 900 < sum(spent) <= 1000
    assert len(told) == 4
    assert all("max-tokens 1000" in message for message in told)


def test_what_a_lost_worker_had_set_aside_stays_set_aside() -> None:
    keeper = BudgetKeeper(settings(100))
    most = Spent(30, 30)
    assert keeper.ask("lost", most)
    assert keeper.ask("lost", most)
    assert not keeper.ask("next", most)
    keeper.settle("lost", Spent(10, 10))
    assert keeper.ask("next", most)


def test_without_an_answer_no_call_goes_out_and_nothing_is_spent() -> None:
    pace = SharedPace(lost)
    with pytest.raises(ServiceRejected, match="before it asks"):
        pace.acquire(10)
    with pytest.raises(ServiceRejected, match="before it asks"):
        SharedBudget(lost, pace.sleep).reserve(Spent(1, 1))


def test_who_waits_for_the_pace_is_let_go_when_the_run_ends() -> None:
    asked = threading.Event()

    def call(name: str, *_: object) -> tuple[float, float]:  # noqa: ARG001 - a call that is told to wait
        asked.set()
        return 60.0, 0.0

    def close() -> None:
        asked.wait()
        pace.close()

    pace = SharedPace(call)
    threading.Thread(target=close).start()
    with pytest.raises(ServiceUnavailable) as caught:
        pace.acquire(1)
    assert caught.value.kind == "stopped"
