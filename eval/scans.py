"""Recognised scans against the letters that they show: `python -m eval.scans [PAGES]` (the extra `ocr`, chromium).

Each page of a printed letter becomes a picture as offices make them, and is read as `run --ocr` reads it.

numbers   numbers that the first reader found
agreed    those that the second reader confirms
wrong     agreed numbers that do not stand in the letter
targets   targets of the text layer, and how many of them the scan gives alike
"""

from __future__ import annotations

import io
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from eval.fixtures.rich import rich_letters, to_html
from summarise.document import Document
from summarise.engines.rules import RulesEngine
from summarise.errors import InputError
from summarise.load import load_bytes
from summarise.pipeline import summarise
from summarise.recognition import Recognition, readers_at_hand
from summarise.recognition.agreement import numbers_in

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["KINDS", "Counts", "measure"]

Image = Any
_PRINT: Final = ("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer")
_OPENING: Final = "王某代表：\n您提出的第12号建议收悉，现答复如下：\n"
"""What makes a page from the middle of a letter one that is read."""
_LEAST: Final = 200  # characters
_SEED: Final = 7


@dataclass(slots=True)
class Counts:
    """What came of the pages of one kind."""

    pages: int = 0
    numbers: int = 0
    agreed: int = 0
    targets: int = 0
    found: int = 0
    false: int = 0
    wrong: list[str] = field(default_factory=list)


def _rotated(image: Image) -> Image:
    return image.rotate(2, expand=True, fillcolor=255, resample=3)


def _photo(image: Image) -> Image:
    from PIL import Image as Pictures  # noqa: PLC0415 - the extra `ocr` brings it

    width, height = image.size
    slant = 0.04 * width
    corners = (-slant, -0.02 * height, 0, height, width, 1.02 * height, width + slant, 0)
    bent = image.transform(image.size, Pictures.Transform.QUAD, corners, Pictures.Resampling.BICUBIC, fillcolor=255)
    shadow = Pictures.linear_gradient("L").resize(image.size).point(lambda shade: 200 + shade // 5)
    from PIL import ImageChops  # noqa: PLC0415

    return _jpeg(ImageChops.multiply(bent, shadow), 70)


def _stamped(image: Image) -> Image:
    from PIL import ImageDraw  # noqa: PLC0415 - the extra `ocr` brings it

    image = image.copy()
    draw, (width, height) = ImageDraw.Draw(image), image.size
    radius, x, y = width // 9, width * 6 // 10, height * 4 // 10
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), outline=150, width=max(width // 200, 3))
    for turn in range(5):
        draw.line((x, y, x + (turn - 2) * radius // 3, y - radius // 2), fill=150, width=max(width // 150, 4))
    return image


def _jpeg(image: Image, quality: int) -> Image:
    from PIL import Image as Pictures  # noqa: PLC0415 - the extra `ocr` brings it

    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality)
    return Pictures.open(io.BytesIO(out.getvalue())).convert("L")


KINDS: Final[dict[str, tuple[int, Callable[[Image], Image]]]] = {
    "clean, 200 dpi": (200, lambda image: image),
    "JPEG 60, 150 dpi": (150, lambda image: _jpeg(image, 60)),
    "turned by 2°, 200 dpi": (200, _rotated),
    "photo, 200 dpi": (200, _photo),
    "stamp over the text, 200 dpi": (200, _stamped),
    "clean, 150 dpi": (150, lambda image: image),
    "clean, 300 dpi": (300, lambda image: image),
}
"""By name: dots an inch, and what becomes of the page."""


def measure(most_pages: int, told: Callable[[str], None] = print) -> dict[str, Counts]:
    """Read so many pages, each in the next kind, and count."""
    counts = {name: Counts() for name in KINDS}
    recognition = Recognition(*readers_at_hand())
    names = list(KINDS)
    for number, page in enumerate(_pages()):
        if number == most_pages:
            break
        name = names[number % len(names)]
        begun = time.process_time()
        _count(counts[name], page, name, recognition)
        told(f"{number + 1} {name}: {time.process_time() - begun:.0f} s, {counts[name]}")
    return counts


def _pages() -> Any:
    """Yield pages of the letters as PDF files of one page each, in a fixed random order."""
    import pypdfium2  # noqa: PLC0415 - loaded only for PDF files

    letters = list(rich_letters())
    random.Random(_SEED).shuffle(letters)  # noqa: S311 - an order, no secret
    for letter in letters:
        with tempfile.TemporaryDirectory() as place:
            page, made = Path(place) / "page.html", Path(place) / "page.pdf"
            page.write_bytes(to_html(letter).replace(b"16pt/1.75", b"12pt/1.6"))
            subprocess.run([*_PRINT, f"--print-to-pdf={made}", page.as_uri()], check=True, capture_output=True)
            whole = pypdfium2.PdfDocument(made.read_bytes())
        for number in range(len(whole)):
            if len(whole[number].get_textpage().get_text_range()) < _LEAST:
                continue  # the end of a letter, almost blank
            one = pypdfium2.PdfDocument.new()
            one.import_pages(whole, [number])
            out = io.BytesIO()
            one.save(out)
            yield out.getvalue()


def _count(counts: Counts, page: bytes, name: str, recognition: Recognition) -> None:
    try:
        layer = load_bytes(page, "layer.pdf")
        scan = recognition.document(_drawn(page, name), "scan.png")
    except InputError as error:
        counts.wrong.append(str(error))
        return
    counts.pages += 1
    truth = [_bare(match[0]) for match in numbers_in(layer.text)]
    spans = [match.span() for match in numbers_in(scan.text)]
    found = [_bare(scan.text[start:end]) for start, end in spans]
    doubtful = {(one.start, one.end) for one in scan.doubtful}
    blocks = SequenceMatcher(None, truth, found, autojunk=False).get_matching_blocks()
    right = {block.b + step for block in blocks for step in range(block.size)}
    agreed = [index for index, span in enumerate(spans) if span not in doubtful]
    counts.numbers += len(found)
    counts.agreed += len(agreed)
    counts.wrong += [
        scan.text[max(spans[index][0] - 8, 0) : spans[index][1] + 4] for index in agreed if index not in right
    ]
    wanted, given = _targets(layer), _targets(scan)
    counts.targets += wanted.total()
    counts.found += (wanted & given).total()
    counts.false += (given - wanted).total()


def _drawn(page: bytes, name: str) -> bytes:
    import pypdfium2  # noqa: PLC0415 - loaded only for PDF files

    dots, change = KINDS[name]
    image = pypdfium2.PdfDocument(page)[0].render(scale=dots / 72, grayscale=True).to_pil()
    out = io.BytesIO()
    change(image).save(out, "PNG")
    return out.getvalue()


def _bare(number: str) -> str:
    return "".join(number.replace("，", ",").split())


def _targets(document: Document) -> Counter[tuple[Any, ...]]:
    record = summarise(Document(document.source, _OPENING + document.text), RulesEngine())
    return Counter((target.value, target.upper, target.unit) for target in record.numeric_targets)


def main() -> int:
    """Print a row a kind; exit 1 where an agreed number is wrong."""
    counts = measure(int(sys.argv[1]) if len(sys.argv) > 1 else 14, lambda line: print(line, file=sys.stderr))
    print("| scan | pages | numbers | agreed | agreed and wrong | targets | found | false |")
    print("|---|" + "--:|" * 7)
    for name, c in counts.items():
        cells = [name, c.pages, c.numbers, c.agreed, len(c.wrong), c.targets, c.found, c.false]
        print("| " + " | ".join(map(str, cells)) + " |")
    return int(any(c.wrong for c in counts.values()))


if __name__ == "__main__":
    sys.exit(main())
