"""Makes the review page: one HTML file that shows records beside their texts."""

from __future__ import annotations

from summarise.report.pieces import Pieces, PiecesMaking, Shown
from summarise.report.rendering import page_of, render_page

__all__ = ["Pieces", "PiecesMaking", "Shown", "page_of", "render_page"]
