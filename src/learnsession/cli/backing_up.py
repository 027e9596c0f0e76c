"""Backups: `store backup FILE` and `store restore FILE`."""

from __future__ import annotations

import re
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

import click

from learnsession.cli.around import Around, at_terminal, warn, yes_option
from learnsession.errors import LearnSessionError, NotFoundError, RefusedError, StoreError
from learnsession.paths import path_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from learnsession.store.backup_file import Written
    from learnsession.store.backup_reading import Backup
    from learnsession.store.restore_plan import Plan
    from learnsession.store.sealing import Seal

_WEEK = re.compile(r"\d{4}-W\d{2}", re.ASCII)


class NobodyToAskError(LearnSessionError):
    """Something needs a yes, and there is neither `--yes` nor a terminal to ask at."""

    title = "Not agreed"

    def __str__(self) -> str:
        """One sentence: there is only one thing to do."""
        return f"{self.happened} {self.todo}"


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@yes_option
@click.pass_obj
def backup(around: Around, file: Path, yes: bool) -> None:
    """Write everything that the store holds into one FILE.

    FILE can be a folder, such as a memory stick: the file is then named after the day. A backup
    is as sensitive as the store itself.
    """
    from learnsession.store.backup_file import write_backup_file

    now = datetime.now(UTC)
    to = _file_in(path_of(str(file)), now)
    _may_be_replaced(to, yes=yes)
    seal = around.seal()
    done = write_backup_file(around.root, seal, to, now)
    _tell_written(around, done, sealed=bool(seal.key_id))
    if done.missing:
        raise click.exceptions.Exit(1)


def _file_in(given: Path, now: datetime) -> Path:
    if str(given) == "-":
        raise RefusedError(
            "A backup is written to a file, not to the screen or a pipe.",
            "Name a file: learnsession store backup FILE",
        )
    if given.is_dir():
        given /= f"learnsession-{now.astimezone():%Y-%m-%d}.zip"
    return given.absolute()


def _may_be_replaced(to: Path, *, yes: bool) -> None:
    """Never over a file without asking; never over anything else."""
    if not to.exists():
        return
    if not to.is_file():
        raise RefusedError(f"'{to}' is no file.", "Name a file: learnsession store backup FILE")
    if not yes:
        _agree(
            f"'{to}' is there already. Replace it by a new backup",
            f"'{to}' is there already;",
            "--yes replaces it.",
        )


def _agree(question: str, otherwise: str, todo: str) -> None:
    """Go on only with a yes from the terminal; without one refuse in a sentence."""
    if not at_terminal():
        raise NobodyToAskError(otherwise, todo)
    click.confirm(question, abort=True, err=True)


def _tell_written(around: Around, done: Written, *, sealed: bool) -> None:
    from learnsession.cli.restore_words import named, sessions_in, size_words

    click.echo(f"Backed up: {done.path}")
    click.echo(f"It holds {sessions_in(done.paths)} and is {size_words(done.size)} large.")
    if sealed:
        click.echo("It is sealed, and opens with today's passphrase or the recovery key.")
    else:
        click.echo("Whoever has this file can read every session in it.")
    click.echo("Keep it as safe as the store itself, best on another disk.")
    command = around.place.command(f"store restore {quote(str(done.path))}")
    click.echo(f"To bring it back: {command}")
    if done.older:
        warn(
            f"Damaged in the store, so that an earlier save of it went in: {named(done.older)}. "
            "At most the last thing that was typed is missing."
        )
    if done.missing:
        warn(f"Not in the backup, because it is damaged or no ordinary file: {named(done.missing)}")


@click.command()
@click.argument("file", default="")
@click.option("--dry-run", is_flag=True, help="Show what would be done, and change nothing.")
@click.option(
    "--missing-only", is_flag=True, help="Leave alone what is here and can be read, even if older."
)
@yes_option
@click.pass_obj
def restore(around: Around, file: str, dry_run: bool, missing_only: bool, yes: bool) -> None:
    """Bring back a backup, once you have seen what changes.

    FILE is what `store backup` wrote, or a weekly backup kept beside the store, such as 2026-W47.
    Without FILE those are listed. What is replaced is kept in the store's folder `quarantine`.
    """
    seal = around.seal()
    if not file:
        _list_kept(around, seal)
        return
    from learnsession.store.restore_plan import plan_restore

    with _opened(around.root, seal, file) as opened:
        plan = plan_restore(around.root, seal, opened)
        _show(around.root, plan, opened, missing_only=missing_only)
        if missing_only:
            plan = plan._replace(overwritten=tuple(over for over in plan.overwritten if over.lost))
        if dry_run:
            click.echo("Nothing was changed: this only shows what would be done.")
        elif not plan.added and not plan.overwritten:
            click.echo("There is nothing to bring back; nothing was changed.")
        else:
            _restore(around.root, seal, opened, plan, yes=yes)


def _restore(root: Path, seal: Seal, opened: Backup, plan: Plan, *, yes: bool) -> None:
    from learnsession.store import restoring
    from learnsession.store.moves import QUARANTINE

    if not yes:
        _agree(
            "Restore this",
            "Nothing was restored, because there is no terminal to ask at:",
            "--yes restores it, --dry-run only shows what would be done.",
        )
    restoring.restore(root, seal, opened, plan, datetime.now(UTC))
    click.echo(f"Restored. The store: {root}")
    if plan.overwritten:
        click.echo(f"What was replaced is kept in {root / QUARANTINE}")


def _show(root: Path, plan: Plan, opened: Backup, *, missing_only: bool) -> None:
    from learnsession.cli.restore_words import plan_words
    from learnsession.store.names import names

    others = [name.ref for name in names(root) if name.path not in opened.files]
    for line in plan_words(plan, others, replacing=not missing_only):
        click.echo(line)
    if opened.key_id is not None and names(root) and (plan.added or plan.overwritten):
        click.echo("What was removed for good after that day comes back with it.")


@contextmanager
def _opened(root: Path, seal: Seal, given: str) -> Iterator[Backup]:
    """A backup file, or one of those beside the store by its week."""
    from learnsession.store.backup_reading import FromStore, opened_backup

    path = path_of(given)
    if not _WEEK.fullmatch(given) or path.exists():
        with opened_backup(path) as opened:
            yield opened
        return
    from learnsession.store.backup_lists import read_backup

    try:
        kept = read_backup(root, given, seal)
    except FileNotFoundError as error:
        raise NotFoundError(
            f"There is no backup {given} beside the store.",
            "See which there are: learnsession store restore",
        ) from error
    yield FromStore(root, kept)


def _list_kept(around: Around, seal: Seal) -> None:
    from learnsession.cli.restore_words import moment_words, sessions_in
    from learnsession.settings import read_settings
    from learnsession.store.backup_lists import backup_names, read_backup

    root = around.root
    names = backup_names(root)
    if names:
        click.echo("Weekly backups beside the store, the newest last:")
    else:
        click.echo("There is no weekly backup beside the store yet.")
    for name in names:
        try:
            kept = read_backup(root, name, seal)
        except StoreError as error:
            click.echo(f"  {name}  {error.happened}")
        else:
            click.echo(f"  {name}  {moment_words(kept.made)}, {sessions_in(kept.files)}")
    if names:
        command = around.place.command(f"store restore {names[-1]} --dry-run")
        click.echo(f"To see what one would bring back: {command}")
    if not read_settings(root).weekly_backup:
        click.echo("No more are made: the setting 'A backup every week' is off.")


COMMANDS = (backup, restore)
