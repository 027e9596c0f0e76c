"""The session note: what leaves the room, as neutral blocks, and what its file is called."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, tzinfo

from learnsession.documents.blocks import Block, Document, Heading, Paragraph
from learnsession.notes import opening
from learnsession.notes.matter import Matter
from learnsession.notes.parts import WRITERS
from learnsession.packs.format import Format
from learnsession.packs.layout import Layout, LayoutPart
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
    layout: Layout,
    *,
    local: tzinfo | None = None,
    now: datetime,
    rehearsal: bool = False,
    retain_years: int | None = None,
    names: Mapping[str, str] | None = None,
) -> Document:
    """The note of a learning session, from the session as it stands.

    Args:
        record: the session.
        pack: what it was about, as it was when run.
        form: how it ran, as it was when run.
        agenda: the plan that followed from both.
        layout: its parts after the title, in order.
        local: the time zone of its dates and times; the machine's own if None.
        now: the moment, in UTC.
        rehearsal: nothing of the session was kept; the note says so.
        retain_years: for how many years the team keeps it; None until that is decided.
        names: what themes and practice standards are called, by id or number.

    """
    matter = Matter(record, pack, form, agenda, local, now, rehearsal, retain_years, names or {})
    blocks = opening.front(matter)
    for part in layout.order:
        blocks += _part(part, matter)
    return Document(
        title=f"Session note: {pack.title}",
        author=record.started.facilitator or "Facilitator",
        created=now,
        blocks=tuple(blocks),
        marking=opening.MARKING,
        reference=record.started.ref,
    )


def _part(part: LayoutPart, matter: Matter) -> list[Block]:
    intro: list[Block] = [Paragraph(part.intro)] if part.intro else []
    return [Heading(1, part.title), *intro, *WRITERS[part.part](matter)]


def file_name(record: Session, local: tzinfo | None = None) -> str:
    """The name of the note's file without its ending: date, kind and reference, no names.

    The date is the local day on which the session started.
    """
    day = record.started.at.astimezone(local).date()
    reference = re.sub(r"[^A-Za-z0-9-]+", "-", record.started.ref)
    return f"{day.isoformat()}-{KIND}-{reference}"
