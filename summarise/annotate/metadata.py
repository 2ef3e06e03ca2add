"""What the page and the letter say of themselves: bodies, numbers, dates, addressees, the proposal answered."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from summarise.annotate.dates import full_dates
from summarise.annotate.letter import Letter
from summarise.annotate.line_kinds import compact
from summarise.annotate.signature import find_signature
from summarise.annotate.units import Unit
from summarise.annotated import Metadata
from summarise.record import ProposalFields, ReplyFields

__all__ = ["find_metadata"]

_FIELD = r"{name}[】\])]?\s*[:：|]?[\s|:：]*"
_VALUE_END = r"(?=\s*(?:\||$|\n|  ))"
_DOCUMENT_NUMBER = re.compile(
    r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff]{1,12}(?:\([\u4e00-\u9fffA-Z]{1,4}\))?(?:字|函|复|提|建"
    r"|办)?[〔\[【(（](?:19|20)\d\d[〕\]】)）] ?(?:第 ?)?[A-Za-z]?\d+ ?号)"
)
_INDEX_NUMBER = re.compile(r"索 *引 *号(?:码)?\s*[:|]?[\s|:]*([\w/\-.]{5,50})")
_CLASS = re.compile(
    r"(?:类 ?别|办理结果|办复类别|答复类别|办理类别|办理结果类别|分类"
    r"|类型)[\s:|(]*\(?([A-DＡ-Ｄ]\d?)(?![A-Za-z\d])|\(([A-D]\d?)类?\)"
    r"|(?<![A-Za-z\d])([A-D]\d?) ?类(?![\u4e00-\u9fff])|号 *\|? *([A-D]\d?)(?![A-Za-z\d])|^([A-D]\d?)$"
)
_PUBLISHED = re.compile(
    r"(?:发布(?:日期|时间)|公开(?:日期|时间)|公示(?:日期|时间)|更新(?:日期|时间)|上传时间|发文日期|著录日期|(?<![成文印发复案结])时间|(?<![文成发复结])日期)[\s:|]*"
)
_WRITTEN = re.compile(
    r"(?:成文(?:日期|时间)|生成(?:日期|时间)|答复(?:日期|时间)|办结(?:日期|时间)|印发(?:日期|时间))[\s:|]*"
)
_PUBLISHER = re.compile(
    r"(?:发布(?:机构|单位)|制发机构|发文(?:机关|机构|单位)|信息来源|答复单位|承办单位|公开主体"
    r"|来源)[\s:|]*([\u4e00-\u9fff()]{3,30})"
)
_LEAD = re.compile(r"(?:主办单位|承办单位|主办)[\s:|]+([\u4e00-\u9fff()]{2,30})")
_CO = re.compile(r"(?:会办单位|协办单位|分办单位|会办|协办)[\s:|]+([\u4e00-\u9fff()、,，; ]{2,200})")
_CO_INLINE = re.compile(
    r"(?:由我[局委厅部办]主办[,，、]|会同|经商|经会同"
    r"|商)((?:[\u4e00-\u9fff]{2,16}[、和及与])*[\u4e00-\u9fff]{2,16}?(?:局|委|厅|部|办|中心|政府|院|会|公司"
    r"|委员会|分局|署))(?:等(?:部门|单位)?)?(?:\([^)]*\))?(?:协办|会办|[,，。]|研究|意见|共同|办理)"
)
_OWN_LEAD = re.compile(r"由我(?:局|委|厅|部|办|中心|镇|街道)(?:牵头)?主办")
_SESSION = re.compile(
    r"((?:[\u4e00-\u9fff]{2,9}?)?(?:政协|人大|人民代表大会"
    r"|人民政治协商会议)?[\u4e00-\u9fff]{0,10}?第?[十一二三四五六七八九\d]{1,3} ?届(?:[\u4e00-\u9fff]{0,10}?)第?[一二三四五六七八九十\d]{1,3} ?次(?:全体)?(?:会议"
    r"|全会))"
)
_NUMBER = re.compile(
    r"第? ?(?:[A-Za-z\u4e00-\u9fff]{0,2})?(\d{1,8}) ?号(?: ?(?:的)?(?:政协)?(?:委员)?(?:提案|建议|议案|代表建议|意见))?"
)
_OWN_NUMBER = re.compile(
    r"(?:第 ?([A-Za-z\d]{1,10}) ?号|(?:提案|建议|议案|案)(?:编)?号?[\s:|]*第? ?([A-Za-z]?\d{1,8}) ?号?"
    r"|(?<![〕\])\d])(\d{1,8}) ?号 ?(?:提案|建议|议案))"
)
_ASKED = re.compile(
    r"(?:提出|提交|所提|反映|来函|领衔|联名|关注"
    r"|提)的?(?:了)?[“\"《「]?(?P<title>关于[^，。；\n]{4,80}?(?:的?(?:建议|提案|议案|意见"
    r"|问题)))[”\"》」]?(?:的)?(?P<as>提案|建议|议案)?(?:\([^)]*\))?[,，]?(?:已)?(?:收悉|收到|悉|交|由|转|，|,"
    r"|\()"
)
_TITLED = re.compile(r"[《]([^《》\n]{4,90})[》]")
_QUOTED = re.compile(r"提出的?[“\"]([^”\"\n]{4,70})[”\"]")
_ENDS_AS_TITLE = re.compile(r"(?:建议|提案|议案|意见|问题|函)$")
_TOPIC_FRAME = re.compile(
    r"^(?:关于|關於)|的?(?:几点|若干|相关|有关)?(?:建议|提案|议案|意见|建議|議案)(?:的(?:建议|提案|议案))?$"
    r"|的(?:问题|問題)$"
)
_OWN_PLACE = re.compile(r"^(?:进一步|在|给|对于?)(?!外|口|接)|我[省市县区镇乡国](?:的)?(?!们)")
_LONGEST_TOPIC = 30
_WHO = re.compile(
    r"^(?:尊敬的|敬爱的)?(.*?)(?:等)?(?:\d+[名位])?(?:人大|政协)?(?:代表|委员)?(?:们|同志|先生|女士)?[:：]?$"
)
_BEFORE_SESSION = re.compile(r"^.*(?:关于|对|在|您|你|们|是|的|了|于|贵)(?=[^关于对在您你们是的了]*$)")


def find_metadata(text: str, folded: str, units: Sequence[Unit], letter: Letter) -> Metadata:
    """Read header tables, first lines, salutation and signature; links to other pages are never read."""
    return _Reader(text, folded, units, letter).read()


class _Reader:
    def __init__(self, text: str, folded: str, units: Sequence[Unit], letter: Letter) -> None:
        self.folded, self.units, self.letter = folded, units, letter
        self.text = text
        first = units[letter.salutation if letter.salutation is not None else letter.begin].start if units else 0
        self.head = folded[:first]
        """Everything above the salutation: titles and metadata tables."""
        begin = units[letter.begin].start if letter.begin < len(units) else len(folded)
        self.opening = folded[first:begin]
        """Salutation and receipt."""

    def read(self) -> Metadata:
        titles = self._titles()
        signature = find_signature(self.folded, self.units, self.letter)
        published = self._labelled_date(_PUBLISHED) or self._loose_date()
        issued = signature.day or self._labelled_date(_WRITTEN) or published
        issuer = signature.body or self._issuer_of(titles) or self._publisher()
        lead = self._lead(issuer)
        co_bodies = self._co_bodies()
        proposers = self._proposers()
        if self._is_contribution(proposers):
            lead, co_bodies, proposers = lead or proposers[0], co_bodies or [issuer], []
        reply = ReplyFields(
            title=self._as_written(titles[0]) if titles else "",
            issuer=self._as_written(issuer),
            document_number=self._document_number(),
            index_number=self._first(_INDEX_NUMBER),
            handling_class=self._handling_class(),
            issued_on=issued.isoformat() if issued else "",
            published_on=published.isoformat() if published else "",
            lead_body=self._as_written(lead),
            co_bodies=tuple(map(self._as_written, co_bodies)),
        )
        return Metadata(reply=reply, proposal=self._proposal(titles, proposers), reference=issued)

    # -- the reply --------------------------------------------------------------------------------------------------

    def _titles(self) -> list[str]:
        """The reply's own title, the one nearest to the salutation first; a title broken over lines is joined."""
        found: list[str] = []
        lines = [index for index, role in enumerate(self.letter.roles) if role == "title"]
        for index in reversed(lines):
            title = self._quote(index)
            before = index - 1
            while before >= 0 and not re.search(r"关于|对", compact(title)) and before >= index - 2:
                title = self._quote(before) + title
                before -= 1
            after = index + 1
            if after < len(self.units) and re.match(
                r"^(?:的?答 ?[复覆] ?函?|的?复 ?函|的函|的答 ?复)$", self._quote(after).strip("*#| ")
            ):
                title += self._quote(after)
            title = re.sub(r"\s+", "", title).strip("*#|>")
            if title not in found:
                found.append(title)
        if not found and (split := self._split_title()):
            found.append(split)
        return found

    def _split_title(self) -> str:
        """A title whose last words stand on a line of their own."""
        limit = self.letter.salutation if self.letter.salutation is not None else self.letter.begin
        for index in range(1, limit):
            if re.match(
                r"^(?:的?答 ?[复覆] ?函?|的?复 ?函|的函|答 ?[复覆] ?意 ?见)$", self._quote(index).strip("*#| ")
            ):
                before = self._quote(index - 1)
                if re.search(r"关于|对", before):
                    return re.sub(r"\s+", "", before + self._quote(index)).strip("*#|>")
        return ""

    def _quote(self, index: int) -> str:
        return self.folded[self.units[index].start : self.units[index].end]

    def _as_written(self, folded: str) -> str:
        """A value in the text's own characters; one that was put together from pieces stays as it is."""
        at = self.folded.find(folded) if folded else -1
        return self.text[at : at + len(folded)] if at >= 0 else folded

    def _issuer_of(self, titles: Sequence[str]) -> str:
        for title in titles:
            found = re.match(
                r"^([^《》“”]{3,30}?(?:局|委员会|委|厅|部|政府|办公室|中心|院|街道办事处|办事处|[乡镇]|公司"
                r"|大队|支队|总工会|会|署|站|管委会))(?:关于|对)",
                title,
            )
            if found and "关于" not in found[1] and "届" not in found[1]:
                return found[1]
        return ""

    def _publisher(self) -> str:
        found = self._first(_PUBLISHER).strip("()（）")
        if found and not re.search(r"^(?:办公室|本站|本网|原创)$|发布|时间|日期|作者|浏览|点击|字[号体]", found):
            return found
        return self._first(_LEAD)

    def _first(self, pattern: re.Pattern[str]) -> str:
        """First match above the salutation."""
        found = pattern.search(self.head)
        return found[1].strip() if found else ""

    def _lead(self, issuer: str) -> str:
        if found := self._first(_LEAD):
            return found
        return issuer if _OWN_LEAD.search(self.opening) else ""

    def _co_bodies(self) -> list[str]:
        found = self._first(_CO)
        if not found and (inline := _CO_INLINE.search(self.opening)):
            found = inline[1]
        return [body for body in re.split(r"[、,，;； ]+|(?<=[局委办厅部])[和及与]", found) if len(body) > 1]

    def _document_number(self) -> str:
        limit = self.units[self.letter.begin].start if self.letter.begin < len(self.units) else len(self.folded)
        for match in _DOCUMENT_NUMBER.finditer(self.folded, 0, limit):
            line = self.folded[self.folded.rfind("\n", 0, match.start()) + 1 : match.start()]
            if len(line) < 60 and not re.search(r"[根据按照依]", line[-12:]):  # noqa: PLR2004 - a header line is short
                return re.sub(r"\s", "", self.text[match.start(1) : match.end(1)])
        return ""

    def _handling_class(self) -> str:
        closing = self.folded[self.units[self.letter.end].start :] if self.letter.end < len(self.units) else ""
        for area in (self.head, self.opening[:80], closing):
            for line in area.split("\n"):
                if len(line) <= 120 and (found := _CLASS.search(line.strip(" *#|"))):  # noqa: PLR2004 - a header line is short
                    return next(group for group in found.groups() if group)
        return ""

    def _labelled_date(self, label: re.Pattern[str]) -> date | None:
        for match in label.finditer(self.head):
            days = full_dates(self.folded[match.end() : match.end() + 24])
            if days and days[0][0] <= 4:  # noqa: PLR2004 - right behind its label
                return days[0][2]
        return None

    def _loose_date(self) -> date | None:
        """A date in the head without a label, as a line of its own or before 来源."""
        for line in self.head.split("\n"):
            days = full_dates(line)
            if days and len(line) <= 80 and not re.search(r"届|次会议|成文|生成", line):  # noqa: PLR2004
                rest = line[: days[0][0]].strip(" |*")
                if len(rest) <= 12:  # noqa: PLR2004 - at most a short label
                    return days[0][2]
        return None

    # -- the proposal -----------------------------------------------------------------------------------------------

    def _proposal(self, titles: Sequence[str], proposers: Sequence[str]) -> ProposalFields:
        title = self._proposal_title(titles)
        sources = [*titles, self.opening, self.head]
        return ProposalFields(
            kind=self._kind(titles),
            number=next(filter(None, map(_own_number, sources)), ""),
            session=self._as_written(next(filter(None, map(_session, (*titles, self.opening, self.head))), "")),
            title=self._as_written(title),
            topic=self._as_written(_topic(title)),
            proposers=tuple(map(self._as_written, proposers)),
        )

    def _kind(self, titles: Sequence[str]) -> str:  # type: ignore[return]
        everything = " ".join(titles) + self.opening
        cppcc = 3 * len(re.findall(r"政协", everything)) + 2 * everything.count("提案") + everything.count("委员")
        npc = (
            3 * len(re.findall(r"人大|人民代表大会", everything))
            + 2 * len(re.findall(r"代表(?!大会)", everything))
            + everything.count("议案")
        )
        cppcc -= 1 * everything.count("委员会")
        if cppcc == npc == 0:
            head = self.head
            cppcc, npc = head.count("提案") + head.count("政协"), head.count("人大") + head.count("建议")
        return "" if cppcc == npc == 0 else "cppcc" if cppcc >= npc else "npc"

    def _proposal_title(self, titles: Sequence[str]) -> str:
        for source in (self.opening, *titles):
            for found in _TITLED.finditer(source):
                if re.search(r"提案|建议|议案|关于", found[1]) or _ENDS_AS_TITLE.search(found[1]):
                    return _clean_title(found[1])
            if found := _ASKED.search(source):
                return _clean_title(_complete(found["title"], found["as"]))
            if found := _QUOTED.search(source):
                return _clean_title(found[1])
        for source in titles:
            if found := re.search(r"[“\"]([^”\"]{5,70})[”\"]", source):
                return _clean_title(found[1])
            if found := re.search(
                r"(?:对|关于)[“\"]?(关于.{4,60}?(?:建议|提案|议案|意见))[”\"]?的?(?:提案|建议"
                r"|议案)?(?:\([^)]*\))?的?(?:答复|复函|回复|函)",
                source,
            ):
                return _clean_title(found[1])
        return ""

    def _is_contribution(self, addressed: Sequence[str]) -> bool:
        """Whether the letter is a part of another body's answer: a bureau is addressed, and is to answer."""
        if len(addressed) != 1 or not re.search(r"(?:局|委|厅|办|部|政府|中心)$|委员会$", addressed[0]):
            return False
        return "政协" not in addressed[0] and bool(re.search(r"协办|会办|供贵|供你|参考", self.head + self.opening))

    def _proposers(self) -> list[str]:
        if self.letter.salutation is None:
            return []
        unit = self.units[self.letter.salutation]
        written = self.folded[unit.start : unit.end].strip("*# |")
        written = re.sub(r"\(.*?\)|\\|您好.?$", "", written).strip(":，, ")
        found = _WHO.match(written)
        names = re.split(r"[、,，和]+|\s{1,}", found[1].strip() if found else "")
        joined = _join_spaced([name.strip() for name in names if name.strip()])
        return [
            re.sub(r"(?:等)?(?:人大)?(?:代表|委员)$|等\d*[名位]?$", "", name)
            for name in joined
            if name not in ("各位", "等")
        ]


def _join_spaced(names: list[str]) -> list[str]:
    """A name of two characters is often set with a space between them."""
    joined: list[str] = []
    for name in names:
        if joined and len(name) == 1 and len(joined[-1]) == 1:
            joined[-1] += name
        else:
            joined.append(name)
    return joined


def _own_number(text: str) -> str:
    for found in _OWN_NUMBER.finditer(text):
        written = next(group for group in found.groups() if group)
        if digits := re.sub(r"\D", "", written):
            return digits
    return ""


def _session(text: str) -> str:
    best = ""
    for found in _SESSION.finditer(text):
        words = found[1]
        words = re.sub(
            r"^.*?(?:关于对|关于|对|您在|你们?在|在|您们?|的|了|提出|于)(?=[\u4e00-\u9fff]*(?:届))", "", words
        )
        if len(words) > len(best) and re.search(r"政协|人大|人民|会议", words):
            best = words
            break
    return re.sub(r"\s", "", best)


def _complete(title: str, kind: str | None) -> str:
    """关于…建议 stands as it is; 关于…问题 that was handed in as a 提案 keeps its own wording too."""
    return title if _ENDS_AS_TITLE.search(title) or not kind else f"{title}的{kind}"


def _clean_title(title: str) -> str:
    return re.sub(r"[“”\"《》\s]", "", title)


def _topic(title: str) -> str:
    topic = _OWN_PLACE.sub("", _TOPIC_FRAME.sub("", title))
    topic = _TOPIC_FRAME.sub("", topic)
    if len(topic) <= _LONGEST_TOPIC:
        return topic
    clause = re.split(r"[,，;；]", topic)[0]
    return clause if len(clause) <= _LONGEST_TOPIC else clause[:_LONGEST_TOPIC]
