"""The text of scans, from character recognition whose numbers a second reader checks, or from a PDF's text layer."""

from __future__ import annotations

from summarise.recognition.readers import Reader, Word, readers_at_hand
from summarise.recognition.recognising import Recognition
from summarise.recognition.text_layer import text_layer

__all__ = ["Reader", "Recognition", "Word", "readers_at_hand", "text_layer"]
