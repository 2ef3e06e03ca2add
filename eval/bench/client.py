"""What the peers' clients have in common; it runs with their interpreter, so it needs nothing but Python."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path
from typing import Any

__all__ = ["client_options", "placed"]


def client_options(**flags: str) -> argparse.Namespace:
    """The command line of a client: folder, output, base_url, workers, model, and the named flags with their help."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--base-url", required=True)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--model", required=True)
    for flag, told in flags.items():
        parser.add_argument(f"--{flag}", action="store_true", help=told)
    return parser.parse_args()


def placed(quotes: Iterable[str], text: str) -> list[dict[str, Any]]:
    """Quotes with the place where each first stands in the text, null where it does not."""
    found: list[dict[str, Any]] = []
    for quote in quotes:
        at = text.find(quote)
        found.append({"quote": quote, "start": at if at >= 0 else None, "end": at + len(quote) if at >= 0 else None})
    return found
