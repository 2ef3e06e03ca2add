"""Correct the address of a service as users paste it, if only one correction is possible."""

from __future__ import annotations

import re

from summarise.errors import UsageError

__all__ = ["mended_base_url"]

_AROUND = " \t\r\n\u00a0\u200b\u200e\u200f\u2060\u3000\ufeff\"'“”‘’<>，。；"
_CALL = re.compile(r"/+(?:chat/)?completions/*(?=\?|$)", re.IGNORECASE)
_BEGIN = re.compile(r"^(https?):/+", re.IGNORECASE)
_AS_TYPED = {code + 0xFEE0: code for code in range(0x21, 0x7F)} | {ord("。"): ord("."), ord("\\"): ord("/")}
"""Wide signs of Chinese keyboards, and strokes of the wrong direction, with the signs of a URL that they stand for."""
_HOST = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}|localhost|\d+\.\d+\.\d+\.\d+", re.IGNORECASE)


def mended_base_url(written: str) -> str:
    """Return the base URL `written` without a final `/chat/completions` and without a fragment.

    White space and quotes around it are removed, too. Wide signs and backslashes are replaced.

    Raises:
        UsageError: the URL has no http:// or https://, or white space inside; the message says what to write.

    """
    url = _BEGIN.sub(r"\1://", written.strip(_AROUND).translate(_AS_TYPED))
    scheme, separator, rest = url.partition("://")
    if not separator or scheme.lower() not in {"http", "https"}:
        host = re.split(r"[/:?]", url, maxsplit=1)[0]
        is_near = host == "localhost" or host.startswith(("127.", "192.168.", "10."))
        wrong = f"the base URL must begin with http:// or https://, not {written!r}"
        hint = f"write it as {'http' if is_near else 'https'}://{url}"
        raise UsageError(f"{wrong}; {hint}" if _HOST.fullmatch(host) else wrong)
    if re.search(r"\s", rest):
        raise UsageError(f"the base URL holds a blank: {written!r}")
    path, mark, query = _CALL.sub("", rest, count=1).partition("?")
    return f"{scheme.lower()}://{path.partition('#')[0].rstrip('/')}{mark}{query}"
