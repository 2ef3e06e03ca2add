"""The rules of Windows that a second pass of the tests keeps on Linux: files, processes, and what the program sees."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.one_reply import REPLY
from tests.support.owned import failures_in, records_in
from tests.support.places import ROOT

RULES = ROOT / "tests" / "windows_rules"


def under_the_rules(program: str, folder: Path, typed: str = "", **variables: str) -> str:
    environ = {"PYTHONPATH": f"{RULES}:{ROOT}", "PYTHONIOENCODING": "utf-8", "PYTHONUTF8": "1", **variables}
    command = [sys.executable, "-c", program]
    done = subprocess.run(
        command, cwd=folder, env=environ, input=typed, capture_output=True, text=True, encoding="utf-8", check=False
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


COMMANDS = r"""
import sys
from typer.testing import CliRunner
from summarise.cli import app

for line in sys.stdin.read().split("\n")[1:-1]:
    done = CliRunner().invoke(app, line.split())
    print(done.exit_code, done.output, done.exception or "")
"""
TYPED = r"""
run in -o out\records.jsonl --save-text out\texts
run .\in\ -o out\records.jsonl --save-text out\texts
run in\*.txt in\子\*.txt -o out\named.jsonl
run in -o out\part-1.jsonl --shard 1/2
run in -o out\part-2.jsonl --shard 2/2
merge out\part-1.jsonl out\part-2.jsonl -o out\merged.jsonl
report out\records.jsonl -o out\page.html
export out\records.jsonl -o out\ledger.xlsx
export out\records.jsonl --to csv -o out\tables
search out\records.jsonl 公园 -o out\found.json
workbench export out\records.jsonl -o out\corrected.jsonl
show out\records.jsonl
"""


def test_every_command_takes_paths_as_windows_writes_them_and_files_keep_a_slash(tmp_path: Path) -> None:
    (tmp_path / "in" / "子").mkdir(parents=True)
    (tmp_path / "in" / "a.txt").write_text(REPLY, encoding="utf-8")
    (tmp_path / "in" / "子" / "空.txt").touch()
    (tmp_path / "in" / "子" / "b.txt").write_text(REPLY.replace("3", "4"), encoding="utf-8")
    said = under_the_rules(COMMANDS, tmp_path, WINDOWS_PATHS="1", typed=TYPED)
    assert "Traceback" not in said
    assert r"→ out\records.jsonl" in said
    assert "2 of them from an earlier run" in said  # however the folder is typed
    assert [path.name for path in tmp_path.rglob("*") if "\\" in path.name] == []
    made = {name: (tmp_path / "out" / f"{name}.jsonl") for name in ("records", "named", "merged", "corrected")}
    assert [record.document.source for record in records_in(made["records"])] == ["in/a.txt", "in/子/b.txt"]
    assert len({path.read_bytes() for name, path in made.items() if name != "corrected"}) == 1
    assert [failure.source for failure in failures_in(tmp_path / "out" / "records.failures.jsonl")] == ["in/子/空.txt"]
    assert (
        json.loads((tmp_path / "out" / "records.manifest.json").read_text("utf-8"))["settings"]["save_text"]
        == "out/texts"
    )
    for name in ("page.html", "ledger.xlsx", "tables/commitments.csv", "found.json", "corrected.jsonl"):
        assert (tmp_path / "out" / name).stat().st_size > 0
