"""The deadline of a promise is passed on to its numbers without one."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from summarise.records_file import read_records
from summarise.review.fold import Folded, admit, fold
from summarise.review.reviewed_reply import Reply
from summarise.review.shared_deadline import shared_deadline
from summarise.workbench.desk import Desk, opened_desk
from tests.support.at_desk import AtDesk
from tests.support.labelled import letter_task
from tests.support.letter_at import letter_at
from tests.support.reviewed import LETTER, event, reply_of


def _deadlines(reply: Any, item: str, *numbers: str) -> list[Any]:
    found = {one["name"]: one["deadline"] for one in reply["now"]["items"]}
    found |= {f"t{one['start']}": one["deadline"] for one in reply["now"]["targets"]}
    return [found[name] for name in (item, *numbers)]


@pytest.fixture
def undated(records: Path) -> Iterator[AtDesk]:
    """A desk on records in which nothing has a deadline."""
    made = []
    for record in read_records(records):
        values = record.to_dict()
        for item in (*values["commitments"], *values["numeric_targets"]):
            item["deadline"] = None
        made.append(json.dumps(values, ensure_ascii=False))
    records.write_text("\n".join(made) + "\n", encoding="utf-8")
    with opened_desk(records) as desk:
        yield AtDesk(desk)


def _dated(reply: Any, words: str) -> tuple[str, list[str], list[int]]:
    """The promise of the sentence with these words that are a date, its targets, and the date."""
    at = LETTER.index(words)
    one = next(one for one in reply["fixed"]["sentences"] if one["start"] <= at < one["end"])
    numbers = [f"t{t['start']}" for t in reply["now"]["targets"] if one["start"] <= t["start"] < one["end"]]
    return f"c{one['start']}", numbers, [at, at + len(words)]


def test_a_deadline_of_a_promise_is_that_of_its_numbers_without_one_and_undone_at_once(undated: AtDesk) -> None:
    reply = letter_at(undated)
    on, before = reply["fixed"]["sha256"], reply["now"]
    item, numbers, date = _dated(reply, "2026年6月底前")
    assert len(numbers) > 1
    answer = undated.act(on, "deadline", item, None, date)
    assert _deadlines(answer, item, *numbers) == [date] * (len(numbers) + 1)
    assert f"{len(numbers)} 个数字" in answer["said"]
    given = [one for one in answer["now"]["targets"] if one["deadline"]]
    assert len(given) == len(numbers)  # of no other sentence
    event = answer["log"]["events"][-1]
    assert (event["do"], event["from"], event["to"], event["more"]) == ("deadline", None, date, len(numbers))
    assert answer["now"]["changes"] == 1
    back = undated.post("/api/event", on=on, do="undo", undoes=answer["n"])
    assert [back["now"][kind] for kind in ("items", "targets")] == [before[kind] for kind in ("items", "targets")]


@pytest.mark.parametrize("is_given", [True, False])
def test_what_a_person_set_or_took_away_at_a_number_stays(undated: AtDesk, is_given: bool) -> None:
    reply = letter_at(undated)
    on = reply["fixed"]["sha256"]
    item, numbers, date = _dated(reply, "2026年6月底前")
    first, *others = numbers
    undated.act(on, "deadline", first, None, date)
    if not is_given:
        undated.act(on, "deadline", first, date, None)
    for before, to in ((None, date), (date, None), (None, date)):
        answer = undated.act(on, "deadline", item, before, to)
        assert _deadlines(answer, first, *others) == [date if is_given else None, *[to] * len(others)]
        assert answer["log"]["events"][-1]["more"] == len(others)


def test_a_number_beside_another_date_of_its_sentence_is_left_to_people() -> None:
    text = LETTER.replace("其中市城投公司负责建设2处", "2027年再建6处")
    reply = reply_of("two.txt", text)
    folded = fold(reply, ())
    start = text.index("到2026年6月底前")
    span = [text.index("2026年6月底前"), text.index("2026年6月底前") + len("2026年6月底前")]
    bare = replace(folded.choice, targets=tuple(replace(one, deadline=None) for one in folded.choice.targets))
    values = {"do": "deadline", "item": f"c{start}", "from": None, "to": span}
    assert any(reply.home(one.start).start == start for one in bare.targets)
    assert shared_deadline(replace(folded, choice=bare), reply, values) == values


def test_deadlines_of_an_unknown_form_are_refused(undated: AtDesk) -> None:
    on = letter_at(undated)["fixed"]["sha256"]
    item = f"c{LETTER.index('到2026年6月底前')}"
    assert undated.act(on, "deadline", item, None, [[1], [2]])["status"] in {409, 422}
    for to in ([1, 2], None, {"c1": [1, 2]}, {"t999999": None}):
        assert undated.act(on, "deadlines", "c1", None, to)["status"] == 422


def test_a_deadline_that_is_taken_back_is_taken_from_the_numbers_that_it_was_given_to(undated: AtDesk) -> None:
    reply = letter_at(undated)
    on = reply["fixed"]["sha256"]
    item, numbers, date = _dated(reply, "2026年6月底前")
    undated.act(on, "deadline", item, None, date)
    answer = undated.act(on, "deadline", item, date, None)
    assert _deadlines(answer, item, *numbers) == [None] * (len(numbers) + 1)
    assert f"{len(numbers)} 个数字" in answer["said"]
    back = undated.post("/api/event", on=on, do="undo", undoes=answer["n"])
    assert _deadlines(back, item, *numbers) == [date] * (len(numbers) + 1)


class _Labeller:
    """Somebody who labels the letter blind: the sentence of 市城投公司 is a commitment with two targets."""

    def __init__(self, desk: Desk) -> None:
        self.person = AtDesk(desk, "王珂", "review")
        key, name = letter_task(desk, labellers=("王珂",))
        self.address = f"/api/task/{key}/event/{name}"
        self.start, (self.first, self.second) = (
            LETTER.index("到2026年6月底前"),
            (LETTER.index("5处"), LETTER.index("800个")),
        )
        self.item = f"c{self.start}"
        self.act("unit", f"u{self.start}", "", "c")

    def act(self, do: str, item: str, before: Any, to: Any, **more: Any) -> Any:
        return self.person.post(self.address, **{"do": do, "item": item, "from": before, "to": to, **more})

    def make_target(self, start: int, deadline: list[int] | None) -> None:
        """As `T` does, which gives a number the deadline that its commitment has."""
        to = {"indicator": "泊位", "basis": "increment", "deadline": deadline}
        assert self.act("target", f"t{start}", None, to)["status"] == 200

    def deadlines(self, answer: Any) -> list[Any]:
        assert answer["status"] == 200, answer
        [promise] = [one["promise"] for one in answer["now"]["units"] if one["start"] == self.start]
        numbers = {one["start"]: one["deadline"] for one in answer["now"]["numbers"]}
        return [promise["deadline"], numbers[self.first], numbers[self.second]]


def test_in_labelling_too_numbers_take_the_deadline_of_their_promise_and_its_corrections(desk: Desk) -> None:
    labeller = _Labeller(desk)
    date, later = _span(LETTER, "2026年6月底前"), _span(LETTER, "2027年底前")
    labeller.make_target(labeller.first, None)
    labeller.make_target(labeller.second, None)
    answer = labeller.act("deadline", labeller.item, None, date)
    assert labeller.deadlines(answer) == [date] * 3
    assert "2 个数字" in answer["said"]
    assert (answer["log"]["events"][-1]["do"], answer["log"]["events"][-1]["more"]) == ("deadline", 2)
    back = labeller.act("undo", "", None, None, undoes=answer["n"])
    assert labeller.deadlines(back) == [None] * 3
    labeller.act("deadline", labeller.item, None, date)
    assert labeller.deadlines(labeller.act("deadline", labeller.item, date, None)) == [None] * 3
    own = labeller.act("deadline", f"t{labeller.first}", None, later)
    assert labeller.deadlines(own) == [None, later, None]
    assert labeller.deadlines(labeller.act("deadline", labeller.item, None, date)) == [date, later, date]


def test_a_number_that_was_made_a_target_of_a_dated_promise_follows_its_correction(desk: Desk) -> None:
    labeller = _Labeller(desk)
    date = _span(LETTER, "2026年6月底前")
    labeller.act("deadline", labeller.item, None, date)
    labeller.make_target(labeller.first, date)
    labeller.make_target(labeller.second, date)
    assert labeller.deadlines(labeller.act("deadline", labeller.item, date, None)) == [None] * 3


def test_deadlines_of_an_unknown_form_are_refused_in_labelling(desk: Desk) -> None:
    labeller = _Labeller(desk)
    for to in ([1, 2], None, {labeller.item: [1, 2]}, {"t999999": None, labeller.item: [0, 4]}):
        assert labeller.act("deadlines", labeller.item, None, to)["status"] in {409, 422}


def _undated(text: str) -> tuple[Reply, Folded]:
    """A reply whose promises and targets have no deadline."""
    reply = reply_of("two.txt", text)
    folded = fold(reply, ())
    targets = tuple(replace(one, deadline=None) for one in folded.choice.targets)
    promises = tuple(replace(one, deadline=None) for one in folded.choice.commitments)
    return reply, replace(folded, choice=replace(folded.choice, targets=targets, commitments=promises))


def _span(text: str, words: str) -> list[int]:
    return [text.index(words), text.index(words) + len(words)]


@pytest.mark.parametrize(
    ("text", "second_of_numbers"),
    [
        (LETTER.replace("到2026年6月底前，", "2026年6月底前或者2028年底前落实以下任务。我局将"), True),
        (LETTER.replace("（一）加快建设", "（一）2028年底前加快建设"), False),
    ],
    ids=["both dates are of the sentence before", "the first date is of the sentence, the second of its heading"],
)
def test_a_changed_deadline_is_changed_for_the_numbers_that_it_was_given_to(text: str, second_of_numbers: bool) -> None:
    reply, folded = _undated(text)
    first, second = _span(text, "2026年6月底前"), _span(text, "2028年底前")
    homes = {one.start: reply.home(one.start).start for one in folded.choice.targets}
    start = homes[text.index("5处")]
    numbers = [at for at, home in homes.items() if home == start]
    assert len(numbers) > 1
    for before, to, expected in ((None, first, first), (first, second, second if second_of_numbers else None)):
        values = {"do": "deadline", "item": f"c{start}", "from": before, "to": to}
        passed = shared_deadline(folded, reply, values)
        assert set(passed["to"]) == {f"c{start}", *(f"t{at}" for at in numbers)}
        folded = admit(
            folded, reply, event(reply, len(folded.applied) + 1, "deadlines", "", passed["from"], passed["to"])
        )
        given = {one.start: one.deadline and list(one.deadline) for one in folded.choice.targets}
        assert [given[at] for at in numbers] == [expected] * len(numbers)
