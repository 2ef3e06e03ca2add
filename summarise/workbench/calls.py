"""Types for requests to the views and their responses, independent of the HTTP library."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from summarise.language import in_chinese

if TYPE_CHECKING:
    from summarise.workbench.desk import Desk

__all__ = ["BODY_LIMIT", "Call", "Caller", "Download", "Handler", "Json", "Refused", "Role", "Route"]

Json = dict[str, Any]
"""A JSON object, by field name."""
Role = Literal["read", "review", "settle"]
"""What a person may do; each role includes those before it."""
_RANKS: dict[Role, int] = {"read": 0, "review": 1, "settle": 2}
BODY_LIMIT = 256 * 1024
"""Largest body of a request in bytes, unless its route sets another limit."""
_MOST_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Caller:
    """The person who sent a request, with their role."""

    name: str
    role: Role

    def may(self, role: Role) -> bool:
        """Return True if the caller's role includes `role`: settle includes review, and review includes read."""
        return _RANKS[self.role] >= _RANKS[role]


@dataclass(frozen=True, slots=True)
class Call:
    """One request: its caller, the variable parts of its path, its query parameters and its body."""

    caller: Caller
    path: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    body: Mapping[str, Any] = field(default_factory=dict)

    def text(self, name: str, longest: int = 200) -> str:
        """Return the string in the field `name` of the body; return "" if the body has no such field.

        Raises:
            Refused: the value is not a string, or has more than `longest` characters.

        """
        value = self.body.get(name, "")
        if not isinstance(value, str) or len(value) > longest:
            raise Refused(400, "bad_request", f"这里要写 {longest} 字以内的文字", field=name)
        return value

    def number(self, name: str) -> int:
        """Return the integer in the query parameter `name`; 0 if it is missing or is not one to nine digits."""
        written = self.query.get(name, "")
        return int(written) if written.isdecimal() and len(written) <= _MOST_DIGITS else 0


@dataclass(frozen=True, slots=True)
class Download:
    """A response that the browser saves as a file."""

    name: str
    media_type: str
    content: bytes


class Refused(Exception):
    """Raised to refuse a request; `answer` is the JSON that the browser receives.

    Args:
        status: the HTTP status.
        kind: a short name of the reason, for the page's script.
        message: the reason for people. It is translated into Chinese in `answer` and left unchanged in `reason`.
        more: further values that the page needs.

    """

    def __init__(self, status: int, kind: str, message: str, **more: Any) -> None:
        super().__init__(message)
        self.reason = message
        message = in_chinese(message)
        self.status = status
        self.answer: Json = {"kind": kind, "message": message, **more}


Handler = Callable[["Desk", Call], "Json | Download"]
"""A function of a view that answers a request, or raises `Refused`."""


@dataclass(frozen=True, slots=True)
class Route:
    """Method and path of a handler, the role that a caller needs, and the maximum size of the body in bytes."""

    method: Literal["GET", "POST"]
    path: str
    handler: Handler
    role: Role = "read"
    largest: int = BODY_LIMIT

    def answer(self, desk: Desk, call: Call) -> Json | Download:
        """Check the caller's role and return the handler's response to `call`.

        Raises:
            Refused: the caller's role is not sufficient, or the handler refuses the request.

        """
        if not call.caller.may(self.role):
            raise Refused(403, "role", "只读：没有改动" if call.caller.role == "read" else "您的权限不包括这一步")
        return self.handler(desk, call)
