"""`store backup FILE`: everything that is kept, in one file."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

import click

from learnsession.cli.around import FAILED, Around, json_option, print_json, warn, yes_option
from learnsession.cli.terminal import agree
from learnsession.errors import RefusedError
from learnsession.paths import path_of

if TYPE_CHECKING:
    from learnsession.store.backup_file import Written


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@yes_option
@json_option
@click.pass_context
def backup(ctx: click.Context, file: Path, yes: bool, as_json: bool) -> None:
    """Write everything that the store holds into one FILE.

    FILE can be a folder, such as a memory stick: the file is then named after the day. A backup
    is as sensitive as the store itself.
    """
    from learnsession.store.backup_file import write_backup_file

    around: Around = ctx.obj
    now = datetime.now(UTC)
    to = _file_in(path_of(str(file)), now)
    _may_be_replaced(to, yes=yes)
    seal = around.seal()
    done = write_backup_file(around.root, seal, to, now)
    sealed = bool(seal.key_id)
    if as_json:
        from learnsession.cli.backup_views import written_values

        print_json(written_values(done, sealed=sealed))
    else:
        _tell_written(around, done, sealed=sealed)
    _warn_of_damage(done)
    if done.missing:
        ctx.exit(FAILED)


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
        agree(
            f"'{to}' is there already. Replace it by a new backup",
            f"'{to}' is there already;",
            "--yes replaces it.",
        )


def _tell_written(around: Around, done: Written, *, sealed: bool) -> None:
    from learnsession.cli.restore_words import sessions_in
    from learnsession.wording import size_words

    click.echo(f"Backed up: {done.path}")
    click.echo(f"It holds {sessions_in(done.paths)} and is {size_words(done.size)} large.")
    if sealed:
        click.echo("It is sealed, and opens with today's passphrase or the recovery key.")
    else:
        click.echo("Whoever has this file can read every session in it.")
    click.echo("Keep it as safe as the store itself, best on another disk.")
    command = around.place.command(f"store restore {quote(str(done.path))}")
    click.echo(f"To bring it back: {command}")


def _warn_of_damage(done: Written) -> None:
    from learnsession.cli.restore_words import named

    if done.older:
        warn(
            f"Damaged in the store, so that an earlier save of it went in: {named(done.older)}. "
            "At most the last thing that was typed is missing."
        )
    if done.missing:
        warn(f"Not in the backup, because it is damaged or no ordinary file: {named(done.missing)}")


COMMANDS = (backup,)
