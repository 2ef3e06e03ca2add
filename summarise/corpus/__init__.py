"""The records of a run as a corpus: search for promises, versions of a reply, and later replies about a promise."""

from __future__ import annotations

from summarise.corpus.index import Corpus, opened_corpus
from summarise.corpus.query import Query, parse_query
from summarise.corpus.search import Found, Hit, search

__all__ = ["Corpus", "Found", "Hit", "Query", "opened_corpus", "parse_query", "search"]
