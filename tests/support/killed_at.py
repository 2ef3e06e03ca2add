"""A process that kills itself at a named point: before or after the nth call of a function of the program."""

from __future__ import annotations

from string import Template

__all__ = ["POINTS", "killed_at"]

POINTS = {
    "before the act is appended": ("summarise.review.journal", "Journal.append", "before", 1),
    "when it is on disk": ("summarise.review.journal", "Journal.append", "after", 1),
    "before it is answered": ("summarise.workbench.desk", "Desk.act", "after", 1),
    "while the index is made": ("summarise.corpus.index_making", "put_rows", "before", 1),
    "when the index is full": ("summarise.corpus.index_making", "_fill", "after", 1),
    "while a correction is put over the index": ("summarise.corpus.index", "_replace", "after", 1),
}
"""Module, function, when, and at which call."""
_PROGRAM = Template("""
import os, signal
from importlib import import_module

module = import_module("$module")
*owners, name = "$function".split(".")
owner = module
for one in owners:
    owner = getattr(owner, one)
whole, calls = getattr(owner, name), []

def cut(*arguments, **named):
    calls.append(name)
    last = len(calls) == $turn
    if last and "$when" == "before":
        os.kill(os.getpid(), signal.SIGKILL)
    answer = whole(*arguments, **named)
    if last:
        os.kill(os.getpid(), signal.SIGKILL)
    return answer

setattr(owner, name, cut)
""")


def killed_at(point: str) -> str:
    """A program for a process to run first."""
    module, function, when, turn = POINTS[point]
    return _PROGRAM.substitute(module=module, function=function, when=when, turn=turn)
