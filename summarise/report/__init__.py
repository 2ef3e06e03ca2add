"""The review page."""

from __future__ import annotations

from summarise.report.rendering import Shown, render_page

__all__ = ["Shown", "render_page"]
