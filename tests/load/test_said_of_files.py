"""What is said of files that hold no letter, or hold it in a way that nobody reads."""

from __future__ import annotations

import json
import os
import re
from contextlib import suppress
from pathlib import Path

import pytest

from eval.fixtures.printed import Mark, pdf
from summarise.document import Document
from summarise.engines.rules import RulesEngine
from summarise.errors import InputError
from summarise.load import load, load_bytes, require_reply
from summarise.load.archive import is_archive
from summarise.pipeline import summarise
from tests.support.several_letters import letter

TEMPLATE = """关于对市政协第×号提案的答复
×××委员：
您提出的《　　》提案收悉，现答复如下：
（正文）
感谢您对我们工作的关心和支持。
单位（盖章）
   年   月   日
"""


def test_sequences_that_steer_a_terminal_leave_nothing_before_a_number() -> None:
    sentence = "\x1b[1;31m2025年底前\x1b[0m将新建路灯\x1b[0m3322盏。"
    text = letter(7).replace("\n", f"\n{sentence}\n", 3)
    document = load_bytes(text.encode(), "a.txt")
    assert "\n2025年底前将新建路灯3322盏。\n" in document.text


def test_a_figure_begins_with_no_unit_s_end() -> None:
    record = summarise(Document("a", letter(7).replace("\n", "\n2025年底前将新建路灯0m3322盏。\n", 3)), RulesEngine())
    assert 322 not in [target.value for target in record.numeric_targets]


def test_a_page_that_a_script_makes_says_what_to_do() -> None:
    page = f"<html><body><div id=app></div><script>document.write('{letter(7)!r}')</script></body></html>"
    with pytest.raises(InputError, match=r"by a script; open it and save it as a whole page") as caught:
        load_bytes(page.encode(), "a.html")
    assert caught.value.kind == "empty"


@pytest.mark.parametrize("parts", ["multipart/mixed", "multipart/mixed; boundary=other"])
def test_a_mail_whose_parts_cannot_be_told_apart_is_not_called_empty(parts: str) -> None:
    mail = f"From: a@b.example\r\nTo: c@b.example\r\nContent-Type: {parts}\r\n\r\n--b\r\n\r\n{letter(7)}\r\n--b--\r\n"
    with pytest.raises(InputError, match="its parts cannot be told apart"):
        load_bytes(mail.encode(), "a.eml")


def test_a_template_is_refused_by_what_is_left_open() -> None:
    with pytest.raises(InputError, match="a form or template"):
        require_reply(Document("a", TEMPLATE))


@pytest.mark.parametrize("blank", [" ", "\n", "\u3000"])
def test_blanks_around_a_letter_change_nothing(blank: str) -> None:
    require_reply(Document("a", blank * 90_000 + letter(7) + blank * 90_000))


@pytest.mark.parametrize("content", [b"PK\x03\x04", b"%PDF-1.7", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\x89PNG\r\n"])
def test_a_file_behind_nul_bytes_is_called_damaged_and_not_ill_encoded(content: bytes) -> None:
    with pytest.raises(InputError, match="NUL bytes stand before its content; copy or fetch it again"):
        load_bytes(b"\0" * 5_000 + content + b"\x14\0" * 40, "a.zip")


def _read_until_it_waits(path: str) -> None:
    waiting = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    with suppress(BlockingIOError):
        while os.read(waiting, 10_000):
            pass
    os.close(waiting)


@pytest.mark.posix("files of the kernel")
@pytest.mark.skipif(not os.access("/proc/kmsg", os.R_OK), reason="no file here lets its reader wait")
def test_a_file_of_the_kernel_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    flags: list[int] = []
    inner = os.open
    _read_until_it_waits("/proc/kmsg")

    def opened(path: str, how: int) -> int:
        flags.append(how)
        return inner(path, how | os.O_NONBLOCK)  # or the test would wait where the program would

    monkeypatch.setattr(os, "open", opened)
    assert not is_archive(Path("/proc/kmsg"))
    with pytest.raises(InputError, match="/proc/kmsg: ") as caught:
        load(Path("/proc/kmsg"))
    assert caught.value.kind == "unreadable"
    assert all(how & os.O_NONBLOCK for how in flags)


@pytest.mark.parametrize("opening", ["", "-- exported\n\n", "\n create table reply (id int);\n"])
def test_a_dump_of_a_database_is_refused_by_name(opening: str) -> None:
    rows = ",".join(f"({number},'{letter(number)}')" for number in (1, 2)).replace("\n", "\\n")
    with pytest.raises(InputError, match="a dump of a database; export its table as CSV or JSON"):
        load_bytes(f"{opening}INSERT INTO reply VALUES {rows};".encode(), "a.sql")


_IN_SCRIPT = letter(7).replace("\n", "\\n")


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (f"<p>正在加载，请稍候……</p><script>var detail = {{text: '{_IN_SCRIPT}'}}</script>", "by a script"),
        (f"<p>加载中</p><script>{json.dumps({'text': letter(7)})}</script>", "by a script"),
        (
            "<meta http-equiv=Refresh content='3; URL=/art/2026/dafu.html'><p>页面即将转到新地址</p>",
            "“/art/2026/dafu.html”",
        ),
        (
            "<frameset cols='200,*'><frame src=menu.htm><frame src='zw/dafu.htm'></frameset>",
            "in frames, such as “zw/dafu.htm”",
        ),
        ("<iframe src='/portal/detail?id=88'></iframe>", "in frames, such as “/portal/detail?id=88”"),
    ],
)
def test_a_page_whose_letter_is_elsewhere_says_where(body: str, said: str) -> None:
    with pytest.raises(InputError, match=f"holds no letter: .*{re.escape(said)}"):
        load_bytes(f"<html>{body}</html>".encode(), "a.html")
    whole = "".join(f"<p>{line}</p>" for line in letter(7).split("\n"))
    assert load_bytes(f"<html><body>{whole}{body}</body></html>".encode(), "a.html").text.startswith(letter(7)[:20])


def test_what_outlook_packs_is_refused_by_name() -> None:
    with pytest.raises(InputError, match=r"winmail\.dat"):
        load_bytes(b"\x78\x9f\x3e\x22" + bytes(300), "winmail.dat")


@pytest.mark.chinese_font
def test_files_that_a_pdf_file_carries_are_named() -> None:
    names = {97: b"letter.pdf", 99: b"list.xls"}
    table = b" ".join(b"(%s) %d 0 R" % (name, at) for at, name in names.items())
    objects = b"".join(
        b"%d 0 obj<</Type/Filespec/F(%s)/UF(%s)/EF<</F %d 0 R>>>>endobj\n" % (at, name, name, at + 1)
        + b"%d 0 obj<</Length 1>>stream\nx\nendstream endobj\n" % (at + 1)
        for at, name in names.items()
    )
    cover = pdf([[Mark(80, 100, "请打开本文件包中的附件查看。")]])
    carrying = cover.replace(b"<</Type/Catalog", b"<</Names<</EmbeddedFiles<</Names[%s]>>>>/Type/Catalog" % table)
    document = load_bytes(carrying.replace(b"xref\n", objects + b"xref\n", 1), "a.pdf")
    named = [caveat.message.partition("“")[2].partition("”")[0] for caveat in document.caveats]
    assert named == ["letter.pdf", "list.xls"]
    with pytest.raises(InputError, match=r"not the answer to a proposal.*carries the file “letter\.pdf”"):
        require_reply(document)
