"""The views: one module each, with its handlers and their routes."""

from __future__ import annotations

from summarise.workbench.views import (
    bodies,
    evaluation,
    exporting,
    follow,
    incoming,
    labelling,
    ledger,
    overview,
    review,
    settling,
    tasks,
    unread,
)

__all__ = ["ROUTES"]

ROUTES = (
    *overview.ROUTES,
    *incoming.ROUTES,
    *exporting.ROUTES,
    *review.ROUTES,
    *unread.ROUTES,
    *tasks.ROUTES,
    *labelling.ROUTES,
    *settling.ROUTES,
    *ledger.ROUTES,
    *follow.ROUTES,
    *bodies.ROUTES,
    *evaluation.ROUTES,
)
"""Every route but those of the page and of sessions; a new view adds its own here."""
