"""Reads robots.txt, the file in which a site allows or forbids programs to fetch its pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final
from urllib.robotparser import RobotFileParser

from summarise.errors import NotFetched
from summarise.fetch.connection import AGENT, Answer
from summarise.fetch.web_address import origin_of

__all__ = ["ROBOTS_BYTES", "Robots"]

ROBOTS_BYTES: Final = 512 * 1024
"""Maximum size of a robots.txt file in bytes; crawlers commonly use this limit."""
_LONGEST_PAUSE: Final = 30.0
_GONE: Final = range(400, 500)


@dataclass(slots=True)
class Robots:
    """The robots.txt rules of sites. A site's file is fetched once, when it is first needed.

    Args:
        ask: fetches an address, following redirects.

    """

    ask: Callable[[str], Answer]
    _rules: dict[str, RobotFileParser] = field(default_factory=dict)

    def require_leave(self, address: str) -> None:
        """Raise an error unless the site's rules allow this program to fetch `address`.

        Raises:
            NotFetched: `robots` if the rules forbid it or the site refuses to show them; another kind if robots.txt
                cannot be fetched.

        """
        if not self._of(address).can_fetch(AGENT, address):
            raise NotFetched(f"{address}: its site asks programs to leave it alone (robots.txt)", kind="robots")

    def pause(self, address: str) -> float:
        """Return the pause in seconds (at most 30) that the rules of the site of `address` demand.

        Return 0 if there is none or the rules are not known yet.
        """
        rules = self._rules.get(origin_of(address))
        delay = rules.crawl_delay(AGENT) if rules is not None else None
        return min(float(delay or 0), _LONGEST_PAUSE)

    def _of(self, address: str) -> RobotFileParser:
        origin = origin_of(address)
        if (rules := self._rules.get(origin)) is None:
            rules = RobotFileParser()
            answer = self.ask(f"{origin}/robots.txt")
            if answer.status in _GONE:
                rules.parse([])  # there are none
            elif answer.status != 200:  # noqa: PLR2004 - success
                raise NotFetched(f"{origin}: its robots.txt cannot be had now ({answer.status})", kind="robots")
            else:
                text = answer.body.decode("utf-8", "replace")
                rules.parse([] if text.lstrip().startswith("<") else text.splitlines())  # a page says nothing
            self._rules[origin] = rules
        return rules
