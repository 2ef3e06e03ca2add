"""The records of a run as a searchable corpus.

It finds promises by a query, versions of the same reply, and passages of later replies about a promise.
"""

from __future__ import annotations

from summarise.corpus.index import Corpus, opened_corpus
from summarise.corpus.query import Query, parse_query
from summarise.corpus.search import Found, Hit, search

__all__ = ["Corpus", "Found", "Hit", "Query", "opened_corpus", "parse_query", "search"]
