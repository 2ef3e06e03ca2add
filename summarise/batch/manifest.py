"""The manifest beside an output: which inputs and settings a run had, how it ended, and what it cost."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from summarise.batch.appending import replace_file
from summarise.batch.progress import Progress
from summarise.errors import OutputError
from summarise.redaction import redacted

__all__ = ["Manifest", "added"]


@dataclass(frozen=True, slots=True)
class Manifest:
    """The manifest of an output; the fields do not change during a run, and `settings` must not hold credentials."""

    path: Path
    version: str
    inputs: Sequence[str]
    output: str
    """Name of the records file."""
    settings: Mapping[str, Any]
    fingerprint: str

    def write(
        self,
        state: str,
        progress: Progress,
        spent: Mapping[str, Any],
        earlier: Mapping[str, Any],
        shard: Mapping[str, Any] | None = None,
    ) -> None:
        """Write the manifest as JSON, over an earlier one.

        Args:
            state: "running", "finished", "interrupted" or "stopped: …".
            progress: counts of the run so far.
            spent: what this run spent (calls, tokens, cost), by name.
            earlier: what earlier runs on this output spent, by name.
            shard: description of the shard; None for a run over all inputs.

        Raises:
            OutputError: the file cannot be written.

        """
        content = {
            "program": f"summarise {self.version}",
            "state": state,
            "inputs": list(self.inputs),
            "output": self.output,
            "settings": dict(self.settings),
            "fingerprint": self.fingerprint,
            "replies": {
                "records": progress.records,
                "failed": progress.failed,
                "failed_by_kind": dict(sorted(progress.failures.items())),
                "stood_in_for": progress.stand_ins.total(),
                "not_done_again": progress.reused,
            },
            "spent": dict(spent),
            "spent_by_all_runs": added(earlier, spent),
            "cached_input_share": _cached_share(added(earlier, spent)),
            "old_lines_kept_aside": progress.kept_aside,
            **({"shard": dict(shard)} if shard else {}),
        }
        replace_file(self.path, (redacted(json.dumps(content, ensure_ascii=False, indent=2)) + "\n").encode())

    def require_own(self) -> None:
        """Raise OutputError if the file is the manifest of another output.

        The outputs `a` and `a.jsonl`, for example, would have the same manifest file.
        """
        stated = self._read().get("output", self.output)
        if stated != self.output:
            raise OutputError(f"{self.path}: belongs to the output {stated}; name another output")

    def spent_before(self) -> dict[str, Any]:
        """Return what all earlier runs on this output spent, by name; empty if there is no readable manifest."""
        spent = self._read().get("spent_by_all_runs")
        return spent if isinstance(spent, dict) else {}

    def _read(self) -> dict[str, Any]:
        try:
            value = json.loads(self.path.read_bytes())
        except (OSError, ValueError, RecursionError):
            return {}
        return value if isinstance(value, dict) else {}


def _cached_share(spent: Mapping[str, Any]) -> float | None:
    """Return the share of input tokens that the provider read from its prompt cache, 0 to 1; None if none were sent."""
    given = spent.get("input_tokens")
    return round(spent.get("cached_input_tokens", 0) / given, 3) if given else None


def added(earlier: Mapping[str, Any], spent: Mapping[str, Any]) -> dict[str, Any]:
    """Return the numbers of `earlier` and `spent`, added for each name; values that are not numbers are left out."""
    names = dict.fromkeys([*earlier, *spent])
    numbers = {name: [part[name] for part in (earlier, spent) if _is_number(part.get(name))] for name in names}
    return {name: sum(found) for name, found in numbers.items() if found}


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
