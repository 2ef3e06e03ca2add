"""Ask the model to correct a faulty answer; no other module uses the instructor package."""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, Self

import instructor
from instructor.core.exceptions import InstructorRetryException, ResponseParsingError

from summarise.engines.model.asking import Asked

__all__ = ["ask_again"]

# instructor logs whole answers, and its warnings would reach the terminal.
logging.getLogger("instructor").setLevel(logging.CRITICAL + 1)


class _Examined(instructor.OpenAISchema):
    """The response model for instructor; it checks answers with `Asked`, because pydantic accepts duplicate keys.

    It has no fields, because instructor would process them on every call. The answer itself is kept by `Asked`.
    """

    @classmethod
    def model_json_schema(cls, *_: Any, **__: Any) -> dict[str, Any]:
        """Return an empty schema.

        Instructor requests it on every call, but the module `dialects` builds the request.
        """
        return {}

    @classmethod
    def model_validate_json(cls, json_data: str | bytes | bytearray, **options: Any) -> Self:
        asked: Asked = options["context"]["asked"]
        if not asked.accepts(str(json_data)):
            raise ResponseParsingError("；".join(asked.reasons), mode="answer")
        return cls.model_construct()


@functools.cache
def _create() -> Callable[..., Any]:
    """Return a function patched by instructor; it is cached, because patching takes longer than checking an answer."""

    def create(*, asked: Asked, **_: Any) -> SimpleNamespace:
        # It gets nothing but the answer's text, and never sees the prompt: it would render text of the page as a Jinja
        # template, and repeat the whole answer in English.
        message = SimpleNamespace(role="assistant", content=asked.put())
        return SimpleNamespace(choices=[SimpleNamespace(message=message, finish_reason="stop")])

    patched: Callable[..., Any] = instructor.patch(create=create, mode=instructor.Mode.JSON_SCHEMA)
    return patched


def ask_again(asked: Asked, times: int) -> None:
    """Ask for a correction of the last answer until one is accepted, at most `times` times.

    The results are kept in `asked`. If no answer is accepted, no error is raised.

    Raises:
        AnswerError, ServiceRejected, BudgetExhausted: raised by `asked.put`.

    """
    try:
        _create()(response_model=_Examined, messages=[], max_retries=times - 1, context={"asked": asked}, asked=asked)
    except InstructorRetryException as error:
        cause = error.__cause__  # instructor wraps every error, also those that are not its own
        if cause is not None and not isinstance(cause, ValueError):
            raise cause from cause.__cause__
