from __future__ import annotations

import pytest

from summarise import Document
from summarise.annotate import annotate
from summarise.annotated import AnnotatedDocument

LETTER = "青澜市水利局关于第52号提案的答复\n现答复如下：\n下一步，我局将{}完成清淤。\n青澜市水利局\n2025年5月6日\n"


def read(words: str) -> AnnotatedDocument:
    """A letter of May 2025 with a promise that these words date."""
    return annotate(Document("letter.txt", LETTER.format(words)))


def dates(words: str) -> list[str]:
    """The last days of the dates in the promise."""
    notes = read(words)
    return [str(found.by) for found in notes.dates if "2025年5月6日" not in notes.quote(found)]


@pytest.mark.parametrize(
    "words",
    ["在202\n7年9月底前", "在2027\n年9月底前", "在2027年\n9月底前", "在2027年9\n月底前", "在2027年1\n1月底前",
     "在2027年11月1\n5日前", "在明\n年底前", "在明年上\n半年", "用今后三\n年", "于“十六\n五”期间",
     "在30\n日内", "在中秋节\n前"],
)  # fmt: skip
def test_a_date_that_a_line_break_cuts_is_unread_as_a_whole(words: str) -> None:
    notes = read(words)
    assert dates(words) == []
    (token,) = notes.unread_numbers()
    assert notes.quote(token) == words[1:]


@pytest.mark.parametrize(
    ("words", "day"),
    [("在2027年\n底前", "2027-12-31"), ("在2027年9月\n底前", "2027-09-30"), ("在2027年9月底前\n全面", "2027-09-30"),
     ("在2027年\n\n9月底前", "2027-12-31"), ("在2027年\n一、", "2027-12-31"), ("在2027年\n  9月底前", "2027-12-31")],
)  # fmt: skip
def test_a_date_is_read_if_the_break_is_no_cut_or_takes_nothing_from_its_day(words: str, day: str) -> None:
    assert dates(words)[0] == day


def test_a_row_of_a_table_does_not_go_on_in_the_next() -> None:
    assert dates("|清淤|2027年\n|9月|验收|于今年") != []
