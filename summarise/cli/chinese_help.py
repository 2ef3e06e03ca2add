"""Print the help of every command in Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import Any

from rich.cells import cell_len

from summarise.cli.terminal import fold
from summarise.language import said

__all__ = ["help_in_chinese"]

_WIDTH = 80
_INDENT = 2
_WIDEST_NAME = 26
_KIND = re.compile(r"<[A-Za-z\[\] ]+>")


def help_in_chinese(command: Any) -> None:
    """Make `--help` of a command and of all its subcommands print in Chinese."""
    command.get_help = partial(_help, command)
    for one in getattr(command, "commands", {}).values():
        help_in_chinese(one)


def _help(command: Any, context: Any) -> str:
    """Return the Chinese text of `--help`: usage, description, arguments, options, commands."""
    return "\n".join(_lines(command, context))


def _lines(command: Any, context: Any) -> Iterator[str]:
    yield said(context.get_usage())
    for paragraph in said(command.help or "").split("\n\n"):
        yield ""
        yield from _folded(paragraph, 0)
    listed = getattr(command, "shown_params", command.get_params)(context)
    records = [(one.param_type_name, one, one.get_help_record(context)) for one in listed]
    for kind, title in (("argument", "Arguments"), ("option", "Options")):
        rows = [(_name(record[0]), _words(one, record[1])) for name, one, record in records if record and name == kind]
        yield from _table(said(title), rows)
    commands = getattr(command, "commands", {})
    shown = [(name, said(one.help or "").split("\n\n")[0]) for name, one in commands.items() if not one.hidden]
    yield from _table(said("Commands"), shown)
    if command.epilog:
        yield ""
        yield from (said(line) for line in command.epilog.removeprefix("\b\n").splitlines())


def _words(parameter: Any, record: str) -> str:
    """Return the help of a parameter, followed in brackets by what the command-line library adds, such as defaults."""
    own = parameter.help or ""
    added = record.removeprefix(own).strip()
    if not added:
        return said(own)
    return f"{said(own)}  [{'；'.join(said(part) for part in added.strip('[]').split('; '))}]".lstrip()


def _name(record: str) -> str:
    """Return the name of an option or argument, with the kind of its value, translated."""
    return _KIND.sub(lambda kind: said(kind[0].lower()), record)


def _table(title: str, rows: list[tuple[str, str]]) -> Iterator[str]:
    if not rows:
        return
    yield ""
    yield f"{title}："
    width = min(max(cell_len(name) for name, _ in rows), _WIDEST_NAME) + _INDENT
    for name, words in rows:
        first, *rest = _folded(words, width + _INDENT)
        if cell_len(name) + _INDENT > width:
            yield f"{' ' * _INDENT}{name}"
            yield first
        else:
            yield f"{' ' * _INDENT}{name}{first[_INDENT + cell_len(name) :]}"
        yield from rest


def _folded(text: str, indent: int) -> list[str]:
    return [" " * indent + line for line in fold(text, _WIDTH - indent)]
