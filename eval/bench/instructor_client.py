"""instructor with a schema that quotes everything, over a folder of replies; run by `peers.py`.

As its documentation suggests: nested pydantic models with described fields, the default mode, a thread pool; with
`--citations` also the validator of its guide to exact citations, which drops items whose quotes are not in the text.
It has no batch of its own: a line is written when an answer is there, and a second run begins from the start.
"""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Literal, Self

import instructor
from openai import OpenAI
from pydantic import BaseModel, Field, ValidationInfo, model_validator

from eval.bench.client import client_options, placed

PROMPT = """从下面的政府答复中抽取：measures（已做或在做的事）、commitments（将做的事）、targets（今后要达到的数字）。
evidence 与 quote 必须逐字引用原文。
<reply>
"""


class Item(BaseModel):
    """A thing that is said, with the words that say it."""

    summary: str = Field(description="不超过20字的概要")
    evidence: list[str] = Field(description="逐字引用的原文句子")


class Promise(Item):
    """A thing that will be done."""

    responsible: list[str] = Field(description="责任主体，照原文")
    certainty: Literal["firm", "effort", "explore"]
    deadline: str = Field(description="期限，照原文；没有则为空")


class Target(BaseModel):
    """A number to be reached."""

    quote: str = Field(description="数量，照原文")
    indicator: str = Field(description="指标")
    basis: Literal["level", "increment", "growth", "reduction"]
    deadline: str = Field(description="期限，照原文；没有则为空")


class Reply(BaseModel):
    """All that one reply says."""

    topic: str
    measures: list[Item]
    commitments: list[Promise]
    targets: list[Target]


class CitedReply(Reply):
    """All that one reply says with quotes that stand in it."""

    @model_validator(mode="after")
    def keep_what_is_cited(self, info: ValidationInfo) -> Self:
        """Drop items whose quotes are not in the text, as the guide does."""
        text = (info.context or {}).get("text_chunk", "")
        self.measures = [item for item in self.measures if all(quote in text for quote in item.evidence)]
        self.commitments = [item for item in self.commitments if all(quote in text for quote in item.evidence)]
        self.targets = [item for item in self.targets if item.quote in text]
        return self


def quotes_of(reply: Reply) -> list[str]:
    """All quotes in the order of the answer."""
    quotes = [quote for item in (*reply.measures, *reply.commitments) for quote in item.evidence]
    return quotes + [target.quote for target in reply.targets]


def main() -> None:
    """Write one line a reply."""
    options = client_options(citations="drop items whose quotes are not in the text")
    client = instructor.from_openai(OpenAI(base_url=options.base_url, api_key="none"))

    def extract(path: Path) -> str:
        text = path.read_text(encoding="utf-8")
        reply = client.chat.completions.create(
            model=options.model,
            response_model=CitedReply if options.citations else Reply,
            messages=[{"role": "user", "content": PROMPT + text}],
            context={"text_chunk": text},
        )
        return json.dumps({"source": path.name, "items": placed(quotes_of(reply), text)}, ensure_ascii=False)

    with ThreadPoolExecutor(options.workers) as pool, options.output.open("w", encoding="utf-8") as file:
        for line in pool.map(extract, sorted(options.folder.glob("*.txt"))):
            file.write(line + "\n")
            file.flush()


if __name__ == "__main__":
    main()
