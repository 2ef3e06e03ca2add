"""Known quantities written in the many forms of a reply; shares no code with the reader that they try."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from tests.support.number_case import (
    COUNTED,
    DIGITS,
    UNPRINTED,
    Case,
    Form,
    Piece,
    Reading,
    chinese,
    compared,
    plain,
    unit_of,
    whole,
)
from tests.support.number_spellings import SPELLINGS

if TYPE_CHECKING:
    import random

__all__ = ["FORMS"]


def _plus(rng: random.Random) -> Case:
    n, unit = whole(rng), rng.choice(COUNTED)
    return plain(f"{n}{rng.choice('+＋')}{unit}", Reading(Decimal(n), (unit,), ">="))


def _repeated(rng: random.Random) -> Case:
    n, unit = rng.randint(11, 9999), rng.choice(COUNTED)
    return plain(f"{n}（{chinese(n)}）{unit}", Reading(Decimal(n), (unit,)))


def _more(rng: random.Random) -> Case:
    tens, unit, more = rng.randint(1, 9) * 10, rng.choice(COUNTED), rng.choice("多余")
    text, value = rng.choice(
        ((f"{tens}{more}", tens), (f"{chinese(tens)}{more}", tens), (f"{tens}{more}万", tens * 10**4),
         (f"{tens}万{more}", tens * 10**4), (f"{tens}{more}亿", tens * 10**8),
         (f"{tens}亿{tens}{more}万", tens * (10**8 + 10**4)),
         (f"{tens}亿{tens // 10}千{more}万", tens * (10**8 + 10**6)),
         (f"{chinese(tens * 10**8)}{chinese(tens * 100)}{more}万", tens * (10**8 + 10**6)))
    )  # fmt: skip
    return plain(text + unit, Reading(Decimal(value), (unit,), ">"))


def _few_more(rng: random.Random) -> Case:
    tens, unit = rng.randint(2, 9), rng.choice(COUNTED)
    return plain(f"{DIGITS[tens]}十几{unit}", Reading(Decimal(tens * 10), (unit,), ">"))


def _neighbours(rng: random.Random) -> Case:
    a, unit = rng.randint(2, 7), rng.choice(COUNTED)
    first = "两" if a == 2 else DIGITS[a]
    name, size = rng.choice((("", 1), ("十", 10), ("百", 100), ("千", 1000), ("万", 10**4)))
    if name == "十":
        first = DIGITS[a]
    low, high = Decimal(a * size), Decimal((a + 1) * size)
    return plain(f"{first}{DIGITS[a + 1]}{name}{unit}", Reading(low, (unit,), "range", high))


def _ten_or_so(rng: random.Random) -> Case:
    a, unit = rng.randint(1, 9), rng.choice(COUNTED)
    tens = ("" if a == 1 else DIGITS[a]) + "十"
    return plain(f"{tens}来{unit}", Reading(Decimal(a * 10), (unit,), "~"))


def _near_round(rng: random.Random) -> Case:
    name, size = rng.choice((("百", 100), ("千", 1000), ("万", 10**4)))
    word, comparator = rng.choice((("近", "<"), ("上", ">=")))
    unit = rng.choice(COUNTED)
    return plain(f"{word}{name}{unit}", Reading(Decimal(size), (unit,), comparator))


def _hundred_millions(rng: random.Random) -> Case:
    d = Decimal(rng.randint(11, 99)) / 10
    return plain(f"{d}个亿", Reading(d * 10**8, ("元", "", "个")))


def _percent(rng: random.Random) -> Case:
    d = Decimal(rng.randint(1, 999)) / rng.choice((1, 10))
    name = rng.choice(("%", "％", "‰", "个百分点"))
    return compared(rng, str(d), d, (name, "%") if name == "％" else (name,))


def _percent_in_words(rng: random.Random) -> Case:
    a, b = rng.randint(1, 99), rng.randint(0, 9)
    words = chinese(a) + (f"点{DIGITS[b]}" if b else "")
    return plain(f"百分之{words}", Reading(Decimal(a) + Decimal(b) / 10, ("%",)))


def _tenths(rng: random.Random) -> Case:
    a, b = rng.randint(1, 9), rng.randint(0, 9)
    text = f"{DIGITS[a]}成{DIGITS[b] if b else ''}"
    return plain(text, Reading(Decimal(10 * a + b), ("%",)), Reading(Decimal(10 * a + b) / 10, ("成",)))


def _yuan(rng: random.Random) -> Case:
    a, b, c = rng.randint(1, 99), rng.randint(1, 9), rng.randint(1, 9)
    text, value = rng.choice(((f"{a}元{b}角", Decimal(a) + Decimal(b) / 10),
                              (f"{a}元{b}角{c}分", Decimal(a) + Decimal(10 * b + c) / 100)))  # fmt: skip
    return plain(text, Reading(value, ("元",)))


def _range(rng: random.Random) -> Case:
    a = rng.randint(2, 400)
    b, unit = a + rng.randint(1, 500), unit_of(rng)
    sign = rng.choice(("—", "-", "–", "～", "~", "至", "到", "－", "——", "−"))
    size, name = rng.choice(((1, ""), (1, ""), (10**4, "万"), (10**8, "亿")))
    left = rng.choice(("", "", name, name + unit))
    if left == unit or not left:
        left = "" if name else left
    text = f"{a}{left}{sign}{b}{name}{unit}"
    return plain(text, Reading(Decimal(a * size), (unit,), "range", Decimal(b * size)))


def _decimal_range(rng: random.Random) -> Case:
    a = Decimal(rng.randint(5, 99)) / 10
    b, sign = a + Decimal(rng.randint(1, 99)) / 10, rng.choice(("—", "-", "～", "至", "到", "－"))
    unit, size, name = rng.choice((("亩", 10**4, "万"), ("元", 10**8, "亿"), ("公里", 1, ""), ("个百分点", 1, "")))
    return plain(f"{a}{sign}{b}{name}{unit}", Reading(a * size, (unit,), "range", b * size))


def _percent_range(rng: random.Random) -> Case:
    a = rng.randint(1, 60)
    b, sign = a + rng.randint(1, 30), rng.choice(("—", "-", "～", "至", "到", "－"))
    return plain(f"{a}{rng.choice(('', '%'))}{sign}{b}%", Reading(Decimal(a), ("%",), "range", Decimal(b)))


def _between(rng: random.Random) -> Case:
    a = rng.randint(1, 90) * 100
    b, unit, word = a + rng.randint(1, 90) * 100, rng.choice(COUNTED), rng.choice("与和至到")
    return plain(f"{a}{word}{b}{unit}之间", Reading(Decimal(a), (unit,), "range", Decimal(b)))


def _character_range(rng: random.Random) -> Case:
    a = rng.randint(11, 40)
    b, unit, sign = a + rng.randint(2, 50), rng.choice(COUNTED), rng.choice(("至", "到", "—"))
    return plain(f"{chinese(a)}{sign}{chinese(b)}{unit}", Reading(Decimal(a), (unit,), "range", Decimal(b)))


def _compatibility(rng: random.Random) -> Case:
    n = whole(rng)
    sign, *names = rng.choice((("㎡", "平方米", "m²", "m2"), ("㎥", "立方米", "m³", "m3"), ("㎞", "公里", "km", "千米"),
                               ("㎏", "公斤", "kg", "千克"), ("℃", "°C", "摄氏度", "度")))  # fmt: skip
    return compared(rng, str(n), n, (sign, *names))


def _rate(rng: random.Random) -> Case:
    d = rng.choice((Decimal(rng.randint(2, 999)), Decimal(rng.randint(1, 99)) / 100))
    unit = rng.choice(
        ("微克/立方米", "吨标准煤/万元", "元/亩·年", "元/平方米", "元/人·月", "毫克/升", "元/吨", "人/平方公里")
    )
    return compared(rng, str(d), d, (unit,))


def _headed(rng: random.Random) -> Case:
    n = rng.randint(11, 9999)
    what, name, size, unit = rng.choice(
        (
            ("投资", "万元", 10**4, "元"),
            ("产值", "亿元", 10**8, "元"),
            ("面积", "万平方米", 10**4, "平方米"),
            ("面积", "亩", 1, "亩"),
        )
    )
    return plain(f"{what}（{name}）：{n}", Reading(Decimal(n * size), (unit,)))


def _bare(rng: random.Random) -> Case:
    what = rng.choice(("容积率", "系数", "容积率达到"))
    a = Decimal(rng.randint(5, 29)) / 10
    if rng.random() < 0.5:
        return plain(f"{what}{a}", Reading(a, ("",)))
    b = a + Decimal(rng.randint(1, 9)) / 10
    return plain(f"{what}{a}{rng.choice('—-～至')}{b}", Reading(a, ("",), "range", b))


def _sum(rng: random.Random) -> Case:
    a, b, unit = rng.randint(2, 99), rng.randint(2, 99), rng.choice(COUNTED)
    return plain(f"{a}{rng.choice('+＋')}{b}{unit}", Reading(Decimal(a + b), (unit,)))


def _tolerance(rng: random.Random) -> Case:
    a, b, unit = rng.randint(20, 99), rng.randint(1, 9), unit_of(rng)
    return plain(f"{a}±{b}{unit}", Reading(Decimal(a - b), (unit,), "range", Decimal(a + b)))


def _product(rng: random.Random) -> Case:
    a, b, unit = rng.randint(2, 9), rng.randint(2, 99), rng.choice(("兆瓦", "万千瓦", "立方米", "米"))
    size, name = (10**4, "千瓦") if unit == "万千瓦" else (1, unit)
    return plain(f"{a}{rng.choice('×*xX✕')}{b}{unit}", Reading(Decimal(a * b * size), (name,)))


def _ratio(rng: random.Random) -> Case:
    a, b = rng.randint(1, 9), rng.randint(2, 30)
    return plain(rng.choice((f"{a}:{b}", f"{a}：{b}", f"{a}∶{b}", f"{a}:{b / 10}", f"{a}比{b}")))


def _fraction(rng: random.Random) -> Case:
    a = rng.randint(1, 8)
    b = a + rng.randint(1, 9)
    return plain(rng.choice((f"{a}/{b}", f"{chinese(b)}分之{chinese(a)}", f"{a}／{b}", f"{b}分之{a}")))


def _fraction_sign(rng: random.Random) -> Case:
    n, unit = rng.randint(1, 99), rng.choice(COUNTED)
    sign, part = rng.choice((("½", "0.5"), ("¼", "0.25"), ("¾", "0.75")))
    return plain(f"{n}{sign}{unit}", Reading(Decimal(n) + Decimal(part), (unit,)))


def _fraction_set(rng: random.Random) -> Case:
    a = rng.randint(1, 8)
    return Case((Piece(f"{a}/{a + rng.randint(1, 9)}", "over"),), ())


def _slip(rng: random.Random) -> Case:
    """Signs that typists and scanners put into a number: exact, or nothing."""
    a, b, unit = rng.randint(11, 99), rng.randint(11, 99), rng.choice(COUNTED)
    text, value = rng.choice(
        (
            (f"{a}。{b}万{unit}", None),
            (f"{a}·{b}万{unit}", None),
            (f"{a}’{b}0{unit}", Decimal(a * 1000 + b * 10)),
            (f"{a}..{b}{unit}", None),
            (f"{a}l{b}{unit}", None),
            (f"{a}O{b}{unit}", None),
            (f"{a}e{b % 10}{unit}", None),
            (f"{a},{b}{unit}", None),
            (f"{a}，{b},000{unit}", None),
            (f"{a}.{b}.{a}{unit}", None),
            (f"{chinese(a)}{b}{unit}", None),
            (f"负{a}{unit}", Decimal(-a)),
            (f"{a}万元{b % 9 + 1}角", Decimal(a * 10**4) + Decimal(b % 9 + 1) / 10),
        )
    )
    return plain(text, *([] if value is None else [Reading(value, ("元" if "元" in text else unit,))]))


FORMS = (
    *SPELLINGS,
    Form("plus sign", _plus),
    Form("repeated in brackets", _repeated),
    Form("多 余", _more),
    Form("几", _few_more),
    Form("neighbours", _neighbours),
    Form("来", _ten_or_so),
    Form("近百 上千", _near_round),
    Form("个亿", _hundred_millions),
    Form("percent", _percent, UNPRINTED),
    Form("百分之", _percent_in_words),
    Form("成", _tenths),
    Form("元角分", _yuan),
    Form("ranges", _range),
    Form("ranges of decimals", _decimal_range),
    Form("ranges of percent", _percent_range),
    Form("之间", _between),
    Form("ranges in characters", _character_range),
    Form("compatibility units", _compatibility, UNPRINTED),
    Form("unit per unit", _rate),
    Form("unit in front", _headed),
    Form("no unit", _bare),
    Form("sums", _sum, must_read=False),
    Form("tolerances", _tolerance, must_read=False),
    Form("products", _product, must_read=False),
    Form("ratios", _ratio, must_read=False),
    Form("fractions", _fraction, must_read=False),
    Form("fractions set by Word", _fraction_set, ("docx",), must_read=False),
    Form("slips", _slip, must_read=False),
    Form("fraction signs", _fraction_sign, UNPRINTED, must_read=False),
)
