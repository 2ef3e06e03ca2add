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
    assert found[0].parts["用词"] > found[1].parts.get("用词", 0)


def test_each_part_of_the_score_is_told_and_the_share_is_computed(tmp_path: Path) -> None:
    best = of(tmp_path, KEPT)[0]
    assert set(best.parts) >= {"同一单位", "用词", "单位相同", "年份"}
    assert best.score == pytest.approx(sum(best.parts.values()))
    assert best.share == "126/120"


def test_an_earlier_reply_is_no_candidate(tmp_path: Path) -> None:
    records = [answered(PROMISE), answered(KEPT, day="2023年5月20日", number="8", source="b.txt")]
    corpus = opened_corpus(in_a_file(records, tmp_path))
    target = next(hit for hit in search(corpus, parse_query("120个 类型:目标"), TODAY).hits if hit.amount == "120个")
    assert candidates(corpus, promised(corpus, target.place, TODAY)) == ()


def test_nine_candidates_at_most(tmp_path: Path) -> None:
    many = "工作开展情况\n" + "\n".join(f"2025年，我局新建公共充电桩{n}个。" for n in range(2, 30))
    assert len(of(tmp_path, many)) == 9


def test_where_nothing_speaks_of_the_promise_few_are_offered_and_none_is_proposed(tmp_path: Path) -> None:
    many = "工作开展情况\n" + "\n".join(f"2025年，我局修缮泵站{n}座。" for n in range(2, 30))
    assert [one.is_likely for one in of(tmp_path, many)] == [False] * 3


def test_words_of_the_calendar_lead_to_no_reply_of_another_body(tmp_path: Path) -> None:
    later = "一、工作开展情况\n今年上半年，我局添置加压泵3台。\n二、下一步工作\n2026年上半年，我局将扩容冷库5座。"
    promise = "下一步工作\n（一）关于增设充电桩\n2026年上半年增设充电桩10个。"
    assert rows_of(tmp_path, promise, later, "云溪县能源局", "松河县水利局") == ()


def test_what_a_commitment_counts_is_looked_for_too(tmp_path: Path) -> None:
    later = "一、工作开展情况\n2025年，我局添置水泵6台。2025年，新建充电桩9个。"
    promise = "下一步工作\n（一）关于增设充电桩\n2026年上半年再新建10个。"
    best = rows_of(tmp_path, promise, later, "云溪县能源局", "云溪县能源局")[0]
    assert ("充电桩9个" in best.quote, best.is_likely) == (True, True)


def test_what_was_done_comes_before_a_new_promise_in_the_same_words(tmp_path: Path) -> None:
    later = (
        "一、工作开展情况\n2025年，剩余公共充电桩已建成96个，其余14个尚未完工。\n二、下一步工作\n"
        "剩余14个公共充电桩2026年10月底前全部建成。"
    )
    promise = "下一步工作\n剩余公共充电桩110个2025年底前全部建成。"
    first, second = rows_of(tmp_path, promise, later, "云溪县能源局", "云溪县能源局")
    assert ("96个" in first.quote, "全部建成" in second.quote) == (True, True)


def test_a_sentence_that_tells_of_the_past_and_promises_is_one_candidate(tmp_path: Path) -> None:
    both = "下一步工作\n目前已建成充电设施126处，其余40处2026年底前建成。"
    found = [one for one in of(tmp_path, both) if "126处" in one.quote]
    assert ["已办" in one.parts for one in found] == [True]


@pytest.mark.parametrize("place", ["f7e1f8abed-c1387", "no reference", ""])
def test_a_reference_of_no_promise_is_refused(tmp_path: Path, place: str) -> None:
    corpus = opened_corpus(in_a_file([answered(PROMISE)], tmp_path))
    with pytest.raises(UsageError):
        promised(corpus, place, TODAY)


def rows_of(folder: Path, promise: str, later: str, issuer: str, after: str) -> tuple[Candidate, ...]:
    """Candidates of the first promise of a body's letter, from a later letter that another body signed."""
    records = [
        answered(promise, issuer=issuer),
        answered(later, issuer=after, day="2025年5月20日", number="31", title="关于便民服务的提案", source="b.txt"),
    ]
    corpus = opened_corpus(in_a_file(records, folder))
    first = search(corpus, parse_query("类型:承诺"), TODAY).hits
    [hit] = [hit for hit in first if hit.issued == "2024-06-03"]
    return candidates(corpus, promised(corpus, hit.place, TODAY))


def test_a_successor_of_the_body_is_looked_at(tmp_path: Path) -> None:
    later = "一、工作开展情况\n2025年，全市注册全科医生达到460名。"
    promise = "下一步工作\n我局将于2025年底前培养家庭医生60名。"
    [found] = rows_of(tmp_path, promise, later, "云溪市卫生和计划生育局", "云溪市卫生健康委员会")
    assert found.parts["承接单位"] == 2.5
    other = tmp_path / "other"
    other.mkdir()
    assert rows_of(other, promise, later, "云溪市卫生和计划生育局", "岚川市卫生健康委员会") == ()


def test_a_later_promise_on_the_matter_is_a_candidate_behind_what_was_done(tmp_path: Path) -> None:
    later = "一、工作开展情况\n2025年，我局新建望鹤桥。\n二、下一步工作\n我局将新建望鹤桥。"
    promise = "下一步工作\n我局将新建望鹤桥。"
    done, planned = rows_of(tmp_path, promise, later, "云溪县水利局", "云溪县水利局")
    assert ("已办" in done.parts, "已办" in planned.parts) == (True, False)
    assert "-c" in planned.reference


def test_a_rare_name_leads_before_common_words(tmp_path: Path) -> None:
    others = "".join(f"2025年，我局重建危桥{n}座，总投资{n}00万元。\n" for n in range(2, 12))
    later = f"一、工作开展情况\n{others}望鹤桥已于去年冬天通车。"
    promise = "下一步工作\n我局将重建望鹤桥，总投资800万元。"
    best, *_ = rows_of(tmp_path, promise, later, "云溪县交通运输局", "云溪县交通运输局")
    assert "望鹤桥" in best.quote


def test_what_shares_next_to_no_words_is_offered_but_not_proposed(tmp_path: Path) -> None:
    later = "一、工作开展情况\n2025年，我局开展巡查40次。\n2025年，我局新建公共充电桩126个。"
    promise = "下一步工作\n我局将新建公共充电桩120个。"
    found = rows_of(tmp_path, promise, later, "云溪县能源局", "云溪县能源局")
    assert [one.is_likely for one in found] == [True, False]


def test_a_candidate_of_a_letter_without_any_title_is_told_by_its_source(tmp_path: Path) -> None:
    untitled = answered(KEPT, day="2026年5月20日", number="31", source="b.txt")
    untitled = untitled.model_copy(
        update={
            "reply": untitled.reply.model_copy(update={"title": ""}),
            "proposal": untitled.proposal.model_copy(update={"title": ""}),
        }
    )
    corpus = opened_corpus(in_a_file([answered(PROMISE), untitled], tmp_path))
    [target] = search(corpus, parse_query("充电桩 类型:目标"), TODAY).hits
    assert {one.title for one in candidates(corpus, promised(corpus, target.place, TODAY))} == {"b.txt"}
