"""A PDF file put together from its objects."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["pdf_of"]


def pdf_of(objects: Sequence[bytes]) -> bytes:
    """Return a PDF file with these objects, numbered from 1; the first is the catalogue."""
    data, starts = b"%PDF-1.7\n", []
    for number, said in enumerate(objects, 1):
        starts.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, said)
    size = len(objects) + 1
    table = b"xref\n0 %d\n0000000000 65535 f \n" % size + b"".join(b"%010d 00000 n \n" % start for start in starts)
    return data + table + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (size, len(data))
