"""Store what was learnt about an endpoint and a model: the form of request (dialect) and rate limits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from summarise.engines.model_settings import ModelSettings
from summarise.engines.service.answer_store import AnswerStore
from summarise.engines.service.dialects import Dialect, first_dialect

__all__ = ["KnownForm", "keep", "known_dialect", "known_form"]


@dataclass(frozen=True, slots=True)
class KnownForm:
    """The form of request that an endpoint accepts, and its limits of requests and tokens per minute, if known.

    `found` is the day of the last change (YYYY-MM-DD, UTC), "" if it is unknown. An unknown limit is None.
    """

    dialect: Dialect
    found: str = ""
    rpm: int | None = None
    tpm: int | None = None


def known_form(settings: ModelSettings, store: AnswerStore | None) -> KnownForm | None:
    """Return what the store knows about the endpoint and model of `settings`; None if nothing, or without a store."""
    stored = store.get(_key(settings)) if store is not None else None
    if not stored:
        return None
    form = stored.get("form", stored)
    return KnownForm(
        Dialect.from_dict(form if isinstance(form, dict) else {}),
        str(stored.get("found") or ""),
        _count(stored.get("rpm")),
        _count(stored.get("tpm")),
    )


def known_dialect(settings: ModelSettings, store: AnswerStore | None) -> Dialect:
    """Return the dialect to begin with: the stored one, or else the one that the settings name, or else the strictest.

    If the user asks for streams, the stored one is ignored.
    """
    known = known_form(settings, store) if not settings.stream else None
    return known.dialect if known is not None else first_dialect(settings)


def keep(
    settings: ModelSettings,
    store: AnswerStore,
    *,
    dialect: Dialect | None = None,
    rpm: int | None = None,
    tpm: int | None = None,
) -> None:
    """Store `dialect`, or limits of requests (`rpm`) and tokens (`tpm`) per minute, with today's date.

    They are stored for the endpoint and the model in `settings`. If one of them is None, its stored value is kept.

    Raises:
        OutputError: the store cannot be written.

    """
    before = known_form(settings, store) or KnownForm(first_dialect(settings))
    store.put(
        _key(settings),
        {
            "form": (dialect or before.dialect).to_dict(),
            "found": datetime.now(UTC).date().isoformat(),
            "endpoint": settings.endpoint,
            "model": settings.model,
            "rpm": rpm or before.rpm,
            "tpm": tpm or before.tpm,
        },
    )


def _key(settings: ModelSettings) -> str:
    """Return the key of what is known; a dialect that the user chose has its own, so that it is not taken for found."""
    return " ".join(filter(None, ("dialect", settings.endpoint, settings.model, settings.dialect)))


def _count(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else None
