"""The prompt: what is sent, what is kept back, and examples that obey the rules they teach."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarise.attest import is_assembled_from, numbers_in
from summarise.engines.model.answer import Answer, answer_schema
from summarise.engines.model.marking import LONG_SENTENCE, marked_lines
from summarise.engines.model.masking import masked
from summarise.engines.model.prompt import messages, template_folder
from summarise.engines.model.windows import SMALLEST_WINDOW, halves, length, windows
from tests.support.small_annotator import annotate

_LINE = re.compile(r"^(\d+)(\*?) (.*)$", re.MULTILINE)
EXAMPLES = sorted(template_folder().glob("example-*.md"))


def test_the_schema_keeps_to_what_every_endpoint_knows() -> None:
    seen: set[str] = set()

    def walk(node: object) -> None:
        if isinstance(node, dict):
            if node.get("type") == "object":
                assert node["additionalProperties"] is False
                assert node["required"] == list(node["properties"])
            for key, value in node.items():
                if key == "properties":
                    for name, inner in value.items():
                        assert name.isascii()
                        walk(inner)
                else:
                    seen.add(key)
                    walk(value)

    walk(answer_schema())
    assert seen == {"type", "additionalProperties", "required", "items", "enum"}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_obeys_the_rules_that_answers_are_checked_by(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    answer = Answer.model_validate_json(path.with_suffix(".json").read_text(encoding="utf-8"))
    lines = {int(number): (star, line) for number, star, line in _LINE.findall(text)}
    homes = {int(mark): number for number, (_, line) in lines.items() for mark in re.findall(r"#(\d+)", line)}
    dates = {int(mark) for _, line in lines.values() for mark in re.findall(r"@(\d+)", line)}
    promised = {number for group in answer.commitments for number in group}
    assert {number for group in answer.measures + answer.commitments for number in group} <= set(lines)
    assert set(answer.effort) | set(answer.explore) <= promised
    for entry in answer.responsible:
        assert set(entry.sentences) <= promised
        assert all(body in lines[number][1] for body in entry.bodies for number in entry.sentences)
    assert all(entry.date in dates and set(entry.sentences) <= promised for entry in answer.deadlines)
    for goal in answer.targets:
        assert homes[goal.quantity] in promised
        assert goal.date in dates | {0}
        assert is_assembled_from(goal.indicator, lines[homes[goal.quantity]][1])
    for words in answer.summaries:
        assert len(words.words) <= 20
        assert numbers_in(words.words) <= numbers_in(lines[words.sentence][1])
    wanted = {group[0] for group in answer.measures + answer.commitments if len(group) > 1 or lines[group[0]][0]}
    assert wanted == {words.sentence for words in answer.summaries}
    for number, (star, line) in lines.items():
        bare = re.sub(r"[#@]\d+", "", line)
        assert bool(star) == (len(bare) >= LONG_SENTENCE), number


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("联系电话：0577-88881234，传真", "联系电话：****-********，传真"),
        ("手机13912345678。", "手机***********。"),
        ("身份证33010619900101123X号", "身份证******************号"),
        ("邮箱zhang.san@gov.example.cn", "邮箱*****.***@***.*******.**"),
        ("投入138000000元", "投入138000000元"),
        ("第20240001号", "第20240001号"),
    ],
)
def test_personal_strings_are_blotted_out_at_equal_length(text: str, hidden: str) -> None:
    assert masked(text) == hidden


@given(st.text(alphabet="第一二0123456789-@.ax 电话：，", max_size=60))
def test_masking_never_changes_a_length(text: str) -> None:
    assert len(masked(text)) == len(text)


@given(st.lists(st.text(alphabet="建成3个#@<>*。；\n 5年2024%", min_size=1, max_size=40), min_size=1, max_size=6))
def test_every_mark_in_what_is_sent_is_ours(pieces: list[str]) -> None:
    annotated = annotate("\n".join(pieces), furniture="^$")
    text = marked_lines(annotated, annotated.sentences)
    assert sorted(map(int, re.findall(r"#(\d+)", text))) == [quantity.number for quantity in annotated.quantities]
    assert sorted(map(int, re.findall(r"@(\d+)", text))) == [found.number for found in annotated.dates]
    assert "<" not in text
    assert [int(line.split()[0].rstrip("*")) for line in text.splitlines() if line.strip()] == [
        sentence.number for sentence in annotated.sentences
    ]


def _long_reply(characters: int) -> str:
    parts: list[str] = []
    section = 0
    while sum(map(len, parts)) < characters:
        section += 1
        numeral = "一二三四五六七八九十"[section % 10]
        parts.append(
            f"{numeral}、关于第{section}项建议\n" + "我局建成服务站3个，2025年计划新增5个。" * (section % 37 + 3) + "\n"
        )
    return "".join(parts)


def test_a_reply_of_60_000_characters_is_cut_at_its_sections_and_nothing_is_lost() -> None:
    annotated = annotate(_long_reply(60_000))
    cut = windows(annotated, 16_000)
    assert 4 <= len(cut) <= 6
    assert [s.number for window in cut for s in window.sentences] == [s.number for s in annotated.sentences]
    for window in cut:
        assert sum(s.end - s.start for s in window.sentences) <= 16_000
        assert window.sentences[0].heading
    assert "上文" not in messages(annotated, cut[0])[-1].content
    assert "上文" in messages(annotated, cut[1])[-1].content


@given(st.integers(200, 6000), st.integers(SMALLEST_WINDOW, 3000))
def test_windows_cover_every_sentence_once_whatever_their_size(characters: int, size: int) -> None:
    annotated = annotate(_long_reply(characters))
    cut = windows(annotated, size)
    assert [s.number for window in cut for s in window.sentences] == [s.number for s in annotated.sentences]
    assert all(sum(s.end - s.start for s in window.sentences) <= size for window in cut)


@given(st.integers(200, 6000), st.integers(500, 6000))
def test_halves_are_two_that_hold_a_window_s_sentences_in_order(characters: int, size: int) -> None:
    for window in windows(annotate(_long_reply(characters)), size):
        cut = halves(window)
        assert tuple(s for half in cut for s in half.sentences) == window.sentences
        assert len(cut) == min(2, len(window.sentences))
        assert cut[0].before == window.before
        if len(cut) == 2:
            assert max(map(length, cut)) < length(window)
            assert cut[1].before[-1] == cut[0].sentences[-1]


def test_a_window_is_halved_where_a_section_begins_near_its_middle() -> None:
    paragraph = "我局加强巡查，排查隐患点若干处，逐一落实整改措施。"
    text = f"一、工作开展情况\n{paragraph}\n{paragraph}\n二、下一步工作\n{paragraph}\n{paragraph}\n{paragraph}"
    (window,) = windows(annotate(text), 5000)
    first, second = halves(window)
    assert [len(half.sentences) for half in (first, second)] == [3, 4]
    assert second.sentences[0].heading
