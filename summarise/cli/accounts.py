"""`summarise workbench account`: manage the accounts of the people who use a workbench in an office network."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from summarise.cli.saying import say
from summarise.language import said

__all__ = ["register"]


def register(bench: typer.Typer) -> None:
    """Add the command to the group `workbench`."""
    bench.command("account")(account)


class RoleName(StrEnum):
    """The role of an account; each role also has the rights of the roles that are listed before it."""

    READ = "read"
    REVIEW = "review"
    SETTLE = "settle"


def account(
    accounts: Annotated[Path, typer.Argument(metavar="FILE", help="The accounts file.", show_default=False)],
    name: Annotated[str, typer.Argument(metavar="NAME", help="Name of the person.", show_default=False)],
    role: Annotated[
        RoleName, typer.Option(help="read: look; review: also correct; settle: also create and settle labelling tasks.")
    ] = RoleName.REVIEW,
    remove: Annotated[bool, typer.Option("--remove", help="Remove the account.")] = False,
) -> None:
    """Add an account, change its role and password, or remove it."""
    from summarise.workbench.accounts import remove_account, set_account

    if remove:
        remove_account(accounts, name)
        say(f"{accounts}: {name} is removed; open sessions end within 12 hours, or with the server", err=True)
        return
    set_account(accounts, name, role.value, _new_password())
    say(f"{accounts}: {name} may {role.value}", err=True)


def _new_password() -> str:
    while True:
        password, again = (
            str(typer.prompt(said(words), hide_input=True, err=True))
            for words in ("Password", "Repeat for confirmation")
        )
        if password == again:
            return password
        say("The two entered values do not match.", err=True)
