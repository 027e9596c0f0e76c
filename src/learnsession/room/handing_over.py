"""Carrying a team's open actions to another laptop, and opening there what was carried."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Literal

from learnsession.actions.filters import is_open, waits
from learnsession.actions.handover import Carried, Conflict, Handover, Merge, carried, merge
from learnsession.errors import RefusedError
from learnsession.room.desk import Desk
from learnsession.room.registering import Registrar
from learnsession.session.effects import tell_all
from learnsession.session.events import Event

Choice = Literal["here", "there", "both"]
"""Which answer holds where both laptops changed an action; `both`: what was said last."""


def hand_over(desk: Desk, team: str = "") -> Handover:
    """A team's open actions, with all that was said of them; without a team everybody's.

    Raises:
        RefusedError: there are none.
        StoreError: the store cannot be read.

    """
    wanted = team.strip().casefold()
    now = desk.now()
    found = []
    for state, said in desk.store.action_parts():
        stands = tell_all({**state, "history": []}, said)
        mine = not wanted or stands.get("team", "").strip().casefold() == wanted
        if mine and (is_open(stands) or waits(stands)):
            found.append(carried(state, said, now))
    if not found:
        whose = f"The team '{team.strip()}' has" if wanted else "There are"
        raise RefusedError(f"{whose} no open actions.", "See them all: learnsession actions")
    return Handover(team.strip(), now, tuple(found))


def compare(desk: Desk, handover: Handover) -> Merge:
    """What opening a handover here would do; changes nothing."""
    return merge(handover, desk.store.action_parts())


def take_in(
    desk: Desk, found: Merge, choices: Mapping[str, Choice], *, by: str = ""
) -> tuple[str, ...]:
    """Keep what a handover brings. Done again, it brings nothing.

    Args:
        desk: the store.
        found: what `compare` gave.
        choices: by the id of an action that both laptops changed, which answer holds.
        by: the role of whoever does it.

    Returns:
        What people should be told, in words: references that had to be other ones here.

    Raises:
        RefusedError: a choice is missing.
        SaveError: the disk refused; what was kept already is known the next time.

    """
    undecided = [each.here.ref for each in found.conflicts if each.here.id not in choices]
    if undecided:
        raise RefusedError(
            f"{', '.join(undecided)} changed on both laptops.", "Say which answer holds."
        )
    registrar = Registrar(desk, by)
    taken = {state["ref"] for state, _ in desk.store.action_parts()}
    kept: defaultdict[str, list[Event]] = defaultdict(list)
    told: list[str] = []
    for each in found.fresh:
        fresh, words = _with_own_reference(desk, each, taken)
        told += words
        kept[each.entered.team] += [fresh.entered, *fresh.said]
    for each, news in found.further:
        kept[each.entered.team] += news
    for conflict in found.conflicts:
        kept[conflict.here.team] += _decided(registrar, conflict, choices[conflict.here.id])
    for team, events in kept.items():
        registrar.keep(team, *events)
    return tuple(told)


def _with_own_reference(
    desk: Desk, each: Carried, taken: set[str]
) -> tuple[Carried, tuple[str, ...]]:
    """Its reference may stand for another action here; then it gets the next free one."""
    ref = each.entered.ref
    if ref not in taken:
        taken.add(ref)
        return each, ()
    own = desk.store.next_action_reference()
    taken.add(own)
    entered = each.entered.model_copy(update={"ref": own})
    return Carried(entered, each.said), (f"{ref} of the other laptop is {own} here.",)


def _decided(registrar: Registrar, conflict: Conflict, choice: Choice) -> list[Event]:
    """Everything that was said there, and for what does not hold that it is undone."""
    news = [event for event in conflict.carried.said if event.id in conflict.said_there]
    undone: tuple[str, ...] = ()
    if choice == "here":
        undone = conflict.said_there
    elif choice == "there":
        undone = conflict.said_here
    return [*news, *(registrar.undone(conflict.here.id, said) for said in undone)]
