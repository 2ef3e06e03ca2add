"""Readers of pictures: rapidocr, and tesseract as the second where it is installed."""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from summarise.errors import InputError, UsageError

__all__ = ["Reader", "Word", "readers_at_hand"]

_SECONDS: Final = 120
_LEAST_SCORE: Final = 0.5
"""What is read with less certainty is a smudge; the score does not tell wrong figures, so nothing else hangs on it."""
_LANGUAGE: Final = "chi_sim"
_WORD_ROW: Final = "5"


@dataclass(frozen=True, slots=True)
class Word:
    """A piece of text and its place in pixels, y downwards: a line of rapidocr's, a word of tesseract's."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    tilt: float = 0.0
    """How far it sinks for each pixel to the right; what a crooked scan does to a line."""


Reader = Callable[[bytes], list[Word]]
"""Reads a picture (PNG)."""


def readers_at_hand() -> tuple[Reader, Reader | None]:
    """Return the first reader, and the second, None where tesseract with simplified Chinese is not installed.

    Raises:
        UsageError: the extra is not installed.

    """
    try:
        _engine()
    except ImportError as error:
        raise UsageError("--ocr needs an extra: pip install 'summarise[ocr]'") from error
    return _read_by_rapidocr, _read_by_tesseract if _knows_chinese() else None


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR  # noqa: PLC0415 - the extra `ocr` brings it; it takes a second

    return RapidOCR(params={"Global.log_level": "error", "Global.text_score": _LEAST_SCORE})


def _read_by_rapidocr(png: bytes) -> list[Word]:
    found = _engine()(png)
    if found.boxes is None or found.txts is None:
        return []
    words = []
    for box, text in zip(found.boxes, found.txts, strict=True):
        across, down = [float(point[0]) for point in box], [float(point[1]) for point in box]
        tilt = (down[1] - down[0]) / max(across[1] - across[0], 1.0)
        words.append(Word(text, min(across), min(down), max(across), max(down), tilt))
    return words


@cache
def _knows_chinese() -> bool:
    place = shutil.which("tesseract")
    if place is None:
        return False
    listed = subprocess.run([place, "--list-langs"], capture_output=True, check=False)  # noqa: S603 - found on the path
    return _LANGUAGE in listed.stdout.decode("utf-8", "replace").split()


def _read_by_tesseract(png: bytes) -> list[Word]:
    place = shutil.which("tesseract") or "tesseract"
    command = [place, "-", "-", "-l", _LANGUAGE, "--psm", "3", "tsv"]
    alone = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(command, input=png, capture_output=True, timeout=_SECONDS, check=True, env=alone)  # noqa: S603
    except (OSError, subprocess.SubprocessError) as error:
        raise InputError(f"the second reader, tesseract, failed ({type(error).__name__})", kind="unreadable") from error
    rows = csv.DictReader(io.StringIO(done.stdout.decode("utf-8", "replace")), delimiter="\t", quoting=csv.QUOTE_NONE)
    words = []
    for row in rows:
        if row["level"] == _WORD_ROW and (row["text"] or "").strip():
            left, top = float(row["left"]), float(row["top"])
            words.append(Word(row["text"], left, top, left + float(row["width"]), top + float(row["height"])))
    return words
