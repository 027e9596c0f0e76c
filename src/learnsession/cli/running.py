"""The commands that run a session: `run`, `resume`, `reopen`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from learnsession.cli.around import (
    FAILED,
    Around,
    let_go,
    pack_argument,
    session_argument,
    warn,
    yes_option,
)
from learnsession.cli.choosing import Chosen, finish_at, numbers, set_up
from learnsession.cli.terminal import needs_terminal
from learnsession.errors import NotFoundError, RefusedError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from learnsession.room.desk import Desk
    from learnsession.room.room import Room
    from learnsession.store.catalogue import CatalogueRow
    from learnsession.store.sessions import SessionStore

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
    callback=lambda _ctx, _param, typed: numbers(typed),
    help="Numbers of the activities, as in `learnsession packs PACK`.",
)
@click.option("--finish", metavar="HH:MM", help="When the session must finish.")
@click.option(
    "--stop-at-events",
    is_flag=True,
    help="Stop at each event of the review, and ask what you would have thought and done.",
)
@click.option("--title", default="", help="Of the briefing you bring, for any-briefing.")
@click.option("--partnership", default="", help="Who published that briefing.")
@click.option("--reference", default="", help="A link to that briefing, or where it is found.")
@click.option("--plain", is_flag=True, help="Lines in and lines out, without the app.")
@click.option("--rehearse", is_flag=True, help="Step through it and leave no record.")
@yes_option
@click.pass_obj
def run(
    around: Around,
    /,
    *,
    plain: bool,
    rehearse: bool,
    yes: bool,  # noqa: ARG001
    **chosen: Any,  # the fields of `Chosen`
) -> None:
    """Start a new session on PACK, an id or a file."""
    if not plain:
        needs_terminal(f"learnsession run {chosen['pack']} --plain")
    setup = set_up(Chosen(**chosen), around.root, plain=plain)
    if plain:
        desk = around.desk()
        at_the_door(around, desk, lambda: desk.rehearse(setup) if rehearse else desk.start(setup))
        return
    from learnsession.tui.starting import run_app

    sys.exit(run_app(around.root, around.seal(), run=setup, rehearse=rehearse))


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
    from learnsession.store.sessions import SessionStore

    seal = around.seal()
    row = _to_resume(SessionStore(around.root, seal=seal), session)
    finish_by = finish_at(finish)
    if plain:
        from learnsession.room.desk import Desk

        desk = Desk(around.root, seal=seal)
        at_the_door(around, desk, lambda: desk.resume(row.id, finish_by))
        return
    from learnsession.tui.starting import run_app

    sys.exit(run_app(around.root, seal, resume=row.id))


@click.command()
@session_argument()
@yes_option
@click.pass_obj
def reopen(around: Around, session: str, yes: bool) -> None:  # noqa: ARG001
    """Open a closed SESSION again, to add to it or amend it."""
    desk = around.desk()
    try:
        opened = desk.reopen(desk.store.find(session).id)
    finally:
        desk.close()
    ref = opened.record.started.ref
    click.echo(f"{ref} is open again. To continue: {around.place.command(f'resume {ref}')}")


def at_the_door(around: Around, desk: Desk, begin: Callable[[], Room]) -> None:
    """Hold a session at the linear door, and end the program with its exit code."""
    from learnsession.plain.conversation import Conversation
    from learnsession.plain.door import DONE, NOT_SAVED, Door
    from learnsession.plain.lines import Lines, standard_input
    from learnsession.plain.output import Saying

    _warn_of_cloud(around.root)
    code = NOT_SAVED
    try:
        asking = sys.stdin is not None and sys.stdin.isatty()
        saying = Saying(sys.stdout, sys.stderr, prompting=asking)
        talk = Conversation(begin(), saying, around.place, desk.register)
        code = Door(talk, Lines(standard_input()), stops_unheard=asking).run()
        if code == DONE:
            desk.back_up_at_the_end(lambda error: saying.trouble(around.place.told(error)))
        if saying.unheard:
            let_go(sys.stdout)
            if asking and code == DONE and not talk.over:
                saying.trouble(_left_unheard(around, talk.room))
                code = FAILED
    finally:
        # The door has waited already for what could not be saved.
        desk.writer.close(0.5 if code == NOT_SAVED else _LAST_SAVE)
    sys.exit(code)


def _left_unheard(around: Around, room: Room) -> str:
    """Why the session is over already, for whoever sits there."""
    ref = room.record.started.ref
    on = "" if room.rehearsal else f" To go on: {around.place.command(f'resume {ref} --plain')}"
    return f"The session was left, because what it says could not be printed.{on}"


def _warn_of_cloud(root: Path) -> None:
    from learnsession.store.place import cloud_folder

    service = cloud_folder(root)
    if service:
        warn(
            f"The store is in a folder that {service} copies elsewhere: {root}. "
            "Choose another one with --store."
        )


def _to_resume(store: SessionStore, session: str | None) -> CatalogueRow:
    """The session to go on with."""
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


COMMANDS = (run, resume, reopen)
