import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from summarise.errors import NotGrounded
from summarise.review.fold import fold
from summarise.review.reviewed_reply import Reply
from summarise.workbench.desk import opened_desk
from tests.support.at_desk import AtDesk
from tests.support.bench import reviewed_run
from tests.support.reviewed import letter


@pytest.mark.parametrize(
    ("name", "value"), [("value", Decimal(6)), ("unit", "座"), ("comparator", "<="), ("deadline", {"by": "2031-01-31"})]
)
def test_a_record_that_contradicts_its_quotation_is_told_with_the_item(name: str, value: Any) -> None:
    reply = letter()
    targets = list(reply.record.numeric_targets)
    at = next(n for n, one in enumerate(targets) if one.deadline and one.evidence.quote == "5处")
    if name == "deadline":
        deadline = targets[at].deadline
        assert deadline
        value = deadline.model_copy(update=value)
    targets[at] = targets[at].model_copy(update={name: value})
    record = reply.record.model_copy(update={"numeric_targets": tuple(targets)})
    with pytest.raises(NotGrounded, match=rf"the record says .+ of {targets[at].id}, and"):
        fold(Reply(reply.annotated, record), ())


def test_a_figure_that_contradicts_its_quotation_is_told_with_what_was_done() -> None:
    reply = letter()
    measures = list(reply.record.measures_taken)
    at = next(n for n, one in enumerate(measures) if one.figures)
    first, *others = measures[at].figures
    figures = (first.model_copy(update={"value": first.value + 1}), *others)
    measures[at] = measures[at].model_copy(update={"figures": figures})
    record = reply.record.model_copy(update={"measures_taken": tuple(measures)})
    with pytest.raises(NotGrounded, match=rf"of {measures[at].id}, and “{first.quote}” in the text"):
        fold(Reply(reply.annotated, record), ())


def test_the_workbench_names_what_a_changed_record_says_what_the_text_says_and_the_remedy(tmp_path: Path) -> None:
    records = reviewed_run(tmp_path / "run", 1)
    values = json.loads(records.read_text(encoding="utf-8"))
    target = next(one for one in values["numeric_targets"] if one["evidence"]["quote"] == "5处")
    target["value"] = 50
    records.write_text(json.dumps(values, ensure_ascii=False) + "\n", encoding="utf-8")
    with opened_desk(records) as desk:
        refused = AtDesk(desk).get(f"/api/reply/{desk.shelf.rows()[0].name}")
    assert (refused["status"], refused["kind"]) == (409, "other_version")
    assert f"{target['id']} 在记录里是 50，原文“5处”读作 5" in refused["message"]
    assert "重新运行" in refused["message"]
