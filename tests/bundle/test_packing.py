"""Bundles for offices: what is in them, for whom, and that nothing else gets in."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from eval.bundle.packing import TARGETS, PackingError, Target, assemble, embed, pinned, unfit, zipped
from tests.support.places import ROOT

WINDOWS, LINUX, ARM = TARGETS


def _wheel(folder: Path, name: str, *inner: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(folder / name, "w") as out:
        for path in inner or ("module.py",):
            out.writestr(path, name)
    return folder / name


def _bundle(folder: Path, target: Target) -> Path:
    place = folder / f"summarise-0-{target.name}"
    place.mkdir()
    _wheel(place / "wheels", "plain-1.0-py3-none-any.whl", "plain/__init__.py", "plain-1.0.data/scripts/plain")
    for minor in (11, 12):
        _wheel(place / "wheels", f"fast-2.0-cp3{minor}-cp3{minor}-{target.tags[0]}.whl", f"fast/3{minor}.so")
    (place / "requirements.txt").write_text(pinned((place / "wheels").iterdir()), encoding="ascii")
    assemble(place, target)
    return place


def _embeddable(folder: Path, minor: int) -> tuple[Path, str]:
    archive = folder / "embed.zip"
    with zipfile.ZipFile(archive, "w") as out:
        for name in ("python.exe", f"python3{minor}.dll", f"python3{minor}.zip", f"python3{minor}._pth"):
            out.writestr(name, name)
    return archive, hashlib.sha256(archive.read_bytes()).hexdigest()


def test_a_windows_bundle_has_what_a_double_click_needs(tmp_path: Path) -> None:
    place = _bundle(tmp_path, WINDOWS)
    assert unfit(place, WINDOWS) == []
    names = {path.name for path in place.iterdir()}
    assert {"install.bat", "summarise.bat", "工作台.bat", "使用说明.txt", "examples", "wheels"} <= names
    for name in ("install.bat", "summarise.bat", "工作台.bat"):
        content = (place / name).read_bytes()
        assert content.isascii()
        assert content.count(b"\r\n") == content.count(b"\n") > 5
    guide = (place / "使用说明.txt").read_bytes()
    assert guide.startswith(b"\xef\xbb\xbf")
    assert "工作台.bat" in guide.decode("utf-8-sig")
    assert b"\r\n" in guide


def test_every_label_that_a_batch_file_jumps_to_is_in_it(tmp_path: Path) -> None:
    for path in _bundle(tmp_path, WINDOWS).glob("*.bat"):
        words = path.read_text(encoding="ascii").split()
        jumps = {words[number + 1] for number, word in enumerate(words) if word == "goto"}
        assert jumps <= {word.removeprefix(":") for word in words if word.startswith(":")}, path.name


@pytest.mark.parametrize("target", [LINUX, ARM], ids=lambda target: target.name)
def test_a_linux_bundle_has_scripts_that_a_shell_accepts(tmp_path: Path, target: Target) -> None:
    place = _bundle(tmp_path, target)
    assert unfit(place, target) == []
    for name in ("install.sh", "workbench.sh"):
        assert b"\r" not in (place / name).read_bytes()
        assert subprocess.run(["sh", "-n", str(place / name)], check=False).returncode == 0
    assert not list(place.glob("*.bat"))


def test_the_scripts_of_the_linux_bundle_lead_from_letters_to_the_ledger(tmp_path: Path) -> None:
    place = _bundle(tmp_path, LINUX)
    programs = place / ".venv/bin"
    programs.mkdir(parents=True)
    for name, arguments in (("summarise", "-m summarise "), ("python", "")):
        (programs / name).write_text(f'#!/bin/sh\nexec "{sys.executable}" {arguments}"$@"\n', encoding="utf-8")
        (programs / name).chmod(0o755)
    letters = tmp_path / "今年 答复"
    (place / "examples").rename(letters)
    environment = {**os.environ, "NO_WORKBENCH": "1", "PYTHONPATH": str(ROOT)}
    command = ["sh", str(place / "workbench.sh"), f"{letters}/"]
    subprocess.run(command, cwd=tmp_path, env=environment, check=True, capture_output=True)
    made = {path.name for path in (tmp_path / "今年 答复-summarise").iterdir()}
    assert {"ledger.xlsx", "page.html", "records.jsonl", "texts"} <= made


def test_what_does_not_belong_into_a_bundle_is_named(tmp_path: Path) -> None:
    place = _bundle(tmp_path, WINDOWS)
    _wheel(place / "wheels", "other-1.0-cp311-cp311-manylinux_2_28_x86_64.whl")
    _wheel(place / "wheels", "deep-1.0-py3-none-any.whl", "a/" * 80 + "b.py")
    (place / "extra.bat").write_bytes("rem 中文\n".encode())
    (place / ("n" * 180)).touch()
    found = " ".join(unfit(place, WINDOWS))
    for word in ("other-1.0", "b.py", "extra.bat", "nnnn"):
        assert word in found


def test_requirements_name_each_wheel_by_its_hash_and_one_version_of_each(tmp_path: Path) -> None:
    wheels = [_wheel(tmp_path, f"my_pkg-1.0-cp3{minor}-cp3{minor}-win_amd64.whl") for minor in (11, 12)]
    text = pinned(wheels)
    assert text.startswith("my-pkg==1.0 ")
    for wheel in wheels:
        assert f"--hash=sha256:{hashlib.sha256(wheel.read_bytes()).hexdigest()}" in text
    with pytest.raises(PackingError, match="two versions"):
        pinned([*wheels, _wheel(tmp_path, "my_pkg-1.1-py3-none-any.whl")])


def test_an_embeddable_python_brings_the_packages_of_its_own_version(tmp_path: Path) -> None:
    place = _bundle(tmp_path, WINDOWS)
    embed(place, *_embeddable(tmp_path, 12))
    site = place / "python/Lib/site-packages"
    assert (site / "plain/__init__.py").is_file()
    assert [path.name for path in (site / "fast").iterdir()] == ["312.so"]
    assert not (site / "plain-1.0.data").exists()
    assert b"Lib\\site-packages\r\n" in (place / "python/python312._pth").read_bytes()
    assert not (place / "wheels").exists()
    assert unfit(place, WINDOWS) == []


def test_another_python_than_was_named_or_one_without_wheels_is_refused(tmp_path: Path) -> None:
    place = _bundle(tmp_path, WINDOWS)
    archive, sha256 = _embeddable(tmp_path, 12)
    with pytest.raises(PackingError, match="SHA-256"):
        embed(place, archive, "0" * 64)
    assert not (place / "python").exists()
    archive, sha256 = _embeddable(tmp_path, 14)
    with pytest.raises(PackingError, match=r"fast: has no wheel for Python 3\.14"):
        embed(place, archive, sha256)


def test_two_packings_of_one_folder_are_one_file_with_names_in_utf_8(tmp_path: Path) -> None:
    place = _bundle(tmp_path, WINDOWS)
    first = zipped(place).read_bytes()
    assert zipped(place).read_bytes() == first
    with zipfile.ZipFile(place.with_name(f"{place.name}.zip")) as packed:
        names = packed.namelist()
    assert f"{place.name}/工作台.bat" in names
    assert all(name.startswith(f"{place.name}/") for name in names)


def test_the_guide_shows_the_pictures_that_are_there_and_in_the_bundle_none(tmp_path: Path) -> None:
    guide = (ROOT / "docs" / "office.zh.md").read_text(encoding="utf-8")
    shown = re.findall(r"!\[[^\]]+\]\(pictures/([\w-]+\.png)\)", guide)
    pictures = ROOT / "docs" / "pictures"
    assert sorted(shown) == sorted(path.name for path in pictures.iterdir())
    assert all(0 < (pictures / name).stat().st_size <= 60_000 for name in shown)
    assert "![" not in (_bundle(tmp_path, LINUX) / "使用说明.txt").read_text(encoding="utf-8")


@pytest.mark.skipif(os.name == "nt", reason="a script for sh")
def test_the_linux_bundle_installs_with_the_pip_that_it_brings(tmp_path: Path) -> None:
    place = _bundle(tmp_path, LINUX)
    with zipfile.ZipFile(place / "wheels/pip-1.0-py3-none-any.whl", "w") as wheel:
        wheel.writestr("pip/__main__.py", "import sys; print(sys.argv[1:])")
    done = subprocess.run(["sh", str(place / "install.sh")], check=True, capture_output=True, encoding="utf-8")
    assert "'--no-index', '--find-links', 'wheels', '--require-hashes', '-r', 'requirements.txt'" in done.stdout
    assert "sh workbench.sh" in done.stdout
    assert (place / ".venv/bin/python").exists()
