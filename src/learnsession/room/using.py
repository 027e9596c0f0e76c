"""What teams did with a review: the sessions on it or in a period, with their actions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from learnsession.actions.delivered import Delivered
from learnsession.actions.filters import Filter, is_of_review, select
from learnsession.actions.register import Register
from learnsession.errors import NotFoundError, StoreError
from learnsession.packs.library import formats
from learnsession.room.desk import Desk
from learnsession.session.agreed import AgreedAction
from learnsession.session.folding import fold
from learnsession.session.states import to_action
from learnsession.store.catalogue import CatalogueRow, Rows
from learnsession.store.names import parse


@dataclass(frozen=True, slots=True)
class Use:
    """What was found of the use of a review, or of a period."""

    sessions: tuple[Delivered, ...]
    """Those that were held, the earliest first."""
    left_out: tuple[str, ...]
    """What could not be read, in words."""
    elsewhere: tuple[str, ...]
    """References of actions that no session here agreed: entered in the register, or carried over
    from another laptop, which has the sessions."""


def delivered(
    desk: Desk,
    *,
    pack: str = "",
    team: str = "",
    since: date | None = None,
    until: date | None = None,
) -> Use:
    """The sessions that were held, and what is not told with them.

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
    here = {row.id for row in listing.rows}
    asked = Filter(team=team.strip(), pack=pack.strip())
    elsewhere = (
        state["ref"]
        for state in select(register.states, asked, desk.now().astimezone().date())
        if state.get("session_id", "") not in here
        and _is_within(since, until, datetime.fromisoformat(state["agreed"]))
    )
    return Use(tuple(found), tuple(troubles), tuple(elsewhere))


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
    return (
        (not pack.strip() or is_of_review(pack, row.pack, row.title))
        and (not team.strip() or row.team.strip().casefold() == team.strip().casefold())
        and _is_within(since, until, row.started)
    )


def _is_within(since: date | None, until: date | None, at: datetime) -> bool:
    on = at.astimezone().date()
    return (since is None or on >= since) and (until is None or on <= until)
