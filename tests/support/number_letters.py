"""Letters of known numbers as text, pages, Word files and print, and what the program makes of each number."""

from __future__ import annotations

import random
import sys
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from summarise import Document, RulesEngine, load_bytes, summarise
from summarise.annotate import annotate
from tests.support.fonts import has_chinese_font
from tests.support.number_case import ALL_MEDIA, Case, Form, Piece, Reading, plain
from tests.support.number_cases import FORMS
from tests.support.number_contexts import DATE_FUTURE, FUTURE, PAST
from tests.support.number_date_cases import DATE_FORMS
from tests.support.number_media import WRITERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from summarise.annotated import AnnotatedDocument
    from summarise.record import Record

__all__ = ["Document", "Result", "Tally", "load_bytes", "print_tally", "run_cases"]

CASES_A_LETTER = 20
_UNSEEN = set("\u200b\u200c\u2060\ufeff\u00ad")


@dataclass(frozen=True)
class Placed:
    """A case in its sentence; `by` is the last day of a date, None for a quantity."""

    form: str
    must_read: bool
    before: str
    case: Case
    after: str
    by: date | None = None

    @property
    def pieces(self) -> list[Piece]:
        return [Piece(self.before), *self.case.pieces, Piece(self.after)]


@dataclass(frozen=True)
class Result:
    """What became of one case: "right", "unread", "lost" (no token and no word of it), or "wrong"."""

    form: str
    verdict: str
    must_read: bool
    medium: str
    sentence: str
    expected: str
    found: str


@dataclass
class Tally:
    """Verdicts by form, and every result that is wrong."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    wrong: list[Result] = field(default_factory=list)
    unread: list[Result] = field(default_factory=list)

    def add(self, result: Result) -> None:
        self.counts[result.form, result.verdict] += 1
        if result.verdict == "wrong":
            self.wrong.append(result)
        elif result.verdict != "right" and result.must_read:
            self.unread.append(result)

    def share_read(self) -> float:
        must = {f.name for f in FORMS if f.must_read} | {f.name for f in DATE_FORMS if f.must_read}
        whole = sum(n for (form, _), n in self.counts.items() if form in must)
        return sum(n for (form, verdict), n in self.counts.items() if form in must and verdict == "right") / whole


def _place(rng: random.Random, form: Form, contexts: tuple[str, ...]) -> Placed:
    before, after = rng.choice(contexts).split("{}")
    return Placed(form.name, form.must_read, before, form.make(rng), after)


def _place_date(rng: random.Random, day: date) -> Placed:
    form = rng.choice(DATE_FORMS)
    text, by = form.make(rng, day)
    before, after = rng.choice(DATE_FUTURE).split("{}")
    return Placed(form.name, form.must_read, before, plain(text, *_length_of_time(text)), after, by)


def _length_of_time(text: str) -> tuple[Reading, ...]:
    """在30日内 says a day to some readers and a length of time to others; both keep the number."""
    number, unit, limit = text[:-2], text[-2:-1], text[-1:]
    return (Reading(Decimal(number), (unit,), "<="),) if number.isdecimal() and limit == "内" else ()


def _letter(rng: random.Random, medium: str) -> tuple[date, list[Placed], list[Placed]]:
    day = date(2021, 1, 15) + timedelta(days=rng.randint(0, 2000))
    forms = [f for f in FORMS if medium in f.media]
    past = [_place(rng, rng.choice(forms), PAST) for _ in range(CASES_A_LETTER * 7 // 20)]
    future = [_place(rng, rng.choice(forms), FUTURE) for _ in range(CASES_A_LETTER * 9 // 20)]
    future += [_place_date(rng, day) for _ in range(CASES_A_LETTER * 4 // 20)]
    rng.shuffle(future)
    return day, past, future


def _paragraphs(day: date, past: list[Placed], future: list[Placed]) -> list[list[Piece]]:
    def line(text: str) -> list[Piece]:
        return [Piece(text)]

    return [
        line("青澜市柏溪区建设局关于区政协九届三次会议第118号提案的答复"),
        line("贺明溪委员："),
        line("您提出的《关于加快公共服务设施建设的提案》（第118号）收悉，现答复如下："),
        line("一、已开展的工作"),
        *(p.pieces for p in past),
        line("二、下一步工作计划"),
        *(p.pieces for p in future),
        line("感谢您对我区工作的关心和支持！"),
        line("青澜市柏溪区建设局"),
        line(f"{day.year}年{day.month}月{day.day}日"),
    ]


def _spans(text: str, placed: Iterable[Placed]) -> Iterator[tuple[int, int] | None]:
    """Where each case stands in the loaded text, whatever white space was joined or put in."""
    places = [i for i, c in enumerate(text) if not c.isspace() and c not in _UNSEEN]
    dense, at = "".join(text[i] for i in places), 0
    for case in placed:
        before, after = "".join(case.before.split()), "".join(case.after.split())
        start = dense.find(before, at)
        if start < 0:
            yield None
            continue
        start += len(before)
        end = dense.find(after, start)
        if end < 0:
            yield None
            continue
        at = end + len(after)
        yield places[start], places[end - 1] + 1


def _same(item: object, case: Case) -> bool:
    value, upper = getattr(item, "value"), getattr(item, "upper")  # noqa: B009 (quantities, figures and targets)
    unit, comparator = getattr(item, "unit"), getattr(item, "comparator")  # noqa: B009
    return any(
        float(value) == float(r.value)
        and (None if upper is None else float(upper)) == (None if r.upper is None else float(r.upper))
        and unit in r.units
        and comparator == r.comparator
        for r in case.readings
    )


def _judged(placed: Placed, start: int, end: int, notes: AnnotatedDocument, record: Record) -> tuple[str, str]:
    quantities = [q for q in notes.quantities if q.start < end and q.end > start]
    dates = [d for d in notes.dates if d.start < end and d.end > start]
    items = [t for t in record.numeric_targets if t.evidence.start < end and t.evidence.end > start]
    figures = [f for m in record.measures_taken for f in m.figures if f.start < end and f.end > start]
    text = notes.document.text
    found = "; ".join([f"{q.value} {q.upper} {q.unit!r} {q.comparator} [{text[q.start : q.end]}]" for q in quantities]
                      + [f"{d.by} [{text[d.start : d.end]}]" for d in dates])  # fmt: skip
    if placed.by is not None:
        by = placed.by
        said = [
            c.deadline.by
            for c in record.commitments
            if c.deadline and c.deadline.text in text[start:end]
            if any(e.start <= start and end <= e.end for e in c.evidence)
        ]
        bad = any(not _same(q, placed.case) for q in (*quantities, *items)) or any(
            d.by not in (None, by) for d in dates
        )
        bad = bad or bool(quantities and dates)
        bad = bad or any(b not in ("", by.isoformat()) for b in said)
        read = bool(quantities) or (len(dates) == 1 and dates[0].by == by)
    else:
        bad = bool(dates) or any(not _same(q, placed.case) for q in (*quantities, *items, *figures))
        bad = bad or len(quantities) > 1
        read = len(quantities) == 1
    if bad:
        return "wrong", found + (f" | record {[t.value for t in items]}" if items else "")
    if read:
        return "right", found
    tokens = [n for n in notes.numbers if n.start < end and n.end > start]
    warned = any(w.kind == "unread_number" and w.start < end and w.end > start for w in record.warnings)
    return "unread" if warned else "lost", ", ".join(f"{n.kind} [{text[n.start : n.end]}]" for n in tokens)


def run_cases(number: int, seed: int) -> Tally:
    """Write and read `number` cases, twenty a letter: of ten letters five are text, two pages, two Word, one print.

    Where the machine has no Chinese font, text stands in for print.
    """
    last = ALL_MEDIA.index("pdf") if has_chinese_font() else 0
    tally, rng, engine = Tally(), random.Random(seed), RulesEngine()
    for index in range(number // CASES_A_LETTER):
        medium = ALL_MEDIA[(0, 1, 0, 2, 0, 1, 0, 2, 0, last)[index % 10]]
        day, past, future = _letter(rng, medium)
        write, name = WRITERS[medium]
        document = load_bytes(write(rng, _paragraphs(day, past, future)), name)
        notes, record = annotate(document), summarise(document, engine)
        cases = [*past, *future]
        for placed, span in zip(cases, _spans(document.text, cases), strict=True):
            verdict, found = ("wrong", "not in the text") if span is None else _judged(placed, *span, notes, record)
            expected = str(placed.by) if placed.by else " or ".join(
                f"{r.value} {r.upper} {r.units} {r.comparator}" for r in placed.case.readings
            )  # fmt: skip
            sentence = document.text[span[0] - 6 : span[1] + 6] if span else placed.before + placed.case.written
            tally.add(Result(placed.form, verdict, placed.must_read, medium, sentence, expected, found))
    return tally


def print_tally(tally: Tally) -> None:
    """Counts by form, then every wrong case."""
    write = sys.stdout.write
    for form in (*(f.name for f in FORMS), *(f.name for f in DATE_FORMS)):
        write(
            f"{form}: " + " ".join(f"{v} {tally.counts[form, v]}" for v in ("right", "unread", "lost", "wrong")) + "\n"
        )
    write(f"read of the forms that must be read: {tally.share_read():.4f}\n")
    for result in tally.wrong:
        write(f"WRONG {result.form} {result.medium}: {result.sentence!r} wanted {result.expected} got {result.found}\n")
    for result in tally.unread:
        write(f"{result.verdict} {result.form} {result.medium}: {result.sentence!r} {result.found}\n")


if __name__ == "__main__":
    print_tally(run_cases(int(sys.argv[1]), int(sys.argv[2])))
