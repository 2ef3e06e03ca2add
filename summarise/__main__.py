"""Entry point of `python -m summarise`: runs the command line.

With --reader or --recogniser, the process reads files for another process of this program. With --worker, it summarises
replies for one.
"""

from __future__ import annotations

import sys


def _main() -> None:
    if sys.argv[1:] in (["--reader"], ["--recogniser"]):
        from summarise.load.reader_process import serve  # noqa: PLC0415 - and nothing else is imported

        serve(sys.argv[1])
        return
    if sys.argv[1:] == ["--worker"]:
        from summarise.batch.worker_process import serve as work  # noqa: PLC0415

        work()
        return
    from summarise.cli import main  # noqa: PLC0415 - a reader does without it

    main()


if __name__ == "__main__":
    _main()
