from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from summarise.batch.inputs import Inputs
from summarise.batch.shards import Shard
from summarise.cli import app
from summarise.errors import UsageError
from tests.support.command_line import started
from tests.support.composed_replies import composed_reply
from tests.support.plain_model import well
from tests.support.scripted_server import ScriptedServer

OF = 3


@pytest.fixture
def inputs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Files, lines of JSON, what fails, and the same text and the same name again and again."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "in"
    folder.mkdir()
    texts = [composed_reply(number)[1].text for number in range(30)]
    for number, text in enumerate(texts[:14]):
        (folder / f"{number:02}.txt").write_text(text)
    for number in range(20, 26):
        (folder / f"{number}.txt").write_text(texts[3] if number % 2 else texts[5])
    (folder / "30.txt").write_text("首页 登录 注册")
    (folder / "31.txt").write_text("")
    rows = [{"id": f"r{number}", "text": text} for number, text in enumerate(texts[10:])]
    rows += [{"id": "r1", "text": texts[2]}, {"id": "again", "text": texts[12]}, {"id": "bad"}]
    rows += [{"id": "r2", "text": texts[12]}, {"id": "again", "text": texts[12]}]
    Path("lines.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    return ["in", "lines.jsonl"]


def summarise(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, list(arguments))
    return done.exit_code, done.output


def run(inputs: list[str], output: str, *more: str) -> None:
    code, said = summarise("run", *inputs, "-o", output, "--quiet", "--processes", "1", *more)
    assert code in {0, 1}, said


def run_all(inputs: list[str]) -> list[str]:
    parts = [f"part-{number}.jsonl" for number in range(1, OF + 1)]
    for number, part in enumerate(parts, start=1):
        run(inputs, part, "--shard", f"{number}/{OF}")
    return parts


def test_the_files_of_a_shard_are_counted_as_it_does_them(inputs: list[str]) -> None:
    parts = [Shard(number, OF) for number in range(1, OF + 1)]
    counts = [Inputs(inputs[:1], sys.stdin.buffer).count(part.has) for part in parts]
    done = [len(list(Inputs(inputs[:1], sys.stdin.buffer, is_mine=part.has))) for part in parts]
    assert counts == done
    assert 0 not in counts
    assert sum(filter(None, counts)) == Inputs(inputs[:1], sys.stdin.buffer).count()


def test_all_parts_together_are_what_one_run_writes_and_a_run_goes_on_from_it(inputs: list[str]) -> None:
    run(inputs, "one.jsonl")
    parts = run_all(inputs)
    assert all(Path(part).read_bytes().count(b"\n") > 3 for part in parts)
    code, said = summarise("merge", *reversed(parts), "-o", "-")
    assert (code, Path("-").exists(), "name one" in said) == (2, False, True)
    code, said = summarise("merge", *reversed(parts), "-o", "all.jsonl")
    assert code == 1, said
    for ending in ("jsonl", "failures.jsonl"):
        assert Path(f"all.{ending}").read_bytes() == Path(f"one.{ending}").read_bytes()
    kinds = Counter(json.loads(line)["kind"] for line in Path("all.failures.jsonl").read_bytes().splitlines())
    assert kinds["duplicate"] >= 10
    assert kinds["same_name"] == 1
    one, merged = (json.loads(Path(f"{name}.manifest.json").read_bytes()) for name in ("one", "all"))
    assert merged["replies"] == one["replies"]
    assert (merged["state"], merged["fingerprint"], merged["inputs"]) == ("finished", one["fingerprint"], one["inputs"])
    run(inputs, "all.jsonl")
    again = json.loads(Path("all.manifest.json").read_bytes())["replies"]
    assert again["not_done_again"] == again["records"] + kinds["not_a_reply"]
    assert Path("all.jsonl").read_bytes() == Path("one.jsonl").read_bytes()


@pytest.mark.usefixtures("inputs")
def test_where_only_duplicates_are_left_out_a_run_and_a_merge_end_well() -> None:
    alike = Path("in/00.txt").read_bytes()
    for number in range(8):
        Path(f"same-{number}.txt").write_bytes(alike)
    assert summarise("run", "same-*.txt", "-o", "one.jsonl", "--processes", "1")[0] == 0
    parts = run_all(["same-*.txt"])
    code, said = summarise("merge", *parts, "-o", "all.jsonl")
    assert (code, "1 record, 7 duplicates left out" in said) == (0, True), said
    assert Path("all.failures.jsonl").read_bytes() == Path("one.failures.jsonl").read_bytes()


def test_a_part_that_is_missing_doubled_unfinished_strange_or_damaged_is_told(inputs: list[str]) -> None:
    parts = run_all(inputs)
    assert f"missing: 2/{OF}" in summarise("merge", parts[0], parts[2], "-o", "all.jsonl")[1]
    assert "one is there twice" in summarise("merge", *parts, parts[0], "-o", "all.jsonl")[1]
    run(inputs, "one.jsonl")
    assert "is no part" in summarise("merge", *parts[:2], "one.jsonl", "-o", "all.jsonl")[1]
    run(["in"], "other.jsonl", "--shard", f"3/{OF}")
    assert "of different runs" in summarise("merge", *parts[:2], "other.jsonl", "-o", "all.jsonl")[1]
    manifest = Path("part-3.manifest.json")
    whole = manifest.read_text()
    manifest.write_text(whole.replace('"state": "finished"', '"state": "interrupted"'))
    assert "its run is interrupted" in summarise("merge", *parts, "-o", "all.jsonl")[1]
    manifest.write_text(whole)
    content = Path(parts[2]).read_bytes()
    Path(parts[2]).write_bytes(content + content)
    assert "more lines" in summarise("merge", *parts, "-o", "all.jsonl")[1]
    Path(parts[2]).write_bytes(content[: len(content) // 2])
    assert "fewer lines" in summarise("merge", *parts, "-o", "all.jsonl")[1]
    assert "same file" in summarise("merge", *parts, "-o", parts[0])[1] or summarise("merge", *parts, "-o", parts[0])[0]


@pytest.mark.parametrize(
    "change",
    [
        lambda: Path("in/15.txt").write_text("首页 登录"),
        lambda: Path("in/07.txt").unlink(),
        lambda: Path("in/07.txt").rename("in/40.txt"),
        lambda: Path("lines.jsonl").write_text(Path("lines.jsonl").read_text().replace('"id": "r4"', '"id": "s4"')),
    ],
    ids=["added", "removed", "renamed", "line renamed"],
)
def test_parts_that_saw_other_inputs_are_refused(inputs: list[str], change: Callable[[], object]) -> None:
    """A reply that came or went between two parts would be nobody's, in no list."""
    run(inputs, "part-1.jsonl", "--shard", "1/2")
    change()
    run(inputs, "part-2.jsonl", "--shard", "2/2")
    code, said = summarise("merge", "part-1.jsonl", "part-2.jsonl", "-o", "all.jsonl")
    assert (code, Path("all.jsonl").exists()) == (2, False)
    assert "did not see the same" in said
    run(inputs, "part-1.jsonl", "--shard", "1/2")
    assert summarise("merge", "part-1.jsonl", "part-2.jsonl", "-o", "all.jsonl")[0] in {0, 1}


def _other_quote(lines: list[bytes]) -> list[bytes]:
    return [line.replace("将".encode(), "已".encode()) for line in lines]


@pytest.mark.parametrize(
    "change", [_other_quote, lambda lines: [*lines[1::-1], *lines[2:]], lambda lines: [b"[" + lines[0], *lines[1:]]]
)
def test_a_part_whose_lines_changed_is_refused_before_anything_is_written(
    inputs: list[str], change: Callable[[list[bytes]], list[bytes]]
) -> None:
    parts = run_all(inputs)
    whole = Path(parts[1]).read_bytes()
    Path(parts[1]).write_bytes(b"".join(change(whole.splitlines(keepends=True))))
    assert Path(parts[1]).read_bytes() != whole
    code, said = summarise("merge", *parts, "-o", "all.jsonl")
    assert (code, Path("all.jsonl").exists()) == (1, False)
    assert "not those that the run wrote" in said
    run(inputs, parts[1], "--shard", f"2/{OF}")
    assert summarise("merge", *parts, "-o", "all.jsonl")[0] == 1


def test_a_part_that_was_killed_is_told_to_be_run_to_its_end(inputs: list[str]) -> None:
    parts = run_all(inputs)
    manifest = json.loads(Path("part-1.manifest.json").read_bytes())
    del manifest["shard"]
    Path("part-1.manifest.json").write_text(json.dumps(manifest | {"state": "running"}))
    assert "run it again to its end" in summarise("merge", *parts, "-o", "all.jsonl")[1]


@pytest.mark.slow
def test_two_shards_with_half_of_the_limit_each_never_exceed_it(tmp_path: Path) -> None:
    texts = [{"id": f"r{number}", "text": composed_reply(number)[1].text} for number in range(12)]
    (tmp_path / "all.jsonl").write_text("".join(json.dumps(text) + "\n" for text in texts), encoding="utf-8")
    limit = 8
    with ScriptedServer(well) as server:
        options = ["--model", "plain", "--base-url", server.base_url, "--no-cache", "--quiet", "--rpm", str(limit // 2)]
        parts = [
            started(
                ["run", str(tmp_path / "all.jsonl"), "-o", str(tmp_path / f"{n}.jsonl"), "--shard", f"{n}/2", *options],
                tmp_path / "log",
            )
            for n in (1, 2)
        ]
        for part in parts:
            part.join()
        at = sorted(call.at for call in server.calls)
    assert [part.exitcode for part in parts] == [0, 0], (tmp_path / "log").read_text(encoding="utf-8")
    assert len(at) == len(texts)
    assert all(later - first >= 60.0 for first, later in zip(at, at[limit:], strict=False))


def test_each_name_is_done_by_exactly_one_shard_and_they_are_even() -> None:
    shards = [Shard(number, 4) for number in range(1, 5)]
    done = Counter(shard.number for name in map(str, range(4000)) for shard in shards if shard.has(name))
    assert done.total() == 4000
    assert min(done.values()) > 900


@pytest.mark.parametrize("written", ["0/3", "4/3", "1", "a/b", "1/0", "-1/3", "1/3/5", ""])
def test_what_is_no_shard_is_refused(written: str) -> None:
    with pytest.raises(UsageError, match="3/16"):
        Shard.parse(written)
