from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import example, given, settings
from hypothesis import strategies as st

from summarise.batch import Batch, Entry, OutputPaths, RunOptions, opened
from summarise.document import Document
from tests.support.owned import Calls


@dataclass(frozen=True)
class Step:
    """A run over these texts, under these settings, and what happens to the files afterwards."""

    texts: dict[int, int]
    fingerprint: str
    workers: int
    damage: tuple[str, str, float] | None


steps = st.builds(
    Step,
    texts=st.dictionaries(st.integers(0, 5), st.integers(0, 3), min_size=1),
    fingerprint=st.sampled_from(["one", "two"]),
    workers=st.sampled_from([1, 3]),
    damage=st.none()
    | st.tuples(
        st.sampled_from(["records", "failures", "journal", "aside"]),
        st.sampled_from(["cut", "flip", "remove"]),
        st.floats(0, 0.999),
    ),
)


def entry(number: int, version: int) -> Entry:
    text = f"第{number}件第{version}稿，{'失败' if version == 2 else '完成'}。"
    return Entry(f"{number}.txt", lambda: Document(f"{number}.txt", text))


def run(paths: OutputPaths, step: Step) -> tuple[bytes, bytes]:
    with opened(paths, step.fingerprint) as sink:
        Batch(Calls(), sink, RunOptions(step.workers)).run([entry(*item) for item in sorted(step.texts.items())])
    return paths.records.read_bytes(), paths.failures.read_bytes()


def spoil(paths: OutputPaths, which: str, how: str, place: float) -> None:
    path: Path = getattr(paths, which)
    content = bytearray(path.read_bytes() if path.exists() else b"")
    at = int(len(content) * place)
    if how == "remove":
        path.unlink(missing_ok=True)
    elif content:
        if how == "flip":
            content[at] ^= 0x20
        path.write_bytes(content if how == "flip" else content[:at])


@settings(max_examples=150)
@given(st.lists(steps, min_size=1, max_size=5))
@example(
    [
        Step({0: 0}, "one", 1, ("records", "flip", 0.0)),
        Step({0: 0}, "one", 1, ("journal", "cut", 0.0)),
        Step({0: 0}, "one", 1, None),
    ]
)
def test_whatever_went_before_a_run_writes_what_a_first_run_would(history: list[Step]) -> None:
    with TemporaryDirectory() as folder:
        paths = OutputPaths.beside(Path(folder) / "a" / "records.jsonl")
        for number, step in enumerate(history):
            fresh = run(OutputPaths.beside(Path(folder) / str(number) / "records.jsonl"), step)
            assert run(paths, step) == fresh
            if step.damage is not None:
                spoil(paths, *step.damage)
