"""A Ray cluster of several nodes on this machine, in a process of its own that ends with the tests.

As a program it starts the nodes, says their address, and obeys one word a line: `node` loses a node without a word and
adds another one, `worker` kills a process that works on units. It says what it did.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

NODES = 2
STORE = 80_000_000
"""Bytes of each node's object store, the smallest that Ray takes."""
STARTS = 8
"""Times that a node may fail to start: Ray gives it half a minute, whatever else the machine does."""
QUIET = {"RAY_USAGE_STATS_ENABLED": "0", "RAY_BACKEND_LOG_LEVEL": "fatal", "RAY_AUTH_MODE": "disabled"}
"""The environment of nodes and of those who connect to them."""
NOTICE = {"health_check_initial_delay_ms": 500, "health_check_period_ms": 500, "health_check_failure_threshold": 20}
"""A lost node is noticed within ten seconds; one of a busy machine that is silent for less is not taken for lost."""


class Nodes:
    """The tests' side."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self.address = self._said()

    def _said(self) -> str:
        assert self._process.stdout is not None
        while line := self._process.stdout.readline():
            if line.startswith("> "):
                return line[2:].strip()
        raise AssertionError("the nodes have ended")

    def lose(self, what: str) -> str:
        """Lose a `node` or a `worker`; what was lost, or "nothing"."""
        assert self._process.stdin is not None
        self._process.stdin.write(what + "\n")
        self._process.stdin.flush()
        return self._said()


@contextmanager
def running_nodes(seed: int = 0) -> Iterator[Nodes]:
    """Nodes that end with the block."""
    environment = {**os.environ, **QUIET, "PYTHONPATH": str(Path(__file__).parents[2])}
    with subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "tests.support.ray_nodes", str(seed)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=environment,
    ) as process:
        try:
            yield Nodes(process)
        finally:
            assert process.stdin is not None
            process.stdin.close()
            process.wait()


def _workers(nodes: list[Any]) -> list[int]:
    """Processes that do units, below the nodes."""
    parents = {info.process.pid for node in nodes for info in node.all_processes.get("raylet", [])}
    found = []
    for status in Path("/proc").glob("[0-9]*/status"):
        with suppress(OSError, ValueError, StopIteration):
            parent = next(line.split()[1] for line in status.read_text().splitlines() if line.startswith("PPid"))
            name = (status.parent / "cmdline").read_bytes()
            if int(parent) in parents and name.startswith(b"ray::_Remote"):
                found.append(int(status.parent.name))
    return sorted(found)


def _started(start: Callable[[], Any]) -> Any:
    """Start something of Ray's, again where the machine was too busy."""
    for left in reversed(range(STARTS)):
        try:
            return start()
        except Exception:  # Ray's own has no class
            if not left:
                raise
    raise AssertionError


def _serve(seed: int) -> None:
    from ray.cluster_utils import Cluster  # noqa: PLC0415 - in this process alone

    chance = random.Random(seed)
    head = {"num_cpus": 0, "object_store_memory": STORE, "_system_config": NOTICE, "include_dashboard": False}
    cluster = _started(lambda: Cluster(initialize_head=True, head_node_args=head))

    def node() -> Any:
        return _started(lambda: cluster.add_node(num_cpus=1, object_store_memory=STORE))

    nodes = [node() for _ in range(NODES)]
    print(f"> {cluster.address}", flush=True)  # noqa: T201 - this is how it speaks
    for word in sys.stdin:
        done = "nothing"
        if word.strip() == "node":
            lost = nodes.pop(chance.randrange(len(nodes)))
            cluster.remove_node(lost, allow_graceful=False)
            nodes.append(node())
            done = "a node"
        elif workers := _workers(nodes):
            with suppress(ProcessLookupError):
                os.kill(chance.choice(workers), signal.SIGKILL)
                done = "a worker"
        print(f"> {done}", flush=True)  # noqa: T201
    cluster.shutdown()


if __name__ == "__main__":
    _serve(int(sys.argv[1]))
