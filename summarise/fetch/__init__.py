"""Saves pages and files from the web unchanged. Only this package and the calls to a model use the network."""

from __future__ import annotations

from summarise.fetch.fetching import Fetching, Outcome
from summarise.fetch.folder import Folder
from summarise.fetch.getting import Getter
from summarise.fetch.sources import addresses_in

__all__ = ["Fetching", "Folder", "Getter", "Outcome", "addresses_in"]
