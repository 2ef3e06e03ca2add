from datetime import date

from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from summarise.export import Choice
from summarise.export.brief import escaped
from summarise.record import ProposalFields, Record, ReplyFields
from summarise.reference import references
from tests.support.composed_letter import Letter
from tests.support.composed_replies import composed_reply
from tests.support.tables_of import brief_of

MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def _inline(tokens: list[Token]) -> list[Token]:
    return [child for token in tokens for child in (token.children or [])]


def _record() -> Record:
    letter = Letter()
    letter.measure("已建成3座。", "3座", "3", "座")
    letter.commit("由市财政局到2027年建设20公里、2座。", who=("市财政局",), when="到2027年", by="2027-12-31")
    letter.commit("探索巡河。", certainty="explore")
    letter.target("c1", "20公里", "建设", value="20", unit="公里")
    letter.target("c1", "2座", "建设", value="2", unit="座")
    return letter.record(
        "a.txt", ReplyFields(issuer="岚川市水利局"), ProposalFields(title="关于治河的提案", topic="治河")
    )[0]


@given(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cf"]))
    | st.text("~_*$<>&#![]`|\\;:/=+-.)1a中 ", max_size=12)
)
@example("__0__")
def test_markdown_shows_exactly_the_characters_of_the_text(text: str) -> None:
    for before, after in (("", ""), ("- ", ""), ("> ", ""), ("- c1 ", "（明确）")):
        tokens = MARKDOWN.parse(before + escaped(text) + after)
        kinds = {token.type for token in tokens} - {"paragraph_open", "paragraph_close", "inline"}
        allowed = {"- ": {"bullet_list", "list_item"}, "> ": {"blockquote"}, "- c1 ": {"bullet_list", "list_item"}}
        assert kinds <= {f"{name}_{end}" for name in allowed.get(before, set()) for end in ("open", "close")}
        shown = "".join(child.content for child in _inline(tokens))
        assert {child.type for child in _inline(tokens)} <= {"text", "text_special"}
        start = before.removeprefix("- ").removeprefix("> ")
        assert shown == (start + " ".join(text.split()) + after).strip()


def test_what_markdown_leaves_alone_has_no_backslash() -> None:
    for text in ("2023-09-11", "临交函(2023)66号", "3~5公里", "a_b", "A&B公司", "提高至95%！", "2.5公里", "第#3号"):
        assert escaped(text) == text


def test_a_cell_never_ends_early() -> None:
    letter = Letter()
    letter.commit("将建|设`|`。", when="2025年", by="2025-12-31", who=("甲|乙",))
    lines = brief_of([letter.record("a", ReplyFields(), ProposalFields())[0]])
    tokens = MARKDOWN.parse("\n".join(lines))
    assert len([token for token in tokens if token.type == "td_open"]) == 6


def test_a_commitment_that_falls_due_with_its_targets_takes_one_line() -> None:
    rows = [line for line in brief_of([_record()]) if line.startswith("| 2027")]
    name = references(_record())["c1"]
    assert rows == [f"| 2027-12-31 | 市财政局 | 由市财政局到2027年建设20公里、2座 | 20公里、2座 | 明确 | {name} |"]


def test_a_target_with_a_deadline_of_its_own_has_its_own_line() -> None:
    record = _record()
    later = record.numeric_targets[1].model_copy(update={"deadline": None})
    own = record.numeric_targets[0].model_copy(
        update={"deadline": record.commitments[0].deadline.model_copy(update={"by": "2026-12-31"})}  # type: ignore[union-attr]
    )
    lines = brief_of([record.model_copy(update={"numeric_targets": (own, later)})])
    assert [line.split(" | ")[0] for line in lines if line.startswith("| 20")] == ["| 2026-12-31", "| 2027-12-31"]


def test_what_was_done_what_is_promised_and_where_it_says_so_are_all_there() -> None:
    text = "\n".join(brief_of([_record()]))
    names = references(_record())
    assert f"- {names['m1']} 已建成3座" in text
    assert f"- {names['c1']} 由市财政局到2027年建设20公里、2座（市财政局；明确；到2027年，至 2027-12-31）" in text
    assert "  > 由市财政局到2027年建设20公里、2座。 〔原文第 7 至 27 字〕" in text
    assert f"- {names['t1']} 建设：**20公里**" in text
    assert "答复 1 件，承诺 2 项，量化目标 2 个，其中写明时限 3 项。" in text


def test_before_a_day_leaves_out_what_is_not_due() -> None:
    text = "\n".join(brief_of([_record(), composed_reply(1)[0]], Choice(before=date(2020, 1, 1))))
    assert "答复 0 件" in text
    assert "##" not in text
