"""Until when a session is to be kept, by the team's own rule of so many years."""

from __future__ import annotations

from datetime import date, datetime, tzinfo

from learnsession.session.record import Session


def retain_until(record: Session, years: int, local: tzinfo | None = None) -> date:
    """The day on which the years end: from the day it was closed, or started if it is open.

    What began on 29 February ends on 1 March where the year has no such day: never a day early.

    Args:
        record: the session.
        years: whole years, from 1.
        local: the time zone of its dates; the machine's own if None.

    """
    return kept_until(record.closed_at or record.started.at, years, local)


def kept_until(since: datetime, years: int, local: tzinfo | None = None) -> date:
    """The day on which so many years since a moment end; see `retain_until`."""
    day = since.astimezone(local).date()
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
