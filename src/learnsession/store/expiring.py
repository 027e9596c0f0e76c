"""Which sessions have been kept for as long as the team's own rule says. Erases nothing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, tzinfo
from typing import NamedTuple

from learnsession.session.retention import kept_until
from learnsession.store.catalogue import CatalogueRow


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
    on the day itself it is still to be kept. One that was opened again counts as never closed.

    Args:
        rows: every session.
        years: for how many years the team keeps them.
        today: the day as it is here.
        local: the time zone of its dates; the machine's own if None.

    """
    dated = (Expired(row, kept_until(row.closed or row.started, years, local)) for row in rows)
    past = (each for each in dated if each.until < today)
    return tuple(sorted(past, key=lambda each: (each.until, each.row.ref)))
