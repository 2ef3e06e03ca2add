"""Reads the invisible text layer that a scanner's software puts under the page images of a PDF file."""

from __future__ import annotations

import re
from typing import Final

from summarise.document import Caveat, Document, Doubt
from summarise.load.isolation import read_apart
from summarise.recognition.agreement import numbers_in

__all__ = ["text_layer"]

_SPACED: Final = re.compile("(?<=[^\x00-\x7f]) +| +(?=[^\x00-\x7f])")
"""Matches spaces next to Chinese characters. The software puts them between words; Chinese does not use them."""
_REMARK = "the text is the layer under the pictures of a scan; none of its numbers is verified"


def text_layer(data: bytes, source: str) -> Document:
    """Return the text layer of a scanned PDF as a document, with all its numbers as doubtful spans.

    `data` is the content of the PDF file, and `source` the file's name.

    Raises:
        InputError: `scanned` if the file is not a PDF, or if at least half of its pages have no text layer; also the
            errors of `read_apart`.

    """
    text = _SPACED.sub("", read_apart("summarise.load.pdf", "read_text_layer", data, source, alone=True))
    doubtful = tuple(Doubt(*match.span()) for match in numbers_in(text))
    caveat = Caveat("recognised", _REMARK)
    return Document(source, text, "application/pdf", text_from="text_layer", caveats=(caveat,), doubtful=doubtful)
