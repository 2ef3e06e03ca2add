"""Where things are: the project's folder, and the folder `shared` beside it."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
SUPPORT = ROOT / "tests" / "support"
