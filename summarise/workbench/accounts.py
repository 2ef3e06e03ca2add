"""Accounts of a workbench that several people use: names, roles, and passwords stored as scrypt hashes."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
import stat
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import get_args

from summarise.errors import UsageError
from summarise.workbench.calls import Caller, Role

__all__ = ["SHORTEST_PASSWORD", "Accounts", "remove_account", "set_account"]

SHORTEST_PASSWORD = 10
_COST = {"n": 2**14, "r": 8, "p": 1}
"""Cost parameters of scrypt. One check takes 16 MiB of memory and about 50 ms."""


@dataclass(frozen=True, slots=True)
class Account:
    """One account in the accounts file; `salt` and `hash` are hexadecimal."""

    name: str
    role: Role
    salt: str
    hash: str


class Accounts:
    """The accounts file. It is read at every login, so that changes take effect at once.

    Raises:
        UsageError: the file does not exist, has no account, is not an accounts file, or other users may read it.

    """

    def __init__(self, path: Path) -> None:
        self.path = path
        if not _read(path):
            raise UsageError(f"{path}: has no account; add one with `summarise workbench account {path} NAME`")

    def check(self, name: str, password: str) -> Caller | None:
        """Return the caller with this name and password, or None if they do not match.

        The answer takes the same time in both cases, so that it does not reveal which names exist.
        """
        found = next((one for one in _read(self.path) if one.name == name), None)
        salt = bytes.fromhex(found.salt) if found else bytes(16)
        fits = hmac.compare_digest(_hashed(password, salt), found.hash if found else "")
        return Caller(found.name, found.role) if found and fits else None


def set_account(path: Path, name: str, role: Role, password: str) -> None:
    """Add an account to the file at `path`, or replace the role and password of the account `name`.

    The file is created if it is missing.

    Raises:
        UsageError: the name is empty, too long or has spaces around it, or the password is too short.

    """
    if not name.strip() or len(name) > 80 or name != name.strip():  # noqa: PLR2004 - as the journal's names
        raise UsageError("a name has 1 to 80 characters and no space around it")
    if len(password) < SHORTEST_PASSWORD:
        raise UsageError(f"a password has {SHORTEST_PASSWORD} characters or more")
    salt = secrets.token_bytes(16)
    others = [one for one in (_read(path) if path.exists() else []) if one.name != name]
    _write(path, [*others, Account(name, role, salt.hex(), _hashed(password, salt))])


def remove_account(path: Path, name: str) -> None:
    """Remove the account `name` from the file at `path`.

    Raises:
        UsageError: no account has this name.

    """
    kept = [one for one in _read(path) if one.name != name]
    if len(kept) == len(_read(path)):
        raise UsageError(f"{path}: has no account {name}")
    _write(path, kept)


def _hashed(password: str, salt: bytes) -> str:
    return hashlib.scrypt(password.encode(), salt=salt, dklen=32, **_COST).hex()


def _read(path: Path) -> list[Account]:
    try:
        if os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077:
            raise UsageError(f"{path}: others may read it; run `chmod 600 {path}`")
        accounts = [Account(**one) for one in json.loads(path.read_bytes())["accounts"]]
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror})") from error
    except (ValueError, KeyError, TypeError) as error:
        raise UsageError(f"{path}: is no accounts file") from error
    if any(one.role not in get_args(Role) for one in accounts):
        raise UsageError(f"{path}: a role is one of {', '.join(get_args(Role))}")
    return accounts


def _write(path: Path, accounts: list[Account]) -> None:
    """Replace the accounts file at once by a complete new one that other users cannot read."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    content = json.dumps({"accounts": [asdict(one) for one in accounts]}, ensure_ascii=False, indent=1) + "\n"
    try:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError as error:
        with suppress(OSError):  # on a disk that is read-only
            draft.unlink(missing_ok=True)
        raise UsageError(f"{path}: cannot be written ({error.strerror})") from error
