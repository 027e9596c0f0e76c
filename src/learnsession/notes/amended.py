"""What a note says of an entry that was amended after the session had been closed."""

from __future__ import annotations

from learnsession.documents.blocks import Run, Words
from learnsession.notes.matter import Matter
from learnsession.session.history import Change, amended_after_closing
from learnsession.session.record import Entry


def worded(matter: Matter, entry: Entry) -> Words:
    """An entry as the note tells it; below it each amendment after closing, with its reason."""
    changes = amended_after_closing(entry)
    if not changes:
        return entry.text
    return (Run(entry.text), *(Run(f"\n{_remark(matter, each)}", "aside") for each in changes))


def _remark(matter: Matter, change: Change) -> str:
    on = change.at.astimezone(matter.local)
    return f"Amended after closing, {on:%d/%m/%Y}: {change.reason or 'no reason recorded'}"
