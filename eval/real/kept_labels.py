"""Labels of replies whose texts are kept elsewhere: sentences as hashes, in order, with labels and attributes."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from summarise.document import Document
from summarise.evaluation import Gold
from summarise.evaluation.gold.gold_file import GoldFile

__all__ = ["KeptReply", "bare", "half_of", "kept", "placed", "read_kept", "write_kept"]

_FOUND = {"name", "url", "query", "rank"}
_FURNITURE = ["furniture"]
_DIGITS = 16
"""Hex digits of a sentence's hash."""
_FURTHEST = 1_500
"""Characters that may stand between two labelled sentences."""
_MOST_MISSED = 0.5
"""Share of the labelled sentences that a text may lack and still be the reply."""


@dataclass(frozen=True, slots=True)
class KeptReply:
    """One reply's labels: where it is found again, and what people read in it, without a sentence of it."""

    name: str
    url: str
    query: str
    rank: int
    labels: Mapping[str, Any]
    stated: str = ""
    """The part that the labels' file states; "" for a reply whose address decides."""

    @property
    def part(self) -> str:
        """Tune or judge, by the hash of the address, or what the labels' file states: more-tune or more-judge."""
        return self.stated or half_of(self.url)


def half_of(url: str) -> str:
    """Which half an address belongs to: rules are made on tune, judge is scored only to report."""
    return "tune" if int(hashlib.sha256(url.encode()).hexdigest()[0], 16) % 2 == 0 else "judge"


def bare(text: str) -> list[tuple[str, int]]:
    """The visible characters of a text in one width, each with its place in it."""
    return [
        (plain, at)
        for at, character in enumerate(text)
        for plain in unicodedata.normalize("NFKC", character)
        if not plain.isspace()
    ]


def _hash(characters: str) -> str:
    return hashlib.sha256(characters.encode()).hexdigest()[:_DIGITS]


def kept(gold: Gold) -> dict[str, Any]:
    """A labelled reply without its text: hash, number of visible characters and labels of each sentence.

    Furniture is left out, for what stands between labelled sentences counts as such.
    """
    values = gold.labels.model_dump(mode="json", exclude={"document", "sha256", "characters", "labels", "made"})
    values["sentences"] = [one for one in values["sentences"] if one["labels"] != _FURNITURE]
    starts = {sentence["start"]: number for number, sentence in enumerate(values["sentences"])}
    for sentence in values["sentences"]:
        visible = "".join(character for character, _ in bare(gold.quote(sentence.pop("start"), sentence.pop("end"))))
        sentence.update(hash=_hash(visible), characters=len(visible))
    for item in values["commitments"]:
        item["sentence"] = starts[item.pop("start")]
        del item["end"]
    for target in values["numeric_targets"]:
        start, _ = target.pop("start"), target.pop("end")
        home = max(at for at in starts if at <= start)
        target["sentence"] = starts[home]
        target["before"] = sum(1 for character, _ in bare(gold.quote(home, start)) if character)
    return values


def placed(reply: KeptReply, document: Document) -> tuple[Gold, int] | None:
    """The labels laid over a text, and how many sentences were not found in it; None where it is another text.

    What stands between labelled sentences counts as furniture.
    """
    characters = bare(document.text)
    visible = "".join(character for character, _ in characters)
    spans = list(_spans(reply.labels["sentences"], visible))
    missed = spans.count(None)
    if not spans or missed > _MOST_MISSED * len(spans):
        return None
    place = [at for _, at in characters]
    ends = [span and (place[span[0]], place[span[1] - 1] + 1) for span in spans]
    labels = dict(reply.labels)
    labels["sentences"] = list(_covering(ends, labels["sentences"], document.text))
    labels["commitments"] = [
        {key: value for key, value in item.items() if key != "sentence"} | {"start": end[0], "end": end[1]}
        for item in labels["commitments"]
        if (end := ends[item["sentence"]])
    ]
    labels["numeric_targets"] = [
        _target(item, spans[item["sentence"]], place) for item in labels["numeric_targets"] if spans[item["sentence"]]
    ]
    file = GoldFile.model_validate(
        {**labels, "document": document.source, "sha256": document.sha256, "characters": len(document.text)}
    )
    return Gold(reply.name, document, file), missed


def _spans(sentences: Sequence[Mapping[str, Any]], visible: str) -> Iterator[tuple[int, int] | None]:
    """Where each labelled sentence stands among the visible characters of a text."""
    reached = 0
    for sentence in sentences:
        size = sentence["characters"]
        found = next(
            (at for at in range(reached, reached + _FURTHEST) if _hash(visible[at : at + size]) == sentence["hash"]),
            None,
        )
        yield None if found is None else (found, found + size)
        reached = reached if found is None else found + size


def _covering(
    ends: Sequence[tuple[int, int] | None], sentences: Sequence[Mapping[str, Any]], text: str
) -> Iterator[dict[str, Any]]:
    """The sentences found, and what stands between them as furniture, so that they cover the text."""
    reached = 0
    for span, sentence in zip(ends, sentences, strict=True):
        if span is None:
            continue
        yield from _furniture(reached, span[0], text)
        yield {"start": span[0], "end": span[1], "labels": sentence["labels"]}
        reached = span[1]
    yield from _furniture(reached, len(text), text)


def _furniture(start: int, end: int, text: str) -> Iterator[dict[str, Any]]:
    for line in text[start:end].splitlines(keepends=True):
        if line.strip():
            yield {"start": start, "end": start + len(line), "labels": _FURNITURE}
        start += len(line)


def _target(item: Mapping[str, Any], span: tuple[int, int] | None, place: Sequence[int]) -> dict[str, Any]:
    first = (span[0] if span else 0) + item["before"]
    size = sum(1 for _ in bare(item["quote"]))
    values = {key: value for key, value in item.items() if key not in ("sentence", "before")}
    return values | {"start": place[first], "end": place[first + size - 1] + 1}


def write_kept(path: Path, replies: Sequence[KeptReply], agreement: Mapping[str, Any], part: str = "") -> None:
    """Write labels and agreement, a line a reply; `part` is the part of all replies, "" if their address decides."""
    lines = [
        json.dumps(
            {"name": r.name, "url": r.url, "query": r.query, "rank": r.rank} | dict(r.labels), ensure_ascii=False
        )
        for r in replies
    ]
    body = ",\n".join(lines)
    said = f'"agreement": {json.dumps(agreement, ensure_ascii=False)},\n' + (f'"part": "{part}",\n' if part else "")
    path.write_text(f'{{{said}"replies": [\n{body}\n]}}\n', encoding="utf-8")


def read_kept(path: Path) -> tuple[list[KeptReply], dict[str, Any]]:
    """The labels of a file's replies, and how far two labellings agree on the replies that were labelled with them."""
    values = json.loads(path.read_text(encoding="utf-8"))
    replies = [
        KeptReply(
            reply["name"],
            reply["url"],
            reply["query"],
            reply["rank"],
            {field: value for field, value in reply.items() if field not in _FOUND},
            values.get("part", ""),
        )
        for reply in values["replies"]
    ]
    return replies, values["agreement"]
