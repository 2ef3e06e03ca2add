"""The views of the workbench. Each module has the handlers and the routes of one view.

A handler takes the desk and a request (`call`), and returns the JSON values or the file of the response.
"""

from __future__ import annotations

from summarise.workbench.views import (
    acts,
    bodies,
    choosing,
    evaluation,
    exporting,
    follow,
    incoming,
    labelled_gold,
    labelling,
    leaving,
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
    *acts.ROUTES,
    *incoming.ROUTES,
    *exporting.ROUTES,
    *review.ROUTES,
    *unread.ROUTES,
    *tasks.ROUTES,
    *choosing.ROUTES,
    *labelling.ROUTES,
    *leaving.ROUTES,
    *settling.ROUTES,
    *ledger.ROUTES,
    *follow.ROUTES,
    *bodies.ROUTES,
    *evaluation.ROUTES,
    *labelled_gold.ROUTES,
)
"""The routes of all views. A new view must be added here."""
