"""Decide whether a name is that of the replying body: its full name, a shorter one, or the name of its area."""

from __future__ import annotations

import re
from typing import NamedTuple

from summarise.annotate.folding import fold
from summarise.lazy_pattern import lazy_pattern
from summarise.record import ReplyFields

__all__ = ["OwnNames", "own_names"]

_LEVEL = (
    r"(?:自治[区州县旗]|新区|开发区|街道|省|市(?!场|容|民|政(?![府务]))|县"
    r"|(?<![社园景片校学])区|州(?!市)|盟|旗|(?<!城)镇(?![市村])|(?<!城)乡(?![市村]))"
)
_PLACE = lazy_pattern(rf"(?!城[市区乡镇]|区域)(?:[\u4e00-\u9fff]{{1,10}}?{_LEVEL}|{_LEVEL})")
"""One area in a name that lists areas from large to small: 云山市 and 青岚区 in 云山市青岚区教育局."""
_GOVERNMENT_OF_AN_OFFICE = lazy_pattern(r"政府(?=..)")
"""政府 in the name of an office of a government, where it can be left out: 县政府办公室."""
_KIND = lazy_pattern(r"(?:局|委员会|委|厅|部门|部|办公室|办事处|办|中心|机关|政府|公司|院|处|站)$")
_SAME_KIND = {"委员会": "委", "办公室": "办", "办事处": "办"}
_ANY_KIND = ("部门", "机关", "")
"""General words for a body that may follow its field, whatever its kind: 财政部门, 公安机关, 区财政."""
_SHORTEST_STEM = 2
_WRITTEN_FULL = (
    ("人民政府", "政府"),
    ("妇女联合会", "妇联"),
    ("残疾人联合会", "残联"),
    ("工商业联合会", "工商联"),
    ("供销合作社联合社", "供销社"),
    ("供销合作社", "供销社"),
    ("卫生健康", "卫健"),
)
"""Full names with short forms that cannot be derived by leaving out characters."""
_LEAGUE = lazy_pattern(r"^(?:(?:中国)?共青团|团)([\u4e00-\u9fff]{0,12}[省市县区旗州])委(?:员会)?$")
"""Names of the youth league, whose place stands inside: 共青团青岚市委员会, 团市委."""


class _Parts(NamedTuple):
    places: tuple[str, ...]
    stem: str
    kind: str


_IN_TITLE = lazy_pattern(r"([\u4e00-\u9fff]{3,30}?(?:局|委员会|委|厅|部|政府|办公室|中心|街道|[镇乡]))(?:关于|对)")


def own_names(reply: ReplyFields) -> tuple[OwnNames, ...]:
    """Return the names of the body that wrote a reply: in the signature, in the title, and as the body in charge.

    Each different name is there once; names that are not stated are left out. The names are normalised (simplified
    script). The body in charge is left out if the writer only took part.
    """
    title = _IN_TITLE.match(fold(reply.title))
    lead = "" if reply.issuer in reply.co_bodies else reply.lead_body
    named = dict.fromkeys((reply.issuer, title[1] if title else "", lead))
    return tuple(OwnNames(fold(name)) for name in named if name)


class OwnNames:
    """The names of one replying body, for tests with `in`; `issuer` is its name in the letter, "" if it is not stated.

    A shorter name may lack the place (水利局), all of the place but its level (市水利局), characters of the field
    (住建局 for 住房和城乡建设局) or the kind of body (区财政). The name of the body's area counts as its own name, too.
    """

    def __init__(self, issuer: str) -> None:
        self._issuer = issuer
        self._own = _parts(issuer)
        self._area = _parts(issuer[: issuer.find("政府") + 2]) if "政府" in issuer else None

    def __contains__(self, name: str) -> bool:
        """Return True if the name is that of the body or of its area."""
        if not self._issuer or not name:
            return False
        if len(name) > 1 and self._issuer.endswith(name):
            return True
        given = _parts(name)
        if not self._lies_here(given.places):
            return False
        if not given.stem and not given.kind:
            return bool(given.places)
        return _same_body(given, self._own) or (self._area is not None and _same_body(given, self._area))

    def _lies_here(self, places: tuple[str, ...]) -> bool:
        """Return True if the places in a name are those of the body, either in full (青岚区) or only by level (区)."""
        own = self._own.places
        if not places:
            return True
        if not own:
            return all(re.fullmatch(_LEVEL, place) for place in places)
        return own[-1].endswith(places[-1]) and all(place in own for place in places[:-1])


def _same_body(given: _Parts, own: _Parts) -> bool:
    """Return True if two names without their places are equal, or one is a short form of the other."""
    if not own.stem and not own.kind:  # an area that signs is its government
        return not given.stem and given.kind == "政府"
    if given.kind != own.kind and given.kind not in _ANY_KIND:
        return False
    if given.stem == own.stem:
        return True
    if len(given.stem) >= _SHORTEST_STEM and _drawn_from(given.stem, own.stem):
        return True
    # the body signs with its short name; a longer one that holds it whole is another's (公安局, 公安局交警支队)
    lengthens = given.kind == own.kind and own.stem not in given.stem
    return lengthens and len(own.stem) >= _SHORTEST_STEM and _drawn_from(own.stem, given.stem)


def _drawn_from(short: str, full: str) -> bool:
    """Return True if the characters of `short` occur in `full` in the same order: 住建, 住房和城乡建设."""
    left = iter(full)
    return all(sign in left for sign in short)


def _parts(name: str) -> _Parts:
    """Return the parts of a name: the places at its beginning, the field of the body, and its kind."""
    name = _LEAGUE.sub(r"\1团委", name)
    for full, short in _WRITTEN_FULL:
        name = name.replace(full, short)
    name = _GOVERNMENT_OF_AN_OFFICE.sub("", name)
    places: list[str] = []
    at = 0
    while found := _PLACE.match(name, at):
        places.append(found[0])
        at = found.end()
    rest = name[at:]
    kind = _KIND.search(rest)
    written = kind[0] if kind else ""
    return _Parts(tuple(places), rest[: len(rest) - len(written)], _SAME_KIND.get(written, written))
