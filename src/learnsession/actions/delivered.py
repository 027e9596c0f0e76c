"""A session as evidence of use knows it, and how names leave its actions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, tzinfo

from learnsession.actions import telling as say
from learnsession.actions.owners import as_role, roles_by_name, without_names
from learnsession.documents.grid import day_in_figures
from learnsession.session.agreed import AgreedAction, Told


@dataclass(frozen=True, slots=True)
class Delivered:
    """A session that was held, with what was agreed in it."""

    ref: str
    """The session's, e.g. `S-0042`."""
    on: date
    """The local day on which it started."""
    team: str
    pack: str
    pack_title: str
    format: str
    """What the format is called."""
    head_count: int | None
    """None where nobody counted."""
    roles: tuple[str, ...]
    """Roles or agencies that took part."""
    closed: bool
    actions: tuple[AgreedAction, ...]


def by_role(delivered: Sequence[Delivered]) -> tuple[Delivered, ...]:
    """The sessions with a role for every owner, and for every owner's name in what was typed.

    Whatever a team has chosen for its owners today: it may have chosen otherwise when it agreed.
    """
    roles = roles_by_name(action.owner for each in delivered for action in each.actions)

    def plain(text: str) -> str:
        return without_names(text, roles)

    def unnamed(action: AgreedAction) -> AgreedAction:
        return replace(
            action,
            owner=as_role(action.owner),
            action=plain(action.action),
            measure=plain(action.measure),
            evidence=plain(action.evidence),
            barrier=plain(action.barrier),
            difference=plain(action.difference),
            history=tuple(replace(told, words=plain(told.words)) for told in action.history),
        )

    return tuple(
        replace(
            each,
            team=plain(each.team),
            roles=tuple(map(plain, each.roles)),
            actions=tuple(map(unnamed, each.actions)),
        )
        for each in delivered
    )


def done_so_far(action: AgreedAction, local: tzinfo | None) -> str:
    """What has been done, as the team said it over time; empty where nothing was said."""
    lines = [_said(told, local) for told in action.history if _counts(told)]
    if action.finished and action.status == "complete":
        lines.append(f"{day_in_figures(action.finished)}: done")
    if action.evidence:
        lines.append(f"Evidence: {action.evidence}")
    return "\n".join(lines)


def _counts(told: Told) -> bool:
    """What was said of the way; what difference it made stands by itself."""
    return told.what in ("going", "stuck", "dropped") and not told.undone


def _said(told: Told, local: tzinfo | None) -> str:
    when = day_in_figures(say.local_day(told.at, local))
    words = say.as_said(told.words)
    return f"{when}: {say.TOLD[told.what].lower()}{f'. {words}' if words else ''}"
