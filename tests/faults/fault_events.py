"""What is typed in the fault tests: numbered, so that what is left tells what is missing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from learnsession.errors import LearnSessionError
from learnsession.session import events as ev
from learnsession.store.drafts import Draft

SESSION = "01K00000000000000000000000"
START = datetime(2026, 7, 14, 10, 0, tzinfo=UTC)


def at(number: int) -> datetime:
    return START + timedelta(seconds=number)


def session_id(number: int) -> str:
    return f"01K0000000000000000000{number:04d}"


def started(session: str = SESSION, ref: str = "S-0001") -> ev.SessionStarted:
    return ev.SessionStarted(
        at=START,
        session=session,
        ref=ref,
        team="East",
        facilitator="team manager",
        pack="norfolk-child-ai",
        pack_title="Child AI",
        pack_sha256="a" * 64,
        format="team-30",
        format_sha256="b" * 64,
        activities=(),
        phases=(ev.PlannedPhase(id="talk", minutes=11),),
    )


def text(number: int) -> str:
    """Longer and shorter by turns, so that a write in place would leave a tail."""
    return f"{number} " + "what was heard in the room " * (number % 7)


def heard(number: int, words: str | None = None) -> ev.ReflectionAdded:
    return ev.ReflectionAdded(
        at=at(number),
        entry=str(number),
        text=text(number) if words is None else words,
        phase="talk",
        step="talk-1",
    )


def draft(number: int, words: str | None = None) -> Draft:
    words = text(number) if words is None else words
    return Draft(words, "reflection", "talk-1", None, "", "", at(number))


def number_of(words: str) -> int:
    return int(words.split(" ")[0])


def texts(events: Iterable[ev.Event]) -> list[str]:
    return [event.text for event in events if isinstance(event, ev.ReflectionAdded)]


def numbers(events: Iterable[ev.Event]) -> list[int]:
    """What was heard, by number; each must say what it said when it was kept."""
    found = [event for event in events if isinstance(event, ev.ReflectionAdded)]
    for event in found:
        assert event.text == text(int(event.entry)), "what was kept has been changed"
    return [int(event.entry) for event in found]


def up_to(last: int) -> list[int]:
    return list(range(1, last + 1))


def must_be_in_words(error: LearnSessionError) -> None:
    """What a person is told: no number of an error, and something to do."""
    assert "Errno" not in str(error)
    assert error.todo
