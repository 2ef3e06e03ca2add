from pathlib import Path

import pytest

from summarise.evaluation import answer_of_record, load_gold, score_reply
from summarise.evaluation.gold.gold_set import Gold, contract_faults
from summarise.evaluation.gold.lint import lint
from summarise.review.fold import admit, fold
from summarise.review.gold_from_record import gold_from_record
from tests.support.reviewed import GOLD_TEXTS, event, gold_reply


@pytest.mark.parametrize("index", range(len(GOLD_TEXTS)))
def test_gold_from_an_accepted_record_gives_that_record_full_marks(index: int) -> None:
    reply = gold_reply(index)
    record = admit(fold(reply, ()), reply, event(reply, 1, "accept")).record
    gold = Gold("reply", reply.annotated.document, gold_from_record(reply.annotated.document, record))
    assert list(contract_faults(gold)) == []
    score = score_reply(gold, answer_of_record(record, reply.annotated.document.text))
    assert score.mistakes == ()


def test_the_gold_file_is_read_by_eval_and_says_what_it_tells_apart_and_how_it_was_made(tmp_path: Path) -> None:
    reply = gold_reply(0)
    document = reply.annotated.document
    (tmp_path / document.source).write_bytes(document.text.encode())
    path = tmp_path / f"{Path(document.source).stem}.gold.json"
    path.write_text(gold_from_record(document, reply.record).to_json(), encoding="utf-8")
    labels = load_gold(path).labels
    assert (labels.labels, labels.made) == ("mc", "from-record")
    assert [
        remark for remark in lint(tmp_path) if remark.severity == "fault" and "indicator" not in remark.message
    ] == []
