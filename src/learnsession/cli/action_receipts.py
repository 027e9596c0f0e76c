"""Keeping what is said of an action from the command line, and answering with how it stands."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from learnsession.cli.around import warn

if TYPE_CHECKING:
    from datetime import date

    from learnsession.cli.around import Around
    from learnsession.plain.place import Place
    from learnsession.room.registering import Registrar
    from learnsession.session.action_events import ActionFields
    from learnsession.session.agreed import AgreedAction


def registrar_of(around: Around, by: str) -> Registrar:
    """What keeps what is said outside a session. `by` is a role."""
    from learnsession.room.registering import Registrar

    return Registrar(around.desk(), by.strip())


def today_of(registrar: Registrar) -> date:
    """The local day."""
    return registrar.desk.now().astimezone().date()


def say(
    action: AgreedAction, registrar: Registrar, place: Place, typed: Iterable[str | None]
) -> None:
    """Answer with the action as it stands now, and warn of what looks like a personal detail.

    What was wrong with the register's file is told as well.

    Args:
        action: with what was just said of it.
        registrar: what has kept it.
        place: which store this is.
        typed: the words that were said now.

    """
    from learnsession.cli.action_words import action_line
    from learnsession.privacy.finding import find
    from learnsession.session.findings import sentence

    click.echo(action_line(action, today_of(registrar)))
    for notice in registrar.notices:
        warn(notice)
    looks = sentence(finding for text in typed for finding in find(text or ""))
    if looks:
        warn(f"{looks} {_without(action, place)}")


def words_of(fields: ActionFields | None) -> tuple[str, ...]:
    """The words among the fields of an action."""
    values = fields.model_dump(exclude_none=True).values() if fields else ()
    lists = (value if isinstance(value, tuple) else (value,) for value in values)
    return tuple(text for texts in lists for text in texts if isinstance(text, str))


def _without(action: AgreedAction, place: Place) -> str:
    """How to say it again without; what was just written down cannot be undone, but reworded."""
    if any(told.id and not told.undone for told in action.history):
        undo = place.command(f"actions undo {action.ref}")
        return f"To take it back, and say it again without: {undo}"
    return f'To reword it: {place.command(f"actions update {action.ref}")} --action "…"'
