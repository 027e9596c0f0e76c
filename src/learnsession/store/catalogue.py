"""What lists show of a session: its row in the catalogue, which `catalogue_file` keeps."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from learnsession.session.record import Session


class CatalogueRow(NamedTuple):
    """What lists show of a session."""

    id: str
    ref: str
    path: str
    """Below the store, with `/`."""
    pack: str
    title: str
    """The pack's title when the session ran."""
    team: str
    format: str
    state: str
    """`open` or `closed`."""
    started_at: str
    closed_at: str | None
    written_at: str
    """Moments stand as in the file, all of one form, so that they sort as they are: making moments
    of 30,000 texts takes a third of the time of a list that shows twenty."""
    reflections: int
    agreed_actions: int
    size: int = 0
    """Of its file, in bytes, when the row was made."""

    @property
    def started(self) -> datetime:
        """When it began, UTC."""
        return datetime.fromisoformat(self.started_at)

    @property
    def closed(self) -> datetime | None:
        """When it was closed, UTC; None while it is open."""
        return datetime.fromisoformat(self.closed_at) if self.closed_at else None

    @property
    def written(self) -> datetime:
        """When something last happened in it, UTC."""
        return datetime.fromisoformat(self.written_at)


class Rows(NamedTuple):
    """What is in the store."""

    rows: tuple[CatalogueRow, ...]
    """The one written to last comes first."""
    damaged: tuple[tuple[Path, str], ...]
    """Session files that could not be read, are missing or are there twice, with what is wrong."""


def is_register(row: CatalogueRow) -> bool:
    """Whether it is of a team's register, which is kept like a session and is none."""
    return row.ref[0] == "R"


def row_of(session: Session, path: str, size: int) -> CatalogueRow:
    """The row of a session as it stands. `path` is its file's, below the store."""
    started = session.started
    return CatalogueRow(
        id=started.session,
        ref=started.ref,
        path=path,
        pack=started.pack,
        title=started.pack_title,
        team=started.team,
        format=started.format,
        state=session.state,
        started_at=_text(started.at),
        closed_at=_text(session.closed_at) if session.closed_at else None,
        written_at=_text(session.last_at),
        reflections=len(session.reflections),
        agreed_actions=len(session.agreed_actions),
        size=size,
    )


def _text(moment: datetime) -> str:
    return moment.isoformat(timespec="microseconds")
