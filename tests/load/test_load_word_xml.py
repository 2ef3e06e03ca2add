"""Word documents in one XML file, and XML that is none."""

from __future__ import annotations

import base64
import re
import struct

import pytest

from eval.fixtures.make_documents import documents
from eval.fixtures.word import package, paragraph, run
from summarise.errors import InputError
from summarise.load import load_bytes
from summarise.load.package import open_zip, read_member

W3 = 'xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" xmlns:aml="http://schemas.microsoft.com/aml/2001/core" xmlns:wx="http://schemas.microsoft.com/office/word/2003/auxHint"'


def flat(data: bytes) -> bytes:
    """A .docx as the one XML file that Word writes of it."""
    parts = []
    with open_zip(data, "x") as archive:
        for info in archive.infolist():
            content = read_member(archive, info, "x")
            if info.filename.endswith((".xml", ".rels")):
                text = re.sub(r"^\s*<\?xml[^>]*\?>", "", content.decode())
                inside = f"<pkg:xmlData>{text}</pkg:xmlData>"
            else:
                inside = f"<pkg:binaryData>{base64.b64encode(content).decode()}</pkg:binaryData>"
            parts.append(f'<pkg:part pkg:name="/{info.filename}">{inside}</pkg:part>')
    space = 'xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"'
    head = '<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Word.Document"?>'
    return f"{head}<pkg:package {space}>{''.join(parts)}</pkg:package>".encode()


def of_2003(body: str, lists: str = "", styles: str = "") -> bytes:
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><?mso-application progid="Word.Document"?>'
    return f"{head}<w:wordDocument {W3}>{lists}<w:styles>{styles}</w:styles><w:body><wx:sect>{body}</wx:sect></w:body></w:wordDocument>".encode()


def test_a_flat_package_is_read_as_the_packed_one() -> None:
    for fixture in documents():
        if fixture.layout.startswith("docx"):
            found = load_bytes(flat(fixture.data), "f")
            assert (found.text, found.media_type) == (fixture.text, "application/xml"), fixture.name


def test_an_xml_file_in_gbk_is_read() -> None:
    data = flat(package(paragraph(run("我局将新建学校3所。")))).decode().replace("UTF-8", "GBK").encode("gbk")
    assert load_bytes(data, "f").text == "我局将新建学校3所。"


def test_word_2003_without_what_was_deleted_hidden_or_remarked_and_with_its_notes_behind() -> None:
    def text(words: str, look: str = "") -> str:
        return f"<w:r><w:rPr>{look}</w:rPr><w:t>{words}</w:t></w:r>"

    body = f"""<w:p>{text("新建")}<aml:annotation w:type="Word.Deletion"><aml:content>{text("旧稿")}</aml:content></aml:annotation>
      <aml:annotation w:type="Word.Insertion"><aml:content>{text("学校")}</aml:content></aml:annotation>
      {text("隐藏", "<w:vanish/>")}{text("3")}<w:r><w:footnote><w:p>{text("含民办。")}</w:p></w:footnote></w:r>{text("所")}
      <w:r><aml:annotation w:type="Word.Comment"><aml:content><w:p>{text("批注")}</w:p></aml:content></aml:annotation></w:r></w:p>
      <w:p>{text("此复")}</w:p>"""
    assert load_bytes(of_2003(body), "f").text == "新建学校3所\n此复\n含民办。"


def test_the_number_in_the_page_s_head_is_read() -> None:
    head = '<w:sectPr><w:hdr w:type="odd"><w:p><w:r><w:t>某教函〔2024〕6号</w:t></w:r></w:p></w:hdr></w:sectPr>'
    assert load_bytes(of_2003(f"<w:p><w:r><w:t>正文</w:t></w:r></w:p>{head}"), "f").text == "某教函〔2024〕6号\n正文"


def test_automatic_numbers_of_word_2003_are_counted() -> None:
    level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:nfc w:val="{}"/><w:lvlText w:val="{}"/></w:lvl>'
    lists = "".join(
        f'<w:listDef w:listDefId="{n}">{level.format(kind, words)}</w:listDef><w:list w:ilfo="{n + 1}"><w:ilst w:val="{n}"/></w:list>'
        for n, (kind, words) in enumerate([(37, "%1、"), (0, "%1.")])
    )
    item = (
        '<w:p><w:pPr><w:listPr><w:ilvl w:val="0"/><w:ilfo w:val="{}"/></w:listPr></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>'
    )
    body = item.format(1, "情况") + item.format(2, "甲") + item.format(1, "下一步")
    assert load_bytes(of_2003(body, f"<w:lists>{lists}</w:lists>"), "f").text == "一、情况\n1.甲\n二、下一步"


@pytest.mark.parametrize(
    "text",
    [
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><item>我局将新建学校3所。</item></channel></rss>',
        '<?xml version="1.0" encoding="gbk"?>\n<!-- 导出 -->\n<reply><text>我局将新建学校3所。</text></reply>',
        "<回复件><正文>我局将新建学校3所。</正文></回复件>",
        '<svg xmlns="http://www.w3.org/2000/svg"><text>我局将新建学校3所。</text></svg>',
    ],
)
def test_other_xml_is_refused_by_its_root(text: str) -> None:
    with pytest.raises(InputError, match="XML of a kind that is not read") as caught:
        load_bytes(text.encode("gbk" if "gbk" in text else "utf-8"), "f")
    assert caught.value.kind == "unsupported"


def test_pages_in_xml_and_text_with_a_tag_are_no_other_xml() -> None:
    page = '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x"><html xmlns="http://www.w3.org/1999/xhtml"><body><p>我局将新建学校3所。</p></body></html>'
    assert load_bytes(page.encode(), "f").media_type == "text/html"
    assert load_bytes("<关于学位的提案>收悉，现答复如下。".encode(), "f").text == "<关于学位的提案>收悉，现答复如下。"


def compound(*names: str) -> bytes:
    """A compound file with empty streams of these names."""
    entries = [("Root Entry", 5), *((name, 2) for name in names)]
    directory = b""
    for name, kind in entries:
        wide = name.encode("utf-16-le")
        directory += (
            wide.ljust(64, b"\0")
            + struct.pack("<HB", len(wide) + 2, kind)
            + bytes(49)
            + struct.pack("<II", 0xFFFFFFFE, 0)
            + bytes(4)
        )
    directory = directory.ljust(-(-len(directory) // 512) * 512, b"\0")
    sectors = len(directory) // 512
    table = [*range(2, sectors + 1), 0xFFFFFFFE]
    fat = struct.pack("<I", 0xFFFFFFFD) + struct.pack(f"<{sectors}I", *table)
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    header += bytes(10) + struct.pack("<IIIIIIII", 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)[:32]
    header = header[:76] + struct.pack("<I", 0) + b"\xff" * 432
    return header + fat.ljust(512, b"\xff") + directory


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (("PowerPoint Document",), "presentation"),
        (("__properties_version1.0",), r"Outlook message \(\.msg, winmail\.dat\); save it as \.eml"),
        (("EncryptionInfo", "EncryptedPackage"), "password"),
    ],
)
def test_old_office_files_that_are_no_letters_are_refused_by_name(names: tuple[str, ...], words: str) -> None:
    with pytest.raises(InputError, match=words) as caught:
        load_bytes(compound(*names), "f")
    assert caught.value.kind == "unsupported"
