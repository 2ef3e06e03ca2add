from summarise.load import load_bytes

LETTER = (
    "云溪县交通局关于第12号建议的答复\n类别:C\n王\\*\\*、赵\\*\\*代表:\n您提出的建议收悉，现答复如下：\n"
    "我局已修缮道路3公里。\n下一步，我局将修缮道路6公里。\n云溪县交通局\n2024年6月3日\n"
)


def test_a_copied_page_with_escapes_left_in_it_keeps_a_line_a_paragraph() -> None:
    assert load_bytes(LETTER.encode(), "a.txt").text.count("\n") == LETTER.strip().count("\n")
    assert "现答复如下：\n我局" in load_bytes(LETTER.encode(), "a.txt").text


def test_markdown_of_a_program_still_loses_its_escapes() -> None:
    written = LETTER.replace("\n", "\n\n")
    assert "王**、赵**代表" in load_bytes(written.encode(), "a.md").text
