from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from summarise.code_digest import DECIDING, SUFFIXES
from tests.support.places import ROOT

PACKAGE = ROOT / "summarise"
DECIDES_NOTHING = {
    "summarise",  # re-exports
    "summarise.engines",  # the protocol of an engine
    "summarise.engines.model",  # holds no code
    "summarise.engines.service",  # brings answers, which are found by everything that determined them
    "summarise.engines.model_settings",  # its values are in the fingerprint
    "summarise.errors",  # a reply that fails has no record
    "summarise.load",  # the text and its caveats are what a record is kept by
    "summarise.code_digest",  # the digest itself
    "summarise.plain_file",  # brings the file of weights, which is in the fingerprint
    "summarise.redaction",  # conceals in messages
    "summarise.secret_runs",  # finds what is concealed
    "summarise.key",
}


def files_in(place: Path) -> Iterator[Path]:
    if place.is_dir():
        yield from (path for path in place.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    else:
        yield place


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imported_by(path: Path) -> set[str]:
    """Modules of the package that a module imports, by either form of import."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            inside = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= {name for name in inside if is_module(name)} or {node.module}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return {name for name in found if name.split(".")[0] == "summarise"}


def is_module(name: str) -> bool:
    place = ROOT.joinpath(*name.split("."))
    return place.is_dir() or place.with_suffix(".py").is_file()


@pytest.mark.parametrize("more", [(), ("engines/model",)])
def test_the_digest_covers_everything_that_what_it_covers_imports(more: tuple[str, ...]) -> None:
    covered = {path for name in (*DECIDING, *more) for path in files_in(PACKAGE / name)}
    modules = {module_of(path) for path in covered if path.suffix == ".py"}
    assert "summarise.ground" in modules
    missing = {
        (module_of(path), name)
        for path in covered
        if path.suffix == ".py"
        for name in imported_by(path) - modules
        if name not in DECIDES_NOTHING and not name.startswith("summarise.engines.service.")
    }
    assert not missing


def test_every_kind_of_file_that_decides_is_in_the_digest() -> None:
    files = {path for name in (*DECIDING, "engines/model") for path in files_in(PACKAGE / name)}
    assert {path.suffix for path in files} <= set(SUFFIXES)
