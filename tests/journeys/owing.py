"""A team that owes something: actions agreed in an earlier session, weeks ago."""

from __future__ import annotations

from datetime import date, timedelta

from journeys.hand import Table
from learnsession.room.room import Room
from learnsession.session.action_events import ActionFields

WEEK = 7 * 24 * 60
"""Minutes."""

CHRONOLOGY = "Put a one-page chronology in each supervision file"
NURSERY = "Ask the nursery how its forms reach us, and who reads them when they do"
LONG = (
    "Agree with the health visitors, the nursery and the school how what each of them notices is "
    "put together in one place, so that nobody has to ask for it, and try it with three families "
    "before the summer. Then tell the other teams what we found, what was hard about it and what "
    "we would do differently, and ask them to try the same with families of their own until the "
    "end of the year after that."
)
DIFFERENCE = "Two children's histories were read as a whole for the first time"


def agreed_weeks_ago(table: Table, weeks: int = 8, *texts: str, team: str = "North team") -> Room:
    """A closed session in which these were agreed, due one week apart; now it is weeks later."""
    room = table.desk.start(table.setup(team=team, facilitator="Team manager"))
    agree(table, room, *texts)
    room.close()
    room.leave()
    table.advance(minutes=weeks * WEEK)
    return room


def agree(table: Table, room: Room, *texts: str) -> None:
    """Agree these: the first due in three weeks, each further one a week later."""
    start: date = table.now.date()
    for number, text in enumerate(texts):
        room.agree_action(
            text,
            ("team manager", "health visitor", "")[number % 3],
            start + timedelta(weeks=3 + number),
            fields=ActionFields(measure="Read in each supervision") if not number else None,
        )


def owing(table: Table) -> Room:
    """Three actions: the last is the headline, one was taken further, one is stuck."""
    room = table.desk.start(table.setup(facilitator="Team manager"))
    agree(table, room, CHRONOLOGY, NURSERY, LONG)
    first, second, third = room.agreed
    room.pin(third)
    room.answer(first, "stuck", "Nobody has the time to write them", to="head of service")
    room.escalate(second, "The forms still come late", "line-manager", "service manager")
    room.close()
    room.leave()
    table.advance(minutes=5 * WEEK)
    return room
