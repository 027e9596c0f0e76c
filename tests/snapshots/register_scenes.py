"""The register as it is pictured: empty, full, searched, and what is laid over it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta

from textual.widgets import Input

from journeys.hand import Hand, Table
from learnsession.room.registering import Registrar
from learnsession.session.action_events import ActionFields
from learnsession.tui.app import LearnSessionApp

LONG = (
    "Ask every health visitor, nursery and school that knows the family what they have seen, "
    "and put it in one place where all of us can read it before the next visit"
)
WORDS = ("Ring the school", "Read the chronology aloud in supervision", "Ask what works well", LONG)
OWNERS = ("Team manager", "Practice educator", "Head of service for early help and prevention", "")
TEAMS = ("North team", "Family support and early help, east of the county")


def nothing_agreed(table: Table) -> LearnSessionApp:
    """A register without anything in it."""
    return table.app()


def much_agreed(table: Table) -> LearnSessionApp:
    """Forty actions of two teams: long and short, late and not, and one of each status."""
    registrar = Registrar(table.desk)
    for number in range(40):
        due = table.now.date() + timedelta(days=9 * number - 20) if number % 5 else None
        registrar.enter(
            TEAMS[number % 7 == 3],
            WORDS[number % 4],
            owner=OWNERS[number % 3 if number % 6 else 3],
            due=due,
            fields=ActionFields(themes=("chronology",), standards=("1.4",)) if number % 2 else None,
        )
    registrar.pin(registrar.find("A-0008"))
    registrar.answer(registrar.find("A-0003"), "stuck", "No reply", to="Head of service")
    registrar.answer(registrar.find("A-0005"), "going", "Half of them")
    registrar.answer(registrar.find("A-0007"), "done", "They ask us sooner")
    registrar.answer(registrar.find("A-0009"), "dropped", "Another team does it")
    table.advance(minutes=3 * 24 * 60)
    return table.app()


def some_missing(table: Table) -> LearnSessionApp:
    """Forty actions beside a session that cannot be read."""
    table.session()
    app = much_agreed(table)
    for path in table.root.glob("sessions/*/S-0001_*"):
        path.write_bytes(b"damaged")
    return app


def at_register(*pressed: str, paste: str = "") -> Callable[[Hand], Awaitable[None]]:
    """Open it, press these keys, and give these words."""

    async def act(hand: Hand) -> None:
        await hand.press("a")
        await hand.settle()
        await hand.press(*pressed)
        if paste:
            await hand.paste(paste)

    return act


async def asked_about(hand: Hand) -> None:
    """A new action with all that can be asked about: no team, a date gone by, personal details."""
    await at_register("n")(hand)
    hand.app.screen.query_one("#new-team", Input).value = ""
    await hand.paste(f"{LONG}. Mrs Jones, 999 247 5145, SW1A 1AA @team manager by 1/11/2026")
    await hand.press("enter")


MARKERS = "@practice educator by 18/12 #professional-curiosity"

REGISTER_SCENES = {
    "register-empty": (nothing_agreed, at_register()),
    "register": (much_agreed, at_register("down", "down")),
    "register-missing": (some_missing, at_register()),
    "register-all": (much_agreed, at_register("slash", paste="status:all")),
    "register-searched": (
        much_agreed,
        at_register("slash", paste="chronology @team manager team:East #1.4 before 18/12/2027"),
    ),
    "register-filter": (much_agreed, at_register("f", "down", "right")),
    "register-new": (
        much_agreed,
        at_register("n", paste=f"Visit the nursery {MARKERS}"),
    ),
    "register-new-asked": (much_agreed, asked_about),
    "register-no-match": (much_agreed, at_register("slash", paste="zebra")),
    "register-export": (much_agreed, at_register("x", "down")),
    "register-exported": (much_agreed, at_register("x", "enter")),
    "register-help": (much_agreed, at_register("question_mark")),
}
