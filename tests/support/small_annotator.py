"""A crude annotator, so that tests of the engines do not depend on the real one."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from summarise.annotate.folding import fold
from summarise.annotated import AnnotatedDocument, DateExpression, Metadata, Quantity, Sentence
from summarise.document import Document
from summarise.record import ProposalFields, ReplyFields

_SENTENCE = re.compile(r"[^。！？；\n]*[。！？；]|[^。！？；\n]+")
_HEADING = re.compile(r"^([一二三四五六七八九十]+、|（[一二三四五六七八九十]+）)")
_QUANTITY = re.compile(r"(?<![\d年])(\d+(?:\.\d+)?)(万|亿)?(家|个|项|元|亩|%|盏|公里)(?:以上)?(?!月)")
_DATE = re.compile(r"(\d{4})年")


def annotate(text: str, source: str = "reply.txt", furniture: str = "此致|感谢") -> AnnotatedDocument:
    """Sentences at 。！？； and line ends, headings 一、 and （一）, quantities with a few units, years."""
    document = Document(source, text)
    sentences = _sentences(text, furniture)
    quantities: list[Quantity] = []
    dates: list[DateExpression] = []
    for sentence in sentences:
        quote = text[sentence.start : sentence.end]
        for found in _QUANTITY.finditer(quote):
            factor = {"万": 10**4, "亿": 10**8, None: 1}[found[2]]
            quantities.append(
                Quantity(
                    number=len(quantities) + 1,
                    start=sentence.start + found.start(),
                    end=sentence.start + found.end(),
                    sentence=sentence.number,
                    value=Decimal(found[1]) * factor,
                    upper=None,
                    unit=found[3],
                    comparator=">=" if found[0].endswith("以上") else "=",
                )
            )
        for found in _DATE.finditer(quote):
            dates.append(
                DateExpression(
                    number=len(dates) + 1,
                    start=sentence.start + found.start(),
                    end=sentence.start + found.end(),
                    sentence=sentence.number,
                    by=date(int(found[1]), 12, 31),
                    form="year",
                )
            )
    metadata = Metadata(
        ReplyFields(issuer="青岚市商务局", issued_on="2024-06-18"),
        ProposalFields(title="关于发展夜间消费的提案"),
        date(2024, 6, 18),
    )
    return AnnotatedDocument(document, tuple(sentences), tuple(quantities), tuple(dates), metadata, fold(text))


def _sentences(text: str, furniture: str) -> list[Sentence]:
    sentences: list[Sentence] = []
    path: tuple[str, ...] = ()
    offset = 0
    for paragraph, line in enumerate(text.split("\n")):
        for found in _SENTENCE.finditer(line):
            quote = found[0].strip()
            if not quote:
                continue
            start = offset + found.start() + len(found[0]) - len(found[0].lstrip())
            marker = _HEADING.match(quote)
            under = path
            if marker:
                under = path[: 1 if marker[1].startswith("（") else 0]
                path = (*under, quote)
            sentences.append(
                Sentence(
                    number=len(sentences) + 1,
                    start=start,
                    end=start + len(quote),
                    paragraph=paragraph,
                    marker=marker[1] if marker else "",
                    level=1 if marker else 0,
                    heading=marker is not None,
                    furniture=re.search(furniture, quote) is not None,
                    path=under,
                )
            )
        offset += len(line) + 1
    return sentences
