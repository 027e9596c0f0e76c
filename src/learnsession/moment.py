"""The moment, from a clock that can be set for tests and demonstrations.

`LEARNSESSION_NOW=2026-12-05T10:00` lets the clock of the program begin there and run on from it, so
that sessions weeks apart can be shown in an hour. Without an offset it is local time. Whoever sets
it is told so on the screen and on standard error.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from functools import cache

from learnsession.errors import RefusedError

VARIABLE = "LEARNSESSION_NOW"


def utc_now() -> datetime:
    """The moment, in UTC.

    Raises:
        RefusedError: the clock is set to something that is no moment.

    """
    ahead = _ahead(os.environ.get(VARIABLE, ""))
    return datetime.now(UTC) + ahead


def set_clock() -> str:
    """That the clock was set, as a sentence for people; empty when it is the machine's own."""
    if not os.environ.get(VARIABLE, "").strip():
        return ""
    now = utc_now().astimezone()
    return f"The clock was set by {VARIABLE}: it is {now:%d/%m/%Y, %H:%M} here, to try things."


@cache
def _ahead(text: str) -> timedelta:
    """How far the set clock is ahead of the machine's; found once, so that it runs on."""
    if not text.strip():
        return timedelta()
    try:
        return datetime.fromisoformat(text.strip()).astimezone(UTC) - datetime.now(UTC)
    except (ValueError, OverflowError, OSError):
        raise RefusedError(
            f"{VARIABLE} is '{text}', which is no moment.",
            "Write it like 2026-12-05T10:00, or take the variable away.",
        ) from None
