"""The evidence of use as a document, with lines to fill in before it is returned."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, tzinfo

from learnsession.actions import telling as say
from learnsession.actions.delivered import Delivered, done_so_far
from learnsession.actions.paper import AUTHOR, action_table
from learnsession.documents.blocks import (
    Block,
    Details,
    Document,
    Fill,
    Heading,
    Paragraph,
    Table,
    Words,
)
from learnsession.session.agreed import AgreedAction
from learnsession.session.dates import spoken
from learnsession.session.terms import STATUS_WORDS
from learnsession.wording import counted

TITLE = "Evidence of use"


def evidence_form(
    sessions: Sequence[Delivered],
    *,
    now: datetime,
    local: tzinfo | None,
    asked: str,
    marking: str,
    left_out: Sequence[str],
) -> Document:
    """The form, with everything that is known filled in.

    Args:
        sessions: with roles for owners already.
        now: the moment, in UTC.
        local: the time zone of its days; the machine's own if None.
        asked: for what it was asked; may be empty.
        marking: how it is to be handled.
        left_out: what could not be read, a sentence or two each.

    """
    today = say.local_day(now, local)
    actions = [action for each in sessions for action in each.actions]
    blocks = (
        Details(_front(sessions, actions, today, asked, marking)),
        *_added(say.any_unanswered(actions), left_out),
        *_part("What was delivered", _delivered(sessions)),
        *_part(
            "What the team will do", action_table(actions, today, who="By whom", when="By when")
        ),
        *_part("What has been done, and what difference it made", _done(actions, local)),
        Heading(1, "Returned by"),
        *map(Fill, ("Role", "Team or service", "Returned to", "Date", "Agreed by (role)")),
    )
    reference = f"{TITLE}, {spoken(today)}"
    return Document(TITLE, AUTHOR, now, blocks, marking=marking, reference=reference)


def _front(
    sessions: Sequence[Delivered],
    actions: Sequence[AgreedAction],
    today: date,
    asked: str,
    marking: str,
) -> tuple[tuple[str, Words], ...]:
    done = sum(action.status == "complete" for action in actions)
    late = sum(action.overdue(today) for action in actions)
    rows = (
        ("For", asked or "Every session"),
        ("Made on", spoken(today)),
        ("Sessions", str(len(sessions))),
        ("Attendances", _attendances(sessions)),
        ("Actions agreed", f"{len(actions)}: {done} complete, {late} overdue"),
        ("Handling", marking),
    )
    return tuple((label, text) for label, text in rows if text)


def _attendances(sessions: Sequence[Delivered]) -> str:
    """The head counts together, and how many sessions have none."""
    counts = [each.head_count for each in sessions if each.head_count is not None]
    missing = len(sessions) - len(counts)
    together = str(sum(counts)) if counts else say.NONE_RECORDED
    return f"{together}, {counted(missing, 'session')} not counted" if missing else together


_BY_ROLE = (
    "Owners are shown by role. [Team manager] or [a colleague] in square brackets replaces an "
    "owner's name. Other names cannot be found by the program: please read it through before you "
    "return it."
)


def _added(unanswered: bool, left_out: Sequence[str]) -> list[Block]:
    """What the reader must know of how the form was made."""
    parts = (
        "the tables below are filled in from what teams kept in their sessions. Attendances are "
        "head counts added up: whoever came twice counts twice.",
        _BY_ROLE,
        f"{say.UNANSWERED} {say.ABOUT_UNANSWERED}." if unanswered else "",
    )
    missing = "not everything could be read, so something is missing here."
    return [
        say.added(" ".join(part for part in parts if part)),
        *([say.added(" ".join((missing, *left_out)))] if left_out else []),
    ]


def _part(title: str, table: Table) -> list[Block]:
    return [Heading(1, title), table if table.rows else Paragraph(say.NONE_RECORDED)]


def _delivered(sessions: Sequence[Delivered]) -> Table:
    rows = tuple(
        (
            f"{spoken(each.on)}\n{each.ref}{'' if each.closed else ', still open'}",
            each.team or say.NONE_RECORDED,
            each.pack_title or each.pack,
            each.format,
            say.NONE_RECORDED if each.head_count is None else str(each.head_count),
            ", ".join(each.roles) or say.NONE_RECORDED,
        )
        for each in sessions
    )
    header = ("When", "Team", "Review", "Format", "How many", "Roles")
    return Table(header, rows, (3.2, 2.4, 3.4, 2.4, 2.2, 3))


def _done(actions: Sequence[AgreedAction], local: tzinfo | None) -> Table:
    """Every action of which something was said since it was agreed."""
    rows = []
    for action in actions:
        done = done_so_far(action, local)
        if done or action.difference or not action.open:
            what = done or STATUS_WORDS[action.status]
            difference = say.as_said(action.difference) or say.NONE_RECORDED
            rows.append((action.ref, what, difference))
    return Table(("Ref", "What has been done", "What difference it made"), tuple(rows), (2, 8, 7))
