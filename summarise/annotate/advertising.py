"""Words of gambling, which hacked web pages insert in front of titles and of names of bodies."""

from __future__ import annotations

__all__ = ["GAMBLING"]

GAMBLING = "(?:投注|博彩|彩票|棋牌|赌[场球博]|老虎机|百家乐|娱乐城|买[足篮]?球)"
