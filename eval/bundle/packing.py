"""The folder and the zip that an office without a network is handed: wheels, what installs them, guide and examples."""

from __future__ import annotations

import hashlib
import re
import shutil
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

__all__ = [
    "EXAMPLES",
    "LONGEST_PATH",
    "TARGETS",
    "PackingError",
    "Target",
    "assemble",
    "embed",
    "pinned",
    "unfit",
    "zipped",
]

LONGEST_PATH: Final = 180
"""Characters of a path from the bundle's folder on; Windows takes 260 with the folder that people unpack to."""
_ROOT: Final = Path(__file__).resolve().parents[2]
_FILES: Final = _ROOT / "eval/bundle/files"
_GUIDE: Final = "使用说明.txt"
EXAMPLES: Final = ("linhe-transport-2023-118", "lanqiao-eldercare-2024-112", "yuelin-science-2023-214")
_TIME: Final = (2020, 1, 1, 0, 0, 0)  # two packings of one thing are one file
_PICTURE: Final = re.compile(r"!\[[^\]]*\]\([^)]*\)\n\n?")  # the guide in the bundle is plain text
_PACKED_PYTHON: Final = re.compile(r"python3(\d\d)\.dll")


class PackingError(Exception):
    """The bundle cannot be made as asked."""


@dataclass(frozen=True, slots=True)
class Target:
    """A system that a bundle is for."""

    name: str
    resolved_as: str
    """What uv calls it."""
    tags: tuple[str, ...]
    """Platform tags of wheels that run there, besides `any`."""
    scripts: Mapping[str, str]
    """Names in `files` by names in the bundle; one file may have two."""
    end_of_line: str


def _linux(machine: str) -> Target:
    tags = (*(f"manylinux_2_{minor}_{machine}" for minor in range(28, 16, -1)), f"manylinux2014_{machine}")
    scripts = {"install.sh": "install.sh", "workbench.sh": "workbench.sh"}
    return Target(f"linux-{machine}", f"{machine}-manylinux_2_28", tags, scripts, "\n")


_WINDOWS_SCRIPTS: Final = {
    "install.bat": "install.bat",
    "summarise.bat": "summarise.bat",
    "工作台.bat": "summarise.bat",
}
TARGETS: Final = (
    Target("windows-x64", "x86_64-pc-windows-msvc", ("win_amd64",), _WINDOWS_SCRIPTS, "\r\n"),
    _linux("x86_64"),
    _linux("aarch64"),
)


def assemble(folder: Path, target: Target) -> None:
    """Put everything but wheels into a bundle's folder: scripts, guide and example letters.

    Guide and letters are in UTF-8, for Windows with the mark by which Notepad knows it.
    """
    is_windows = target.end_of_line == "\r\n"
    for given, name in target.scripts.items():
        text = (_FILES / name).read_text(encoding="utf-8").replace("\n", target.end_of_line)
        (folder / given).write_bytes(text.encode("ascii" if is_windows else "utf-8"))
        (folder / given).chmod(0o755)
    encoding = "utf-8-sig" if is_windows else "utf-8"
    guide = _PICTURE.sub("", (_ROOT / "docs/office.zh.md").read_text(encoding="utf-8"))
    (folder / _GUIDE).write_bytes(guide.replace("\n", target.end_of_line).encode(encoding))
    (folder / "examples").mkdir()
    for name in EXAMPLES:
        shutil.copyfile(_ROOT / f"eval/gold/{name}.txt", folder / "examples" / f"{name}.txt")


def pinned(wheels: Iterable[Path]) -> str:
    """Requirements of exactly these wheels, each with its SHA-256; one name has one version."""
    found: dict[tuple[str, str], list[str]] = {}
    for wheel in sorted(wheels):
        name, version = wheel.name.split("-")[:2]
        found.setdefault((name.replace("_", "-").lower(), version), []).append(_sha256(wheel))
    if len({name for name, _ in found}) != len(found):
        raise PackingError("two versions of one package were fetched")
    lines = [
        f"{name}=={version} \\\n" + " \\\n".join(f"    --hash=sha256:{one}" for one in hashes)
        for (name, version), hashes in found.items()
    ]
    return "\n".join(lines) + "\n"


def unfit(folder: Path, target: Target) -> list[str]:
    """What does not belong into a bundle for this target, in words; empty for a sound one."""
    found = []
    for path in sorted(folder.rglob("*")):
        name = PurePosixPath(folder.name) / path.relative_to(folder).as_posix()
        if len(str(name)) > LONGEST_PATH:
            found.append(f"{name}: is longer than {LONGEST_PATH} characters")
        if path.suffix == ".whl":
            found += _unfit_wheel(path, target)
        if path.suffix == ".bat" and not _is_for_cmd(path.read_bytes()):
            found.append(f"{name}: is not ASCII with CR LF")
    return found


def _unfit_wheel(path: Path, target: Target) -> list[str]:
    platforms = set(path.stem.split("-")[-1].split("."))
    found = [] if platforms & {"any", *target.tags} else [f"{path.name}: is not for {target.name}"]
    with zipfile.ZipFile(path) as wheel:
        longest = max(wheel.namelist(), key=len)
    if len(installed := f"{path.parents[1].name}/.venv/Lib/site-packages/{longest}") > LONGEST_PATH:
        found.append(f"{installed}: is longer than {LONGEST_PATH} characters")
    return found


def _is_for_cmd(content: bytes) -> bool:
    return content.isascii() and content.count(b"\n") == content.count(b"\r\n") > 0


def embed(folder: Path, archive: Path, sha256: str) -> None:
    """Unpack an embeddable Python into the bundle, and the wheels for it, which then need no installing.

    Raises:
        PackingError: the archive is not the one that was meant, or no embeddable Python, or a wheel for it is missing.

    """
    if _sha256(archive) != sha256.lower():
        raise PackingError(f"{archive}: its SHA-256 is {_sha256(archive)}, not {sha256}")
    python, wheels = folder / "python", folder / "wheels"
    with zipfile.ZipFile(archive) as content:
        versions = [found[1] for name in content.namelist() if (found := _PACKED_PYTHON.fullmatch(name))]
        if len(versions) != 1:
            raise PackingError(f"{archive}: is no embeddable Python")
        content.extractall(python)
    site = python / "Lib/site-packages"
    for name, wheel in _for_version(wheels, int(versions[0])).items():
        if wheel is None:
            raise PackingError(f"{name}: has no wheel for Python 3.{versions[0]}")
        with zipfile.ZipFile(wheel) as content:
            content.extractall(site, [inner for inner in content.namelist() if ".data/" not in inner])
    (python / f"python3{versions[0]}._pth").write_bytes(
        f"python3{versions[0]}.zip\r\n.\r\nLib\\site-packages\r\n".encode()
    )
    shutil.rmtree(wheels)
    (folder / "requirements.txt").unlink()
    (folder / "install.bat").unlink()


def _for_version(wheels: Path, minor: int) -> dict[str, Path | None]:
    """By package the wheel that a Python 3 of this minor version takes, None where there is none."""
    found: dict[str, Path | None] = {}
    for wheel in sorted(wheels.glob("*.whl")):
        name, (python, abi) = wheel.name.split("-")[0], wheel.stem.split("-")[-3:-1]
        fits = any(_runs(one, abi, minor) for one in python.split("."))
        found[name] = wheel if fits else found.get(name)
    return found


def _runs(python: str, abi: str, minor: int) -> bool:
    if python in {"py3", f"py3{minor}", f"cp3{minor}"}:
        return True
    return abi == "abi3" and python.startswith("cp3") and int(python[3:] or 0) <= minor


def zipped(folder: Path) -> Path:
    """Pack a bundle's folder into a zip beside it, names in UTF-8, the same bytes for the same content."""
    place = folder.with_name(f"{folder.name}.zip")
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as out:
        for path in _files(folder):
            info = zipfile.ZipInfo(f"{folder.name}/{path.relative_to(folder).as_posix()}", _TIME)
            info.external_attr = (0o755 if path.suffix == ".sh" else 0o644) << 16
            info.compress_type = zipfile.ZIP_STORED if path.suffix == ".whl" else zipfile.ZIP_DEFLATED
            out.writestr(info, path.read_bytes())
    return place


def _files(folder: Path) -> Sequence[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
