"""Wordings and bodies of many services that the table was not made from: each is understood."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from summarise.engines.service.complaints import Complaint, verdict_on
from summarise.engines.service.protocol import FailedGeneration, Transient, Unsupported
from summarise.engines.service.responses import completion_of
from summarise.engines.service.verdicts import error_for
from summarise.errors import SummariseError

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


def ending(raw: bytes, status: int) -> str:
    means = partial(error_for, endpoint="https://relay.test/v1", model="m9")
    try:
        completion_of(raw, "", means, status)
    except Unsupported as error:
        return f"form:{error.verdict.parameter}" if error.verdict.meaning == "form" else "other"
    except FailedGeneration:
        return "answer"
    except Transient as error:
        return "throttled" if error.throttled else "busy"
    except SummariseError as error:
        return error.kind
    return "ok"
