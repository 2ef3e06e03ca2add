"""The built-in engine: it selects items in milliseconds, without a network, by sections, cue words and annotations."""

from __future__ import annotations

from summarise.engines.rules.engine import RulesEngine
from summarise.engines.rules.second_opinion import second_opinion

__all__ = ["RulesEngine", "second_opinion"]
