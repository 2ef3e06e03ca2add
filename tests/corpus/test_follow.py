from datetime import date
from pathlib import Path

import pytest

from summarise.corpus import opened_corpus, parse_query, search
from summarise.corpus.follow import Candidate, candidates, promised
from summarise.errors import UsageError
from tests.support.composed_corpus import answered, in_a_file

TODAY = date(2026, 8, 1)
PROMISE = "下一步工作\n我局将于2025年底前新建公共充电桩120个。"
KEPT = "一、工作开展情况\n2025年，我局开展巡查40次。\n2025年，我局新建公共充电桩126个，分布在12个街道。"


def of(tmp_path: Path, *later: str) -> tuple[Candidate, ...]:
    records = [answered(PROMISE)]
    records += [
        answered(body, day="2026年5月20日", number=str(30 + at), title="关于便民服务的提案", source=f"{at}.txt")
        for at, body in enumerate(later)
    ]
    corpus = opened_corpus(in_a_file(records, tmp_path))
    [target] = search(corpus, parse_query("充电桩 类型:目标"), TODAY).hits
    return candidates(corpus, promised(corpus, target.place, TODAY))


def test_the_measure_that_speaks_of_the_promise_comes_first(tmp_path: Path) -> None:
    found = of(tmp_path, KEPT)
    assert "充电桩126个" in found[0].quote
    assert found[0].parts["指标"] > found[1].parts.get("指标", 0)


def test_each_part_of_the_score_is_told_and_the_share_is_computed(tmp_path: Path) -> None:
    best = of(tmp_path, KEPT)[0]
    assert set(best.parts) >= {"同一单位", "指标", "单位相同", "年份"}
    assert best.score == pytest.approx(sum(best.parts.values()))
    assert best.share == "126/120"


def test_an_earlier_reply_is_no_candidate(tmp_path: Path) -> None:
    records = [answered(PROMISE), answered(KEPT, day="2023年5月20日", number="8", source="b.txt")]
    corpus = opened_corpus(in_a_file(records, tmp_path))
    target = next(hit for hit in search(corpus, parse_query("120个 类型:目标"), TODAY).hits if hit.amount == "120个")
    assert candidates(corpus, promised(corpus, target.place, TODAY)) == ()


def test_nine_candidates_at_most(tmp_path: Path) -> None:
    many = "工作开展情况\n" + "\n".join(f"2025年，我局修缮泵站{n}座。" for n in range(2, 30))
    assert len(of(tmp_path, many)) == 9


@pytest.mark.parametrize("place", ["f7e1f8abed-c1387", "no reference", ""])
def test_a_reference_of_no_promise_is_refused(tmp_path: Path, place: str) -> None:
    corpus = opened_corpus(in_a_file([answered(PROMISE)], tmp_path))
    with pytest.raises(UsageError):
        promised(corpus, place, TODAY)
