import csv
from pathlib import Path

from summarise.record import ProposalFields, ReplyFields
from tests.support.composed_letter import Letter
from tests.support.composed_replies import composed_reply
from tests.support.hostile_cells import FORMULAS
from tests.support.tables_of import tables, write_csv


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_excel_is_told_the_encoding(tmp_path: Path) -> None:
    write_csv(tables([composed_reply(1)[0]])[0], tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbfid,")


def test_cells_come_back_as_they_were(tmp_path: Path) -> None:
    record, document = composed_reply(4)
    write_csv(tables([record])[1], tmp_path / "a.csv")
    for row, target in zip(_read(tmp_path / "a.csv"), record.numeric_targets, strict=True):
        assert row["quote"] == document.text[int(row["start"]) : int(row["end"])]
        assert float(row["value"]) == float(target.value)
        assert row["deadline"] == (target.deadline.by if target.deadline else "")


def test_a_whole_number_has_no_decimals(tmp_path: Path) -> None:
    letter = Letter()
    letter.commit("将投资1000亿元。")
    letter.target("c1", "1000亿元", "投资", value="100000000000.0", unit="元")
    write_csv(tables([letter.record("a", ReplyFields(), ProposalFields())[0]])[1], tmp_path / "a.csv")
    assert _read(tmp_path / "a.csv")[0]["value"] == "100000000000"


def test_no_cell_begins_a_formula(tmp_path: Path) -> None:
    for number, text in enumerate(FORMULAS):
        letter = Letter()
        letter.commit(text + "将办", who=(text, "市水利局"), when=text, by="")
        reply = ReplyFields(title=text, issuer=text, co_bodies=(text,), document_number=text)
        record, _ = letter.record(text, reply, ProposalFields(title=text, topic=text, number=text))
        for table in tables([record]):
            path = tmp_path / f"{number}.csv"
            write_csv(table, path)
            for row in _read(path):
                for name, cell in row.items():
                    assert cell.lstrip("\u200b\ufeff \u3000\t\r\n")[:1] not in set("=+-@＝＋－＠") or cell == "", name
