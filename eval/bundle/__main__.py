"""Bundles for offices without a network: a folder and a zip each for Windows x64, Linux x86_64 and Linux aarch64.

python -m eval.bundle [-o dist/bundles] [--only NAME] [--python 3.11 3.12 3.13] [--embed PYTHON.zip --embed-sha256 HEX]
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from eval.bundle.packing import TARGETS, PackingError, Target, assemble, embed, pinned, unfit, zipped
from summarise.version import VERSION

ROOT = Path(__file__).resolve().parents[2]


def _run(*words: str) -> None:
    subprocess.run([sys.executable, "-m", *words], cwd=ROOT, check=True)


def _fetch(target: Target, pythons: Sequence[str], wheels: Path) -> None:
    """Dependencies as constraints.txt has them, without pyarrow; pip holds each file against its hash there."""
    listed = wheels.with_name("listed.txt")
    _run(
        *("uv", "pip", "compile", "-q", "--python-platform", target.resolved_as, "--python-version", pythons[0]),
        *("--generate-hashes", "--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-package", "pyarrow"),
        *("--extra", "tables", "--extra", "workbench", "-c", "constraints.txt", "pyproject.toml", "-o", str(listed)),
    )
    platforms = [word for tag in target.tags for word in ("--platform", tag)]
    for python in pythons:
        _run(
            *("pip", "download", "-qq", "--disable-pip-version-check", "--no-deps", "--require-hashes"),
            *("--only-binary", ":all:", "--python-version", python, *platforms, "-d", str(wheels)),
            *("-r", str(listed), "-r", "eval/bundle/installer.txt"),
        )
    listed.unlink()


def _bundle(target: Target, options: argparse.Namespace, own: Path) -> Path:
    folder: Path = options.output.resolve() / f"summarise-{VERSION}-{target.name}"
    shutil.rmtree(folder, ignore_errors=True)
    wheels = folder / "wheels"
    wheels.mkdir(parents=True)
    _fetch(target, options.python, wheels)
    shutil.copy(own, wheels)
    (folder / "requirements.txt").write_text(pinned(wheels.glob("*.whl")), encoding="ascii")
    assemble(folder, target)
    if faults := unfit(folder, target):
        raise PackingError("; ".join(faults))
    if options.embed and target.name.startswith("windows"):
        embed(folder, options.embed, options.embed_sha256)
        if faults := unfit(folder, target):
            raise PackingError("; ".join(faults))
    return zipped(folder)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m eval.bundle", description="Make bundles for offices offline.")
    parser.add_argument("-o", "--output", type=Path, default=ROOT / "dist/bundles")
    parser.add_argument("--only", choices=[target.name for target in TARGETS])
    parser.add_argument("--python", nargs="+", default=["3.11", "3.12", "3.13"], help="versions to bring wheels for")
    parser.add_argument("--embed", type=Path, help="the embeddable Python for Windows, as a zip")
    parser.add_argument("--embed-sha256", default="", help="its SHA-256, as its publisher states it")
    return parser.parse_args()


def main() -> int:
    """Make the bundles; exit 1 where one cannot be made."""
    options = _options()
    built = ROOT / "build/bundle"
    shutil.rmtree(built, ignore_errors=True)
    _run("build", "--wheel", "--no-isolation", "--outdir", str(built), ".")
    try:
        for target in TARGETS:
            if options.only in {None, target.name}:
                place = _bundle(target, options, next(built.glob("*.whl")))
                print(f"{place}: {place.stat().st_size / 1e6:.1f} MB")
    except (PackingError, subprocess.CalledProcessError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
