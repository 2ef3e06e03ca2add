"""ContextGem over a folder of replies; run by `peers.py` with the peers' interpreter.

Settings: concepts as JSON objects with references to sentences, all three in one call, as its guide to accuracy and
cost suggests; `output_language="adapt"`, so that nothing is translated; calls made concurrently under an `AsyncLimiter`
of one's own, as its guide to speed suggests. Sentences are handed in, cut at Chinese full stops, since its own
segmentation downloads a model. It has no batch of its own: a line is written when an answer is there, and a second run
begins from the start.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

os.environ["CONTEXTGEM_LOGGER_LEVEL"] = "OFF"
os.environ["LITELLM_LOCAL_MODEL_COST_MAP"] = "True"  # else it looks for prices on the network

from aiolimiter import AsyncLimiter
from contextgem import Document, DocumentLLM, JsonObjectConcept, Paragraph, Sentence

from eval.bench.client import client_options, placed

PROMISE = {"summary": str, "responsible": list[str], "certainty": str, "deadline": str}
CONCEPTS: dict[str, tuple[str, dict[str, Any]]] = {
    "measure": ("已做或在做的事；summary 不超过20字", {"summary": str}),
    "commitment": ("将做的事；responsible 照原文，certainty 为 firm、effort 或 explore，deadline 照原文", PROMISE),
    "target": (
        "今后要达到的数字；quote 照原文，basis 为 level、increment、growth 或 reduction，deadline 照原文",
        {"quote": str, "indicator": str, "basis": str, "deadline": str},
    ),
}


def document(text: str) -> Document:
    """A paragraph a line, its sentences cut at full stops, and the three concepts."""
    paragraphs = []
    for line in filter(str.strip, text.splitlines()):
        sentences = [
            Sentence(raw_text=piece) for piece in re.findall(r"[^。！？；]+[。！？；]?", line) if piece.strip()
        ]
        paragraphs.append(Paragraph(raw_text=line, sentences=sentences))
    made = Document(raw_text=text, paragraphs=paragraphs)
    made.add_concepts(
        [
            JsonObjectConcept(
                name=name, description=told, structure=shape, add_references=True, reference_depth="sentences"
            )
            for name, (told, shape) in CONCEPTS.items()
        ]
    )
    return made


def items_of(extracted: Document, text: str) -> Iterator[dict[str, Any]]:
    """Every sentence that an item refers to, in the order of the items, with what the item says beside it."""
    for concept in extracted.concepts:
        for item in concept.extracted_items:
            said = " ".join(map(str, item.value.values()))
            for found in placed((sentence.raw_text for sentence in item.reference_sentences), text):
                yield found | {"said": said}


async def extract(path: Path, llm: DocumentLLM, turn: asyncio.Semaphore) -> str:
    """One reply's line."""
    text = path.read_text(encoding="utf-8")
    made = document(text)
    async with turn:
        await llm.extract_concepts_from_document_async(made)
    return json.dumps({"source": path.name, "items": list(items_of(made, text))}, ensure_ascii=False)


async def extract_all(options: argparse.Namespace) -> None:
    """Every reply's line, as it is there."""
    llm = DocumentLLM(
        model=f"openai/{options.model}",
        api_base=options.base_url,
        api_key="none",
        output_language="adapt",
        async_limiter=AsyncLimiter(10_000, 1),
    )
    turn = asyncio.Semaphore(options.workers)
    tasks = [asyncio.ensure_future(extract(path, llm, turn)) for path in sorted(options.folder.glob("*.txt"))]
    with options.output.open("w", encoding="utf-8") as file:
        for task in asyncio.as_completed(tasks):
            file.write(await task + "\n")
            file.flush()


def main() -> None:
    """Write one line a reply: the sentences that its items refer to, and what the items say."""
    asyncio.run(extract_all(client_options()))


if __name__ == "__main__":
    main()
