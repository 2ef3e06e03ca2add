"""Annotation: numbered sentences with their sections, numbered quantities and dates, and the metadata found."""

from __future__ import annotations

from summarise.annotated import AnnotatedDocument
from summarise.document import Document

__all__ = ["annotate"]


def annotate(document: Document) -> AnnotatedDocument:
    """Number everything in a document that an engine may select."""
    raise NotImplementedError
