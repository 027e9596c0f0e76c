"""Which sessions have been kept for as long as the team's own rule says. Erases nothing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta, tzinfo
from typing import Literal, NamedTuple

from learnsession.session.retention import kept_until
from learnsession.store.catalogue import CatalogueRow, is_register

_AT_MOST_BEHIND = timedelta(days=1)
_AT_MOST_SILENT = timedelta(days=400)
"""For longer than this hardly any team writes nothing: more likely the clock is ahead."""

Doubt = Literal["behind", "ahead"]
"""How a clock is most likely wrong."""


class Expired(NamedTuple):
    """A session whose date has passed."""

    row: CatalogueRow
    until: date
    """The last day on which it was to be kept."""


def expired(
    rows: Iterable[CatalogueRow], years: int, today: date, local: tzinfo | None = None
) -> tuple[Expired, ...]:
    """The sessions whose date has passed, the one that is longest past first.

    The years count from the day on which a session was closed, or was started if it never was;
    on the day itself it is still to be kept. One that was opened again counts as never closed. The
    register of a team is kept for as long after something was last written into it.

    Args:
        rows: every session and register.
        years: for how many years the team keeps them.
        today: the day as it is here.
        local: the time zone of its dates; the machine's own if None.

    """
    dated = (Expired(row, kept_until(_counts_from(row), years, local)) for row in rows)
    past = (each for each in dated if each.until < today)
    return tuple(sorted(past, key=lambda each: (each.until, each.row.ref)))


def _counts_from(row: CatalogueRow) -> datetime:
    return row.written if is_register(row) else row.closed or row.started


def doubt_of(rows: Iterable[CatalogueRow], now: datetime) -> Doubt | None:
    """How the clock is likely wrong, from when anything was last written; None when it is not.

    Args:
        rows: every session.
        now: what the clock says, UTC.

    """
    last = max((row.written for row in rows), default=now)
    if now < last - _AT_MOST_BEHIND:
        return "behind"
    return "ahead" if now > last + _AT_MOST_SILENT else None
