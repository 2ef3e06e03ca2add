from __future__ import annotations

import importlib.metadata
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

import summarise
from summarise.cli import app
from tests.support.one_reply import REPLY
from tests.support.owned import failures_in, records_in
from tests.support.places import ROOT
from tests.support.streams import ENCODING, VARIABLES

CANARY = "sk-canary-9876543210"
START = "from summarise.cli import main; main()"


@pytest.fixture(autouse=True)
def in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith(("SUMMARISE_", "OPENAI_"))]:
        monkeypatch.delenv(name)
    Path("in").mkdir()
    Path("in/reply.txt").write_text(REPLY, encoding="utf-8")


def command(*arguments: str, standard_input: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-c", START, *arguments],
        input=standard_input,
        capture_output=True,
        check=False,
        timeout=60,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **VARIABLES, **environment},
    )


def test_a_folder_becomes_records_and_a_second_run_changes_nothing() -> None:
    first = command("run", "in", "-o", "out/records.jsonl", "--save-text", "out/texts")
    assert first.returncode == 0, first.stderr
    (record,) = records_in(Path("out/records.jsonl"))
    assert record.document.source == "in/reply.txt"
    assert record.provenance.engine == "rules"
    text = Path(f"out/texts/{record.document.sha256}.txt").read_text(encoding="utf-8")
    quoted = [item.evidence for item in record.measures_taken] + [item.evidence for item in record.commitments]
    assert len(quoted) >= 2
    for evidence in (span for spans in quoted for span in spans):
        assert text[evidence.start : evidence.end] == evidence.quote
    before = Path("out/records.jsonl").read_bytes()
    second = command("run", "in", "-o", "out/records.jsonl", "--save-text", "out/texts")
    assert second.returncode == 0
    assert Path("out/records.jsonl").read_bytes() == before
    manifest = json.loads(Path("out/records.manifest.json").read_text(encoding="utf-8"))
    assert manifest["state"] == "finished"
    assert manifest["replies"]["not_done_again"] == 1
    assert manifest["settings"]["save_text"] == "out/texts"


def test_without_an_output_records_go_to_the_standard_output_and_failures_to_the_standard_error() -> None:
    done = command("run", "in", "gone.txt", "--quiet")
    assert done.returncode == 1
    assert json.loads(done.stdout)["document"]["source"] == "in/reply.txt"
    assert json.loads(done.stderr)["kind"] == "missing"
    assert command("run", "-", standard_input=REPLY.encode()).stdout.count(b"\n") == 1


def test_bad_inputs_are_listed_with_their_reasons_and_stop_nothing() -> None:
    Path("in/0-empty.txt").write_bytes(b"")
    Path("in/1-binary.txt").write_bytes(bytes(range(256)) * 40)
    Path("in/2-copy.txt").write_text(REPLY, encoding="utf-8")
    Path("in/3-huge.txt").write_bytes("答复。".encode() * 8_000_000)
    Path("in/4-lost.html").write_text("<html><title>404</title><body>404 Not Found 您访问的页面不存在</body></html>")
    done = command("run", "in", "-o", "records.jsonl")
    assert done.returncode == 1
    kinds = {failure.source: failure.kind for failure in failures_in(Path("records.failures.jsonl"))}
    assert kinds["in/0-empty.txt"] == "empty"
    assert kinds["in/1-binary.txt"] in {"binary", "encoding"}
    assert kinds["in/3-huge.txt"] == "too_large"
    assert kinds["in/4-lost.html"] == "not_a_reply"
    assert kinds["in/reply.txt"] == "duplicate"
    assert [record.document.source for record in records_in(Path("records.jsonl"))] == ["in/2-copy.txt"]
    assert all(failure.message for failure in failures_in(Path("records.failures.jsonl")))
    told = done.stderr.decode(ENCODING)
    assert "1 record, 4 failed (" in told
    assert "1 duplicate left out" in told
    assert "records.failures.jsonl" in told


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["run", "in", "--engine", "model"], "no model is named"),
        (["run", "in", "--engine", "rules", "--model", "x"], "--model is for a model"),
        (["run", "in", "--fallback", "rules"], "--fallback is for a model"),
        (["run", "in", "--workers", "3"], "--workers is for a model"),
        (["run", "in", "--engine", "rules", "--rpm", "3"], "--rpm is for a model"),
        (["run", "in", "--tpm", "3"], "--tpm is for a model"),
        (["run", "in", "--no-cache"], "--no-cache is for a model"),
        (["run", "in", "--cache-dir", "c"], "--cache-dir is for a model"),
        (["run", "in", "--model", "x", "--cache-dir", "c", "--no-cache"], "exclude each other"),
        (["run", "in", "--failures", "f.jsonl"], "--failures goes with -o FILE"),
        (["run", "in", "--retry-failed", "-o", "-"], "--retry-failed goes with -o FILE"),
        (["run", "in", "-o", "in"], "is a folder"),
        (["run", "in/reply.txt", "-o", "in/reply.txt"], "is an input"),
        (["run", "in", "-o", "a.jsonl", "--failures", "a.jsonl"], "same file"),
        (["run", "nothing-here", "--max-cost", "much"], "must be a number"),
        (["run", "empty"], "no replies found"),
        (["run", "in", "-o", "in/reply.txt/records.jsonl"], "cannot be made"),
        (["doctor", "--base-url", "http://127.0.0.1:1/v1"], "--base-url is for a model"),
        (["eval", "in", "--lint", "--split", "test"], "leave out --split"),
        (["schema", "foo"], "choose one of record, failure, gold, answer"),
        (["show", "records.jsonl", "nobody"], "no record matches"),
    ],
)
def test_a_wrong_call_gets_one_helpful_line_and_exit_code_2(arguments: list[str], told: str) -> None:
    Path("empty").mkdir()
    Path("records.jsonl").write_bytes(command("run", "in").stdout)
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 2
    assert told in result.output
    assert "Traceback" not in result.output


def test_a_pipe_gets_the_records_and_a_device_swallows_them(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    shown = command("run", "in").stdout
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert command("run", "in", "-o", str(pipe)).stdout == b""
        assert os.read(reader, len(shown) + 1) == shown
    finally:
        os.close(reader)
    assert command("run", "in", "-o", "/dev/null").stdout == b""


def test_a_stream_that_nobody_reads_or_that_is_full_leaves_no_traceback() -> None:
    shell = f"{sys.executable} -c '{START}' run in"
    for rest, codes in (("> /dev/full", {2}), ("| true", {0, 1})):
        done = subprocess.run(
            ["bash", "-c", f"set -o pipefail; {shell} {rest}"],
            capture_output=True,
            check=False,
            timeout=60,
            env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)},
        )
        assert done.returncode in codes
        assert b"Traceback" not in done.stderr


def test_a_fault_of_the_program_is_one_line_without_a_traceback(tmp_path: Path) -> None:
    broken = "import summarise.schema_files as s; s.schema_text = lambda name: 1 / 0; "
    done = subprocess.run(
        [sys.executable, "-c", broken + START, "schema"],
        capture_output=True,
        check=False,
        timeout=60,
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT), "OPENAI_API_KEY": CANARY},
    )
    assert done.returncode == 1
    assert done.stderr.count(b"\n") == 1
    assert b"internal error (ZeroDivisionError: division by zero)" in done.stderr


def test_a_key_in_the_environment_spends_nothing_and_is_written_nowhere() -> None:
    done = command("run", "in", "gone.txt", "-o", "out/records.jsonl", "--save-text", "out/t", OPENAI_API_KEY=CANARY)
    assert done.returncode == 1
    assert records_in(Path("out/records.jsonl"))[0].provenance.engine == "rules"
    written = [path.read_bytes() for path in Path("out").rglob("*") if path.is_file()]
    assert len(written) >= 5
    assert all(CANARY.encode() not in content for content in (*written, done.stdout, done.stderr))


def test_an_estimate_for_the_built_in_engine_writes_nothing() -> None:
    done = command("run", "in", "gone.txt", "-o", "out/records.jsonl", "--dry-run")
    assert done.returncode == 0
    assert b"1 reply, 1 input that cannot be read; no calls" in done.stdout
    assert not Path("out").exists()


def test_the_version_is_that_of_the_project() -> None:
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert changes.startswith(f"# Changes\n\n## {summarise.__version__}\n")
    assert importlib.metadata.version("summarise") == summarise.__version__
    assert CliRunner().invoke(app, ["--version"]).output == f"summarise {summarise.__version__}\n"


def test_no_line_of_the_help_is_cut() -> None:
    for group in ([], ["batch"], ["cache"]):
        shown = CliRunner().invoke(app, [*group, "--help"], env={"COLUMNS": "80"}).output
        commands = shown[shown.index("Commands:") :].splitlines()[1:]
        assert len(commands) >= 2
        assert all(line.endswith(".") and not line.endswith("..") for line in commands), shown


def test_reading_records_imports_no_reader_of_files() -> None:
    probe = (
        "import sys, summarise.records_file\nprint([name for name in sys.modules if name.startswith('summarise.load')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", probe], capture_output=True, check=True, timeout=60, env={"PYTHONPATH": str(ROOT)}
    )
    assert done.stdout.strip() == b"[]"


def test_the_help_imports_no_slow_library() -> None:
    slow = ("pydantic", "openai", "instructor", "jinja2", "rich", "lxml", "diskcache", "tenacity", "pypdfium2")
    probe = (
        "import sys\nfrom summarise.cli import main\nsys.argv = ['summarise', '--help']\n"
        f"try: main()\nfinally: sys.stderr.write(repr([name for name in {slow!r} if name in sys.modules]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", probe], capture_output=True, check=False, timeout=60, env={"PYTHONPATH": str(ROOT)}
    )
    assert done.stderr == b"[]"
    assert b"run " in done.stdout
