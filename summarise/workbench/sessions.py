"""Manages logins: by a token for the user of this machine, or by name and password."""

from __future__ import annotations

import hmac
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from summarise.workbench.calls import Caller, Refused

__all__ = ["COOKIE", "Sessions"]

COOKIE = "workbench"
_HOURS = 12
_TRIES, _MINUTE = 5, 60.0


@dataclass(slots=True)
class _Session:
    caller: Caller
    until: float


class Sessions:
    """The open sessions of one process, kept in memory only.

    Args:
        owner: the caller who logs in with the token; None if people log in with passwords.
        check: returns the caller for a name and password, None if they are wrong.
        clock: returns the time in seconds; it must never go back.

    """

    def __init__(
        self,
        owner: Caller | None,
        check: Callable[[str, str], Caller | None] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.token = secrets.token_urlsafe(32)
        self._owner, self._check, self._clock = owner, check, clock
        self._open: dict[str, _Session] = {}
        self._tries: dict[str, list[float]] = {}
        self._lock = threading.Lock()

    @property
    def asks_for_passwords(self) -> bool:
        """True if people log in with name and password."""
        return self._check is not None

    def with_token(self, token: str) -> tuple[str, Caller]:
        """Log in the owner; return the value of the session cookie and the caller.

        Raises:
            Refused: `token` is not the token of this process (401).

        """
        if self._owner is None or not hmac.compare_digest(token.encode(), self.token.encode()):
            raise Refused(401, "wrong_token", "这个链接不是本次启动给出的，请用终端里最新的链接")
        return self._begin(self._owner)

    def with_password(self, name: str, password: str, address: str) -> tuple[str, Caller]:
        """Log in with name and password; return the value of the session cookie and the caller.

        Raises:
            Refused: name or password is wrong (401), or there were five wrong attempts in a minute for the name or
                the address (429).

        """
        keys = (f"name {name}", f"address {address}")
        with self._lock:
            for key in keys:
                self._count(key)
        caller = self._check(name, password) if self._check else None
        if caller is None:
            raise Refused(401, "wrong_password", "姓名或密码不对")
        with self._lock:
            for key in keys:
                self._tries.pop(key, None)
        return self._begin(caller)

    def _count(self, key: str) -> None:
        now = self._clock()
        recent = [at for at in self._tries.get(key, ()) if now - at < _MINUTE]
        if len(recent) >= _TRIES:
            raise Refused(429, "too_many_tries", "试得太多，请一分钟后再来")
        if len(self._tries) > 10_000:  # noqa: PLR2004 - a bound on memory: the oldest are forgotten
            self._tries.pop(next(iter(self._tries)))
        self._tries[key] = [*recent, now]

    def _begin(self, caller: Caller) -> tuple[str, Caller]:
        name = secrets.token_urlsafe(32)
        with self._lock:
            now = self._clock()
            self._open = {key: one for key, one in self._open.items() if one.until > now}
            self._open[name] = _Session(caller, now + _HOURS * 3600)
        return name, caller

    def caller(self, cookie: str) -> Caller | None:
        """Return the caller of a session by its cookie; None if the session does not exist or has ended."""
        with self._lock:
            found = self._open.get(cookie)
            if found is None or found.until <= self._clock():
                return None
            return found.caller

    def end(self, cookie: str) -> None:
        """End the session that has the cookie `cookie`, if there is one."""
        with self._lock:
            self._open.pop(cookie, None)
