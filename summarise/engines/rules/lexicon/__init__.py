"""The lexicon: cue words in TOML files, each entry with an example and a counter-example, and their matchers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache, cached_property
from importlib.resources import files
from itertools import starmap
from typing import Any, NamedTuple

from summarise.engines.rules.lexicon.notation import branches, first_and_rest, translated
from summarise.pattern_programs import compiled
from summarise.prepared import prepared

__all__ = ["Entry", "Found", "Matcher", "entries", "matcher", "read_entries"]

_FIELDS = frozenset(["words", "not_before", "not_after", "example", "counter_example"])


@dataclass(frozen=True)
class Entry:
    """Cue words with one meaning, identified by `kind` and `name`.

    A match must not follow a text in `not_before`, and no match of `not_after` may follow it. `words` and `not_after`
    are written in the notation of the module `notation`; `not_before` is plain text.
    """

    kind: str
    name: str
    words: tuple[str, ...]
    not_before: tuple[str, ...]
    not_after: tuple[str, ...]
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]

    @property
    def title(self) -> str:
        """The name of the entry in reasons: `kind.name`."""
        return f"{self.kind}.{self.name}"

    @cached_property
    def alternatives(self) -> tuple[str, ...]:
        """The regular expressions of the entry with their conditions, if possible each with a fixed first character."""
        behind = f"(?!{'|'.join(map(translated, self.not_after))})" if self.not_after else ""
        written = [branch for words in self.words for branch in branches(translated(words))]
        return tuple(self._guarded(branch) + behind for branch in written)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The compiled regular expression of this entry."""
        return compiled("|".join(self.alternatives))

    def _guarded(self, branch: str) -> str:
        """Return the expression with the conditions of `not_before` placed behind its first character, for speed."""
        if branch.startswith("^"):
            return branch
        first, rest = first_and_rest(branch)
        return first + "".join(f"(?<!{re.escape(word)}{first})" for word in self.not_before) + rest


class Matcher:
    """Searches normalised text for the entries of one kind, in the order of the entries at each position."""

    def __init__(self, kind: str, of_kind: Sequence[Entry]) -> None:
        self.kind = kind
        self.read(of_kind)

    def read(self, of_kind: Sequence[Entry]) -> None:
        """Replace the entries of the matcher by `of_kind`, the entries of its kind."""
        self.entries = tuple(of_kind)
        for name in ("_anchored", "_free"):
            vars(self).pop(name, None)

    @cached_property
    def _anchored(self) -> re.Pattern[str] | None:
        return self._any_of(anchored=True)

    @cached_property
    def _free(self) -> re.Pattern[str] | None:
        return self._any_of(anchored=False)

    def _any_of(self, *, anchored: bool) -> re.Pattern[str] | None:
        alternatives = (one for entry in self.entries for one in entry.alternatives)
        written = [one for one in alternatives if one.startswith("^") is anchored]
        return compiled("|".join(written)) if written else None

    def search(self, text: str, start: int = 0) -> Found | None:
        """Return the first match in `text` at or after `start`; None if there is none.

        Entries that begin with ^ are tried first, and only if `start` is 0.
        """
        if self._anchored is not None and not start and (match := self._anchored.match(text)):
            return Found(self, match)
        if self._free is not None and (match := self._free.search(text, start)):
            return Found(self, match)
        return None

    def match(self, text: str) -> Found | None:
        """Return the match at the beginning of the text; None if there is none."""
        match = (self._anchored and self._anchored.match(text)) or (self._free and self._free.match(text))
        return Found(self, match) if match else None

    def each(self, text: str) -> Iterator[Found]:
        """Yield the matches in the text, without overlap; entries that begin with ^ are left out."""
        return (Found(self, match) for match in self._free.finditer(text)) if self._free else iter(())

    def blanked(self, text: str) -> str:
        """Return the text without the matches of `each`, so that it becomes shorter."""
        return self._free.sub("", text) if self._free else text


class Found(NamedTuple):
    """A match of an entry in a text."""

    matcher: Matcher
    match: re.Match[str]

    @property
    def entry(self) -> Entry | None:
        """The first entry that matches at the position of this match; None if there is none."""
        text, start = self.match.string, self.match.start()
        return next((entry for entry in self.matcher.entries if entry.pattern.match(text, start)), None)


# -- the files -----------------------------------------------------------------------------------------------------


@cache
def entries() -> tuple[Entry, ...]:
    """Return all entries of the lexicon, by file name and then in file order.

    Raises:
        ValueError: an entry lacks a required field or has an unknown one.

    """
    return tuple(starmap(_with_alternatives, prepared("lexicon", _read_files)))


def _read_files() -> list[tuple[tuple[Any, ...], tuple[str, ...]]]:
    """Read the files of the lexicon, and return the fields and the alternatives of each entry."""
    folder = files(__name__)
    names = sorted(path.name for path in folder.iterdir() if path.name.endswith(".toml"))
    read = (entry for name in names for entry in read_entries(folder.joinpath(name).read_text(encoding="utf-8")))
    return [(tuple(getattr(entry, one.name) for one in fields(entry)), entry.alternatives) for entry in read]


def _with_alternatives(values: Sequence[Any], alternatives: tuple[str, ...]) -> Entry:
    entry = Entry(*values)
    vars(entry)["alternatives"] = alternatives  # where the cached property has them
    return entry


def read_entries(written: str) -> Iterator[Entry]:
    """Yield the entries in `written`, the TOML text of one file.

    Raises:
        ValueError: an entry lacks a required field or has an unknown one.

    """
    import tomllib  # noqa: PLC0415 - most starts have the lexicon without reading its files

    for kind, named in tomllib.loads(written).items():
        for name, values in named.items():
            yield _entry(kind, name, values)


def _entry(kind: str, name: str, values: Mapping[str, Any]) -> Entry:
    if strange := sorted(values.keys() - _FIELDS):
        raise ValueError(f"{kind}.{name}: {', '.join(strange)} is no field of an entry")
    if not (values.get("words") and values.get("example") and values.get("counter_example")):
        raise ValueError(f"{kind}.{name}: an entry has words, an example and a counter_example")
    return Entry(
        kind,
        name,
        *(_listed(values.get(field, ())) for field in ("words", "not_before", "not_after")),
        *(_listed(values[field]) for field in ("example", "counter_example")),
    )


def _listed(value: str | Sequence[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


@cache
def matcher(kind: str) -> Matcher:
    """Return the one shared matcher for the entries of a kind.

    Raises:
        KeyError: the lexicon has no entry of that kind.

    """
    of_kind = [entry for entry in entries() if entry.kind == kind]
    if not of_kind:
        raise KeyError(kind)
    return Matcher(kind, of_kind)
