"""What services' complaints mean: every row of the table by the wordings that it was made for, and by others."""

from __future__ import annotations

import re

import pytest

from summarise.engines.service.complaints import Complaint, Row, Verdict, rows, verdict_on
from summarise.engines.service.stated_limits import stated_limits, stated_wait
from summarise.engines.service.stated_tokens import stated_ceiling, stated_room

HAN = re.compile(r"[\u4e00-\u9fff]")


def verdict(status: int, said: str, code: str = "", kind: str = "invalid_request_error") -> Verdict:
    return verdict_on(Complaint(status, said, code, kind))


@pytest.mark.parametrize(
    ("row", "example"),
    [(row, example) for row in rows() for example in row.examples],
    ids=lambda value: str(value)[:40],
)
def test_every_wording_is_decided_by_its_own_row(row: Row, example: str) -> None:
    status, code, said = (part.strip() for part in example.split("|", 2))
    assert verdict(int(status), said, code).row == row.name


def test_the_table_knows_both_languages_and_every_row_has_an_example() -> None:
    assert all(row.examples for row in rows())
    chinese = {row.meaning for row in rows() for example in row.examples if HAN.search(example)}
    assert {"account", "model", "content", "context", "form", "minute", "abreast", "busy"} <= chinese


@pytest.mark.parametrize(
    ("status", "said", "meaning"),
    [
        (400, "messages[1] has a bad character", "other"),
        (400, "Model names are case-sensitive: use m9", "other"),
        (500, "internal error: function graph_step failed", "busy"),
        (400, "Unstrict mode is on", "other"),
        (403, "no access", "account"),
        (404, "no such page", "address"),
        (422, "body.messages.0.content: field required", "other"),
        (500, "database schema migration in progress, tool server restarting: error", "busy"),
        (400, "Topics of that region are not supported", "content"),
        (429, "触发流量管控", "minute"),
        (403, "账号未通过审核", "account"),
        (400, "The input parameters are illegal", "other"),
        (400, "字段取值不合规", "other"),
    ],
)
def test_words_that_only_look_like_a_row_s_do_not_decide(status: int, said: str, meaning: str) -> None:
    assert verdict(status, said).meaning == meaning


def test_the_type_alone_says_nothing() -> None:
    for kind in ("invalid_request_error", "invalid_parameter_error", "BadRequestError", "error"):
        assert verdict(400, "temperature must be 1", kind=kind).parameter == "temperature"
        assert verdict(400, "something is odd", kind=kind).meaning == "other"


def test_words_of_the_reply_that_a_service_repeats_decide_nothing() -> None:
    echo = (
        "1 validation error: messages.1.content is odd. Received: "
        + "老旧小区" * 300
        + "余额不足、内容违规、模型不存在"
    )
    assert verdict(400, echo).meaning == "other"


def test_web_addresses_in_a_complaint_decide_nothing() -> None:
    assert verdict(400, "see https://service.test/docs/rate-limits/billing?model=not-found").meaning == "other"


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("please try again after 1 seconds", 1),
        ("Please try again in 14m2.5s.", 842.5),
        ("Please retry in 34.07s", 34.07),
        ("Try again in 350ms", 0.35),
        ("请在 60 秒后重试", 60),
        ("请求过快，2分钟后再试", 120),
        ("please wait 1 minute", 60),
        ("try again later", None),
        ("用了 30 秒", None),
    ],
)
def test_the_time_to_come_back_is_read_from_words(said: str, seconds: float | None) -> None:
    assert stated_wait(said) == (None if seconds is None else pytest.approx(seconds))


@pytest.mark.parametrize(
    ("said", "ceiling"),
    [
        ("max_tokens: the range is [1, 4,096]", 4096),
        ("max_tokens 应为 1 到 4095 之间的整数", 4095),
        ("max_tokens 需在 0～1500 范围内", 1500),
        ("输出长度的上限为 4K", 4096),
        ("max_tokens may not exceed 2 k", 2048),
        ("max_tokens (8192) cannot be more than 3000", 3000),
        ("max_tokens 最多为 1200", 1200),
        ("ask for fewer than 2561 output tokens", 2560),
        ("max_tokens must be less than or equal to `700`", 700),
        ("max_tokens is out of range", None),
    ],
)
def test_the_most_tokens_of_an_answer_are_read_from_words(said: str, ceiling: int | None) -> None:
    assert stated_ceiling(said) == ceiling


@pytest.mark.parametrize(
    ("said", "room"),
    [
        (
            "maximum context length is 6000 tokens, you requested 12,581 (4389 in the messages, 8192 for the answer)",
            1611,
        ),
        ("maximum context length is 6000 tokens and your request has 4389 input tokens", 1611),
        ("`inputs` tokens + `max_new_tokens` must be <= 6000. Given: 4389 `inputs` tokens", 1611),
        ("request exceeded model token limit: 6000 (requested: 12581)", 1611),
        ("max_total_tokens (12581) must be less than or equal to max_seq_len (6000)", 1611),
        ("上下文长度上限为 6000，输入 4389 tokens", 1611),
        ("maximum context length is 6000 tokens, your request has 5900 input tokens", None),
        ("maximum context length is 6000 tokens", None),
        ("prompt is too long: 4389 tokens > 4096 maximum", None),
        ("maximum context length is 6000 tokens, you requested 7000", None),
    ],
)
def test_the_room_for_an_answer_is_read_from_words(said: str, room: int | None) -> None:
    assert stated_room(said).left(8192) == room


@pytest.mark.parametrize(
    ("said", "limits"),
    [
        ("reached organization max RPM: 20", (20, None)),
        ("requests per min (RPM): Limit 3, Used 3", (3, None)),
        ("tokens per min (TPM): Limit 30,000, Used 29,100, Requested 2,000", (None, 30000)),
        ("limited to 60 requests per minute", (60, None)),
        ("每分钟最多调用 15 次", (15, None)),
        ("rate limit exceeded", (None, None)),
    ],
)
def test_limits_a_minute_are_read_from_words(said: str, limits: tuple[int | None, int | None]) -> None:
    assert stated_limits(said) == limits
