"""Fetches addresses without burdening sites: one request at a time, with pauses, and by the rules of robots.txt."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final

from summarise.errors import NotFetched
from summarise.fetch.connection import Answer, ask
from summarise.fetch.guard import Guard, is_public
from summarise.fetch.robots import ROBOTS_BYTES, Robots
from summarise.fetch.web_address import asked_as, followed, host_of, normal

__all__ = ["Getter", "Got"]

_MOST_BYTES: Final = 64 * 1024 * 1024
_REDIRECTS: Final = 5
_MOVED: Final = frozenset({301, 302, 303, 307, 308})
_BUSY: Final = frozenset({429, 503})
_LONGEST_WAIT: Final = 60.0
_FOUND: Final = 200


@dataclass(frozen=True, slots=True)
class Got:
    """The successful response for one address."""

    address: str
    """The requested address, in the form of `web_address.normal`."""
    final_address: str
    """The address after all redirects."""
    fetched_at: str
    """Time of the response as ISO 8601 text in UTC."""
    answer: Answer


@dataclass(slots=True)
class Getter:
    """Fetches addresses one after the other.

    Args:
        guard: returns True for the IP addresses that may be connected to.
        seconds: time limit for one attempt at an address, including its redirects but not the pauses.
        pause: least number of seconds between two requests to a host.
        most_bytes: maximum number of bytes in a decompressed body.
        wait: function that waits for a number of seconds.

    """

    guard: Guard = is_public
    seconds: float = 60.0
    pause: float = 1.0
    most_bytes: int = _MOST_BYTES
    wait: Callable[[float], None] = time.sleep
    _last: dict[str, float] = field(default_factory=dict)
    _robots: Robots = field(init=False)

    def __post_init__(self) -> None:
        """Create the reader of robots.txt rules, which makes its requests through this getter."""
        self._robots = Robots(lambda address: self._followed(address, ROBOTS_BYTES, with_leave=False)[1])

    def get(self, written: str) -> Got:
        """Return the response for the address `written`, as a person writes it. HTTPS is tried first.

        An http address is then tried as HTTP.

        Raises:
            NotFetched: `refused` if it is not a valid public web address; `private` if it leads to a private network;
                `robots` if robots.txt forbids it; `status` for a status other than 200; `unreachable`, `timeout`,
                `too_large` or `damaged` as in `ask`.

        """
        address = normal(written)
        reason = NotFetched(f"{address}: cannot be reached", kind="unreachable")
        for way in asked_as(address):
            try:
                final, answer = self._patiently(way)
            except NotFetched as error:
                if error.kind not in {"unreachable", "timeout", "damaged", "status"}:
                    raise
                reason = error
                continue
            return Got(address, final, datetime.now(UTC).isoformat(timespec="seconds"), answer)
        raise reason

    def _patiently(self, address: str) -> tuple[str, Answer]:
        """Fetch an address; if the site is busy, wait as long as it says and try once more."""
        final, answer = self._followed(address, self.most_bytes, with_leave=True)
        if answer.status in _BUSY:
            self.wait(min(_seconds(answer.header("Retry-After")), _LONGEST_WAIT))
            final, answer = self._followed(address, self.most_bytes, with_leave=True)
        if answer.status in _MOVED:
            reason = (
                f"{final}: the site answers {answer.status} (moved) and names no new address; look it up in a browser"
            )
            raise NotFetched(reason, kind="status")
        if answer.status != _FOUND:
            raise NotFetched(f"{final}: the site answers {answer.status}", kind="status")
        if not answer.body.strip():
            raise NotFetched(f"{final}: the answer is empty", kind="damaged")
        return final, answer

    def _followed(self, address: str, limit: int, *, with_leave: bool) -> tuple[str, Answer]:
        until = time.monotonic() + self.seconds
        for _ in range(_REDIRECTS + 1):
            if with_leave:
                self._robots.require_leave(address)
            until += self._keep_apart(address)
            answer = ask(address, self.guard, until, limit)
            if answer.status not in _MOVED or not answer.header("Location"):
                return address, answer
            address = followed(address, answer.header("Location"))
        raise NotFetched(f"{address}: redirects without end", kind="damaged")

    def _keep_apart(self, address: str) -> float:
        """Wait until the next request to the host is allowed; return the seconds waited.

        The caller does not count these seconds towards its time limit.
        """
        host, now = host_of(address), time.monotonic()
        due = self._last.get(host, -1e9) + max(self.pause, self._robots.pause(address))
        if due > now:
            self.wait(due - now)
        self._last[host] = time.monotonic()
        return self._last[host] - now


def _seconds(written: str) -> float:
    """Return the seconds in a Retry-After header, which may be a number or a date; 5 if it is neither."""
    try:
        return max(float(written), 0.0)
    except ValueError:
        pass
    try:
        return max((parsedate_to_datetime(written) - datetime.now(UTC)).total_seconds(), 0.0)
    except (TypeError, ValueError):
        return 5.0
