"""Reads replies from JSON: one object, a list of objects at any level, or JSON lines (one object on each line)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from summarise.errors import InputError
from summarise.lazy_pattern import lazy_pattern
from summarise.load.encoding import decode
from summarise.load.heads import Columns, is_head, is_letter
from summarise.load.kind import CALL
from summarise.load.many import Many, Member
from summarise.load.reply_row import letter_of
from summarise.web_address import web_address

__all__ = ["OWN_BEGINNING", "is_name", "json_replies", "looks_like_json_lines", "reply_in_line", "reply_in_row"]

OWN_BEGINNING: Final = b'{"schema_version":'
"""First bytes of a record that this program wrote; such an object is not read as a reply."""
_DEPTH: Final = 12
"""Maximum depth at which objects with replies are looked for."""
_NEEDS: Final = "needs a JSON object with `id` and `text`"
_MOST: Final = 100_000
_CALL: Final = lazy_pattern(r"\s*" + CALL.decode())
_TELLING: Final = 40
"""Least length in characters of a letter in an object that has no other field of a reply."""


def json_replies(data: bytes, source: str, given: Mapping[str, str]) -> Many:
    """Return every object with the text of a reply in a JSON file, at any level; in JSON lines, one for each line.

    Args:
        data: the file's bytes, in any encoding.
        source: name of the file in error messages.
        given: keys that the user named, by field (`text`, `id`, …); other keys are recognised by their names.

    Raises:
        InputError: `not_a_reply` if no object holds a reply; `unreadable` if the JSON is damaged, or if it holds a
            letter under a key that is not recognised; `too_large` for more than 100,000 replies.

    """
    text = _bare(decode(data, source).removeprefix("\ufeff"))
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        encoded = text.encode("utf-8", "replace")
        if looks_like_json_lines(encoded):
            lines = [(number, line) for number, line in enumerate(encoded.split(b"\n"), start=1) if line.strip()]
            return Many(tuple(reply_in_line(line, number, source, given) for number, line in lines))
        raise InputError(f"{source}: damaged JSON ({error})", kind="unreadable") from error
    objects = list(_objects(value, given))
    if not objects:
        letters = list(dict.fromkeys(key for key, inner in _pairs(value) if is_letter(inner)))
        found = ", ".join([*dict.fromkeys(_keys(value))][:12]) or "nothing"
        told = f"; a letter is under “{letters[0]}”" if letters and letters[0] else ""
        raise InputError(
            f"{source}: JSON in which no object has a `text` (found: {found}{told}); name it with --columns text=KEY",
            kind="unreadable" if letters else "not_a_reply",
        )
    if len(objects) > _MOST:
        raise InputError(f"{source}: more than {_MOST} replies; split it", kind="too_large")
    heads = list(dict.fromkeys(key for row in objects for key in row))
    columns = Columns.among(heads, given, {head: [row.get(head) for row in objects] for head in heads})
    alone = len(objects) == 1
    members = tuple(
        _member(row, "" if alone else str(n), source, given, columns) for n, row in enumerate(objects, start=1)
    )
    return Many(members, (columns.said(heads),) if columns else ())


def _bare(text: str) -> str:
    """Return a JSON text without the call or assignment of a script around it: `callback([…]);`."""
    call = _CALL.match(text)
    return text[call.end() :].rstrip().rstrip(";").rstrip(") \t\r\n") if call else text


def _objects(value: object, given: Mapping[str, str]) -> Iterator[Mapping[str, Any]]:
    """Yield the outermost objects that contain a letter; each text in a list of texts is yielded as an object too."""
    waiting: list[tuple[object, int]] = [(value, 0)]
    while waiting:
        one, depth = waiting.pop()
        if isinstance(one, dict):
            if "schema_version" in one:
                continue  # a record of this program
            if _is_reply(one, given):
                yield one
                continue
        inner = one.values() if isinstance(one, dict) else one if isinstance(one, list) else ()
        if depth < _DEPTH:
            waiting += reversed([(piece, depth + 1) for piece in inner if isinstance(piece, dict | list)])
        if depth == 0 and isinstance(one, list) and all(isinstance(piece, str) for piece in one):
            yield from ({"text": piece} for piece in one)


def _is_reply(one: Mapping[str, Any], given: Mapping[str, str]) -> bool:
    """Return True if an object has a text, and a text is long enough for a letter or other fields are beside it."""
    columns = _columns_of(one, given)
    texts = [value for head, value in one.items() if is_head(head) or (columns and head == columns.heads["text"])]
    long = any(isinstance(text, str) and len(text) >= _TELLING for text in texts)
    return columns is not None and isinstance(one[columns.heads["text"]], str) and (long or len(columns.heads) > 1)


def _columns_of(row: Mapping[str, Any], given: Mapping[str, str]) -> Columns | None:
    return Columns.among(list(row), given, {head: [value] for head, value in row.items()})


def _pairs(value: object) -> Iterator[tuple[str, object]]:
    """Yield the values in a JSON text with the keys above them, except those of records that this program wrote."""
    waiting = [("", value)]
    while waiting:
        key, one = waiting.pop()
        if isinstance(one, list):
            waiting += [(key, inner) for inner in one]
        elif isinstance(one, dict):
            waiting += [] if "schema_version" in one else one.items()
        else:
            yield key, one


def _keys(value: object) -> Iterator[str]:
    while isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, dict):
        yield from value


def looks_like_json_lines(head: bytes, most: int = 20) -> bool:
    """Return True if `head` has several lines and one of the first `most` that are not blank is a JSON object."""
    if b"{" not in head:
        return False
    lines = [line for line in head.splitlines()[: 4 * most] if line.strip()][:most]
    return len(lines) > 1 and any(_object(line) is not None for line in lines)


def _object(line: bytes) -> Mapping[str, Any] | None:
    """Return the JSON object in a line; None if the line is not a complete object."""
    if not line.lstrip(b"\xef\xbb\xbf \t").startswith(b"{") or not line.rstrip().endswith(b"}"):
        return None
    try:
        value = json.loads(_text(line))
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) and value else None


def _text(line: bytes) -> str:
    try:
        return line.decode("utf-8-sig")
    except UnicodeDecodeError:
        return decode(line, "")


def reply_in_line(line: bytes, number: int, source: str, given: Mapping[str, str]) -> Member:
    """Return the reply in line `number` (from 1) of a JSON lines file; its name is its id, else that number.

    An id that is null is none.

    For a line without a reply, the content of the member is the InputError. `source` names the file in errors; `given`
    is as in `json_replies`.
    """
    if line.startswith(OWN_BEGINNING):
        reason = f"{source}:{number}: is a record already, not a reply"
        return Member(str(number), InputError(reason, kind="not_a_reply"))
    try:
        value = json.loads(_text(line))
    except (ValueError, RecursionError, InputError):
        value = None
    if not isinstance(value, dict):
        return Member(str(number), InputError(f"{source}:{number}: {_NEEDS}", kind="unsupported"))
    return _member(value, str(number), source, given)


def reply_in_row(row: Mapping[str, Any], number: int, source: str, given: Mapping[str, str]) -> Member:
    """Return the reply in `row`, a table row given as a mapping with the keys of a JSON line.

    Its name is its id, else `number`, the row's number from 1. In other respects this works as `reply_in_line`.
    """
    return _member(row, str(number), source, given)


def is_name(value: object) -> bool:
    """Return True if a value may be the name of a reply: a text that is not empty, or a whole number."""
    return isinstance(value, str | int) and not isinstance(value, bool) and str(value) != ""


def _member(
    row: Mapping[str, Any], place: str, source: str, given: Mapping[str, str], columns: Columns | None = None
) -> Member:
    where = f"{source}:{place}" if place else source
    if columns is None or columns.heads["text"] not in row:
        columns = _columns_of(row, given)
    text = row[columns.heads["text"]] if columns else None
    if columns is None or not isinstance(text, str) or "schema_version" in row:
        letters = [head for head, value in row.items() if is_letter(value)]
        needs = f"“{letters[0]}” holds a letter; name it with --columns text=KEY" if letters else _NEEDS
        return Member(place, InputError(f"{where}: {needs}", kind="unsupported"))
    if not text.strip():
        return Member(place, InputError(f"{where}: nothing stands under “{columns.heads['text']}”", kind="unreadable"))
    fields = {field: row[head] for field, head in columns.heads.items() if row.get(head) is not None}
    name = fields.get("id", place)
    if "id" in fields and not is_name(name):
        return Member(place, InputError(f"{where}: its `id` is no name; {_NEEDS}", kind="unsupported"))
    said = {field: str(value) for field, value in fields.items() if isinstance(value, str | int)}
    try:
        content = letter_of(said).encode()
        str(name).encode()
    except UnicodeEncodeError:
        return Member(place, InputError(f"{where}: holds half a surrogate pair", kind="encoding"))
    return Member(str(name), content, web_address(said.get("url", "")), "id" in fields, columns.caveats(row))
