from __future__ import annotations

from tests.support.reliability import LINES, TABLE, known_tests, table


def test_every_line_has_tests_that_exist_and_one_that_runs_every_time() -> None:
    tests = known_tests()
    for line in LINES:
        missing = [name for name in line.tests if name not in tests]
        assert not missing, (line.number, missing)
        assert line.number == 30 or any(not tests[name][1] for name in line.tests), line.number


def test_the_committed_table_is_the_generated_one() -> None:
    assert TABLE.read_text(encoding="utf-8") == table()
