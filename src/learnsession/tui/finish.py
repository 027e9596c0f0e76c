"""'When must you finish?' in a form: left empty, as planned."""

from __future__ import annotations

from datetime import datetime

from learnsession.session.dates import read_finish


def finish_by(text: str, now: datetime) -> datetime | None:
    """The moment at which a session must finish, in local time; None when nothing was typed.

    Raises:
        RefusedError: it is not a time of day, or has passed today.

    """
    return read_finish(text, now.astimezone()) if text.strip() else None
