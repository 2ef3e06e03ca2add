from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from summarise.corpus import opened_corpus, parse_query, search
from summarise.corpus.follow import Candidate, candidates, promised
from summarise.corpus.unlisted import unlisted
from summarise.document import Document
from summarise.engines.rules import RulesEngine
from summarise.errors import InputError
from summarise.pipeline import summarise
from summarise.record import Record
from summarise.records_file import SavedTexts
from tests.support.composed_corpus import answered, in_a_file

TODAY = date(2026, 8, 1)
OTHER = "目前少数小区停车仍有困难。"
GIVEN_UP = "望鹤桥因资金缺口较大，问题仍然突出。"
LATER = (
    "关于县政协五届三次会议第31号提案的答复\n李晓禾委员：\n您提出的《关于望鹤桥的提案》收悉，现答复如下：\n"
    f"一、工作开展情况\n（一）望鹤桥。\n2025年，我局新建水闸4座。\n{GIVEN_UP}\n{OTHER}\n感谢您对望鹤桥的关心。\n云溪县水利局\n2025年5月20日\n"
)


def later_record() -> Record:
    return summarise(Document("b.txt", LATER), RulesEngine())


def found_with(folder: Path, text: str | None) -> tuple[Candidate, ...]:
    """Candidates of a promise, with the later letter's text as it was saved."""
    texts = SavedTexts(folder / "texts")
    texts.folder.mkdir()
    if text is not None:
        (texts.folder / f"{later_record().document.sha256}.txt").write_text(text, encoding="utf-8")
    records = [answered("下一步工作\n我局将重建望鹤桥。"), later_record()]
    corpus = opened_corpus(in_a_file(records, folder))
    [hit] = [one for one in search(corpus, parse_query("望鹤桥 类型:承诺"), TODAY).hits if one.issued < "2025"]
    return candidates(corpus, promised(corpus, hit.place, TODAY), [texts])


def test_a_sentence_that_no_item_holds_is_given_with_its_place() -> None:
    spans = list(unlisted(LATER, later_record()))
    assert [span.quote for span in spans] == [GIVEN_UP, OTHER]
    assert LATER[spans[0].start : spans[0].end] == GIVEN_UP


def test_what_fell_short_is_a_candidate_where_the_text_was_saved(tmp_path: Path) -> None:
    first, *others = found_with(tmp_path, LATER)
    assert (first.quote, first.is_item, first.is_likely) == (GIVEN_UP, False, True)
    assert first.reference == f"{first.sha256[:10]}-m{LATER.index(GIVEN_UP)}"
    assert OTHER not in [one.quote for one in others]


def test_without_a_text_only_items_are_candidates(tmp_path: Path) -> None:
    assert [one.is_item for one in found_with(tmp_path, None)] == [True]


def test_a_text_that_was_changed_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        found_with(tmp_path, LATER.replace("因资金", "因 资金"))
