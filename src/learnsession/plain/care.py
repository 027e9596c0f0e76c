"""What is said when somebody needs a moment, or is worried about a child."""

from __future__ import annotations

from learnsession.packs.local import Local

MOMENT = "Taking a moment"


def moment(local: Local) -> str:
    """All that is said while the room takes a moment."""
    return "\n".join([MOMENT, *support(local)])


def support(local: Local) -> tuple[str, ...]:
    """The team's own support contacts, or where to put them."""
    return local.support or (f"Your team's support contacts can stand here: see {local.path}",)


def concern(local: Local) -> str:
    """What to do about a worry about a child that is happening now."""
    own = local.concern or (f"Your team's own contacts can stand here: see {local.path}",)
    return "\n".join(
        [
            "A live concern about a child: stop, and follow your local procedures now.",
            "Record it in the child's own record, not here.",
            "If a child is in immediate danger call 999.",
            *own,
        ]
    )
