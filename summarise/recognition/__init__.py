"""Reads the text of scans, either by character recognition or from the text layer of a PDF.

After character recognition, a second program for recognition (second reader) checks the numbers.
"""

from __future__ import annotations

from summarise.recognition.readers import Reader, Word, readers_at_hand
from summarise.recognition.recognising import Recognition
from summarise.recognition.text_layer import text_layer

__all__ = ["Reader", "Recognition", "Word", "readers_at_hand", "text_layer"]
