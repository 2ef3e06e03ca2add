"""The labelled replies, in many copies, and items of them in which one thing is altered."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

__all__ = ["KINDS", "Alteration", "Labelled", "alterations", "copy_of", "labelled", "write_copies"]

GOLD = Path(__file__).parents[1] / "gold"
Json = dict[str, Any]


@dataclass(frozen=True)
class Labelled:
    """A reply's name and text, and its gold file."""

    name: str
    text: str
    gold: Json


def labelled(folder: Path = GOLD) -> list[Labelled]:
    """All labelled replies of a folder, by name."""
    found = []
    for path in sorted(folder.glob("*.gold.json")):
        name = path.name.removesuffix(".gold.json")
        text = path.with_name(f"{name}.txt").read_text(encoding="utf-8")
        found.append(Labelled(name, text, json.loads(path.read_text(encoding="utf-8"))))
    return found


def copy_of(text: str, number: int) -> str:
    """The text, told apart from its other copies by a last line that every system shows its model; offsets stay."""
    return f"{text.rstrip()}\n本函另附材料{number + 1}份，供参阅。\n"


def write_copies(replies: list[Labelled], copies: int, folder: Path) -> Path:
    """Write so many copies of each reply as text files."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(copies):
        for reply in replies:
            (folder / f"{number:04}-{reply.name}.txt").write_text(copy_of(reply.text, number), encoding="utf-8")
    return folder


# -- altered items -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Alteration:
    """One sentence in which a model has changed one thing."""

    kind: str
    reply: str
    start: int
    end: int
    original: str
    altered: str
    fragment: str
    """At most thirty characters of the altered sentence around the change: what fits into a summary."""


def _digit(text: str, chance: random.Random) -> tuple[int, int, str] | None:
    places = list(re.finditer(r"(?<![\d年])\d+(?![\d年月日])", text))
    return _swapped_digit(text, places, chance)


def _year(text: str, chance: random.Random) -> tuple[int, int, str] | None:
    return _swapped_digit(text, list(re.finditer(r"20\d\d(?=年)", text)), chance)


def _swapped_digit(text: str, places: list[re.Match[str]], chance: random.Random) -> tuple[int, int, str] | None:
    if not places:
        return None
    at = chance.choice(places).end() - 1
    return at, at + 1, chance.choice([digit for digit in "123456789" if digit != text[at]])


UNITS = {
    "家": "个",
    "个": "家",
    "项": "件",
    "件": "项",
    "亩": "公顷",
    "公里": "米",
    "万元": "亿元",
    "亿元": "万元",
    "名": "户",
}
BODIES = {"局": "厅", "委": "办", "厅": "局", "公司": "中心", "中心": "公司", "政府": "党委"}


def _unit(text: str, chance: random.Random) -> tuple[int, int, str] | None:
    return _swapped(text, r"(?<=\d)(?:万元|亿元|公里|[家个项件亩名])", UNITS, chance)


def _body(text: str, chance: random.Random) -> tuple[int, int, str] | None:
    return _swapped(text, r"(?<=[\u4e00-\u9fff]{2})(?:公司|中心|政府|[局委厅])", BODIES, chance)


def _swapped(text: str, pattern: str, others: dict[str, str], chance: random.Random) -> tuple[int, int, str] | None:
    places = list(re.finditer(pattern, text))
    if not places:
        return None
    found = chance.choice(places)
    return found.start(), found.end(), others[found.group()]


def _negation(text: str, chance: random.Random) -> tuple[int, int, str] | None:
    places = list(re.finditer(r"(?:完成|建设|推进|开展|落实|实施|加强|新增|建成|组织|支持|完善)", text))
    if not places:
        return None
    at = chance.choice(places).start()
    return at, at, chance.choice(["未", "不", "不再"])


KINDS: dict[str, Callable[[str, random.Random], tuple[int, int, str] | None]] = {
    "digit": _digit,
    "year": _year,
    "unit": _unit,
    "body": _body,
    "negation": _negation,
}


def alterations(replies: list[Labelled], each: int, seed: int = 480) -> list[Alteration]:
    """So many of each kind, drawn from the measures and commitments; none of them occurs in its reply."""
    chance = random.Random(seed)  # noqa: S311 - repeatable, not secret
    made: list[Alteration] = []
    for kind, change in KINDS.items():
        found = list(_altered(replies, kind, change, chance))
        chance.shuffle(found)
        made += found[:each]
    return made


def _altered(
    replies: list[Labelled],
    kind: str,
    change: Callable[[str, random.Random], tuple[int, int, str] | None],
    chance: random.Random,
) -> Iterator[Alteration]:
    for reply in replies:
        for sentence in reply.gold["sentences"]:
            if not {"measure", "commitment"} & set(sentence["labels"]):
                continue
            text = reply.text[sentence["start"] : sentence["end"]]
            changed = change(text, chance)
            if changed is None:
                continue
            start, end, new = changed
            altered = text[:start] + new + text[end:]
            fragment = altered[max(0, start - 14) : start + len(new) + 12].strip("，。；、：“” ")
            if altered not in reply.text and fragment not in reply.text:
                yield Alteration(kind, reply.name, sentence["start"], sentence["end"], text, altered, fragment)
