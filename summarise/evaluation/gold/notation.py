"""Parses the compact notation for labelling by hand into a gold file.

A labels file has header lines, one line for each unit or range of units, and one line for each target:

    kind: cppcc
    topic: 水质监测 | 加强水质监测
    split 3 "工作开展情况"
    1-2 f
    13 c firm by=2025-12-31 "年底前" resp=市水利局|市财政局
    t 13 "20项以上" | 水质监测 | 20 | 项 | >= | increment | "年底前" 2025-12-31 | optional

Label letters: m measure, c commitment, h heading, p proposal, b background, f furniture. `split N "after text"` cuts
unit N into N.1 and N.2 after that text; `join N-M` makes the units from N to M one unit N. Both must come before the
first label. `"20项"#2` is the second 20项 of its unit, a range is written `10..15`, and `#` begins a comment line.
"""

from __future__ import annotations

import re
from typing import Any

from summarise.document import Document
from summarise.errors import GoldError
from summarise.evaluation.gold.gold_file import GoldFile, GoldProposal, GoldReply
from summarise.evaluation.gold.label_lines import commitment_attributes, iso_date, target_fields
from summarise.evaluation.gold.unit_sheet import Refused, UnitSheet

__all__ = ["LETTERS", "parse_labels"]

LETTERS = {
    "m": "measure",
    "c": "commitment",
    "h": "heading",
    "p": "proposal",
    "b": "background",
    "f": "furniture",
}
_PROPOSAL, _REPLY = tuple(GoldProposal.model_fields), tuple(GoldReply.model_fields)
_LISTS = {
    name
    for model in (GoldProposal, GoldReply)
    for name, field in model.model_fields.items()
    if isinstance(field.default, tuple)
}

_HEADER = re.compile(r"([a-z_]+):(.*)")
_SPLIT = re.compile(r'split (\d+) "(.+)"')
_JOIN = re.compile(r"join (\d+)-(\d+)")
_UNIT = re.compile(r"(\d+(?:\.\d+)?)(?:-(\d+(?:\.\d+)?))? ([mchpbf]+)(?: (.+))?")
_TARGET = re.compile(r't (\d+(?:\.\d+)?) "(.+?)"(?:#(\d+))? \| (.+)')


def parse_labels(document: Document, notation: str, name: str = "labels") -> GoldFile:
    """Parse the labels of the text `document`.

    `notation` is the content of a labels file (see the module); `name` names this file in error messages.

    Raises:
        GoldError: a line cannot be read, or a unit has no label or is labelled twice; the message names line and
            reason.

    """
    sheet = _Sheet(document.text)
    for number, line in enumerate(notation.splitlines(), 1):
        try:
            sheet.read(line.strip())
        except Refused as error:
            raise GoldError(f"{name}:{number}: {error}") from error
    if left := [unit for unit in sheet.units.spans if unit not in sheet.labels]:
        raise GoldError(f"{name}: {len(left)} units have no label: {', '.join(left[:20])}")
    return GoldFile.model_validate(sheet.gold(document))


class _Sheet:
    """Collects units and labels while a labels file is parsed."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.units = UnitSheet(text)
        self.header: dict[str, str | list[str]] = {}
        self.labels: dict[str, list[str]] = {}
        self.attributes: dict[str, dict[str, Any]] = {}
        self.targets: list[dict[str, Any]] = []

    def read(self, line: str) -> None:
        if not line or line.startswith("#"):
            return
        actions = {
            _HEADER: self._read_header,
            _SPLIT: self._split,
            _JOIN: self._join,
            _UNIT: self._label,
            _TARGET: self._target,
        }
        for pattern, action in actions.items():
            if found := pattern.fullmatch(line):
                action(found)
                return
        raise Refused(f"is neither header, split, join, unit nor target line: {line}")

    def _read_header(self, found: re.Match[str]) -> None:
        key, value = found[1], found[2].strip()
        if key not in (*_PROPOSAL, *_REPLY):
            raise Refused(f"there is no field {key}; fields: {', '.join((*_PROPOSAL, *_REPLY))}")
        if key in self.header:
            raise Refused(f"{key} stands twice")
        if key == "kind" and value not in ("cppcc", "npc", ""):
            raise Refused("kind is cppcc or npc")
        if key.endswith("_on") and value:
            iso_date(value)
        parts = [part.strip() for part in value.split("|") if part.strip()]
        self.header[key] = parts if key in _LISTS else value

    def _split(self, found: re.Match[str]) -> None:
        self._before_labels()
        self.units.split(found[1], found[2])

    def _join(self, found: re.Match[str]) -> None:
        self._before_labels()
        self.units.join(found[1], found[2])

    def _before_labels(self) -> None:
        if self.labels:
            raise Refused("splits and joins come before the first label")

    def _label(self, found: re.Match[str]) -> None:
        first, last, letters, rest = found.groups()
        if len(set(letters)) != len(letters):
            raise Refused(f"a label stands twice in {letters}")
        if rest and "c" not in letters:
            raise Refused(f"only a commitment has attributes: {rest}")
        attributes = commitment_attributes(rest or "", self.text) if "c" in letters else None
        for unit in self.units.between(first, last or first):
            if unit in self.labels:
                raise Refused(f"unit {unit} is labelled twice")
            self.labels[unit] = [LETTERS[letter] for letter in letters]
            if attributes:
                self.attributes[unit] = attributes

    def _target(self, found: re.Match[str]) -> None:
        unit, quote, occurrence, rest = found[1], found[2], int(found[3] or 1), found[4]
        start = self._quote(unit, quote, occurrence)
        span = {"start": start, "end": start + len(quote), "quote": quote}
        self.targets.append({**span, **target_fields(rest, self.text)})

    def _quote(self, unit: str, quote: str, occurrence: int) -> int:
        start, end = self.units.span(unit)
        at = start - 1
        for count in range(occurrence):
            at = self.text.find(quote, at + 1, end)
            if at < 0:
                raise Refused(f"unit {unit} holds “{quote}” {count} times; number {occurrence} is asked for")
        return at

    def gold(self, document: Document) -> dict[str, Any]:
        spans = self.units.spans
        return {
            "document": document.source,
            "sha256": document.sha256,
            "characters": len(document.text),
            "proposal": {key: self.header[key] for key in _PROPOSAL if key in self.header},
            "reply": {key: self.header[key] for key in _REPLY if key in self.header},
            "sentences": [{"start": a, "end": b, "labels": self.labels[unit]} for unit, (a, b) in spans.items()],
            "commitments": [
                {"start": a, "end": b, **self.attributes[unit]}
                for unit, (a, b) in spans.items()
                if unit in self.attributes
            ],
            "numeric_targets": sorted(self.targets, key=lambda target: target["start"]),
        }
