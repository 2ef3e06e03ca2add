from __future__ import annotations

import errno
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from summarise.batch import OutputPaths, opened
from summarise.batch.appending import AppendedFile, replace_file
from summarise.batch.texts import save_text
from summarise.document import Document
from summarise.errors import OutputError
from tests.support.owned import records_in, write_replies
from tests.support.places import ROOT, SUPPORT

DRIVER = SUPPORT / "batch_driver.py"
COUNT = 40


def drive(
    folder: Path, output: Path, workers: int, largest_file: int | None = None
) -> subprocess.CompletedProcess[str]:
    def limit() -> None:
        if largest_file is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, largest_file))

    return subprocess.run(
        [sys.executable, str(DRIVER), str(folder), str(output), str(output.with_name("calls")), str(workers)],
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT)},
        preexec_fn=limit,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize("workers", [1, 8])
def test_a_disk_that_takes_no_more_ends_the_run_with_whole_lines_and_the_next_run_goes_on(
    tmp_path: Path, workers: int
) -> None:
    folder = write_replies(tmp_path / "in", COUNT)
    whole = tmp_path / "whole" / "records.jsonl"
    whole.parent.mkdir()
    assert drive(folder, whole, 1).returncode == 0
    output = tmp_path / "out" / "records.jsonl"
    output.parent.mkdir()
    limited = drive(folder, output, workers, largest_file=20_000)
    assert limited.returncode != 0
    assert "OutputError" in limited.stderr
    assert "cannot be written (File too large)" in limited.stderr
    kept = output.read_bytes()
    assert kept.endswith(b"\n") or (not kept and workers > 1), "what is ready before its turn may fill the disk first"
    assert whole.read_bytes().startswith(kept)
    assert drive(folder, output, workers).returncode == 0
    assert output.read_bytes() == whole.read_bytes()
    calls = output.with_name("calls").read_text().split()
    assert len(calls) - len(set(calls)) <= workers


def test_half_a_line_is_taken_back_when_the_disk_is_full(tmp_path: Path) -> None:
    path = tmp_path / "lines"
    file = AppendedFile(path)
    file.append([b"first"])
    real = os.write

    def half(descriptor: int, data: bytes) -> int:
        if len(data) < 4:
            raise OSError(28, "No space left on device")
        return real(descriptor, data[:3])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "write", half)
        with pytest.raises(OutputError, match="No space left on device"):
            file.append([b"second"])
    assert path.read_bytes() == b"first\n"
    file.append([b"third"])
    file.close()
    assert path.read_bytes() == b"first\nthird\n"


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    paths = OutputPaths.beside(tmp_path / "file" / "records.jsonl")
    with pytest.raises(OutputError, match="file: the folder cannot be made"), opened(paths, "x"):
        pass


def test_a_read_only_folder_is_named_before_anything_is_done() -> None:
    with TemporaryDirectory() as place:
        Path(place).chmod(0o555)
        ended = os.waitstatus_to_exitcode(os.waitpid(fork_as_nobody(lambda: refused(Path(place))), 0)[1])
        assert ended == 0
        assert not list(Path(place).iterdir())


def refused(folder: Path) -> bool:
    try:
        with opened(OutputPaths.beside(folder / "records.jsonl"), "x"):
            return False
    except OutputError as error:
        return f"{folder}: the folder cannot be written in" in error.message


def fork_as_nobody(holds: Callable[[], bool]) -> int:
    """A process that ends with 0 where something holds; never as root, who may write everywhere."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            if os.geteuid() == 0:
                os.setuid(65534)
            code = 0 if holds() else 2
        finally:
            os._exit(code)
    return child


def test_a_file_that_cannot_be_replaced_stays(tmp_path: Path) -> None:
    target = tmp_path / "taken"
    target.mkdir()
    (target / "inside").write_text("x")
    with pytest.raises(OutputError, match="taken: cannot be written"):
        replace_file(target, b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]


def test_a_text_that_cannot_be_saved_is_refused_with_the_first_reason(tmp_path: Path) -> None:
    (tmp_path / "texts").write_text("x")
    with pytest.raises(OutputError, match=rf"\.txt: cannot be written \({os.strerror(errno.EEXIST)}\)"):
        save_text(tmp_path / "texts", Document("letter.txt", "修桥6座。"))


@pytest.mark.slow
def test_ten_thousand_replies_stay_under_300_megabytes(tmp_path: Path) -> None:
    folder = write_replies(tmp_path / "in", 10_000)
    output = tmp_path / "records.jsonl"
    assert drive(folder, output, 8).returncode == 0
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < 300 * 1024
    assert len(records_in(output)) == 10_000
