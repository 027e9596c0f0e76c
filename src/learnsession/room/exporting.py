"""A session note as a file: which kinds there are, what the file is called, writing it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Literal, get_args

from learnsession.errors import ExportError
from learnsession.room.desk import Opened
from learnsession.room.naming import tag_names
from learnsession.session.findings import in_session

LOOKS_LIKE = "The note holds what looks like personal details."
"""What every door says of the findings."""

Kind = Literal["docx", "md"]
"""Word, or Markdown."""

KINDS: tuple[Kind, ...] = get_args(Kind)


LAYOUT = "learning-note"
"""The layout of the note, by its id: the team's own, or the one that ships."""


def note(opened: Opened, kind: Kind, now: datetime, *, rehearsal: bool = False) -> bytes:
    """The session note as the bytes of a file of this kind.

    Raises:
        PackError: the team's own layout is broken.

    """
    from learnsession.notes.session_note import session_note
    from learnsession.packs.library import find_layout
    from learnsession.settings import read_settings

    document = session_note(
        opened.record,
        opened.pack,
        opened.form,
        opened.agenda,
        find_layout(LAYOUT, opened.root).layout,
        now=now,
        rehearsal=rehearsal,
        retain_years=read_settings(opened.root).retain_years,
        names=tag_names(opened.pack.framework or "", opened.root),
    )
    if kind == "docx":
        from learnsession.documents.word import to_word

        return to_word(document)
    from learnsession.documents.markdown import to_markdown

    return to_markdown(document).encode("utf-8")


def findings(opened: Opened) -> tuple[str, ...]:
    """What in the note looks like personal details, a line each, masked; most often nothing.

    Published contacts in the pack are none, and what was kept knowingly is told with its reason.
    """
    return tuple(str(found) for found in in_session(opened.record))


def export(
    opened: Opened,
    kind: Kind,
    now: datetime,
    *,
    to: Path | None = None,
    force: bool = False,
    rehearsal: bool = False,
) -> Path:
    """Write the session note and say where it is.

    Args:
        opened: the session.
        kind: `docx` or `md`.
        now: the moment, in UTC.
        to: the file; by default one named after date, kind and reference in the current folder.
        force: write over a file that is there.
        rehearsal: nothing of it was kept.

    Raises:
        ExportError: the file is there already, or cannot be written.
        PackError: the team's own layout is broken.
    """
    from learnsession.documents.files import write_export
    from learnsession.notes.session_note import file_name

    if kind not in KINDS:
        raise ExportError(
            f"There is no kind of note called '{kind}'.", f"Use {' or '.join(KINDS)}."
        )
    path = to or Path.cwd() / f"{file_name(opened.record)}.{kind}"
    write_export(path, note(opened, kind, now, rehearsal=rehearsal), force)
    return path
