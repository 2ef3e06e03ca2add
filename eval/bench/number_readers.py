"""Other readers of Chinese numbers and dates, each asked for all that it finds in a line.

python number_readers.py READER < LINES    a line of JSON for each: the numbers, and the last days of the dates found

It runs in an environment that has the reader, without this project.
"""

from __future__ import annotations

import json
import sys
from calendar import monthrange
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import Any

Found = dict[str, list[str]]
REFERENCE = datetime(2024, 8, 15, tzinfo=timezone(timedelta(hours=8)))


def chinese2digits() -> Callable[[str], Found]:
    """Numbers only."""
    import chinese2digits as reader  # noqa: PLC0415 - one of several, in its own environment

    return lambda line: {"numbers": reader.takeNumberFromString(line)["digitsStringList"], "dates": []}


def jionlp() -> Callable[[str], Found]:
    """Sums of money, the only quantities that it reads in running text, and times."""
    import jionlp as reader  # noqa: PLC0415

    base = {"year": REFERENCE.year, "month": REFERENCE.month, "day": REFERENCE.day}

    def read(line: str) -> Found:
        numbers: list[str] = []
        for money in reader.ner.extract_money(line):
            value = reader.parse_money(money["text"])["num"]
            numbers += [str(one) for one in (value if isinstance(value, list) else [value])]
        times = reader.ner.extract_time(line, time_base=base)
        days = [time["detail"]["time"] for time in times if time["type"] in ("time_span", "time_point")]
        return {"numbers": numbers, "dates": [str(day[1])[:10] for day in days if isinstance(day, list)]}

    return read


def duckling() -> Callable[[str], Found]:
    """Numbers and times."""
    import duckling_chinese as reader  # noqa: PLC0415

    kinds, engine = reader.DucklingDimension, reader.Duckling()
    context = engine.gen_context(reference_time=REFERENCE)
    numbers = engine.gen_options(targets={kinds.NUMERAL})
    times = engine.gen_options(targets={kinds.TIME})

    def read(line: str) -> Found:
        values = [one["token"]["value"] for one in engine.analyze(line, context, numbers)]
        days = [_last_day(one["token"]["value"]) for one in engine.analyze(line, context, times)]
        return {"numbers": [str(value["n"]) for value in values if "n" in value], "dates": [day for day in days if day]}

    return read


def _last_day(value: dict[str, Any]) -> str:
    """The last day of an instant with its grain, or of an interval; "" for anything else."""
    time = value.get("timeValue", {})
    instant = time.get("instant") or time.get("interval", {}).get("end") or {}
    written, grain = str(instant.get("datetime", "")), str(instant.get("grain", "Day"))
    if len(written) < len("2024-01-01") or not written[:4].isdigit():
        return ""
    year, month, day = int(written[:4]), int(written[5:7]), int(written[8:10])
    if "interval" in time:
        return (datetime(year, month, day) - timedelta(days=1)).date().isoformat()  # noqa: DTZ001 - a day
    month = {"Year": 12, "Quarter": month + 2}.get(grain, month)
    return f"{year}-{month:02d}-{monthrange(year, month)[1] if grain in ('Year', 'Quarter', 'Month') else day:02d}"


READERS = {"chinese2digits": chinese2digits, "jionlp": jionlp, "duckling": duckling}


def main() -> None:
    """Read every line; a line that a reader breaks on has nothing."""
    output = sys.stdout
    sys.stdout = sys.stderr  # some of them greet
    read = READERS[sys.argv[1]]()
    for line in sys.stdin.read().split("\n"):
        if line:
            try:
                found = read(line)
            except Exception:  # noqa: BLE001 - whatever a reader raises, it has read nothing
                found = {"numbers": [], "dates": []}
            print(json.dumps(found), file=output, flush=True)


if __name__ == "__main__":
    main()
