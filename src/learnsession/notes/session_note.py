"""The session note: what leaves the room, as neutral blocks, and what its file is called."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, tzinfo

from learnsession.documents.blocks import Block, Document, Heading, Paragraph
from learnsession.notes import opening
from learnsession.notes.layout import LEARNING, WRITERS, Part
from learnsession.notes.matter import Matter
from learnsession.packs.format import Format
from learnsession.packs.model import Pack
from learnsession.session.agenda import Agenda
from learnsession.session.record import Session

KIND = "learning"
"""What the name of the file says about the kind of session."""


def session_note(
    record: Session,
    pack: Pack,
    form: Format,
    agenda: Agenda,
    *,
    local: tzinfo | None = None,
    now: datetime,
    rehearsal: bool = False,
    retain_years: int | None = None,
    layout: Sequence[Part] = LEARNING,
) -> Document:
    """The note of a learning session, from the session as it stands.

    Args:
        record: the session.
        pack: what it was about, as it was when run.
        form: how it ran, as it was when run.
        agenda: the plan that followed from both.
        local: the time zone of its dates and times; the machine's own if None.
        now: the moment, in UTC.
        rehearsal: nothing of the session was kept; the note says so.
        retain_years: for how many years the team keeps it; None until that is decided.
        layout: its parts after the title, in order.

    """
    matter = Matter(record, pack, form, agenda, local, now, rehearsal, retain_years)
    blocks = opening.front(matter)
    for part in layout:
        blocks += _part(part, matter)
    return Document(
        title=f"Session note: {pack.title}",
        author=record.started.facilitator or "Facilitator",
        created=now,
        blocks=tuple(blocks),
        marking=opening.MARKING,
        reference=record.started.ref,
    )


def _part(part: Part, matter: Matter) -> list[Block]:
    intro: list[Block] = [Paragraph(part.intro)] if part.intro else []
    return [Heading(1, part.title), *intro, *WRITERS[part.id](matter)]


def file_name(record: Session, local: tzinfo | None = None) -> str:
    """The name of the note's file without its ending: date, kind and reference, no names.

    The date is the local day on which the session started.
    """
    day = record.started.at.astimezone(local).date()
    reference = re.sub(r"[^A-Za-z0-9-]+", "-", record.started.ref)
    return f"{day.isoformat()}-{KIND}-{reference}"
