"""Keeps keys and passwords out of all output, also in encoded forms that a service or a library may use."""

from __future__ import annotations

import base64
import json
import logging
import math
import re
from typing import Final
from urllib.parse import quote

from summarise.secret_runs import SecretRuns, masked

__all__ = ["MASK", "Redacting", "conceal", "has_secrets", "redacted"]

MASK: Final = "***"
_SHORTEST: Final = 6
_SHORTEST_WORD: Final = 8
"""Least length of a secret that consists of letters only; shorter ones also occur in ordinary words."""

_concealed: set[str] = set()
_pattern: re.Pattern[str] | None = None
_runs: tuple[SecretRuns, ...] = ()


def conceal(secret: str) -> None:
    """Replace a secret by `***` in all later output.

    Secrets that are too short are ignored, since they occur in ordinary words: less than 8 characters if they are
    letters only, else less than 6.
    """
    global _pattern, _runs  # noqa: PLW0603 - one redactor for the whole program: no door can be without it
    if len(secret) < (_SHORTEST_WORD if secret.isalpha() else _SHORTEST) or secret in _concealed:
        return
    _concealed.add(secret)
    forms = {form for known in _concealed for form in _forms(known)}
    # `re.compile`: a lazy pattern would be kept in a file, with the secrets in it
    _pattern = re.compile("|".join(map(re.escape, sorted(forms, key=lambda form: (-len(form), form)))), re.IGNORECASE)
    _runs += tuple(run for form in (secret, *_dense_forms(secret)) for run in SecretRuns.of(form))


def has_secrets() -> bool:
    """Return True if `redacted` conceals anything: at least one secret is known."""
    return _pattern is not None


def redacted(text: str) -> str:
    """Return the text with every concealed secret replaced by `***`: complete, encoded, spread out or in part."""
    return text if _pattern is None else masked(_pattern.sub(MASK, text), _runs, MASK)


def _forms(secret: str) -> set[str]:
    data = secret.encode()
    return {
        secret,
        json.dumps(secret)[1:-1],
        quote(secret, safe=""),
        "".join(f"%{byte:02x}" for byte in data),
        "".join(f"\\u{byte:04x}" for byte in data),
        data.hex(),
        *_in_base64(data),
        *_in_base32(data),
    }


def _dense_forms(secret: str) -> set[str]:
    """Return encoded forms of letters and digits alone, which a service may write over several lines or with blanks.

    The last is that of a program that prints bytes as numbers: 115 107 45.
    """
    data = secret.encode()
    return {data.hex(), "".join(map(str, data)), *_in_base64(data), *_in_base32(data)}


def _in_base64(data: bytes) -> set[str]:
    """Return the base64 forms of the data at each possible position in a longer text.

    Characters at both ends that depend on the bytes around the data are left out.
    """
    found = set()
    for before in range(3):
        first, last = math.ceil(before * 8 / 6), (before + len(data)) * 8 // 6
        padded = bytes(before) + data
        for encoded in (base64.b64encode(padded), base64.urlsafe_b64encode(padded)):
            found.add(encoded.decode()[first:last])
    return found


def _in_base32(data: bytes) -> set[str]:
    """Return the base32 forms of the data at each possible position in a longer text.

    Characters at both ends that depend on the bytes around the data are left out.
    """
    return {
        base64.b32encode(bytes(before) + data).decode()[math.ceil(before * 8 / 5) : (before + len(data)) * 8 // 5]
        for before in range(5)
    }


class Redacting(logging.Filter):
    """A logging filter that removes secrets from log messages."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Remove secrets from the log message `record` and return True, so that it is logged."""
        if (said := record.getMessage()) != (harmless := redacted(said)):
            record.msg, record.args = harmless, None
        return True
