"""Convert a connection failure into an exception whose message says what to do."""

from __future__ import annotations

import errno
import socket
import ssl
from collections.abc import Iterator
from types import ModuleType

from summarise.engines.model_settings import ModelSettings
from summarise.engines.service.protocol import TimedOut, Transient
from summarise.engines.service.proxies import proxy_for
from summarise.errors import ServiceRejected, SummariseError
from summarise.printable import one_line
from summarise.redaction import redacted

__all__ = ["longest_to_connect", "no_response"]

_CONNECT = 5.0
_NO_WAY = frozenset({errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EHOSTDOWN})
_EXPIRED, _NOT_YET_VALID = 10, 9
_OTHER_NAME = frozenset({62, 63, 64})
"""OpenSSL error codes for a certificate with another host name."""


def longest_to_connect(settings: ModelSettings) -> float:
    """Return the maximum seconds for opening a connection, which are at most the timeout in `settings`.

    An unreachable service is thus reported early.
    """
    return min(settings.timeout, _CONNECT)


def no_response(settings: ModelSettings, error: BaseException, http: ModuleType) -> SummariseError:
    """Return the exception for a request that got no response, or none in time.

    Args:
        settings: give the endpoint and the timeout of an answer.
        error: the error that the HTTP package raised.
        http: the HTTP package.

    """
    if isinstance(error, SummariseError):
        return error
    if isinstance(error, http.TimeoutException):
        return _too_late(settings, error, http)
    endpoint = settings.endpoint
    return _of_the_system(endpoint, settings.base_url, error) or _of_the_server(endpoint, error, http)


def _too_late(settings: ModelSettings, error: BaseException, http: ModuleType) -> TimedOut:
    where = settings.endpoint
    if isinstance(error, http.ConnectTimeout):
        connect = longest_to_connect(settings)
        return TimedOut(f"{where} could not be reached within {connect:g} s", unreachable=True)
    return TimedOut(f"no whole answer from {where} within {settings.timeout:g} s")


def _of_the_server(endpoint: str, error: BaseException, http: ModuleType) -> Transient:
    reason = one_line(redacted(str(error)), 160)
    if isinstance(error, http.DecodingError):
        return Transient(f"the answer of {endpoint} is packed and cannot be unpacked: {reason}")
    if isinstance(error, http.TooManyRedirects):
        return Transient(f"{endpoint} sends its callers round in a circle; is the base URL right?")
    if isinstance(error, http.RemoteProtocolError | http.ReadError | http.WriteError):
        return Transient(
            f"{endpoint} broke off, or does not answer as a service does over HTTP; does the base URL name the right "
            f"port, and http or https as the server has it? ({reason})"
        )
    unreachable = isinstance(error, http.ConnectError | http.UnsupportedProtocol)
    message = f"{endpoint} could not be reached: {reason}; is the server running, the URL right?"
    return Transient(message, unreachable=unreachable)


def _of_the_system(endpoint: str, base_url: str, error: BaseException) -> SummariseError | None:
    """Return the exception for a cause that the operating system or TLS states; None if no known cause is stated."""
    for cause in _causes(error):
        match cause:
            case ssl.SSLCertVerificationError():
                return ServiceRejected(_about_the_certificate(endpoint, cause))
            case ssl.SSLError() if cause.reason in {"WRONG_VERSION_NUMBER", "HTTP_REQUEST", "RECORD_LAYER_FAILURE"}:
                return ServiceRejected(_about_plain_http(endpoint, base_url))
            case socket.gaierror():
                host = endpoint.partition("://")[2].partition("/")[0]
                message = (
                    f"{endpoint} could not be reached: no address is known for the name {host}; is it spelt right, "
                    "is the network connected, does it need a proxy (HTTPS_PROXY)?"
                )
                return Transient(message, unreachable=True)
            case ConnectionRefusedError():
                message = (
                    f"{endpoint} could not be reached: nothing listens there; is the server running, "
                    "are host and port right?"
                )
                return Transient(message, unreachable=True)
            case OSError() if cause.errno in _NO_WAY:
                message = (
                    f"{endpoint} could not be reached: no way leads there; is the network connected, "
                    "does it need a proxy (HTTPS_PROXY)?"
                )
                return Transient(message, unreachable=True)
    return None


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Yield an error and the errors that caused it, the original cause last."""
    cause: BaseException | None = error
    while cause is not None:
        yield cause
        cause = cause.__cause__ or cause.__context__


def _about_the_certificate(endpoint: str, error: ssl.SSLCertVerificationError) -> str:
    if error.verify_code in {_EXPIRED, _NOT_YET_VALID}:
        return f"the certificate of {endpoint} has expired, or is not valid yet: is the clock of this machine right?"
    if error.verify_code in _OTHER_NAME:
        return f"the certificate of {endpoint} is made for another name: use the name that it is made for"
    return (
        f"the certificate of {endpoint} is not trusted here ({one_line(error.verify_message, 80)}): if the server or "
        "the proxy in between is yours, set SSL_CERT_FILE to a file with the certificate of its issuer"
    )


def _about_plain_http(endpoint: str, base_url: str) -> str:
    proxy = proxy_for(base_url)
    if proxy is not None and proxy.url.startswith("https://"):
        plain = "http" + proxy.shown.removeprefix("https")
        return f"the proxy {proxy.shown} does not encrypt: write {proxy.variable}={plain}"
    plain = "http" + endpoint.removeprefix("https")
    return f"{endpoint} does not encrypt: if the server is yours, try --base-url {plain}"
