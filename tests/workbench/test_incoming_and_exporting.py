import base64
import csv
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from summarise.cli import app
from summarise.engines.rules import RulesEngine
from summarise.evaluation import load_gold_set
from summarise.ledger import promises
from summarise.pipeline import summarise
from summarise.record import Record
from summarise.records_file import added_path, read_records
from summarise.workbench.desk import Desk, opened_desk
from tests.support.at_desk import AtDesk
from tests.support.reviewed import LETTER


@pytest.fixture
def desk(records: Path) -> Iterator[Desk]:
    with opened_desk(records, RulesEngine()) as opened:
        yield opened


OTHER = LETTER.replace("云溪", "岚川").replace("5处", "9处")


def test_a_pasted_text_becomes_a_record_that_can_be_reviewed_and_outlasts_the_server(records: Path) -> None:
    with opened_desk(records, RulesEngine()) as desk:
        made = AtDesk(desk).post("/api/incoming", name="来信.txt", text=OTHER)
        assert (made["status"], made["known"]) == (200, False)
        assert made["commitments"] > 0
        assert AtDesk(desk).post("/api/incoming", name="又一份.txt", text=OTHER)["known"]
    before = records.read_bytes()
    with opened_desk(records) as desk:
        assert AtDesk(desk).get(f"/api/reply/{made['name']}")["fixed"]["text"] == OTHER
    assert records.read_bytes() == before


def test_a_text_that_two_people_give_at_once_becomes_one_record(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    name, answers = "summarise.workbench.views.incoming.summarise", []

    def first_by_another(*given: Any) -> Record:
        monkeypatch.setattr(name, summarise)
        answers.append(AtDesk(desk, "陈静").post("/api/incoming", name="一.txt", text=OTHER))
        return summarise(*given)

    monkeypatch.setattr(name, first_by_another)
    answers.append(AtDesk(desk, "王珂").post("/api/incoming", name="二.txt", text=OTHER))
    assert [answer["known"] for answer in answers] == [False, True]
    assert len(list(read_records(added_path(desk.records)))) == 1


def test_a_dropped_page_is_read_as_a_file_is(desk: Desk) -> None:
    page = "<html><body>" + "".join(f"<p>{line}</p>" for line in OTHER.splitlines()) + "</body></html>"
    data = base64.b64encode(page.encode("gb18030")).decode()
    made = AtDesk(desk).post("/api/incoming", name="page.html", data=data)
    assert made["commitments"] > 0


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ({"text": "今天天气很好。"}, "not_a_reply"),
        ({"data": "%%%"}, "bad_request"),
        ({}, "bad_request"),
    ],
)
def test_what_cannot_be_read_says_why_and_leaves_nothing(desk: Desk, body: dict[str, str], kind: str) -> None:
    count = AtDesk(desk).get("/api/overview")["replies"]
    refused = AtDesk(desk).post("/api/incoming", name="a.txt", **body)
    assert refused["status"] in {400, 422}
    assert refused["kind"] == kind
    assert AtDesk(desk).get("/api/overview")["replies"] == count


def test_without_an_engine_no_file_is_taken(records: Path) -> None:
    with opened_desk(records) as desk:
        assert AtDesk(desk).post("/api/incoming", name="a.txt", text=OTHER)["status"] == 403


def _fetched(person: AtDesk, **wanted: object) -> bytes:
    made = person.post("/api/export", **wanted)
    assert made["status"] == 200, made
    content: bytes = person.get(f"/api/export/{made['id']}")["content"]
    return content


def _corrected(desk: Desk) -> tuple[AtDesk, str]:
    person = AtDesk(desk)
    row = next(row for row in desk.shelf.rows() if row.source == "letter.txt")
    item = f"c{LETTER.index('力争2027年底前')}"
    assert person.act(row.name, "firmness", item, "effort", "firm")["status"] == 200
    return person, row.name


def test_every_form_has_the_corrected_records(desk: Desk) -> None:
    person, _ = _corrected(desk)
    lines = _fetched(person, to="jsonl").decode().splitlines()
    exported = [Record.from_json(line) for line in lines]
    wanted = [str(p.reference) for record in exported for p in promises(record) if p.item.id[0] == "c"]
    assert "firm" in [c.certainty for r in exported for c in r.commitments if "力争" in c.evidence[0].quote]
    with zipfile.ZipFile(io.BytesIO(_fetched(person, to="csv"))) as archive:
        rows = list(csv.DictReader(io.StringIO(archive.read("commitments.csv").decode("utf-8-sig"))))
    assert [row["reference"] for row in rows] == wanted
    assert _fetched(person, to="xlsx")[:2] == b"PK"
    assert all(reference in _fetched(person, to="markdown").decode() for reference in wanted)


def _accept(person: AtDesk, name: str) -> None:
    for place in person.get(f"/api/reply/{name}")["now"]["warnings"]:
        person.act(name, "seen", f"s{place['start']}" if place["start"] >= 0 else "", None, True)
    assert person.act(name, "accept", "", None, True)["status"] == 200


def test_gold_is_made_of_accepted_records_and_of_no_others(desk: Desk, tmp_path: Path) -> None:
    person, name = _corrected(desk)
    assert person.post("/api/export", to="gold")["status"] == 422
    _accept(person, name)
    with zipfile.ZipFile(io.BytesIO(_fetched(person, to="gold"))) as archive:
        archive.extractall(tmp_path / "gold")
    (gold,) = load_gold_set(tmp_path / "gold")
    assert gold.labels.made == "from-record"
    assert [
        r.document.sha256 for r in map(Record.from_json, _fetched(person, to="jsonl", accepted=True).splitlines())
    ] == [gold.document.sha256]


def test_a_file_is_fetched_by_who_asked_for_it_alone(desk: Desk) -> None:
    made = AtDesk(desk, "李敏").post("/api/export", to="jsonl")
    assert AtDesk(desk, "王珂").get(f"/api/export/{made['id']}")["status"] == 404


def test_verify_tells_a_missing_journal_and_missing_records(records: Path) -> None:
    found = CliRunner().invoke(app, ["workbench", "verify", str(records)])
    assert found.exit_code == 0
    assert "there is no journal" in found.output
    missing = CliRunner().invoke(app, ["workbench", "verify", str(records.with_name("other.jsonl"))])
    assert missing.exit_code != 0
    assert "there is no such file" in f"{missing.output}{missing.exception}"


def test_the_command_line_hands_on_without_a_server(records: Path, tmp_path: Path) -> None:
    with opened_desk(records) as desk:
        _corrected(desk)
    out = tmp_path / "corrected.jsonl"
    result = CliRunner().invoke(app, ["workbench", "export", str(records), "-o", str(out)])
    assert result.exit_code == 0, result.output
    reviews = [record.provenance.review for record in read_records(out)]
    assert [review.changes for review in reviews if review] == [1]
    checked = CliRunner().invoke(app, ["workbench", "verify", str(records)])
    assert "1 act, unbroken" in checked.output
    none = CliRunner().invoke(app, ["workbench", "export", str(records), "--gold", str(tmp_path / "gold")])
    assert none.exit_code == 1


def test_the_command_line_counts_the_gold_files_that_it_wrote(records: Path, tmp_path: Path) -> None:
    with opened_desk(records) as desk:
        _accept(*_corrected(desk))
    gold = tmp_path / "gold"
    gold.mkdir()
    (gold / "earlier.gold.json").write_text("{}", encoding="utf-8")
    result = CliRunner().invoke(app, ["workbench", "export", str(records), "--gold", str(gold)])
    assert result.exit_code == 0, result.output
    assert result.output.endswith("gold: 1 gold file\n")
    assert len(list(gold.glob("*.gold.json"))) == 2


def test_labels_that_a_person_changed_are_kept_when_gold_is_exported_again(records: Path, tmp_path: Path) -> None:
    with opened_desk(records) as desk:
        _accept(*_corrected(desk))
    exported = ["workbench", "export", str(records), "--gold", str(tmp_path / "gold")]
    assert CliRunner().invoke(app, exported).exit_code == 0
    (labels,) = (tmp_path / "gold").glob("*.gold.json")
    whole = labels.read_bytes()
    changed = whole.replace(b'"measure"', b'"background"')
    labels.write_bytes(changed)
    told = CliRunner().invoke(app, exported)
    assert told.exit_code == 0, told.output
    assert f"kept as {labels.name}.aside" in told.output
    assert labels.read_bytes() == whole
    assert labels.with_name(f"{labels.name}.aside").read_bytes() == changed
    assert "kept as" not in CliRunner().invoke(app, exported).output


def test_the_records_of_a_mistyped_name_are_not_exported_as_none(tmp_path: Path) -> None:
    result = CliRunner().invoke(
        app, ["workbench", "export", str(tmp_path / "recrods.jsonl"), "-o", str(tmp_path / "out.jsonl")]
    )
    assert result.exit_code == 1
    assert "no such file" in result.output
    assert list(tmp_path.iterdir()) == []
