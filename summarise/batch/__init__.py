"""Many replies: inputs, workers, and an output that outlasts any end of the program."""

from __future__ import annotations

from summarise.batch.inputs import STANDARD_INPUT, Entry, Inputs
from summarise.batch.manifest import Manifest
from summarise.batch.progress import Progress
from summarise.batch.running import Batch, RunOptions
from summarise.batch.sinks import FileSink, OutputPaths, Sink, StreamSink, opened

__all__ = [
    "STANDARD_INPUT",
    "Batch",
    "Entry",
    "FileSink",
    "Inputs",
    "Manifest",
    "OutputPaths",
    "Progress",
    "RunOptions",
    "Sink",
    "StreamSink",
    "opened",
]
