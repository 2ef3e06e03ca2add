"""What the command line imports when it runs: loaded once by the process that all others are forked from."""

from __future__ import annotations

import summarise.batch
import summarise.cli.run
import summarise.engines.rules
import summarise.engines.stack
import summarise.export
import summarise.pipeline
import summarise.report  # noqa: F401 - to be there when a command asks for it
