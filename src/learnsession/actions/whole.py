"""The whole story of an action, from what a session knows of it and what the register does."""

from __future__ import annotations

from dataclasses import replace

from learnsession.session.agreed import AgreedAction, Told

_CARRIED_BY_FEW = (
    *("rationale", "level", "agency", "carried_by", "reply_by", "measure", "evidence"),
    *("review_date", "difference", "themes", "standards"),
)
"""What a session is not told of an earlier action when it starts."""


def whole(action: AgreedAction, register: AgreedAction | None) -> AgreedAction:
    """An action as a session has it, with what only the register knows.

    Args:
        action: as the session has it; that stands where both know something.
        register: as the register has it, this session included once that is on the disk; None
            where it cannot be read.

    """
    if register is None:
        return action
    more = {name: getattr(action, name) or getattr(register, name) for name in _CARRIED_BY_FEW}
    known = {each.id for each in action.history}
    escalations = {each.id: each for each in register.escalations if each.id not in known}
    escalations |= {each.id: each for each in action.escalations}
    return replace(
        action,
        **more,
        agreed=register.agreed,
        source=register.source if register.source.session_id else action.source,
        escalations=tuple(escalations.values()),
        history=_told_by_both(action.history, register.history),
    )


def _told_by_both(here: tuple[Told, ...], register: tuple[Told, ...]) -> tuple[Told, ...]:
    """What either tells, once, in the order of time.

    That it was agreed and reworded has no id: it is told by the session that agreed it, or else
    by the register.
    """
    known = {told.id for told in here if told.id}
    own = any(told.what == "agreed" for told in here)
    others = [told for told in register if (told.id not in known if told.id else not own)]
    return tuple(sorted([*others, *here], key=lambda told: told.not_before or told.at))
