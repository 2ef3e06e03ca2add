"""Finds which replies of a records file are older versions of others, by the rule that the search index has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping

from summarise.corpus.bodies import BODIES_FILE, read_bodies
from summarise.corpus.entries import entries_of
from summarise.corpus.versions import Dated, newest_of_each, pairs_of_evidence
from summarise.errors import InputError
from summarise.workbench.kept import Kept
from summarise.workbench.shelf import Row, Shelf

__all__ = ["Editions"]


class Editions:
    """The versions of replies in `shelf`: copies that were collected twice, and corrected editions.

    They are found without the index, which may still be in the making. Records are read only of replies of one body to
    one proposal in one year.
    """

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._kept = Kept[Mapping[str, str]]()

    def newest(self) -> Mapping[str, str]:
        """Return the SHA-256 of the newest version for that of each reply that has a newer one."""
        table = self._shelf.records.with_name(BODIES_FILE)
        changed = table.stat().st_mtime_ns if table.exists() else 0
        return self._kept.get("", (self._shelf.read_as, changed), self._found)

    def others(self, row: Row) -> tuple[tuple[Row, bool], ...]:
        """Return the other versions of the reply in `row`, each with True if it is the newest one."""
        newest = self.newest()
        head = newest.get(row.sha256, row.sha256)
        known = {head, *(old for old, new in newest.items() if new == head)} - {row.sha256}
        return tuple((one, one.sha256 == head) for sha256 in sorted(known) if (one := self._shelf.row(sha256)))

    def links(self, row: Row, without: Collection[str]) -> list[tuple[str, str, str]]:
        """Return address, word and day of each other version of the reply in `row`, but of the texts `without`."""
        others = (one for one in self.others(row) if one[0].sha256 not in without)
        return [(f"/r/{one.name}", "新版" if is_newest else "旧版", one.date) for one, is_newest in others]

    def _found(self) -> Mapping[str, str]:
        rows = self._shelf.rows()
        times = Counter((row.proposal, row.date[:4]) for row in rows if row.proposal and row.date)
        several = [number for number, row in enumerate(rows) if times[row.proposal, row.date[:4]] > 1]
        try:
            bodies = read_bodies(self._shelf.records.with_name(BODIES_FILE))
            dated = [
                Dated(number, (bodies.normal(row.issuer), row.proposal, row.date[:4]), row.date)
                for number, row in ((number, rows[number]) for number in several)
            ]

            def pairs(number: int) -> frozenset[int]:
                return pairs_of_evidence(entries_of(self._shelf.record(rows[number]), 0, 0, bodies))

            found = newest_of_each(dated, pairs)
        except InputError:  # the views that need the index say what is wrong with the records or the table of bodies
            return {}
        return {rows[old].sha256: rows[new].sha256 for old, new in found.items()}
