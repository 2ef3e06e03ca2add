"""What a script of the bundle makes of the folders and files that are dropped on it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest

from summarise.cli.dropped import dropped_on, results_of
from tests.support.places import ROOT

LETTER = ROOT / "eval/gold/linhe-transport-2023-118.txt"
SHELL = r"C:\Windows\system32\cmd.exe /c "


@pytest.mark.parametrize(
    ("command_line", "paths"),
    [
        (SHELL + r'""D:\s\工作台.bat" "D:\今年 答复""', [r"D:\今年 答复"]),
        (SHELL + r'""D:\s\工作台.bat" D:\答复"', [r"D:\答复"]),
        (SHELL + r'""D:\a & b!\工作台.bat" "D:\x y" D:\甲&乙 D:\100%!"', [r"D:\x y", r"D:\甲&乙", r"D:\100%!"]),
        (SHELL + r'""D:\s\summarise.BAT" D:\a,b;c=d^(1)"', [r"D:\a,b;c=d^(1)"]),
        (SHELL + r'""D:\s\工作台.bat" E:\ "', ["E:\\"]),
        (SHELL + r'""D:\s\工作台.bat" "', []),
        (SHELL + r'D:\s\工作台.bat D:\a "D:\b c"', [r"D:\a", r"D:\b c"]),
        (r'"C:\Windows\system32\cmd.exe" ', []),
        ("", []),
    ],
)
def test_dropped_paths_are_read_whole_from_the_line_of_the_shell(command_line: str, paths: list[str]) -> None:
    assert dropped_on(command_line) == paths


@pytest.mark.parametrize(
    ("inputs", "results"),
    [
        ([r"D:\答复"], r"D:\答复-summarise"),
        ([r"D:\答复\甲.docx"], r"D:\答复\甲.docx-summarise"),
        ([r"D:\答复\b", r"D:\答复\a"], r"D:\答复\a-2-summarise"),
        (["E:\\"], r"C:\Users\li\E-summarise"),
        (["\\\\server\\share\\"], r"C:\Users\li\server-share-summarise"),
    ],
)
def test_results_stand_beside_what_was_dropped_and_those_of_a_drive_in_the_users_folder(
    inputs: list[str], results: str
) -> None:
    home = PureWindowsPath(r"C:\Users\li")
    assert results_of([PureWindowsPath(one) for one in inputs], home) == PureWindowsPath(results)


def test_the_results_of_the_whole_file_system_stand_in_the_users_folder() -> None:
    found: PurePath = results_of([PurePosixPath("/")], PurePosixPath("/home/li"))
    assert found == PurePosixPath("/home/li/root-summarise")


def drop(*arguments: object, cwd: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    given = {"NO_WORKBENCH": "1", "PYTHONPATH": str(ROOT), "SUMMARISE_LANG": "zh", "PYTHONIOENCODING": "utf-8"}
    environment = {**os.environ, **given, **variables}
    command = [sys.executable, "-P", "-m", "summarise.cli.dropped", *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, env=environment, check=False, capture_output=True, encoding="utf-8")


def test_a_file_and_a_folder_whose_names_a_shell_would_split_become_one_ledger(tmp_path: Path) -> None:
    folder, letter = tmp_path / "乙&丙", tmp_path / "甲 100%!.txt"
    folder.mkdir()
    shutil.copy(ROOT / "eval/gold/lanqiao-eldercare-2024-112.txt", folder)
    shutil.copy(LETTER, letter)
    line = f'cmd.exe /c ""D:\\summarise\\工作台.bat" {folder} "{letter}""'
    done = drop(cwd=tmp_path, SUMMARISE_STARTED_BY=line, SUMMARISE_PROGRAM="/opt/summarise.sh")
    assert done.returncode == 0, done.stderr
    results = tmp_path / "乙&丙-2-summarise"
    assert {"ledger.xlsx", "page.html", "records.jsonl", "texts"} <= {path.name for path in results.iterdir()}
    assert len((results / "records.jsonl").read_bytes().splitlines()) == 2
    assert "下一步：/opt/summarise.sh show" in done.stderr


def test_results_go_into_the_users_folder_where_none_can_stand_beside_the_replies(tmp_path: Path) -> None:
    letters = tmp_path / "letters"
    letters.mkdir()
    shutil.copy(LETTER, letters)
    (tmp_path / "letters-summarise").write_text("a file in the way", encoding="utf-8")
    home = tmp_path / "home"
    home.mkdir()
    done = drop(letters, cwd=tmp_path, HOME=str(home), USERPROFILE=str(home))
    assert done.returncode == 0, done.stderr
    assert f"{letters}-summarise：写不进去" in done.stderr
    assert (home / "letters-summarise/ledger.xlsx").is_file()


def test_nothing_dropped_and_a_path_that_is_not_there_are_told(tmp_path: Path) -> None:
    for arguments, words in (((), "拖到"), (("no such",), "no such")):
        done = drop(*arguments, cwd=tmp_path)
        assert done.returncode == 2
        assert words in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_folder_without_a_reply_ends_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = drop(tmp_path / "empty", cwd=tmp_path)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
