"""What teams did with a review: the sessions on it or in a period, with their actions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from learnsession.actions.delivered import Delivered
from learnsession.actions.register import Register
from learnsession.errors import NotFoundError, StoreError
from learnsession.packs.library import formats
from learnsession.room.desk import Desk
from learnsession.session.agreed import AgreedAction
from learnsession.session.folding import fold
from learnsession.session.states import to_action
from learnsession.store.catalogue import CatalogueRow, Rows
from learnsession.store.names import parse


def delivered(
    desk: Desk,
    *,
    pack: str = "",
    team: str = "",
    since: date | None = None,
    until: date | None = None,
) -> tuple[tuple[Delivered, ...], tuple[str, ...]]:
    """The sessions that were held, the earliest first, and in words what could not be read.

    Args:
        desk: the store.
        pack: the id of the review, or a part of its title; empty for all.
        team: only those of this team; capitals make no difference.
        since: only those that started on this local day or later.
        until: only those that started on this local day or before.

    Raises:
        NotFoundError: there is none.
        StoreError: the store cannot be read.

    """
    listing, register = desk.store.listing(), desk.register()
    left_out = _without_a_row(listing, desk.store.registers()) | dict(register.unread)
    rows = [row for row in listing.rows if _is_meant(row, pack, team, since, until)]
    if not rows:
        what = "No session that was asked for can be read here."
        raise NotFoundError(what, "See them all: learnsession sessions")
    titles = {each.file.form.id: each.file.form.title for each in formats(desk.root) if each.file}
    agreed = _by_session(register)
    found: list[Delivered] = []
    for row in sorted(rows, key=lambda row: row.started_at):
        try:
            found.append(_delivered(desk, row, titles.get(row.format, row.format), agreed[row.id]))
        except StoreError as error:
            left_out[row.ref] = error.happened
    troubles = (f"{ref} is left out. {why}" for ref, why in sorted(left_out.items()))
    return tuple(found), tuple(troubles)


def _without_a_row(listing: Rows, registers: Iterable[CatalogueRow]) -> dict[str, str]:
    """The references of files of which nothing is known, each with what is wrong with it."""
    listed = {row.ref for row in (*listing.rows, *registers)}
    named = ((parse(path.as_posix()), why) for path, why in listing.damaged)
    return {name.ref: why for name, why in named if name and name.ref not in listed}


def _delivered(desk: Desk, row: CatalogueRow, form: str, actions: list[AgreedAction]) -> Delivered:
    record = fold(desk.store.read(row.id).events)
    return Delivered(
        ref=row.ref,
        on=row.started.astimezone().date(),
        team=row.team,
        pack=row.pack,
        pack_title=row.title,
        format=form,
        head_count=record.attendance.head_count,
        roles=record.attendance.roles,
        closed=row.closed is not None,
        actions=tuple(actions),
    )


def _by_session(register: Register) -> defaultdict[str, list[AgreedAction]]:
    """The actions that each session agreed, in the order of their references."""
    found: defaultdict[str, list[AgreedAction]] = defaultdict(list)
    for state in register.states:
        found[state.get("session_id", "")].append(to_action(state))
    return found


def _is_meant(
    row: CatalogueRow, pack: str, team: str, since: date | None, until: date | None
) -> bool:
    on = row.started.astimezone().date()
    wanted = pack.strip().casefold()
    return (
        (not wanted or wanted == row.pack.casefold() or wanted in row.title.casefold())
        and (not team.strip() or row.team.strip().casefold() == team.strip().casefold())
        and (since is None or on >= since)
        and (until is None or on <= until)
    )
