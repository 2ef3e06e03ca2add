"""Right answers to a labelled reply in each system's own format, and the altered items in it.

A format holds the same fields as the others: of measures the summary and the evidence, of commitments also who, how
firmly and by when, of targets the number, the indicator, the basis and by when.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from eval.bench.labelled import Alteration, Json, Labelled
from eval.bench.obedient import obedient_answer
from eval.frugality import in_quotes
from summarise.annotate import annotate
from summarise.document import Document

__all__ = ["FORMATS", "WHOLE_TEXT", "altered_ids", "as_json", "selected"]

WHOLE_TEXT = "<reply>\n"
"""What stands before the reply in the prompts that are written here and hold it whole."""


def as_json(value: object) -> str:
    """The shortest form: what a model pays for is what it says."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


# -- this project ------------------------------------------------------------------------------------------------


def selected(reply: Labelled) -> Json:
    """The answer in numbers of sentences and quantities."""
    return obedient_answer(reply.text, reply.gold)


def altered_ids(reply: Labelled, changes: Iterable[Alteration]) -> Json:
    """Every altered fragment in every place where this schema takes words: summary, body, indicator."""
    annotated = annotate(Document("reply", reply.text))
    answer: Json = {"t": "", "m": [], "c": [], "e": [], "x": [], "r": [], "d": [], "n": [], "z": []}
    quantities = {quantity.sentence: quantity.number for quantity in reversed(annotated.quantities)}
    for change in changes:
        home = next(s for s in reversed(annotated.sentences) if s.start <= change.start)
        if [home.number] in answer["c"]:
            continue
        answer["c"].append([home.number])
        answer["z"].append({"s": home.number, "w": change.fragment})
        answer["r"].append({"b": [change.fragment], "s": [home.number]})
        if home.number in quantities:
            answer["n"].append({"q": quantities[home.number], "i": change.fragment, "b": "I", "d": 0})
    return answer


# -- peers: what is asked tells the reply, and the part of it ------------------------------------------------------


@dataclass(frozen=True)
class Format:
    """How one kind of answer is made from the last message of a request."""

    right: Callable[[Replies, str], object]
    altered: Callable[[Replies, str], object]


class Replies:
    """The labelled replies and their alterations, found again by a piece of their text."""

    def __init__(self, replies: list[Labelled], changes: Iterable[Alteration]) -> None:
        self._replies = replies
        self._changes: dict[str, list[Alteration]] = {}
        for change in changes:
            self._changes.setdefault(change.reply, []).append(change)

    def changes(self, reply: Labelled) -> list[Alteration]:
        """The altered items of a reply."""
        return self._changes.get(reply.name, [])

    def holding(self, piece: str) -> Labelled:
        """The reply that a piece is from; the last piece of a copy ends with the line of its number."""
        piece = piece.partition("\n本函另附材料")[0].strip()
        return next((reply for reply in self._replies if piece in reply.text), self._replies[0])


def _whole(replies: Replies, asked: str) -> Labelled:
    return replies.holding(asked.partition(WHOLE_TEXT)[2][:200])


# Everything quoted, in one object.


def _quotes(replies: Replies, asked: str) -> Json:
    reply = _whole(replies, asked)
    return in_quotes(reply.text, reply.gold)


def _altered_quotes(replies: Replies, asked: str) -> Json:
    changes = replies.changes(_whole(replies, asked))
    measures = [{"summary": change.fragment, "evidence": [change.altered]} for change in changes]
    return {"topic": "", "measures": measures, "commitments": [], "targets": []}


# The same as tables, each in an object of its own.


def _tables(answer: Json) -> Json:
    return {name: {"items": answer[name]} for name in ("measures", "commitments", "targets")}


# A list of extractions, for a chunk of the reply, in the order of the text.


def _chunk(replies: Replies, asked: str) -> tuple[Labelled, int, int]:
    chunk = asked.rpartition("\nQ: ")[2].removesuffix("\nA: ").strip()
    reply = replies.holding(chunk)
    start = reply.text.find(chunk) if chunk in reply.text else 0
    return reply, start, start + len(chunk)


def _extractions(replies: Replies, asked: str) -> Json:
    reply, start, end = _chunk(replies, asked)
    items = [(item.start, _extraction(item, reply.text[item.start : min(item.end, end)])) for item in _items(reply)]
    return {"extractions": [made for at, made in sorted(items, key=lambda pair: pair[0]) if start <= at < end]}


def _extraction(item: _Item, quote: str) -> Json:
    attributes = {name: value for name, value in item.says.items() if name != "quote"}
    return {item.kind: quote, f"{item.kind}_attributes": attributes}


def _altered_extractions(replies: Replies, asked: str) -> Json:
    reply, start, end = _chunk(replies, asked)
    inside = [change for change in replies.changes(reply) if start <= change.start and change.end <= end]
    measures = [{"measure": c.altered, "measure_attributes": {"summary": c.fragment}} for c in inside]
    return {"extractions": measures}


# References to the numbered sentences of the prompt, beside words of the model's own.

_NUMBERED = re.compile(
    r"<sentence_id>((P\d+)-S\d+)</sentence_id>.*?<sentence_text>\s*(.*?)\s*</sentence_text>", re.DOTALL
)
KINDS = ("measure", "commitment", "target")
"""In the order in which the prompt asks for them."""


@dataclass(frozen=True)
class _Places:
    """Where the numbered sentences of a prompt stand in the reply."""

    starts: list[int]
    names: list[tuple[str, str]]
    """Paragraph and sentence."""

    def reference(self, start: int, end: int) -> list[Json]:
        first = max(0, bisect_right(self.starts, start) - 1)
        grouped: dict[str, list[str]] = {}
        for paragraph, sentence in self.names[first : max(first + 1, bisect_right(self.starts, end - 1))]:
            grouped.setdefault(paragraph, []).append(sentence)
        return [{"reference_paragraph_id": p, "reference_sentence_ids": s} for p, s in grouped.items()]


def _numbered(replies: Replies, asked: str) -> tuple[Labelled, _Places]:
    found = [(name, paragraph, text.replace("\\", "")) for name, paragraph, text in _NUMBERED.findall(asked)]
    longest = max((text for _, _, text in found), key=len)
    reply = replies.holding(longest)
    places = _Places([], [])
    at = 0
    for name, paragraph, text in found:
        here = reply.text.find(text, at)
        if here >= 0:
            at = here + len(text)
            places.starts.append(here)
            places.names.append((paragraph, name))
    return reply, places


def _references(replies: Replies, asked: str) -> list[Json]:
    reply, places = _numbered(replies, asked)
    found: dict[str, list[Json]] = {kind: [] for kind in KINDS}
    for item in _items(reply):
        references = places.reference(item.start, item.end)
        found[item.kind].append({"value": item.says, "reference_paragraphs": references})
    return _concepts(found)


def _altered_references(replies: Replies, asked: str) -> list[Json]:
    reply, places = _numbered(replies, asked)
    measures = [
        {"value": {"summary": c.fragment}, "reference_paragraphs": places.reference(c.start, c.end)}
        for c in replies.changes(reply)
    ]
    return _concepts({"measure": measures, "commitment": [], "target": []})


def _concepts(found: dict[str, list[Json]]) -> list[Json]:
    return [{"concept_id": f"C{number}", "extracted_items": found[kind]} for number, kind in enumerate(KINDS)]


# What all of them say.


@dataclass(frozen=True)
class _Item:
    """A labelled item: its kind, its place in the text, its fields without the evidence."""

    kind: str
    start: int
    end: int
    says: Json


def _items(reply: Labelled) -> list[_Item]:
    answer = in_quotes(reply.text, reply.gold)
    assert isinstance(answer, dict)
    measures = [s for s in reply.gold["sentences"] if "measure" in s["labels"]]
    spans = (measures, reply.gold["commitments"], reply.gold["numeric_targets"])
    return [
        _Item(kind, span["start"], span["end"], {name: value for name, value in said.items() if name != "evidence"})
        for kind, group, fields in zip(KINDS, spans, ("measures", "commitments", "targets"), strict=True)
        for span, said in zip(group, answer[fields], strict=True)
    ]


FORMATS: dict[str, Format] = {
    "extractions": Format(_extractions, _altered_extractions),
    "quotes": Format(_quotes, _altered_quotes),
    "tables": Format(
        lambda replies, asked: _tables(_quotes(replies, asked)),
        lambda replies, asked: _tables(_altered_quotes(replies, asked)),
    ),
    "references": Format(_references, _altered_references),
}
"""By the name of the model."""
