"""`--torture FILE`: run the tests of the fault programme alone, in full, and write what they tried as one page.

`--lines 11,16` runs those lines alone and leaves the other lines of the page as they are.
"""

from __future__ import annotations

import os
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from platform import python_version
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from eval.bench.results import machine
from summarise.language import ENVIRONMENT, speak
from summarise.version import VERSION
from tests.support.fonts import has_chinese_font
from tests.support.reliability import LINES, Line

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# A busy machine is no defect of the program: no example has a deadline, and slow generation is no fault.
settings.register_profile("steady", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")

HEAD = (
    "# The fault programme",
    "",
    "Written by `make torture`, not by hand. Lost: tests that failed, each of which asserts that nothing is lost,",
    "doubled or ungrounded. [RELIABILITY.md](RELIABILITY.md) names the tests of each line.",
    "",
)
os.environ[ENVIRONMENT] = "en"  # whatever the locale of who runs the tests
_reports: dict[str, list[pytest.TestReport]] = defaultdict(list)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--torture", metavar="FILE", help="run the fault programme in full and write its table")
    parser.addoption("--lines", metavar="N,N", default="", help="of the fault programme, these lines alone")


def _chosen_lines(config: pytest.Config) -> list[Line]:
    """The lines of the programme that this session runs."""
    numbers = {int(number) for number in config.getoption("--lines").split(",") if number}
    return [line for line in LINES if not numbers or line.number in numbers]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if "windows_os" in sys.modules:  # tests/windows_rules is on the path
        for item in items:
            if mark := item.get_closest_marker("posix"):
                item.add_marker(pytest.mark.skip(reason=f"about POSIX: {mark.args[0]}"))
    if not has_chinese_font():
        for item in items:
            if item.get_closest_marker("chinese_font"):
                item.add_marker(pytest.mark.skip(reason="no Chinese font is here, such as that of fonts-noto-cjk"))
    if config.getoption("--torture") is None:
        return
    wanted = {name for line in _chosen_lines(config) for name in line.tests}
    chosen = [item for item in items if item.name.partition("[")[0] in wanted]
    config.hook.pytest_deselected(items=[item for item in items if item not in chosen])
    items[:] = chosen


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if report.when == "call" or report.outcome != "passed":
        _reports[report.nodeid.rpartition("::")[2].partition("[")[0]].append(report)


def _row(line: Line) -> str:
    """What the tests of this line tried in this session."""
    reports = [report for name in line.tests for report in _reports[name]]
    said = [str(value) for report in reports for name, value in report.user_properties if name == "tried"]
    ran = [report for report in reports if report.outcome != "skipped"]
    skipped = len(reports) - len(ran)
    tried = "; ".join([f"{len(ran)} tests" + (f", {skipped} skipped" if skipped else ""), *said])
    lost = sum(report.outcome == "failed" for report in ran)
    return f"| {line.number} | {line.claim} | {tried} | {sum(r.duration for r in ran):.1f} | {lost} |"


def pytest_sessionfinish(session: pytest.Session) -> None:
    option = session.config.getoption("--torture")
    if option is None or hasattr(session.config, "workerinput"):
        return
    path = Path(option)
    of_version = f"summarise {VERSION}"
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    before = before if of_version in before else ""  # what another version did says nothing of this one
    kept = {int(row[1]): row[0] for row in re.finditer(r"^\| (\d+) \|.*$", before, re.MULTILINE)}
    ran = {line.number: _row(line) for line in _chosen_lines(session.config)}
    rows = [row for line in LINES if (row := ran.get(line.number, kept.get(line.number)))]
    left = [str(line.number) for line in LINES if line.number not in ran and line.number not in kept]
    not_run = [f"Not run whole on this version yet: lines {', '.join(left)}.", ""] if left else []
    heads = ["| | what must hold | tried | seconds | lost |", "|---:|---|---|---:|---:|"]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        "\n".join([*HEAD, f"{machine()}; Python {python_version()}; {of_version}.", "", *not_run, *heads, *rows, ""]),
        encoding="utf-8",
    )


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    speak("en")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Open a chromium without a window."""
    from tests.support.page_reader import launched_browser  # noqa: PLC0415 - only tests in a browser have playwright

    with launched_browser() as launched:
        yield launched
