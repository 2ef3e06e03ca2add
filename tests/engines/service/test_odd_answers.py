"""Answers in forms that services really send: each is read whole, in one call, or refused in words that say why."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Sequence
from typing import Any

import pytest

from summarise.engines.model.strict_json import read_object
from summarise.engines.service.complaints import Complaint
from summarise.engines.service.protocol import Transient
from summarise.engines.service.responses import completion_of
from summarise.errors import ServiceUnavailable, SummariseError
from tests.support.model_calls import GOOD, failure, select, text_of
from tests.support.scripted_server import Reply, answered, in_turn

TEXT = text_of()
PLAIN = answered(TEXT).body
WHOLE: dict[str, Any] = json.loads(PLAIN)
PIECES = [TEXT[at : at + 30] for at in range(0, len(TEXT), 30)]


def packed(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def said(finish: object = "stop", **message: Any) -> bytes:
    choice = {"index": 0, "message": {"role": "assistant", "content": None} | message, "finish_reason": finish}
    return packed(WHOLE | {"choices": [choice]})


def delta(**values: Any) -> dict[str, Any]:
    return {"choices": [{"index": 0, "delta": values}]}


def ended(finish: str | None = "stop") -> dict[str, Any]:
    return {"choices": [{"index": 0, "delta": {}, "finish_reason": finish}]}


CONTENT = [delta(content=piece) for piece in PIECES]


def stream(
    events: Sequence[Any], *, before: str = "", name: str = "data: ", gap: str = "\n\n", end: str = "[DONE]"
) -> bytes:
    lines = [name + json.dumps(event, ensure_ascii=False) for event in events] + ([name + end] if end else [])
    return (before + gap.join(lines) + gap).encode()


def call(arguments: Any, name: str = "selection") -> dict[str, Any]:
    return {"id": "1", "type": "function", "function": {"name": name, "arguments": arguments}}


COUNTS: tuple[Any, ...] = (None, [], {}, {"prompt_tokens": "9"}, {"prompt_tokens": 9.0}, {"prompt_tokens": -1})
"""Of tokens, as services write them."""

BODIES: dict[str, bytes] = {
    "a mark of the byte order": b"\xef\xbb\xbf" + PLAIN,
    "empty lines that keep the connection": b"\n\n \n\n" + PLAIN,
    "comments that keep the connection": b": keep-alive\n\n: keep-alive\n\n" + PLAIN,
    "text of text": packed(PLAIN.decode()),
    "a list of one completion": packed([WHOLE]),
    "choices by name": packed(WHOLE | {"choices": WHOLE["choices"][0]}),
    "choices by number": packed(WHOLE | {"choices": {"0": WHOLE["choices"][0]}}),
    "a message that is text": packed(WHOLE | {"choices": [{"index": 0, "message": TEXT, "finish_reason": "stop"}]}),
    "a choice without an end": packed(WHOLE | {"choices": [{"message": {"content": TEXT}}]}),
    "an empty choice first": packed(
        WHOLE | {"choices": [{"message": {"content": ""}}, {"message": {"content": TEXT}}]}
    ),
    "success in words": packed(WHOLE | {"error": None, "code": 0, "success": True, "message": "success"}),
    "a gateway's data": packed({"code": 200, "msg": "ok", "data": WHOLE}),
    "a gateway's data as text": packed({"code": 200, "data": PLAIN.decode()}),
    "output and text": packed({"output": {"text": TEXT, "finish_reason": "stop"}, "usage": {"input_tokens": 9}}),
    "a result that is text": packed({"id": "as-1", "result": TEXT, "usage": {"prompt_tokens": 9}}),
    "one message and done": packed({"message": {"role": "assistant", "content": TEXT}, "done": True}),
    "a message in blocks": packed({"type": "message", "content": [{"type": "text", "text": TEXT}]}),
    "an output in blocks": packed(
        {"output": [{"type": "message", "content": [{"type": "output_text", "text": TEXT}]}]}
    ),
    "a line an event": b"".join(packed(event) + b"\n" for event in (*CONTENT, ended())),
    "a stream after a mark": b"\xef\xbb\xbf" + stream([*CONTENT, ended()]),
    "a stream after retry": stream([*CONTENT, ended()], before="retry: 3000\n\n"),
    "a stream after comments": stream([*CONTENT, ended()], before=": PROCESSING\n\n: PROCESSING\n\n"),
    "a stream with names of events": stream([*CONTENT, ended()], name="event: message\nid: 1\ndata: "),
    "a stream without spaces": stream([*CONTENT, ended()], name="data:"),
    "a stream of two-sign lines": stream([*CONTENT, ended()], gap="\r\n\r\n"),
    "a stream without empty lines": stream([*CONTENT, ended()], gap="\n"),
    "a stream without its last word": stream([*CONTENT, ended()], end=""),
    "a stream that says no reason": stream([*CONTENT, ended(None)]),
    "a stream of one whole completion": stream([WHOLE]),
    "an event over several lines": f"data: {json.dumps(WHOLE, ensure_ascii=False, indent=1)}".replace(
        "\n", "\ndata: "
    ).encode(),
    "a stream of thoughts and content": stream([delta(reasoning_content="想一想"), *CONTENT, ended()]),
    "a stream that repeats the whole": stream([*CONTENT, {"choices": [{"message": {"content": TEXT}}]}, ended()]),
    "a stream whose choices are numbered in words": stream(
        [{"choices": [event["choices"][0] | {"index": "0"}]} for event in (*CONTENT, ended())]
    ),
    "a stream of lists of parts": stream(
        [delta(content=[{"type": "text", "text": piece}]) for piece in PIECES] + [ended()]
    ),
    "a stream of a call": stream([*(delta(tool_calls=[call(piece)]) for piece in PIECES), ended("tool_calls")]),
    "no calls": said(content=TEXT, tool_calls=[]),
    "a call that says nothing": said(content=TEXT, tool_calls=[call("")]),
    "a call of something else first": said("tool_calls", tool_calls=[call("{}", "think"), call(TEXT)]),
    "a call in two": said("tool_calls", tool_calls=[call(TEXT[:40]), call(TEXT[40:])]),
    "a call that is no list": said("tool_calls", tool_calls=call(TEXT)),
    "a call with an object": said("tool_calls", tool_calls=[call(GOOD)]),
    "a call within a name": said("tool_calls", tool_calls=[call(json.dumps({"selection": GOOD}))]),
    "an end that is nothing": said(None, content=TEXT),
    "an end that is empty": said("", content=TEXT),
    "an end in the model's words": said("eos_token", content=TEXT),
    "an end in capitals": said("COMPLETE", content=TEXT),
    "an end that is an object": said({"type": "stop", "matched": 1}, content=TEXT),
    "an end that is a number": said(0, content=TEXT),
    "content that is an object": said(content=GOOD),
    "content in parts": said(content=[{"type": "reasoning", "text": "想"}, {"type": "text", "text": TEXT}]),
    "content in pieces": said(content=[TEXT[:50], TEXT[50:]]),
    "content with a mark": said(content="\ufeff" + TEXT),
    "content as text of text": said(content=json.dumps(TEXT)),
    "content as a call in words": said(
        content=f'<tool_call>\n{{"name": "selection", "arguments": {TEXT}}}\n</tool_call>'
    ),
    "content as a call with text": said(content=json.dumps({"name": "selection", "arguments": TEXT})),
    "content under a name": said(content=json.dumps({"selection": GOOD})),
    "content in a list": said(content=json.dumps([GOOD])),
    "content twice": said(content=f"{TEXT}\n\n{TEXT}"),
    "content in a fence": said(content=f"好的：\n```JSON\n{TEXT}\n```\n以上。"),
    "content in another fence": said(content=f"~~~json\n{TEXT}\n~~~"),
    "content in a box": said(content=f"<|begin_of_box|>{TEXT}<|end_of_box|>"),
    "content in a tag": said(content=f"<answer>\n{TEXT}\n</answer>"),
    "content with the end of a turn": said(content=f"{TEXT}<|im_end|>"),
    "thoughts that only end": said(content='先试 {"t": "草稿"} 不对\n</think>\n' + TEXT),
    "thoughts of another name": said(content='<seed:think>{"t": "草稿"}</seed:think>' + TEXT),
    "thoughts on a channel": said(
        content=f"<|channel|>analysis<|message|>想<|end|><|start|>assistant<|channel|>final<|message|>{TEXT}"
    ),
    "thoughts that are the answer": said(content="", reasoning_content=TEXT),
    "thoughts that end in the answer": said(content="", reasoning_content=f"先看第一句……</think>\n{TEXT}"),
    "thoughts in a fence": said(reasoning=f"```json\n{TEXT}\n```"),
    "thoughts in details": said(content="", reasoning_details=[{"type": "reasoning.text", "text": TEXT}]),
    **{f"tokens counted as {usage!r}": packed(WHOLE | {"usage": usage}) for usage in COUNTS},
}


@pytest.mark.parametrize("name", BODIES)
def test_an_answer_is_read_whatever_form_it_comes_in(name: str) -> None:
    completion = completion_of(BODIES[name], "问", never)
    assert read_object(completion.text) == GOOD
    assert completion.spent.input_tokens > 0
    assert completion.spent.calls == 1


@pytest.mark.parametrize(
    ("usage", "written"),
    [
        ({"prompt_tokens": 900, "completion_tokens": 40, "total_tokens": 1340}, 440),
        ({"prompt_tokens": 900, "completion_tokens": 40, "total_tokens": 940}, 40),
        ({"prompt_tokens": 900, "completion_tokens": 40, "total_tokens": 41}, 40),
        ({"prompt_tokens": 900, "total_tokens": 941}, 41),
        ({"prompt_tokens": 900, "completion_tokens": 40, "total_tokens": "1340"}, 40),
    ],
)
def test_tokens_that_a_service_counts_only_in_the_total_are_counted(usage: dict[str, Any], written: int) -> None:
    spent = completion_of(packed(WHOLE | {"usage": usage}), "问", never).spent
    assert (spent.input_tokens, spent.output_tokens) == (900, written)


def never(*_: Any, **__: Any) -> SummariseError:
    raise AssertionError("this is no complaint")


def calls(*written: tuple[str, str]) -> bytes:
    functions = [{"type": "function", "function": {"name": name, "arguments": text}} for name, text in written]
    return said(content=None, tool_calls=functions)


OTHER = json.dumps(GOOD | {"t": "另一个"}, ensure_ascii=False)


def test_of_calls_that_differ_none_is_the_answer() -> None:
    assert not completion_of(calls(("selection", OTHER), ("selection", TEXT)), "问", never).text
    assert not completion_of(calls(("a", OTHER), ("b", TEXT)), "问", never).text


@pytest.mark.parametrize(
    "written",
    [
        [("think", OTHER), ("selection", TEXT)],
        [("selection", TEXT), ("note", '{"text": "想一想"}')],
        [("selection", TEXT), ("selection", TEXT)],
    ],
)
def test_of_several_calls_the_one_with_the_name_asked_for_is_the_answer(written: list[tuple[str, str]]) -> None:
    assert read_object(completion_of(calls(*written), "问", never).text) == GOOD


@pytest.mark.parametrize(
    "after",
    ["说明：以上 {t, m, c} 只写编号。", '如需 {"备注"} 请告知。', '{"备注", "说明"} 均无。', "{“备注”} 无。"],
)
def test_words_in_braces_after_an_answer_are_no_second_one(after: str) -> None:
    assert read_object(f"{TEXT}\n\n{after}") == GOOD


@pytest.mark.parametrize("last", ['{"t": "正文", "m": [[', '{"t', '{"t"：1}', '{"t" 1}', '{"t": "正文", "t": "又"}'])
def test_an_object_that_is_broken_is_not_replaced_by_the_one_before(last: str) -> None:
    with pytest.raises(ValueError, match="JSON"):
        read_object(f"{TEXT}\n不对，改为：\n{last}")


@pytest.mark.parametrize(
    "content",
    [
        '<seed:think>{"t": "草稿", "m": [[1]]}',
        '{"name": "selection", "arguments": "{}"',
        json.dumps({"a": GOOD, "b": GOOD}),
    ],
)
def test_what_only_looks_like_an_answer_is_none(content: str) -> None:
    try:
        found = read_object(content)
    except ValueError:
        return
    assert found != GOOD
    assert "m" not in found


def test_line_ends_of_other_alphabets_inside_a_streamed_answer_end_no_line() -> None:
    text = json.dumps(GOOD | {"t": "夜间\u2028消费\u0085"}, ensure_ascii=False)
    completion = completion_of(stream([delta(content=text), ended()]), "问", never)
    assert completion.text == text


def test_an_error_that_breaks_off_a_stream_is_one_of_the_moment_unless_its_words_say_otherwise() -> None:
    heard: list[tuple[int, str]] = []

    def means(complaint: Complaint, **_: Any) -> SummariseError:
        heard.append((complaint.status, complaint.said))
        return Transient("")

    for sent in (stream([CONTENT[0], {"error": {"message": "the line to the model is gone"}}]), packed({"error": "x"})):
        with pytest.raises(Transient):
            completion_of(sent, "问", means)
    assert heard == [(502, "the line to the model is gone"), (200, "x")]


def test_a_stream_without_an_event_is_no_answer() -> None:
    with pytest.raises(Transient, match="broke off"):
        completion_of(b"data: [DONE]\n\n", "问", never)


def test_a_stream_whose_last_event_is_cut_is_no_answer() -> None:
    with pytest.raises(Transient):
        completion_of(stream(CONTENT, end="")[:-20], "问", never)


COMPRESSED: dict[str, Reply] = {
    "gzip": Reply(body=gzip.compress(PLAIN), headers={"Content-Encoding": "gzip"}),
    "GZIP": Reply(body=gzip.compress(PLAIN), headers={"Content-Encoding": "GZIP"}),
    "x-gzip": Reply(body=gzip.compress(PLAIN), headers={"Content-Encoding": "x-gzip"}),
    "deflate": Reply(body=zlib.compress(PLAIN), headers={"Content-Encoding": "deflate"}),
    "bare deflate": Reply(body=zlib.compress(PLAIN)[2:-4], headers={"Content-Encoding": "deflate"}),
    "a character set for a packing": Reply(body=PLAIN, headers={"Content-Encoding": "utf-8"}),
    "called plain text": Reply(body=PLAIN, headers={"Content-Type": "text/plain"}),
    "called a page": Reply(body=PLAIN, headers={"Content-Type": "text/html; charset=gbk"}),
    "called nothing": Reply(body=PLAIN, headers={"Content-Type": ""}),
    "created": Reply(201, PLAIN),
}


@pytest.mark.parametrize("name", COMPRESSED)
def test_an_answer_comes_through_whatever_its_headers_say(name: str) -> None:
    selection, calls = select(in_turn(COMPRESSED[name]))
    assert selection.topic == GOOD["t"]
    assert len(calls) == 1


@pytest.mark.parametrize(
    ("packing", "words"), [("br", "not asked for"), ("zstd", "not asked for"), ("gzip", "cannot be unpacked")]
)
def test_an_answer_that_cannot_be_unpacked_is_told_as_that(packing: str, words: str) -> None:
    error, _ = failure(in_turn(Reply(body=PLAIN, headers={"Content-Encoding": packing})))
    assert isinstance(error, ServiceUnavailable)
    assert words in error.message
