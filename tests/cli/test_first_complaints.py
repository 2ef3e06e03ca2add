"""What a new user meets first, service by service: a run that ends after one call with one line that helps."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.command_line import command
from tests.support.model_calls import TEXT
from tests.support.scripted_server import Call, Reply, ScriptedServer

LETTER = "青岚市商务局关于市政协第12号提案的答复\n" + TEXT + "\n青岚市商务局\n2024年6月18日\n"


def told(status: int, document: Any) -> Reply:
    return Reply(status, json.dumps(document, ensure_ascii=False).encode())


def error(status: int, message: str, code: object = None, kind: str = "invalid_request_error") -> Reply:
    return told(status, {"error": {"message": message, "type": kind, "code": code, "param": None}})


PAGE = Reply(200, b"<!doctype html><html><head><title>Console</title></head></html>", {"Content-Type": "text/html"})

KEY, MONEY, MODEL, PATH, PLACE = "does not accept the API key", "used up", "knows no model m9", "/v1", "region"
FIRST: dict[str, tuple[Reply, str]] = {
    "DeepSeek, a wrong key": (error(401, "Authentication Fails, Your api key: ****f3a9 is invalid"), KEY),
    "DeepSeek, no money": (error(402, "Insufficient Balance", kind="unknown_error"), MONEY),
    "DashScope, a key of another region": (error(401, "Incorrect API key provided.", "invalid_api_key"), PLACE),
    "DashScope, the older interface's path": (
        told(400, {"code": "InvalidParameter", "message": "url error, please check url！", "request_id": "1"}),
        "is not where the service takes chat completions",
    ),
    "GLM, a wrong key": (told(401, {"error": {"code": "1002", "message": "Authorization Token非法"}}), KEY),
    "GLM, no money": (told(429, {"error": {"code": "1113", "message": "余额不足或无可用资源包,请充值。"}}), MONEY),
    "Kimi, a wrong key": (error(401, "Invalid Authentication", kind="invalid_authentication_error"), KEY),
    "Kimi, not paid": (
        error(403, "Your account org-1 is not active, please check your plan and billing details"),
        MONEY,
    ),
    "Doubao, a model that is not opened": (
        error(
            404, "Your account 21 has not activated the model m9. Please activate it in the Console.", "ModelNotOpen"
        ),
        MODEL,
    ),
    "SiliconFlow, a wrong key told in a bare text": (told(401, "Invalid token"), KEY),
    "SiliconFlow, an unknown model": (told(400, {"code": 20012, "message": "Model does not exist."}), MODEL),
    "SiliconFlow, not verified": (told(403, {"code": 30001, "message": "请先完成实名认证后再使用"}), "to be verified"),
    "Groq, a wrong key": (error(401, "Invalid API Key", "invalid_api_key"), KEY),
    "Groq, a model of yesterday": (
        error(400, "The model `m9` has been decommissioned and is no longer supported."),
        MODEL,
    ),
    "OpenAI, a country": (error(403, "Country, region, or territory not supported", "unsupported_country"), PLACE),
    "OpenAI, no quota": (
        error(429, "You exceeded your current quota, please check your plan.", "insufficient_quota"),
        MONEY,
    ),
    "OpenRouter, no credits": (told(402, {"error": {"message": "Insufficient credits.", "code": 402}}), MONEY),
    "a relay without the model": (error(503, "当前分组 default 下对于模型 m9 无可用渠道", "model_not_found"), MODEL),
    "a relay's page in place of its interface": (PAGE, PATH),
    "vLLM, no /v1": (told(404, {"detail": "Not Found"}), PATH),
    "Ollama, a model that is not there": (error(404, 'model "m9" not found, try pulling it first'), MODEL),
    "LM Studio, no /v1": (told(200, {"error": "Unexpected endpoint or method. (POST /chat/completions)"}), PATH),
    "MiniMax, a wrong key": (told(200, {"base_resp": {"status_code": 2049, "status_msg": "invalid api key"}}), KEY),
}


@pytest.mark.parametrize("name", FIRST)
def test_a_first_complaint_ends_the_run_with_one_line_that_helps(name: str, tmp_path: Path) -> None:
    reply, words = FIRST[name]
    (tmp_path / "letters").mkdir()
    for number in (300, 310):
        (tmp_path / "letters" / f"{number}.txt").write_text(LETTER.replace("300", str(number)), encoding="utf-8")
    calls: list[Call] = []

    def script(call: Call) -> Reply:
        calls.append(call)
        return reply

    with ScriptedServer(script) as server:
        address = server.base_url.removesuffix("/v1") if words == PATH else server.base_url
        ended = command(
            [
                "run", str(tmp_path / "letters"), "-o", str(tmp_path / "records.jsonl"),
                "--model", "m9", "--base-url", address, "--cache-dir", str(tmp_path / "cache"),
            ],
            tmp_path / "log",
            OPENAI_API_KEY="sk-of-nobody-1",
        )  # fmt: skip
    said = ended.said.strip()
    assert ended.code == 2, said
    assert words in said
    assert len(said.splitlines()) == 1
    asked = [call.last for call in calls]
    assert len(set(asked)) == len(asked)  # what was on its way with it is not asked again
    if words == PATH:
        assert f"try --base-url {address}/v1" in said
