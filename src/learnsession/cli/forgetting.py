"""The commands that remove for good: `erase` a session, `redact` words in one."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from learnsession.cli.around import (
    FAILED,
    Around,
    cannot_be_read,
    session_argument,
    warn,
    yes_option,
)
from learnsession.cli.terminal import must_be_asked
from learnsession.errors import NotFoundError, RefusedError, SaveError
from learnsession.paths import path_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from learnsession.session.removing import PhraseRemoval
    from learnsession.store.names import Name
    from learnsession.store.opened import OpenSession
    from learnsession.store.redacting import Standing
    from learnsession.store.sessions import SessionStore


@click.command()
@session_argument()
@yes_option
@click.pass_obj
def erase(around: Around, session: str, yes: bool) -> None:
    """Erase SESSION for good, from kept backups too.

    R-0001 is the register of a team: what was said of its actions outside sessions.
    What goes is shown first, and you are asked. Only an older backup file of your own could bring
    it back.
    """
    from learnsession.cli.forgotten import ERASED
    from learnsession.store.erasing import finish, meant

    if not yes:
        must_be_asked("erased", "--yes is needed.")
    store = around.store()
    try:
        name = meant(store, session)
    except NotFoundError:
        finish(store.root)  # a kill can have left a lock of it
        raise
    if not erase_one(store, name, yes=yes):
        raise RefusedError("Nothing was erased.", f"{name.ref} is as it was.")
    number = "" if name.ref[0] == "R" else " Its number is not used again."
    click.echo(f"{name.ref} is erased.{number}\n{ERASED}")


def erase_one(store: SessionStore, name: Name, *, yes: bool) -> bool:
    """Show what goes with a session, ask, and erase it. False when the answer is no.

    Raises:
        InUseError: another window has it.
        SaveError: the disk refused; the same command does the rest.
        StoreError: a file may not be read.

    """
    from learnsession.cli.forgotten import what_goes
    from learnsession.moment import utc_now
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
    they would stay in the list of commands that your terminal keeps. R-0001 is the register of a
    team: what was said of its actions outside sessions.
    """
    from learnsession.cli.forgotten import REDACTED, where_it_stands
    from learnsession.moment import utc_now
    from learnsession.store import redacting

    around: Around = ctx.obj
    if not (yes and file):
        must_be_asked("removed", "--phrase-file and --yes are needed.")
    store = around.store()
    row = store.find(session, register=True)
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
        ctx.exit(FAILED)
    click.echo(f"Removed from {row.ref} and its copies. {REDACTED}")


def _phrase(file: str) -> PhraseRemoval:
    from learnsession.session.removing import PhraseRemoval

    if file:
        return PhraseRemoval(_from_file(file))
    return PhraseRemoval(str(click.prompt("The words to remove", err=True)))


def _from_file(file: str) -> str:
    """All that stands in a file, without the ends of its last line; no more than in an entry."""
    from learnsession.session.facilitation import MOST_CHARACTERS

    looked_at = 4 * MOST_CHARACTERS  # bytes: in UTF-8 a character has at most four
    try:
        with path_of(file).open("rb") as opened:
            data = opened.read(looked_at + 1)
        text = data.decode("utf-8-sig") if len(data) <= looked_at else None
    except (OSError, UnicodeDecodeError) as error:
        raise cannot_be_read("file with the words", file, error) from None
    if text is None or len(text) > MOST_CHARACTERS:
        raise NotFoundError("The file with the words is too long.", "Name another one.", file)
    return text.rstrip("\r\n")


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
