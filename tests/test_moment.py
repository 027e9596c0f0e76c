"""The clock of the program: the machine's own, or one that was set to try things."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from learnsession.errors import RefusedError
from learnsession.moment import VARIABLE, set_clock, utc_now


@pytest.fixture(autouse=True)
def _no_clock_set(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv(VARIABLE, raising=False)


def test_is_the_machine_s_own_where_none_is_set():
    assert abs(utc_now() - datetime.now(UTC)) < timedelta(seconds=5)
    assert set_clock() == ""


@pytest.mark.parametrize("text", ["2031-12-05T10:00:00+00:00", "2031-12-05T11:00:00+01:00"])
def test_begins_where_it_was_set_and_runs_on(monkeypatch: pytest.MonkeyPatch, text: str):
    monkeypatch.setenv(VARIABLE, text)
    first = utc_now()
    assert timedelta() <= first - datetime(2031, 12, 5, 10, tzinfo=UTC) < timedelta(minutes=5)
    assert utc_now() > first
    assert VARIABLE in set_clock()


@pytest.mark.parametrize("text", ["tomorrow", "2031-13-05", "9999-12-31T23:59:59-12:00", "12"])
def test_is_refused_where_it_is_no_moment(monkeypatch: pytest.MonkeyPatch, text: str):
    monkeypatch.setenv(VARIABLE, text)
    with pytest.raises(RefusedError, match="no moment"):
        utc_now()
