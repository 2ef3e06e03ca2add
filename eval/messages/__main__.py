"""`python -m eval.messages`: take new sentences into the catalogue, compile it, and list what has no translation."""

from __future__ import annotations

import sys

from eval.messages.catalogue import COMPILED, TRANSLATED, compiled, found, read, untranslated, written


def _main() -> int:
    catalog = read()
    made_on = catalog.creation_date
    catalog.update(found(), no_fuzzy_matching=True)
    catalog.creation_date = made_on  # or every run would change the file
    TRANSLATED.write_bytes(written(catalog))
    COMPILED.write_bytes(compiled(catalog))
    missing = untranslated(catalog)
    for message in missing:
        print(message.id)
    return int(bool(missing))


if __name__ == "__main__":
    sys.exit(_main())
