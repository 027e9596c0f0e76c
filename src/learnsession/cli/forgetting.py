"""The commands that remove for good: `erase` a session, `redact` words in one."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from learnsession.cli import around as terminal
from learnsession.cli.around import Around, NoTerminalError, session_argument, warn, yes_option
from learnsession.errors import NotFoundError, RefusedError, SaveError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from learnsession.session.removing import PhraseRemoval
    from learnsession.store.names import Name
    from learnsession.store.opened import OpenSession
    from learnsession.store.redacting import Standing
    from learnsession.store.sessions import SessionStore

_LONGEST = 100_000
"""Bytes of a phrase file that are looked at; an entry has at most 20,000 characters."""


@click.command()
@session_argument()
@yes_option
@click.pass_obj
def erase(around: Around, session: str, yes: bool) -> None:
    """Erase SESSION for good, from kept backups too.

    What goes is shown first, and you are asked. Only an older backup file of your own could bring
    it back.
    """
    from learnsession.cli.forgotten import ERASED
    from learnsession.store.erasing import finish, meant

    _must_be_asked(yes, "erased", "--yes is needed.")
    store = around.store()
    try:
        name = meant(store, session)
    except NotFoundError:
        finish(store.root)  # a kill can have left a lock of it
        raise
    if not erase_one(store, name, yes=yes):
        raise RefusedError("Nothing was erased.", f"{name.ref} is as it was.")
    click.echo(f"{name.ref} is erased. Its number is not used again.\n{ERASED}")


def erase_one(store: SessionStore, name: Name, *, yes: bool) -> bool:
    """Show what goes with a session, ask, and erase it. False when the answer is no.

    Raises:
        InUseError: another window has it.
        SaveError: the disk refused; the same command does the rest.
        StoreError: a file may not be read.

    """
    from learnsession.cli.forgotten import what_goes
    from learnsession.room.desk import utc_now
    from learnsession.store.erasing import going, held

    with held(store, name, utc_now()) as session:
        click.echo(what_goes(going(store, name)))
        question = f"Erase {name.ref} for good? This cannot be undone."
        if not yes and not click.confirm(question, err=True):
            return False
        try:
            session.erase()
        except SaveError as error:
            again = f"{error.todo} Then give the command again: it removes the rest of {name.ref}."
            raise SaveError(error.happened, again, error.where) from error
    return True


@click.command()
@session_argument()
@click.option(
    "--phrase-file",
    "file",
    metavar="FILE",
    default="",
    help="Read the words from FILE; otherwise they are asked for.",
)
@yes_option
@click.pass_context
def redact(ctx: click.Context, session: str, file: str, yes: bool) -> None:
    """Remove a word or a phrase from SESSION for good.

    It goes from what was heard and agreed, every earlier wording, the team, and all copies of the
    session; '[removed]' stands in its place. The words are asked for, never given in the command:
    they would stay in the list of commands that your terminal keeps.
    """
    from learnsession.cli.forgotten import REDACTED, where_it_stands
    from learnsession.room.desk import utc_now
    from learnsession.store import redacting

    around: Around = ctx.obj
    _must_be_asked(yes and bool(file), "removed", "--phrase-file and --yes are needed.")
    store = around.store()
    row = store.find(session)
    removal = _phrase(file)
    with _opened(store, row.id) as held:
        found = redacting.standing(store, held, removal)
        if not found.found:
            raise _nowhere(row.ref, found)
        click.echo(where_it_stands(row, found, around.place))
        question = f"Remove these words from {row.ref} for good? This cannot be undone."
        if not yes and not click.confirm(question, err=True):
            raise RefusedError("Nothing was removed.", f"{row.ref} is as it was.")
        trouble = redacting.redact(held, removal, found, utc_now())
    for words in trouble:
        warn(around.place.told(RefusedError(words, "Give the same command again.")))
    if trouble:
        ctx.exit(1)
    click.echo(f"Removed from {row.ref} and its copies. {REDACTED}")


def _must_be_asked(answered: bool, done: str, needed: str) -> None:
    """Refuse before anything is touched where nobody can be asked."""
    if not answered and not terminal.at_terminal():
        raise NoTerminalError(f"Nothing was {done}: without a terminal to ask at,", needed)


def _phrase(file: str) -> PhraseRemoval:
    from learnsession.session.removing import PhraseRemoval

    if file:
        return PhraseRemoval(_from_file(file))
    return PhraseRemoval(str(click.prompt("The words to remove", err=True)))


def _from_file(file: str) -> str:
    """All that stands in a file, without the ends of its last line."""
    try:
        with Path(file).expanduser().open("rb") as opened:
            data = opened.read(_LONGEST + 1)
        if len(data) > _LONGEST:
            raise NotFoundError("The file with the words is too long.", "Name another one.", file)
        return data.decode("utf-8-sig").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise NotFoundError(
            f"The file with the words cannot be read: {reason}.", "Name another one.", file
        ) from None


@contextmanager
def _opened(store: SessionStore, session_id: str) -> Iterator[OpenSession]:
    """A session, held while it is searched and asked about, and given up whatever happens."""
    session = store.open(session_id)
    try:
        for notice in session.notices:
            warn(notice)
        yield session
    finally:
        session.leave()


def _nowhere(ref: str, found: Standing) -> NotFoundError:
    from learnsession.cli.forgotten import beyond

    todo = beyond(found) or [f"See how they are written: learnsession show {ref} --history"]
    return NotFoundError(f"These words do not stand in {ref}; nothing was changed.", " ".join(todo))


COMMANDS = (erase, redact)
