"""Runs the two programs (readers) that recognise characters in pictures: rapidocr and, if installed, tesseract.

Each runs in a process of its own with limits on time and memory.
"""

from __future__ import annotations

import csv
import importlib.util
import io
import json
import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import astuple, dataclass
from functools import cache
from statistics import median
from typing import Any, Final

from summarise.errors import InputError, UsageError
from summarise.load.isolation import read_apart
from summarise.load.limits import RECOGNISER_WALL_SECONDS
from summarise.load.reader_protocol import RECOGNISER

__all__ = ["Reader", "Word", "ems", "readers_at_hand", "words_by_rapidocr", "words_by_tesseract"]

_NEEDED: Final = ("rapidocr", "onnxruntime", "PIL")
_OF_TESSERACT: Final = ("PATH", "TESSDATA_PREFIX", "SYSTEMROOT")
_NAME: Final = "recognition"
_SECONDS: Final = 300
_MOST_THREADS: Final = 8
_LEAST_SCORE: Final = 0.5
"""Least score of a recognised text; a lower score is a smudge. Misread digits often have high scores."""
_UPRIGHT: Final = 0.8
"""If the median score of the lines is lower than this, the page may be upside down and is also read turned."""
_LANGUAGE: Final = "chi_sim"
_WORD_ROW: Final = "5"


@dataclass(frozen=True, slots=True)
class Word:
    """A recognised text with its box in pixels, y downwards.

    The text is a whole line if rapidocr recognised it, and a single word if tesseract did.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    tilt: float = 0.0
    """Slope of the line in a crooked scan: pixels downwards for each pixel to the right; 0 for a level line."""


def ems(text: str) -> float:
    """Return the length of a text in widths of a Chinese character; a Latin letter or a digit counts half."""
    return sum(0.5 if sign <= "\xff" else 1.0 for sign in text)


Reader = Callable[[bytes], list[Word]]
"""A function that recognises the text in a picture; the picture is given as PNG bytes."""


def readers_at_hand() -> tuple[Reader, Reader | None]:
    """Return the first reader, rapidocr, and the second, tesseract; None if tesseract or its `chi_sim` is missing.

    Raises:
        UsageError: the optional dependencies `summarise[ocr]` are not installed.

    """
    if any(importlib.util.find_spec(name) is None for name in _NEEDED):
        raise UsageError("--ocr needs an extra: pip install 'summarise[ocr]'")
    return _read_by_rapidocr, _read_by_tesseract if _knows_chinese() else None


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR  # noqa: PLC0415 - the extra `ocr` brings it; it takes a second

    threads = min(os.cpu_count() or 1, _MOST_THREADS)  # each asks for address space of its own
    return RapidOCR(
        params={
            "Global.log_level": "error",
            "Global.text_score": _LEAST_SCORE,
            "Global.use_cls": False,  # it turns single lines of a page by mistake, which are lost then
            "EngineConfig.onnxruntime.intra_op_num_threads": threads,
        }
    )


def _read_by_rapidocr(png: bytes) -> list[Word]:
    return _read_apart("words_by_rapidocr", png)


def _read_by_tesseract(png: bytes) -> list[Word]:
    place = shutil.which("tesseract") or "tesseract"
    head = json.dumps([place, {name: os.environ[name] for name in _OF_TESSERACT if name in os.environ}])
    return _read_apart("words_by_tesseract", head.encode() + b"\n" + png)


def _read_apart(function: str, data: bytes) -> list[Word]:
    """Call a function of this module in a process of its own, and return the words that it recognises."""
    said = read_apart(__name__, function, data, _NAME, RECOGNISER_WALL_SECONDS, entry=RECOGNISER)
    return [Word(str(text), *map(float, numbers)) for text, *numbers in json.loads(said)]


def words_by_rapidocr(png: bytes, source: str) -> str:  # noqa: ARG001 - what every reader takes
    """Recognise the picture `png` by rapidocr; return a JSON list with the fields of each `Word`.

    This runs in a process of its own. `source` is not used.
    """
    found = _engine()(png)
    if found.scores and median(found.scores) < _UPRIGHT:
        turned = _engine()(_upside_down(png))
        if turned.scores and median(turned.scores) > median(found.scores):
            found = turned
    if found.boxes is None or found.txts is None:
        return "[]"
    words = []
    for box, text in zip(found.boxes, found.txts, strict=True):
        across, down = [float(point[0]) for point in box], [float(point[1]) for point in box]
        tilt = (down[1] - down[0]) / max(across[1] - across[0], 1.0)
        words.append(Word(text, min(across), min(down), max(across), max(down), tilt))
    return json.dumps(list(map(astuple, words)))


def _upside_down(png: bytes) -> bytes:
    from PIL import Image  # noqa: PLC0415 - the extra `ocr` brings it

    out = io.BytesIO()
    Image.open(io.BytesIO(png)).transpose(Image.Transpose.ROTATE_180).save(out, "PNG", compress_level=1)
    return out.getvalue()


@cache
def _knows_chinese() -> bool:
    place = shutil.which("tesseract")
    if place is None:
        return False
    listed = subprocess.run([place, "--list-langs"], capture_output=True, check=False)  # noqa: S603 - found on the path
    return _LANGUAGE in listed.stdout.decode("utf-8", "replace").split()


def words_by_tesseract(data: bytes, source: str) -> str:
    """Recognise a picture by tesseract; return a JSON list with the fields of each `Word`.

    `source` names the file with the picture in errors. This runs in a process of its own. The first line of `data` is a
    JSON list of the program's path and its environment variables; the PNG follows.

    Raises:
        InputError: `unreadable` if tesseract fails.

    """
    head, _, png = data.partition(b"\n")
    place, given = json.loads(head)
    command = [place, "-", "-", "-l", _LANGUAGE, "--psm", "3", "tsv"]
    alone = {**given, "OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(command, input=png, capture_output=True, timeout=_SECONDS, check=True, env=alone)  # noqa: S603
    except (OSError, subprocess.SubprocessError) as error:
        reason = f"{source}: the second reader, tesseract, failed ({type(error).__name__})"
        raise InputError(reason, kind="unreadable") from error
    rows = csv.DictReader(io.StringIO(done.stdout.decode("utf-8", "replace")), delimiter="\t", quoting=csv.QUOTE_NONE)
    words = []
    for row in rows:
        if row["level"] == _WORD_ROW and (row["text"] or "").strip():
            left, top = float(row["left"]), float(row["top"])
            words.append(Word(row["text"], left, top, left + float(row["width"]), top + float(row["height"])))
    return json.dumps(list(map(astuple, words)))
