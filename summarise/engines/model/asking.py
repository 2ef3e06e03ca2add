"""Ask the model one question and check its answer; a faulty answer is asked for again (see `asking_again`)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from pydantic import ValidationError

from summarise.engines.model.answer import Answer
from summarise.engines.model.prompt import again_message
from summarise.engines.model.strict_json import read_object
from summarise.engines.service.protocol import Completion, Message, Request, Spent

__all__ = ["Asked", "Examine", "ask"]

Examine = Callable[[Answer, bool], tuple[str, ...]]
"""Returns the reasons to ask again, given an answer and whether it is settled (accepted in spite of faults)."""

_MOST_REASONS = 12
"""Reasons in one re-ask: enough to mend an answer, few enough to be read."""


class Asked:
    """The conversation about one request: answers of valid shape, faults of the last answer, and tokens spent."""

    def __init__(self, send: Callable[[Request], Completion], request: Request, examine: Examine) -> None:
        self._send = send
        self._request = request
        self._examine = examine
        self._last = Completion("")
        self.reasons: tuple[str, ...] = ()
        self.answers: list[Answer] = []
        self.spent = Spent()
        self.rounds = 0
        self.is_replayed = True
        """True if every answer so far came from the store."""

    def put(self) -> str:
        """Send the request and return the text of the answer.

        After the first time, the last answer and its faults are appended to the request.
        """
        if self.rounds:
            self._request = _again(self._request, self._last.text, again_message(self.reasons))
        self._last = self._send(self._request)
        self.rounds += 1
        self.is_replayed = self.is_replayed and self._last.stored
        self.spent += self._last.spent
        return self._last.text

    def accepts(self, text: str) -> bool:
        """Parse an answer and check it; True if it needs no correction.

        An answer of valid shape is added to `answers`; the reasons to ask again are set as `reasons`.
        """
        try:
            answer = Answer.model_validate(read_object(text), strict=True)
        except ValidationError as error:
            self.reasons = tuple(
                f"{'.'.join(map(str, fault['loc']))}：{fault['msg']}" for fault in error.errors(include_input=False)
            )[:_MOST_REASONS]
            return False
        except ValueError as error:
            self.reasons = (str(error),)
            return False
        self.answers.append(answer)
        self.reasons = self._examine(answer, self._last.settled)[:_MOST_REASONS]
        return not self.reasons


def _again(request: Request, answer: str, wish: Message) -> Request:
    """Return the request with the wrong answer and what is wrong with it; services refuse messages without content."""
    if answer.strip():
        return request.followed_by(Message("assistant", answer), wish)
    *earlier, last = request.messages
    return replace(request, messages=(*earlier, Message(last.role, f"{last.content}\n\n{wish.content}")))


def ask(
    send: Callable[[Request], Completion],
    request: Request,
    examine: Examine,
    max_reasks: int,
) -> Asked:
    """Send a request, and repeat it with the reasons while `examine` returns any, at most `max_reasks` times.

    The result has no `answers` if none had a valid shape.

    Raises:
        AnswerError, ServiceRejected, BudgetExhausted: as `send` raises them.

    """
    asked = Asked(send, request, examine)
    if not asked.accepts(asked.put()) and max_reasks > 0:
        from summarise.engines.model.asking_again import ask_again  # noqa: PLC0415 - a second, which few answers need

        ask_again(asked, max_reasks)
    return asked
