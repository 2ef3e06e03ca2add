"""The limits of files that a run keeps: which are its own, and where their lines begin and end."""

from __future__ import annotations

import errno
import json
import os
from contextlib import ExitStack, closing, nullcontext
from pathlib import Path
from typing import Any

import pytest

from summarise.batch.appending import AppendedFile
from summarise.batch.aside import Aside, LeftOver
from summarise.batch.journal import Journal, Line, digest_of, key_of
from summarise.batch.manifest import Manifest, added
from summarise.batch.ownership import (
    FAILURES,
    RECORDS,
    is_journal,
    is_lock,
    is_manifest,
    refuse_strange,
    starts_as_ours,
)
from summarise.batch.progress import Progress
from summarise.errors import OutputError

_ENTRY = b"r " + b"0" * 32 + b" " + b"1" * 32 + b" " + b"2" * 16 + b"\n"


# -- whose file it is ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "is_ours"),
    [
        (b"", True),
        (b'{"pid": ', True),
        (b'{"pid": ' + b"1" * (1023 - 8), True),
        (b'{"pid": ' + b"1" * (1024 - 8), False),
        (b'{"pid":', False),
        (b"lock", False),
    ],
)
def test_a_lock_has_at_most_a_thousand_bytes(content: bytes, is_ours: bool) -> None:
    assert is_lock(content) is is_ours


@pytest.mark.parametrize(
    ("content", "is_ours"),
    [
        (_ENTRY, True),
        (_ENTRY.replace(b"r", b"X"), True),
        (b"r" + b"0" * 8 + b"X", True),
        (b"r" + b"0" * 7 + b"X", False),
        (b"f" + b"0" * 17 + b"XX", True),
        (b"f" + b"0" * 17 + b"XXX", False),
        (b"\0" * 9, True),
        (b"0" * 9, False),
        (b"poetry", False),
    ],
)
def test_a_journal_may_have_a_tenth_of_other_bytes(content: bytes, is_ours: bool) -> None:
    assert is_journal(content) is is_ours


@pytest.mark.parametrize(
    ("line", "whole", "with_a_fault", "perhaps"),
    [
        (b'{"schema_version":1,"document":1,"provenance":1}\n', True, True, True),
        (b'{"schema_vXrsion":1,"document":1,"provenance":1}\n', False, True, True),
        (b'{"schema_version":1,"dXcument":1,"provenance":1}\n', False, True, True),
        (b'{"schema_version":1,"dXcument":1,"pXovenance":1}\n', False, False, True),
        (b'{"schema_vXrsion":1,"dXcument":1,"provenance":1}\n', False, False, True),
        (b'{"schema_vXrsion":1,"dXcument":1,"pXovenance":1}\n', False, False, False),
        (b"a\0b\n", False, False, True),
        (b'{"schema_ver', False, False, True),
        (b'{"schema_ver\n', False, False, False),
        (b"{} ", False, False, False),
    ],
)
def test_a_line_is_known_by_all_its_signs_by_all_but_one_or_by_one(
    line: bytes, whole: bool, with_a_fault: bool, perhaps: bool
) -> None:
    found = RECORDS.is_ours(line), RECORDS.is_ours_with_a_fault(line), RECORDS.may_be_ours(line)
    assert found == (whole, with_a_fault, perhaps)


@pytest.mark.parametrize(("length", "is_free"), [(2 << 20, True), (17 << 20, False)])
def test_a_file_is_known_by_a_first_line_of_many_megabytes(tmp_path: Path, length: int, is_free: bool) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"schema_version":1,"document":"' + b"a" * length + b'","provenance":1}\n')
    with nullcontext() if is_free else pytest.raises(OutputError):
        refuse_strange(path, RECORDS.is_ours)
    path.write_bytes(b"")
    refuse_strange(path, RECORDS.is_ours)
    path.unlink()
    refuse_strange(path, RECORDS.is_ours)


@pytest.mark.parametrize(
    ("torn", "is_ours"),
    [
        (b'{"source":"a', True),
        (b'{"source":', True),
        (b'{"sou', True),
        (b"{", True),
        (b"\0\0", True),
        (b"\0a", False),
        (b'{"source":"a\n', False),
        (b"poem", False),
    ],
)
def test_a_torn_line_is_the_beginning_of_one_of_ours(torn: bytes, is_ours: bool) -> None:
    assert starts_as_ours(torn, FAILURES.begin) is is_ours


def test_a_manifest_is_known_by_its_first_line_and_belongs_to_one_output(tmp_path: Path) -> None:
    manifest = Manifest(tmp_path / "a.manifest.json", "1", ["in"], "a.jsonl", {}, "f")
    manifest.require_own()
    assert manifest.spent_before() == {}
    manifest.write("running", Progress(), {"calls": 2}, {"calls": 3})
    assert is_manifest(manifest.path.read_bytes())
    assert "shard" not in json.loads(manifest.path.read_bytes())
    assert manifest.spent_before() == {"calls": 5}
    manifest.require_own()
    other = Manifest(manifest.path, "1", ["in"], "a", {}, "f")
    with pytest.raises(OutputError):
        other.require_own()
    for strange in ("[]", "7", "{", '{"spent_by_all_runs": 7}'):
        manifest.path.write_text(strange)
        assert manifest.spent_before() == {}


@pytest.mark.parametrize(
    ("earlier", "spent", "total", "share"),
    [
        ({}, {}, {}, None),
        ({"calls": 1}, {"calls": 2, "cost": 0.5}, {"calls": 3, "cost": 0.5}, None),
        ({"calls": "1"}, {"calls": 2}, {"calls": 2}, None),
        ({"calls": True}, {"note": "x"}, {}, None),
        ({"input_tokens": 0}, {"input_tokens": 0, "cached_input_tokens": 0}, None, None),
        ({"input_tokens": 1}, {"input_tokens": 2, "cached_input_tokens": 1}, None, 0.333),
        ({"input_tokens": 4}, {}, None, 0),
    ],
)
def test_what_runs_spent_is_added_by_name(
    tmp_path: Path, earlier: dict[str, Any], spent: dict[str, Any], total: dict[str, Any] | None, share: float | None
) -> None:
    if total is not None:
        assert added(earlier, spent) == total
    manifest = Manifest(tmp_path / "manifest.json", "1", [], "a.jsonl", {}, "f")
    manifest.write("finished", Progress(), spent, earlier)
    assert json.loads(manifest.path.read_bytes())["cached_input_share"] == share


# -- journal, lines kept aside, appended files -----------------------------------------------------------------------


def _line(name: str, text: str, *, is_record: bool = True) -> Line:
    return Line(text.encode(), key_of(name, "0"), is_record)


def test_a_journal_is_read_again_without_its_torn_line_and_keeps_what_it_is_told_to(tmp_path: Path) -> None:
    path = tmp_path / "a.journal"
    first, second = _line("a", "one"), _line("b", "two", is_record=False)
    with closing(Journal(path, "f")) as journal:
        journal.enter([first, second])
        journal.enter([first])
        assert path.read_bytes().count(b"\n") == len(journal) == 2
    with path.open("ab") as file:
        file.write(b"r 00")
    with closing(Journal(path, "g")) as journal:
        assert path.read_bytes().count(b"\n") == len(journal) == 2
        assert path.read_bytes().endswith(b"\n")
        found = journal.entry(digest_of(second.data))
        assert found is not None
        assert (found.is_record, found.key) == (False, second.key)
        assert not journal.is_current(digest_of(first.data))
        journal.enter([first])
        assert journal.is_current(digest_of(first.data))
        assert not journal.is_current(digest_of(b"three"))
        before = path.read_bytes()
        journal.keep_only({digest_of(first.data), digest_of(second.data)})
        assert path.read_bytes() == before
        journal.keep_only({digest_of(first.data)})
        assert path.read_bytes().count(b"\n") == len(journal) == 1
        journal.enter([second])
        assert len(journal) == 2
    with closing(Journal(path, "g")) as journal:
        assert journal.is_current(digest_of(first.data))
        assert journal.is_current(digest_of(second.data))


@pytest.mark.parametrize("record_first", [True, False])
def test_of_a_record_and_a_failure_that_are_kept_aside_the_record_is_found(tmp_path: Path, record_first: bool) -> None:
    record, failure = _line("a", '{"schema_version":1}'), _line("a", '{"source":"a"}', is_record=False)
    other, lost = _line("b", '{"source":"b"}', is_record=False), b'{"source":"lost"}'
    with ExitStack() as stack:
        journal = stack.enter_context(closing(Journal(tmp_path / "journal", "f")))
        journal.enter([record, failure, other])
        aside = stack.enter_context(closing(Aside(tmp_path / "aside", journal)))
        assert aside.keep_only_missing(frozenset()) == LeftOver(0, 0)
        assert not aside.path.exists()
        aside.add(line.data for line in ((record, failure) if record_first else (failure, record)))
        aside.add([other.data, lost, record.data])
        with closing(Aside(tmp_path / "aside", journal)) as anew:
            for held in (aside, anew):
                assert held.find(record.key) == record
                assert held.find(other.key) == other
                assert held.find(key_of("c", "0")) is None
                assert len(held.digests()) == 4
        assert aside.keep_only_missing(frozenset()) == LeftOver(2, 1)  # failures are made again
        assert aside.path.read_bytes().splitlines() == [record.data, lost]
        assert aside.find(record.key) == record
        assert aside.keep_only_missing(frozenset()) == LeftOver(2, 1)
        assert aside.keep_only_missing({digest_of(record.data)}) == LeftOver(1, 1)
        assert aside.keep_only_missing({digest_of(lost)}) == LeftOver(0, 0)
        assert not aside.path.exists()


@pytest.mark.parametrize(("torn", "kept"), [(b'{"source":"b', []), (b"poem", [b"poem"])])
def test_a_torn_line_that_is_kept_aside_is_cut_unless_it_is_somebody_else_s(
    tmp_path: Path, torn: bytes, kept: list[bytes]
) -> None:
    record = _line("a", '{"schema_version":1}')
    with closing(Journal(tmp_path / "journal", "f")) as journal:
        journal.enter([record])
        (tmp_path / "aside").write_bytes(record.data + b"\n" + torn)
        with closing(Aside(tmp_path / "aside", journal)) as aside:
            assert (tmp_path / "aside").read_bytes().splitlines() == [record.data, *kept]
            assert aside.find(record.key) == record


def test_an_appended_file_gives_exact_spans_and_takes_no_change_by_others(tmp_path: Path) -> None:
    with closing(AppendedFile(tmp_path / "a")) as file:
        file.append([b"one", b"", b"three"])
        assert file.size == len(b"one\n\nthree\n")
        assert (file.read(0, 3), file.read(5, 10), file.read(11, 11)) == (b"one", b"three", b"")
        with pytest.raises(OutputError):
            file.read(5, 12)
        file.cut(4)
        file.append([b"two"])
        assert (tmp_path / "a").read_bytes() == b"one\ntwo\n"
        with (tmp_path / "a").open("ab") as other:
            other.write(b"x")
        for act in (file.require_place, lambda: file.append([b"y"]), lambda: file.cut(0)):
            with pytest.raises(OutputError):
                act()
        assert (tmp_path / "a").read_bytes() == b"one\ntwo\nx"


def test_a_file_that_cannot_be_opened_is_named_with_the_reason(tmp_path: Path) -> None:
    reason = "|".join(map(os.strerror, (errno.EISDIR, errno.EACCES)))  # Windows denies access to a folder
    with pytest.raises(OutputError, match=rf"{tmp_path.name}: cannot be written \((?:{reason})\)"):
        AppendedFile(tmp_path)
