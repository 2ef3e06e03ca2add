"""One number written in digits, in characters or in both, and as it looks in pages and Word files."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from tests.support.number_case import (
    CAPITALS,
    COUNTED,
    DIGITS,
    MARKED_UP,
    UNPRINTED,
    WIDE,
    Case,
    Form,
    Piece,
    Reading,
    chinese,
    large,
    plain,
    simple,
    unit_of,
    whole,
)

if TYPE_CHECKING:
    import random

__all__ = ["SPELLINGS"]


def _integer(rng: random.Random) -> tuple[str, int]:
    n = whole(rng)
    return str(n), n


def _wide(rng: random.Random) -> tuple[str, int]:
    n = whole(rng)
    return str(n).translate(WIDE), n


def _grouped(rng: random.Random) -> tuple[str, int]:
    n = large(rng)
    text = f"{n:,}".replace(",", rng.choice((",", "，")))
    return (text.translate(WIDE) if rng.random() < 0.3 else text), n


def _spaced(rng: random.Random) -> tuple[str, int]:
    n = large(rng)
    return f"{n:,}".replace(",", rng.choice((" ", "\u00a0", "\u2009", "\u202f"))), n


def _decimal(rng: random.Random) -> tuple[str, Decimal]:
    d = Decimal(rng.randint(11, 9999)) / rng.choice((10, 100))
    text = str(d)
    return rng.choice((text, text.replace(".", "．"), text.translate(WIDE))), d


def _thousands(rng: random.Random) -> tuple[str, Decimal]:
    n = Decimal(rng.randint(2, 9999)) / rng.choice((1, 1, 10, 100))
    size, name = rng.choice(((10**4, "万"), (10**8, "亿"), (10**12, "万亿"), (1000, "千")))
    return f"{n}{name}", n * size


def _compound(rng: random.Random) -> tuple[str, int]:
    a, b = rng.randint(1, 99), rng.randint(1, 9)
    return rng.choice(
        (
            (f"{a}亿{b}000万", a * 10**8 + b * 10**7),
            (f"{a}亿{b}500万", a * 10**8 + (b * 1000 + 500) * 10**4),
            (f"{a}亿零{b}00万", a * 10**8 + b * 10**6),
            (f"{a}万{b}千", a * 10**4 + b * 1000),
            (f"{a}万{b}千{b}百", a * 10**4 + b * 1100),
            (f"{a}万{b}500", a * 10**4 + b * 1000 + 500),
            (f"{a}亿{b}千万", a * 10**8 + b * 10**7),
        )
    )


def _characters(rng: random.Random) -> tuple[str, int]:
    n = rng.choice((rng.randint(11, 99), rng.randint(100, 9999), rng.randint(10**4, 10**6), rng.randint(1, 9) * 10**8))
    return chinese(n), n


def _character_decimal(rng: random.Random) -> tuple[str, Decimal]:
    a, b = rng.randint(1, 9), rng.randint(1, 9)
    size, name = rng.choice(((10**8, "亿"), (10**4, "万")))
    return f"{DIGITS[a]}点{DIGITS[b]}{name}", (Decimal(a) + Decimal(b) / 10) * size


def _short_tail(rng: random.Random) -> tuple[str, int]:
    a, b = rng.randint(1, 9), rng.randint(1, 9)
    name, size = rng.choice((("万", 10**4), ("千", 1000), ("亿", 10**8)))
    return f"{DIGITS[a]}{name}{DIGITS[b]}", a * size + b * size // 10


def _capital(rng: random.Random) -> tuple[str, int]:
    n = rng.choice((rng.randint(2, 9) * 10, rng.randint(100, 9999), rng.randint(2, 999) * 10**4))
    text = chinese(n)
    return (("一" + text) if text.startswith("十") else text).translate(CAPITALS), n


def _old_twenty(rng: random.Random) -> tuple[str, int]:
    b = rng.randint(1, 9)
    return f"廿{DIGITS[b]}", 20 + b


def _two(rng: random.Random) -> tuple[str, int]:
    name, size = rng.choice((("百", 100), ("千", 1000), ("万", 10**4), ("", 1)))
    return f"两{name}", 2 * size


def _mixed(rng: random.Random) -> tuple[str, int]:
    n = rng.randint(2, 99)
    name, size = rng.choice((("百", 100), ("百万", 10**6), ("千万", 10**7), ("十万", 10**5)))
    return f"{n}{name}", n * size


def _power(rng: random.Random) -> tuple[str, Decimal]:
    a, e = Decimal(rng.randint(11, 99)) / 10, rng.randint(3, 7)
    raised = "".join("⁰¹²³⁴⁵⁶⁷⁸⁹"[int(c)] for c in str(e))
    return rng.choice((f"{a}×10^{e}", f"{a}×10{raised}")), a * 10**e


def _power_raised(rng: random.Random) -> Case:
    a, e, unit = rng.randint(2, 9), rng.randint(3, 7), unit_of(rng)
    return Case((Piece(f"{a}×10"), Piece(str(e), "raised"), Piece(unit)), (Reading(Decimal(a * 10**e), (unit,)),))


def _note_mark(rng: random.Random) -> Case:
    n, unit = rng.randint(11, 9999), unit_of(rng)  # a raised figure behind 10 is a power
    mark = rng.choice((str(rng.randint(1, 9)), f"[{rng.randint(1, 9)}]"))
    return Case((Piece(str(n)), Piece(mark, "raised"), Piece(unit)), (Reading(Decimal(n), (unit,)),))


def _raised_unit(rng: random.Random) -> Case:
    n, e = whole(rng), rng.choice("23")
    names = ("m²", "m2", "平方米", "㎡") if e == "2" else ("m³", "m3", "立方米", "㎥")
    return Case((Piece(f"{n}m"), Piece(e, "raised")), (Reading(Decimal(n), names),))


def _struck(rng: random.Random) -> Case:
    old, new, unit = whole(rng), whole(rng), unit_of(rng)
    look = rng.choice(("struck", "deleted"))
    return Case(
        (Piece(str(old), look), Piece(str(new), rng.choice(("", "inserted"))), Piece(unit)),
        (Reading(Decimal(new), (unit,)),),
    )


def _inserted(rng: random.Random) -> Case:
    n, unit = str(rng.randint(100, 9999)), unit_of(rng)
    return Case((Piece(n[:2]), Piece(n[2:], "inserted"), Piece(unit)), (Reading(Decimal(n), (unit,)),))


def _invisible(rng: random.Random) -> Case:
    n, unit = str(rng.randint(10, 9999)), rng.choice((*COUNTED, "%"))
    return plain(n[:1] + rng.choice("\u200b\u00ad\u200c\u2060\ufeff") + n[1:] + unit, Reading(Decimal(n), (unit,)))


SPELLINGS = (
    Form("digits", simple(_integer)),
    Form("wide digits", simple(_wide)),
    Form("groups by commas", simple(_grouped)),
    Form("groups by spaces", simple(_spaced), UNPRINTED),
    Form("decimal points", simple(_decimal)),
    Form("digits and 万 亿", simple(_thousands)),
    Form("compounds of 万 亿", simple(_compound)),
    Form("digits and 百 千万", simple(_mixed)),
    Form("characters", simple(_characters)),
    Form("characters with 点", simple(_character_decimal)),
    Form("short tail", simple(_short_tail)),
    Form("capitals", simple(_capital)),
    Form("廿", simple(_old_twenty)),
    Form("两", simple(_two)),
    Form("powers", simple(_power), UNPRINTED),
    Form("powers raised", _power_raised, MARKED_UP),
    Form("note marks", _note_mark, MARKED_UP, must_read=False),
    Form("raised unit", _raised_unit, MARKED_UP),
    Form("struck out", _struck, MARKED_UP),
    Form("inserted", _inserted, MARKED_UP),
    Form("invisible signs", _invisible, UNPRINTED),
)
