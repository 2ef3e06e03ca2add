"""What the documentation tells people to type is typed, and what it links to is there."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.places import ROOT
from tests.support.plain_model import well
from tests.support.scripted_server import Call, Reply, ScriptedServer, answered

DOCS = ROOT / "docs"
BLOCK = re.compile(r"^```(sh|python)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
ON_A_CLUSTER = re.compile(r"^```sh cluster\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PAGES = [*sorted((DOCS / "tutorials").glob("*.md")), DOCS / "model.md", DOCS / "machines.md", ROOT / "README.md"]
ELSEWHERE = ("make ", "pip install", "summarise workbench", "summarise fetch")
"""Commands that other tests and `.ci/run` type: they set up, serve, or need a network."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    texts = sorted((ROOT / "eval" / "gold").glob("*.txt"))[:12]
    (tmp_path / "replies").mkdir()
    (tmp_path / "eval").mkdir()
    (tmp_path / "gold").mkdir()
    (tmp_path / "eval" / "gold").symlink_to(tmp_path / "gold")
    for text in texts:
        shutil.copyfile(text, tmp_path / "gold" / text.name)
        shutil.copyfile(text.with_suffix(".gold.json"), tmp_path / "gold" / f"{text.stem}.gold.json")
    chargers = ROOT / "eval" / "gold" / "jinghu-street-parking-2024-53.txt"  # a page names one of its promises
    for number, text in enumerate([*texts[:3], chargers], start=1):
        shutil.copyfile(text, tmp_path / "replies" / f"{number}.txt")
    shutil.copyfile(texts[0], tmp_path / "reply.html")
    program = tmp_path / "bin" / "summarise"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m summarise "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    return tmp_path


def service(call: Call) -> Reply:
    """A model that adds 7 and 5, and reads letters."""
    return well(call) if "<答复>" in str(call.body) else answered('{"n": 12}')


def typed(page: Path, base_url: str) -> list[tuple[str, str]]:
    """The commands and programs of a page, with a server of this machine for the service that it names."""
    found = []
    for kind, text in BLOCK.findall(page.read_text(encoding="utf-8")):
        lines = [line for line in text.splitlines() if kind != "sh" or not line.startswith(ELSEWHERE)]
        body = (
            "\n".join(lines).replace("https://…/v1", base_url).replace("OPENAI_API_KEY=…", "OPENAI_API_KEY=sk-loopback")
        )
        if body.strip():
            found.append((kind, body))
    return found


def environment_in(folder: Path) -> dict[str, str]:
    return {
        "PATH": f"{folder / 'bin'}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "HOME": str(folder),
        "LANG": "C.UTF-8",
        "PYTHONIOENCODING": "utf-8",  # the pages pipe what is said to other programs
    }


@pytest.mark.cluster
def test_the_commands_that_need_a_cluster_do_what_they_say(folder: Path) -> None:
    pytest.importorskip("ray", reason="the group cluster is not installed (make cluster)")
    (body,) = ON_A_CLUSTER.findall((DOCS / "machines.md").read_text(encoding="utf-8"))
    command = ["bash", "-euo", "pipefail", "-c", body]
    done = subprocess.run(
        command, cwd=folder, env=environment_in(folder), capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    assert "公园" in done.stdout


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_command_of_a_page_does_what_it_says(page: Path, folder: Path) -> None:
    environment = environment_in(folder)
    with ScriptedServer(service) as server:
        blocks = typed(page, server.base_url)
        assert blocks
        for kind, body in blocks:
            command = ["bash", "-euo", "pipefail", "-c", body] if kind == "sh" else [sys.executable, "-c", body]
            done = subprocess.run(
                command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False
            )
            assert done.returncode == 0, f"{body}\n{done.stdout}\n{done.stderr}"


def test_the_notebook_runs_from_its_first_cell_to_its_last(folder: Path) -> None:
    cells = json.loads((DOCS / "tutorials" / "records.ipynb").read_text(encoding="utf-8"))["cells"]
    code = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    assert all(not cell.get("outputs") for cell in cells)
    program = "\n".join([*code, "assert records[0]._repr_html_().startswith('<table>')", "print(len(promises))"])
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "HOME": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 0


def test_every_link_between_pages_leads_somewhere() -> None:
    for page in [*DOCS.rglob("*.md"), ROOT / "README.md", ROOT / "README.zh-CN.md"]:
        for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert target.startswith("https://") or (page.parent / target).exists(), f"{page.name}: {target}"


def test_every_place_that_a_change_is_said_to_need_is_there() -> None:
    _, _, table = (DOCS / "how-it-works.md").read_text(encoding="utf-8").partition("## Where to change what")
    places = re.findall(r"`((?:summarise|eval|prompts)/[^`\s]*)`", table)
    assert len(places) > 10
    assert [place for place in places if not (ROOT / place).exists()] == []


def test_the_readme_is_short() -> None:
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) <= 120
