"""The names of the forms in which a request can be made."""

from __future__ import annotations

from typing import Literal

__all__ = ["DialectName"]

DialectName = Literal["strict", "schema", "tools", "prose"]
"""How a request states the form of the answer, in the order in which the dialects are tried.

strict: a JSON schema that the service enforces; schema: a JSON schema; tools: the parameters of a tool; prose: the
prompt alone.
"""
