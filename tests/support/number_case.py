"""What a written quantity is, with its right readings, and how one whole number is written with its unit."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

__all__ = [
    "AFTER",
    "ALL_MEDIA",
    "BEFORE",
    "CAPITALS",
    "COUNTED",
    "DIGITS",
    "MARKED_UP",
    "MEASURED",
    "UNPRINTED",
    "WIDE",
    "Case",
    "Form",
    "Piece",
    "Reading",
    "chinese",
    "compared",
    "large",
    "plain",
    "simple",
    "unit_of",
    "whole",
]

ALL_MEDIA = ("text", "html", "docx", "pdf")
MARKED_UP = ("html", "docx")
UNPRINTED = ("text", "html", "docx")


@dataclass(frozen=True)
class Reading:
    """One right reading of a quantity; `units` are names of the same unit."""

    value: Decimal
    units: tuple[str, ...]
    comparator: str = "="
    upper: Decimal | None = None


@dataclass(frozen=True)
class Piece:
    """Characters with one look: "", "raised", "struck", "deleted", "inserted" or "over" (a/b set as a fraction)."""

    text: str
    look: str = ""


@dataclass(frozen=True)
class Case:
    """What is written, and the readings that are right; none where only unread is right."""

    pieces: tuple[Piece, ...]
    readings: tuple[Reading, ...]

    @property
    def written(self) -> str:
        return "".join(p.text for p in self.pieces)


@dataclass(frozen=True)
class Form:
    """A way to write a quantity; those of `must_read` false may stay unread."""

    name: str
    make: Callable[[random.Random], Case]
    media: tuple[str, ...] = ALL_MEDIA
    must_read: bool = True


DIGITS = "零一二三四五六七八九"
CAPITALS = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
WIDE = str.maketrans("0123456789.,", "０１２３４５６７８９．，")
COUNTED = ("个", "所", "项", "家", "名", "人次", "户", "套", "辆", "台", "座", "条", "件", "人", "张", "处", "株")
MEASURED = ("元", "亩", "公里", "吨", "公顷", "平方米", "立方米", "千瓦时", "兆瓦")
BEFORE = {
    "不少于": ">=", "不低于": ">=", "至少": ">=", "超": ">", "超过": ">", "突破": ">", "多于": ">", "不超过": "<=",
    "低于": "<", "近": "<", "约": "~",
}  # fmt: skip
AFTER = {"以上": ">=", "及以上": ">=", "以内": "<=", "以下": "<=", "左右": "~"}


def chinese(number: int) -> str:
    """Write a number below 10^12 in Chinese numerals."""
    parts, out = ((10**8, "亿"), (10**4, "万"), (1, "")), ""
    for size, name in parts:
        part = number // size % 10**4
        if part:
            out += ("零" if out and part < 1000 else "") + _four(part) + name
    return out[1:] if out.startswith("一十") else out


def _four(number: int) -> str:
    out, gap = "", False
    for size, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // size % 10
        if digit:
            out += ("零" if gap and out else "") + DIGITS[digit] + name
        gap = not digit
    return out


def plain(text: str, *readings: Reading) -> Case:
    return Case((Piece(text),), readings)


def unit_of(rng: random.Random) -> str:
    return rng.choice(COUNTED + MEASURED)


def whole(rng: random.Random) -> int:
    return rng.choice((rng.randint(2, 99), rng.randint(100, 999), rng.randint(1000, 99999)))


def large(rng: random.Random) -> int:
    return rng.choice((rng.randint(1000, 9999), rng.randint(10000, 999999), rng.randint(10**6, 10**9)))


def compared(rng: random.Random, number: str, value: Decimal | int, units: tuple[str, ...]) -> Case:
    """The number and its unit, at times with words that compare."""
    exact, text = Decimal(value), number + units[0]
    chance = rng.random()
    if chance < 0.2:
        word = rng.choice(tuple(BEFORE))
        return plain(word + text, Reading(exact, units, BEFORE[word]))
    if chance < 0.4:
        word = rng.choice(tuple(AFTER))
        return plain(text + word, Reading(exact, units, AFTER[word]))
    return plain(text, Reading(exact, units))


def simple(write: Callable[[random.Random], tuple[str, Decimal | int]]) -> Callable[[random.Random], Case]:
    def make(rng: random.Random) -> Case:
        text, value = write(rng)
        return compared(rng, text, value, (unit_of(rng),))

    return make
