"""What every command shares: the store, the common options, ways of answering."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO, TypeVar

import click

from learnsession.errors import LearnSessionError, NotFoundError, PackError
from learnsession.paths import path_of
from learnsession.plain.place import Place

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from learnsession.room.desk import Desk
    from learnsession.store.sealing import Seal
    from learnsession.store.sessions import SessionStore

Function = TypeVar("Function", bound=Callable[..., Any])

FAILED = 1
"""The exit code when something could not be done."""


@dataclass(frozen=True, slots=True)
class Around:
    """What was said before the command: the store and a file with its passphrase, or empty."""

    named: str = ""
    passphrase_file: str = ""

    @property
    def root(self) -> Path:
        """The folder of the store, which need not be there yet.

        Raises:
            StoreError: a file has its name.

        """
        from learnsession.store.place import default_store, must_be_folder

        root = path_of(self.named) if self.named else default_store()
        must_be_folder(root)
        return root

    @property
    def place(self) -> Place:
        """How further commands for this store are typed."""
        return Place(self.named)

    def seal(self) -> Seal:
        """What opens the files of the store. Of a protected one the passphrase is asked for.

        Raises:
            LockedError: it is protected, and there is no passphrase, a wrong one, or no keys.
            StoreError: the store cannot be used.

        """
        from learnsession.store.missing_keys import refuse_missing_keys
        from learnsession.store.sealing import CLEAR
        from learnsession.store.vault_file import is_protected

        root = self.root
        if not is_protected(root):
            refuse_missing_keys(root)
            return CLEAR
        from learnsession.cli.passphrases import unlocked

        return unlocked(root, self.passphrase_file)

    def store(self) -> SessionStore:
        """The store, unlocked. Raises as `seal`."""
        from learnsession.store.sessions import SessionStore

        return SessionStore(self.root, seal=self.seal())

    def desk(self) -> Desk:
        """The store and the way into its sessions, unlocked. Raises as `seal`."""
        from learnsession.room.desk import Desk

        return Desk(self.root, seal=self.seal())


def yes_option(function: Function) -> Function:
    """`--yes`, for a command that writes or removes, whether it has a question or not."""
    return click.option("--yes", is_flag=True, help="Answer every question with yes.")(function)


def json_option(function: Function) -> Function:
    """`--json`, for a command whose answer a program may read."""
    return click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")(function)


def session_argument(*, required: bool = True) -> Callable[[Function], Function]:
    """SESSION, with its reference completed."""
    return click.argument("session", required=required, shell_complete=_complete_session)


def pack_argument(*, required: bool = True) -> Callable[[Function], Function]:
    """PACK, an id or a file, with its id completed."""
    return click.argument("pack", required=required, shell_complete=_complete_pack)


def print_json(values: object) -> None:
    """Print values as JSON that people can read too."""
    import json

    click.echo(json.dumps(values, ensure_ascii=False, indent=2))


def warn(words: str) -> None:
    """Say something on standard error that stops nothing."""
    click.echo(words, err=True)


def tell(error: LearnSessionError, place: Place) -> None:
    """Say on standard error what could not be done; of a file, everything that is wrong in it."""
    for problem in error.problems if isinstance(error, PackError) else (error,):
        warn(place.told(problem))


def cannot_be_read(thing: str, file: str, error: OSError | UnicodeDecodeError) -> NotFoundError:
    """The error for a file that was named in a command and cannot be read.

    Args:
        thing: what stands in it, such as 'passphrase file'.
        file: as it was typed.
        error: what reading it ended in.

    """
    reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
    return NotFoundError(f"The {thing} cannot be read: {reason}.", "Name another one.", file)


def let_go(stream: TextIO) -> None:
    """Let what nobody takes any more go nowhere, so that Python's own last flush is quiet."""
    with suppress(OSError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def _root(ctx: click.Context) -> Path:
    """The store while completing, when no command has run yet."""
    return Around(ctx.find_root().params.get("store") or "").root


def _complete_session(
    ctx: click.Context, _: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    from learnsession.store.sessions import SessionStore

    try:
        rows = SessionStore(_root(ctx)).rows()
    except LearnSessionError:
        return []
    wanted = incomplete.casefold()
    items = [
        CompletionItem("last", help="written to most recently"),
        *(CompletionItem(row.ref, help=f"{row.title}, {row.state}") for row in rows),
    ]
    return [item for item in items if item.value.casefold().startswith(wanted)]


def _complete_pack(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    from learnsession.packs.library import packs

    try:
        found = [listed.file.pack for listed in packs(_root(ctx)) if listed.file]
    except LearnSessionError:
        found = []
    items = [CompletionItem(pack.id, help=pack.title) for pack in found]
    matching = [item for item in items if item.value.startswith(incomplete)]
    return matching or [CompletionItem(incomplete, type="file")]
