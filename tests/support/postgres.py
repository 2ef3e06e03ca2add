"""A real PostgreSQL in a temporary folder, that a test may stop and start."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

PASSWORD = "kestrel-7-harbour"
"""Of the server's owner: it must show nowhere."""
_UNPRIVILEGED = "postgres"
"""Who runs the server where the tests run as root, for whom it refuses to start."""


def programs() -> Path | None:
    """Folder of the server's programs."""
    found = shutil.which("pg_ctl")
    known = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name.split(".")[0]))
    return known[-1] if known else Path(found).parent if found else None


class PostgresServer:
    """A cluster of its own on a free port of the loopback."""

    def __init__(self, folder: Path, programs: Path) -> None:
        self._data, self._programs = folder / "data", programs
        self.port = free_port()
        self._owner = pwd.getpwnam(_UNPRIVILEGED) if os.geteuid() == 0 else None
        if self._owner is not None:
            os.chown(folder, self._owner.pw_uid, self._owner.pw_gid)
        word = folder / "password"
        word.write_text(PASSWORD)
        word.chmod(0o644)
        options = ["--username=keeper", f"--pwfile={word}", "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C"]
        self._run("initdb", "-D", str(self._data), *options, "--no-sync")
        self._options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off"

    @property
    def url(self) -> str:
        return f"postgresql://keeper:{PASSWORD}@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        self._run("pg_ctl", "-D", str(self._data), "-w", "-l", str(self._data / "log"), "-o", self._options, "start")

    def stop(self, mode: str = "fast") -> None:
        """`fast` ends connections properly, `immediate` is a crash."""
        self._run("pg_ctl", "-D", str(self._data), "-w", "-m", mode, "stop")

    @property
    def log(self) -> str:
        return (self._data / "log").read_text(encoding="utf-8")

    def end(self) -> None:
        """Leave nothing running, whatever a test did."""
        try:
            number = int((self._data / "postmaster.pid").read_text().split()[0])
        except (OSError, ValueError, IndexError):
            return
        os.kill(number, signal.SIGQUIT)

    def _run(self, program: str, *arguments: str) -> None:
        owner = self._owner
        user = {} if owner is None else {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": ()}
        done = subprocess.run(
            [str(self._programs / program), *arguments],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            cwd="/",
            **user,  # type: ignore[call-overload]  # the keywords of subprocess
        )
        assert done.returncode == 0, done.stderr


def free_port() -> int:
    """A port of the loopback that nobody uses."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@contextmanager
def running_postgres() -> Iterator[PostgresServer]:
    """Start a server, or skip the test where none is installed."""
    found = programs()
    if found is None:
        pytest.skip("PostgreSQL is not installed (Debian: apt-get install postgresql)")
    with tempfile.TemporaryDirectory(prefix="summarise-postgres-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        server = PostgresServer(Path(folder), found)
        server.start()
        try:
            yield server
        finally:
            server.end()
