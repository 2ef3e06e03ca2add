"""The limits of what a run reads and counts: the first reply and the last, the largest that is still read."""

from __future__ import annotations

import hashlib
import io
import json
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from summarise.batch import entries as entries_module
from summarise.batch.duplicates import Once
from summarise.batch.entries import Entries
from summarise.batch.inputs import Inputs, named_files
from summarise.batch.journal import Line, key_of
from summarise.batch.making import Made, failed, is_doubtful, stand_in_reason
from summarise.batch.progress import Progress
from summarise.batch.request_files import RequestFile, read_answers
from summarise.batch.shards import Shard, Told
from summarise.batch.worker_process import packed, read_message
from summarise.document import Document
from summarise.errors import InputError, UsageError
from summarise.record import Failure


def _line(name: str, text: str, *, is_record: bool = True) -> Line:
    return Line(text.encode(), key_of(name, "0"), is_record)


# -- lines and counts ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "doubtful"),
    [
        ('{"measures_taken":[],"commitments":[],"engine":"rules"}', None),
        ('{"measures_taken":[],"commitments":[],"engine":"model"}', True),
        ('{"measures_taken":[{}],"commitments":[],"engine":"model"}', False),
        ('{"measures_taken":[],"commitments":[{}],"engine":"model"}', False),
        ('{"measures_taken":[{}],"commitments":[{}],"kind":"answer_mended","engine":"model"}', True),
        ('{"measures_taken":[{}],"commitments":[{}],"kind":"answer_mended","engine":"rules"}', None),
    ],
)
def test_an_answer_of_a_model_is_doubtful_where_it_is_empty_or_mended(data: str, doubtful: bool | None) -> None:
    assert is_doubtful(Made(_line("a", data))) is doubtful


@pytest.mark.parametrize(
    ("kind", "doubtful"), [("answer_invalid", True), ("answer_truncated", True), ("missing", None)]
)
def test_a_failure_is_doubtful_where_the_answer_was_of_no_use(kind: str, doubtful: bool | None) -> None:
    assert is_doubtful(failed("a", "", InputError("a: why", kind=kind))) is doubtful


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (_line("a", '{"provenance":{"fallback":null,"review":null}}'), ""),
        (_line("a", '{"provenance":{"fallback":null}}'), ""),
        (_line("a", '{"provenance":{"fallback":"busy: later","review":null}}'), "busy: later"),
        (_line("a", '{"source":"a"}', is_record=False), ""),
    ],
)
def test_the_reason_of_a_substitute_is_read_from_a_record(line: Line, reason: str) -> None:
    assert stand_in_reason(line) == reason


def test_a_file_is_named_by_itself_or_by_a_pattern_that_is_no_file(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c[1].txt"):
        (tmp_path / name).touch()
    (tmp_path / "folder").mkdir()
    for written, names in (
        ("a.txt", ["a.txt"]),
        ("missing.txt", ["missing.txt"]),
        ("c[1].txt", ["c[1].txt"]),
        ("?.txt", ["a.txt", "b.txt"]),
        ("folder", []),
    ):
        assert sorted(path.name for path in named_files([str(tmp_path / written), "-"])) == names


def test_progress_begins_with_nothing() -> None:
    begun = Progress()
    assert not any((begun.records, begun.failed, begun.reused, begun.asked, begun.doubtful, begun.written))
    assert not any((begun.kept_aside, begun.damaged_aside, begun.stand_in_reason, begun.unsummarised))


def test_progress_counts_each_reply_once_and_a_doubt_only_where_a_model_was_called_now() -> None:
    progress = Progress()
    missing = Failure(source="a", sha256="", kind="missing", message="first")
    progress.count(None, is_reused=False, stand_in="busy: later", is_doubtful=True)
    progress.count(None, is_reused=True, stand_in="busy: again", is_doubtful=True)
    progress.count(None, is_reused=False, is_doubtful=False)
    progress.count(None, is_reused=False, is_doubtful=None)
    progress.count(missing, is_reused=False)
    progress.count(missing.model_copy(update={"message": "second"}), is_reused=True)
    progress.count(missing.model_copy(update={"kind": "duplicate"}), is_reused=False)
    assert (progress.records, progress.failed, progress.written, progress.reused) == (4, 3, 7, 2)
    assert (progress.asked, progress.doubtful) == (2, 1)
    assert progress.stand_ins == Counter(busy=2)
    assert progress.stand_in_reason == "busy: later"
    assert progress.reasons["missing"] == "first"
    assert progress.unsummarised == Counter(missing=2)


def test_a_name_and_a_text_are_taken_once() -> None:
    once = Once()
    kinds = [
        None if error is None else error.kind
        for error in (
            once.refusal("a", "1"),
            once.refusal("b", "1"),
            once.refusal("a", "1"),
            once.refusal("a", "2"),
            once.refusal("c", ""),
            once.refusal("c", ""),
            once.refusal("c", "3"),
            once.refusal("d", "3"),
        )
    ]
    assert kinds == [None, "duplicate", "duplicate", "same_name", None, None, "same_name", None]


def test_the_text_of_a_duplicate_is_that_of_the_reply_it_names() -> None:
    once = Once()
    once.refusal("a", "1")
    same_text, same_name = once.refusal("b", "1"), once.refusal("a", "1")
    told = [
        once.text_of_duplicate(Failure(source=source, kind="duplicate", message=str(error)))
        for source, error in (("b", same_text), ("a", same_name))
    ]
    assert told == ["1", ""]


# -- shards ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("written", ["1/1", "1/2", "2/2", "999999/999999"])
def test_a_shard_may_be_the_last_of_all(written: str) -> None:
    shard = Shard.parse(written)
    assert f"{shard.number}/{shard.of}" == written


@pytest.mark.parametrize("written", ["0/1", "1/0", "2/1", "01/2", "1000000/1000000", "1", "/", "1/2/3", "-1/2"])
def test_a_shard_beyond_all_or_in_another_form_is_refused(written: str) -> None:
    with pytest.raises(UsageError):
        Shard.parse(written)


def test_the_first_eight_bytes_of_a_name_s_hash_decide_its_shard() -> None:
    """Runs of any version share the inputs in the same way."""
    for number in range(50):
        name = f"第{number}号.html"
        expected = int(hashlib.sha256(name.encode()).hexdigest()[:16], 16) % 7 + 1
        assert [one for one in range(1, 8) if Shard(one, 7).has(name)] == [expected]


def test_replies_of_a_shard_have_their_places_among_all_inputs(tmp_path: Path) -> None:
    names = [str(tmp_path / name) for name in ("a.txt", "b.jsonl", "c.txt")]
    (tmp_path / "a.txt").write_text("一")
    (tmp_path / "c.txt").write_text("二")
    (tmp_path / "b.jsonl").write_text("".join(f'{{"id": "{one}", "text": "三"}}\n' for one in "pqr"))
    found: dict[str, tuple[int, int]] = {}
    seen: set[str] = set()
    for number in (1, 2):
        shard = Shard(number, 2)
        told = Told(shard)
        of_it = list(told.noting(Inputs(names, io.BytesIO(), is_mine=told.is_mine)))
        assert not found.keys() & {entry.source for entry in of_it}
        found |= {entry.source: entry.place for entry in of_it}
        described = told.described()
        assert (described["number"], described["of"], described["places"]) == (number, 2, "")
        assert described["names"] == 6, "three files, three lines in one of them"
        seen.add(described["seen"])
    assert len(seen) == 1
    assert sorted(found.values()) == [(1, 0), (2, 0), (2, 1), (2, 2), (3, 0)]
    counted = [Inputs(some, io.BytesIO()).count() for some in (names, names[:1], [names[0], names[2]], [], ["-"])]
    assert counted == [None, 1, 2, 0, None]


# -- streams ---------------------------------------------------------------------------------------------------------


def _replies(entries: Iterable[entries_module.Entry]) -> list[str]:
    found = []
    for entry in entries:
        try:
            found.append(entry.load().text)
        except InputError as error:
            found.append(error.kind)
    return found


@pytest.mark.parametrize(("beyond", "is_read"), [(-1, True), (0, True), (1, False), (9, False)])
@pytest.mark.parametrize("first", [1, 2, 25])
def test_a_line_may_be_as_long_as_the_limit_and_what_is_beyond_is_skipped(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, first: int, beyond: int, is_read: bool
) -> None:
    """A stream is looked at for its form first; the lines behind are named by their numbers all the same."""
    short = [f'{{"text": "甲{number}"}}'.encode() for number in range(first)]
    line = ('{"text": "' + "乙" * 30 + '"}').encode()
    monkeypatch.setattr(entries_module, "LONGEST_LINE", len(line) - beyond)
    content = b"\n".join([*short, line, '{"text": "丙"}'.encode(), b""])
    (tmp_path / "a.jsonl").write_bytes(content)
    of_file, of_stream = (
        list(found) for found in (Entries().of_file(tmp_path / "a.jsonl"), Entries().of_stream(io.BytesIO(content)))
    )
    assert [entry.source.rpartition(":")[2] for entry in of_stream] == [str(n + 1) for n in range(first + 2)]
    assert [entry.source.rpartition(":")[2] for entry in of_file] == [str(n + 1) for n in range(first + 2)]
    for found in (_replies(of_file), _replies(of_stream)):
        assert found[first + 1] == "丙"
        assert (found[first] == "乙" * 30) is is_read


@pytest.mark.parametrize("beyond", [0, 1])
def test_a_table_in_a_stream_may_be_as_large_as_the_limit(monkeypatch: pytest.MonkeyPatch, beyond: int) -> None:
    table = '[{"id": "a", "text": "一"},\n {"id": "b", "text": "二"}]'.encode()
    monkeypatch.setattr(entries_module, "MAX_FILE_BYTES", len(table) - beyond)
    assert (_replies(Entries().of_stream(io.BytesIO(table))) == ["一", "二"]) is not bool(beyond)


@pytest.mark.parametrize(
    ("limit", "read"), [(100, 100), (99, 100), (98, 99), (50, 51), (41, 42), (40, 41), (39, 40), (1, 40)]
)
def test_of_a_stream_one_byte_more_than_the_limit_is_read(
    monkeypatch: pytest.MonkeyPatch, limit: int, read: int
) -> None:
    """The first twenty lines are always read, to find the form."""
    stream = io.BytesIO(b"a\n" * 50)
    lengths: list[int] = []

    def load(data: bytes, source: str, *, is_one: bool) -> Document:
        lengths.append(len(data))
        raise InputError(source, kind=str(is_one))

    monkeypatch.setattr(entries_module, "MAX_FILE_BYTES", limit)
    monkeypatch.setattr(entries_module, "load_bytes", load)
    assert _replies(Entries().of_stream(stream)) == ["True"]
    assert lengths == [read]


@pytest.mark.parametrize("length", [0, 1, (1 << 20) - 1, 1 << 20, (1 << 20) + 1])
def test_a_message_between_processes_is_read_whole_from_pieces_of_any_size(length: int) -> None:
    asked: list[int] = []
    stream = io.BytesIO(packed(b"x" * length) + packed("next"))

    def in_pieces(most: int) -> Callable[[int], bytes]:
        def read(size: int) -> bytes:
            asked.append(size)
            return stream.read(min(size, most))

        return read

    assert read_message(in_pieces(300_000)) == b"x" * length
    assert read_message(in_pieces(1)) == "next"
    assert max(asked) <= 1 << 20
    with pytest.raises(EOFError):
        read_message(in_pieces(1))


# -- batch files -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "following"),
    [
        ("requests.jsonl", "requests.2.jsonl"),
        ("requests.2.jsonl", "requests.3.jsonl"),
        ("requests.9.jsonl", "requests.10.jsonl"),
        ("2.jsonl", "2.2.jsonl"),
        (".2.jsonl", ".2.2.jsonl"),
        ("a.b.jsonl", "a.b.2.jsonl"),
        ("requests", "requests.2.jsonl"),
    ],
)
def test_the_file_of_the_next_round_has_the_next_number(name: str, following: str) -> None:
    assert RequestFile(Path("there") / name).following().path == Path("there") / following


def test_answers_are_told_by_status_and_only_the_first_of_a_request_counts(tmp_path: Path) -> None:
    def line(key: object, status: object, body: object = None, error: object = None) -> str:
        return json.dumps({"custom_id": key, "response": {"status_code": status, "body": body}, "error": error})

    rows = [
        line("a", 200, {"n": 1}),
        line("a", 200, {"n": 2}),
        line("a", 429, {"error": {"message": "slow"}}),
        line("b", 399, {"n": 1}),
        line("c", 400, {"n": 1}),
        line("d", 500, None),
        line("d", 503, None),
        line("e", 200, None),
        line("f", "200", {"n": 1}),
        json.dumps({"custom_id": "g", "response": None, "error": None}),
        line(7, 200, {"n": 1}),
        "[]",
        "{",
        "",
    ]
    path = tmp_path / "answers.jsonl"
    path.write_text("\r\n".join(rows))
    found = read_answers([path])
    assert {key: json.loads(body) for key, (body, *_) in found.bodies.items()} == {"a": {"n": 1}, "f": {"n": 1}}
    statuses = {key: complaint.status for key, complaint in found.complaints.items()}
    assert statuses == {"a": 429, "b": 400, "c": 400, "d": 500, "e": 400, "g": 400}
    assert (found.doubled, found.unreadable) == (1, 3)
