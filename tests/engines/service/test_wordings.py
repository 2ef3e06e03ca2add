"""Wordings and bodies of many services that the table was not made from: each is understood."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from summarise.engines.model.strict_json import read_object
from summarise.engines.service.complaints import Complaint, verdict_on
from summarise.engines.service.protocol import FailedGeneration, Spent, Transient, Unsupported
from summarise.engines.service.responses import completion_of
from summarise.engines.service.verdicts import error_for
from summarise.errors import ServiceRejected, SummariseError

HERE = Path(__file__).parent


def lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (HERE / name).read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("line", lines("wordings.jsonl"), ids=lambda line: str(line["error"]["message"])[:30])
def test_a_wording_is_understood(line: dict[str, Any]) -> None:
    error = line["error"]
    verdict = verdict_on(Complaint(line["status"], error["message"], error["code"], error["type"]))
    found = f"form:{verdict.parameter}" if verdict.meaning == "form" else verdict.meaning
    wanted = line["means"].split("|")
    assert found in wanted or ("form:any" in wanted and verdict.meaning == "form"), verdict.row


@pytest.mark.parametrize("line", lines("bodies.jsonl"), ids=lambda line: f"{line['ends']} {line['body']}"[:40])
def test_a_body_ends_as_it_should(line: dict[str, Any]) -> None:
    raw = b"" if line["body"] is None else json.dumps(line["body"], ensure_ascii=False).encode()
    assert ending(raw, line["status"]) == line["ends"]


@pytest.mark.parametrize("line", lines("sent.jsonl"), ids=lambda line: f"{line['ends']} {line['sent']}"[:60])
def test_what_a_service_sends_is_understood(line: dict[str, Any]) -> None:
    found = ending(line["sent"].encode(), line["status"])
    wanted = line["ends"].split("|")
    assert found in wanted or ("form:any" in wanted and found.startswith("form:"))


def ending(raw: bytes, status: int) -> str:
    """How a body ends; it is `ok` with an answer that is no draft and whole."""
    means = partial(error_for, endpoint="https://relay.test/v1", model="m9")
    try:
        completion = completion_of(raw, "", means, status)
    except Unsupported as error:
        return f"form:{error.verdict.parameter}" if error.verdict.meaning == "form" else "other"
    except FailedGeneration:
        return "answer"
    except Transient as error:
        return "throttled" if error.throttled else "busy"
    except SummariseError as error:
        return error.kind
    try:
        return "draft" if read_object(completion.text)["t"] == "草稿" else "ok"
    except ValueError:
        return "invalid"


def test_a_server_that_wants_encryption_is_told_with_the_address_to_try() -> None:
    complaint = Complaint(400, "a web page, no answer: 400 The plain HTTP request was sent to HTTPS port")
    error = error_for(complaint, endpoint="http://models.test/v1", model="m9", spent=Spent())
    assert isinstance(error, ServiceRejected)
    assert "--base-url https://models.test/v1" in error.message


def test_the_words_of_a_page_are_told_where_its_title_is_only_a_number() -> None:
    page = "<!doctypehtml><html><head><title>405</title></head><body>您的访问被阻断。</body></html>".encode()
    with pytest.raises(ServiceRejected, match=r"has a firewall in front .*您的访问被阻断"):
        completion_of(page, "", partial(error_for, endpoint="https://relay.test/v1", model="m9"), 405)
