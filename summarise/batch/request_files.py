"""Read and write the files for a batch service: requests, answers, and the documents that the requests are about."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from http import HTTPStatus
from pathlib import Path
from typing import Any

from summarise.batch.appending import replace_file
from summarise.batch.ownership import DOCUMENTS, REQUESTS, refuse_strange
from summarise.document import Caveat, Document, Doubt
from summarise.engines.model_settings import ModelSettings
from summarise.engines.offline import Sent
from summarise.engines.service.cached import request_key
from summarise.engines.service.complaints import Complaint
from summarise.engines.service.dialects import Dialect, body
from summarise.engines.service.protocol import Request
from summarise.engines.service.said import complaint_in
from summarise.errors import InputError
from summarise.plain_file import parse_json, read_plain

__all__ = ["Answers", "RequestFile", "read_answers"]

_PATH = "/v1/chat/completions"


@dataclass(frozen=True, slots=True)
class RequestFile:
    """The path of a file of requests; a second file beside it holds their documents and the model's settings."""

    path: Path

    @property
    def documents_path(self) -> Path:
        """Path of the documents file: `requests.documents.jsonl` for `requests.jsonl`."""
        return self.path.with_name(f"{self.path.name.removesuffix('.jsonl')}.documents.jsonl")

    def following(self) -> RequestFile:
        """Return the request file of the next round, such as `requests.2.jsonl` after `requests.jsonl`."""
        stem = self.path.name.removesuffix(".jsonl")
        first, _, number = stem.rpartition(".")
        following = f"{first}.{int(number) + 1}" if first and number.isdecimal() else f"{stem}.2"
        return RequestFile(self.path.with_name(f"{following}.jsonl"))

    def write(self, requests: Iterable[Request], settings: ModelSettings, dialect: Dialect) -> int:
        """Write each distinct request once, as `summarise run` with `settings` sends it; return the number written.

        `dialect` is the form of request that the service accepts.

        Raises:
            OutputError: the file cannot be written.

        """
        lines: dict[str, str] = {}
        for request in requests:
            key = request_key(request, settings.endpoint)
            sent = body(request, replace(dialect, stream=False))
            line = {"custom_id": key, "method": "POST", "url": _PATH, "body": sent}
            lines[key] = json.dumps(line, ensure_ascii=False) + "\n"
        refuse_strange(self.path, REQUESTS.is_ours)
        replace_file(self.path, "".join(lines.values()).encode("utf-8"))
        return len(lines)

    def refuse_anothers(self) -> None:
        """Raise OutputError if another program wrote the file of requests or that of documents."""
        refuse_strange(self.path, REQUESTS.is_ours)
        refuse_strange(self.documents_path, DOCUMENTS.is_ours)

    def write_documents(self, documents: Iterable[Document], settings: ModelSettings, dialect: Dialect) -> None:
        """Write the documents file, which `collect` reads: one line of settings, then one line for each document.

        `dialect` is the form of the requests, a part of the settings.

        Raises:
            OutputError: the file cannot be written.

        """
        head = {
            "model": settings.model,
            "base_url": settings.endpoint,
            "window": settings.window,
            "answer_limit": settings.answer_limit,
            "dialect": settings.dialect,
            "temperature": settings.temperature,
            "extra_body": dict(settings.extra_body),
            "adjudicate": settings.adjudicate,
            "mask": settings.mask,
            "sent_as": dialect.to_dict(),
        }
        rows: list[dict[str, Any]] = [head]
        rows += map(_row, documents)
        content = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        refuse_strange(self.documents_path, DOCUMENTS.is_ours)
        replace_file(self.documents_path, content.encode("utf-8"))

    def read_sent(self, otherwise: Dialect) -> Sent:
        """Return how the requests were sent; in the form `otherwise` if the documents file names none, as before 0.2.

        Limits are missing if there is no request file any more.

        Raises:
            InputError: the request file cannot be read, or `write` did not write it.

        """
        limits = self.read_limits()
        with self.documents_path.open("rb") as lines:
            form = parse_json(lines.readline()).get("sent_as")
        return Sent(Dialect.from_dict(form) if isinstance(form, dict) else otherwise, limits)

    def read_limits(self) -> Mapping[str, int]:
        """Return the limit of answer tokens of each request by its id; nothing if there is no request file.

        Raises:
            InputError: the request file cannot be read, or `write` did not write it.

        """
        try:
            rows = [parse_json(line) for line in read_plain(self.path).splitlines()]
            return {row["custom_id"]: _limit(row["body"]) for row in rows}
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise _strange(self.path, error) from error

    def read_documents(self) -> tuple[Mapping[str, Any], tuple[Document, ...]]:
        """Return the settings, by name, and the documents that `write_documents` wrote.

        Raises:
            InputError: the file is missing, or `write_documents` did not write it.

        """
        try:
            head, *rows = [parse_json(line) for line in read_plain(self.documents_path).splitlines()]
            documents = tuple(map(_document, rows))
            settings = {name: head[name] for name in ("model", "base_url", "window", "answer_limit")}
            settings |= {
                name: head[name]
                for name in ("dialect", "temperature", "extra_body", "adjudicate", "mask")
                if name in head
            }  # not before 0.2
        except FileNotFoundError as error:
            raise InputError(
                f"{self.documents_path}: not found; `summarise batch prepare` writes it", kind="missing"
            ) from error
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise _strange(self.documents_path, error) from error
        return settings, documents


def _strange(path: Path, error: Exception) -> InputError:
    return InputError(f"{path}: cannot be read as `summarise batch prepare` wrote it ({error})")


def _limit(body: Mapping[str, Any]) -> int:
    return int(body.get("max_tokens") or body.get("max_completion_tokens") or 0)


def _row(document: Document) -> dict[str, Any]:
    """Return a document as a mapping for JSON; empty values are left out, as in files of version 0.1."""
    more: dict[str, Any] = {"url": document.url, "text_from": document.text_from}
    more["caveats"] = [[caveat.kind, caveat.message] for caveat in document.caveats]
    more["doubtful"] = [[one.start, one.end, *([one.png] if one.png else [])] for one in document.doubtful]
    named = {"source": document.source, "media_type": document.media_type, "text": document.text}
    return named | {name: value for name, value in more.items() if value}


def _document(row: Mapping[str, Any]) -> Document:
    return Document(
        row["source"],
        row["text"],
        row["media_type"],
        row.get("url", ""),
        row.get("text_from", ""),
        caveats=tuple(Caveat(*caveat) for caveat in row.get("caveats", ())),
        doubtful=tuple(Doubt(*doubt) for doubt in row.get("doubtful", ())),
    )


@dataclass(frozen=True, slots=True)
class Answers:
    """The content of a batch service's answer and error files, by the id of the request."""

    bodies: Mapping[str, Sequence[bytes]]
    """Bodies of successful responses, as JSON, in the order of the lines."""
    complaints: Mapping[str, Complaint]
    """Error answers of the service; if a request has several, the first one."""
    doubled: int
    """Number of further successful responses to a request that already had one."""
    unreadable: int
    """Number of lines that are not answers of a batch service."""

    def strangers(self, requests: Mapping[str, object]) -> int:
        """Return the number of ids that are not among those of `requests`; 0 if there are no requests."""
        return len({*self.bodies, *self.complaints} - requests.keys()) if requests else 0


def read_answers(paths: Iterable[Path]) -> Answers:
    """Read the answer and error files of a batch service at `paths`; files and lines may be in any order.

    Raises:
        InputError: a file cannot be read, or none of its lines is an answer.

    """
    bodies: dict[str, list[bytes]] = {}
    complaints: dict[str, Complaint] = {}
    doubled = unreadable = 0
    for path in paths:
        lines = [_answer(line) for line in _lines(path)]
        if lines and not any(lines):
            raise InputError(
                f"{path}: no line is an answer of a batch service; unpack a packed file, and write an answer on each "
                "line",
                kind="unreadable",
            )
        for found in lines:
            if found is None:
                unreadable += 1
                continue
            key, content = found
            if isinstance(content, Complaint):
                complaints.setdefault(key, content)
            else:
                doubled += key in bodies
                bodies.setdefault(key, []).append(content)
    return Answers(bodies, complaints, doubled, unreadable)


def _lines(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as lines:
            yield from (line.rstrip(b"\r\n") for line in lines if line.strip())
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror})", kind="unreadable") from error


def _status(response: object, body: object) -> int | None:
    """Return the status of a response, which some services write as text or leave out beside an answer."""
    stated = response.get("status_code") if isinstance(response, dict) else None
    if stated is None and isinstance(body, dict) and body.get("choices"):
        return int(HTTPStatus.OK)
    if isinstance(stated, str) and stated.strip().isdecimal():
        return int(stated)
    return stated if isinstance(stated, int) else None


def _answer(line: bytes) -> tuple[str, bytes | Complaint] | None:
    """Return a request's id, and either the body of a successful response or the error answer; None for other lines."""
    try:
        row = json.loads(line)
        key, response = row["custom_id"], row.get("response")
        if not isinstance(key, str) or not {"response", "error"} & row.keys():
            return None
        body = response.get("body") if isinstance(response, dict) else None
        body = json.loads(body) if isinstance(body, str) and body.lstrip().startswith("{") else body
        status = _status(response, body)
        if status == HTTPStatus.OK and body is not None:
            return key, json.dumps(body, ensure_ascii=False).encode("utf-8")
        status = status if status is not None and status >= HTTPStatus.BAD_REQUEST else HTTPStatus.BAD_REQUEST
        said = complaint_in({"error": row["error"]} if row.get("error") else body, status)
        return key, said or Complaint(status, "no reason is given")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
