"""View 台账: the promises that match a query, one on each row; also saved queries and export."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from summarise.corpus import Query, parse_query
from summarise.corpus.bigrams import NUMBERED
from summarise.corpus.index import SearchTooLong
from summarise.corpus.ledger_rows import ledger
from summarise.corpus.query import HITS, SUPERSEDED, Due
from summarise.corpus.short_names import full_names
from summarise.errors import InputError, SummariseError, UsageError
from summarise.export import Handed
from summarise.forms import HandedForm, promise_forms
from summarise.wording import CERTAINTY
from summarise.workbench.calls import Call, Download, Json, Refused, Route
from summarise.workbench.followed import followed_rows
from summarise.workbench.queries import read_queries, write_query
from summarise.workbench.views.exporting import keep_download, refuse_missing
from summarise.workbench.views.promise_payload import row_json
from summarise.workbench.withheld import withheld

if TYPE_CHECKING:
    from summarise.workbench.desk import Desk

__all__ = ["ROUTES", "read_query", "reason_of"]

_PAGE = 50
_NONE = "没有找到承诺。这里只找承诺的原句、小标题、题目和单位，不找全文。少用一个词，或用 | 写几种说法，如 充电|换电。"
_ASKING = "写要找的词，再按 Enter；或在左边选。要列出全部，点上面的“台账”。列出来的答复算您看过，不能再盲标。"
_VALUES = 12
"""Maximum number of values of a facet that are shown."""
_LONGEST_NAME = 40
_NAMED = 3
"""Maximum number of full names of bodies that are told."""


def read_query(words: str) -> Query:
    """Parse `words`, a query in the language of `summarise search`.

    Raises:
        Refused: the query cannot be parsed; the message names the wrong part.

    """
    try:
        return parse_query(words)
    except UsageError as error:
        raise Refused(422, "bad_query", error.message) from error


def reason_of(error: SummariseError) -> Refused:
    """Return the `Refused` exception that the view raises for an error of the corpus."""
    if isinstance(error, SearchTooLong):
        return Refused(422, "too_many", "这样检索要的时间太长，请再加一个词")
    if error.kind == "missing":
        return Refused(404, "no_replies", "找不到记录。还没有答复时，请到总览里拖入文件或粘贴原文。")
    return Refused(409, error.kind, error.message)


def rows(desk: Desk, call: Call) -> Json:
    """Return up to fifty promises that match a query, earliest deadline first, and counts of all that match.

    The request has the query as `q`, and as `after` the number of promises to skip. With `find`, no promise is
    returned, since the caller has not said yet what to look for; who sees a promise cannot label its reply blind.

    Raises:
        Refused: the query cannot be parsed or takes too long (422), there are no records (404), or they cannot be read
            (409).

    """
    query, start = read_query(call.query.get("q", "").strip()), call.number("after")
    is_asking = "find" in call.query
    try:
        with desk.promises.opened() as corpus:
            page = slice(start, start + _PAGE)
            found = ledger(corpus, query, desk.today(), rows=page, without=desk.closed_names(call.caller))
            full = list(dict.fromkeys(one for name in _words(query) for one, _ in full_names(corpus, name)))
            words = [*(word for group in query.all_of for word in group), *full]
            listed = () if is_asking else found.rows
            older = corpus.superseded()
            shown = [row_json(row, desk.promises.finding(row.reference), desk.today(), words, older) for row in listed]
        saved = read_queries(desk.records)
    except InputError as error:
        raise reason_of(error) from error
    desk.saw(call.caller, *(row.sha256 for row in listed))
    hides_older = bool(older) and SUPERSEDED not in query.states and not query.reference
    return {
        "rows": shown,
        "none": _ASKING if is_asking else _NONE,
        "total": found.total,
        "next": start + _PAGE if start + _PAGE < found.total and not is_asking else None,
        "facets": [_facet(name, counts, desk.today()) for name, counts in found.facets.items() if counts],
        "words": words,
        "read": _read(query) + [f"简称也找全称 {len(full)} 个：{'、'.join(full[:_NAMED])}"] * bool(full),
        "queries": saved,
        "forms": [[form.name, form.label] for form in promise_forms()],
        "today": desk.today().isoformat(),
        "day": _of_titles(found.facets)
        + desk.day_words()
        + (f" · {len(older)} 件旧版不列（查 状态:{SUPERSEDED}）" if hides_older else ""),
        "closed": withheld(desk, call.caller),
    }


def _of_titles(facets: Mapping[str, Mapping[str, int]]) -> str:
    number = facets.get("命中", {}).get(HITS[1], 0)
    return f"其中 {number:,} 项只有题目里有检索词 · " if number else ""


def _words(query: Query) -> tuple[str, ...]:
    """Return the words of a query that may name a body."""
    return *(word for group in query.all_of for word in group), *query.bodies


def _facet(name: str, counts: Mapping[str, int], today: date) -> Json:
    """Return a facet as JSON: title, field in a query, values with their numbers, and how many values are left out.

    Years are in the order of time, with 无 last; none is left out. Of other values the twelve most frequent are shown.
    """
    titles = {
        "单位": "答复单位",
        "状态": f"到期情况（按 {today.isoformat()}）",
        "核实": "核实结果",
        "命中": "检索词在哪里",
    }
    values = list(counts.items())
    if name == "时限":
        values.sort()  # 无 comes after all digits
        shown = values
    else:
        shown = values[:_VALUES]
    return {
        "title": titles.get(name, name),
        "field": "状态" if name == "核实" else name,
        "values": [[CERTAINTY.get(value, value), number] for value, number in shown],
        "more": len(values) - len(shown),
    }


def _read(query: Query) -> list[str]:
    """Return the conditions of a parsed query as Chinese phrases, so that people see how it was understood."""
    if query.reference:
        return [f"编号 {query.reference}"]
    parts = [" 或 ".join(map(_word, group)) for group in query.all_of]
    parts += [f"不含“{word}”" for word in query.none_of]
    parts += [_read_due(due) for due in query.due]
    named = (("单位", query.bodies), ("届次", query.sessions), ("文号", query.numbers), ("年份", query.years))
    parts += [f"{name}含“{value}”" for name, values in named for value in values]
    parts += [f"检索词在{query.hits}里"] * bool(query.hits)
    return [*parts, *query.states]


def _word(word: str) -> str:
    return f"提案号 {word[1:]}" if word.startswith(NUMBERED) else f"“{word}”"


def _read_due(due: Due) -> str:
    if due.is_none:
        return "没有时限"
    if due.first and due.last:
        return f"时限 {due.first} 至 {due.last}"
    return f"时限不晚于 {due.last}" if due.last else f"时限不早于 {due.first}"


def save(desk: Desk, call: Call) -> Json:
    """Save the query `q` of the request as `name`, or delete it if `q` is empty; return all saved queries.

    Raises:
        Refused: the name is empty, the query cannot be parsed, or the file of queries is damaged or full (422).

    """
    name, words = call.text("name", _LONGEST_NAME).strip(), call.text("q").strip()
    if not name:
        raise Refused(422, "bad_request", "给这条检索起个名字")
    read_query(words)
    try:
        with desk.lock:
            return {"queries": write_query(desk.records, name, words, call.caller.name)}
    except InputError as error:
        raise Refused(422, error.kind, error.message) from error


def export(desk: Desk, call: Call) -> Json:
    """Write the promises that match a query to a file; return its id for `/api/export`, its name and counts.

    The request has the query as `q`, and the form of the file as `to`.

    Raises:
        Refused: the form is unknown or needs a package that is missing, or an error of `rows`.

    """
    form, words = _form(call.text("to", 12)), call.text("q").strip()
    query, today = read_query(words), desk.today()
    try:
        with desk.promises.opened() as corpus:
            found, total = followed_rows(desk.promises, corpus, query, today, desk.closed_names(call.caller))
    except InputError as error:
        raise reason_of(error) from error
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ledger"
        assert form.promises is not None
        form.promises(found, path, Handed(words, today, total))
        new = desk.saw(call.caller, *(row.sha256 for row in found))
        made = Download(f"承诺台账{form.endings[0]}", form.media_type, path.read_bytes())
    return keep_download(desk, call.caller, made, new) | {"rows": len(found), "total": total}


def _form(name: str) -> HandedForm:
    form = next((one for one in promise_forms() if one.name == name), None)
    if form is None:
        raise Refused(422, "bad_request", "没有这种格式")
    refuse_missing(form)
    return form


ROUTES = (
    Route("GET", "/api/ledger", rows),
    Route("POST", "/api/ledger/export", export),
    Route("POST", "/api/queries", save, role="review"),
)
