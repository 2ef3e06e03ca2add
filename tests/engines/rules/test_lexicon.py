"""Every entry of the lexicon finds its example, alone, and leaves its counter-example."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarise.engines.rules.lexicon import Entry, Matcher, entries, matcher, read_entries
from summarise.engines.rules.lexicon.notation import branches, expression

ENTRIES = entries()


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.title)
def test_an_entry_finds_its_examples_and_leaves_its_counter_examples(entry: Entry) -> None:
    alone = Matcher(entry.kind, [entry])
    assert [text for text in entry.examples if not alone.search(text)] == []
    assert [text for text in entry.counter_examples if alone.search(text)] == []


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.title)
def test_a_reason_names_the_entry_whose_words_were_found(entry: Entry) -> None:
    found = Matcher(entry.kind, [entry]).search(entry.examples[0])
    assert found
    assert found.entry == entry


def test_every_file_of_the_lexicon_is_read_and_no_entry_stands_twice() -> None:
    folder = files("summarise.engines.rules.lexicon")
    written = [path.read_text("utf-8") for path in folder.iterdir() if path.name.endswith(".toml")]
    named = [f"{kind}.{name}" for text in written for kind, of_kind in tomllib.loads(text).items() for name in of_kind]
    assert sorted(named) == sorted(set(named)) == sorted(entry.title for entry in ENTRIES)


@pytest.mark.parametrize(
    "entry", [entry for entry in ENTRIES if entry.not_before or entry.not_after], ids=lambda e: e.title
)
def test_guards_look_at_what_stands_around_the_words_and_match_none_of_it(entry: Entry) -> None:
    bare = Entry(entry.kind, entry.name, entry.words, (), (), entry.examples, entry.counter_examples)
    for text in entry.examples:
        found, unguarded = entry.pattern.search(text), bare.pattern.search(text)
        assert found
        assert unguarded
        assert unguarded.start() <= found.start()


def written(words: str, **more: object) -> str:
    lines = [f"words = ['{words}']", *(f"{name} = {value!r}" for name, value in more.items())]
    return "[promise.own]\n" + "\n".join(lines) + "\nexample = 'a'\ncounter_example = 'b'\n"


@pytest.mark.parametrize(
    ("words", "found", "left"),
    [
        ("汛期前", "汛期前完工", "汛期完工"),
        ("(拟|准备)于", "我局准备于明年开工", "我局准备开工"),
        ("与…协商", "与运营公司协商", "与公司，协商"),
        ("与…{2}协商", "与它协商", "与运营公司协商"),
        ("因……停工", "因暴雨，工地停工", "因暴雨。工地停工"),
        ("#个", "5个", "五个"),
        ("^目标", "目标是通水", "其目标是通水"),
        ("完成$", "年底完成", "完成清淤"),
        ("[早晚]日", "早日通水", "节日通水"),
        ("下一?步", "下步", "一步"),
        (r"\(一\)", "(一)", "一"),
    ],
)
def test_the_notation(words: str, found: str, left: str) -> None:
    (entry,) = read_entries(written(words))
    alone = Matcher("promise", [entry])
    assert alone.search(found)
    assert not alone.search(left)


def test_what_must_not_stand_around_the_words() -> None:
    (entry,) = read_entries(written("拟", not_before=["模", "草"], not_after=["上市|定"]))
    alone = Matcher("promise", [entry])
    assert alone.search("我局拟开工")
    assert not any(map(alone.search, ("模拟运行", "草拟文件", "拟上市企业", "拟定办法")))


@pytest.mark.parametrize(
    ("entry", "complaint"),
    [
        (written("汛期前").replace("example = 'a'\n", "", 1), "an example and a counter_example"),
        (written("汛期前") + "kinds = 'x'\n", "kinds is no field of an entry"),
        (written("汛期前").replace("['汛期前']", "[]"), "has words"),
    ],
)
def test_an_entry_that_lacks_or_misspells_a_field_is_refused(entry: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        list(read_entries(entry))


@pytest.mark.parametrize("words", ["<nobody>将", "(将", "将)"])
def test_words_that_are_not_in_the_notation_are_refused(words: str) -> None:
    with pytest.raises(ValueError, match=re.escape(words if "<" not in words else "<nobody>")):
        expression(words)


def test_a_kind_without_entries_is_refused() -> None:
    with pytest.raises(KeyError):
        matcher("no such kind")


@given(st.sampled_from([word for entry in ENTRIES for word in entry.words]), st.data())
def test_alternatives_that_begin_with_a_character_match_what_the_whole_does(words: str, data: st.DataObject) -> None:
    whole = expression(words)
    sentence = data.draw(st.sampled_from([text for entry in ENTRIES for text in entry.examples]))
    parts = re.compile("|".join(branches(whole)))
    assert bool(re.search(whole, sentence)) == bool(parts.search(sentence))


def test_words_that_begin_a_clause_are_looked_for_by_their_first_character() -> None:
    written = list(branches(expression("<clause>(后续|日后)再")))
    assert [branch[0] for branch in written] == ["^", "后", "日"]
    pattern = re.compile("|".join(written))
    assert [bool(pattern.search(text)) for text in ("后续再定", "先修，日后再扩", "善后续再定", "修好日后再扩")] == [
        *(True, True),
        *(False, False),
    ]


@pytest.mark.parametrize("words", ["<clause>#?再", "<clause>可?再", "<clause>#{2}再", r"<clause>\(?再"])
def test_what_may_be_missing_at_the_beginning_of_a_clause_is_not_asked_for(words: str) -> None:
    written = expression(words)
    parts = re.compile("|".join(branches(written)))
    for text in (
        "先修，再扩",
        "先修，可再扩",
        "先修，3再扩",
        "先修，{2}再扩",
        "先修，3{2}再扩",
        "先修，(再扩",
        "不再扩",
    ):
        assert bool(re.search(written, text)) == bool(parts.search(text)), text


def test_the_engines_fingerprint_is_another_when_a_word_of_the_lexicon_is(tmp_path: Path) -> None:
    package = Path(str(files("summarise")))
    shutil.copytree(package, tmp_path / "summarise")
    lexicon = tmp_path / "summarise" / "engines" / "rules" / "lexicon" / "promise.toml"
    ask = "from summarise.engines.rules import RulesEngine; print(RulesEngine().fingerprint)"
    told = [_told(ask, package.parent), _told(ask, tmp_path)]
    lexicon.write_text(lexicon.read_text("utf-8").replace("力求", "谋求"), "utf-8")
    assert told[0] == told[1] != _told(ask, tmp_path)


def _told(program: str, folder: Path) -> str:
    return subprocess.run(
        [sys.executable, "-c", program], cwd=folder, capture_output=True, text=True, check=True
    ).stdout


@pytest.mark.parametrize("written", ["[一二]{2}年", "[一二]+年", "[一二]*年"])
def test_a_class_that_may_occur_more_than_once_is_one_branch(written: str) -> None:
    assert list(branches(written)) == [written]
