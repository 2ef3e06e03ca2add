"""裁定: differences are shown when both have handed in, without names, and are settled one by one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from summarise.evaluation import load_gold_set
from summarise.evaluation.gold.lint import lint
from summarise.workbench.desk import Desk
from tests.support.at_desk import AtDesk
from tests.support.labelled import all_labelled, handed_in, letter_task
from tests.support.reviewed import LETTER


def test_differences_are_shown_only_when_both_have_handed_in(desk: Desk) -> None:
    key, name = letter_task(desk)
    first = AtDesk(desk, "王珂", "settle")
    all_labelled(first, key, name)
    assert AtDesk(desk, "李敏").get(f"/api/task/{key}/diff")["status"] == 403
    handed_in(first, key, name)
    assert AtDesk(desk, "李敏").get(f"/api/task/{key}/diff")["status"] == 403
    assert AtDesk(desk, "李敏").get(f"/api/task/{key}/diff/{name}")["status"] == 403


def _two_labellings(desk: Desk, mode: str = "blind") -> tuple[str, str]:
    key, name = letter_task(desk, mode)
    for person, letters in (("王珂", "c"), ("陈静", "m")):
        labeller = AtDesk(desk, person, "review")
        all_labelled(labeller, key, name, 力争=letters, 到2026="c")
        assert handed_in(labeller, key, name)["done"]
    return key, name


def test_a_settler_sees_only_differences_without_names_and_what_is_chosen_is_written(desk: Desk, records: Path) -> None:
    key, name = _two_labellings(desk)
    settler = AtDesk(desk, "李敏")
    counted = settler.get(f"/api/task/{key}/diff")
    assert counted["replies"][0]["differ"] == 1
    assert counted["agreement"]["percent"] < 100
    assert sum(map(sum, counted["confusion"])) == counted["agreement"]["sentences"]
    assert "王珂" not in json.dumps(counted, ensure_ascii=False)
    (difference,) = settler.get(f"/api/task/{key}/diff/{name}")["differences"]
    assert difference["names"] is None
    assert "王珂" not in json.dumps(difference, ensure_ascii=False)
    assert settler.post(f"/api/task/{key}/finish")["kind"] == "unsettled"
    side = next(n for n, shown in enumerate(difference["sides"], 1) if shown[0]["marks"] == [["lab.c", "承诺"]])
    done = settler.post(f"/api/task/{key}/settle/{name}", do="settle", item=difference["item"], to=side)
    assert done["differences"][0]["chosen"] == side
    assert done["differences"][0]["names"][side - 1] == "王珂"
    assert settler.get(f"/api/task/{key}/diff")["labellers"] == ["王珂", "陈静"]
    assert settler.post(f"/api/task/{key}/finish")["written"] == 1
    folder = records.with_name("records.tasks") / key / "settled"
    (gold,) = load_gold_set(folder)
    start = LETTER.index("力争2027年底前")
    assert next(one.labels for one in gold.labels.sentences if one.start == start) == ("commitment",)
    assert json.loads((folder / "agreement.json").read_text(encoding="utf-8"))["replies"] == 1
    assert [remark for remark in lint(folder) if remark.severity == "fault"] == []


def test_a_difference_is_the_settler_s_own_only_after_an_act_on_it(desk: Desk) -> None:
    key, name = _two_labellings(desk)
    settler = AtDesk(desk, "李敏")
    answer = settler.get(f"/api/task/{key}/diff/{name}")
    (difference,) = answer["differences"]
    assert difference["own"] is False
    labels = next(one["labels"] for one in answer["sheet"]["units"] if f"u{one['start']}" == difference["item"])
    act = {"do": "unit", "item": difference["item"], "from": labels, "to": labels}
    answer = settler.post(f"/api/task/{key}/settle/{name}", **act)
    assert (answer["differences"][0]["own"], answer["differences"][0]["settled"]) == (True, False)
    answer = settler.post(f"/api/task/{key}/settle/{name}", do="undo", undoes=answer["last"])
    assert answer["differences"][0]["own"] is False


def test_a_settler_may_write_labels_of_their_own_and_take_a_decision_back(desk: Desk) -> None:
    key, name = _two_labellings(desk)
    settler = AtDesk(desk, "李敏")
    (difference,) = settler.get(f"/api/task/{key}/diff/{name}")["differences"]
    settler.post(f"/api/task/{key}/settle/{name}", do="settle", item=difference["item"], to=1)
    standing = settler.get(f"/api/task/{key}/diff/{name}")["sheet"]["units"]
    before = next(unit["labels"] for unit in standing if f"u{unit['start']}" == difference["item"])
    answer = settler.post(
        f"/api/task/{key}/settle/{name}", **{"do": "unit", "item": difference["item"], "from": before, "to": "mc"}
    )
    assert (
        next(unit["labels"] for unit in answer["sheet"]["units"] if f"u{unit['start']}" == difference["item"]) == "mc"
    )
    assert answer["differences"][0]["decided"] == []
    answer = settler.post(f"/api/task/{key}/settle/{name}", do="settle", item=difference["item"], to=0)
    (line,) = answer["differences"][0]["decided"]
    assert [word for _, word in line["marks"]] == ["已做", "承诺"]
    assert line["words"].startswith("明确")
    for _ in range(3):
        answer = settler.post(f"/api/task/{key}/settle/{name}", do="undo", undoes=answer["last"])
    assert answer["differences"][0]["settled"] is False


@pytest.mark.parametrize("mode", ["blind", "draft"])
def test_who_labels_a_text_blind_in_another_task_settles_it_after_the_hand_in(desk: Desk, mode: str) -> None:
    key, name = _two_labellings(desk, mode)
    settler = AtDesk(desk, "李敏")
    own, _ = letter_task(desk, labellers=("李敏",))
    asked = [settler.get(f"/api/task/{key}/diff"), settler.get(f"/api/task/{key}/diff/{name}")]
    asked.append(settler.post(f"/api/task/{key}/settle/{name}", do="remark", item="reply.issuer", to="看过"))
    asked.append(settler.post(f"/api/task/{key}/finish"))
    assert [answer["kind"] for answer in asked] == ["blind"] * 4
    all_labelled(settler, own, name)
    assert handed_in(settler, own, name)["done"]
    assert settler.get(f"/api/task/{key}/diff/{name}")["status"] == 200


class _Settled:
    """Two labellings of the letter that differ in the firmness of the promise of 2026年6月底前, and their settler."""

    start = LETTER.index("到2026年6月底前")
    numbers = (LETTER.index("5处"), LETTER.index("800个"))

    def __init__(self, desk: Desk, dates: dict[str, list[tuple[str, Any]]]) -> None:
        """`dates` has for each labeller the deadlines that they set, by item, one after the other."""
        self.key, self.name = letter_task(desk)
        self.settler = AtDesk(desk, "李敏")
        for person, set_by in dates.items():
            labeller = AtDesk(desk, person, "review")
            all_labelled(labeller, self.key, self.name, 力争="c", 到2026="c")
            address = f"/api/task/{self.key}/event/{self.name}"
            firmness = "effort" if person == "陈静" else "explore"
            act = {"do": "firmness", "item": f"c{self.start}", "from": "firm", "to": firmness}
            assert labeller.post(address, **act)["status"] == 200
            for number in self.numbers:
                to = {"indicator": "泊位", "basis": "increment", "deadline": None}
                assert labeller.post(address, do="target", item=f"t{number}", to=to)["status"] == 200
            before: dict[str, Any] = {}
            for item, date in set_by:
                dated = {"do": "deadline", "item": item, "from": before.get(item), "to": date}
                assert labeller.post(address, **dated)["status"] == 200
                before[item] = date
            assert handed_in(labeller, self.key, self.name)["done"]

    def do(self, do: str, item: str, before: Any, to: Any) -> Any:
        act = {"do": do, "item": item, "from": before, "to": to}
        answer = self.settler.post(f"/api/task/{self.key}/settle/{self.name}", **act)
        assert answer["status"] == 200, answer
        return answer

    def take(self, person: str) -> None:
        """Take the side of a labeller, which has no name before it is taken."""
        for side in (1, 2):
            answer = self.do("settle", f"u{self.start}", None, side)
            if answer["differences"][0]["names"][side - 1] == person:
                return

    def deadlines(self, answer: Any) -> list[Any]:
        """Those of the promise and of its two numbers."""
        unit = next(one for one in answer["sheet"]["units"] if one["start"] == self.start)
        numbers = {one["start"]: one["deadline"] for one in answer["sheet"]["numbers"]}
        return [unit["promise"]["deadline"], *(numbers[start] for start in self.numbers)]


def _words(words: str) -> list[int]:
    return [LETTER.index(words), LETTER.index(words) + len(words)]


JUNE, LATER = _words("2026年6月底前"), _words("2027年底前")
PROMISE, FIRST, SECOND = (f"c{_Settled.start}", *(f"t{start}" for start in _Settled.numbers))


def test_a_deadline_that_the_settler_sets_is_that_of_the_numbers_without_one(desk: Desk, records: Path) -> None:
    settled = _Settled(desk, {"王珂": [], "陈静": []})
    answer = settled.do("deadline", PROMISE, None, JUNE)
    assert settled.deadlines(answer) == [JUNE] * 3
    assert "2 个数字" in answer["said"]
    settled.do("settle", f"u{settled.start}", None, 0)
    assert settled.settler.post(f"/api/task/{settled.key}/finish")["written"] == 1
    (gold,) = load_gold_set(records.with_name("records.tasks") / settled.key / "settled")
    promised = {one.start: one.deadline.by for one in gold.labels.commitments}
    dated = promised | {one.start: one.deadline.by for one in gold.labels.numeric_targets}
    assert [dated[start] for start in (settled.start, *settled.numbers)] == ["2026-06-30"] * 3
    address = f"/api/task/{settled.key}/settle/{settled.name}"
    back = settled.settler.post(address, do="undo", undoes=answer["n"])
    assert settled.deadlines(back) == [None] * 3


@pytest.mark.parametrize("taken", ["王珂", "陈静"])
def test_what_the_labeller_of_the_side_taken_set_at_a_number_stays(desk: Desk, taken: str) -> None:
    own: dict[str, list[tuple[str, Any]]] = {"王珂": [(FIRST, JUNE), (FIRST, None)], "陈静": [(SECOND, LATER)]}
    settled = _Settled(desk, own)
    settled.take(taken)
    expected = [JUNE, None, JUNE] if taken == "王珂" else [JUNE, JUNE, LATER]
    assert settled.deadlines(settled.do("deadline", PROMISE, None, JUNE)) == expected


def test_numbers_follow_the_settler_s_correction_of_the_deadline_that_a_labeller_gave_them(desk: Desk) -> None:
    settled = _Settled(desk, {"王珂": [], "陈静": [(PROMISE, JUNE)]})
    settled.take("王珂")
    settled.take("陈静")
    assert settled.deadlines(settled.do("deadline", PROMISE, JUNE, None)) == [None] * 3


def test_a_side_that_is_taken_again_ends_what_the_settler_set_before(desk: Desk) -> None:
    settled = _Settled(desk, {"王珂": [], "陈静": []})
    settled.do("deadline", FIRST, None, JUNE)
    settled.do("deadline", FIRST, JUNE, None)
    settled.take("陈静")
    assert settled.deadlines(settled.do("deadline", PROMISE, None, JUNE)) == [JUNE] * 3
