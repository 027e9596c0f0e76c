"""Carrying a team's open actions to another laptop, and opening there what was carried."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Literal

from learnsession.actions.filters import is_open, waits
from learnsession.actions.handover import Handover, carried
from learnsession.actions.merging import Conflict, Merge, merge
from learnsession.errors import RefusedError, SaveError
from learnsession.room.desk import Desk
from learnsession.room.registering import Registrar
from learnsession.session.effects import tell_all
from learnsession.session.events import Event
from learnsession.session.states import State
from learnsession.wording import counted

Choice = Literal["here", "there", "both"]
"""Which answer holds where both laptops changed an action; `both`: what was said last."""

_NEWS = timedelta(days=366)
"""For so long after an action was finished the other laptop is still told."""


def hand_over(desk: Desk, team: str = "") -> Handover:
    """A team's open actions, with all that was said of them; without a team everybody's.

    What was finished within a year goes with them: whoever has it as an open one has to know.

    Raises:
        RefusedError: there are none.
        StoreError: the store cannot be read.

    """
    wanted = team.strip().casefold()
    now = desk.now()
    since = (now - _NEWS).date().isoformat()
    found = []
    for state, said in desk.store.action_parts():
        stands = tell_all({**state, "history": []}, said)
        mine = not wanted or stands.get("team", "").strip().casefold() == wanted
        if mine and (_is_owed(stands) or stands["finished"] >= since):
            found.append(carried(state, said, now))
    if not found:
        whose = f"The team '{team.strip()}' has" if wanted else "There are"
        raise RefusedError(f"{whose} no open actions.", "See them all: learnsession actions")
    return Handover(team.strip(), now, tuple(found))


def open_in(handover: Handover) -> int:
    """How many of the actions in it are still owed, or wait for an answer."""
    actions = [each.action for each in handover.actions]
    return sum(each.open or any(one.open for one in each.escalations) for each in actions)


def compare(desk: Desk, handover: Handover) -> Merge:
    """What opening a handover here would do; changes nothing."""
    return merge(handover, desk.store.action_parts(), desk.store.actions_withdrawn())


def take_in(
    desk: Desk,
    found: Merge,
    choices: Mapping[str, Choice],
    told: Callable[[str], None],
    *,
    by: str = "",
) -> None:
    """Keep what a handover brings. Done again, it brings nothing.

    Args:
        desk: the store.
        found: what `compare` gave.
        choices: by the id of an action that both laptops changed, which answer holds.
        told: is given what people should be told, in words, once it is so: references that had
            to be other ones here.
        by: the role of whoever does it.

    Raises:
        RefusedError: a choice is missing; nothing is kept then.
        SaveError: the disk refused; what was kept already is known the next time.

    """
    undecided = [each.here.ref for each in found.conflicts if each.here.id not in choices]
    if undecided:
        raise RefusedError(
            f"{', '.join(undecided)} changed on both laptops.", "Say which answer holds."
        )
    registrar = Registrar(desk, by)
    kept: defaultdict[str, list[Event]] = defaultdict(list)
    words: defaultdict[str, list[str]] = defaultdict(list)
    for each, ref in zip(found.fresh, _references(desk, found), strict=True):
        team = each.entered.team
        kept[team] += [each.entered.model_copy(update={"ref": ref}), *each.said]
        if ref != each.entered.ref:
            words[team].append(f"{each.entered.ref} of the other laptop is {ref} here.")
    for each, news in found.further:
        kept[each.entered.team] += news
    for conflict in found.conflicts:
        kept[conflict.here.team] += _decided(registrar, conflict, choices[conflict.here.id])
    for done, (team, events) in enumerate(kept.items()):
        try:
            registrar.keep(team, *events)
        except SaveError as error:
            raise _half_way(error, done, len(kept)) from error
        for each_told in (*words[team], *registrar.notices):
            told(each_told)
        registrar.notices.clear()


def _references(desk: Desk, found: Merge) -> tuple[str, ...]:
    """Its reference may stand for another action here; then it gets the next free one."""
    if not found.fresh:
        return ()
    return desk.store.settle_action_references([each.entered.ref for each in found.fresh])


def _half_way(error: SaveError, done: int, teams: int) -> SaveError:
    so_far = f" The actions of {done} of {counted(teams, 'team')} are taken in." if done else ""
    todo = f"{error.todo} Then open the same file again: what is known is not doubled."
    return SaveError(f"{error.happened}{so_far}", todo, error.where)


def _is_owed(state: State) -> bool:
    return is_open(state) or waits(state)


def _decided(registrar: Registrar, conflict: Conflict, choice: Choice) -> list[Event]:
    """Everything that was said there, and for what does not hold that it is undone."""
    undone: tuple[str, ...] = ()
    if choice == "here":
        undone = tuple(event.id for event in conflict.news)
    elif choice == "there":
        undone = conflict.said_here
    return [*conflict.news, *(registrar.undone(conflict.here.id, said) for said in undone)]
