"""Text of a PDF page in layers: what a viewer does not draw is not read, and what it draws is."""

from __future__ import annotations

import pytest

from summarise.load.pdf import read_pdf
from tests.support.pdf_objects import pdf_of

BODY = b"BT /F1 12 Tf 60 700 Td (The bureau repairs 6 ferries) Tj ET "
LAYER = b"/OC /%s BDC %s EMC "
PROMISE = b"BT /F1 12 Tf 60 650 Td (and builds 905 more) Tj ET"


def pdf(content: bytes, settings: bytes, form: bytes = b"", of_form: bytes = b"") -> bytes:
    """A page with two layers, 6 (named L1) and 7 (L2), and a form Fm0."""
    resources = b"/Resources<</Font<</F1 5 0 R>>/Properties<</L1 6 0 R/L2 7 0 R>>/XObject<</Fm0 8 0 R>>>>"
    box = b"/Type/XObject/Subtype/Form/BBox[0 0 600 800]" + resources + of_form
    objects = [
        b"<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[6 0 R 7 0 R]/D<<%s>>>>>>" % settings,
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R%s>>" % resources,
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Type/OCG/Name(one)>>",
        b"<</Type/OCG/Name(two)>>",
        b"<<%s/Length %d>>stream\n%s\nendstream" % (box, len(form), form),
    ]
    return pdf_of(objects)


def text(data: bytes) -> str:
    return " ".join(read_pdf(data, "x").text.split())


@pytest.mark.parametrize("settings", [b"/OFF[6 0 R]", b"/BaseState/OFF/ON[7 0 R]"])
def test_text_in_a_layer_that_is_off_stays_out(settings: bytes) -> None:
    assert text(pdf(BODY + LAYER % (b"L1", PROMISE), settings)) == "The bureau repairs 6 ferries"
    assert "905" in text(pdf(BODY + LAYER % (b"L2", PROMISE), settings))


def test_a_form_in_a_layer_that_is_off_stays_out() -> None:
    assert text(pdf(BODY + LAYER % (b"L1", b"/Fm0 Do"), b"/OFF[6 0 R]", PROMISE)) == "The bureau repairs 6 ferries"
    assert text(pdf(BODY + b"/Fm0 Do", b"/OFF[6 0 R]", PROMISE, b"/OC 6 0 R")) == "The bureau repairs 6 ferries"
    assert "905" in text(pdf(BODY + b"/Fm0 Do", b"/OFF[6 0 R]", PROMISE, b"/OC 7 0 R"))
    assert "905" in text(pdf(BODY + b"/Fm0 Do", b"/OFF[6 0 R]", PROMISE))


@pytest.mark.parametrize("before", [b"0.9 g 40 600 400 150 re f 0 g ", b"0 g 40 600 400 150 re f 1 g "])
def test_text_on_a_coloured_ground_is_told_by_what_is_drawn(before: bytes) -> None:
    shown, hidden = (pdf(before + BODY + LAYER % (layer, PROMISE), b"/OFF[6 0 R]") for layer in (b"L2", b"L1"))
    assert "905" in text(shown)
    assert "905" not in text(hidden)


@pytest.mark.parametrize("turn", [b"90", b"180", b"270"])
def test_text_in_a_turned_page_is_looked_for_where_it_is_drawn(turn: bytes) -> None:
    for layer, is_read in ((b"L1", False), (b"L2", True)):
        data = pdf(BODY + LAYER % (layer, PROMISE), b"/OFF[6 0 R]").replace(b"/MediaBox", b"/Rotate %s/MediaBox" % turn)
        assert "6 ferries" in text(data)
        assert ("905" in text(data)) is is_read
