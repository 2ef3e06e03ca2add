import pytest

from summarise.corpus.query import Due, parse_query
from summarise.errors import UsageError


def test_words_are_all_to_be_found_and_a_bar_means_either() -> None:
    query = parse_query('充电桩 公园|广场 "日间 照料" -试点')
    assert query.all_of == (("充电桩",), ("公园", "广场"), ("日间 照料",))
    assert query.none_of == ("试点",)


@pytest.mark.parametrize(
    ("written", "due"),
    [
        ("<=2025-12-31", Due(last="2025-12-31")),
        ("≤2025", Due(last="2025-12-31")),
        (">=2025-02", Due(first="2025-02-01")),
        ("<2025-03-01", Due(last="2025-02-28")),
        (">2024", Due(first="2025-01-01")),
        ("2025-02", Due("2025-02-01", "2025-02-28")),
        ("2025..2026-06", Due("2025-01-01", "2026-06-30")),
        ("无", Due(is_none=True)),
    ],
)
def test_deadlines_are_days_months_years_and_spans(written: str, due: Due) -> None:
    assert parse_query(f"时限:{written}").due == (due,)


def test_a_colon_of_either_width_names_a_field() -> None:
    assert parse_query("单位：交通 力度:力争").bodies == ("交通",)


@pytest.mark.parametrize(
    ("traditional", "simplified"),
    [
        ("單位:財政 屆次:二次 文號:7", "单位:財政 届次:二次 文号:7"),
        ("時限:無", "时限:无"),
        ("時限：<=２０２５", "时限:<=2025"),
        ("狀態:無確定時限 狀態:已兌現", "状态:无确定时限 状态:已兑现"),
        ("力度:力爭 類型:承諾", "力度:力争 类型:承诺"),
    ],
)
def test_fields_and_their_values_may_be_in_traditional_script(traditional: str, simplified: str) -> None:
    query = parse_query(traditional)
    assert query == parse_query(simplified)
    assert not query.all_of


@pytest.mark.parametrize(
    "written", ["时限:明天", "时限:2025-13-01", "状态:好", "力度:大", "单位:", "-单位:水利", "-單位:水利", "字" * 201]
)
def test_what_cannot_be_read_is_refused_with_what_can(written: str) -> None:
    with pytest.raises(UsageError):
        parse_query(written)


def test_a_reference_alone_names_an_item() -> None:
    query = parse_query("f7e1f8abed-c1387")
    assert str(query.reference) == "f7e1f8abed-c1387"


def test_a_field_that_does_not_exist_is_refused_and_quotation_marks_look_for_its_words() -> None:
    with pytest.raises(UsageError, match="no field “时间”: the fields are 单位、时限"):
        parse_query("充电桩 时间:2025")
    assert parse_query('"时间:2025"').all_of == (("时间 2025",),)
