"""The views: one file each, with its handlers and their routes."""

from __future__ import annotations

from summarise.workbench.views import labelling, overview, review, settling

__all__ = ["ROUTES"]

ROUTES = (*overview.ROUTES, *review.ROUTES, *labelling.ROUTES, *settling.ROUTES)
