"""The only module that knows the instructor package: an answer that breaks the contract is asked again."""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any, Self

import instructor
from instructor.core.exceptions import InstructorRetryException, ResponseParsingError
from pydantic import ValidationError

from summarise.engines.model.answer import Answer
from summarise.engines.model.prompt import again_message
from summarise.engines.model.strict_json import read_object
from summarise.engines.service.protocol import Completion, Message, Request, Spent

__all__ = ["Asked", "Examine", "ask"]

Examine = Callable[[Answer, bool], tuple[str, ...]]
"""Reasons to ask again, given an answer and whether it is settled."""

# instructor logs whole answers, and its warnings would reach the terminal.
logging.getLogger("instructor").setLevel(logging.CRITICAL + 1)

_MOST_REASONS = 12
"""Reasons in one re-ask: enough to mend an answer, few enough to be read."""


class Asked:
    """What came of a question: answers of valid shape, what is wrong with the last, and what everything cost."""

    def __init__(self, send: Callable[[Request], Completion], request: Request) -> None:
        self._send = send
        self._request = request
        self._last = Completion("")
        self.reasons: tuple[str, ...] = ()
        self.answers: list[Answer] = []
        self.spent = Spent()
        self.rounds = 0
        self.is_replayed = True
        """Nothing was asked of the service: every answer was stored."""

    def create(self, messages: list[dict[str, Any]]) -> SimpleNamespace:
        """What instructor takes for the API: it gets a response with nothing but the answer's text.

        `messages` is empty, then holds what instructor would say itself. It never sees the prompt: it would render
        text of the page as a Jinja template, and repeat the whole answer in English when it asks again.
        """
        if messages:
            self._request = _again(self._request, self._last.text, again_message(self.reasons))
        self._last = self._send(self._request)
        self.rounds += 1
        self.is_replayed = self.is_replayed and self._last.stored
        self.spent += self._last.spent
        message = SimpleNamespace(role="assistant", content=self._last.text)
        return SimpleNamespace(choices=[SimpleNamespace(message=message, finish_reason="stop")])

    def read(self, text: str, examine: Examine) -> None:
        """Parse an answer, examine it and keep it.

        Raises:
            ResponseParsingError: it is to be asked again; the reasons are kept.

        """
        try:
            answer = Answer.model_validate(read_object(text), strict=True)
        except ValidationError as error:
            self.reasons = tuple(
                f"{'.'.join(map(str, fault['loc']))}：{fault['msg']}" for fault in error.errors(include_input=False)
            )[:_MOST_REASONS]
        except ValueError as error:
            self.reasons = (str(error),)
        else:
            self.answers.append(answer)
            self.reasons = examine(answer, self._last.settled)[:_MOST_REASONS]
            if not self.reasons:
                return
        raise ResponseParsingError("；".join(self.reasons), mode="answer")


def _again(request: Request, answer: str, wish: Message) -> Request:
    """The request with the wrong answer and what is wrong with it; services refuse messages without content."""
    if answer.strip():
        return request.followed_by(Message("assistant", answer), wish)
    *earlier, last = request.messages
    return replace(request, messages=(*earlier, Message(last.role, f"{last.content}\n\n{wish.content}")))


class _Examined(instructor.OpenAISchema):
    """An answer that instructor reads by our rules: pydantic's own parser lets a key stand twice.

    It has no fields, which instructor would walk through on every call: the answer is kept by `Asked`.
    """

    @classmethod
    def model_json_schema(cls, *_: Any, **__: Any) -> dict[str, Any]:
        """Nothing: instructor asks for it on every call, but what is sent is the dialect's business."""
        return {}

    @classmethod
    def model_validate_json(cls, json_data: str | bytes | bytearray, **options: Any) -> Self:
        context = options["context"]
        context["asked"].read(str(json_data), context["examine"])
        return cls.model_construct()


@functools.cache
def _create() -> Callable[..., Any]:
    """What instructor makes of the call, made once: patching costs more than our own work on an answer."""

    def create(*, asked: Asked, messages: list[dict[str, Any]], **_: Any) -> SimpleNamespace:
        return asked.create(messages)

    patched: Callable[..., Any] = instructor.patch(create=create, mode=instructor.Mode.JSON_SCHEMA)
    return patched


def ask(
    send: Callable[[Request], Completion],
    request: Request,
    examine: Examine,
    max_reasks: int,
) -> Asked:
    """Ask, and ask again with the reasons while `examine` has any, at most `max_reasks` times.

    What comes back holds no answer where none had a valid shape.

    Raises:
        AnswerError, ServiceRejected, BudgetExhausted: as `send` raises them.

    """
    asked = Asked(send, request)
    try:
        _create()(
            response_model=_Examined,
            messages=[],
            max_retries=max_reasks,
            context={"asked": asked, "examine": examine},
            asked=asked,
        )
    except InstructorRetryException as error:
        cause = error.__cause__  # instructor wraps every error, also those that are not its own
        if cause is not None and not isinstance(cause, ValueError):
            raise cause from cause.__cause__
    return asked
