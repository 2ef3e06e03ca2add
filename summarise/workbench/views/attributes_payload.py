"""Converts the attributes of a commitment to JSON for the page."""

from __future__ import annotations

from summarise.commitment_attributes import ATTRIBUTES, Attributes
from summarise.evaluation.span import Span
from summarise.workbench.calls import Json

__all__ = ["attributes_json"]


def attributes_json(commitment: Attributes[Span]) -> Json:
    """Return the attributes of `commitment` by name.

    The names of bodies are a list; the span of a deadline is [start, end].
    """
    values = {name: getattr(commitment, name) for name in ATTRIBUTES}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}
