"""Create the client only for the first call, so that a run with stored answers need not import its packages."""

from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

from summarise.engines.model_settings import ModelSettings
from summarise.engines.service.dialects import Dialect
from summarise.engines.service.protocol import Completion, Request
from summarise.engines.service.proxies import proxy_for
from summarise.engines.service.vendors import IMPORTING
from summarise.errors import ServiceRejected, UsageError

if TYPE_CHECKING:
    from summarise.engines.service.client import Client

__all__ = ["LateClient", "Sender", "client_of"]

_CERTIFICATES: Final = ("SSL_CERT_FILE", "SSL_CERT_DIR")


class Sender(Protocol):
    """Sends requests to one endpoint; may be used by several threads."""

    def send(self, request: Request, dialect: Dialect, schema: dict[str, Any] | None = None) -> Completion:
        """Send `request` once, in the form `dialect`; `schema` and the errors are those of `Client.send`."""
        ...

    def close(self) -> None:
        """Close all connections."""
        ...


def client_of(settings: ModelSettings) -> Sender:
    """Return a client with these `settings` that is created at its first call.

    It is created immediately if the environment names a proxy or a missing certificate file, so that errors appear
    early.

    Raises:
        UsageError: the environment names a proxy or certificates that cannot be used.

    """
    if proxy_for(settings.base_url) is not None or not _has_certificates():
        return _client_class()(settings)
    return LateClient(settings)


def _client_class() -> type[Client]:
    with IMPORTING:
        from summarise.engines.service.client import Client  # noqa: PLC0415 - it is slow to import

        return Client


def _has_certificates() -> bool:
    """Return False if the environment names a file or folder of certificates that does not exist."""
    return all(Path(place).exists() for name in _CERTIFICATES if (place := os.environ.get(name)))


class LateClient:
    """A sender that creates its `Client` at the first call."""

    def __init__(self, settings: ModelSettings) -> None:
        self._settings, self._lock = settings, threading.Lock()
        self._client: Client | None = None

    def send(self, request: Request, dialect: Dialect, schema: dict[str, Any] | None = None) -> Completion:
        """Send `request` once, in the form `dialect`; `schema` and the errors are those of `Client.send`."""
        return self._made().send(request, dialect, schema)

    def _made(self) -> Client:
        with self._lock:
            if self._client is None:
                try:
                    self._client = _client_class()(self._settings)
                except UsageError as error:
                    raise ServiceRejected(error.message) from error
            return self._client

    def close(self) -> None:
        """Close all connections."""
        if self._client is not None:
            self._client.close()
