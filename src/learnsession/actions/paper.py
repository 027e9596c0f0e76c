"""A list of agreed actions as a document: the table, and under it what became of each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, tzinfo

from learnsession.actions import telling as say
from learnsession.actions.columns import TITLE
from learnsession.documents.blocks import (
    Block,
    Details,
    Document,
    Heading,
    Listing,
    Paragraph,
    Run,
    Table,
    Words,
)
from learnsession.session.agreed import AgreedAction
from learnsession.session.dates import spoken
from learnsession.session.terms import LEVEL_WORDS

AUTHOR = "Team"
"""In the properties of a file: nobody's name."""

_LONGEST_HEADING = 80


def action_document(
    actions: Sequence[AgreedAction],
    *,
    now: datetime,
    local: tzinfo | None,
    about: tuple[tuple[str, str], ...],
    marking: str = "",
) -> Document:
    """The actions as a document, in the order given.

    Args:
        actions: any number of them.
        now: the moment, in UTC.
        local: the time zone of its days; the machine's own if None.
        about: what a reader must know of the list, as labels with their values.
        marking: how it is to be handled.

    """
    today = say.local_day(now, local)
    return Document(
        title=TITLE,
        author=AUTHOR,
        created=now,
        blocks=(Details(about), *_agreed(actions, today), *_stories(actions, local)),
        marking=marking,
        reference=f"{TITLE}, {spoken(today)}",
    )


def action_table(
    actions: Iterable[AgreedAction], today: date, *, who: str = "Owner", when: str = "Due"
) -> Table:
    """A row an action: what will be done, by whom, by when, and where it stands.

    Args:
        actions: in the order in which they are to stand.
        today: the local day.
        who: the heading over their owners.
        when: the heading over their due dates.

    """
    rows = tuple(
        (
            action.ref,
            action.action,
            action.owner or say.NOT_NAMED,
            spoken(action.due) if action.due else say.NO_DATE,
            say.standing(action, today),
        )
        for action in actions
    )
    return Table(("Ref", "Action", who, when, "Status"), rows, (2, 6, 3, 3, 3))


def _agreed(actions: Sequence[AgreedAction], today: date) -> list[Block]:
    listed = action_table(actions, today) if actions else Paragraph(say.NONE_RECORDED)
    return [Heading(1, "What was agreed"), listed]


def _stories(actions: Sequence[AgreedAction], local: tzinfo | None) -> list[Block]:
    """What became of each action of which more is known than that it was agreed."""
    blocks: list[Block] = []
    for action in actions:
        if len(action.history) > 1 or action.escalations:
            blocks += _story(action, local)
    return [Heading(1, "What became of them"), *blocks] if blocks else []


def _story(action: AgreedAction, local: tzinfo | None) -> list[Block]:
    lines = [say.told_line(told, local) for told in action.history]
    blocks: list[Block] = [
        Heading(2, f"{action.ref}: {say.shortened(action.action, _LONGEST_HEADING)}")
    ]
    details = _details(action)
    if details:
        blocks.append(Details(details))
    if lines:
        blocks.append(Listing(tuple(lines), ordered=True))
    if action.escalations:
        blocks += [
            Paragraph((Run("Taken further:", "strong"),), "lead"),
            Listing(tuple(map(say.escalation_line, action.escalations))),
        ]
    return blocks


def _details(action: AgreedAction) -> tuple[tuple[str, Words], ...]:
    """The fields that have no column in the table, as far as they are filled."""
    every = (
        ("Why", action.rationale),
        ("Level", LEVEL_WORDS[action.level] if action.level else ""),
        ("Agency", action.agency),
        ("Carried by", action.carried_by),
        ("Reply expected", spoken(action.reply_by) if action.reply_by else ""),
        ("Measure of success", action.measure),
        ("Evidence", action.evidence),
        ("Barrier", say.as_said(action.barrier)),
        ("What difference it made", say.as_said(action.difference)),
        ("Review date", spoken(action.review_date) if action.review_date else ""),
    )
    return tuple((label, text) for label, text in every if text)
