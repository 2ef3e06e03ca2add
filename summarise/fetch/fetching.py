"""Fetches many addresses into a folder. Files that were saved before are kept, and failures are reported."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from summarise.errors import InputError, NotFetched
from summarise.fetch.folder import Folder
from summarise.fetch.getting import Getter
from summarise.fetch.links import Link, attachments, links_of, replies, shown_pages
from summarise.fetch.web_address import normal
from summarise.load import fetched_from, load_bytes, require_reply

__all__ = ["Fetching", "Outcome"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result for one address: newly `saved`, `kept` from an earlier run, or `failed`."""

    address: str
    state: Literal["saved", "kept", "failed"]
    path: Path | None = None
    """The saved file, None if the address failed."""
    reason: str = ""
    """The error message if the address failed."""
    kind: str = ""
    """Kind of the `NotFetched` error, or `no_links`, if the address failed."""
    remark: str = ""
    """A note to the user about a saved page, for example that the page contains only a link to its letter."""


@dataclass(frozen=True, slots=True)
class Fetching:
    """Fetches pages and files into a folder.

    Args:
        getter: makes the requests.
        folder: where files are saved; `open` must have been called on it.
        with_attachments: whether the files that a page links to are fetched too.

    """

    getter: Getter
    folder: Folder
    with_attachments: bool = False

    def pages(self, addresses: Iterable[str]) -> Iterator[Outcome]:
        """Fetch each distinct one of `addresses`; yield its result, then those of any attachments that are fetched."""
        seen: set[str] = set()
        for written in addresses:
            yield from self._page(written, seen)

    def lists(self, addresses: Iterable[str]) -> Iterator[Outcome]:
        """Fetch the replies and proposals to which the list pages at `addresses` link; the list pages are not saved.

        A list page that fails, or that has no such link, yields a failed result.
        """
        seen: set[str] = set()
        for written in addresses:
            try:
                got = self.getter.get(written)
            except NotFetched as error:
                yield Outcome(written, "failed", reason=error.message, kind=error.kind)
                continue
            found = replies(links_of(got.answer.body, got.final_address), got.final_address)
            if not found:
                reason = f"{written}: links nothing that is called a reply or a proposal"
                yield Outcome(written, "failed", reason=reason, kind="no_links")
            for link in found:
                yield from self._page(link.address, seen)

    def _page(self, written: str, seen: set[str], linked_from: str = "") -> Iterator[Outcome]:
        try:
            address = normal(written)
        except NotFetched as error:
            yield Outcome(written, "failed", reason=error.message, kind=error.kind)
            return
        if address in seen:
            return
        seen.add(address)
        outcome = self._fetched(address, linked_from)
        files = self._linked(outcome.path, address) if outcome.path is not None and not linked_from else []
        if files and not self.with_attachments:
            name = files[0].text or files[0].address
            remark = f"{address}: only links its letter ({name}); --attachments takes it along"
            outcome = replace(outcome, remark=remark)
        yield outcome
        if self.with_attachments:
            for file in files:
                yield from self._page(file.address, seen, linked_from=address)

    def _linked(self, path: Path, address: str) -> list[Link]:
        """Return the linked files of a saved page that are to be fetched.

        If the page itself is no reply, they also include files and frames that may contain its letter.
        """
        data = path.read_bytes()
        place = fetched_from(path, data) or address  # where redirects led
        found = links_of(data, place)
        files, shown = attachments(found), shown_pages(found, place)
        if (shown or not self.with_attachments) and not _is_reply(data, path):
            return files + shown
        return files if self.with_attachments else []

    def _fetched(self, address: str, linked_from: str) -> Outcome:
        if (path := self.folder.find(address)) is not None:
            return Outcome(address, "kept", path)
        try:
            return Outcome(address, "saved", self.folder.save(self.getter.get(address), linked_from))
        except NotFetched as error:
            return Outcome(address, "failed", reason=error.message, kind=error.kind)


def _is_reply(data: bytes, path: Path) -> bool:
    try:
        require_reply(load_bytes(data, path.name))
    except InputError:
        return False
    return True
