"""Labels that are kept without the texts, laid over a text again."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from eval.real.__main__ import main
from eval.real.at_hand import FILES, LABELS, labelled_replies
from eval.real.kept_labels import KeptReply, half_of, kept, placed, read_kept
from summarise.document import Document
from summarise.evaluation import Gold, load_gold_set
from tests.support.places import ROOT

RESERVED = ROOT.parent / "shared" / "reserved.txt"
GOLDS = load_gold_set(ROOT / "eval" / "gold")


def of(gold: Gold) -> KeptReply:
    return KeptReply(gold.name, "address", "query", 1, json.loads(json.dumps(kept(gold))))


@pytest.mark.parametrize("gold", GOLDS, ids=lambda gold: gold.name)
def test_kept_labels_are_laid_over_their_text_as_they_were(gold: Gold) -> None:
    laid = placed(of(gold), gold.document)
    assert laid
    again, missed = laid
    assert missed == 0
    assert again.labels.commitments == gold.labels.commitments
    assert again.labels.numeric_targets == gold.labels.numeric_targets
    said = [s.labels for s in again.labels.sentences if s.labels != ("furniture",)]
    assert said == [s.labels for s in gold.labels.sentences if s.labels != ("furniture",)]


def test_a_text_with_other_white_space_and_a_page_around_it_is_the_same_reply() -> None:
    gold = GOLDS[0]
    text = "首页 > 建议提案\n" + gold.document.text.replace("\n", "\r\n\r\n") + "\n扫一扫在手机打开当前页\n"
    laid = placed(of(gold), Document("other name.txt", text))
    assert laid
    again, missed = laid
    assert missed == 0
    assert [text[t.start : t.end] for t in again.labels.numeric_targets] == [
        t.quote for t in gold.labels.numeric_targets
    ]
    assert again.labels.sentences[-1].end == len(text)


def test_a_sentence_that_the_text_does_not_have_is_counted_and_its_items_are_left_out() -> None:
    gold = GOLDS[0]
    first = gold.labels.commitments[0]
    text = gold.document.text[: first.start] + gold.document.text[first.end :]
    laid = placed(of(gold), Document("cut.txt", text))
    assert laid
    again, missed = laid
    assert missed == 1
    assert len(again.labels.commitments) == len(gold.labels.commitments) - 1


def test_another_text_is_not_the_reply() -> None:
    assert placed(of(GOLDS[0]), GOLDS[1].document) is None


def test_every_reply_of_the_first_set_was_labelled_twice() -> None:
    replies, agreement = read_kept(LABELS)
    assert agreement["replies"] == len(replies)


def test_the_committed_labels_hold_no_sentence() -> None:
    replies = labelled_replies()
    assert len(replies) == len({reply.name for reply in replies}) == len({reply.url for reply in replies})
    for reply in replies:
        for sentence in reply.labels["sentences"]:
            assert sentence.keys() == {"hash", "characters", "labels"}
            assert len(sentence["hash"]) == 16
        short = [item["deadline"]["text"] for item in reply.labels["commitments"]]
        short += [word for item in reply.labels["numeric_targets"] for word in (item["quote"], item["indicator"])]
        assert all(len(words) <= 40 and "。" not in words for words in short)


def test_both_halves_have_replies_and_the_address_alone_decides_which() -> None:
    replies, _ = read_kept(LABELS)
    halves = [reply.part for reply in replies]
    assert min(halves.count("tune"), halves.count("judge")) > 50
    assert {reply.stated for reply in replies} == {""}
    assert half_of("a") == ("tune" if int(hashlib.sha256(b"a").hexdigest()[0], 16) % 2 == 0 else "judge")


@pytest.mark.parametrize("part", ["more-tune", "more-judge"])
def test_a_file_of_further_replies_states_their_part_and_has_many(part: str) -> None:
    replies, agreement = read_kept(FILES[part])
    assert {reply.part for reply in replies} == {part}
    assert len(replies) > 250
    assert agreement["replies"] == 70


@pytest.mark.skipif(not RESERVED.is_file(), reason="the list of reserved addresses is not beside the project")
def test_no_reserved_reply_is_among_them() -> None:
    replies = labelled_replies()
    assert not {hashlib.sha256(reply.url.encode()).hexdigest() for reply in replies} & set(RESERVED.read_text().split())


def test_labels_can_be_kept_and_scored(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold = GOLDS[0]
    source = ROOT / "eval" / "gold" / gold.name
    for suffix in (".txt", ".gold.json"):
        (tmp_path / f"{gold.name}{suffix}").write_bytes(source.with_name(f"{gold.name}{suffix}").read_bytes())
    entry = {"id": gold.name, "url": "address", "query": "words", "rank": 1, "part": "more-tune"}
    (tmp_path / "index.jsonl").write_text(json.dumps(entry), encoding="utf-8")
    (tmp_path / "agreement.json").write_text('{"replies": 1}', encoding="utf-8")
    files = {"": tmp_path / "labels.json", "more-tune": tmp_path / "more-tune.json"}
    files[""].write_text('{"agreement": {}, "replies": []}', encoding="utf-8")
    assert main([str(tmp_path), "--keep"], files) == 0
    assert [len(read_kept(path)[0]) for path in files.values()] == [0, 1]
    assert main([str(tmp_path), "--part", "more-tune"], files) == 0
    printed = capsys.readouterr().out
    assert "more-tune: 1 of 1 replies at hand" in printed
    assert "Measures, sentence F1" in printed


def test_a_reply_of_a_part_without_a_file_is_not_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold = GOLDS[0]
    for suffix in (".txt", ".gold.json"):
        data = (ROOT / "eval" / "gold" / f"{gold.name}{suffix}").read_bytes()
        (tmp_path / f"{gold.name}{suffix}").write_bytes(data)
    entry = {"id": gold.name, "url": "address", "query": "words", "rank": 1, "part": "other"}
    (tmp_path / "index.jsonl").write_text(json.dumps(entry), encoding="utf-8")
    (tmp_path / "agreement.json").write_text("{}", encoding="utf-8")
    assert main([str(tmp_path), "--keep"], {"": tmp_path / "labels.json"}) == 2
    assert "'other', which has no file" in capsys.readouterr().err
    assert not (tmp_path / "labels.json").exists()


def test_a_folder_without_the_texts_is_wrong_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path)]) == 2
    assert "holds none of the" in capsys.readouterr().err
