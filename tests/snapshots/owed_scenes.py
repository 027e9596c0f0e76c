"""What the team said it would do as it is pictured: asked about, refused, and answered."""

from __future__ import annotations

from journeys.hand import Hand, Table
from journeys.owing import CHRONOLOGY, DIFFERENCE, LONG, NURSERY, agree, owing
from learnsession.room.registering import Registrar
from learnsession.tui.app import LearnSessionApp

NUMBERED = "The file of 999 247 5145 waits, and nobody has the time"


async def looking_again(hand: Hand) -> None:
    """What looks like personal details is asked about, in each of two lines."""
    await hand.press("s", "n", "k")
    await hand.paste(NUMBERED)
    await hand.press("enter")
    await hand.paste("Mrs Jones")
    await hand.press("enter")


def waits_twice(table: Table) -> LearnSessionApp:
    """A session of a team with two concerns about one action that wait for an answer."""
    owing(table)
    registrar = Registrar(table.desk, by="Team manager")
    second = registrar.find("A-0002")
    registrar.escalate(second, LONG, "senior-manager", "head of service for early help")
    return table.app(run=table.setup(facilitator="Team manager"))


async def which_concern(hand: Hand) -> None:
    """Which of the concerns was answered, once its number is given."""
    await hand.press("s", "n", "n", "o")
    await hand.paste("2")
    await hand.press("enter")


def done_elsewhere(table: Table) -> LearnSessionApp:
    """A session that goes on after one of its actions was done outside of it."""
    room = table.desk.start(table.setup(facilitator="Team manager"))
    agree(table, room, CHRONOLOGY, NURSERY)
    room.settle()
    room.leave()
    table.advance(minutes=14 * 24 * 60)
    registrar = Registrar(table.desk, by="Team manager")
    registrar.answer(registrar.find("A-0001"), "done", DIFFERENCE)
    table.advance(minutes=24 * 60)
    return table.app(resume=room.record.started.session)


async def said_twice(hand: Hand) -> None:
    """An action that is done already, and somebody tries to answer it."""
    await hand.press("enter")
    await hand.settle()
    hand.app.clear_notifications()
    await hand.press("s", "d")


def owes(table: Table) -> LearnSessionApp:
    """A session of a team that owes three actions."""
    owing(table)
    return table.app(run=table.setup(facilitator="Team manager"))


OWED_SCENES = {
    "owed-looks": (owes, looking_again),
    "owed-which": (waits_twice, which_concern),
    "owed-finished": (done_elsewhere, said_twice),
}
