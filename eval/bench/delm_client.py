"""DELM over a folder of replies; run by `peers.py` with the peers' interpreter.

Settings: one table each of measures, commitments and targets (`Schema.multiple`), quotes required and checked against
the text (`validate_in_text`), its cache of answers on as by default, a batch of as many replies as workers, no
splitting (the default). Its prompt repeats the reply for each table.
"""

from __future__ import annotations

import importlib.util
import json
import os
from pathlib import Path
from typing import Any

os.environ["LITELLM_LOCAL_MODEL_COST_MAP"] = "True"
_WITH_TOKENIZER = importlib.util.find_spec("litellm")  # carries the tokenizer that DELM would download
if _WITH_TOKENIZER is not None and _WITH_TOKENIZER.origin is not None:
    place = Path(_WITH_TOKENIZER.origin).parent / "litellm_core_utils" / "tokenizers"
    os.environ.setdefault("TIKTOKEN_CACHE_DIR", str(place))

import pandas as pd
from delm import DELM, ExtractionVariable, Schema

from eval.bench.client import client_options, placed

PROMPT = "从下面的政府答复中抽取：\n{variables}\nevidence 与 quote 必须逐字引用原文。\n<reply>\n{text}"


def _variable(name: str, told: str, kind: str = "string", *, quoted: bool = False) -> ExtractionVariable:
    return ExtractionVariable(name, told, kind, required=quoted, validate_in_text=quoted)


SUMMARY = _variable("summary", "不超过20字的概要")
EVIDENCE = _variable("evidence", "逐字引用的原文句子", "[string]", quoted=True)
DEADLINE = _variable("deadline", "期限，照原文")
SCHEMA = Schema.multiple(
    measures=Schema.nested("items", SUMMARY, EVIDENCE),
    commitments=Schema.nested(
        "items",
        SUMMARY,
        EVIDENCE,
        _variable("responsible", "责任主体，照原文", "[string]"),
        ExtractionVariable("certainty", "力度", "string", allowed_values=["firm", "effort", "explore"]),
        DEADLINE,
    ),
    targets=Schema.nested(
        "items",
        _variable("quote", "数量，照原文", quoted=True),
        _variable("indicator", "指标"),
        ExtractionVariable("basis", "口径", "string", allowed_values=["level", "increment", "growth", "reduction"]),
        DEADLINE,
    ),
)


def quotes_of(tables: dict[str, Any]) -> list[str]:
    """All quotes in the order of the answer."""
    rows = [row for name in ("measures", "commitments") for row in tables.get(name) or []]
    return [quote for row in rows for quote in row["evidence"]] + [row["quote"] for row in tables.get("targets") or []]


def main() -> None:
    """Write one line a reply."""
    options = client_options()
    os.environ["OPENAI_API_KEY"] = "none"
    extractor = DELM(
        schema=SCHEMA,
        model=options.model,
        base_url=options.base_url,
        max_workers=options.workers,
        batch_size=max(10, options.workers),
        model_input_cost_per_1M_tokens=0,
        model_output_cost_per_1M_tokens=0,
        prompt_template=PROMPT,
        cache_path=options.output.parent / "cache-delm",
        console_log_level="ERROR",
    )
    paths = sorted(options.folder.glob("*.txt"))
    replies = pd.DataFrame(
        {"name": [path.name for path in paths], "text": [path.read_text(encoding="utf-8") for path in paths]}
    )
    results = extractor.extract(replies)
    with options.output.open("w", encoding="utf-8") as file:
        for row in results.to_dict("records"):
            tables = json.loads(row["delm_extracted_data_json"] or "{}")
            items = placed(quotes_of(tables), row["delm_text_chunk"])
            file.write(json.dumps({"source": row["name"], "items": items}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
