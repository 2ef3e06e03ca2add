"""Measure the tokens that the prompt adds to a reply, and what an answer in ids saves over an answer in quotes.

    python eval/frugality.py [GOLD_DIR] [--tokenizer http://127.0.0.1:8089]

For each labelled reply, the answer that its labels amount to is written twice: in the answer schema, and as the same
fields with quotes (summary and quotes of every item, quotes of targets and deadlines). Tokens are the package's own
estimate, or those of the model behind a llama.cpp server.
"""

from __future__ import annotations

import argparse
import json
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

from summarise.annotate import annotate
from summarise.annotated import AnnotatedDocument, Sentence
from summarise.document import Document
from summarise.engines.model.marking import LONG_SENTENCE
from summarise.engines.model.prompt import messages
from summarise.engines.model.windows import windows
from summarise.engines.service.tokens import estimated_tokens

BASES = {"level": "L", "increment": "I", "growth": "G", "reduction": "R"}
SUMMARY = 16
"""Characters of a summary; the first ones of the evidence stand for it in both forms."""

Gold = dict[str, Any]


def main() -> None:
    """Print a line for each reply and the sums."""
    parser = argparse.ArgumentParser()
    parser.add_argument("gold", type=Path, nargs="?", default=Path(__file__).parent / "gold")
    parser.add_argument("--tokenizer", help="base URL of a llama.cpp server")
    options = parser.parse_args()
    count = estimated_tokens if options.tokenizer is None else _counter(options.tokenizer)
    sums = [0, 0, 0, 0]
    print(f"{'reply':34} {'text':>6} {'prompt':>6} {'ratio':>6} {'quotes':>6} {'ids':>6} {'share':>6}")
    for path in sorted(options.gold.glob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = path.with_name(path.name.removesuffix(".gold.json") + ".txt").read_text(encoding="utf-8")
        row = measured(text, gold, count)
        sums = [total + value for total, value in zip(sums, row, strict=True)]
        _print(path.name.removesuffix(".gold.json"), row)
    _print("all", sums)


def _print(name: str, row: list[int]) -> None:
    text, prompt, quotes, ids = row
    print(f"{name:34} {text:6} {prompt:6} {prompt / text:6.2f} {quotes:6} {ids:6} {ids / max(quotes, 1):6.2f}")


def measured(text: str, gold: Gold, count: Callable[[str], int]) -> list[int]:
    """Tokens of the text, of the variable part of the prompt, of the answer in quotes and of the answer in ids."""
    annotated = annotate(Document("reply", text))
    variable = sum(count(messages(annotated, window)[-1].content) for window in windows(annotated, 16_000))
    return [count(text), variable, count(_plain(in_quotes(text, gold))), count(_plain(in_ids(annotated, gold)))]


def _plain(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _counter(url: str) -> Callable[[str], int]:
    def count(text: str) -> int:
        body = json.dumps({"content": text}).encode()
        request = urllib.request.Request(f"{url}/tokenize", body, {"Content-Type": "application/json"})  # noqa: S310
        with urllib.request.urlopen(request) as response:  # noqa: S310 - the address is the caller's own
            return len(json.load(response)["tokens"])

    return count


def in_quotes(text: str, gold: Gold) -> Gold:
    """The labels as an answer in quotes."""
    measures = [text[s["start"] : s["end"]] for s in gold["sentences"] if "measure" in s["labels"]]
    return {
        "topic": _topic(gold),
        "measures": [{"summary": quote[:SUMMARY], "evidence": [quote]} for quote in measures],
        "commitments": [
            {
                "summary": text[c["start"] : c["end"]][:SUMMARY],
                "evidence": [text[c["start"] : c["end"]]],
                "responsible": c["responsible"],
                "certainty": c["certainty"],
                "deadline": c["deadline"]["text"],
            }
            for c in gold["commitments"]
        ],
        "targets": [
            {"quote": t["quote"], "indicator": t["indicator"], "basis": t["basis"], "deadline": t["deadline"]["text"]}
            for t in gold["numeric_targets"]
        ],
    }


def in_ids(annotated: AnnotatedDocument, gold: Gold) -> Gold:
    """The labels in the answer schema; what the annotation does not have is left out."""
    measures = [_home(annotated, s["start"]) for s in gold["sentences"] if "measure" in s["labels"]]
    homes = [(_home(annotated, c["start"]), c) for c in gold["commitments"]]
    bodies: dict[tuple[str, ...], list[int]] = {}
    dues: dict[int, list[int]] = {}
    for home, commitment in homes:
        if commitment["responsible"]:
            bodies.setdefault(tuple(commitment["responsible"]), []).append(home.number)
        if due := _date(annotated, home, commitment["deadline"]["text"]):
            dues.setdefault(due, []).append(home.number)
    chosen = {sentence.number: sentence for sentence in [*measures, *(home for home, _ in homes)]}
    return {
        "t": _topic(gold),
        "m": [[sentence.number] for sentence in measures],
        "c": [[home.number] for home, _ in homes],
        "e": [home.number for home, c in homes if c["certainty"] == "effort"],
        "x": [home.number for home, c in homes if c["certainty"] == "explore"],
        "r": [{"b": list(names), "s": numbers} for names, numbers in bodies.items()],
        "d": [{"d": due, "s": numbers} for due, numbers in dues.items()],
        "n": _goals(annotated, gold),
        "z": [
            {"s": number, "w": annotated.quote(sentence)[:SUMMARY]}
            for number, sentence in sorted(chosen.items())
            if sentence.end - sentence.start >= LONG_SENTENCE
        ],
    }


def _goals(annotated: AnnotatedDocument, gold: Gold) -> list[Gold]:
    goals: list[Gold] = []
    for target in gold["numeric_targets"]:
        for quantity in annotated.quantities:
            if quantity.start < target["end"] and target["start"] < quantity.end:
                home = annotated.sentence(quantity.sentence)
                due = _date(annotated, home, target["deadline"]["text"])
                goals.append({"q": quantity.number, "i": target["indicator"], "b": BASES[target["basis"]], "d": due})
                break
    return goals


def _topic(gold: Gold) -> str:
    return str((gold["proposal"]["topic"] or [""])[0])


def _home(annotated: AnnotatedDocument, start: int) -> Sentence:
    return next(sentence for sentence in reversed(annotated.sentences) if sentence.start <= start)


def _date(annotated: AnnotatedDocument, home: Sentence, text: str) -> int:
    """The nearest date with these words at or before a sentence; 0 for none."""
    numbers = [
        date.number
        for date in annotated.dates
        if text and annotated.quote(date) == text and date.sentence <= home.number
    ]
    return numbers[-1] if numbers else 0


if __name__ == "__main__":
    main()
