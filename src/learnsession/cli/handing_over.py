"""The commands that carry a team's open actions from one laptop to another."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import click

from learnsession.cli.around import Around, cannot_be_read, warn
from learnsession.wording import counted

if TYPE_CHECKING:
    from learnsession.actions.merging import Conflict, Merge
    from learnsession.room.handing_over import Choice

HOLDS = ("here", "there", "both")
_HOLDING = {
    "here": "what was said here holds",
    "there": "what was said there holds",
    "both": "both are kept, and what was said last holds",
}


@click.command()
@click.argument("file")
@click.option("--team", default="", help="Only the actions of this team.")
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@click.pass_obj
def handover(around: Around, file: str, team: str, force: bool) -> None:
    """Write open actions into a file for another laptop.

    There, `learnsession actions receive FILE` takes them in. What was finished within a year goes
    with them, so that a laptop that still has it as open learns of it.
    """
    from learnsession.actions.handover import write
    from learnsession.actions.personal import personal_details
    from learnsession.documents.files import write_export
    from learnsession.paths import path_of
    from learnsession.room.handing_over import hand_over, open_in

    path = path_of(file)
    if path.exists() and not force:
        raise click.UsageError(f"'{file}' is there already; --force writes over it.")
    desk = around.desk()
    made = hand_over(desk, team)
    for name, why in desk.store.actions_unread:
        warn(f"What stands in {name.ref} is not in it. {why}")
    write_export(path, write(made), force)
    owed = open_in(made)
    over = len(made.actions) - owed
    also = f", and what became of {counted(over, 'finished one')}" if over else ""
    click.echo(f"{counted(owed, 'open action')}{also} in {file}")
    warn("What is written in it is readable: treat it as you treat the session notes.")
    details = personal_details(each.action for each in made.actions)
    if details:
        warn("It holds what looks like personal details: " + "; ".join(details))


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
    from learnsession.room.handing_over import compare, take_in

    desk = around.desk()
    found = compare(desk, read(_bytes_of(file), file))
    brings = _words(found)
    if dry_run:
        click.echo(f"It would bring: {brings or 'nothing new'}.{_rest(found)}")
        return
    choices = {each.here.id: _choice(each, holds) for each in found.conflicts}
    take_in(desk, found, choices, click.echo, by=by.strip())
    for conflict in found.conflicts:
        click.echo(f"{conflict.here.ref}: {_HOLDING[choices[conflict.here.id]]}.")
    click.echo(f"Taken in: {brings or 'nothing new'}.{_rest(found)}")


def _bytes_of(file: str) -> bytes:
    """No more of it than a handover can have.

    Raises:
        NotFoundError: it cannot be read.
        RefusedError: it is larger.

    """
    from learnsession.actions.handover import LARGEST
    from learnsession.errors import RefusedError
    from learnsession.paths import path_of

    try:
        with path_of(file).open("rb") as opened:
            data = opened.read(LARGEST + 1)
    except OSError as error:
        raise cannot_be_read("handover", file, error) from error
    if len(data) > LARGEST:
        raise RefusedError(
            f"'{file}' is too large to be a handover of agreed actions.",
            "Make one on the other laptop: learnsession actions handover FILE",
        )
    return data


def _words(found: Merge) -> str:
    """What it brings; empty where that is nothing."""
    parts = [
        f"{counted(len(found.fresh), 'action')} new here" if found.fresh else "",
        f"more about {counted(len(found.further), 'action')}" if found.further else "",
        f"{counted(len(found.conflicts), 'action')} changed on both laptops"
        if found.conflicts
        else "",
    ]
    return ", ".join(part for part in parts if part)


def _rest(found: Merge) -> str:
    """What it does not bring, and why."""
    known = f" {counted(found.same, 'action')} known already." if found.same else ""
    stay = f" Taken back here, and it stays so: {', '.join(found.gone)}." if found.gone else ""
    return f"{known}{stay}"


def _choice(conflict: Conflict, holds: str | None) -> Choice:
    """Which answer holds, from the option or from whoever sits at the terminal.

    Raises:
        NoTerminalError: nobody can be asked.

    """
    if holds is None:
        from learnsession.cli.terminal import must_be_asked

        must_be_asked("taken in", "--holds here, --holds there or --holds both answers.")
        warn(f"\n{conflict.here.ref}: {conflict.here.action}\n{_both_sides(conflict)}")
        question = "Which holds? both: what was said last"
        holds = click.prompt(question, type=click.Choice(HOLDS), err=True)
    return cast("Choice", holds)


def _both_sides(conflict: Conflict) -> str:
    """What was said on each laptop since they last met, and how the action stands by that."""
    from learnsession.actions.telling import told_line
    from learnsession.session.standing import status_words

    lines = []
    for name, action in (("Here", conflict.here), ("There", conflict.there)):
        lines.append(f"{name}: {status_words(action)}")
        told = conflict.told("here" if name == "Here" else "there")
        lines += [f"  {each.at.astimezone():%H:%M}, {told_line(each, None)}" for each in told]
    return "\n".join(lines)
