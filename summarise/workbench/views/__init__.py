"""The views: one file each, with its handlers and their routes."""

from __future__ import annotations

from summarise.workbench.views import overview, review

__all__ = ["ROUTES"]

ROUTES = (*overview.ROUTES, *review.ROUTES)
