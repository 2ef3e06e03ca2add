"""`summarise workbench`: serve a page on this machine to review, label, settle and look up records."""

from __future__ import annotations

import getpass
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from summarise.cli import accounts, journal, options
from summarise.cli.journal import Records
from summarise.cli.saying import say
from summarise.cli.search import TODAY, day_given
from summarise.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from summarise.workbench.calls import Caller
    from summarise.workbench.gate import Gate

__all__ = ["register", "user_name"]

LONGEST_NAME = 80
"""Maximum number of characters of a person's name in the journal."""


class _ServesByDefault(TyperGroup):
    """Group of commands in which `workbench records.jsonl` means `workbench serve records.jsonl`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if not args or (args[0] not in self.commands and args[0] != "--help"):
            args = ["serve", *args]
        return super().parse_args(ctx, args)

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """Return the usage line with both forms: a records file without a command, or a command."""
        return ["[OPTIONS] RECORDS", "|", *super().collect_usage_pieces(ctx)[1:]]

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the options of `serve` and then the commands, since `serve` is the default command."""
        self.commands["serve"].format_options(ctx, formatter)
        self.format_commands(ctx, formatter)

    def shown_params(self, ctx: Any) -> list[Any]:
        """Return the parameters that the help lists."""
        return list(self.commands["serve"].get_params(ctx))


def register(app: typer.Typer) -> None:
    """Add the group of commands `workbench` to `app`."""
    bench = typer.Typer(cls=_ServesByDefault, no_args_is_help=False, rich_markup_mode=None)
    bench.command("serve")(serve)
    journal.register(bench)
    accounts.register(bench)
    app.add_typer(bench, name="workbench", help="Review, label and search records in the browser.")


def serve(
    records: Records = Path("records.jsonl"),
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on; 0: any free port.")] = 0,
    as_name: Annotated[
        str,
        typer.Option(
            "--as",
            metavar="NAME",
            help="Name of the person who reviews.  [default: the user's name]",
            show_default=False,
        ),
    ] = "",
    read_only: Annotated[bool, typer.Option("--read-only", help="Show all records, but allow no changes.")] = False,
    host: Annotated[
        str,
        typer.Option(
            metavar="ADDR", help="Address to listen on in an office's network; needs --accounts.", show_default=False
        ),
    ] = "",
    accounts: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="File of accounts, which `summarise workbench account` writes.", show_default=False
        ),
    ] = None,
    origin: Annotated[
        str,
        typer.Option(
            metavar="URL",
            help="Address that people open in the browser, if a TLS proxy is in between.",
            show_default=False,
        ),
    ] = "",
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help="Print the address, but do not open a browser.")
    ] = False,
    today: TODAY = "",
    blind_first: Annotated[
        int,
        typer.Option(
            "--blind-first",
            min=0,
            metavar="N",
            help="A reviewer labels one reply in N before seeing the engine's result; 0: no reply.",
        ),
    ] = 10,
    engine: options.Engine = None,
    model: options.Model = None,
    base_url: options.BaseUrl = None,
    fallback: options.Fallback = None,
    accept_at: options.AcceptAt = None,
    calibration: options.Calibration = None,
) -> None:
    """Serve the workbench on this machine until Ctrl-C."""
    _require()
    _refuse_wrong_usage(records, as_name, host, accounts, origin)
    from summarise.cli.accepting import acceptance_at
    from summarise.cli.engine_choice import choose
    from summarise.workbench.calls import Caller
    from summarise.workbench.desk import opened_desk
    from summarise.workbench.serving import serve as serve_desk
    from summarise.workbench.sessions import Sessions

    check = _checker(accounts)
    day = day_given(today) if today else None
    threshold = acceptance_at(accept_at, calibration)
    chosen = choose(engine, fallback, {"model": model, "base_url": base_url})
    try:
        with opened_desk(records, None if read_only else chosen.engine, day, blind_first, threshold) as desk:
            owner = Caller(as_name or user_name(), "read" if read_only else "settle")
            sessions = Sessions(None if check else owner, check)

            def ready(taken: int) -> None:
                address = origin or f"http://{host or '127.0.0.1'}:{taken}"
                say(f"{len(desk.shelf.rows())} replies, {len(desk.journal)} acts so far", err=True)
                if host and not origin:
                    say(
                        "traffic is not encrypted: anyone on the network can read it; better put TLS before it",
                        err=True,
                    )
                entrance = f"{address}/" if check else f"{address}/#t={sessions.token}"
                say(entrance)
                if not no_browser and not host:
                    _open(entrance)

            with suppress(KeyboardInterrupt):
                serve_desk(
                    desk, sessions, address=(host or "127.0.0.1", port), gate=partial(_gate, host, origin), ready=ready
                )
    finally:
        chosen.close()


def user_name() -> str:
    """Return the login name of the user of this machine; "reviewer" if there is none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "reviewer"


def _refuse_wrong_usage(records: Path, as_name: str, host: str, accounts: Path | None, origin: str) -> None:
    if records.is_dir():
        raise UsageError(f"{records}: is a folder; give the records file in it")
    if not records.exists():
        say(f"{records}: there is no such file yet, so the workbench begins without replies", err=True)
    if len(as_name) > LONGEST_NAME or as_name != as_name.strip():
        raise UsageError(f"--as {as_name[:20]}…: a name has up to {LONGEST_NAME} characters and no space around it")
    if host and accounts is None:
        raise UsageError("--host lets others in: name their accounts with --accounts FILE")
    if host in {"0.0.0.0", "::"} and not origin:  # noqa: S104 - it is refused
        raise UsageError(f"--host {host}: give the address that browsers use, or --origin with the proxy's")
    if origin and not origin.startswith(("http://", "https://")):
        raise UsageError(f"--origin {origin}: is no address; write https://workbench.example")


def _checker(accounts: Path | None) -> Callable[[str, str], Caller | None] | None:
    if accounts is None:
        return None
    from summarise.workbench.accounts import Accounts

    return Accounts(accounts).check


def _gate(host: str, origin: str, port: int) -> Gate:
    from summarise.workbench.gate import Gate

    return Gate.office(host or "127.0.0.1", port, origin) if host or origin else Gate.local(port)


def _open(address: str) -> None:
    import webbrowser

    with suppress(Exception):  # the address is printed in any case
        webbrowser.open(address)


def _require() -> None:
    from importlib.util import find_spec

    for package in ("starlette", "uvicorn"):
        if find_spec(package) is None:
            raise UsageError(
                f"the workbench needs {package}: run `pip install 'summarise[workbench]'`, "
                "or in a clone `pip install '.[workbench]'`"
            )
