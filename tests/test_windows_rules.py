"""The rules of Windows that a second pass of the tests keeps on Linux: files, processes, and what the program sees."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.places import ROOT

RULES = ROOT / "tests" / "windows_rules"


def under_the_rules(program: str, folder: Path) -> str:
    environ = {"PYTHONPATH": f"{RULES}:{ROOT}"}
    command = [sys.executable, "-c", program]
    done = subprocess.run(
        command, cwd=folder, env=environ, capture_output=True, text=True, encoding="utf-8", check=False
    )
    return done.stdout or done.stderr


@pytest.mark.parametrize(
    "act",
    [
        "os.remove('a')",
        "os.rename('a', 'c')",
        "os.replace('a', 'c')",
        "os.replace('b', 'a')",
        "pathlib.Path('a').unlink()",
    ],
)
def test_an_open_file_is_neither_moved_nor_replaced_nor_removed(act: str, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    begin = "import os, pathlib\nfile = open('a')\n"
    assert "PermissionError" in under_the_rules(begin + act, tmp_path)
    assert (tmp_path / "a").read_text(encoding="utf-8") == "a"
    assert under_the_rules(begin + f"file.close()\n{act}\nprint('done')", tmp_path) == "done\n"


def test_a_folder_is_not_opened_and_nothing_is_renamed_onto_a_file(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    (tmp_path / "b").touch()
    assert "PermissionError" in under_the_rules("import os\nos.open('.', os.O_RDONLY)", tmp_path)
    assert "FileExistsError" in under_the_rules("import os\nos.rename('a', 'b')", tmp_path)


def test_the_program_sees_windows_in_itself_and_in_the_processes_that_it_starts(tmp_path: Path) -> None:
    program = (
        "import summarise.batch.appending as a, summarise.batch.lock as b, summarise.load.isolation as c\n"
        "print(a.os.name, b.sys.platform, hasattr(a.os, 'fork'), hasattr(c.signal, 'SIGKILL'), b.msvcrt.LK_NBLCK)\n"
        "import subprocess\n"
        "from summarise.own_process import environment\n"
        "print('windows_rules' in environment()['PYTHONPATH'])\n"
    )
    assert under_the_rules(program, tmp_path).split() == ["nt", "win32", "False", "False", "2", "True"]
