"""Compiles patterns, and keeps their programs for later starts.

A letter needs some hundred patterns, and to compile one takes a hundred times as long as to use it. A program is found
by the whole text of its pattern and its flags. `re` has no function that makes a pattern from a program; what it uses
itself is used here. Another implementation of Python has it not, and compiles every pattern.
"""

from __future__ import annotations

import re
from array import array
from functools import cached_property
from typing import AnyStr, Final, NamedTuple, cast

from summarise.kept_work import read_kept, write_kept

try:
    import _sre  # type: ignore[import-not-found]
    from re import _compiler, _parser  # type: ignore[attr-defined]
except ImportError:
    _sre = None

__all__ = ["Programs", "compiled", "keep_programs"]

_NAME: Final = "patterns"
_WORD: Final = "I"
_MOST: Final = 5_000
"""Number of kept programs at which they are begun anew, since most belong to patterns that there are no more."""


class _Program(NamedTuple):
    """What `re` makes of a pattern; `code` is that of its machine, and `names` are the numbers of its named groups."""

    flags: int
    code: bytes
    groups: int
    names: dict[str, int]


_Key = tuple[str | bytes, int]


class Programs:
    """The programs that earlier starts kept, and those that this process made."""

    def __init__(self) -> None:
        self.made: dict[_Key, _Program] = {}

    @cached_property
    def kept(self) -> dict[_Key, tuple[int, bytes, int, dict[str, int]]]:
        """The kept programs by the text and the flags of their patterns; empty if those of this Python differ."""
        magic, programs = read_kept(_NAME) or (0, {})
        return programs if magic == _sre.MAGIC else {}

    def compiled(self, written: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
        """Return what `re.compile(written, flags)` returns, from a kept program if there is one.

        `written` must be an expression of this program: what a person enters does not belong in a file.
        """
        if _sre is None or array(_WORD).itemsize != _sre.CODESIZE:
            return re.compile(written, flags)
        key = (written, int(flags))
        if (kept := self.kept.get(key)) is not None:
            return _pattern(written, _Program(*kept))
        if key not in self.made:
            self.made[key] = _program(written, flags)
        return _pattern(written, self.made[key])

    def keep(self) -> None:
        """Keep the programs that this process made, for later starts."""
        if not self.made:
            return
        del self.kept  # another process may have added some since
        known = self.kept if len(self.kept) < _MOST else {}
        write_kept(_NAME, (_sre.MAGIC, known | {key: tuple(program) for key, program in self.made.items()}))
        self.made = {}


def _program(written: str | bytes, flags: int) -> _Program:
    parsed = _parser.parse(written, flags)
    state = parsed.state
    code = array(_WORD, _compiler._code(parsed, flags)).tobytes()  # noqa: SLF001 - see the top of the module
    return _Program(int(flags | state.flags), code, state.groups - 1, dict(state.groupdict))


def _pattern(written: AnyStr, program: _Program) -> re.Pattern[AnyStr]:
    names: list[str | None] = [None] * (program.groups + 1)
    for name, number in program.names.items():
        names[number] = name
    code = array(_WORD, program.code).tolist()
    made = _sre.compile(written, program.flags, code, program.groups, program.names, tuple(names))
    return cast("re.Pattern[AnyStr]", made)


_programs = Programs()
compiled, keep_programs = _programs.compiled, _programs.keep
