"""The commands that carry a team's open actions from one laptop to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from learnsession.cli.around import Around, cannot_be_read, warn
from learnsession.wording import counted

if TYPE_CHECKING:
    from learnsession.actions.handover import Conflict, Merge
    from learnsession.room.handing_over import Choice

HOLDS = ("here", "there", "both")


@click.command()
@click.argument("file")
@click.option("--team", default="", help="Only the actions of this team.")
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@click.pass_obj
def handover(around: Around, file: str, team: str, force: bool) -> None:
    """Write open actions into a file for another laptop.

    There, `learnsession actions receive FILE` takes them in.
    """
    from learnsession.actions.handover import write
    from learnsession.documents.files import write_export
    from learnsession.paths import path_of
    from learnsession.room.handing_over import hand_over

    made = hand_over(around.desk(), team)
    write_export(path_of(file), write(made), force)
    click.echo(f"{counted(len(made.actions), 'open action')} in {file}")
    warn("What is written in it is readable: treat it as you treat the session notes.")


@click.command()
@click.argument("file")
@click.option(
    "--holds",
    type=click.Choice(HOLDS),
    help="Where both laptops changed an action: what was said here, there, or last of both.",
)
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@click.option("--by", default="", help="Your role, for the history.")
@click.pass_obj
def receive(around: Around, file: str, holds: str | None, dry_run: bool, by: str) -> None:
    """Take in the actions of FILE. What is known already is not doubled."""
    from learnsession.actions.handover import read
    from learnsession.paths import path_of
    from learnsession.room.handing_over import compare, take_in

    try:
        data = path_of(file).read_bytes()
    except OSError as error:
        raise cannot_be_read("handover", file, error) from error
    desk = around.desk()
    found = compare(desk, read(data, file))
    click.echo(_words(found))
    if dry_run:
        return
    choices = {each.here.id: _choice(each, holds) for each in found.conflicts}
    for told in take_in(desk, found, choices, by=by.strip()):
        click.echo(told)


def _words(found: Merge) -> str:
    parts = [
        f"{counted(len(found.fresh), 'action')} new here" if found.fresh else "",
        f"{len(found.further)} with more said of it" if found.further else "",
        f"{len(found.conflicts)} changed on both laptops" if found.conflicts else "",
        f"{found.same} known already" if found.same else "",
    ]
    return ", ".join(part for part in parts if part)


def _choice(conflict: Conflict, holds: str | None) -> Choice:
    """Which answer holds, from the option or from whoever sits at the terminal.

    Raises:
        NoTerminalError: nobody can be asked.

    """
    from typing import cast

    if holds is None:
        from learnsession.actions.telling import told_line
        from learnsession.cli.terminal import must_be_asked

        must_be_asked("taken in", "--holds here, --holds there or --holds both answers.")
        warn(f"{conflict.here.ref}: {conflict.here.action}")
        for name, action in (("Here", conflict.here), ("There", conflict.there)):
            warn(f"{name}: {told_line(action.history[-1], None)}")
        holds = click.prompt("Which holds?", type=click.Choice(HOLDS), err=True)
    return cast("Choice", holds)
