"""The review page."""

from __future__ import annotations

from summarise.report.rendering import render_page

__all__ = ["render_page"]
