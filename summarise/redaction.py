"""Keeps keys and passwords out of all output, also in the encodings in which a service or a library may repeat them."""

from __future__ import annotations

import base64
import json
import logging
import math
import re
from typing import Final
from urllib.parse import quote

from summarise.lazy_pattern import lazy_pattern
from summarise.secret_runs import SecretRuns, masked

__all__ = ["MASK", "Redacting", "conceal", "redacted"]

MASK: Final = "***"
_SHORTEST: Final = 6
_SHORTEST_WORD: Final = 8
"""Characters of a secret; what is shorter is in ordinary words and numbers too, which must stay readable."""

_concealed: set[str] = set()
_pattern: re.Pattern[str] | None = None
_runs: tuple[SecretRuns, ...] = ()


def conceal(secret: str) -> None:
    """Replace a secret by `***` in all later output.

    Secrets that are too short are ignored, since they occur in ordinary words: letters alone below 8 characters,
    others below 6.
    """
    global _pattern, _runs  # noqa: PLW0603 - one redactor for the whole program: no door can be without it
    if len(secret) < (_SHORTEST_WORD if secret.isalpha() else _SHORTEST) or secret in _concealed:
        return
    _concealed.add(secret)
    forms = {form for known in _concealed for form in _forms(known)}
    _pattern = lazy_pattern("|".join(map(re.escape, sorted(forms, key=lambda form: (-len(form), form)))), re.IGNORECASE)
    _runs += SecretRuns.of(secret)


def redacted(text: str) -> str:
    """Return the text with every concealed secret replaced by `***`: whole, encoded, spread out or in part."""
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


def _in_base64(data: bytes) -> set[str]:
    """What base64 makes of it wherever it begins within three bytes, without the signs that its neighbours change."""
    found = set()
    for before in range(3):
        first, last = math.ceil(before * 8 / 6), (before + len(data)) * 8 // 6
        padded = bytes(before) + data
        for encoded in (base64.b64encode(padded), base64.urlsafe_b64encode(padded)):
            found.add(encoded.decode()[first:last])
    return found


def _in_base32(data: bytes) -> set[str]:
    """What base32 makes of it wherever it begins within five bytes, without the signs that its neighbours change."""
    return {
        base64.b32encode(bytes(before) + data).decode()[math.ceil(before * 8 / 5) : (before + len(data)) * 8 // 5]
        for before in range(5)
    }


class Redacting(logging.Filter):
    """A logging filter that removes secrets from log lines."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Redact the line and return True, so that it is logged."""
        if (said := record.getMessage()) != (harmless := redacted(said)):
            record.msg, record.args = harmless, None
        return True
