"""Suggests values to a person: bodies, indicators and dates in words of the text, and the basis of a number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarise.annotated import AnnotatedDocument, Quantity, Sentence
from summarise.attest import is_assembled_from
from summarise.date_scope import covers
from summarise.engines.rules.basis import basis_of
from summarise.engines.rules.clauses import InClause
from summarise.engines.rules.indicator import Indicators
from summarise.engines.rules.owners import Owners
from summarise.engines.rules.phrase import without_verbs
from summarise.engines.rules.wording import cue_text
from summarise.record import Basis

__all__ = ["Suggestions"]

_MOST = 8
_COUNTED = frozenset("个 名 家 户 张 辆 台 条 件 项 人 处 座 所 套 间 栋 部 场 次".split())
"""Measure words that may be followed by the counted noun."""
_BODY = re.compile(
    r"[\u4e00-\u9fff]{1,12}?(?:委员会|办公室|人民政府|管委会|街道办事处|街道|公司|集团|中心|法院|检察院|医院|学校|大队|总队"
    r"|[局委厅部办])(?![\u4e00-\u9fff]?[署分件门长])"
)
_LEAD = re.compile(
    r"^.*?(?:由|与|和|会同|联合|配合|协调|组织|指导|督促|其中|目前|同时|下一步|计划|的|年|月|日|前|后|将|向|经|对|在|是|及|、)(?=[\u4e00-\u9fff]{2})"
)
_RUN = r"[\u4e00-\u9fffA-Za-z“”·/+—-]"
_BEFORE = re.compile(rf"{_RUN}{{2,24}}$")
_AFTER = re.compile(rf"^{_RUN}{{2,16}}")
_VERBS = re.compile(
    r"^(?:将|再|拟|计划|力争|确保|争取|预计|全面|同步|陆续|累计|共|已|至|到|年内|年底前|今年|明年|全年|其中|以及|并|和)+"
    r"|(?:达到?|为|至|到|超过?|约|近|不少于|不低于|提高|提升|增加|降低|减少|下降|在|保持|稳定|以上|按照|按|以|用)+$"
)
_ACT = re.compile(
    r"^(?:新增|新建|建设|建成|完成|投入|安排|培育|引进|改造|实施|开展|组织|增设|新改建|划设|启动|推进|投放)+"
)
_ENUMERATOR = re.compile(r"^\s*(?:[（(]?[一二三四五六七八九十\d]+[)）]?[、.．]?|[一二三四五六七八九十]+是)\s*(?:关于)?")


class Suggestions:
    """Suggests attributes for the items of one reply: at most eight for each; people may also enter other values."""

    def __init__(self, annotated: AnnotatedDocument) -> None:
        self.annotated = annotated
        self._owners = Owners(annotated)
        self._cue_text = cue_text(annotated.folded)
        self._ruled = Indicators(annotated, self._cue_text)

    def bodies(self, sentence: Sentence) -> list[str]:
        """Return the bodies named in a sentence, and in the sentence before if the two belong together."""
        found: list[str] = []
        for one in filter(None, (sentence, self.annotated.continued_by(sentence))):
            quote = self.annotated.quote(one)
            found += [named.name for named in self._owners.named_in(quote)]
            found += [name for match in _BODY.finditer(quote) if len(name := _trimmed(match.group())) > 2]  # noqa: PLR2004 - 市局 says too little
        return [name for name in dict.fromkeys(found) if not _is_part(name, found)][:_MOST]

    def dates(self, sentence: Sentence) -> list[tuple[int, int]]:
        """Return the dates that may be the deadline of a sentence: first those in it, then the nearest ones before it.

        Each date is a span (start, end) of characters, end exclusive.
        """
        fitting = [date for date in self.annotated.dates if covers(self.annotated, date, sentence)]
        fitting.sort(key=lambda date: (date.sentence != sentence.number, -date.sentence, date.start))
        return [(date.start, date.end) for date in fitting][:_MOST]

    def dates_within(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return the dates between two offsets that state a day and may be the deadline of their own sentence."""
        return [
            (date.start, date.end)
            for date in self.annotated.dates
            if start <= date.start < end
            and date.by
            and covers(self.annotated, date, self.annotated.sentence(date.sentence))
        ]

    def indicators(self, quantity: Quantity, *, ruled: bool = True) -> list[str]:
        """Return phrases that may be what `quantity` counts: words before and after it, and the headings above it.

        If `ruled`, the indicator that the rules would give it comes first.
        """
        sentence = self.annotated.sentence(quantity.sentence)
        source = self.annotated.quote(sentence) + "\n" + "\n".join(sentence.path)
        first = [self._ruled.of(sentence, self._in_clause(quantity))] if ruled else []
        found = dict.fromkeys((*first, *self._phrases(sentence, quantity)))
        return [phrase for phrase in found if is_assembled_from(phrase, source)][:_MOST]

    def basis(self, quantity: Quantity) -> Basis:
        """Return the basis that the rules give `quantity` if it is a target."""
        return basis_of(self._in_clause(quantity))

    def _in_clause(self, quantity: Quantity) -> InClause:
        return InClause.of(self._cue_text, self.annotated.sentence(quantity.sentence), quantity)

    def _phrases(self, sentence: Sentence, quantity: Quantity) -> Iterator[str]:
        text = self.annotated.document.text
        ends = [(one.start, one.end) for one in self.annotated.quantities if one.sentence == sentence.number]
        ends += [(one.start, one.end) for one in self.annotated.dates if one.sentence == sentence.number]
        begin = max((end for _, end in ends if end <= quantity.start), default=sentence.start)
        finish = min((start for start, _ in ends if start >= quantity.end), default=sentence.end)
        before, after = _BEFORE.search(text[begin : quantity.start]), _AFTER.search(text[quantity.end : finish])
        said = _VERBS.sub("", before.group()) if before else ""
        behind = _VERBS.sub("", after.group().lstrip("的")) if after else ""
        bare = without_verbs(_ACT.sub("", said))
        heads = [_ENUMERATOR.sub("", head).rstrip("。：:") for head in reversed(sentence.path)]
        if bare.startswith("由") or _BODY.fullmatch(bare):  # who does it, not what is counted
            bare = said = ""
        first = (behind, bare) if behind and quantity.unit in _COUNTED and not bare else (bare, behind)
        yield from (*first, said, *(f"{bare}{behind}" for _ in (0,) if bare and behind))
        yield from (head for head in heads if len(head) <= 30)  # noqa: PLR2004 - longer ones are sentences
        if heads and (bare or behind):
            yield f"{heads[0]}{bare or behind}"


def _trimmed(name: str) -> str:
    while (shorter := _LEAD.sub("", name)) != name:
        name = shorter
    return name


def _is_part(name: str, names: list[str]) -> bool:
    return any(name != other and other.endswith(name) and name not in {"街道", "公司"} for other in names)
