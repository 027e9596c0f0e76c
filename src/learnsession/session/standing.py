"""Where an agreed action stands, in words: its date, how late it is, and who is asked for help."""

from __future__ import annotations

from datetime import date

from learnsession.session.agreed import AgreedAction, Escalation, Told
from learnsession.session.dates import spoken
from learnsession.session.terms import STATUS_WORDS

ANSWERS = frozenset({"done", "going", "stuck", "dropped"})
"""What a team says of an action when it comes back."""

_SPANS = (("year", 365, 730), ("month", 31, 70), ("week", 7, 14))
"""A name, its days, and from how many days on it is used."""


def due_words(action: AgreedAction, today: date) -> str:
    """'no date yet', 'due today', 'due Fri 18 Dec 2026', 'overdue by 3 weeks'."""
    if action.due is None:
        return "no date yet"
    if not action.open:
        return f"was due {_day(action.due)}"
    ahead = (action.due - today).days
    if ahead < 0:
        return f"overdue by {_span(-ahead)}"
    return {0: "due today", 1: "due tomorrow"}.get(ahead, f"due {_day(action.due)}")


def status_words(action: AgreedAction) -> str:
    """'In progress', 'Stuck: needs help from head of service', 'Complete, 5 December 2026'."""
    words = STATUS_WORDS[action.status]
    if action.status == "cannot-proceed":
        asked = answered(action)
        return f"{words} from {asked.to}" if asked and asked.to else words
    return f"{words}, {spoken(action.finished)}" if action.finished else words


def answered(action: AgreedAction) -> Told | None:
    """The last answer to it that holds, among what is known of its history."""
    told = (told for told in reversed(action.history) if told.what in ANSWERS and not told.undone)
    return next(told, None)


def waiting(action: AgreedAction) -> tuple[Escalation, ...]:
    """What was taken further and waits for an answer, oldest first."""
    return tuple(each for each in action.escalations if each.open)


def headline(actions: tuple[AgreedAction, ...]) -> AgreedAction | None:
    """The team's headline improvement, while there is one that is not done."""
    return next((action for action in actions if action.pinned and action.open), None)


def _day(on: date) -> str:
    return f"{on:%a} {on.day} {on:%b %Y}"


def _span(days: int) -> str:
    """'1 day', '3 weeks', '2 months', rounded down: nobody is later than we say."""
    for name, length, least in _SPANS:
        if days >= least:
            count = days // length
            return f"{count} {name}s"
    return "1 day" if days == 1 else f"{days} days"
