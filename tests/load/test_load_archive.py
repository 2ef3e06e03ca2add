"""Archives: every file in them by name, failures one by one, nothing unpacked beyond bounds."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from eval.fixtures.letters import GARDEN
from eval.fixtures.make_documents import documents
from summarise.errors import InputError
from summarise.load import Opening, collection, is_archive, load_bytes
from tests.support.zipped import zipped


def members(path: Path) -> list[tuple[str, bytes | InputError]]:
    return [(member.name, member.content) for member in Opening().of_archive(path, path.name)]


def read(path: Path, parts: dict[str, bytes]) -> dict[str, bytes | str]:
    path.write_bytes(zipped(parts))
    return {name: found if isinstance(found, bytes) else found.kind for name, found in members(path)}


def test_every_format_in_an_archive_is_read_from_it(tmp_path: Path) -> None:
    fixtures = [f for f in documents() if f.letter is GARDEN and not f.layout.startswith("pdf")]
    path = tmp_path / "all.zip"
    path.write_bytes(zipped({f"一组/{f.name}": f.data for f in fixtures}))
    found = {name: load_bytes(data, name).text for name, data in members(path) if isinstance(data, bytes)}
    assert found == {f"all.zip/一组/{f.name}": f.text for f in fixtures}


def test_an_archive_is_told_from_the_office_files_that_are_zips_too(tmp_path: Path) -> None:
    for fixture in documents():
        if fixture.letter is GARDEN:
            path = tmp_path / fixture.name
            path.write_bytes(fixture.data)
            assert not is_archive(path), fixture.name
    path.write_bytes(zipped({"a.txt": b"a"}))
    assert is_archive(path)
    assert not is_archive(tmp_path)
    assert not is_archive(tmp_path / "none.zip")


def test_archives_inside_are_opened_and_one_level_more_is_refused(tmp_path: Path) -> None:
    inner = zipped({"b.txt": b"b", "c.zip": zipped({"d.txt": b"d"})})
    assert read(tmp_path / "x.zip", {"a.zip": inner}) == {"x.zip/a.zip/b.txt": b"b", "x.zip/a.zip/c.zip": "unsafe"}


def test_paths_that_lead_out_and_links_are_refused_one_by_one(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = 0o120777 << 16
        file.writestr(link, "/etc/passwd")
        file.writestr("../../up.txt", "u")
        file.writestr("good.txt", "g")
    (tmp_path / "x.zip").write_bytes(out.getvalue())
    found = {name: f.kind if isinstance(f, InputError) else f for name, f in members(tmp_path / "x.zip")}
    assert found == {"x.zip/link.txt": "unsafe", "x.zip/../../up.txt": "unsafe", "x.zip/good.txt": b"g"}


def test_a_member_packed_too_tightly_fails_and_the_next_is_read(tmp_path: Path) -> None:
    assert read(tmp_path / "x.zip", {"bomb.txt": bytes(50_000_000), "good.txt": b"g"}) == {
        "x.zip/bomb.txt": "unsafe",
        "x.zip/good.txt": b"g",
    }


def test_all_members_together_stay_within_the_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collection, "MAX_ARCHIVE_TOTAL_BYTES", 10)
    assert read(tmp_path / "x.zip", {"a": b"12345678", "b": b"123", "c": b"12"}) == {
        "x.zip/a": b"12345678",
        "x.zip/b": "too_large",
        "x.zip/c": b"12",
    }


def test_names_in_gbk_are_read(tmp_path: Path) -> None:
    data = zipped({"ABCD.txt": b"x"}).replace(b"ABCD", "答复".encode("gbk"))
    (tmp_path / "x.zip").write_bytes(data)
    assert [name for name, _ in members(tmp_path / "x.zip")] == ["x.zip/答复.txt"]


def test_what_systems_leave_behind_is_no_reply(tmp_path: Path) -> None:
    assert read(tmp_path / "x.zip", {"__MACOSX/._a": b"", "d/.DS_Store": b"", "Thumbs.db": b"", "a.txt": b"a"}) == {
        "x.zip/a.txt": b"a"
    }


def test_a_damaged_archive_says_so(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(zipped({"a.txt": b"a" * 99})[:60])
    with pytest.raises(InputError, match=r"x\.zip.*damaged"):
        members(path)


def test_an_encrypted_member_is_named(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": b"a"}))
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + at] |= 1
    (tmp_path / "x.zip").write_bytes(bytes(data))
    assert [f.kind for _, f in members(tmp_path / "x.zip") if isinstance(f, InputError)] == ["unsupported"]


def test_names_that_windows_forbids_are_names_like_others(tmp_path: Path) -> None:
    names = ("CON.txt", "aux", "答复?.txt", "答复*.txt", "末尾点.", "末尾空 ", "a:b.txt", "<1>.txt", "竖|线.txt")
    parts = {f"一组/{name}": name.encode() for name in names}
    assert read(tmp_path / "x.zip", parts) == {f"x.zip/{name}": data for name, data in parts.items()}
    assert [path.name for path in tmp_path.iterdir()] == ["x.zip"]
