"""A session as it is pictured: something half amended, taken back, answered, about to be closed."""

from __future__ import annotations

from datetime import date

from journeys.hand import Hand, Table
from journeys.owing import CHRONOLOGY, DIFFERENCE, LONG, NURSERY, agreed_weeks_ago, owing
from learnsession.session.action_events import ActionFields
from learnsession.tui.app import LearnSessionApp


def begun(table: Table) -> LearnSessionApp:
    """A session on its first step."""
    return table.app(run=table.setup())


def owes(table: Table) -> LearnSessionApp:
    """A session of a team that owes three actions."""
    owing(table)
    return table.app(run=table.setup(facilitator="Team manager"))


def owes_six(table: Table) -> LearnSessionApp:
    """A session of a team that owes six, some of them in many words."""
    words = (CHRONOLOGY, LONG, NURSERY, f"{NURSERY}. {CHRONOLOGY}", LONG, "Visit the school")
    agreed_weeks_ago(table, 7, *words)
    return table.app(run=table.setup(facilitator="Team manager"))


async def written(hand: Hand) -> None:
    """Something heard and two actions, the second of which is well described."""
    room = hand.room
    hand.app.screen.do(lambda: room.go(9))
    hand.pass_time(seconds=14 * 60)
    hand.app.screen.do(lambda: room.add_reflection("Each of us knew a part of the history"))
    hand.app.screen.do(lambda: room.agree_action(NURSERY, "health visitor"))
    fields = ActionFields(measure="each file of an audit in March has one")
    due = date(2026, 12, 18)
    hand.app.screen.do(lambda: room.agree_action(CHRONOLOGY, "team manager", due, None, fields))
    await hand.settle()


async def half_amended(hand: Hand) -> None:
    """Two amendments half-written, in the list of all that was written."""
    await written(hand)
    await hand.press("e", "up", "enter", *", and ask who", "escape")
    await hand.press("e", "up", "up", "enter", *" alone", "escape")
    hand.app.clear_notifications()
    await hand.press("e", "up")


async def amending(hand: Hand) -> None:
    """An action that is being amended."""
    await written(hand)
    await hand.press("e", "up", "enter")
    await hand.paste(" by 18 Dec")
    await hand.settle()


async def asked_to_undo(hand: Hand) -> None:
    """A whole action is about to be taken back."""
    await written(hand)
    await hand.press("u")


async def taken_back(hand: Hand) -> None:
    """It was taken back, and can be put back."""
    await written(hand)
    await hand.press("u", "u", "h")
    hand.app.clear_notifications()


async def kept_undated(hand: Hand) -> None:
    """An action was kept without the date that was said."""
    await hand.press("9", "enter", "a")
    await hand.settle()
    await hand.paste("Ask the nursery how its forms reach us by 31 February")
    await hand.press("enter")
    await hand.settle()


async def closing(hand: Hand) -> None:
    """Before closing: two earlier actions were answered, and one was not."""
    first, second, _ = hand.room.owed
    hand.app.screen.do(lambda: hand.room.answer(first, "done", DIFFERENCE))
    hand.app.screen.do(lambda: hand.room.answer(second, "going", "They ring us now"))
    await written(hand)
    await hand.press("r", *"half", "escape", "c")
    await hand.settle()


async def one_of_several(hand: Hand) -> None:
    """The form of the first of two actions that lack something, scrolled."""
    await written(hand)
    hand.app.screen.do(lambda: hand.room.agree_action("Visit the school", "lead"))
    await hand.press("c", "a", *["down"] * 5)
    await hand.settle()


async def at_previous(hand: Hand) -> None:
    await hand.press("3", "enter")
    await hand.settle()


async def some_answered(hand: Hand) -> None:
    """Two of six are answered; what waits stands first."""
    for action in hand.room.owed[:2]:
        hand.app.screen.do(lambda action=action: hand.room.answer(action, "done", DIFFERENCE))
    await at_previous(hand)


SESSION_SCENES = {
    "half-amended": (begun, half_amended),
    "amending": (begun, amending),
    "undo-asked": (begun, asked_to_undo),
    "taken-back": (begun, taken_back),
    "agreeing-undated": (begun, kept_undated),
    "closing-answered": (owes, closing),
    "closing-form": (begun, one_of_several),
    "previous-six": (owes_six, at_previous),
    "previous-answered": (owes_six, some_answered),
}
