"""Part 12 of a session note: what was taken further, and when a live concern was looked at."""

from __future__ import annotations

from learnsession.documents.blocks import Block, Listing, Paragraph, Table
from learnsession.notes import wording as say
from learnsession.notes.matter import Matter
from learnsession.session.agreed import Escalation
from learnsession.session.terms import STAGE_WORDS

NO_ANSWER = "No answer yet"


def concerns(matter: Matter) -> list[Block]:
    """What was taken further, open ones from before included; then the live concerns."""
    return [*_escalations(matter), *_live(matter)] or say.nothing()


def _escalations(matter: Matter) -> list[Block]:
    rows = tuple(
        (
            action.ref,
            each.concern,
            STAGE_WORDS[each.stage],
            each.to,
            say.day(each.on),
            _outcome(each),
        )
        for action in (*matter.owed, *matter.agreed)
        for each in action.escalations
    )
    if not rows:
        return []
    header = ("Ref", "Concern", "Stage", "To", "Date", "Outcome")
    return [Table(header, rows, (1.7, 4.4, 2.6, 2.5, 2.4, 3.0))]


def _outcome(escalation: Escalation) -> str:
    if escalation.answered_on is None:
        return NO_ANSWER
    return f"{say.day(escalation.answered_on)}: {escalation.outcome}"


def _live(matter: Matter) -> list[Block]:
    """That the live concern page was opened, and nothing more."""
    opened = matter.record.concerns
    if not opened:
        return []
    times = tuple(f"The live concern page was opened: {matter.moment(at)}" for at in opened)
    return [
        Listing(times),
        Paragraph("No detail is kept here: a concern is recorded in the child's own record."),
    ]
