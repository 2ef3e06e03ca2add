"""Known quantities written in the many forms of a reply; shares no code with the reader that they try."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

__all__ = ["ALL_MEDIA", "FORMS", "Case", "Form", "Piece", "Reading", "chinese", "plain"]

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


_DIGITS = "零一二三四五六七八九"
_CAPITALS = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
_WIDE = str.maketrans("0123456789.,", "０１２３４５６７８９．，")
_COUNTED = ("个", "所", "项", "家", "名", "人次", "户", "套", "辆", "台", "座", "条", "件", "人", "张", "处", "株")
_MEASURED = ("元", "亩", "公里", "吨", "公顷", "平方米", "立方米", "千瓦时", "兆瓦")
_BEFORE = {
    "不少于": ">=", "不低于": ">=", "至少": ">=", "超": ">", "超过": ">", "突破": ">", "多于": ">", "不超过": "<=",
    "低于": "<", "近": "<", "约": "~",
}  # fmt: skip
_AFTER = {"以上": ">=", "及以上": ">=", "以内": "<=", "以下": "<=", "左右": "~"}


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
            out += ("零" if gap and out else "") + _DIGITS[digit] + name
        gap = not digit
    return out


def plain(text: str, *readings: Reading) -> Case:
    return Case((Piece(text),), readings)


def _unit(rng: random.Random) -> str:
    return rng.choice(_COUNTED + _MEASURED)


def _whole(rng: random.Random) -> int:
    return rng.choice((rng.randint(2, 99), rng.randint(100, 999), rng.randint(1000, 99999)))


def _large(rng: random.Random) -> int:
    return rng.choice((rng.randint(1000, 9999), rng.randint(10000, 999999), rng.randint(10**6, 10**9)))


def _compared(rng: random.Random, number: str, value: Decimal | int, units: tuple[str, ...]) -> Case:
    """The number and its unit, at times with words that compare."""
    exact, text = Decimal(value), number + units[0]
    chance = rng.random()
    if chance < 0.2:
        word = rng.choice(tuple(_BEFORE))
        return plain(word + text, Reading(exact, units, _BEFORE[word]))
    if chance < 0.4:
        word = rng.choice(tuple(_AFTER))
        return plain(text + word, Reading(exact, units, _AFTER[word]))
    return plain(text, Reading(exact, units))


def _simple(write: Callable[[random.Random], tuple[str, Decimal | int]]) -> Callable[[random.Random], Case]:
    def make(rng: random.Random) -> Case:
        text, value = write(rng)
        return _compared(rng, text, value, (_unit(rng),))

    return make


def _integer(rng: random.Random) -> tuple[str, int]:
    n = _whole(rng)
    return str(n), n


def _wide(rng: random.Random) -> tuple[str, int]:
    n = _whole(rng)
    return str(n).translate(_WIDE), n


def _grouped(rng: random.Random) -> tuple[str, int]:
    n = _large(rng)
    text = f"{n:,}".replace(",", rng.choice((",", "，")))
    return (text.translate(_WIDE) if rng.random() < 0.3 else text), n


def _spaced(rng: random.Random) -> tuple[str, int]:
    n = _large(rng)
    return f"{n:,}".replace(",", rng.choice((" ", "\u00a0", "\u2009", "\u202f"))), n


def _decimal(rng: random.Random) -> tuple[str, Decimal]:
    d = Decimal(rng.randint(11, 9999)) / rng.choice((10, 100))
    text = str(d)
    return rng.choice((text, text.replace(".", "．"), text.translate(_WIDE))), d


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
    return f"{_DIGITS[a]}点{_DIGITS[b]}{name}", (Decimal(a) + Decimal(b) / 10) * size


def _short_tail(rng: random.Random) -> tuple[str, int]:
    a, b = rng.randint(1, 9), rng.randint(1, 9)
    name, size = rng.choice((("万", 10**4), ("千", 1000), ("亿", 10**8)))
    return f"{_DIGITS[a]}{name}{_DIGITS[b]}", a * size + b * size // 10


def _capital(rng: random.Random) -> tuple[str, int]:
    n = rng.choice((rng.randint(2, 9) * 10, rng.randint(100, 9999), rng.randint(2, 999) * 10**4))
    text = chinese(n)
    return (("一" + text) if text.startswith("十") else text).translate(_CAPITALS), n


def _old_twenty(rng: random.Random) -> tuple[str, int]:
    b = rng.randint(1, 9)
    return f"廿{_DIGITS[b]}", 20 + b


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
    a, e, unit = rng.randint(2, 9), rng.randint(3, 7), _unit(rng)
    return Case((Piece(f"{a}×10"), Piece(str(e), "raised"), Piece(unit)), (Reading(Decimal(a * 10**e), (unit,)),))


def _note_mark(rng: random.Random) -> Case:
    n, unit = rng.randint(11, 9999), _unit(rng)  # a raised figure behind 10 is a power
    mark = rng.choice((str(rng.randint(1, 9)), f"[{rng.randint(1, 9)}]"))
    return Case((Piece(str(n)), Piece(mark, "raised"), Piece(unit)), (Reading(Decimal(n), (unit,)),))


def _raised_unit(rng: random.Random) -> Case:
    n, e = _whole(rng), rng.choice("23")
    names = ("m²", "m2", "平方米", "㎡") if e == "2" else ("m³", "m3", "立方米", "㎥")
    return Case((Piece(f"{n}m"), Piece(e, "raised")), (Reading(Decimal(n), names),))


def _struck(rng: random.Random) -> Case:
    old, new, unit = _whole(rng), _whole(rng), _unit(rng)
    look = rng.choice(("struck", "deleted"))
    return Case(
        (Piece(str(old), look), Piece(str(new), rng.choice(("", "inserted"))), Piece(unit)),
        (Reading(Decimal(new), (unit,)),),
    )


def _inserted(rng: random.Random) -> Case:
    n, unit = str(rng.randint(100, 9999)), _unit(rng)
    return Case((Piece(n[:2]), Piece(n[2:], "inserted"), Piece(unit)), (Reading(Decimal(n), (unit,)),))


def _invisible(rng: random.Random) -> Case:
    n, unit = str(rng.randint(10, 9999)), rng.choice((*_COUNTED, "%"))
    return plain(n[:1] + rng.choice("\u200b\u00ad\u200c\u2060\ufeff") + n[1:] + unit, Reading(Decimal(n), (unit,)))


def _plus(rng: random.Random) -> Case:
    n, unit = _whole(rng), rng.choice(_COUNTED)
    return plain(f"{n}{rng.choice('+＋')}{unit}", Reading(Decimal(n), (unit,), ">="))


def _repeated(rng: random.Random) -> Case:
    n, unit = rng.randint(11, 9999), rng.choice(_COUNTED)
    return plain(f"{n}（{chinese(n)}）{unit}", Reading(Decimal(n), (unit,)))


def _more(rng: random.Random) -> Case:
    tens, unit, more = rng.randint(1, 9) * 10, rng.choice(_COUNTED), rng.choice("多余")
    text, value = rng.choice(
        ((f"{tens}{more}", tens), (f"{chinese(tens)}{more}", tens), (f"{tens}{more}万", tens * 10**4),
         (f"{tens}万{more}", tens * 10**4), (f"{tens}{more}亿", tens * 10**8))
    )  # fmt: skip
    return plain(text + unit, Reading(Decimal(value), (unit,), ">"))


def _few_more(rng: random.Random) -> Case:
    tens, unit = rng.randint(2, 9), rng.choice(_COUNTED)
    return plain(f"{_DIGITS[tens]}十几{unit}", Reading(Decimal(tens * 10), (unit,), ">"))


def _neighbours(rng: random.Random) -> Case:
    a, unit = rng.randint(2, 7), rng.choice(_COUNTED)
    first = "两" if a == 2 else _DIGITS[a]
    name, size = rng.choice((("", 1), ("十", 10), ("百", 100), ("千", 1000), ("万", 10**4)))
    if name == "十":
        first = _DIGITS[a]
    low, high = Decimal(a * size), Decimal((a + 1) * size)
    return plain(f"{first}{_DIGITS[a + 1]}{name}{unit}", Reading(low, (unit,), "range", high))


def _ten_or_so(rng: random.Random) -> Case:
    a, unit = rng.randint(1, 9), rng.choice(_COUNTED)
    tens = ("" if a == 1 else _DIGITS[a]) + "十"
    return plain(f"{tens}来{unit}", Reading(Decimal(a * 10), (unit,), "~"))


def _near_round(rng: random.Random) -> Case:
    name, size = rng.choice((("百", 100), ("千", 1000), ("万", 10**4)))
    word, comparator = rng.choice((("近", "<"), ("上", ">=")))
    unit = rng.choice(_COUNTED)
    return plain(f"{word}{name}{unit}", Reading(Decimal(size), (unit,), comparator))


def _hundred_millions(rng: random.Random) -> Case:
    d = Decimal(rng.randint(11, 99)) / 10
    return plain(f"{d}个亿", Reading(d * 10**8, ("元", "", "个")))


def _percent(rng: random.Random) -> Case:
    d = Decimal(rng.randint(1, 999)) / rng.choice((1, 10))
    name = rng.choice(("%", "％", "‰", "个百分点"))
    return _compared(rng, str(d), d, (name, "%") if name == "％" else (name,))


def _percent_in_words(rng: random.Random) -> Case:
    a, b = rng.randint(1, 99), rng.randint(0, 9)
    words = chinese(a) + (f"点{_DIGITS[b]}" if b else "")
    return plain(f"百分之{words}", Reading(Decimal(a) + Decimal(b) / 10, ("%",)))


def _tenths(rng: random.Random) -> Case:
    a, b = rng.randint(1, 9), rng.randint(0, 9)
    text = f"{_DIGITS[a]}成{_DIGITS[b] if b else ''}"
    return plain(text, Reading(Decimal(10 * a + b), ("%",)), Reading(Decimal(10 * a + b) / 10, ("成",)))


def _yuan(rng: random.Random) -> Case:
    a, b, c = rng.randint(1, 99), rng.randint(1, 9), rng.randint(1, 9)
    text, value = rng.choice(((f"{a}元{b}角", Decimal(a) + Decimal(b) / 10),
                              (f"{a}元{b}角{c}分", Decimal(a) + Decimal(10 * b + c) / 100)))  # fmt: skip
    return plain(text, Reading(value, ("元",)))


def _range(rng: random.Random) -> Case:
    a = rng.randint(2, 400)
    b, unit = a + rng.randint(1, 500), _unit(rng)
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
    b, unit, word = a + rng.randint(1, 90) * 100, rng.choice(_COUNTED), rng.choice("与和至到")
    return plain(f"{a}{word}{b}{unit}之间", Reading(Decimal(a), (unit,), "range", Decimal(b)))


def _character_range(rng: random.Random) -> Case:
    a = rng.randint(11, 40)
    b, unit, sign = a + rng.randint(2, 50), rng.choice(_COUNTED), rng.choice(("至", "到", "—"))
    return plain(f"{chinese(a)}{sign}{chinese(b)}{unit}", Reading(Decimal(a), (unit,), "range", Decimal(b)))


def _compatibility(rng: random.Random) -> Case:
    n = _whole(rng)
    sign, *names = rng.choice((("㎡", "平方米", "m²", "m2"), ("㎥", "立方米", "m³", "m3"), ("㎞", "公里", "km", "千米"),
                               ("㎏", "公斤", "kg", "千克"), ("℃", "°C", "摄氏度", "度")))  # fmt: skip
    return _compared(rng, str(n), n, (sign, *names))


def _rate(rng: random.Random) -> Case:
    d = rng.choice((Decimal(rng.randint(2, 999)), Decimal(rng.randint(1, 99)) / 100))
    unit = rng.choice(
        ("微克/立方米", "吨标准煤/万元", "元/亩·年", "元/平方米", "元/人·月", "毫克/升", "元/吨", "人/平方公里")
    )
    return _compared(rng, str(d), d, (unit,))


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
    a, b, unit = rng.randint(2, 99), rng.randint(2, 99), rng.choice(_COUNTED)
    return plain(f"{a}{rng.choice('+＋')}{b}{unit}", Reading(Decimal(a + b), (unit,)))


def _tolerance(rng: random.Random) -> Case:
    a, b, unit = rng.randint(20, 99), rng.randint(1, 9), _unit(rng)
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
    n, unit = rng.randint(1, 99), rng.choice(_COUNTED)
    sign, part = rng.choice((("½", "0.5"), ("¼", "0.25"), ("¾", "0.75")))
    return plain(f"{n}{sign}{unit}", Reading(Decimal(n) + Decimal(part), (unit,)))


def _fraction_set(rng: random.Random) -> Case:
    a = rng.randint(1, 8)
    return Case((Piece(f"{a}/{a + rng.randint(1, 9)}", "over"),), ())


def _slip(rng: random.Random) -> Case:
    """Signs that typists and scanners put into a number: exact, or nothing."""
    a, b, unit = rng.randint(11, 99), rng.randint(11, 99), rng.choice(_COUNTED)
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
    Form("digits", _simple(_integer)),
    Form("wide digits", _simple(_wide)),
    Form("groups by commas", _simple(_grouped)),
    Form("groups by spaces", _simple(_spaced), UNPRINTED),
    Form("decimal points", _simple(_decimal)),
    Form("digits and 万 亿", _simple(_thousands)),
    Form("compounds of 万 亿", _simple(_compound)),
    Form("digits and 百 千万", _simple(_mixed)),
    Form("characters", _simple(_characters)),
    Form("characters with 点", _simple(_character_decimal)),
    Form("short tail", _simple(_short_tail)),
    Form("capitals", _simple(_capital)),
    Form("廿", _simple(_old_twenty)),
    Form("两", _simple(_two)),
    Form("powers", _simple(_power), UNPRINTED),
    Form("powers raised", _power_raised, MARKED_UP),
    Form("note marks", _note_mark, MARKED_UP, must_read=False),
    Form("raised unit", _raised_unit, MARKED_UP),
    Form("struck out", _struck, MARKED_UP),
    Form("inserted", _inserted, MARKED_UP),
    Form("invisible signs", _invisible, UNPRINTED),
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
