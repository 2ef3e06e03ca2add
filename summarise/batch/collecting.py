"""Make records from the answer files of a batch service, and write the requests for the next round."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from summarise.annotate import annotate
from summarise.batch.appending import replace_file
from summarise.batch.from_answers import Line, Making, Open
from summarise.batch.output_paths import OutputPaths
from summarise.batch.ownership import FAILURES, RECORDS, refuse_strange
from summarise.batch.request_files import RequestFile, read_answers
from summarise.batch.spreading import spread
from summarise.document import Document
from summarise.engines.model.window_requests import requests_for
from summarise.engines.model_settings import ModelSettings
from summarise.engines.service.answer_store import AnswerStore
from summarise.engines.service.cached import request_key, stored_completion
from summarise.engines.service.dialects import Dialect, next_dialect
from summarise.engines.service.known_form import keep, known_dialect
from summarise.engines.service.open_store import open_store
from summarise.engines.service.protocol import Request
from summarise.errors import InputError, OutputError, UsageError
from summarise.finished import Finished
from summarise.load import require_reply
from summarise.record import Failure
from summarise.row import failure_of

__all__ = ["Collected", "Prepared", "collect", "prepare"]


@dataclass(frozen=True, slots=True)
class Prepared:
    """Counts of what `prepare` wrote, and the inputs that it left out."""

    requests: int
    """Number of requests in the file."""
    replies: int
    """Number of replies that could be read."""
    cached: int
    """Number of requests that are not in the file because the cache holds their answers."""
    failures: tuple[Failure, ...]
    """Inputs that cannot be read or are not replies."""


@dataclass(frozen=True, slots=True)
class Collected:
    """Counts of what `collect` wrote, and the request file of the next round."""

    done: int
    """Number of records."""
    failed: int
    """Number of failures."""
    pending: int
    """Number of replies that need another round of requests."""
    following: RequestFile | None
    """The request file of the next round; None if no reply needs another round."""
    reasons: Mapping[str, int]
    """Why replies need another round, with the number of replies; the most frequent reason is the first."""
    doubled: int
    """Number of further answers to a request that already had one; the first usable one counts."""
    strangers: int
    """Number of answers to requests that are not in the request file."""
    unreadable: int
    """Number of lines in the answer files that are not answers of a batch service."""


def prepare(
    documents: Iterable[Document | Failure], settings: ModelSettings, file: RequestFile, processes: int = 1
) -> Prepared:
    """Write to `file` the requests that a run over `documents` would send, except those whose answers the cache holds.

    The documents are written to a second file beside the requests, which `collect` needs. A `Failure` in `documents` is
    copied to the failures of the result. The requests are made by `processes` processes.

    Raises:
        UsageError: the settings have no cache.
        OutputError: a file cannot be written, or holds requests whose answers could not be collected any more.
        InputError: the request file that is there cannot be read.

    """
    file.refuse_anothers()
    requests: list[Request] = []
    texts: list[Document] = []
    failures: list[Failure] = []
    cached = 0
    with _store(settings) as store:
        for asked in spread(partial(_asked, settings), documents, processes):
            if isinstance(asked, Failure):
                failures.append(asked)
                continue
            document, requests_of_it = asked
            texts.append(document)
            wanted = [item for item in requests_of_it if stored_completion(store, item, settings.endpoint) is None]
            cached += len(requests_of_it) - len(wanted)
            requests += wanted
        _refuse_open(file, {request_key(request, settings.endpoint) for request in requests}, store)
        dialect = known_dialect(settings, store)
        file.write_documents(texts, settings, dialect)
        lines = file.write(requests, settings, dialect)
    return Prepared(lines, len(texts), cached, tuple(failures))


def _refuse_open(file: RequestFile, following: AbstractSet[str], store: AnswerStore) -> None:
    """Raise OutputError if `file` holds requests that `following` lacks and whose answers are not in the cache."""
    is_open = [key for key in file.read_limits() if key not in following and store.get(key) is None]
    if is_open:
        raise OutputError(
            f"{file.path}: holds {len(is_open)} other requests without an answer so far, whose texts would be lost; "
            "name another output, or remove that file"
        )


def _asked(settings: ModelSettings, document: Document | Failure) -> tuple[Document, tuple[Request, ...]] | Failure:
    """Return a document with its requests."""
    if isinstance(document, Failure):
        return document
    try:
        require_reply(document)
        return document, requests_for(annotate(document), settings)
    except InputError as error:
        return failure_of(document.source, document.sha256, error)


def collect(
    file: RequestFile, answers: Iterable[Path], settings: ModelSettings, output: OutputPaths, processes: int = 1
) -> Collected:
    """Make records from answer files with the same checks as a run, and store usable answers for later runs.

    Records are written in the order of the documents, so that collecting twice gives the same bytes. A reply without
    a usable answer gets a request in the next round; if its answer was refused as wrong, the request gives the reason.
    If the service refused the form of the requests, the next ones have another form.

    Args:
        file: the requests that `prepare` or an earlier call wrote.
        answers: the answer and error files of the batch service.
        settings: settings of the model; they must name a cache.
        output: paths of the records and failures to write.
        processes: how many processes make records.

    Raises:
        UsageError: the settings have no cache.
        InputError: a file is missing, or `prepare` did not write it.
        OutputError: a file cannot be written.

    """
    _, documents = file.read_documents()
    refuse_strange(output.records, RECORDS.is_ours)
    refuse_strange(output.failures, FAILURES.is_ours)
    came = read_answers(answers)
    lines: list[str] = []
    failures: list[Failure] = []
    again: list[Open] = []
    if not isinstance(settings.store_place, Path):
        processes = 1  # a database's password does not travel
    with _store(settings) as store:
        sent = file.read_sent(known_dialect(settings, store))
        with closing(Making(settings, came, sent)) as making:
            finished = Finished(store, making.fingerprint)
            for document, made in zip(documents, spread(making, documents, processes), strict=True):
                if isinstance(made, Failure):
                    failures.append(made)
                elif isinstance(made, Line):
                    lines.append(made.text)
                    if made.is_new:
                        finished.keep(document, made.text)
                else:
                    again.append(made)
            finished.store_rest()
        following = file.following() if again else None
        if following is not None:
            dialect = _next_dialect(sent.dialect, settings.answer_limit, again)
            if not came.bodies and dialect != sent.dialect:
                keep(settings, store, dialect=dialect)
            following.write((request for one in again for request in one.requests), settings, dialect)
            following.write_documents(documents, settings, dialect)
    replace_file(output.records, "".join(f"{line}\n" for line in lines).encode("utf-8"))
    replace_file(output.failures, "".join(failure.to_json() + "\n" for failure in failures).encode("utf-8"))
    reasons = dict(Counter(one.reason for one in again).most_common())
    strangers = came.strangers(sent.limits)
    return Collected(
        len(lines), len(failures), len(again), following, reasons, came.doubled, strangers, came.unreadable
    )


def _next_dialect(dialect: Dialect, limit: int, again: Iterable[Open]) -> Dialect:
    """Return the form of the next requests: `dialect`, changed once for each part that the service refused.

    `limit` is the limit of answer tokens of a request.
    """
    for verdict in {one.verdict.parameter: one.verdict for one in again if one.verdict is not None}.values():
        dialect = next_dialect(dialect, verdict, limit) or dialect
    return dialect


def _store(settings: ModelSettings) -> AnswerStore:
    if settings.store_place is None:
        raise UsageError("batch files need the cache: it keeps the answers for the next round and for a later run")
    return open_store(settings.store_place)
