"""Write the records of a model that answers exactly as the labels say: what the answer schema and the checks allow.

    python -m eval.ceiling GOLD_DIR -o records.jsonl        then score records.jsonl against GOLD_DIR

Whatever such records lack cannot be reached by any model, however good.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from eval.frugality import in_ids
from summarise.annotate import annotate
from summarise.document import Document
from summarise.engines.model.engine import ModelEngine
from summarise.engines.model_settings import ModelSettings
from summarise.engines.service.meter import Meter
from summarise.engines.service.protocol import Completion, Request
from summarise.pipeline import summarise


class Labels:
    """A service that knows the answer."""

    def __init__(self, answer: str) -> None:
        self._answer = answer

    def complete(self, request: Request) -> Completion:
        """The labels, whatever is asked."""
        assert request.messages
        return Completion(self._answer)


def main() -> None:
    """Write a record for each labelled reply."""
    parser = argparse.ArgumentParser()
    parser.add_argument("gold", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    options = parser.parse_args()
    settings = ModelSettings("labels", max_reasks=0, window=1_000_000)
    lines: list[str] = []
    for path in sorted(options.gold.glob("*.gold.json")):
        name = path.name.removesuffix(".gold.json") + ".txt"
        document = Document(name, path.with_name(name).read_text(encoding="utf-8"))
        answer = in_ids(annotate(document), json.loads(path.read_text(encoding="utf-8")))
        engine = ModelEngine(settings, Labels(json.dumps(answer, ensure_ascii=False)), Meter())
        lines.append(summarise(document, engine).to_json() + "\n")
    options.output.write_text("".join(lines), encoding="utf-8")
    print(f"{len(lines)} records in {options.output}")


if __name__ == "__main__":
    main()
