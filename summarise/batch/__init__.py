"""Summarise many replies: read the inputs, run the workers, and write output files that survive a crash."""

from __future__ import annotations

from summarise.batch.inputs import STANDARD_INPUT, Entry, Inputs, named_files
from summarise.batch.manifest import Manifest
from summarise.batch.output_paths import OutputPaths, refuse_conflicts
from summarise.batch.progress import Progress
from summarise.batch.running import Batch, RunOptions
from summarise.batch.sinks import FileSink, Sink, StreamSink, opened

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
    "named_files",
    "opened",
    "refuse_conflicts",
]
