"""Build the requests that the model engine sends for a document."""

from __future__ import annotations

from summarise.annotated import AnnotatedDocument
from summarise.engines.model.prompt import messages
from summarise.engines.model.windows import Window, windows
from summarise.engines.model_settings import ModelSettings
from summarise.engines.service.protocol import Request

__all__ = ["request_for", "requests_for", "tight_limit"]


_TOKENS_A_CHARACTER = 0.5
"""Maximum tokens of an answer per character of the window, twice the measured value."""

_LEAST_LIMIT = 512


def request_for(document: AnnotatedDocument, window: Window, settings: ModelSettings) -> Request:
    """Return the first request about `window` of `document`, in the way that `settings` say."""
    return Request(
        settings.model,
        messages(document, window, hides_persons=settings.mask == "names"),
        settings.answer_limit,
        settings.temperature,
        settings.extra,
        settings.stated_limit,
        settings.dialect or "",
    )


def tight_limit(window: Window, settings: ModelSettings) -> int:
    """Return a low token limit for the answer about `window`, for models with a short context.

    The limit grows with the length of the window, up to the limit in `settings`. It suffices if the model writes no
    thoughts.
    """
    characters = sum(sentence.end - sentence.start for sentence in window.sentences)
    return min(settings.answer_limit, _LEAST_LIMIT + int(characters * _TOKENS_A_CHARACTER))


def requests_for(document: AnnotatedDocument, settings: ModelSettings) -> tuple[Request, ...]:
    """Return the first request of each window of `document`, as the model engine with `settings` sends it."""
    return tuple(request_for(document, window, settings) for window in windows(document, settings.window))
