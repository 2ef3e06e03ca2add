from __future__ import annotations

import pytest

from summarise.document import Document
from summarise.load import letters_in, load
from tests.load.test_load_genre import REAL
from tests.support.several_letters import letter


def parts(text: str) -> list[str]:
    return [document.text for document in letters_in(Document("x", text))]


def test_each_letter_begins_with_its_own_title_and_ends_with_its_own_signature() -> None:
    texts = [letter(3), letter(5) + "\n联系人：陆某 电话：0000-0000000", letter(8)]
    assert parts("\n\n".join(texts)) == texts


def test_letters_without_titles_are_told_by_whom_they_address() -> None:
    texts = ["\n".join(letter(number).split("\n")[1:]) for number in (3, 5)]
    assert parts("\n".join(texts)) == texts


def test_letters_without_salutations_are_told_by_their_titles() -> None:
    texts = ["\n".join(line for line in letter(number).split("\n") if "陆怀安" not in line) for number in (3, 5)]
    assert parts("\n".join(texts)) == texts


def test_a_letter_that_a_page_prints_twice_is_one() -> None:
    assert len(parts(letter() + "\n\n" + letter())) == 1
    assert len(parts(letter() + "\n\n" + letter() + "\n留言（共0条）\n上一篇：没有了")) == 1


@pytest.mark.parametrize("written", ["{}、{}", "（{}）{}", "{}.{}"])
def test_letters_whose_titles_are_numbered_are_told_apart(written: str) -> None:
    bare = [[line for line in letter(number).split("\n") if "陆怀安" not in line] for number in (3, 5)]
    texts = ["\n".join([written.format("一二"[at], lines[0]), *lines[1:]]) for at, lines in enumerate(bare)]
    assert parts("\n".join(texts)) == texts


def test_a_heading_on_what_is_answered_begins_no_letter() -> None:
    heading = "三、对建议内容的逐条答复\n关于“修建泵站”的建议，我们的办理意见如下：\n"
    assert len(parts(letter() + "\n" + heading + "县水务局整修了渠道，更换闸门，疏浚河道，并巡查岸坡。" * 4)) == 1


def test_a_title_and_a_receipt_above_the_letter_are_no_letter() -> None:
    assert len(parts("关于第3号提案的答复\n您的提案已收悉。\n" + letter(3))) == 1


@pytest.mark.skipif(not REAL, reason="no replies are here")
def test_no_reply_of_the_gold_set_is_taken_for_several() -> None:
    assert [path.name for path in REAL if len(letters_in(load(path))) > 1] == []
