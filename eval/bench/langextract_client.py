"""langextract over a folder of replies; run by `peers.py` with the peers' interpreter.

Settings: those that its documentation recommends for Chinese (`UnicodeTokenizer`, since the default one takes a run of
Chinese characters for a single word), for OpenAI-compatible servers (the OpenAI provider with its strict schema, made
from the example) and for throughput (`batch_length` at least `max_workers`). One pass, chunks of 1,000 characters and
the alignment are its defaults.
"""

from __future__ import annotations

import json
import logging

import langextract as lx
from langextract.core.tokenizer import UnicodeTokenizer
from langextract.factory import ModelConfig

from eval.bench.client import client_options

PROMPT = """从政府答复中按出现顺序抽取：measure（已做或在做的事）、commitment（将做的事）、target（今后要达到的数字）。
抽取文本必须逐字引用原文，不得改写，不得重叠。measure 给 summary；commitment 给 summary、responsible（责任主体）、
certainty（firm、effort、explore）、deadline（期限原文）；target 给 indicator（指标）、basis（level、increment、growth、
reduction）、deadline。"""
EXAMPLE = "去年已建成停车场3处。2027年底前，会同市公安局力争新增泊位500个以上。"


def example() -> lx.data.ExampleData:
    """One labelled passage, from which the package derives its schema."""
    commitment = "2027年底前，会同市公安局力争新增泊位500个以上。"
    due = "2027年底前"
    promised = {"summary": "新增泊位", "responsible": ["市公安局"], "certainty": "effort", "deadline": due}
    return lx.data.ExampleData(
        EXAMPLE,
        [
            lx.data.Extraction("measure", "去年已建成停车场3处。", attributes={"summary": "建成停车场"}),
            lx.data.Extraction("commitment", commitment, attributes=promised),
            lx.data.Extraction(
                "target", "500个以上", attributes={"indicator": "新增泊位", "basis": "increment", "deadline": due}
            ),
        ],
    )


def main() -> None:
    """Write one line a reply: its items with quotes and spans (null where it found none)."""
    options = client_options()
    logging.disable(logging.WARNING)
    documents = [
        lx.data.Document(path.read_text(encoding="utf-8"), document_id=path.name)
        for path in sorted(options.folder.glob("*.txt"))
    ]
    keys = {"base_url": options.base_url, "api_key": "none", "max_workers": options.workers}
    results = lx.extract(
        documents,
        prompt_description=PROMPT,
        examples=[example()],
        config=ModelConfig(model_id=options.model, provider="OpenAILanguageModel", provider_kwargs=keys),
        max_workers=options.workers,
        batch_length=max(10, options.workers),
        tokenizer=UnicodeTokenizer(),
        show_progress=False,
    )
    with options.output.open("w", encoding="utf-8") as file:
        for result in results:
            items = []
            for found in result.extractions or []:
                place = found.char_interval
                start, end = (place.start_pos, place.end_pos) if place is not None else (None, None)
                said = found.extraction_text if place is not None else ""
                items.append({"quote": found.extraction_text, "start": start, "end": end, "said": said})
            file.write(json.dumps({"source": result.document_id, "items": items}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
