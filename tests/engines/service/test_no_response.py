"""Why no response came is told in one line with what to do, by the cause that the system or TLS names."""

from __future__ import annotations

import errno
import socket
import ssl

import pytest

from summarise.engines import open_engine
from summarise.engines.model_settings import ModelSettings
from summarise.engines.service.client import _http as http
from summarise.engines.service.no_response import no_response
from summarise.errors import ServiceRejected, ServiceUnavailable, SummariseError
from tests.support.model_calls import DOCUMENT, text_of
from tests.support.scripted_server import ScriptedServer, answered, in_turn

HERE = "https://models.test/v1"


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("all_proxy", "http_proxy", "https_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


def of(cause: Exception) -> SummariseError:
    """What is told of a cause as the HTTP package hands it on: under errors of its own."""
    inner = OSError("handshake")
    inner.__cause__ = cause
    outer = http.ConnectError("all connection attempts failed")
    outer.__cause__ = inner
    return no_response(ModelSettings("m", HERE), outer, http)


def untrusted(code: int, said: str) -> ssl.SSLCertVerificationError:
    error = ssl.SSLCertVerificationError(1, said)
    error.verify_code, error.verify_message = code, said
    return error


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (18, r"not trusted here \(self-signed certificate\).* set SSL_CERT_FILE"),
        (20, "set SSL_CERT_FILE"),
        (10, "has expired.* clock"),
        (9, "not valid yet.* clock"),
        (62, "made for another name"),
    ],
)
def test_a_certificate_that_is_not_accepted_stops_the_run_with_the_reason(code: int, words: str) -> None:
    error = of(untrusted(code, "self-signed certificate"))
    assert isinstance(error, ServiceRejected)
    with pytest.raises(ServiceRejected, match=words):
        raise error


@pytest.mark.parametrize(
    ("cause", "words"),
    [
        (
            socket.gaierror(socket.EAI_NONAME, "Name or service not known"),
            "no address is known for the name models.test",
        ),
        (ConnectionRefusedError(errno.ECONNREFUSED, "refused"), "nothing listens there"),
        (OSError(errno.ENETUNREACH, "Network is unreachable"), "no way leads there"),
        (OSError(errno.EMFILE, "Too many open files"), "all connection attempts failed"),
    ],
)
def test_an_address_that_is_not_reached_is_told_with_what_to_look_at(cause: OSError, words: str) -> None:
    error = of(cause)
    assert isinstance(error, ServiceUnavailable)
    assert f"{HERE} could not be reached: {words}" in error.message


@pytest.mark.parametrize(("timeout", "words"), [(180.0, "within 5 s"), (2.0, "within 2 s")])
def test_a_connection_that_takes_too_long_is_told_with_the_time_that_it_had(timeout: float, words: str) -> None:
    error = no_response(ModelSettings("m", HERE, timeout=timeout), http.ConnectTimeout("timed out"), http)
    assert isinstance(error, ServiceUnavailable)
    assert f"{HERE} could not be reached {words}" in error.message


def asked(base_url: str) -> str:
    """Ask a service once, and return why the run stops."""
    settings = ModelSettings("m", base_url, api_key="sk-of-nobody-1", max_retries=0)
    with open_engine(settings) as engine, pytest.raises(ServiceRejected) as caught:
        engine.select(DOCUMENT)
    return caught.value.message


def test_a_server_without_encryption_is_told_with_the_address_to_try() -> None:
    with ScriptedServer(in_turn(answered(text_of()))) as server:
        plain = server.base_url
        assert f"does not encrypt: if the server is yours, try --base-url {plain}" in asked("https" + plain[4:])


def test_a_proxy_that_is_written_with_https_and_does_not_encrypt_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with ScriptedServer(in_turn(answered(text_of()))) as server:
        address = server.base_url.removeprefix("http://").removesuffix("/v1")
        monkeypatch.setenv("HTTPS_PROXY", f"https://{address}")
        message = asked(HERE)
    assert f"write HTTPS_PROXY=http://{address}" in message
