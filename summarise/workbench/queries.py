"""Saves named queries, which all users of a workbench share, in `NAME.queries.json` beside the records."""

from __future__ import annotations

import json
from pathlib import Path

from summarise.errors import InputError
from summarise.new_file import replacing
from summarise.records_file import beside

__all__ = ["MOST", "queries_path", "read_queries", "write_query"]

MOST = 60


def queries_path(records: Path) -> Path:
    """Return the path of the file with the saved queries of a records file."""
    return beside(records, "queries.json")


def read_queries(records: Path) -> list[dict[str, str]]:
    """Return the queries saved for the records file `records`; [] if there are none.

    Each is a dict with `name`, `q` (the query) and `by` (who saved it).

    Raises:
        InputError: the file is not a list of queries.

    """
    path = queries_path(records)
    try:
        found = json.loads(path.read_bytes())
        return [{key: str(one[key]) for key in ("name", "q", "by")} for one in found]
    except FileNotFoundError:
        return []
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(f"{path}: is no list of queries; remove it, or mend it") from error


def write_query(records: Path, name: str, words: str, who: str) -> list[dict[str, str]]:
    """Save the query `words` for all users under the name `name`, or remove it if `words` is empty; return all queries.

    `records` is the records file to which the queries belong, and `who` the person who saves it.

    Raises:
        InputError: the file is not a list of queries, or is full.
        OutputError: it cannot be written.

    """
    kept = [one for one in read_queries(records) if one["name"] != name]
    if words:
        kept.append({"name": name, "q": words, "by": who})
    if len(kept) > MOST:
        raise InputError(f"最多存 {MOST} 条检索", kind="full")
    with replacing(queries_path(records)) as draft:
        draft.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return kept
