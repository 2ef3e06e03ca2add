"""Whatever happens to a run, in whatever order, the next one that ends has every reply once, and paid for once."""

from __future__ import annotations

import csv
import shutil
import signal
import tempfile
import threading
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from summarise.engines.model.engine import ModelEngine
from summarise.engines.model.prompt import template_folder
from summarise.engines.model_settings import ModelSettings
from summarise.engines.service.meter import Meter
from summarise.engines.service.protocol import Completion, Request
from summarise.load import load
from summarise.pipeline import summarise
from tests.support.command_line import command, started
from tests.support.composed_replies import composed_reply
from tests.support.owned import failures_in, records_in
from tests.support.plain_model import answer_to, asked, ill, well
from tests.support.scripted_server import Call, Reply, ScriptedServer

Told = Callable[[str, object], None]
WORKERS = 4
QUICK_FAULTS = (2, 8, 9, 10, 12)
"""Those that are answered at once or asked again without a wait."""


class Plain:
    """The plain model without a network."""

    def complete(self, request: Request) -> Completion:
        prompt = next(m.content for m in reversed(request.messages) if "<答复>" in m.content)
        return Completion(answer_to(prompt))


class Machine(RuleBasedStateMachine):
    """A user with a folder of replies, a model that is not always well, and a process that can die."""

    tally: ClassVar[Counter[str]] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="machine"))
        self.inputs = self.folder / "in"
        self.inputs.mkdir()
        self.output, self.log = self.folder / "out" / "records.jsonl", self.folder / "log"
        self.prompts: Path | None = None
        self.faults: list[int] = []
        self.good: Counter[str] = Counter()
        self.deaths = 0
        self.due: int | None = None
        self.waiting = threading.Event()
        self.lock = threading.Lock()
        self.server = ScriptedServer(self._answer)
        self.server.__enter__()
        self.new = 0
        self.add()

    def teardown(self) -> None:
        self.server.__exit__()
        shutil.rmtree(self.folder)

    def _answer(self, call: Call) -> Reply:
        with self.lock:
            if self.due is not None:
                self.due -= 1
                if self.due <= 0:
                    self.waiting.set()
            if self.faults:
                return ill(call, self.faults.pop())
            self.good[f"{call.body['messages'][0]['content']}{asked(call)}"] += 1
        return well(call)

    def _arguments(self, *more: str) -> list[str]:
        place = ["--base-url", self.server.base_url, "--workers", str(WORKERS), "--quiet"]
        return ["run", str(self.inputs), "-o", str(self.output), "--model", "plain", *place, *more]

    def _variables(self) -> dict[str, str]:
        return {"SUMMARISE_CACHE_DIR": str(self.folder / "cache")}

    # -- what the user and the world do ----------------------------------------------------------------------------

    @rule()
    def add(self) -> None:
        for _ in range(3):
            self.new += 1
            (self.inputs / f"{self.new:03}.txt").write_text(composed_reply(self.new)[1].text, encoding="utf-8")

    @rule(which=st.integers(0, 99), number=st.integers(1, 9))
    def edit(self, which: int, number: int) -> None:
        path = sorted(self.inputs.iterdir())[which % self.new]
        changed = path.read_text(encoding="utf-8") + f"我局将新增站点{number}个。\n"
        path.write_text(changed, encoding="utf-8")

    @rule()
    def change_the_prompt(self) -> None:
        if self.prompts is None:
            self.prompts = self.folder / "prompts"
            shutil.copytree(template_folder(), self.prompts)
        system = self.prompts / "system.md"
        system.write_text(system.read_text(encoding="utf-8") + "又及。", encoding="utf-8")

    @rule(kinds=st.lists(st.sampled_from(QUICK_FAULTS), min_size=1, max_size=4))
    def fall_ill(self, kinds: list[int]) -> None:
        self.faults += kinds
        self.tally["faults"] += len(kinds)

    @rule(after=st.integers(1, 3))
    def kill(self, after: int) -> None:
        self.waiting.clear()
        self.due = after
        process = started(self._arguments(), self.log, prompts=self.prompts, **self._variables())
        while process.is_alive() and not self.waiting.wait(0.01):
            pass
        assert process.pid is not None
        process.kill()
        process.join()
        self.due = None
        died = process.exitcode == -signal.SIGKILL
        self.deaths += died
        self.tally["kills"] += died

    @rule()
    def run(self) -> None:
        command(self._arguments(), self.log, prompts=self.prompts, **self._variables())
        self.faults.clear()
        again = command(self._arguments("--retry-failed"), self.log, prompts=self.prompts, **self._variables())
        assert again.code == 0, again.said
        names = sorted(str(path) for path in self.inputs.iterdir())
        written = records_in(self.output)
        assert [record.document.source for record in written] == names
        engine = ModelEngine(ModelSettings("plain"), Plain(), Meter())
        for record in written:
            made = summarise(load(Path(record.document.source)), engine)
            assert made.model_dump(exclude={"provenance"}) == record.model_dump(exclude={"provenance"})
        asked_before = len(self.server.calls)
        before = self.output.read_bytes()
        assert command(self._arguments(), self.log, prompts=self.prompts, **self._variables()).code == 0
        assert (len(self.server.calls), self.output.read_bytes()) == (asked_before, before)
        self.tally["runs"] += 1
        self.tally["records"] += len(written)

    @rule()
    def export(self) -> None:
        if not self.output.exists():
            return
        tables = self.folder / "tables"
        ended = command(["export", str(self.output), "--to", "csv", "-o", str(tables)], self.log)
        if ended.code:  # a run that died may leave a torn last line, which is named
            assert "records.jsonl" in ended.said
            assert "Traceback" not in ended.said
            return
        with (tables / "commitments.csv").open(encoding="utf-8-sig", newline="") as file:
            rows = sum(1 for _ in csv.reader(file)) - 1
        assert rows == sum(len(record.commitments) for record in records_in(self.output))
        self.tally["exports"] += 1

    # -- what always holds -----------------------------------------------------------------------------------------

    @invariant()
    def nothing_is_paid_twice(self) -> None:
        assert sum(self.good.values()) - len(self.good) <= self.deaths * WORKERS

    @invariant()
    def no_traceback_was_shown(self) -> None:
        assert not self.log.exists() or "Traceback" not in self.log.read_text(encoding="utf-8", errors="replace")

    @invariant()
    def every_failure_says_why(self) -> None:
        failures = self.output.with_name("records.failures.jsonl")
        if failures.exists() and failures.read_bytes().endswith(b"\n"):
            assert all(failure.kind and failure.message for failure in failures_in(failures))


def played(examples: int, steps: int) -> Counter[str]:
    Machine.tally = Counter()
    told = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],  # a step takes seconds, so a history that fails is shown as it was found
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Machine, settings=told)
    return Machine.tally


def test_one_history_with_everything_in_it_loses_and_doubles_nothing(record_property: Told) -> None:
    Machine.tally = Counter()
    machine = Machine()
    try:
        machine.kill(2)
        machine.fall_ill([8, 10, 12])
        machine.run()
        machine.edit(1, 7)
        machine.add()
        machine.kill(1)
        machine.export()
        machine.change_the_prompt()
        machine.kill(4)
        machine.run()
        machine.export()
        machine.nothing_is_paid_twice()
        machine.no_traceback_was_shown()
        machine.every_failure_says_why()
    finally:
        machine.teardown()
    assert Machine.tally["kills"] == 3
    tell(record_property, Machine.tally)


@pytest.mark.slow
def test_many_histories_lose_and_double_nothing(record_property: Told) -> None:
    tell(record_property, played(40, 20))


def tell(record_property: Told, tally: Counter[str]) -> None:
    record_property("tried", ", ".join(f"{count} {what}" for what, count in sorted(tally.items())))
