"""What a view is asked and what it answers; nothing here knows of HTTP's library."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from summarise.language import in_chinese

if TYPE_CHECKING:
    from summarise.workbench.desk import Desk

__all__ = ["BODY_LIMIT", "Call", "Caller", "Download", "Handler", "Json", "Refused", "Role", "Route"]

Json = dict[str, Any]
Role = Literal["read", "review", "settle"]
_RANKS: dict[Role, int] = {"read": 0, "review": 1, "settle": 2}
BODY_LIMIT = 256 * 1024
"""Bytes of a request's body, unless its route says otherwise."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks, as the server knows them."""

    name: str
    role: Role

    def may(self, role: Role) -> bool:
        """True if the caller's role includes another."""
        return _RANKS[self.role] >= _RANKS[role]


@dataclass(frozen=True, slots=True)
class Call:
    """One request: who asks, the parts of its path, its query and its body."""

    caller: Caller
    path: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    body: Mapping[str, Any] = field(default_factory=dict)

    def text(self, name: str, longest: int = 200) -> str:
        """Return a text of the body, "" where there is none.

        Raises:
            Refused: it is not a text, or longer than `longest`.

        """
        value = self.body.get(name, "")
        if not isinstance(value, str) or len(value) > longest:
            raise Refused(400, "bad_request", f"{name} 不是 {longest} 字以内的文字")
        return value


@dataclass(frozen=True, slots=True)
class Download:
    """A file to hand out."""

    name: str
    media_type: str
    content: bytes


class Refused(Exception):
    """An answer that says no: HTTP status, a short kind, words for people, and what else the page needs."""

    def __init__(self, status: int, kind: str, message: str, **more: Any) -> None:
        message = in_chinese(message)
        super().__init__(message)
        self.status = status
        self.answer: Json = {"kind": kind, "message": message, **more}


Handler = Callable[["Desk", Call], "Json | Download"]


@dataclass(frozen=True, slots=True)
class Route:
    """Where a handler is reached, by whom, and how large a body it takes."""

    method: Literal["GET", "POST"]
    path: str
    handler: Handler
    role: Role = "read"
    largest: int = BODY_LIMIT

    def answer(self, desk: Desk, call: Call) -> Json | Download:
        """Check that the caller may ask, and return the handler's answer.

        Raises:
            Refused: the caller's role does not include this, or the handler refuses.

        """
        if not call.caller.may(self.role):
            raise Refused(403, "role", "您的权限不包括这一步")
        return self.handler(desk, call)
