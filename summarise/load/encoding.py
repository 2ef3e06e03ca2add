"""Decodes the bytes of a file, even if the file declares a wrong encoding or none."""

from __future__ import annotations

import codecs
import re
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from summarise.errors import InputError
from summarise.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["declared_charset", "decode"]

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_DECLARATION: Final = lazy_pattern(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)
_HEAD_BYTES: Final = 4096  # browsers look for a declaration in the first 1024; portals put scripts first
_MULTIBYTE: Final = frozenset({"gb18030", "big5hkscs", "utf-8", "utf-16-le", "utf-16-be", "cp950"})
_NOT_ASCII: Final = bytes(range(0x80, 0x100))
# What a line must have to be taken for GB18030 inside UTF-8; a damaged line of UTF-8 read so has hardly a common
# character.
_LEAST_LINE: Final = 4
_LEAST_COMMON: Final = 0.25
_WIDE: Final = lazy_pattern("[^\x00-\x7f]+")
_FEW: Final = 200
_SAMPLE: Final = 20_000  # characters, enough to tell scripts apart

# The characters that make up about half of the running text of official letters, in both scripts.
_COMMON: Final = frozenset(
    "的一是在有和人不为以我于年中大市工作建设提出发展进行对好办理关员会您案议政协区县开将要上下加强推动实施企业服务管理"
    "尊敬代表委提案号日"
    "部门高水平完善机制落实了这到与及等个新农村社项目资金计划国家法规民生活现答复感谢收悉主地方成化公司局"
    "為於業農個門國會議員辦發開將強動實務覆復謝來對機計劃資項設與這進關問題"
    "，。、；：（）《》“”0123456789,.:;()"
)
# What a wrong decoding leaves behind: kana, half-width kana, letters with accents, boxes, private use, rare signs, NUL.
_ODD: Final = lazy_pattern(
    "[\x00\u0080-\u00b6\u00b8-\u02ff\u0370-\u03ff\u2500-\u259f\u3040-\u30ff\u3400-\u4dff"
    "\ue000-\uf8ff\uff61-\uff9f\ufffd]"
)
_SEVEN_BIT: Final = {
    "hz": lazy_pattern(rb"~\{(?:[!-}][!-~]){4,400}~\}"),
    "utf-7": lazy_pattern(rb"\+[A-Za-z0-9/]{16}"),
}
_MARKUP: Final = lazy_pattern(r"""[\sA-Za-z<>/="'-]+""")
# Four or more characters of Chinese in UTF-8 in a row; in GBK or Big5 text the pattern does not occur by chance.
_UTF8_RUN: Final = lazy_pattern(rb"(?:[\xe3-\xe9\xef][\x80-\xbf]{2}){4,}")


def declared_charset(data: bytes) -> str:
    """Return the encoding that the page or XML file `data` declares in its first 4096 bytes, under Python's name.

    Return "" if Python does not know the encoding. For gb2312, gbk and big5 the result is a larger encoding that
    contains them.
    """
    head = data[:_HEAD_BYTES]
    if not any(word in head.lower() for word in (b"charset", b"encoding")):
        return ""
    for match in _DECLARATION.finditer(head):
        name = match[1].decode("ascii").lower()
        try:
            found = codecs.lookup(name).name
        except LookupError:
            continue
        return {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs"}.get(found, found)
    return ""


def decode(data: bytes, source: str, declared: str = "") -> str:
    """Return the text of `data`: decoded by its byte order mark, else as UTF-8, else in the most likely encoding.

    `declared` decides only between encodings that fit equally well, since pages often declare a wrong one. `source`
    names the file in errors. A few bytes that fit no encoding become U+FFFD. `Document` refuses a text that contains
    this character.

    Raises:
        InputError: `encoding` if no encoding gives Chinese or ASCII text.

    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, errors="replace")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _likeliest(data, source, declared)
    if data.isascii():
        return _seven_bit(data, text)
    # UTF-16 of ASCII and of nothing else is valid UTF-8 too, every other character NUL.
    return _once(text) if "\x00" not in text[:_SAMPLE] else _likeliest(data, source, declared)


def _seven_bit(data: bytes, text: str) -> str:
    """Return the text decoded from HZ or UTF-7, as old mails use them; return it unchanged if it is in neither."""
    for name, form in _SEVEN_BIT.items():
        if form.search(data):
            with suppress(UnicodeDecodeError):
                other = data.decode(name)
                return other if _is_chinese(other[:_SAMPLE]) else text
    return text


def _once(text: str) -> str:
    """Repair text that was encoded twice: UTF-8 that a program took for Windows-1252 or Latin-1 and wrote as UTF-8."""
    wide = _first_wide(text)
    if len(wide) < _LEAST_LINE or sum(map(_COMMON.__contains__, wide)) >= _LEAST_COMMON * len(wide):
        return text
    try:
        again = b"".join(_WESTERN[c] for c in text).decode("utf-8")
    except (UnicodeError, KeyError):
        return text
    return again if _is_chinese(again[:_SAMPLE]) else text


def _first_wide(text: str) -> str:
    found = ""
    for match in _WIDE.finditer(text):
        found += match[0][:_FEW]
        if len(found) >= _FEW:
            break
    return found[:_FEW]


# The bytes of Windows-1252, where that leaves one undefined those of Latin-1.
_WESTERN: Final = {chr(code): bytes([code]) for code in range(256)} | {
    sign: bytes([code]) for code in range(0x80, 0xA0) if (sign := bytes([code]).decode("cp1252", "replace")) != "\ufffd"
}


def _likeliest(data: bytes, source: str, declared: str) -> str:
    runs = sum(len(run) for run in _UTF8_RUN.findall(data))
    if 2 * runs > len(data) - len(data.translate(None, _NOT_ASCII)):
        return "".join(_by_line(data))
    names = list(dict.fromkeys([declared or "gb18030", "gb18030", "big5hkscs", "utf-8", "utf-16-le", "utf-16-be"]))
    # A single-byte encoding accepts everything and explains nothing.
    readings = [_reading(data, name) for name in names if name in _MULTIBYTE]
    merits = list(map(_merit, readings))
    best = readings[merits.index(max(merits))]
    if max(merits) <= 0:
        raise InputError(f"{source}: its characters fit no known encoding; save it as UTF-8", kind="encoding")
    return best


def _by_line(data: bytes) -> Iterator[str]:
    """Decode a file that is mostly UTF-8 line by line, since some pages contain old parts in GB18030."""
    foreign = False  # whether the last line that was not UTF-8 was certainly GB18030
    for line in data.splitlines(keepends=True):
        text = line.decode("utf-8", errors="replace")
        if "\ufffd" not in text or _UTF8_RUN.search(line):
            foreign = foreign and text.isascii()
            yield text  # a damaged byte in UTF-8 is mended by no other reading
            continue
        other = line.decode("gb18030", errors="replace")
        foreign = "\ufffd" not in other and (foreign or _is_chinese(other))
        yield other if foreign else text


def _is_chinese(text: str) -> bool:
    wide = [c for c in text if not c.isascii()]
    return len(wide) >= _LEAST_LINE and sum(c in _COMMON for c in wide) >= _LEAST_COMMON * len(wide)


def _reading(data: bytes, name: str) -> str:
    if name.startswith("utf"):
        return data.decode(name, errors="replace")
    pieces, position = [], 0
    for run in _UTF8_RUN.finditer(data):
        pieces += [data[position : run.start()].decode(name, errors="replace"), run[0].decode("utf-8", "replace")]
        position = run.end()
    return "".join([*pieces, data[position:].decode(name, errors="replace")])


def _merit(text: str) -> float:
    """Return a score for how well a text reads as Chinese.

    It is the share of common characters, minus a penalty for characters that a wrong decoding produces.
    """
    sample = _MARKUP.sub("", text[:_SAMPLE])
    if not sample:
        return 0.0
    common = sum(map(_COMMON.__contains__, sample))
    odd = len(_ODD.findall(sample))
    return (common - 4 * odd) / len(sample) - 0.02 * ("\ufffd" in text)
