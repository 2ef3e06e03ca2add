"""The encoding in which programs that tests start speak: PYTHONIOENCODING of the pass, else UTF-8."""

from __future__ import annotations

import os

__all__ = ["ENCODING", "VARIABLES"]

_NAME = "PYTHONIOENCODING"
VARIABLES = {_NAME: os.environ[_NAME]} if os.environ.get(_NAME) else {}
"""What an environment of its own needs for that."""
ENCODING = VARIABLES.get(_NAME, "utf-8").partition(":")[0] or "utf-8"
