"""Events for the tests of the store: small, valid, and the same every time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from learnsession.session import events as ev
from learnsession.store.opened import OpenSession
from learnsession.store.sessions import SessionStore

START = datetime(2026, 7, 14, 10, 0, tzinfo=UTC)


def at(seconds: float) -> datetime:
    return START + timedelta(seconds=seconds)


def new_id(number: int) -> str:
    return f"01K0000000000000000000{number:04d}"


def started(number: int = 1, *, ref: str | None = None, team: str = "East", seconds: float = 0):
    return ev.SessionStarted(
        at=at(seconds),
        session=new_id(number),
        ref=ref or f"S-{number:04d}",
        team=team,
        facilitator="team manager",
        pack="norfolk-child-ai",
        pack_title="Child AI",
        pack_sha256="a" * 64,
        format="team-30",
        format_sha256="b" * 64,
        activities=("voice",),
        phases=(ev.PlannedPhase(id="welcome", minutes=2), ev.PlannedPhase(id="talk", minutes=11)),
    )


def heard(number: int, text: str | None = None, seconds: float | None = None):
    return ev.ReflectionAdded(
        at=at(number if seconds is None else seconds),
        entry=f"entry-{number}",
        text=f"heard {number}" if text is None else text,
        phase="talk",
        step="talk-1",
    )


def agreed(number: int, text: str = "Put a chronology in each file"):
    return ev.ActionAgreed(
        at=at(number), entry=f"entry-{number}", text=text, phase="talk", step="talk-1"
    )


def make(store: SessionStore, entries: int = 2, number: int = 1, **more) -> OpenSession:
    """A session with some entries, still open for writing."""
    session = store.create(started(number, **more))
    for entry in range(1, entries + 1):
        session.append(heard(entry))
    return session


def texts(events) -> list[str]:
    return [event.text for event in events if isinstance(event, ev.ReflectionAdded)]
