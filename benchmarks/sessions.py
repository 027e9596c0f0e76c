"""Sessions as a team leaves them, and thousands of them in a moment.

A store with 10,000 sessions is made by writing the very files that the store would have written,
in its own envelope, but without waiting for the disk at each one.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from learnsession.session import events as ev
from learnsession.store.files import FILE_MODE, make_folder
from learnsession.store.names import path_for
from learnsession.store.reading import EVENTS
from learnsession.store.sealing import CLEAR, close_plain
from learnsession.store.sessions import SessionStore
from learnsession.store.storage import KIND

FIRST = datetime(2024, 1, 8, 9, 0, tzinfo=UTC)
_HEARD = (
    "We would have asked more about what home was like in the evenings.",
    "Nobody had the whole chronology in front of them, so each visit began afresh.",
    "The school knew first. It was not clear to us who would have told the health visitor.",
)
_AGREED = (
    "Ask the nursery how its forms reach us, and tell the whole team",
    "Put a one-page chronology into each supervision file",
    "Try the new way of recording a home visit with two families",
)
_OWNERS = ("health visitor", "team manager", "practice educator")
STILL_OPEN = 3
"""How many of many are unfinished, as in a team that closes its sessions."""


def session_id(number: int) -> str:
    """An id of the right length that sorts as the numbers do."""
    return f"01HK{number:022d}"


def started(number: int) -> ev.SessionStarted:
    """The first event of session `number`; two of them a day."""
    phases = (("welcome", 2), ("previous", 2), ("review", 6), ("talk", 11), ("actions", 5))
    return ev.SessionStarted(
        at=FIRST + timedelta(hours=2 * number),
        session=session_id(number),
        ref=f"S-{number:04d}",
        team=f"Team {number % 40 + 1}",
        facilitator="team manager",
        pack="norfolk-child-ai",
        pack_title="Child AI",
        pack_sha256="a" * 64,
        format="team-30",
        format_sha256="b" * 64,
        activities=("a-day-in-my-life",),
        phases=tuple(ev.PlannedPhase(id=name, minutes=length) for name, length in phases),
    )


def heard(number: int, at: datetime) -> ev.ReflectionAdded:
    """Something that was heard, of the length that people type."""
    return ev.ReflectionAdded(
        at=at,
        entry=f"01HJ{number:022d}",
        text=_HEARD[number % len(_HEARD)],
        phase="talk",
        step="talk.a-day-in-my-life",
        activity="a-day-in-my-life",
        prompt="what-would-you-see",
    )


def agreed(number: int, at: datetime, actions: int) -> Iterator[ev.ActionAgreed]:
    """What session `number` agreed; one has no date, the others are due one after another."""
    for place in range(1, actions + 1):
        reference = (number - 1) * actions + place
        yield ev.ActionAgreed(
            at=at + timedelta(seconds=place),
            entry=f"01HM{reference:022d}",
            ref=f"A-{reference:04d}",
            text=_AGREED[place % len(_AGREED)],
            owner=_OWNERS[place % len(_OWNERS)],
            due=(at + timedelta(days=20 * place)).date() if place > 1 else None,
            phase="actions",
            step="actions",
        )


def whole(number: int, *, close: bool = True, actions: int = 1) -> Iterator[ev.Event]:
    """Everything that happens in one short session."""
    first = started(number)
    yield first
    minute = timedelta(minutes=1)
    for place in range(1, 7):
        yield ev.StepShown(
            at=first.at + place * minute, step=f"step-{place}", phase="talk", points=1
        )
    for place in range(1, 5):
        yield heard(number * 10 + place, first.at + (6 + place) * minute)
    yield from agreed(number, first.at + 12 * minute, actions)
    if close:
        yield ev.SessionClosed(at=first.at + 30 * minute)


def fill(root: Path, count: int, actions: int = 1) -> SessionStore:
    """Write `count` sessions into a new store and let it make its catalogue.

    Args:
        root: the store.
        count: how many sessions.
        actions: how many each of them agreed.

    """
    for number in range(1, count + 1):
        events = whole(number, close=number <= count - STILL_OPEN, actions=actions)
        table = {str(place): ev.to_plain(event) for place, event in enumerate(events, 1)}
        first = started(number)
        path = root / path_for(first.ref, first.session, first.at)
        make_folder(path.parent)
        path.write_bytes(close_plain(CLEAR, KIND, path, {EVENTS: table}))
        path.chmod(FILE_MODE)
    store = SessionStore(root)
    if len(store.rows()) != count:
        raise RuntimeError(f"{root} does not hold {count} sessions that can be read")
    return store
