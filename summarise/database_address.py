"""Holds the address of a database and keeps its password out of logs and files."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from summarise.errors import UsageError
from summarise.lazy_pattern import lazy_pattern
from summarise.redaction import MASK, conceal

__all__ = ["DatabaseAddress"]

_SCHEMES: Final = ("postgresql://", "postgres://")
_SCHEME: Final = lazy_pattern(r"[A-Za-z]+://")
_IS_ADDRESS: Final = lazy_pattern(
    r"\w{2}:/"  # any scheme; the letter of a Windows drive is shorter
    r"|postgres\w*(?::|//)"
    r"|[^:/\\]:[^:@/\\]+@"  # a user and a password
    r"|(?:^|\s)(?:host(?:addr)?|dbname|user|password|service|pg\w+)\s*=",  # parameters, as libpq reads them too
    re.IGNORECASE,
)
"""Matches what is meant as the address of a database, well written or not."""
_SECRET: Final = lazy_pattern("pass|secret|token", re.IGNORECASE)
"""Matches parts of the names of query parameters that hold secrets."""


class DatabaseAddress:
    """Address of a PostgreSQL database: `postgresql://USER@HOST:PORT/DATABASE`, as libpq reads it.

    The address is printed and pickled without its password; a process that unpickles it takes the password from its own
    environment or password file, as libpq does.

    Raises:
        UsageError: the address cannot be read or does not begin with postgresql://.

    """

    __slots__ = ("_written",)

    def __init__(self, written: str) -> None:
        self._written = _SCHEME.sub(lambda found: found[0].lower(), written.strip(), count=1)
        try:
            secrets = _secrets(self._written)
        except ValueError:
            raise UsageError("the address of the cache's database cannot be read (it is not shown)") from None
        for secret in secrets:
            conceal(secret)
            conceal(unquote(secret))
        if not self._written.startswith(_SCHEMES):
            raise UsageError("the address of the cache's database begins with postgresql:// (yours is not shown)")

    @staticmethod
    def is_meant(written: str) -> bool:
        """Return True if `written` is an address or a list of connection parameters; otherwise it is a folder.

        This includes those that this class refuses, since a folder named like them would show their password.
        """
        return _IS_ADDRESS.search(written) is not None

    @property
    def has_password(self) -> bool:
        """Return True if the address contains a password, in its user part or as a parameter."""
        return bool(_secrets(self._written))

    def reveal(self) -> str:
        """Return the address as given, with its password. Only the code that connects may call this."""
        return self._written

    def __str__(self) -> str:
        parts = urlsplit(self._written)
        user, at, host = parts.netloc.rpartition("@")
        query = [(name, value) for name, value in parse_qsl(parts.query) if not _SECRET.search(name)]
        shown = f"{parts.scheme}://{user.partition(':')[0]}{at}{host}{parts.path}"
        return f"{shown}?{urlencode(query, safe='/')}" if query else shown

    def __repr__(self) -> str:
        return f"DatabaseAddress({str(self)!r})" + (f" with {MASK}" if self.has_password else "")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, DatabaseAddress) and other._written == self._written

    def __hash__(self) -> int:
        return hash(self._written)

    def __reduce__(self) -> tuple[type[DatabaseAddress], tuple[str]]:
        return DatabaseAddress, (str(self),)


def _secrets(written: str) -> list[str]:
    parts = urlsplit(written)
    password = parts.netloc.rpartition("@")[0].partition(":")[2]
    return [secret for secret in (password, *_hidden(parts.query)) if secret]


def _hidden(query: str) -> list[str]:
    return [value for name, value in parse_qsl(query) if _SECRET.search(name) and name != "passfile"]
