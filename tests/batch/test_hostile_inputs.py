"""Inputs that would stop a whole run: each becomes that input's failure, and those after it are read."""

from __future__ import annotations

import io
import json
import os
import struct
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO, RawIOBase
from pathlib import Path

import pytest

from summarise.batch import Inputs
from summarise.batch.entries import LONGEST_LINE, guarded
from summarise.errors import InputError
from summarise.load.limits import MAX_FILE_BYTES

LETTER = "一封信"


def read(*names: object, standard_input: io.BufferedIOBase | None = None) -> dict[str, str]:
    """What each input gives: its text, or the kind of what is wrong."""
    found = {}
    for entry in Inputs([str(name) for name in names], standard_input or BytesIO()):  # type: ignore[arg-type]  # as a stream
        try:
            found[entry.source] = entry.load().text
        except InputError as error:
            found[entry.source] = error.kind if error.message else ""
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "in"
    path.mkdir()
    (path / "a.txt").write_text(LETTER)
    (path / "z.txt").write_text("另一封信")
    return path


def link_in_a_circle(path: Path) -> None:
    path.symlink_to(path.name)


def links_in_a_circle(path: Path) -> None:
    path.symlink_to("n.other")
    path.with_name("n.other").symlink_to(path.name)


def link_to_nowhere(path: Path) -> None:
    path.symlink_to("/nowhere/at/all")


def pipe(path: Path) -> None:
    os.mkfifo(path)


def pipe_of_lines(path: Path) -> None:
    os.mkfifo(path.with_suffix(".jsonl"))


def archive_with_a_nameless_file(path: Path) -> None:
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("x.txt", "第一封")
        archive.writestr("nn", "nameless")
    path.write_bytes(content.getvalue().replace(b"nn", b"\0n"))


def encrypted_package(path: Path) -> None:
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
    data = bytearray(content.getvalue())
    data[6] |= 1
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)


@pytest.mark.parametrize(
    "make",
    [
        link_in_a_circle,
        links_in_a_circle,
        link_to_nowhere,
        pipe,
        pipe_of_lines,
        archive_with_a_nameless_file,
        encrypted_package,
    ],
)
@pytest.mark.parametrize("named", [False, True])
def test_one_input_that_is_none_stops_no_other(folder: Path, make: Callable[[Path], None], *, named: bool) -> None:
    make(folder / "n.bad")
    inside = sorted(folder.iterdir())
    found = read(*(inside if named else [folder]))
    assert found[f"{folder}/a.txt"] == LETTER
    assert found[f"{folder}/z.txt"] == "另一封信"
    if named or make not in {pipe, pipe_of_lines}:
        assert set(found.values()) & InputError.KINDS


def test_a_member_without_a_name_fails_and_the_others_are_read(tmp_path: Path) -> None:
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name in ("a.txt", "", "b.txt"):
            archive.writestr(zipfile.ZipInfo(name), f"一封信 {name}")
    (tmp_path / "x.zip").write_bytes(content.getvalue())
    found = read(tmp_path / "x.zip")
    assert found[f"{tmp_path}/x.zip/a.txt"] == "一封信 a.txt"
    assert found[f"{tmp_path}/x.zip/b.txt"] == "一封信 b.txt"
    assert "unsafe" in found.values()


@pytest.mark.posix("paths longer than any of Windows, by descriptors of folders")
def test_folders_nested_deeper_than_calls_are_walked(tmp_path: Path) -> None:
    descriptor = os.open(tmp_path, os.O_RDONLY)
    for _ in range(1_100):
        os.mkdir("d", dir_fd=descriptor)
        inner = os.open("d", os.O_RDONLY, dir_fd=descriptor)
        os.close(descriptor)
        descriptor = inner
    letter = os.open("deep.txt", os.O_WRONLY | os.O_CREAT, dir_fd=descriptor)
    os.write(letter, LETTER.encode())
    os.close(letter)
    os.close(descriptor)
    (tmp_path / "z.txt").write_text("另一封信")
    try:
        found = read(tmp_path)
    finally:
        subprocess.run(["rm", "-rf", str(tmp_path / "d")], check=True)  # Python's own way is as deep as calls
    assert sorted(found.values()) == sorted([LETTER, "另一封信"])


def test_a_folder_that_cannot_be_looked_into_is_a_failure(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "m").mkdir()
    real = os.scandir

    def refusing(path: Path) -> object:
        if Path(path).name == "m":
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", refusing)
    found = read(folder)
    assert found[f"{folder}/m"] == "unreadable"
    assert len(found) == 3


@pytest.mark.parametrize("name", ["x" * 5000, "a/" * 3000 + "b", "nul\0inside", "\udcff.txt", "*" * 300, "[" * 300])
def test_a_name_that_is_none_is_a_failure(folder: Path, name: str) -> None:
    found = read(name, folder)
    assert found[f"{folder}/a.txt"] == LETTER
    assert len(found) == 3


@pytest.mark.parametrize("error", [RuntimeError("x"), RecursionError(), MemoryError(), OSError(5, "I/O"), KeyError()])
def test_whatever_stops_an_input_becomes_its_failure(error: Exception) -> None:
    def entries() -> Iterator[object]:
        raise error
        yield

    (entry,) = guarded("x", entries())  # type: ignore[arg-type]  # it yields nothing
    assert entry.source == "x"
    with pytest.raises((InputError, type(error))):
        entry.load()


class Endless(RawIOBase):
    """A standard input of which every byte is counted."""

    def __init__(self, begin: bytes) -> None:
        self.given = 0
        self._begin = begin

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        piece = self._begin[self.given : self.given + len(buffer)] or b"x" * len(buffer)
        buffer[: len(piece)] = piece
        self.given += len(piece)
        return len(piece)


@pytest.mark.parametrize("begin", [b"", b"\n" * 100, b'{"a": 1}\n{"id": ', "一封信\n".encode()])
def test_a_standard_input_without_end_is_refused_before_it_fills_the_memory(begin: bytes) -> None:
    endless = Endless(begin)
    entries = iter(Inputs(["-"], io.BufferedReader(endless)))  # type: ignore[type-var]  # its buffer is bytes-like
    with pytest.raises(InputError) as caught:
        next(entries).load()
    assert caught.value.kind in {"too_large", "unsupported", "not_a_reply"}
    assert endless.given <= 2 * MAX_FILE_BYTES


def test_a_line_that_is_too_long_is_one_failure_and_the_next_lines_keep_their_numbers(tmp_path: Path) -> None:
    long = b'{"id": "long", "text": "' + b"x" * (2 * LONGEST_LINE) + b'"}\n'
    last = json.dumps({"id": "last", "text": LETTER}).encode()
    (tmp_path / "x.jsonl").write_bytes(b'{"id": "first", "text": "a"}\n' + long + last + b"\n{}\n")
    found = read(tmp_path / "x.jsonl")
    assert (found["first"], found["last"]) == ("a", LETTER)
    assert [name.rpartition(":")[2] for name in found if name not in {"first", "last"}] == ["2", "4"]


@pytest.mark.parametrize("form", ["zip", "zip64"])
def test_a_zip_whose_directory_is_endless_is_refused_before_it_is_gone_through(tmp_path: Path, form: str) -> None:
    size = 512 * 1024 * 1024
    end = b"PK\x05\x06" + bytes(8) + struct.pack("<LLH", size if form == "zip" else 0xFFFFFFFF, 0, 0)
    end64 = b"PK\x06\x06" + bytes(36) + struct.pack("<QQ", size, 0) if form == "zip64" else b""
    (tmp_path / "x.zip").write_bytes(b"PK\x03\x04" + bytes(1000) + end64 + end)
    assert read(tmp_path / "x.zip") == {f"{tmp_path}/x.zip": "unsafe"}
