from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from learnsession.session import events as ev
from learnsession.session.folding import fold
from learnsession.session.retention import retain_until
from support import started

LONDON = ZoneInfo("Europe/London")


def ended(closed: datetime | None, at: datetime) -> date:
    happened = [started(at=at)]
    if closed:
        happened.append(ev.SessionClosed(at=closed))
    return retain_until(fold(happened), 7, LONDON)


def utc(*when: int) -> datetime:
    return datetime(*when, tzinfo=UTC)


@pytest.mark.parametrize(
    ("began", "closed", "until"),
    [
        (utc(2026, 3, 2, 12), None, date(2033, 3, 2)),
        (utc(2026, 3, 2, 12), utc(2026, 7, 14, 9), date(2033, 7, 14)),
        (utc(2026, 7, 13, 12), utc(2026, 7, 13, 23, 30), date(2033, 7, 14)),  # local midnight
        (utc(2024, 2, 29, 12), None, date(2031, 3, 1)),
    ],
)
def test_the_years_count_from_the_local_day_of_closing_or_of_the_session(began, closed, until):
    assert ended(closed, began) == until


def test_a_leap_day_that_comes_again_stays():
    record = fold([started(at=utc(2024, 2, 29, 12))])
    assert retain_until(record, 8, LONDON) == date(2032, 2, 29)
