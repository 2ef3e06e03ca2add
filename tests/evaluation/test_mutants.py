"""Small faults of a module: each is one change, and every module that they make still compiles."""

from __future__ import annotations

import ast
from pathlib import Path

from eval.mutants import mutants

_MODULE = '''"""金额."""


def fits(amount: int, most: int) -> bool:
    """Whether 1 < 2."""
    return (
        amount < most
        and amount
        != 7
    )


def said(amount: int) -> str:
    return f"合计 {amount + 1} 元" if not amount else ""
'''


def test_each_place_is_changed_once_also_where_an_expression_goes_on_over_lines(tmp_path: Path) -> None:
    module = tmp_path / "fitting.py"
    module.write_text(_MODULE, encoding="utf-8")
    found = list(mutants(module))
    changes = {(one.was, one.became) for one in found}
    assert changes >= {
        ("amount < most and amount != 7", "amount < most or amount != 7"),
        ("amount < most", "amount <= most"),
        ("amount != 7", "amount == 7"),
        ("7", "8"),
        ("not amount", "amount"),
    }
    for one in found:
        assert ast.unparse(ast.parse(one.source)) != ast.unparse(ast.parse(_MODULE))
