"""Find the tables of tasks in a letter: their heads name a task, and who does it or by when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from summarise.annotate.sentence_splitting import Unit
from summarise.column_heads import WHO
from summarise.lazy_pattern import lazy_pattern

__all__ = ["NO_TABLES", "TaskTables", "task_tables"]

_TASK = lazy_pattern(r"任务|工作|措施|举措|事项|内容|项目|目标|做法")
_WHO_OR_WHEN = lazy_pattern(
    rf"{WHO}|(?:责任|牵头|负责)[^|]{{0,2}}(?:单位|部门|科室|人)|单位$|部门$"
    r"|(?:完成|办结|建成|整改)?(?:时限|时间|期限|节点|进度)(?:要求|安排|节点)?$"
)
_NO_TASKS = lazy_pattern(r"提案|建议|议案|满意|电话|联系|姓名|发布|公开|索引|来源|浏览|点击|文号|\d")
"""Words in a row of heads that show a list of proposals, contacts or facts about a page."""
_SUM = lazy_pattern(r"^(?:合 ?计|小 ?计|总 ?计|备 ?注|注)")
_GROUP = lazy_pattern(r"^(?:\([一二三四五六七八九十]{1,3}\)|[一二三四五六七八九十]{1,3}(?:、|$))[^，。；]{0,24}$")
"""The number of a group of tasks, alone in its cell or with the name of the group."""
_WORDS = lazy_pattern(r"[\u4e00-\u9fff]{2}")
_LEAST_HEADS = 2
_LONGEST_HEAD = 12


class TaskTables(NamedTuple):
    """The indices of the units of a page that are heads of tables of tasks, and of those that state a task in a row."""

    heads: frozenset[int] = frozenset()
    tasks: frozenset[int] = frozenset()


NO_TABLES = TaskTables()


class _Cell(NamedTuple):
    start: int
    text: str


def task_tables(folded: str, units: Sequence[Unit]) -> TaskTables:
    """Return the heads and the tasks of the tables of tasks; sums and notes below a table are no tasks.

    A row that only names a group of tasks (一 | 道路), and such a line between two rows, are heads too. `folded` is the
    text of the page, normalised by `fold`; `units` are its sentences and headings.
    """
    if "|" not in folded:
        return NO_TABLES
    finder = _Finder(folded, units)
    for _, line in groupby(range(len(units)), key=lambda index: units[index].line):
        finder.read(list(line))
    return TaskTables(frozenset(finder.heads), frozenset(finder.tasks))


class _Finder:
    """Collects the heads and the tasks while the lines of a page are read from top to bottom."""

    def __init__(self, folded: str, units: Sequence[Unit]) -> None:
        self._folded, self._units = folded, units
        self._columns: Sequence[int] = ()
        """The columns of tasks of the table in progress; empty if there is none."""
        self._width = 0
        self._between: list[list[int]] = []
        """The lines without bars since the last row."""
        self.heads: set[int] = set()
        self.tasks: set[int] = set()

    def read(self, line: list[int]) -> None:
        """Read the line that consists of these units."""
        cells = list(_cells(self._folded, self._units[line[0]].start, self._units[line[-1]].end))
        if len(cells) < _LEAST_HEADS:
            self._between.append(line)
            return
        between, self._between = self._between, []
        if len(between) > 1 or (between and len(cells) != self._width):
            self._columns = ()
        if columns := _columns_of_tasks([cell.text for cell in cells]):
            self._columns, self._width = columns, len(cells)
            self.heads.update(line)
        elif self._columns:
            self._read_row(line, cells)
            self.heads.update(index for one in between for index in one if self._names_a_group(one))

    def _read_row(self, line: list[int], cells: Sequence[_Cell]) -> None:
        if len(cells) < self._width and _GROUP.match(cells[0].text):
            self.heads.update(line)
        elif not _SUM.match(cells[0].text):
            whole = len(cells) == self._width  # an empty cell is left out, and the columns of the others are unknown
            named = [cells[column] for column in self._columns] if whole else cells
            self.tasks.update(index for index in line if self._holds_words(index, named))

    def _names_a_group(self, line: list[int]) -> bool:
        return _GROUP.match(self._folded[self._units[line[0]].start : self._units[line[-1]].end]) is not None

    def _holds_words(self, index: int, cells: Sequence[_Cell]) -> bool:
        """Return True if a unit, which may be a part of a row, holds words of one of the cells."""
        unit = self._units[index]
        return any(
            _WORDS.search(self._folded, max(cell.start, unit.start), min(unit.end, cell.start + len(cell.text)))
            for cell in cells
        )


def _cells(folded: str, start: int, end: int) -> Iterator[_Cell]:
    """Yield the cells of a row, also of one with bars at its ends; a line without bars has one."""
    row = folded[start:end]
    at = start + len(row) - len(row.lstrip("| "))
    for cell in row.strip("| ").split("|"):
        lead = len(cell) - len(cell.lstrip(" *"))
        yield _Cell(at + lead, cell.strip(" *"))
        at += len(cell) + 1


def _columns_of_tasks(cells: Sequence[str]) -> list[int]:
    """Return the columns that name tasks if `cells` are the heads of a table of tasks; [] if they are not."""
    if any(len(cell) > _LONGEST_HEAD or _NO_TASKS.search(cell) for cell in cells):
        return []
    about = {column for column, cell in enumerate(cells) if _WHO_OR_WHEN.search(cell)}
    tasks = [column for column, cell in enumerate(cells) if column not in about and _TASK.search(cell)]
    return tasks if about else []
