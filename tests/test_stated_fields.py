"""A field of reply or proposal that the record declares is shown wherever fields are shown, under one label."""

from __future__ import annotations

from io import StringIO

import pytest
from rich.console import Console

from summarise.cli.record_page import print_record
from summarise.evaluation.reports.field_rows import ROWS
from summarise.evaluation.scores.fields import SCORED_FIELDS
from summarise.export.columns import REPLIES
from summarise.record import DocumentFields, ProposalFields, Provenance, Record, ReplyFields
from summarise.report.page_data import reply_block
from summarise.review.record_fields import field_value, with_fields
from summarise.stated_fields import STATED, StatedField, script_of_fields

_EMPTY = Record(
    document=DocumentFields(source="a.txt", sha256="0" * 64, characters=0, media_type="text/plain"),
    reply=ReplyFields(),
    proposal=ProposalFields(),
    provenance=Provenance(engine="rules"),
)


def _stating(field: StatedField) -> tuple[Record, str]:
    """A record that states this field alone, and the words that a person should find."""
    if field.path == "proposal.kind":
        return with_fields(_EMPTY, {field.path: "npc"}), "人大建议"
    words = "2031-05-06" if field.kind == "date" else "青岚九号"
    return with_fields(_EMPTY, {field.path: [words] if field.kind == "names" else words}), words


def test_the_fields_are_those_of_the_record_each_with_a_label_of_its_own() -> None:
    declared = [f"reply.{name}" for name in ReplyFields.model_fields]
    declared += [f"proposal.{name}" for name in ProposalFields.model_fields]
    assert list(STATED) == declared
    assert len({field.label for field in STATED.values()}) == len(declared)
    assert not [field.path for field in STATED.values() if field.label == field.name]


@pytest.mark.parametrize("field", STATED.values(), ids=STATED)
def test_a_field_is_on_the_page_of_the_terminal(field: StatedField) -> None:
    record, words = _stating(field)
    if field.path == "proposal.kind":  # the page has it in front of what else is known of the proposal
        record = with_fields(record, {"proposal.number": "7"})
    page = StringIO()
    print_record(Console(file=page, width=100), record)
    assert words in page.getvalue()


@pytest.mark.parametrize("field", STATED.values(), ids=STATED)
def test_a_field_has_a_column_in_the_table_of_replies(field: StatedField) -> None:
    record, words = _stating(field)
    before, after = ({column.name: column.of(one) for column in REPLIES.columns} for one in (_EMPTY, record))
    changed = [name for name, cell in after.items() if cell != before[name]]
    assert len(changed) == 1
    if field.path != "proposal.kind":  # a code in the cells; a workbook has it in words
        assert words in str(after[changed[0]]) or field.kind == "date"


@pytest.mark.parametrize("field", STATED.values(), ids=STATED)
def test_a_field_reaches_the_scripts_of_the_pages(field: StatedField) -> None:
    record, _ = _stating(field)
    assert reply_block(record, None)[field.part][field.name] == field_value(record, field.path)
    assert f'"path":"{field.path}","zh":"{field.label}"' in script_of_fields()


def test_every_field_but_the_reply_s_title_is_labelled_and_scored() -> None:
    unscored = STATED.keys() - {field.path for field in SCORED_FIELDS}
    assert unscored == {"reply.title", "proposal.topic"}
    assert {field.english for field in SCORED_FIELDS} <= {row.title for row in ROWS}
