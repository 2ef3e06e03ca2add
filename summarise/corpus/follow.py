"""What later replies say of a promise: candidates for a person to judge, each part of their score shown.

Code computes what is due and whether a later reply was seen. Whether a promise was kept is found by a person: a later
reply that is silent is no breach.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from summarise.corpus.bigrams import indexed, plain
from summarise.corpus.index import Corpus
from summarise.corpus.query import Query
from summarise.corpus.search import Hit, search
from summarise.errors import UsageError
from summarise.evaluation.gold.similarity import lcs_f1
from summarise.record import Evidence, Figure, Measure, NumericTarget, Record
from summarise.reference import Reference, by_reference, references

__all__ = ["MOST", "VERDICTS", "Candidate", "Promised", "candidates", "promised"]

MOST = 9
"""Candidates of one promise: one digit key each."""
VERDICTS = ("待核实", "已兑现", "部分兑现", "推进中", "未兑现", "已调整", "无法核实")
"""What a person finds; the first is the state before anybody looked."""
_RARE = 3
"""Pairs of characters of a promise that are looked for in replies of other bodies."""
_WEIGHTS = {"同一单位": 3.0, "同一提案": 2.0, "指标": 2.0, "议题": 1.0, "单位相同": 1.0, "章节": 1.0, "年份": 0.5}
_LIKE = 0.5
"""Share from which on two headings or topics are alike."""
_LETTERS = 200
"""Later replies that are looked at, the nearest in time first."""
_CLAUSE = re.compile(r"[^，。；！？、：\n]+")


@dataclass(frozen=True, slots=True)
class Promised:
    """A promise in its reply."""

    hit: Hit
    record: Record
    quote: str
    section: str
    target: NumericTarget | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A measure of a later reply that may be what became of a promise."""

    reference: str
    issuer: str
    issued: str
    title: str
    sha256: str
    evidence: tuple[Evidence, ...]
    parts: Mapping[str, float]
    """Each part of the score that is not 0, by name."""
    share: str
    """The achieved number of the promised one, where their units are the same; it says nothing by itself."""

    @property
    def score(self) -> float:
        """The parts added up."""
        return sum(self.parts.values())

    @property
    def quote(self) -> str:
        """The measure's sentences."""
        return "".join(span.quote for span in self.evidence)


def promised(corpus: Corpus, place: str, today: date) -> Promised:
    """Return the promise that a reference names.

    Raises:
        UsageError: it names none.

    """
    reference = Reference.parse(place)
    found = search(corpus, Query(reference=reference), today, facets=False).hits if reference else ()
    if not reference or not found or found[0].kind == "m":
        raise UsageError(f"没有编号为 {place[:80]} 的承诺或目标")
    record = corpus.record(found[0].letter)
    item = by_reference(record, reference)
    target = item if isinstance(item, NumericTarget) else None
    holder = next((one for one in record.commitments if target and one.id == target.commitment), None)
    source = holder or item
    assert source is not None
    evidence = (source.evidence,) if isinstance(source, NumericTarget) else source.evidence
    section = "" if isinstance(source, NumericTarget) else source.section
    return Promised(found[0], record, "".join(span.quote for span in evidence), section, target)


def candidates(corpus: Corpus, promise: Promised) -> tuple[Candidate, ...]:
    """Return the measures of later replies that are likeliest to speak of a promise, best first, nine at most."""
    best: list[Candidate] = []
    for letter in _later(corpus, promise):
        record = corpus.record(letter)
        best += [_candidate(corpus, promise, record, measure) for measure in record.measures_taken]
        best = sorted(best, key=lambda one: (-one.score, one.issued, one.reference))[:MOST]
    return tuple(best)


def _later(corpus: Corpus, promise: Promised) -> Iterator[int]:
    """Later letters of the same body, on the same proposal, or that share a rare pair of characters."""
    hit = promise.hit
    normal = corpus.bodies.normal(hit.issuer)
    rows = corpus.select(
        "select id, normal, proposal, session from letter where issued > ? and version_of is null order by issued",
        (hit.issued,),
    )
    rare = _with_rare_words(corpus, promise)
    near = [
        int(row["id"])
        for row in rows
        if corpus.bodies.same(normal, row["normal"])
        or (hit.proposal and row["proposal"] == hit.proposal and row["session"] == hit.session)
        or row["id"] in rare
    ]
    yield from near[:_LETTERS]


def _with_rare_words(corpus: Corpus, promise: Promised) -> frozenset[int]:
    """Letters that hold one of the promise's rarest pairs of characters, if it is rare indeed."""
    words = promise.hit.what if promise.target else promise.quote
    pairs = sorted({token for token in indexed(words).split() if len(token) == 2 and not token.isascii()})  # noqa: PLR2004 - pairs
    counts = {pair: corpus.count(pair) for pair in pairs[:200]}
    rarest = sorted((count, pair) for pair, count in counts.items() if 1 < count <= _LETTERS)[:_RARE]
    found: set[int] = set()
    for _, pair in rarest:
        found |= corpus.letters_with(pair)
    return frozenset(found)


def _candidate(corpus: Corpus, promise: Promised, record: Record, measure: Measure) -> Candidate:
    quote = "".join(span.quote for span in measure.evidence)
    hit, reply, proposal = promise.hit, record.reply, record.proposal
    figure = _same_unit(promise, measure)
    parts = {
        "同一单位": float(corpus.bodies.same(hit.issuer, reply.issuer)),
        "同一提案": float(bool(hit.proposal) and (hit.proposal, hit.session) == (proposal.number, proposal.session)),
        "指标": _worded(promise, quote),
        "议题": _alike(promise.record.proposal.topic, proposal.topic),
        "单位相同": float(figure is not None),
        "章节": _alike(promise.section, measure.section),
        "年份": float(bool(hit.due) and f"{hit.due[:4]}年" in quote),
    }
    scored = {name: round(_WEIGHTS[name] * value, 2) for name, value in parts.items() if value}
    return Candidate(
        reference=str(references(record)[measure.id]),
        issuer=reply.issuer,
        issued=reply.issued_on or reply.published_on,
        title=proposal.title or reply.title,
        sha256=record.document.sha256,
        evidence=measure.evidence,
        parts=scored,
        share=_share(promise.target, figure),
    )


def _worded(promise: Promised, quote: str) -> float:
    """How much of what is promised a clause of the measure words: the best of its clauses, from 0 to 1."""
    wanted = promise.hit.what if promise.target else _core(promise.quote)
    clauses = [clause for found in _CLAUSE.finditer(quote) if len(clause := plain(found[0])) > 1]
    near = (lcs_f1(wanted, clause) for clause in clauses)
    held = _held(wanted, quote)
    return max(max(near, default=0.0), held)


def _core(quote: str) -> str:
    return max((found[0] for found in _CLAUSE.finditer(quote)), key=len, default=quote)


def _held(wanted: str, quote: str) -> float:
    """Share of the wanted pairs of characters that the quote has."""
    pairs = _pairs(wanted)
    return len(pairs & _pairs(quote)) / len(pairs) if pairs else 0.0


def _pairs(text: str) -> frozenset[str]:
    return frozenset(token for token in indexed(text).split() if len(token) == 2)  # noqa: PLR2004 - pairs


def _alike(one: str, other: str) -> float:
    first, second = _pairs(one), _pairs(other)
    share = len(first & second) / len(first | second) if first and second else 0.0
    return share if share >= _LIKE else 0.0


def _same_unit(promise: Promised, measure: Measure) -> Figure | None:
    target = promise.target
    found = [figure for figure in measure.figures if target and figure.unit == target.unit and figure.unit]
    return found[0] if found else None


def _share(target: NumericTarget | None, figure: Figure | None) -> str:
    if target is None or figure is None or not target.value:
        return ""
    return f"{_digits(figure.value)}/{_digits(target.value)}"


def _digits(value: Decimal) -> str:
    return f"{value.normalize():f}"
