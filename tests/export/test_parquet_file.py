from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from summarise.errors import OutputError
from summarise.record import ProposalFields, Record, ReplyFields
from tests.support.composed_letter import Letter
from tests.support.composed_replies import composed_reply
from tests.support.tables_of import tables, write_parquet


def _sql(query: str) -> list[tuple[Any, ...]]:
    found = duckdb.sql(query)
    assert found is not None
    return list(found.fetchall())


def _invested(value: str) -> Record:
    letter = Letter()
    letter.commit(f"将投资{value}元。")
    letter.target("c1", f"{value}元", "投资", value=value, unit="元")
    return letter.record("a", ReplyFields(), ProposalFields())[0]


def test_duckdb_answers_who_promised_what_by_the_end_of_a_year(tmp_path: Path) -> None:
    records = [composed_reply(number)[0] for number in range(1, 20)]
    for table in tables(records):
        write_parquet(table, tmp_path / f"{table.name}.parquet")
    found = _sql(
        f"select responsible, indicator, value, unit, deadline, quote, source from '{tmp_path}/targets.parquet' "
        "where deadline <= date '2025-12-31' order by deadline"
    )
    wanted = [
        target.value
        for record in records
        for target in record.numeric_targets
        if target.deadline and target.deadline.by <= "2025-12-31"
    ]
    assert sorted(row[2] for row in found) == sorted(wanted)
    assert all(isinstance(row[0], list) for row in found)


def test_the_schema_does_not_depend_on_the_rows(tmp_path: Path) -> None:
    for name, records in (("none", []), ("some", [composed_reply(1)[0]])):
        for table in tables(records):
            write_parquet(table, tmp_path / f"{name}-{table.name}.parquet")
    for name in ("commitments", "targets", "measures", "replies"):
        shapes = [_sql(f"describe select * from '{tmp_path}/{which}-{name}.parquet'") for which in ("none", "some")]
        assert shapes[0] == shapes[1]
    kinds = {row[0]: row[1] for row in _sql(f"describe select * from '{tmp_path}/none-targets.parquet'")}
    assert kinds["deadline"] == "DATE"
    assert kinds["value"] == "DECIMAL(38,8)"
    assert kinds["responsible"] == "VARCHAR[]"


@pytest.mark.parametrize("value", ["0.00000001", "123456789012345678901234567890", "3.30"])
def test_a_number_that_fits_is_exact(tmp_path: Path, value: str) -> None:
    write_parquet(tables([_invested(value)])[1], tmp_path / "t.parquet")
    assert _sql(f"select value from '{tmp_path}/t.parquet'") == [(Decimal(value),)]


@pytest.mark.parametrize("value", ["0.000000001", "1234567890123456789012345678901"])
def test_a_number_that_does_not_fit_is_refused_rather_than_rounded(tmp_path: Path, value: str) -> None:
    with pytest.raises(OutputError, match="more digits than the Parquet column"):
        write_parquet(tables([_invested(value)])[1], tmp_path / "t.parquet")
