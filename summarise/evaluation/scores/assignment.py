"""One-to-one assignment of rows to columns with the most pairs and, among those, the highest total similarity."""

from __future__ import annotations

from collections.abc import Callable

__all__ = ["assign"]

_SCALE = 10**9
_Edges = dict[tuple[int, int], int]
_Path = tuple[tuple[int, int], ...]


def assign(rows: int, columns: int, similarity: Callable[[int, int], float | None]) -> dict[int, int]:
    """Return a mapping from each paired row to its column.

    The pairing has the most pairs possible and, among such pairings, the highest total similarity. `similarity` returns
    None for a row and a column that must not be paired. If several pairings are equally good, earlier rows and columns
    are preferred; callers therefore sort their input. Each step adds one pair along the best augmenting path.
    """
    edges = {
        # whole numbers, so that sums do not depend on their order
        (row, column): round(alike * _SCALE)
        for row in range(rows)
        for column in range(columns)
        if (alike := similarity(row, column)) is not None
    }
    pairs: dict[int, int] = {}
    while path := _best_path(edges, pairs):
        pairs.update(path)
    return pairs


def _best_path(edges: _Edges, pairs: dict[int, int]) -> _Path:
    """Return the best augmenting path, found by the Bellman-Ford method: the pairs to set so as to have one pair more.

    Return an empty path if no further pair is possible.
    """
    owners = {column: row for row, column in pairs.items()}
    reached: dict[int, tuple[int, _Path]] = {row: (0, ()) for row, _ in edges if row not in pairs}
    ends: list[tuple[int, _Path]] = []
    changed = True
    while changed:
        changed = False
        for (row, column), alike in edges.items():
            if row not in reached or pairs.get(row) == column:
                continue
            gain, path = reached[row][0] + alike, (*reached[row][1], (row, column))
            owner = owners.get(column)
            if owner is None:
                ends.append((gain, path))
                continue
            gain -= edges[owner, column]
            if owner not in reached or gain > reached[owner][0]:
                reached[owner], changed = (gain, path), True
    return max(ends, key=lambda end: end[0])[1] if ends else ()
