"""`python -m eval.messages`: take new sentences into the catalogue, compile it, and list what has no translation."""

from __future__ import annotations

import sys

from eval.messages.catalogue import COMPILED, TRANSLATED, brought_up_to_date, compiled, untranslated, written


def _main() -> int:
    catalog = brought_up_to_date()
    TRANSLATED.write_bytes(written(catalog))
    COMPILED.write_bytes(compiled(catalog))
    missing = untranslated(catalog)
    for message in missing:
        print(message.id)
    return int(bool(missing))


if __name__ == "__main__":
    sys.exit(_main())
