"""A number that nothing confirms is cut out of the scan, for its warning."""

from __future__ import annotations

import base64
import io
import random
from dataclasses import replace

from PIL import Image

from summarise.engines.rules import RulesEngine
from summarise.pipeline import summarise
from summarise.recognition import Recognition, Word
from tests.support.recognised import picture, reader
from tests.support.several_letters import letter


def page_with_a_bar() -> bytes:
    """A page with a black bar where the number of `reader("新增学位1200个")` is."""
    image = Image.new("L", (1240, 1754), 255)
    image.paste(0, (90 + 4 * 24, 84, 90 + 6 * 24, 106))
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def test_a_number_that_nothing_confirms_is_cut_out_of_the_scan() -> None:
    read = Recognition(lambda _png: [Word("新增学位1200个", 90, 80, 90 + 24 * 7, 110)]).document(page_with_a_bar(), "s")
    (cutout,) = read.doubtful
    assert read.text[cutout.start : cutout.end] == "1200"
    shown = Image.open(io.BytesIO(base64.b64decode(cutout.png))).convert("L")
    assert (shown.height, len(cutout.png) < 1_000) == (38, True)
    row = shown.tobytes()[20 * shown.width : 21 * shown.width]
    dark = [x for x, grey in enumerate(row) if grey < 60]
    assert (dark[0], dark[-1] - dark[0] + 1) == (90 + 96 - max(90 + 96 - 4 * 30, 0), 48)


def test_what_shows_nothing_or_too_much_is_not_cut_out() -> None:
    noise = Image.frombytes("L", (1240, 1754), random.Random(1).randbytes(1240 * 1754))
    out = io.BytesIO()
    noise.save(out, "PNG")
    line = Word("新增学位120012001200120012001200个", 90, 80, 1200, 118)
    assert Recognition(lambda _png: [line]).document(out.getvalue(), "s").doubtful[0].png == ""
    outside = replace(line, left=5_000, right=5_600)
    assert Recognition(lambda _png: [outside]).document(picture(), "s").doubtful[0].png == ""


def test_confirmed_numbers_are_not_cut_out_and_a_warning_carries_what_is() -> None:
    read = Recognition(reader(letter()), reader(letter(places=1280))).document(picture(), "scan.png")
    record = summarise(read, RulesEngine(None))
    assert {read.text[one.start : one.end] for one in read.doubtful if one.png} == {"1200"}
    shown = {w.kind: w.picture for w in record.warnings}
    assert shown == {"recognised": "", "unverified_number": next(one.png for one in read.doubtful)}
    assert "picture" not in record.in_schema("1.0").to_json()
