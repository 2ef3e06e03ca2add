"""What holds several replies is read as several, each under a name that says where it stands."""

from __future__ import annotations

import json
import zipfile
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path

import pytest

from eval.fixtures.make_documents import documents
from summarise.batch import Inputs
from summarise.errors import InputError
from summarise.load import letters_in, load
from tests.support.several_inputs import HEADS, ROWS, TWO, comma_separated, read, workbook
from tests.support.several_letters import letter

pytestmark = pytest.mark.usefixtures("in_a_folder")


def json_lines(ids: dict[str, str], encoding: str = "utf-8") -> bytes:
    return "".join(json.dumps({"id": i, "text": t}, ensure_ascii=False) + "\n" for i, t in ids.items()).encode(encoding)


@pytest.mark.parametrize("name", ["a.jsonl", "a.JSONL", "a.NDJSON", "a.txt", "a.json"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_json_lines_are_several_under_any_name_and_in_any_encoding(name: str, encoding: str) -> None:
    Path(name).write_bytes(json_lines(TWO, encoding))
    assert read(name) == TWO


def test_json_lines_in_an_archive_are_several() -> None:
    with zipfile.ZipFile("a.zip", "w") as archive:
        archive.writestr("x/b.jsonl", json_lines(TWO))
        archive.writestr("c.txt", letter(11))
    assert read("a.zip") == {**TWO, "a.zip/c.txt": letter(11)}


def test_a_stream_whose_first_line_is_broken_is_json_lines_all_the_same() -> None:
    assert read("-", stdin=b'{"id": "0", "te\n' + json_lines(TWO)) == {
        "stdin:1": "unsupported: stdin:1: needs a JSON object with `id` and `text`",
        **TWO,
    }
    assert list(read("-", stdin=b"\xef\xbb\xbfnonsense\n\n" + json_lines(TWO))) == ["stdin:1", *TWO]


@pytest.mark.parametrize("indent", [None, 1])
@pytest.mark.parametrize("wrap", [lambda rows: rows, lambda rows: {"code": 0, "data": {"list": rows, "total": 2}}])
def test_a_json_list_is_several_wherever_it_stands(indent: int | None, wrap: object) -> None:
    rows = [{"id": i, "content": t, "url": f"https://a.example/{i}"} for i, t in TWO.items()]
    written = json.dumps(wrap(rows), ensure_ascii=False, indent=indent)  # type: ignore[operator]
    Path("a.json").write_text(written, encoding="utf-8")
    assert read("a.json") == TWO
    assert read("-", stdin=written.encode()) == TWO
    assert [entry.load().url for entry in Inputs(["a.json"], BytesIO())] == [
        "https://a.example/7",
        "https://a.example/9",
    ]


def test_a_json_object_is_one_reply_and_keys_can_be_named() -> None:
    Path("a.json").write_text(json.dumps({"标题": "x", "正文": letter()}), encoding="utf-8")
    Path("b.json").write_text(json.dumps([{"file": "1", "words": letter()}]), encoding="utf-8")
    assert read("a.json") == {"a.json": letter()}
    assert read("b.json")["b.json"].startswith("unreadable: b.json: JSON in which no object has a `text`")
    assert read("b.json", columns={"text": "words", "id": "file"}) == {"1": letter()}


def test_json_without_replies_and_records_are_refused_by_name() -> None:
    Path("a.json").write_text(
        '{"commitments": [{"deadline": {"text": "2025年底", "by": "2025-12-31"}}]}', encoding="utf-8"
    )
    Path("b.json").write_text(json.dumps({"schema_version": "1.1", "text": letter()}), encoding="utf-8")
    Path("c.json").write_text('{"text": "', encoding="utf-8")
    assert [text.partition(":")[0] for text in read("a.json", "b.json", "c.json").values()] == [
        "not_a_reply",
        "not_a_reply",
        "unreadable",
    ]


def mail(text: str, *attachments: tuple[str, bytes], html: str = "") -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@b.example", "c@d.example", "关于第12号提案的答复"
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    for name, data in attachments:
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def test_a_mail_is_its_text_without_its_headers() -> None:
    Path("a.eml").write_bytes(mail(letter()))
    Path("b.txt").write_bytes(mail("x", html=f"<p>{letter().replace(chr(10), '</p><p>')}</p>"))
    assert {name: text.strip() for name, text in read("a.eml", "b.txt").items()} == {
        "a.eml": letter(),
        "b.txt": letter(),
    }


def test_what_is_attached_to_a_mail_is_read_and_its_covering_note_left_out_with_a_word() -> None:
    word = next(f for f in documents() if f.layout == "docx")
    table = comma_separated([HEADS, *ROWS])
    Path("a.eml").write_bytes(
        mail("您好，答复见附件。", ("答复.docx", word.data), ("表.csv", table), ("b.eml", mail(letter(3))))
    )
    inputs = Inputs(["a.eml"], BytesIO())
    found = {entry.source: entry.load().text.strip() for entry in inputs}
    assert found == {
        "a.eml/答复.docx": word.text.strip(),
        "a.eml/表.csv:2": letter(7),
        "a.eml/表.csv:3": letter(9),
        "a.eml/b.eml": letter(3),
    }
    assert "covering note" in inputs.notes["a.eml"][0]


def test_a_letter_in_a_mail_with_attachments_is_kept_beside_them() -> None:
    Path("a.eml").write_bytes(mail(letter(3), ("附件.txt", letter(5).encode())))
    assert [text.strip() for text in read("a.eml").values()] == [letter(3), letter(5)]


def test_letters_in_a_row_are_several() -> None:
    Path("a.txt").write_text("\n\n".join(letter(n) for n in (3, 5, 8)), encoding="utf-8")
    assert read("a.txt") == {f"a.txt#{i}": letter(n) for i, n in enumerate((3, 5, 8), start=1)}


def test_an_mbox_is_several_mails() -> None:
    mails = [mail(letter(n)) for n in (3, 5)]
    Path("a.mbox").write_bytes(b"".join(b"From a@b.example Tue Jun  3 09:00:00 2025\n" + one + b"\n" for one in mails))
    assert {name: text.strip() for name, text in read("a.mbox").items()} == {
        "a.mbox/1": letter(3),
        "a.mbox/2": letter(5),
    }


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_table_of_one_reply_can_be_loaded_as_that_reply(encoding: str) -> None:
    Path("a.csv").write_bytes(comma_separated([HEADS, ROWS[0]], encoding))
    Path("b.csv").write_bytes(comma_separated([HEADS, *ROWS], encoding))
    assert load(Path("a.csv")).text == letter(7)
    with pytest.raises(InputError, match="2 documents"):
        load(Path("b.csv"))


def test_letters_that_are_loaded_as_one_document_are_told() -> None:
    Path("a.txt").write_text(letter(3) + "\n" + letter(5), encoding="utf-8")
    document = load(Path("a.txt"))
    assert [caveat.kind for caveat in document.caveats] == ["several_letters"]
    assert [part.caveats for part in letters_in(document)] == [(), ()]


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.csv", comma_separated([["1", letter(7)], ["2", letter(9)]]), "no column holds the replies"),
        ("a.xlsx", workbook(a=[["1", letter(7)]]), "no column holds the replies"),
        ("a.json", json.dumps({"甲": {"乙": letter(7)}}).encode(), "no object has a `text`"),
        ("a.json", b"// a remark\n" + json.dumps([{"id": "1", "text": letter(7)}]).encode(), "is no JSON"),
        ("a.json", json.dumps(letter(7), ensure_ascii=False).encode("gb18030"), "is no JSON"),
    ],
)
def test_what_lies_in_a_folder_and_holds_a_letter_is_not_passed_over(name: str, data: bytes, words: str) -> None:
    Path("in").mkdir()
    Path("in", name).write_bytes(data)
    inputs = Inputs(["in"], BytesIO())
    (entry,) = inputs
    with pytest.raises(InputError, match=words) as caught:
        entry.load()
    assert caught.value.kind == "unreadable"
    assert not inputs.passed_over


@pytest.mark.parametrize("words", ["收悉", "敬悉", "答复如下", "回复如下"])
def test_what_is_no_json_in_a_folder_and_acknowledges_or_answers_holds_a_letter(words: str) -> None:
    Path("in").mkdir()
    Path("in", "a.json").write_text(f"草稿：您的提案{words}，已修桥六座。", encoding="utf-8")
    Path("in", "b.json").write_text("设置：深色", encoding="utf-8")
    inputs = Inputs(["in"], BytesIO())
    (entry,) = inputs
    with pytest.raises(InputError, match="is no JSON, and holds a letter"):
        entry.load()
    assert inputs.passed_over == {".json": 1}
