"""Due dates as events of a calendar.

An action with a due date is an event of that day, known by the action's id. Exported again, it
takes the place of what was imported before, with the new date, words and owner. Once the action is
done or dropped, its event says so and is cancelled: a calendar that heard of it lets go of it or
strikes it out, and one that never did has nothing to show. Without a due date there is no event.
"""

from __future__ import annotations

from datetime import date, tzinfo

from learnsession.actions import telling as say
from learnsession.documents.calendar import AllDay
from learnsession.documents.grid import day_in_figures
from learnsession.session.agreed import AgreedAction
from learnsession.session.terms import STATUS_WORDS

DOMAIN = "learnsession"
"""Behind the action's id, so that no other program's event is called the same."""

_LONGEST_SUMMARY = 80


def event(
    action: AgreedAction, due: date, *, local: tzinfo | None = None, marking: str = ""
) -> AllDay:
    """The event of an action that is due on a day."""
    over = "" if action.open else f"{STATUS_WORDS[action.status]}: "
    return AllDay(
        uid=f"{action.id}@{DOMAIN}",
        on=due,
        summary=f"{over}{action.ref}: {say.shortened(action.action, _LONGEST_SUMMARY)}",
        description=_description(action, due, local, marking),
        created=action.agreed,
        changed=say.changed_at(action),
        sequence=_sequence(action),
        cancelled=not action.open,
    )


def _sequence(action: AgreedAction) -> int:
    """Whole seconds from when it was agreed until something was last said of it.

    So whoever says something later has the higher number, on whatever laptop. A count of changes
    would not do: what was amended three times on one laptop comes to another as one thing. What
    was undone stands in the history at its own moment, and each undoing counts one more.
    """
    seconds = (say.changed_at(action) - action.agreed).total_seconds()
    return int(seconds) + sum(told.undone for told in action.history)


def _description(action: AgreedAction, due: date, local: tzinfo | None, marking: str) -> str:
    agreed = day_in_figures(say.local_day(action.agreed, local))
    lines = (
        ("", action.action),
        ("Owner", action.owner or say.NOT_NAMED),
        ("Due", day_in_figures(due)),
        ("Status", STATUS_WORDS[action.status]),
        ("How success will be seen", action.measure),
        ("What stands in the way", say.as_said(action.barrier)),
        ("What difference it made", say.as_said(action.difference)),
        ("Team", action.team),
        ("Agreed", f"{agreed} {action.source.session}".rstrip()),
        ("Review", action.source.pack_title),
        ("", marking),
    )
    return "\n".join(f"{label}: {text}" if label else text for label, text in lines if text)
