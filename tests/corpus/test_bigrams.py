import sqlite3

from hypothesis import given
from hypothesis import strategies as st

from summarise.corpus.bigrams import indexed, phrase, plain

TEXTS = st.text(alphabet="充电桩公园区5Gg3０，。 -", min_size=0, max_size=24)


def finds(text: str, words: str) -> bool:
    connection = sqlite3.connect(":memory:")
    connection.execute("create virtual table t using fts5(x, content='', tokenize='unicode61 remove_diacritics 0')")
    connection.execute("insert into t(rowid, x) values(1, ?)", (indexed(text),))
    found = bool(connection.execute("select rowid from t where t match ?", (phrase(words),)).fetchall())
    connection.close()
    return found


@given(TEXTS, st.integers(0, 23), st.integers(1, 8))
def test_every_piece_of_a_text_is_found_in_it(text: str, start: int, length: int) -> None:
    piece = plain(text[start : start + length])
    if piece:
        assert finds(text, piece)


@given(TEXTS, TEXTS)
def test_what_is_found_is_what_a_scan_finds(text: str, words: str) -> None:
    if plain(words):
        assert finds(text, words) == (plain(words) in plain(text))


def test_words_do_not_reach_over_a_comma() -> None:
    assert not finds("改造公园，区政府负责", "园区")
    assert finds("改造公园，区政府负责", "公园，区政府")


def test_width_script_and_case_do_not_matter() -> None:
    assert finds("建設５Ｇ基站", "5g基站")
