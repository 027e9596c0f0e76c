"""What there is to ask for: the teams, owners, themes, standards and reviews of the actions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from learnsession.session.states import State


@dataclass(frozen=True, slots=True)
class Known:
    """What stands in the actions of a register, each in the order of the alphabet."""

    teams: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    standards: tuple[str, ...] = ()
    packs: tuple[tuple[str, str], ...] = ()
    """The id and the title of each source review, ordered by title."""


def known_in(states: Iterable[State]) -> Known:
    """What actions hold of each, once; capitals and outer blanks make no second one."""
    teams: dict[str, str] = {}
    owners: dict[str, str] = {}
    themes: set[str] = set()
    standards: set[str] = set()
    packs: dict[str, str] = {}
    for state in states:
        for names, name in ((teams, "team"), (owners, "owner")):
            value = state.get(name)
            if value:
                names.setdefault(value.strip().casefold(), value.strip())
        themes.update(state.get("themes", ()))
        standards.update(state.get("standards", ()))
        if state.get("pack"):
            packs[state["pack"]] = state.get("pack_title") or state["pack"]
    return Known(
        teams=tuple(teams[key] for key in sorted(teams)),
        owners=tuple(owners[key] for key in sorted(owners)),
        themes=tuple(sorted(themes)),
        standards=tuple(sorted(standards)),
        packs=tuple(sorted(packs.items(), key=lambda pack: pack[1].casefold())),
    )
