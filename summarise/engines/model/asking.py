"""Ask the model one question and check its answer; ask again if the answer has faults (see `asking_again`)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from pydantic import ValidationError

from summarise.engines.model.answer import Answer
from summarise.engines.model.prompt import again_message
from summarise.engines.model.strict_json import LONGEST_ANSWER, read_object
from summarise.engines.service.protocol import Completion, Message, Request, Spent
from summarise.engines.service.vendors import IMPORTING

__all__ = ["Asked", "Examine", "ask"]

Examine = Callable[[Answer, bool], tuple[str, ...]]
"""Function that returns the reasons to ask again, for an answer and a flag that says if faults are acceptable."""

_MOST_REASONS = 12
"""Maximum number of reasons in one request for a correction."""


class Asked:
    """The conversation about one request: answers of valid form, faults of the last answer, and tokens spent."""

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
        """True if all answers so far came from the answer store."""

    def put(self) -> str:
        """Send the request and return the text of the answer.

        From the second call on, the request also contains the last answer and its faults.
        """
        if self.rounds:
            self._request = _again(self._request, self._last.text, again_message(self.reasons))
        self._last = self._send(self._request)
        self.rounds += 1
        self.is_replayed = self.is_replayed and self._last.stored
        self.spent += self._last.spent
        return self._last.text

    def accepts(self, text: str) -> bool:
        """Parse and check an answer, given by its `text`; return True if it needs no correction.

        An answer of valid form is added to `answers`. `reasons` is set to the reasons to ask again.
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
    """Return the request followed by the faulty answer and a message about its faults.

    If the answer is empty, the message is appended to the last message instead, because services refuse messages
    without content. So it is after an answer that is too long: to repeat it would cost its tokens once more.
    """
    if answer.strip() and len(answer) <= LONGEST_ANSWER:
        return request.followed_by(Message("assistant", answer), wish)
    *earlier, last = request.messages
    return replace(request, messages=(*earlier, Message(last.role, f"{last.content}\n\n{wish.content}")))


def ask(
    send: Callable[[Request], Completion],
    request: Request,
    examine: Examine,
    max_reasks: int,
) -> Asked:
    """Send a request; while `examine` returns reasons, send it again with them, at most `max_reasks` times.

    The result has no `answers` if no answer had a valid form.

    Raises:
        AnswerError, ServiceRejected, BudgetExhausted: raised by `send`.

    """
    asked = Asked(send, request, examine)
    if not asked.accepts(asked.put()) and max_reasks > 0:
        with IMPORTING:
            from summarise.engines.model.asking_again import ask_again  # noqa: PLC0415 - a second, which few need

        ask_again(asked, max_reasks)
    return asked
