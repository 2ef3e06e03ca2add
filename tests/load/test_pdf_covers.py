"""Pictures and coloured areas over the text of a PDF page: what hides text is told, and what may not hide it does not."""

from __future__ import annotations

import pytest

from summarise.load.pdf import read_pdf
from tests.support.pdf_objects import pdf_of

PICTURE = b"q 400 0 0 70 40 600 cm /Im0 Do Q "
AREA = b"1 1 0 rg 40 600 400 70 re f "
GROUP = b"/Group<</S/Transparency>>"
NARROW = b"0 0 10 10 re W n "
HIDDEN = ["page 1 has text under a picture or a coloured area, which was not read; lines: 4"]
DOUBTED = ["page 1 has text that a picture or a coloured area may hide; compare the page; lines: 4"]


def stream(said: bytes, content: bytes) -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (said, len(content), content)


def page(painted: bytes, form: bytes = b"", group: bytes = b"", state: bytes = b"/BM/Multiply") -> bytes:
    """A page of 12 lines, 4 of them where `painted` paints; it may use the form /Fm0 and the graphics state /G0."""
    lines = b"".join(
        b"BT /F1 12 Tf 60 %d Td (Line %d plans 20 new stops) Tj ET " % (760 - 20 * n, n) for n in range(12)
    )
    used = b"/Resources<</Font<</F1 5 0 R>>/XObject<</Im0 6 0 R/Fm0 7 0 R/Fm1 9 0 R>>/ExtGState<</G0 8 0 R>>>>"
    box = b"/Type/XObject/Subtype/Form/BBox[0 0 600 800]"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R%s>>" % used,
        stream(b"", lines + painted),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        stream(
            b"/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceRGB/BitsPerComponent 8", b"\xff\xff\xff"
        ),
        stream(box + group + b"/Resources<</XObject<</Im0 6 0 R>>>>", form),
        b"<</Type/ExtGState%s>>" % state,
        stream(box + used, b"/Fm0 Do"),
    ]
    return pdf_of(objects)


def read(data: bytes) -> tuple[int, list[str]]:
    """The number of lines that are read, and the caveats."""
    whole = read_pdf(data, "x")
    return whole.text.count("Line"), [caveat.message for caveat in whole.caveats]


@pytest.mark.parametrize("painted", [PICTURE, AREA])
def test_lines_under_an_opaque_area_are_left_out_and_counted(painted: bytes) -> None:
    assert read(page(painted)) == (8, HIDDEN)
    assert read(page(b"/Fm0 Do", painted)) == (8, HIDDEN)
    assert read(page(b"/Fm1 Do", painted)) == (8, HIDDEN)


@pytest.mark.parametrize("painted", [PICTURE, AREA])
@pytest.mark.parametrize("state", [b"/BM/Multiply", b"/ca 0.2"])
def test_lines_under_a_form_that_is_seen_through_are_read_with_a_caveat(painted: bytes, state: bytes) -> None:
    assert read(page(b"q /G0 gs /Fm0 Do Q", painted, GROUP, state)) == (12, DOUBTED)


@pytest.mark.parametrize("painted", [PICTURE, AREA])
@pytest.mark.parametrize("form", [b"/Fm0", b"/Fm1"])
def test_lines_under_a_form_that_is_cut_are_read_with_a_caveat(painted: bytes, form: bytes) -> None:
    assert read(page(b"q %s%s Do Q" % (NARROW, form), painted)) == (12, DOUBTED)


def test_a_group_in_a_form_is_seen_through_as_well() -> None:
    assert read(page(b"/Fm1 Do", PICTURE, GROUP)) == (12, DOUBTED)


@pytest.mark.parametrize("before", [b"/G0 gs ", NARROW])
def test_lines_under_an_area_that_is_seen_through_or_cut_are_read_with_a_caveat(before: bytes) -> None:
    assert read(page(b"q %s%s Q" % (before, AREA))) == (12, DOUBTED)


def test_lines_under_a_picture_that_is_cut_are_read_with_a_caveat() -> None:
    assert read(page(b"q %s%s Q" % (NARROW, PICTURE))) == (12, DOUBTED)


def test_text_on_an_area_that_is_seen_through_is_read() -> None:
    written = b"0 0 0 rg BT /F1 12 Tf 60 300 Td (Line of the end) Tj ET "
    area = b"q /G0 gs 0 0 0 rg 40 280 400 70 re f Q "
    assert read(page(area + written, state=b"/ca 0.1")) == (13, [])
    assert read(page(area + written, state=b"/ca 1")) == (12, [])


def test_a_page_with_nothing_over_its_text_has_no_caveat() -> None:
    assert read(page(b"")) == (12, [])
    assert read(page(b"q 0 0 600 800 re W n 40 100 400 70 re f Q")) == (12, [])
