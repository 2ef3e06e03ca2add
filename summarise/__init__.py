"""Replies to CPPCC proposals and People's Congress suggestions as checked records.

    from summarise import summarise_file

    record = summarise_file("reply.html")
    print(record.to_json())

Every name is imported when it is first used, so that `import summarise` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from summarise.version import VERSION

if TYPE_CHECKING:
    from pathlib import Path

    from summarise.batch.iterating import summarise_many as summarise_many
    from summarise.document import Document as Document
    from summarise.engines import Engine as Engine
    from summarise.engines import open_engine as open_engine
    from summarise.engines.model_settings import ModelSettings as ModelSettings
    from summarise.engines.rules import RulesEngine as RulesEngine
    from summarise.errors import AnswerError as AnswerError
    from summarise.errors import AnswerInvalid as AnswerInvalid
    from summarise.errors import AnswerRefused as AnswerRefused
    from summarise.errors import AnswerTruncated as AnswerTruncated
    from summarise.errors import BudgetExhausted as BudgetExhausted
    from summarise.errors import ContextTooLong as ContextTooLong
    from summarise.errors import GoldError as GoldError
    from summarise.errors import InputError as InputError
    from summarise.errors import NotFetched as NotFetched
    from summarise.errors import NotGrounded as NotGrounded
    from summarise.errors import OutputError as OutputError
    from summarise.errors import ReadingGivenUp as ReadingGivenUp
    from summarise.errors import ServiceRejected as ServiceRejected
    from summarise.errors import ServiceUnavailable as ServiceUnavailable
    from summarise.errors import SummariseError as SummariseError
    from summarise.errors import UsageError as UsageError
    from summarise.export.frames import to_frame as to_frame
    from summarise.load import load_bytes as load_bytes
    from summarise.pipeline import summarise as summarise
    from summarise.record import Failure as Failure
    from summarise.record import Record as Record
    from summarise.records_file import read_records as read_records
    from summarise.row import Row as Row
    from summarise.row import summarise_row as summarise_row

__version__ = VERSION

_HOMES = {
    "AnswerError": "summarise.errors",
    "AnswerInvalid": "summarise.errors",
    "AnswerRefused": "summarise.errors",
    "AnswerTruncated": "summarise.errors",
    "BudgetExhausted": "summarise.errors",
    "ContextTooLong": "summarise.errors",
    "Document": "summarise.document",
    "Engine": "summarise.engines",
    "Failure": "summarise.record",
    "GoldError": "summarise.errors",
    "InputError": "summarise.errors",
    "ModelSettings": "summarise.engines.model_settings",
    "NotFetched": "summarise.errors",
    "NotGrounded": "summarise.errors",
    "OutputError": "summarise.errors",
    "ReadingGivenUp": "summarise.errors",
    "Record": "summarise.record",
    "Row": "summarise.row",
    "RulesEngine": "summarise.engines.rules",
    "ServiceRejected": "summarise.errors",
    "ServiceUnavailable": "summarise.errors",
    "SummariseError": "summarise.errors",
    "UsageError": "summarise.errors",
    "load_bytes": "summarise.load",
    "open_engine": "summarise.engines",
    "read_records": "summarise.records_file",
    "summarise": "summarise.pipeline",
    "summarise_many": "summarise.batch.iterating",
    "summarise_row": "summarise.row",
    "to_frame": "summarise.export.frames",
}

__all__ = [
    "AnswerError",
    "AnswerInvalid",
    "AnswerRefused",
    "AnswerTruncated",
    "BudgetExhausted",
    "ContextTooLong",
    "Document",
    "Engine",
    "Failure",
    "GoldError",
    "InputError",
    "ModelSettings",
    "NotFetched",
    "NotGrounded",
    "OutputError",
    "ReadingGivenUp",
    "Record",
    "Row",
    "RulesEngine",
    "ServiceRejected",
    "ServiceUnavailable",
    "SummariseError",
    "UsageError",
    "__version__",
    "load_bytes",
    "open_engine",
    "read_records",
    "summarise",
    "summarise_file",
    "summarise_many",
    "summarise_row",
    "to_frame",
]


def summarise_file(path: str | Path, engine: Engine | None = None) -> Record:
    """Convert the file at `path` to a checked record with `engine`; None means the built-in engine.

    Raises:
        InputError: the file cannot be read, or is not a reply.
        AnswerError: the engine gave no usable answer for it.
        ServiceRejected: no call to the engine's service can succeed.
        BudgetExhausted: the next call would pass the limit of cost or tokens.

    """
    import pathlib  # noqa: PLC0415 - as everything here, imported when used

    from summarise.load import load  # noqa: PLC0415
    from summarise.pipeline import summarise as from_document  # noqa: PLC0415

    if engine is None:
        from summarise.engines.rules import RulesEngine as BuiltIn  # noqa: PLC0415

        engine = BuiltIn()
    return from_document(load(pathlib.Path(path)), engine)


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
