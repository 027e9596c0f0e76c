"""Part 5 of a session note: what the team had agreed before, and what was said of it."""

from __future__ import annotations

from learnsession.documents.blocks import Block, Paragraph, Run, Table, Words
from learnsession.notes import wording as say
from learnsession.notes.matter import Matter
from learnsession.notes.said import NOT_SPOKEN_OF, said_here
from learnsession.session.action_events import PreviousAction
from learnsession.session.agreed import AgreedAction

HEADLINE = "Headline improvement"


def previous(matter: Matter) -> list[Block]:
    """Each action that the team owed, with what was said of it in this session."""
    before = matter.record.started.previous_actions
    if not before:
        return say.nothing()
    owed = {action.id: action for action in matter.owed}
    told = [(each, owed[each.id]) for each in before if each.id]
    older = [each for each in before if not each.id]
    return [*_headline(matter), *_told(matter, told), *_older(older)]


def _headline(matter: Matter) -> list[Block]:
    """The team's headline improvement: as it is now, or as it was until it was done."""
    every = matter.owed
    first = next((each for each in every if each.pinned), None)
    was = {each.id for each in matter.record.started.previous_actions if each.pinned}
    first = first or next((each for each in every if each.id in was and not each.open), None)
    if first is None:
        return []
    return [Paragraph((Run(f"{HEADLINE}:", "strong"), Run(f" {first.ref}, {first.action}")))]


def _told(matter: Matter, told: list[tuple[PreviousAction, AgreedAction]]) -> list[Block]:
    if not told:
        return []
    rows = tuple(
        (
            now.ref,
            _what(now, before),
            now.owner or say.NOT_NAMED,
            _due(now, before),
            "\n".join(said_here(matter, now)) or NOT_SPOKEN_OF,
        )
        for before, now in told
    )
    header = ("Ref", "Action", "Owner", "Due", "What was said")
    return [Table(header, rows, (1.7, 4.7, 2.6, 2.8, 4.8))]


def _what(now: AgreedAction, before: PreviousAction) -> Words:
    """The action as it reads now, and in which session it was agreed."""
    if not before.session:
        return now.action
    return (Run(now.action), Run(f"\nAgreed in {before.session}", "aside"))


def _due(now: AgreedAction, before: PreviousAction) -> str:
    due = say.day(now.due) if now.due else say.NO_DATE
    moved = before.due is not None and before.due != now.due
    return f"{due}\n(was {say.day(before.due)})" if moved and before.due else due


def _older(actions: list[PreviousAction]) -> list[Block]:
    """What was carried into a session of an older form, of which nothing could be said."""
    if not actions:
        return []
    rows = tuple(
        (
            each.action,
            each.owner or say.NOT_NAMED,
            say.day(each.due) if each.due else say.NO_DATE,
            each.session,
        )
        for each in actions
    )
    return [Table(("Action", "Owner", "Due", "Agreed in"), rows, (7.6, 3.6, 3.0, 2.4))]
