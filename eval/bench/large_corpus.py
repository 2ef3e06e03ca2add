"""How the workbench bears many replies: size and making of the index, search, candidates, start, memory, first view.

All times are processor times, since others work on the machine as well; Linux alone tells those of the server.

python -m eval.bench.large_corpus --replies 50000 --folder out/large

The replies are varied from the records of eval/gold: other bodies, numbers, years and figures, so that the words are
poorer than life's and the sizes are those of real letters. What is made stays in the folder and is used again.
"""

from __future__ import annotations

import argparse
import hashlib
import http.client
import json
import os
import random
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

from summarise.corpus import opened_corpus, parse_query
from summarise.corpus.index_making import corpus_path
from summarise.corpus.index_tables import KINDS
from summarise.corpus.ledger_rows import ledger
from summarise.document import Document
from summarise.engines.rules import RulesEngine
from summarise.pipeline import summarise
from summarise.workbench.row_cache import cache_path

__all__ = ["main"]

GOLD = Path(__file__).parents[1] / "gold"
TODAY = date(2025, 6, 1)
_PLACES = "云溪 岚川 静湖 白杨 青禾 柳坝 石桥 南浦 金沙 鹿鸣 双河 长亭 临泽 北原 沧浪 望江".split()
_BODIES = "水利局 民政局 教育局 交通运输局 城市管理局 卫生健康局 住房和城乡建设局 农业农村局 文化和旅游局".split()
_WORDS = (
    "充电桩 养老 日间照料中心 停车位 学位 河道 公园 助餐 老旧小区 就业 公交 医院 桩 垃圾分类 污水处理 "
    "老旧小区改造 新增 建成 完成 推进"
).split()
_FILTERS = ("", "时限:<=2025-12-31", "状态:即将到期", "力度:力争", "单位:民政局")
_ASKED = 100
_FIGURE = re.compile(r"(?<![\d.〔\[])\d{2,3}(?![\d.年月日号〕\]])")


def _records(count: int) -> Iterator[str]:
    """Lines of records, each of another text."""
    chance = random.Random(11)  # noqa: S311 - the same replies each time
    engine = RulesEngine()
    bases = [summarise(Document(path.name, path.read_text("utf-8")), engine).to_dict() for path in GOLD.glob("*.txt")]
    for number in range(count):
        values = json.loads(json.dumps(bases[number % len(bases)]))
        for item in (*values["measures_taken"], *values["commitments"]):
            for span in item["evidence"]:
                span["quote"] = _FIGURE.sub(lambda found: _other(chance, found[0]), span["quote"])
        values["reply"]["issuer"] = f"{chance.choice(_PLACES)}市{chance.choice(_BODIES)}"
        values["reply"]["issued_on"] = f"{chance.randint(2019, 2025)}-{chance.randint(1, 12):02}-15"
        values["proposal"]["number"] = str(number + 1)
        values["document"]["sha256"] = hashlib.sha256(str(number).encode()).hexdigest()
        values["document"]["source"] = f"{number}.txt"
        yield json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def _other(chance: random.Random, figure: str) -> str:
    return str(chance.randint(10 ** (len(figure) - 1), 10 ** len(figure) - 1))


def _written(folder: Path, count: int) -> Path:
    records = folder / f"records-{count}.jsonl"
    if not records.exists():
        folder.mkdir(parents=True, exist_ok=True)
        draft = records.with_suffix(".new")
        with draft.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(f"{line}\n" for line in _records(count))
        draft.replace(records)
    return records


def _searches(records: Path) -> None:
    corpus = opened_corpus(records)
    took = {}
    try:
        for word in _WORDS:
            for more in _FILTERS:
                query = parse_query(f"{word} {more}".strip())
                took[f"{word} {more}".strip()] = _median(lambda query=query: ledger(corpus, query, TODAY))  # type: ignore[misc]
        everything = _median(lambda: ledger(corpus, parse_query(""), TODAY))
        items = corpus.select("select count(*) as number from item")[0]["number"]
    finally:
        corpus.close()
    ordered = sorted(took.values())
    slowest = max(took, key=lambda name: took[name])
    print(f"items {items}; {len(took)} searches, their first 50 rows and counts: {statistics.median(ordered):.0f} ms")
    print(f"p95 {ordered[int(len(ordered) * 0.95)]:.0f} ms; the slowest, {slowest}: {took[slowest]:.0f} ms")
    print(f"everything, first 50 rows: {everything:.0f} ms")


def _median(asked: Callable[[], object], clock: Callable[[], float] = time.process_time, times: int = 3) -> float:
    """Milliseconds of processor time: others work on the machine as well."""
    found = []
    for _ in range(times):
        begun = clock()
        asked()
        found.append((clock() - begun) * 1000)
    return statistics.median(found)


def _processor(process: int) -> float:
    """Seconds of processor time that a process has used."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _promises(records: Path) -> list[str]:
    """References of promises and targets, drawn from all."""
    corpus = opened_corpus(records)
    try:
        [row] = corpus.select("select max(id) as last from item")
        drawn = random.Random(5).sample(range(row["last"]), min(8 * _ASKED, row["last"]))  # noqa: S311 - the same ones
        asked = "select text, kind, start, turn from letter join item on item.letter = letter.id where item.id = ?"
        found = [row for number in drawn for row in corpus.select(asked, (number,))]
    finally:
        corpus.close()
    places = [f"{row['text']}-{KINDS[row['kind']]}{row['start']}" for row in found if row["kind"] and row["turn"] == 1]
    return places[:_ASKED]


def _server(records: Path, references: Sequence[str]) -> None:
    command = [sys.executable, "-m", "summarise", "workbench", str(records), "--no-browser"]
    for turn in ("first start", "second start"):
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        try:
            assert process.stdout
            port, token = re.findall(r":(\d+)/#t=(\S+)", process.stdout.readline())[0]
            print(f"{turn}: up after {_processor(process.pid):.2f} s")
            if turn == "second start":
                _ask(int(port), token, process.pid, references)
        finally:
            process.terminate()
            process.communicate(timeout=60)


def _ask(port: int, token: str, process: int, references: Sequence[str]) -> None:
    origin = f"http://127.0.0.1:{port}"
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    headers = {"Origin": origin, "Content-Type": "application/json"}
    connection.request("POST", "/session", json.dumps({"token": token}), headers)
    answer = connection.getresponse()
    answer.read()
    cookie = {"Cookie": str(answer.getheader("set-cookie")).partition(";")[0]}

    def get(path: str) -> Any:
        connection.request("GET", path, headers=cookie)
        got = connection.getresponse()
        content = got.read()
        if got.status != http.HTTPStatus.OK:
            raise SystemExit(f"{path}: {got.status}")
        return json.loads(content)

    clock = partial(_processor, process)
    paths = (
        "/api/queue",
        "/api/overview",
        "/api/due",
        "/api/ledger",
        f"/api/ledger?q={quote('充电桩')}",
        "/api/follow",
    )
    for path in paths:
        print(f"{path}: {_median(lambda path=path: get(path), clock):.0f} ms")  # type: ignore[misc]
    took, found = [], []
    for reference in references:
        took.append(_median(lambda reference=reference: get(f"/api/follow/{reference}"), clock, 1))  # type: ignore[misc]
        found.append(len(get(f"/api/follow/{reference}")["candidates"]))
    ordered = sorted(took)
    print(f"candidates of {len(took)} promises: {statistics.median(ordered):.0f} ms, the slowest {ordered[-1]:.0f} ms")
    print(f"p95 {ordered[int(len(ordered) * 0.95)]:.0f} ms; {min(found)} to {max(found)} candidates of each")
    status = Path(f"/proc/{process}/status")
    if status.exists():
        peak, now = (re.findall(rf"{name}:\s+(\d+)", status.read_text())[0] for name in ("VmHWM", "VmRSS"))
        print(f"memory of the server: {int(now) / 1024:.0f} MB, at most {int(peak) / 1024:.0f} MB")


def main(arguments: Sequence[str] | None = None) -> None:
    """Make the replies and the index where they are not there, and print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--replies", type=int, default=50_000)
    parser.add_argument("--folder", type=Path, default=Path("out/large"))
    options = parser.parse_args(arguments)
    records = _written(options.folder, options.replies)
    begun = time.process_time()
    opened_corpus(records).close()
    made = time.process_time() - begun
    sizes = [path.stat().st_size for path in (records, corpus_path(records))]
    print(f"{options.replies} replies, {sizes[0] / 1e6:.0f} MB of records; processor time for the index: {made:.0f} s")
    print(f"index {sizes[1] / 1e6:.0f} MB, {sizes[1] / options.replies / 1024:.1f} KB a reply")
    _searches(records)
    _server(records, _promises(records))
    if (kept := cache_path(records)).exists():
        print(f"rows kept beside the records: {kept.stat().st_size / options.replies:.0f} bytes a reply")


if __name__ == "__main__":
    main()
