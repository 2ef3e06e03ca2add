"""Reads mail saved as a file (.eml, mbox). Replies are in the text of a mail or in its attachments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from summarise.errors import InputError
from summarise.lazy_pattern import lazy_pattern
from summarise.load.encoding import declared_charset, decode
from summarise.load.limits import MAX_MAIL_PARTS
from summarise.load.many import Many, Member
from summarise.load.receipt import RECEIVED

if TYPE_CHECKING:
    from email.message import EmailMessage, MIMEPart

__all__ = ["looks_like_mail", "mail_members"]

_ENVELOPE: Final = lazy_pattern(rb"^From \S+ .{10,60}\d{4}[^\n]*\n", re.MULTILINE)
_HEADERS: Final = lazy_pattern(rb"\A\s*(?:[A-Za-z][A-Za-z0-9-]{1,60}:[^\n]*\n(?:[ \t][^\n]*\n)*){1,200}\r?\n")
"""One way only to match a line: with `\\r?` in it too, each line that ends with CR LF would have two to be tried."""
_MAIL_ONLY: Final = lazy_pattern(rb"(?im)^(?:from|received|return-path|mime-version|message-id|delivered-to|x-mailer):")
_MAIL_TOO: Final = lazy_pattern(
    rb"(?im)^(?:to|cc|subject|date|content-type|content-transfer-encoding|sender|reply-to):"
)
_SEVERAL: Final = lazy_pattern(rb"(?im)^content-type:\s*multipart/(?:mixed|alternative|signed|report|digest)")
_PAGE: Final = lazy_pattern(rb"(?im)^content-type:\s*(?:multipart/related|text/html)")
_SENT: Final = lazy_pattern(rb"(?im)^(?:to|cc|bcc|received|return-path|delivered-to|message-id|x-mailer):")
_SAVED: Final = lazy_pattern(
    rb"(?im)^(?:snapshot-)?content-location:|^from:.*<saved by|^from:.*\xe4\xbf\x9d\xe5\xad\x98"
)
_SHOWN: Final = 40
_HEAD: Final = 65_536
_QUOTED: Final = lazy_pattern(r"^(?:>[ \t]?)+", re.MULTILINE)
_DEPTH: Final = 40  # multiparts within each other; mail programs make three
_TEXT: Final = frozenset({"text/plain", "text/html"})


def looks_like_mail(data: bytes) -> bool:
    """Return True if `data` begins with the headers of a mail; False for a web page that a browser saved as MHTML."""
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf\r\n ")
    envelope = _ENVELOPE.match(head)
    found = _HEADERS.match(head[envelope.end() :] if envelope else head)
    if not found:
        return False
    headers = found[0]
    if _SAVED.search(headers) or (_PAGE.search(headers) and not _SENT.search(headers)):
        return False
    return bool(_SEVERAL.search(headers) or (_MAIL_ONLY.search(headers) and _MAIL_TOO.search(headers)))


def mail_members(data: bytes, source: str) -> Many:
    """Return the text of the mail `data` as a member named "", and each attachment as a member with its file name.

    If `data` is an mbox with several mails, the names begin with the number of the mail, from 1. A covering note beside
    attachments is not a member; the notes quote it. For a mail without content, the content of its member is the
    InputError. `source` names the file in errors.

    Raises:
        InputError: `unsafe` if a mail has too many parts or too many levels of parts.

    """
    data = data.lstrip(b"\xef\xbb\xbf\r\n ")
    mails = [mail for mail in _ENVELOPE.split(data) if mail.strip()] if _ENVELOPE.match(data) else [data]
    members: list[Member] = []
    notes: list[str] = []
    for number, mail in enumerate(mails, start=1):
        prefix = f"{number}" if len(mails) > 1 else ""
        text, attached = _parts(_parsed(mail, source), prefix, source)
        if not attached and not text.strip():
            reason = "its parts cannot be told apart, or hold no text: a damaged mail, or an empty one"
            members.append(Member(prefix, InputError(f"{source}: {reason}", kind="unreadable")))
        elif attached and text.strip() and not RECEIVED.search(text):  # a few lines of courtesy
            notes.append(f"the mail's own text is a covering note and was left out: “{_begun(text)}”")
        elif text.strip() or not attached:
            members.append(Member(prefix, text.encode("utf-8", "replace")))
        members += attached
    return Many(tuple(members), tuple(notes))


def _parsed(data: bytes, source: str) -> EmailMessage:
    from email import message_from_bytes, policy  # noqa: PLC0415 - 30 ms, for this format only

    if data.count(b"\n--") > 2 * MAX_MAIL_PARTS:
        raise InputError(f"{source}: has more parts than any mail", kind="unsafe")
    if len(re.findall(rb"(?i)\bboundary\s*=", data)) > _DEPTH:
        raise InputError(f"{source}: its parts are nested deeper than in any mail", kind="unsafe")
    return message_from_bytes(data, policy=policy.default)


def _parts(mail: EmailMessage, prefix: str, source: str) -> tuple[str, list[Member]]:
    """Return the text of a mail, and its attachments."""
    texts: dict[str, list[str]] = {"text/plain": [], "text/html": []}
    attached: list[Member] = []
    for part in _leaves(mail):
        kind = part.get_content_type()
        name = part.get_filename() or ""
        if kind in _TEXT and not name and part.get_content_disposition() != "attachment":
            texts[kind].append(_text(part, source))
        elif not _is_decoration(part, kind):
            attached.append(Member(_name(name, prefix, len(attached) + 1, kind), _bytes(part)))
    plain, page = "\n".join(texts["text/plain"]), "\n".join(texts["text/html"])
    return page if len(_words(page)) > len(_words(plain)) else plain, attached


def _words(text: str) -> str:
    return re.sub(r"<(?:style|script)\b.{0,100000}?</(?:style|script)>|<[^<>]{0,2000}>|\s", "", text, flags=re.DOTALL)


def _begun(text: str) -> str:
    words = _words(text)
    return words if len(words) <= _SHOWN else words[:_SHOWN] + "…"


def _leaves(mail: EmailMessage) -> Iterator[MIMEPart]:
    """Yield the parts of a mail that are not containers, including those of mails inside it."""
    waiting: list[MIMEPart] = [mail]
    while waiting:
        part = waiting.pop()
        if part.get_content_maintype() == "multipart":
            waiting += reversed([piece for piece in part.iter_parts() if piece is not part])
        else:
            yield part


def _text(part: MIMEPart, source: str) -> str:
    body = _bytes(part)
    charset = part.get_content_charset()
    named = declared_charset(f"charset={charset}".encode("ascii", "replace")) if charset else declared_charset(body)
    text = _decoded(body, source, named)
    if part.get_content_type() == "text/plain" and len(_QUOTED.findall(text)) > 1:
        text = _QUOTED.sub("", text)
    if part.get_param("format") == "flowed":  # a space at a line's end joins it to the next
        text = re.sub(r"(?<=\S) \r?\n", "" if part.get_param("delsp") == "yes" else " ", text)
    return text


def _decoded(body: bytes, source: str, named: str) -> str:
    """Return the text of a part; a few words (见附件) do not tell their encoding, which the part's head names."""
    try:
        return decode(body, source, named)
    except InputError:
        with suppress(UnicodeDecodeError, LookupError):
            return body.decode(named)
        raise


def _bytes(part: MIMEPart) -> bytes:
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload()
        mails = inner[:1] if isinstance(inner, list) else []
        return b"".join(mail.as_bytes() for mail in mails if not isinstance(mail, str))
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _is_decoration(part: MIMEPart, kind: str) -> bool:
    """Return True if a part is no document but a picture of the text, a signature, a receipt or a calendar entry."""
    if kind.startswith("image/"):
        return part.get_content_disposition() != "attachment" or bool(part.get("Content-ID"))
    return kind.startswith(
        ("application/pgp", "application/pkcs7", "application/x-pkcs7", "message/d", "text/calendar")
    )


def _name(name: str, prefix: str, number: int, kind: str) -> str:
    """Return a name for an attachment: its own name without folders, or its number."""
    last = re.split(r"[/\\]", name)[-1].strip() or f"{number}" + (".eml" if kind == "message/rfc822" else "")
    return f"{prefix}/{last}" if prefix else last
