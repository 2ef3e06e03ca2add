"""Finds passages of later replies that may show whether a promise was kept.

The program computes which promises are due, whether a later reply exists, and a score for each passage. A person
decides whether the promise was kept. If no later reply mentions the promise, this does not mean that it was broken.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from summarise.corpus.compared import Compared, compared
from summarise.corpus.index import Corpus
from summarise.corpus.index_tables import marks
from summarise.corpus.likeness import Likeness, pairs_of
from summarise.corpus.query import VERDICTS, Query
from summarise.corpus.search import Hit, search
from summarise.corpus.unlisted import unlisted
from summarise.errors import UsageError
from summarise.record import Commitment, Evidence, Figure, Measure, NumericTarget, Record
from summarise.records_file import SavedTexts
from summarise.reference import Reference, by_reference, evidence_of, references, statements_of, text_name
from summarise.wording import title_of

__all__ = ["MOST", "VERDICTS", "Candidate", "Promised", "candidates", "promised"]

MOST = 9
"""Maximum number of candidates for one promise; each can then be selected by a digit key."""
_WEIGHTS = {
    "同一单位": 3.0,
    "承接单位": 2.5,
    "同一提案": 2.0,
    "用词": 6.0,
    "议题": 1.0,
    "单位相同": 0.5,
    "章节": 0.5,
    "年份": 0.5,
    "已办": 0.3,
}
_LIKELY = 0.17
"""Least weighted share of the promise's words that a likely candidate contains. The value was chosen on eval/years."""
_DONE = 5
"""How much more a measure counts that has all of the promise's words: it tells the result, a new promise does not."""
_ALONE = 0.4
"""Least share of the promise's words in a passage of a reply with another body and another proposal."""
_FEW = 3
"""Maximum number of passages shown if none is likely."""
_UNLIKELY = 6
"""Maximum number of unlikely passages shown beside likely ones."""
_TOGETHER = 2
"""Number of the promise's rarest character pairs that a letter of another body must contain to be considered."""
_LIKE = 0.5
"""Least share of common character pairs at which two headings or topics count as similar."""
_LETTERS = 200
"""Maximum number of later replies that are examined; the earliest come first."""


@dataclass(frozen=True, slots=True)
class Promised:
    """A commitment or target, with the record of its reply."""

    hit: Hit
    record: Record
    quote: str
    """The sentences that state it; for a target of a commitment, the sentences of the commitment."""
    section: str
    """The heading above these sentences; "" if there is none."""
    target: NumericTarget | None
    """The target; None for a commitment."""
    compared: Compared
    """Words with which later passages are compared."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A measure, commitment or other sentence of a later reply that may say whether a promise was kept."""

    reference: str
    """Reference of the item. A sentence outside all items has the reference that it would have if it were a measure."""
    issuer: str
    issued: str
    """ISO date of the later reply; "" if it is not known."""
    title: str
    sha256: str
    evidence: tuple[Evidence, ...]
    parts: Mapping[str, float]
    """The parts of the score that are not 0, by their Chinese names."""
    share: str
    """Achieved and promised number, such as "4/6", if both have the same unit; else "". This is only a hint."""
    is_item: bool = True
    """True for a measure or commitment of the record; False for another sentence of the reply's text."""

    @property
    def score(self) -> float:
        """Sum of the parts of the score; the higher it is, the likelier the passage concerns the promise."""
        return sum(self.parts.values())

    @property
    def is_likely(self) -> bool:
        """True if the passage contains enough of the promise's words to be shown to a person."""
        return self.parts.get("用词", 0.0) >= _LIKELY * _WEIGHTS["用词"]

    @property
    def quote(self) -> str:
        """The text of the passage."""
        return "".join(span.quote for span in self.evidence)


def promised(corpus: Corpus, place: str, today: date) -> Promised:
    """Return the commitment or target in `corpus` with the reference `place`.

    The date `today` decides which deadlines are near or past.

    Raises:
        UsageError: no commitment or target has this reference.

    """
    reference = Reference.parse(place)
    found = search(corpus, Query(reference=reference), today).hits if reference else ()
    if not reference or not found or found[0].kind == "m":
        raise UsageError(f"no promise or target has the reference {place[:80]}")
    record = corpus.record(found[0].letter)
    item = by_reference(record, reference)
    target = item if isinstance(item, NumericTarget) else None
    holder = next((one for one in record.commitments if target and one.id == target.commitment), None)
    source = holder or item
    assert source is not None
    section = "" if isinstance(source, NumericTarget) else source.section
    quote = "".join(span.quote for span in evidence_of(source))
    promise = target or source
    assert not isinstance(promise, Measure)
    return Promised(found[0], record, quote, section, target, compared(record, promise, quote))


def candidates(corpus: Corpus, promise: Promised, texts: Sequence[SavedTexts] = ()) -> tuple[Candidate, ...]:
    """Return passages of later replies in `corpus` that most probably concern `promise`: at most nine, best first.

    A passage is a measure or a commitment of a later record; one that is both is listed once. If `texts` contain the
    text of the reply, likely sentences outside all items are passages too, since a sentence may say that something was
    given up. A reply of another body to another proposal must have many of the promise's words. If no passage is
    likely, at most three are returned; otherwise at most six that are not.

    Raises:
        InputError: a saved text was changed.

    """
    likeness = Likeness(corpus, promise.compared.words, promise.compared.indicators)
    best: list[Candidate] = []
    for letter in _later(corpus, promise, likeness):
        least = best[-1].score if len(best) == MOST else 0.0
        best += _Later(corpus, promise, corpus.record(letter)).candidates(likeness, texts, least)
        best = sorted(best, key=lambda one: (-one.score, one.issued, one.reference))[:MOST]
    unlikely = [one for one in best if not one.is_likely]
    left = unlikely[_FEW if len(unlikely) == len(best) else _UNLIKELY :]
    return tuple(one for one in best if one not in left)


def _each_once(found: Iterable[Candidate]) -> list[Candidate]:
    """Return the passages of one letter without repeated ones: of those with the same sentences, the best remains."""
    best: dict[tuple[int, ...], Candidate] = {}
    for one in sorted(found, key=lambda one: -one.score):
        best.setdefault(tuple(span.start for span in one.evidence), one)
    return list(best.values())


@dataclass(frozen=True, slots=True)
class _Said:
    """A passage of a later reply: a measure, a commitment, or a sentence outside all items (`item` is None)."""

    evidence: tuple[Evidence, ...]
    item: Measure | Commitment | None

    @property
    def quote(self) -> str:
        return "".join(span.quote for span in self.evidence)


def _said(record: Record, texts: Sequence[SavedTexts]) -> Iterator[_Said]:
    yield from (_Said(item.evidence, item) for item in statements_of(record))
    saved = (place.text(record.document.sha256) for place in texts)
    text = next((one for one in saved if one is not None), None)
    yield from (_Said((span,), None) for span in unlisted(text, record)) if text else ()


def _later(corpus: Corpus, promise: Promised, likeness: Likeness) -> list[int]:
    """Return the index numbers of later letters that may concern a promise, the earliest first.

    Such a letter comes from the same body or its successor, answers the same proposal, or shares rare words.
    """
    hit = promise.hit
    names = [row["normal"] for row in corpus.select("select distinct normal from letter")]
    bodies = [name for name in names if corpus.bodies.same(hit.issuer, name) or corpus.bodies.goes_on(hit.issuer, name)]
    rare = _with_rare_words(corpus, likeness)
    near = [(f"normal in ({marks(bodies)})", bodies), (f"id in ({marks(rare)})", rare)]
    if hit.proposal:
        near.append(("proposal = ? and session = ?", [hit.proposal, hit.session]))
    later = "select id, issued from letter where issued > ? and version_of is null and"
    rows = corpus.select(
        f"{' union '.join(f'{later} {where}' for where, _ in near)} order by issued, id limit {_LETTERS}",
        [value for _, values in near for value in (hit.issued, *values)],
    )
    return [int(row["id"]) for row in rows]


def _with_rare_words(corpus: Corpus, likeness: Likeness) -> list[int]:
    """Return the index numbers of letters that contain at least two of the promise's rarest pairs of characters."""
    found = Counter(letter for pair in likeness.rarest() for letter in corpus.letters_with(pair))
    return [letter for letter, times in found.items() if times >= _TOGETHER]


class _Later:
    """A later reply, with the parts of the score that are the same for all its passages."""

    def __init__(self, corpus: Corpus, promise: Promised, record: Record) -> None:
        hit, reply, proposal = promise.hit, record.reply, record.proposal
        is_same = corpus.bodies.same(hit.issuer, reply.issuer)
        self._promise, self._record = promise, record
        self._shared = {
            "同一单位": float(is_same),
            "承接单位": float(not is_same and corpus.bodies.goes_on(hit.issuer, reply.issuer)),
            "同一提案": float(
                bool(hit.proposal) and (hit.proposal, hit.session) == (proposal.number, proposal.session)
            ),
            "议题": _alike(promise.record.proposal.topic, proposal.topic),
        }
        self._is_near = any(self._shared[name] for name in ("同一单位", "承接单位", "同一提案"))

    def candidates(self, likeness: Likeness, texts: Sequence[SavedTexts], least: float) -> list[Candidate]:
        """Return the passages of the reply, of those with the same sentences the best; none if none reaches `least`."""
        scored = [(said, self._parts(said, likeness)) for said in _said(self._record, texts)]
        if not self._is_near:
            scored = [one for one in scored if one[1].get("用词", 0.0) >= _ALONE * _WEIGHTS["用词"]]
        if not any(sum(parts.values()) >= least for _, parts in scored):
            return []
        names = references(self._record)
        made = (self._candidate(names, said, parts) for said, parts in scored)
        return _each_once(one for one in made if one.is_likely or one.is_item)

    def _parts(self, said: _Said, likeness: Likeness) -> dict[str, float]:
        quote, due = said.quote, self._promise.hit.due
        words = likeness.of(quote)
        own = {
            "用词": words,
            "单位相同": float(_same_unit(self._promise, said.item) is not None),
            "章节": _alike(self._promise.section, said.item.section) if isinstance(said.item, Measure) else 0.0,
            "年份": float(bool(due) and f"{due[:4]}年" in quote),
            "已办": isinstance(said.item, Measure) * (1 + _DONE * words),
        }
        every = self._shared | own
        return {name: round(weight * every[name], 2) for name, weight in _WEIGHTS.items() if every[name]}

    def _candidate(self, names: Mapping[str, Reference], said: _Said, parts: Mapping[str, float]) -> Candidate:
        reply, sha256 = self._record.reply, self._record.document.sha256
        place = names[said.item.id] if said.item else Reference(text_name(sha256), f"m{said.evidence[0].start}")
        return Candidate(
            reference=str(place),
            issuer=reply.issuer,
            issued=reply.day,
            title=title_of(self._record),
            sha256=sha256,
            evidence=said.evidence,
            parts=parts,
            share=_share(self._promise.target, _same_unit(self._promise, said.item)),
            is_item=said.item is not None,
        )


def _alike(one: str, other: str) -> float:
    first, second = _pairs(one), _pairs(other)
    share = len(first & second) / len(first | second) if first and second else 0.0
    return share if share >= _LIKE else 0.0


@lru_cache(1024)
def _pairs(heading: str) -> frozenset[str]:
    """Return the pairs of a heading or a topic; passages of one letter share them."""
    return frozenset(pairs_of(heading))


def _same_unit(promise: Promised, item: Measure | Commitment | None) -> Figure | None:
    target = promise.target
    figures = item.figures if isinstance(item, Measure) else ()
    found = [figure for figure in figures if target and figure.unit == target.unit and figure.unit]
    return found[0] if found else None


def _share(target: NumericTarget | None, figure: Figure | None) -> str:
    if target is None or figure is None or not target.value:
        return ""
    return f"{_digits(figure.value)}/{_digits(target.value)}"


def _digits(value: Decimal) -> str:
    return f"{value.normalize():f}"
