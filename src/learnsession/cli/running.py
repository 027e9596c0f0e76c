"""The commands that run a session: `run`, `resume`, `reopen`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from learnsession.cli.around import (
    Around,
    let_go,
    needs_terminal,
    pack_argument,
    session_argument,
    warn,
    yes_option,
)
from learnsession.errors import NotFoundError, RefusedError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from learnsession.packs.model import Pack
    from learnsession.room.desk import Desk
    from learnsession.room.room import Room
    from learnsession.store.catalogue import CatalogueRow

_LAST_SAVE = 30.0
"""Seconds to wait for the disk at the end."""


@click.command()
@pack_argument()
@click.option("--team", default="", help="Which team it is for.")
@click.option("--facilitator", metavar="ROLE", default="", help="Who leads it: a role, no name.")
@click.option("--format", "form", default="team-30", show_default=True, help="How it runs.")
@click.option(
    "--activities",
    metavar="1,3",
    help="Numbers of the activities, as in `learnsession packs PACK`.",
)
@click.option("--finish", metavar="HH:MM", help="When the session must finish.")
@click.option("--plain", is_flag=True, help="Lines in and lines out, without the app.")
@click.option("--rehearse", is_flag=True, help="Step through it and leave no record.")
@yes_option
@click.pass_obj
def run(
    around: Around,
    pack: str,
    team: str,
    facilitator: str,
    form: str,
    activities: str | None,
    finish: str | None,
    plain: bool,
    rehearse: bool,
    yes: bool,  # noqa: ARG001
) -> None:
    """Start a new session on PACK, an id or a file."""
    wanted = _numbers(activities)
    if not plain:
        needs_terminal(f"learnsession run {pack} --plain")
    from learnsession.packs.library import find_format, find_pack
    from learnsession.room.desk import Desk, SetUp

    found = find_pack(pack, around.root)
    setup = SetUp(
        pack=found,
        form=find_format(form, around.root),
        team=team,
        facilitator=facilitator,
        activities=_chosen(found.pack, wanted),
        finish_by=_finish(finish),
    )
    if plain:
        desk = Desk(around.root)
        at_the_door(around, desk, lambda: desk.rehearse(setup) if rehearse else desk.start(setup))
        return
    from learnsession.tui.starting import run_app

    run_app(around.root, run=setup, rehearse=rehearse)


@click.command()
@session_argument(required=False)
@click.option("--finish", metavar="HH:MM", help="When the session must finish.")
@click.option("--plain", is_flag=True, help="Lines in and lines out, without the app.")
@yes_option
@click.pass_obj
def resume(
    around: Around,
    session: str | None,
    finish: str | None,
    plain: bool,
    yes: bool,  # noqa: ARG001
) -> None:
    """Go on with SESSION, or with the latest open one."""
    if not plain:
        needs_terminal(f"learnsession resume {session or 'last'} --plain")
    row = _to_resume(around.root, session)
    finish_by = _finish(finish)
    if plain:
        from learnsession.room.desk import Desk

        desk = Desk(around.root)
        at_the_door(around, desk, lambda: desk.resume(row.id, finish_by))
        return
    from learnsession.tui.starting import run_app

    run_app(around.root, resume=row.id)


@click.command()
@session_argument()
@yes_option
@click.pass_obj
def reopen(around: Around, session: str, yes: bool) -> None:  # noqa: ARG001
    """Open a closed SESSION again, to add to it or amend it."""
    from learnsession.room.desk import Desk

    desk = Desk(around.root)
    try:
        opened = desk.reopen(desk.store.find(session).id)
    finally:
        desk.close()
    ref = opened.record.started.ref
    click.echo(f"{ref} is open again. To continue: {around.place.command(f'resume {ref}')}")


def at_the_door(around: Around, desk: Desk, begin: Callable[[], Room]) -> None:
    """Hold a session at the linear door, and end the program with its exit code."""
    from learnsession.plain.conversation import Conversation
    from learnsession.plain.door import NOT_SAVED, Door
    from learnsession.plain.lines import Lines, standard_input
    from learnsession.plain.output import Saying

    _warn_of_cloud(around.root)
    code = NOT_SAVED
    try:
        asking = sys.stdin is not None and sys.stdin.isatty()
        saying = Saying(sys.stdout, sys.stderr, prompting=asking)
        talk = Conversation(begin(), saying, around.place)
        code = Door(talk, Lines(standard_input()), stops_unheard=asking).run()
        if saying.unheard:
            let_go(sys.stdout)
    finally:
        # The door has waited already for what could not be saved.
        desk.writer.close(0.5 if code == NOT_SAVED else _LAST_SAVE)
    sys.exit(code)


def _warn_of_cloud(root: Path) -> None:
    from learnsession.store.place import cloud_folder

    service = cloud_folder(root)
    if service:
        warn(
            f"The store is in a folder that {service} copies elsewhere: {root}. "
            "Choose another one with --store."
        )


def _to_resume(root: Path, session: str | None) -> CatalogueRow:
    """The session to go on with."""
    from learnsession.store.sessions import SessionStore

    store = SessionStore(root)
    if session is None:
        row = next((row for row in store.rows() if row.state == "open"), None)
        if row is None:
            raise NotFoundError(
                "There is no unfinished session.", "Start one: learnsession run PACK"
            )
        return row
    row = store.find(session)
    if row.state == "closed":
        raise RefusedError(
            f"{row.ref} is closed.", f"To add to it, open it again: learnsession reopen {row.ref}"
        )
    return row


def _numbers(activities: str | None) -> tuple[int, ...] | None:
    """`1,3` as numbers."""
    if activities is None:
        return None
    parts = [part.strip() for part in activities.split(",")]
    if not all(part.isascii() and part.isdecimal() and len(part) < 6 for part in parts):
        raise click.UsageError("--activities takes numbers with commas between, like 1,3.")
    return tuple(int(part) for part in parts)


def _chosen(pack: Pack, numbers: tuple[int, ...] | None) -> tuple[str, ...] | None:
    """The ids of the activities with these numbers, counted from 1 in the pack's order."""
    if numbers is None:
        return None
    for number in numbers:
        if not 1 <= number <= len(pack.activities):
            listed = "; ".join(f"{n} {a.title}" for n, a in enumerate(pack.activities, 1))
            todo = f"Use: {listed}{'' if listed[-1:] in ('?', '!', '.') else '.'}"
            raise NotFoundError(f"There is no activity {number} in this pack.", todo)
    return tuple(pack.activities[number - 1].id for number in numbers)


def _finish(text: str | None) -> datetime | None:
    """`14:30` as a moment."""
    if text is None:
        return None
    from datetime import UTC, datetime

    from learnsession.session.dates import read_finish

    return read_finish(text, datetime.now().astimezone()).astimezone(UTC)


COMMANDS = (run, resume, reopen)
