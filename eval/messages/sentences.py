"""The English sentences of the program, found for babel: f-strings become templates with named places."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Collection, Iterator, Mapping
from typing import IO, Any

from summarise import errors

__all__ = ["extract", "extract_errors", "sentences"]

_SENTENCE = re.compile(r"[A-Za-z]{2,}[,;:]? \(?[a-z]|[A-Z][a-z]+ [a-z]+|^[A-Z][a-z]+\.$|\ba [a-z]{2,} [A-Z]")
_PLACE = re.compile(r"\{[^}]*\}")
_LOWER = re.compile(r"(?<![\w/.])[a-z]{2,}(?![\w/=(:.])")
_WORD = re.compile(r"[A-Za-z]{3,}")
_SHORT_WORD = re.compile(r"[A-Za-z]{2,}")
_CHINESE = re.compile("[\u4e00-\u9fff]")
_ERRORS = frozenset(name.lower() for name in errors.__all__)
_NO_SENTENCE = re.compile(
    r"\s*(SELECT|INSERT|CREATE|DELETE|UPDATE|SET|SHOW|select|insert|create|update|delete|drop|pragma)\b"  # SQL
    r"|\s*(from item|(found as )?item where|order by|exists\(|item\.|letter\.|\(instr)\b"
    r"|\s*<[a-z]+[ >]"  # markup
    r"|.*(img-src|default-src|use strict|has no attribute|charset=)"  # pages and modules
)
_NOT_SHOWN = frozenset(
    "compile lazy_pattern match search sub fullmatch findall split field typevar startswith endswith".split()
)
"""Calls whose strings nobody reads: patterns, lists of words, and the fields of schemas, the same in every language."""


def extract(
    file: IO[bytes], keywords: Collection[str], comment_tags: Collection[str], options: Mapping[str, Any]
) -> Iterator[tuple[int, None, str, list[str]]]:
    """Babel's method: line, no function, sentence, no comments."""
    del keywords, comment_tags
    for line, sentence in sentences(file.read().decode(), prints="prints" in options):
        yield line, None, sentence, []


def extract_errors(file: IO[bytes], *_: Any, **__: Any) -> Iterator[tuple[int, None, str, list[str]]]:
    """Babel's method for a module whose other texts are data: what it raises."""
    for line, sentence in _of_errors(ast.parse(file.read().decode())):
        yield line, None, sentence, []


def sentences(source: str, *, prints: bool = False) -> Iterator[tuple[int, str]]:
    """Line and template of each sentence in a module; of one that prints, the help and the shortest lines as well."""
    tree = ast.parse(source)
    left_out = set(_left_out(tree))
    for node in ast.walk(tree):
        if node in left_out:
            continue
        if isinstance(node, ast.keyword) and node.arg == "help":
            if (said := _template(node.value)) and said.strip():
                yield node.value.lineno, said.strip()
        elif (said := _template(node)) and (is_sentence(said) or (prints and _is_line(node, said))):
            yield getattr(node, "lineno", 0), _bare(said)
    yield from ((line, said) for line, said in _of_errors(tree) if not is_sentence(said))
    if prints:
        yield from _of_commands(tree)


def is_sentence(text: str) -> bool:
    """Whether a template has words that a person reads as English."""
    words = len(_LOWER.findall(_PLACE.sub("", text))) if " " in text and "{" in text else 0
    return bool(words > 1 or _SENTENCE.search(_PLACE.sub("{}", text))) and not _NO_SENTENCE.match(text)


def _is_line(node: ast.AST, text: str) -> bool:
    """Whether an f-string says a word about its values."""
    return isinstance(node, ast.JoinedStr) and bool(_WORD.search(_PLACE.sub("", text))) and not _NO_SENTENCE.match(text)


def _of_errors(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """The messages of our errors, be they ever so short: all of them are for people."""
    for call in ast.walk(tree):
        if not (isinstance(call, ast.Call) and _name(call.func) in _ERRORS and call.args):
            continue
        said = _template(call.args[0])
        if said and " " in said and _SHORT_WORD.search(bare := _PLACE.sub("", said)) and not _CHINESE.search(bare):
            yield call.lineno, _bare(said)


def _left_out(tree: ast.Module) -> Iterator[ast.AST]:
    """Docstrings, the pieces of f-strings, and what stands in calls that show nothing."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.value
        if isinstance(node, ast.JoinedStr):
            yield from (piece for piece in node.values if isinstance(piece, ast.Constant))
            yield from (piece for value in node.values for piece in _format_of(value))
        if isinstance(node, ast.Call) and _name(node.func) in _NOT_SHOWN:
            yield from ast.walk(node)


def _format_of(value: ast.AST) -> Iterator[ast.AST]:
    if isinstance(value, ast.FormattedValue) and value.format_spec is not None:
        yield from ast.walk(value.format_spec)


def _template(node: ast.AST) -> str | None:
    """A string as it stands, an f-string with a named place for each value."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if not isinstance(node, ast.JoinedStr):
        return None
    parts: list[str] = []
    used: dict[str, int] = {}
    for piece in node.values:
        if isinstance(piece, ast.FormattedValue):
            name = _name(piece.value) or "value"
            used[name] = used.get(name, 0) + 1
            parts.append("{" + (name if used[name] == 1 else f"{name}{used[name]}") + "}")
        elif isinstance(piece, ast.Constant):
            parts.append(str(piece.value))
    return "".join(parts)


def _name(node: ast.AST) -> str:
    """The last name of an expression, in small letters; "" where it has none."""
    if isinstance(node, ast.Name):
        return node.id.strip("_").lower()
    if isinstance(node, ast.Attribute):
        return node.attr.strip("_").lower()
    if isinstance(node, ast.Subscript):
        key = node.slice
        return key.value if isinstance(key, ast.Constant) and isinstance(key.value, str) else _name(node.value)
    if isinstance(node, ast.Call):
        of = next((argument for argument in node.args if not isinstance(argument, ast.Constant)), None)
        if of is None and isinstance(node.func, ast.Attribute):
            of = node.func.value
        return (_name(of) if of else "") or _name(node.func)
    return next((name for child in ast.iter_child_nodes(node) if (name := _name(child))), "")


def _bare(text: str) -> str:
    """Without the blanks and the marks that join it to what stands before it."""
    return text.strip().lstrip(";,").strip()


def _of_commands(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """The descriptions of functions that are registered as commands, as the help shows them."""
    registered = {
        argument.id
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Call) and _name(call.func.func) == "command"
        for argument in call.args
        if isinstance(argument, ast.Name)
    }
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and (node.name in registered or _is_registered(node)):
            yield node.lineno, inspect.cleandoc(ast.get_docstring(node, clean=False) or "")


def _is_registered(function: ast.FunctionDef) -> bool:
    """Whether a decorator makes it a command, or what stands before the commands."""
    return any(_name(getattr(one, "func", one)) in ("command", "callback") for one in function.decorator_list)
