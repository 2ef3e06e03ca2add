"""The built-in engine: sections, cue words and annotations, no network, milliseconds a reply."""

from __future__ import annotations

from summarise.engines.rules.engine import RulesEngine
from summarise.engines.rules.second_opinion import second_opinion

__all__ = ["RulesEngine", "second_opinion"]
