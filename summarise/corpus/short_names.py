"""Finds the full names of replying bodies that a query names in short: 砚湖区住建局 for 砚湖区住房和城乡建设局."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from summarise.corpus.bigrams import plain

if TYPE_CHECKING:
    from summarise.corpus.index import Corpus
    from summarise.corpus.query import Query

__all__ = ["full_names", "with_full_names"]

_BODY = re.compile(r"[\u4e00-\u9fff]{2,}(?:局|委|厅|办|委员会|办公室)")
"""A word of a query that may be the name of a body. Only for such a word the names of all bodies are read."""


def full_names(corpus: Corpus, name: str) -> tuple[tuple[str, str], ...]:
    """Return the bodies that reply and that `name` is short for: their names in the letters, and after all renamings.

    A body whose name has `name` in it is left out, since a search finds it anyway.
    """
    if not _BODY.fullmatch(name):
        return ()
    from summarise.engines.rules.own_names import OwnNames  # noqa: PLC0415 - few queries name a body

    rows = corpus.select("select distinct issuer, normal from letter where issuer <> ''")
    return tuple(
        (row["issuer"], row["normal"])
        for row in rows
        if name not in row["issuer"] and (name in OwnNames(row["issuer"]) or name in OwnNames(row["normal"]))
    )


def with_full_names(corpus: Corpus, query: Query) -> Query:
    """Return the query with the full names of bodies beside each of its words that is short for one."""
    groups = tuple(
        tuple(dict.fromkeys((*group, *(plain(full) for word in group for full, _ in full_names(corpus, word)))))
        for group in query.all_of
    )
    return replace(query, all_of=groups) if groups != query.all_of else query
