"""Makes pictures of the pages of a scan: a PDF, an image file, or the images in a Word or OpenDocument file.

Files are parsed in a reader process. The pictures are always redrawn, never copied from the file.
"""

from __future__ import annotations

import base64
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from summarise.errors import InputError
from summarise.load.isolation import read_apart
from summarise.load.kind import kind_of
from summarise.load.package import open_zip, read_member

__all__ = ["Picture", "drawn_page", "page_count", "pictures_of"]

_DPI: Final = 200
"""Resolution of the pictures in dots per inch.

From 150 to 300 no number was misread, but larger pictures take longer.
"""
_LONGEST_SIDE: Final = 3_600
_MOST_PIXELS: Final = 60_000_000
_MOST_PAGES: Final = 60
_LEAST_SIDE: Final = 300
"""Least width and height in pixels; a smaller image is an emblem, not a page."""
_IMAGES: Final = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".gif", ".webp")
_SECONDS: Final = 60.0
_DRAWN: Final = frozenset({"pdf", "picture", "docx", "odt"})


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as a greyscale PNG; its width and height are in pixels."""

    png: bytes
    width: int
    height: int


def pictures_of(data: bytes, source: str) -> Iterator[Picture]:
    """Yield a picture of each page of a PDF, image, .docx or .odt file in order.

    `data` is the content of the file; `source` names the file in errors. Images smaller than a page are skipped.

    Raises:
        InputError: `scanned` for another format, `too_large` for more than 60 pages or too many pixels, `unreadable` if
            the file is damaged, `unsafe` if reading it exceeds the limits.

    """
    if kind_of(data) not in _DRAWN:
        raise InputError(f"{source}: its pictures are not drawn; save it as PDF", kind="scanned")
    alone = kind_of(data) == "pdf"
    count = int(read_apart(__name__, "page_count", data, source, _SECONDS, alone=alone))
    if count > _MOST_PAGES:
        raise InputError(f"{source}: {count} pages, too many for a reply", kind="too_large")
    for number in range(count):
        asked = f"{number}\n".encode() + data
        drawn = read_apart(__name__, "drawn_page", asked, source, _SECONDS, alone=alone)
        if drawn:
            width, height, png = json.loads(drawn)
            yield Picture(base64.b64decode(png), int(width), int(height))


def page_count(data: bytes, source: str) -> str:
    """Return the number of pages or images in a file as text; `pictures_of` calls this in a reader process.

    `data` is the content of the file; `source` names the file in errors.
    """
    kind = kind_of(data)
    if kind == "pdf":
        return str(len(_pdf(data, source)))
    if kind == "picture":
        with _opened(data, source) as image:
            return str(getattr(image, "n_frames", 1))
    return str(len(_inner(data, source)))


def drawn_page(data: bytes, source: str) -> str:
    """Return one page as a JSON list of width, height and PNG in base64; "" for an image smaller than a page.

    The first line of `data` is the page number, from 0; the file follows. `source` names the file in errors.
    `pictures_of` calls this in a reader process.
    """
    head, _, rest = data.partition(b"\n")
    number = int(head)
    kind = kind_of(rest)
    if kind == "pdf":
        page = _pdf(rest, source)[number]
        scale = min(_DPI / 72, _LONGEST_SIDE / max(*page.get_size(), 1))
        image = page.render(scale=scale, grayscale=True).to_pil()
    elif kind == "picture":
        image = _opened(rest, source)
        image.seek(number)
    else:
        image = _opened(_inner(rest, source)[number], source)
    return _as_json(image)


def _as_json(image: Any) -> str:
    from PIL import Image, ImageOps  # noqa: PLC0415 - the extra `ocr` brings it

    if min(image.size) < _LEAST_SIDE:
        return ""
    image = ImageOps.exif_transpose(image)
    if image.mode in {"RGBA", "LA", "P"}:  # what shows through is white paper
        image = image.convert("RGBA")
        paper = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(paper, image)
    image = image.convert("L")
    if max(image.size) > _LONGEST_SIDE:
        image.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=1)
    return json.dumps([*image.size, base64.b64encode(out.getvalue()).decode("ascii")])


def _pdf(data: bytes, source: str) -> Any:
    import pypdfium2  # noqa: PLC0415 - loaded only for PDF files

    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise InputError(f"{source}: a damaged PDF file ({error})", kind="unreadable") from error


def _opened(data: bytes, source: str) -> Any:
    from PIL import Image  # noqa: PLC0415 - the extra `ocr` brings it

    Image.MAX_IMAGE_PIXELS = _MOST_PIXELS
    try:
        image = Image.open(io.BytesIO(data))
    except (OSError, ValueError, Image.DecompressionBombError) as error:
        raise InputError(f"{source}: a picture that cannot be drawn ({error})", kind="unreadable") from error
    if image.width * image.height > _MOST_PIXELS:
        raise InputError(f"{source}: a picture of {image.width} × {image.height} pixels, too large", kind="too_large")
    return image


def _inner(data: bytes, source: str) -> list[bytes]:
    """Return the images in a Word or OpenDocument file, sorted by the number in their names (image2 before image10)."""
    with open_zip(data, source) as archive:
        images = [info for info in archive.infolist() if info.filename.lower().endswith(_IMAGES)]
        images.sort(key=lambda info: (len(info.filename), info.filename))
        return [read_member(archive, info, source) for info in images]
