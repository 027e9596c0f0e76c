"""The end of a session note: scales, what was agreed, wellbeing, and what becomes of the note."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from learnsession.documents.blocks import (
    Block,
    Details,
    Fill,
    Listing,
    Paragraph,
    Run,
    Table,
    Words,
)
from learnsession.notes import wording as say
from learnsession.notes.amended import worded
from learnsession.notes.matter import Matter
from learnsession.notes.previous import HEADLINE
from learnsession.notes.said import known, said_here
from learnsession.session.agreed import AgreedAction
from learnsession.session.record import Entry
from learnsession.session.retention import retain_until
from learnsession.session.standing import status_words

SCALE = range(1, 6)
"""Confidence from 1 to 5."""


def scales(matter: Matter) -> list[Block]:
    """Part 9: confidence before and after, as counts of people."""
    before, after = matter.record.confidence_before, matter.record.confidence_after
    if not before and not after:
        return say.nothing()
    ends = {SCALE[0]: " (lowest)", SCALE[-1]: " (highest)"}
    counted = [Counter(before), Counter(after)]
    rows: list[tuple[Words, ...]] = [
        (f"{score}{ends.get(score, '')}", *(_answers(count, score) for count in counted))
        for score in SCALE
    ]
    answers = (str(len(scores) or say.NONE_RECORDED) for scores in (before, after))
    rows.append(((Run("Answers", "strong"),), *answers))
    table = Table(
        ("Confidence", "People before", "People after"),
        tuple(rows),
        (6.0, 4.0, 4.0),
        "How confident people are, from 1 to 5",
    )
    return [table, *_change(before, after)]


def _answers(count: Counter[int], score: int) -> str:
    """How many gave this score; a dash where nobody answered at all."""
    return str(count[score]) if count else "–"


def _change(before: tuple[int, ...], after: tuple[int, ...]) -> list[Block]:
    """The change in words. An average of so few would say more than is known."""
    if not before or not after:
        return []
    first, then = (sum(score >= 4 for score in scores) for scores in (before, after))
    return [
        say.added(
            f"before, {first} of {say.count(len(before), 'answer')} were 4 or 5; "
            f"after, {then} of {len(after)}. Answers are not matched to people."
        )
    ]


def actions(matter: Matter) -> list[Block]:
    """Part 11: the agreed actions, as a table whose header row repeats; then more on each."""
    agreed = [(action, matter.record.entry(action.id)) for action in matter.agreed]
    rows = tuple(
        (
            entry.ref or str(entry.number),
            worded(matter, replace(entry, text=action.action)),
            action.owner or say.NOT_NAMED,
            say.day(action.due) if action.due else say.NO_DATE,
            status_words(action),
            matter.place(entry),
        )
        for action, entry in agreed
        if entry
    )
    if not rows:
        return say.nothing()
    header = ("Ref", "Action", "Owner", "Due", "Status", "From")
    return [Table(header, rows, (1.7, 4.7, 2.8, 2.9, 2.0, 2.5)), *_more(matter)]


def _more(matter: Matter) -> list[Block]:
    """What else is known of each action of which there is more, and what was said of it since."""
    blocks: list[Block] = []
    for action in matter.agreed:
        rows = known(matter, action)
        said = "\n".join(said_here(matter, action, changes=False))
        rows += (("What was said of it", said),) if said else ()
        rows += ((HEADLINE, "Yes"),) if action.pinned else ()
        if rows:
            entry = matter.record.entry(action.id)
            blocks += [say.lead(f"More on {_name(action, entry)}:"), Details(rows)]
    return blocks


def _name(action: AgreedAction, entry: Entry | None) -> str:
    return f"number {entry.number}" if entry and not entry.ref else action.ref


def wellbeing(matter: Matter) -> list[Block]:
    """Part 13: what was considered and offered, with no detail."""
    note, rules = matter.holding("content-note"), matter.holding("rule-1")
    rows: tuple[tuple[str, Words], ...] = (
        ("Content note", _yes(note is not None and matter.shown(note))),
        ("Ground rules", _yes(rules is not None and matter.shown(rules))),
        ("Moments taken", _moments(matter)),
        ("Check-out", "Reached" if matter.reached("check-out") else "Not reached"),
    )
    return [
        Details(rows),
        say.added(
            "the pause page could be opened at any time. No detail of anybody's wellbeing is kept "
            "here."
        ),
    ]


def _moments(matter: Matter) -> str:
    """How often the room paused."""
    return str(len(matter.record.moments) or "None")


def _yes(shown: bool) -> str:
    return "Shown" if shown else "Not shown"


def evaluation(matter: Matter) -> list[Block]:
    """Part 14: what people will do differently."""
    if not matter.differently:
        return say.nothing()
    return [
        say.lead("What people will do differently:"),
        Listing(tuple(worded(matter, entry) for entry in matter.differently)),
    ]


def _retained(matter: Matter) -> str:
    """The team's own rule in words, and the day that follows from it."""
    if matter.retain_years is None:
        return "Not yet decided"
    years = say.count(matter.retain_years, "year")
    event = "the session was closed" if matter.record.closed_at else "the session started"
    until = retain_until(matter.record, matter.retain_years, matter.local)
    return f"{say.day(until)}: {years} after {event}"


def review_date(matter: Matter) -> list[Block]:
    """Part 15: when the team looks at this again."""
    on = matter.record.review_date
    return [Paragraph(say.day(on))] if on else say.nothing()


def agreement(matter: Matter) -> list[Block]:
    """Part 16: who agrees it, who gets it, how long it is kept; for people to fill in."""
    return [
        Fill("Agreed by (role)"),
        Fill("Date agreed"),
        Fill("Shared with (roles or teams)"),
        Details((("Retain until", _retained(matter)),)),
        say.added(
            f"this note was made from {matter.record.started.ref} on {matter.moment(matter.now)}."
        ),
    ]
