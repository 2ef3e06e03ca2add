"""What `ray_pool` uses of Ray, in this process: workers are objects, and a test says which answers are lost."""

from __future__ import annotations

from collections.abc import Callable, Container
from types import SimpleNamespace
from typing import Any

MOST_CALLS = 10_000


class RayError(Exception):
    pass


class Lost(RayError):
    actor_init_failed = False


class _Answer:
    def __init__(self, work: Callable[[], Any]) -> None:
        self.work = work


class _Handle:
    def __init__(self, ray: ScriptedRay, made: Any) -> None:
        self._ray, self._made = ray, made

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._made, name)
        return SimpleNamespace(remote=lambda *arguments: self._ray.asked(lambda: method(*arguments)))


class ScriptedRay:
    """Calls are numbered 0, 1, 2 … in the order in which they are made.

    Args:
        lost: numbers of the calls whose worker is lost before it answers.
        lost_after: numbers of the calls whose worker is lost after its work, so that only the answer is missing.
        error: what is raised for a lost worker.
        cleaning_up: called by `shutdown`.

    """

    def __init__(
        self,
        lost: Container[int] = (),
        lost_after: Container[int] = (),
        error: Exception | None = None,
        cleaning_up: Callable[[], None] = lambda: None,
    ) -> None:
        self._lost, self._lost_after, self._error = lost, lost_after, error or Lost("it is gone")
        self.calls = self.workers = 0
        self.shutdown = cleaning_up
        self.exceptions = SimpleNamespace(
            RayError=RayError, RayActorError=Lost, NodeDiedError=Lost, OutOfMemoryError=Lost
        )

    def init(self, *_: object, **__: object) -> None:
        pass

    def cluster_resources(self) -> dict[str, float]:
        return {"CPU": 2.0}

    def remote(self, kind: type) -> Any:
        def begun(*arguments: Any) -> _Handle:
            self.workers += 1
            return _Handle(self, kind(*arguments))

        return SimpleNamespace(options=lambda **_: SimpleNamespace(remote=begun))

    def asked(self, work: Callable[[], Any]) -> _Answer:
        number, self.calls = self.calls, self.calls + 1
        assert number < MOST_CALLS, "it goes round in a circle"

        def answer() -> Any:
            if number in self._lost:
                raise self._error
            done = work()
            if number in self._lost_after:
                raise self._error
            return done

        return _Answer(answer)

    def wait(
        self, answers: list[_Answer], num_returns: int, timeout: float | None = None
    ) -> tuple[list[_Answer], list[_Answer]]:
        """One answer comes at a time, the last that was asked for first."""
        assert answers
        assert num_returns <= len(answers)
        assert timeout in {None, 0}
        return answers[-1:], answers[:-1]

    def get(self, answer: _Answer) -> Any:
        return answer.work()
