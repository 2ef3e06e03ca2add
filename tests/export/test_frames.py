from __future__ import annotations

import sys

import pytest

from summarise import Record, UsageError, summarise_file, to_frame
from summarise.export.frames import TableName
from summarise.export.tables import Tables
from tests.support.places import ROOT

GOLD = ROOT / "eval" / "gold" / "linhe-transport-2023-118.txt"


@pytest.fixture(scope="module")
def record() -> Record:
    return summarise_file(GOLD)


@pytest.mark.parametrize("table", ["commitments", "targets", "measures", "replies"])
def test_a_frame_has_the_columns_of_the_export_and_a_row_an_item(record: Record, table: TableName) -> None:
    frame = to_frame([record], table)
    columns = next(one.columns for one in Tables().all if one.name == table)
    assert list(frame.columns) == [column.name for column in columns]
    items = {"commitments": record.commitments, "targets": record.numeric_targets, "measures": record.measures_taken}
    assert len(frame) == len(items.get(table, (record,)))


def test_missing_dates_and_numbers_are_null_and_the_others_are_what_they_are(record: Record) -> None:
    frame = to_frame([record], "targets")
    assert str(frame["deadline"].dtype).startswith("datetime64")
    assert str(frame["value"].dtype) == "Float64"
    undated = [not (one.deadline and one.deadline.by) for one in record.numeric_targets]
    assert any(undated)
    assert list(frame["deadline"].isna()) == undated
    assert list(frame["value"]) == [float(one.value) for one in record.numeric_targets]


def test_no_records_make_an_empty_frame_with_its_columns() -> None:
    frame = to_frame([])
    assert frame.empty
    assert "summary" in frame.columns


def test_an_unknown_table_is_named_with_those_that_there_are(record: Record) -> None:
    with pytest.raises(UsageError, match="no table promises; there are commitments, targets, measures, replies"):
        to_frame([record], "promises")  # type: ignore[arg-type]


def test_without_pandas_the_message_says_what_to_do(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(UsageError, match="pip install pandas"):
        to_frame([record])
