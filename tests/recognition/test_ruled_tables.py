"""Tables with ruled lines in scans are read cell by cell."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
from PIL import Image, ImageDraw

from summarise.document import Document
from summarise.recognition import Recognition, Word
from summarise.recognition.readers import ems

EM = 28.0
SIZE = (1240, 1754)
COLUMNS = (100, 200, 700, 900, 1140)
ROWS = (400, 450, 540, 590)
HEAD = ["关于改造青塘区道路的提案的答复", "王某某委员：", "您提出的提案收悉。现答复如下：", "二、下一步工作"]
CELLS = {
    (0, 0): ["序号"],
    (0, 1): ["任务"],
    (0, 2): ["责任单位"],
    (0, 3): ["完成时限"],
    (1, 0): ["1"],
    (1, 1): ["完成石桥村道改造16.7公里，投资", "3107万元"],
    (1, 2): ["住建局、", "供电公司"],
    (1, 3): ["2026年6月"],
    (2, 0): ["2"],
    (2, 1): ["更换清溪路灯343盏"],
    (2, 2): ["城管局"],
    (2, 3): ["2026年"],
}


def word(text: str, left: float, top: float) -> Word:
    return Word(text, left, top, left + EM * ems(text), top + EM)


def words(cells: dict[tuple[int, int], list[str]] = CELLS) -> list[Word]:
    found = [word(text, 120, 100 + 50 * number) for number, text in enumerate(HEAD)]
    for (row, column), lines in cells.items():
        middle = (ROWS[row] + ROWS[row + 1]) / 2
        top = middle - len(lines) * EM * 0.7
        found += [word(text, COLUMNS[column] + 8, top + EM * 1.4 * at + 4) for at, text in enumerate(lines)]
    return [*found, word("同时，加强日常养护。", 120, 620)]


def drawn(*, ruled: bool = True, thick: int = 1, tilt: float = 0.0) -> bytes:
    page = Image.new("L", SIZE, 255)
    draw = ImageDraw.Draw(page)
    lines = [(COLUMNS[0], at, COLUMNS[-1], at) for at in ROWS] + [(at, ROWS[0], at, ROWS[-1]) for at in COLUMNS]
    for left, top, right, bottom in lines if ruled else []:
        start, end = (left - tilt * top, top + tilt * left), (right - tilt * bottom, bottom + tilt * right)
        draw.line((*start, *end), fill=60, width=thick)
    out = io.BytesIO()
    page.save(out, "PNG")
    return out.getvalue()


def tilted(one: Word, tilt: float) -> Word:
    across, down = (one.left + one.right) / 2, (one.top + one.bottom) / 2
    left, right = one.left - tilt * down, one.right - tilt * down
    return Word(one.text, left, one.top + tilt * across, right, one.bottom + tilt * across, tilt)


def read(found: Sequence[Word], page: bytes) -> Document:
    return Recognition(lambda _: list(found), lambda _: list(found)).document(page, "scan.png")


TABLE = [
    "序号 | 任务 | 责任单位 | 完成时限",
    "1 | 完成石桥村道改造16.7公里，投资3107万元 | 住建局、供电公司 | 2026年6月",
    "2 | 更换清溪路灯343盏 | 城管局 | 2026年",
]


@pytest.mark.parametrize("thick", [1, 3, 6])
def test_a_row_is_one_line_and_the_lines_of_a_cell_stay_together(thick: int) -> None:
    document = read(words(), drawn(thick=thick))
    assert document.text.split("\n") == [*HEAD, *TABLE, "同时，加强日常养护。"]
    assert not document.doubtful


@pytest.mark.parametrize("tilt", [-0.03, 0.004, 0.02])
def test_the_table_of_a_crooked_page_is_read_too(tilt: float) -> None:
    document = read([tilted(one, tilt) for one in words()], drawn(tilt=tilt, thick=2))
    assert [line for line in document.text.split("\n") if "|" in line] == TABLE


def test_a_text_recognised_across_two_cells_is_parted_at_their_line() -> None:
    cells = {key: lines for key, lines in CELLS.items() if key not in ((2, 2), (2, 3))}
    across = Word("城管局2026年", COLUMNS[2] + 60, 551, COLUMNS[3] + 110, 551 + EM)
    document = read([*words(cells), across], drawn())
    assert [line for line in document.text.split("\n") if "|" in line] == TABLE


def test_a_number_recognised_across_two_cells_is_not_parted_and_told() -> None:
    cells = {key: lines for key, lines in CELLS.items() if key not in ((2, 2), (2, 3))}
    across = Word("20262027", COLUMNS[3] - 4 * EM / 2, 551, COLUMNS[3] + 4 * EM / 2, 551 + EM)
    document = read([*words(cells), across], drawn())
    assert "20262027" in document.text
    assert "|" not in document.text
    assert [caveat.message for caveat in document.caveats if "page 1" in caveat.message]


def test_a_line_through_a_text_and_a_page_without_lines_make_no_table() -> None:
    plain = read(words(), drawn(ruled=False))
    page = Image.open(io.BytesIO(drawn(ruled=False)))
    ImageDraw.Draw(page).line((100, 114, 700, 114), fill=0, width=2)
    out = io.BytesIO()
    page.save(out, "PNG")
    assert read(words(), out.getvalue()).text == plain.text
    assert HEAD[0] in plain.text
    assert "|" not in plain.text


def test_the_pictures_of_numbers_are_those_of_their_cells() -> None:
    others = [one for one in words() if "343" not in one.text]
    document = Recognition(lambda _: words(), lambda _: others).document(drawn(), "scan.png")
    assert [document.text[one.start : one.end] for one in document.doubtful] == ["343"]
    assert document.doubtful[0].png
