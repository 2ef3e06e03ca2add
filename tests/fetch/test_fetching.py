"""Fetching into a folder: saved as it came, known again, lists and attachments, and what `run` makes of it."""

from __future__ import annotations

import hashlib
import json
from io import BytesIO
from pathlib import Path

import pytest
from typer.testing import CliRunner

from summarise.batch import Inputs
from summarise.cli import app
from summarise.errors import InputError, UsageError
from summarise.fetch import Fetching, Folder, Getter, addresses_in
from summarise.fetch.links import links_of
from summarise.load import load_bytes, require_reply
from tests.support.several_letters import letter
from tests.support.web_site import Page, site


def page(text: str, links: str = "") -> Page:
    body = "".join(f"<p>{line}</p>" for line in text.split("\n"))
    return Page(f"<html><head><meta charset=gbk></head><body>{body}{links}</body></html>".encode("gbk"))


def fetching(folder: Path, **settings: bool) -> Fetching:
    opened = Folder(folder)
    opened.open()
    return Fetching(Getter(guard=lambda _: True, pause=0.0), opened, **settings)


def test_a_page_is_saved_as_it_came_beside_where_it_came_from_and_run_knows_its_address(tmp_path: Path) -> None:
    reply = page(letter())
    with site({"/art/1.html": Page(status=301, headers={"Location": "/2.html"}), "/2.html": reply}) as web:
        (outcome,) = fetching(tmp_path).pages([f"{web.root}/art/1.html"])
    assert outcome.state == "saved"
    assert outcome.path is not None
    assert outcome.path.read_bytes() == reply.body
    assert outcome.path.suffix == ".html"
    note = json.loads((tmp_path / f"{outcome.path.name}.fetched.json").read_text(encoding="utf-8"))
    assert (note["address"], note["final_address"]) == (f"{web.root}/art/1.html", f"{web.root}/2.html")
    assert note["sha256"] == hashlib.sha256(reply.body).hexdigest()
    assert note["status"] == 200
    assert ["Content-Length", str(len(reply.body))] in note["headers"]
    inputs = Inputs([str(tmp_path)], BytesIO())
    assert [(entry.source, entry.load().url) for entry in inputs] == [(outcome.path.as_posix(), f"{web.root}/2.html")]
    assert not inputs.passed_over
    outcome.path.write_bytes(reply.body + b"<p>x</p>")  # changed by hand: the address is no longer its own
    assert [entry.load().url for entry in Inputs([str(tmp_path)], BytesIO())] == [""]


def test_what_was_saved_is_not_asked_for_again_and_what_failed_or_changed_is(tmp_path: Path) -> None:
    with site({"/a": page(letter(1)), "/b": [Page(status=500), page(letter(2))]}) as web:
        addresses = [f"{web.root}/a", f"{web.root}/b", f"{web.root}/a"]
        assert [outcome.state for outcome in fetching(tmp_path).pages(addresses)] == ["saved", "failed"]
        web.asked.clear()
        assert [outcome.state for outcome in fetching(tmp_path).pages(addresses)] == ["kept", "saved"]
        assert "/a" not in web.asked
        for path in tmp_path.glob("*_a-*.html"):
            path.write_bytes(b"torn")
        assert [outcome.state for outcome in fetching(tmp_path).pages(addresses)] == ["saved", "kept"]


def test_a_list_page_leads_to_the_replies_that_it_links_on_its_own_host(tmp_path: Path) -> None:
    links = """<a href="/1">对第1号提案的答复</a><a href="2" title="关于第2号建议的回复">关于…</a>
      <a href="/menu">首页</a><a href="https://other.example/3">对第3号提案的答复</a>
      <a href="javascript:x()">第4号提案</a><a href="/1#top">对第1号提案的答复</a>"""
    with site({"/list/": page("列表", links), "/1": page(letter(1)), "/list/2": page(letter(2))}) as web:
        outcomes = list(fetching(tmp_path).lists([f"{web.root}/list/"]))
    assert [outcome.address for outcome in outcomes] == [f"{web.root}/1", f"{web.root}/list/2"]
    assert {outcome.state for outcome in outcomes} == {"saved"}


def test_a_page_that_only_links_its_letter_says_so_and_the_letter_is_taken_along_on_demand(tmp_path: Path) -> None:
    links = '附件：<a href="/files/%E7%AD%94.docx">关于第12号提案的答复.docx</a><a href="/down?id=7">附表.xlsx</a>'
    pages = {"/p": page("关于第12号提案的答复", links), "/files/%E7%AD%94.docx": Page(b"PK"), "/down?id=7": Page(b"PK")}
    with site(pages) as web:
        (outcome,) = fetching(tmp_path / "a").pages([f"{web.root}/p"])
        assert "only links its letter (关于第12号提案的答复.docx); --attachments" in outcome.remark
        outcomes = list(fetching(tmp_path / "b", with_attachments=True).pages([f"{web.root}/p"]))
    assert [outcome.state for outcome in outcomes] == ["saved"] * 3
    notes = [json.loads(path.read_bytes()) for path in (tmp_path / "b").glob("*.fetched.json")]
    assert sorted(note["linked_from"] for note in notes) == ["", f"{web.root}/p", f"{web.root}/p"]
    with pytest.raises(InputError, match=r"关于第12号提案的答复\.docx.*fetch --attachments"):
        require_reply(load_bytes(pages["/p"].body, "p"))


def test_links_of_a_page_are_those_of_the_place_where_redirects_led(tmp_path: Path) -> None:
    moved = {"/p": Page(status=302, headers={"Location": "/art/2025/1.html"})}
    pages = {
        "/art/2025/1.html": page("关于第12号提案的答复", '<a href="a.docx">答复.docx</a>'),
        "/art/2025/a.docx": Page(b"PK"),
    }
    with site(moved | pages) as web:
        for state in ("saved", "kept"):
            outcomes = list(fetching(tmp_path, with_attachments=True).pages([f"{web.root}/p"]))
            assert [(outcome.address.removeprefix(web.root), outcome.state) for outcome in outcomes] == [
                ("/p", state),
                ("/art/2025/a.docx", state),
            ]


def test_a_letter_in_a_frame_of_the_page_is_taken_along(tmp_path: Path) -> None:
    body = """<iframe src="/web/viewer.html?file=../doc/118.pdf"></iframe><embed src="a.pdf">
      <object data="b.ofd"></object><iframe src="/inner.html"></iframe>
      <iframe src="https://count.example/x.html"></iframe><iframe src="about:blank"></iframe>"""
    ours = {"/doc/118.pdf": Page(b"%PDF-"), "/p/a.pdf": Page(b"%PDF-"), "/p/b.ofd": Page(b"PK")}
    with site({"/p/1": page("关于第118号提案的答复", body), "/inner.html": page("内", letter(1)), **ours}) as web:
        (outcome,) = fetching(tmp_path / "a").pages([f"{web.root}/p/1"])
        assert "only links its letter" in outcome.remark
        outcomes = list(fetching(tmp_path / "b", with_attachments=True).pages([f"{web.root}/p/1"]))
    taken = {outcome.address.removeprefix(web.root) for outcome in outcomes}
    assert taken == {"/p/1", "/inner.html", *ours}


def test_a_reply_keeps_its_attachments_and_not_what_else_it_shows(tmp_path: Path) -> None:
    links = """<a href="javascript:;" onclick="window.open('/up/fj.doc')">附件1</a>
      <a href="/servlet/down?id=3">附件下载</a>
      <a href="/get.jsp?name=a.pdf&amp;id=2">查看</a><a href="/help">下载说明</a><iframe src="/share.html"></iframe>"""
    files = {"/up/fj.doc": Page(b"x"), "/servlet/down?id=3": Page(b"x"), "/get.jsp?name=a.pdf&id=2": Page(b"x")}
    with site({"/p": page("答复", letter(1) + links), **files}) as web:
        outcomes = list(fetching(tmp_path, with_attachments=True).pages([f"{web.root}/p"]))
        assert [outcome.address.removeprefix(web.root) for outcome in outcomes] == ["/p", *files]
        (outcome,) = fetching(tmp_path / "b").pages([f"{web.root}/p"])
    assert outcome.remark == ""


def test_names_are_legal_everywhere_and_differ_where_addresses_do(tmp_path: Path) -> None:
    paths = ["/a?id=1", "/a?id=2", "/CON", "/" + "x" * 300, "/答复/第12号.htm", "/a.b/"]
    with site(
        {
            normal: page(letter(n))
            for n, normal in enumerate([*paths[:4], "/%E7%AD%94%E5%A4%8D/%E7%AC%AC12%E5%8F%B7.htm", "/a.b/"])
        }
    ) as web:
        outcomes = list(fetching(tmp_path).pages([web.root + path for path in paths]))
    names = [outcome.path.name for outcome in outcomes if outcome.path]
    assert len(set(names)) == len(paths)
    for name in names:
        assert len(name.encode()) < 200
        assert not set(name) & set('<>:"/\\|?*')


def test_addresses_come_from_the_command_line_or_a_file_with_remarks(tmp_path: Path) -> None:
    file = tmp_path / "list.txt"
    file.write_text("\ufeff# 第一批\nhttps://a.example/1\n\n对第2号提案的答复\twww.b.example/2\n", encoding="utf-8")
    assert list(addresses_in(str(file))) == ["https://a.example/1", "www.b.example/2"]
    assert list(addresses_in("www.c.example/3")) == ["www.c.example/3"]
    file.write_text("没有网址\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"list\.txt:1"):
        list(addresses_in(str(file)))


def test_the_command_refuses_private_hosts_and_lists_what_failed(tmp_path: Path) -> None:
    with site({"/a": page(letter())}) as web:
        done = CliRunner().invoke(app, ["fetch", f"{web.root}/a", "ftp://a.example/x", "-o", str(tmp_path / "out")])
    assert web.asked == []
    assert done.exit_code == 1
    assert "0 saved, 0 there already, 2 failed" in done.stderr
    lines = (tmp_path / "out" / "fetch.failures.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["kind"] for line in lines] == ["private", "refused"]
    with pytest.raises(StopIteration):
        next(iter(Inputs([str(tmp_path / "out")], BytesIO())))


def test_a_link_that_is_no_address_costs_no_other_link() -> None:
    page = b'<a href="http://[::1/a.docx">1</a><iframe src="//]"></iframe><a href="/b.docx">2</a>'
    assert [link.address for link in links_of(page, "https://a.test/")] == ["https://a.test/b.docx"]
