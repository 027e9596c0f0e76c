"""How to get to each screen that is pictured: a scene brings the app there and stops."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from owed_scenes import OWED_SCENES
from register_scenes import REGISTER_SCENES
from session_scenes import SESSION_SCENES

from journeys.hand import TALK_ONLY, Hand, Table
from journeys.owing import DIFFERENCE, LONG, agreed_weeks_ago, owing
from learnsession.packs.listing import own
from learnsession.settings import FILE
from learnsession.tui.app import LearnSessionApp

Act = Callable[[Hand], Awaitable[None]]

HEARD = (
    "Nobody had the whole history in one place. Each of us knew a part of it.",
    "Forms from the nursery reach us as a scan, a week later.",
)
CONTACTS = """\
support:
  - "Employee assistance: see the card on the notice board"
concern:
  - "Duty team: extension 2200"
"""


def nothing(table: Table) -> LearnSessionApp:
    """Home of somebody who has just installed it."""
    return table.app()


def some_sessions(table: Table) -> LearnSessionApp:
    """Home with an unfinished session and a closed one."""
    table.session(*HEARD, team="Family support", close=True)
    table.advance(minutes=65 * 24)
    table.session(HEARD[0], team="North team")
    table.advance(minutes=12)
    return table.app()


def broken_pack(table: Table) -> LearnSessionApp:
    """Home with a review that cannot be used."""
    folder = own(table.root)
    folder.mkdir(parents=True)
    (folder / "our-own.yaml").write_text("format: 1\ntitel: Case A1\n", encoding="utf-8")
    return table.app()


def not_asked(table: Table) -> LearnSessionApp:
    """Home before anybody was asked for how long notes are kept."""
    (table.root / FILE).unlink()
    return table.app()


def wrong_settings(table: Table) -> LearnSessionApp:
    """Home with settings that were chosen, and a slip in their file."""
    (table.root / FILE).write_text("blank_after = 10\nretain_years = 7\nthem = 1\n", "utf-8")
    return table.app()


def running(table: Table) -> LearnSessionApp:
    """A session on its first step."""
    folder = own(table.root)
    folder.mkdir(parents=True)
    (folder / "local.yaml").write_text(CONTACTS, encoding="utf-8")
    return table.app(run=table.setup())


def talking(table: Table) -> LearnSessionApp:
    """A session with the activity that is held and not written down."""
    return table.app(run=table.setup(activities=(TALK_ONLY,)))


def keys(*pressed: str) -> Act:
    async def act(hand: Hand) -> None:
        if pressed:
            await hand.press(*pressed)

    return act


async def written(hand: Hand) -> None:
    """Two things heard and one agreed, on the activity."""
    room = hand.room
    hand.app.screen.do(lambda: room.go(9))
    room.next()
    hand.pass_time(seconds=14 * 60)
    for text in HEARD:
        hand.app.screen.do(lambda text=text: room.add_reflection(text, room.prompt))
    hand.app.screen.do(
        lambda: room.agree_action("Put a one-page chronology in each file", "team manager")
    )
    room.toggle_timer()
    hand.pass_time(seconds=200)


def after_written(*pressed: str) -> Act:
    async def act(hand: Hand) -> None:
        await written(hand)
        hand.app.screen.show()
        await keys(*pressed)(hand)

    return act


async def typing(hand: Hand) -> None:
    await after_written("r")(hand)
    await hand.paste("The risk was looked at one event at a time, and no one added it up")


async def agreeing(hand: Hand) -> None:
    await after_written("a")(hand)
    await hand.paste("Ask the nursery how its forms reach us")
    await hand.press("tab")
    await hand.paste("health visitor")
    await hand.press("tab")


async def in_one_line(hand: Hand) -> None:
    """An action with its owner, its date and its theme, as it is understood before Enter."""
    await after_written("a")(hand)
    await hand.settle()
    await hand.paste(
        "Put a one-page chronology in each supervision file @team manager by Fri 18 Dec "
        "#professional-curiosity"
    )
    await hand.settle()


async def no_day(hand: Hand) -> None:
    """An action whose date is none."""
    await after_written("a")(hand)
    await hand.settle()
    await hand.paste("Ask the nursery how its forms reach us by end of term")
    await hand.settle()


async def every_field(hand: Hand) -> None:
    """The fuller form of an action that is asked of a service."""
    await in_one_line(hand)
    measure, why = "each file of an audit in March has one", "small signs are seen together"
    await hand.press("f4")
    for typed in (measure, why, "", "", "", "", "1", "service"):
        await hand.settle()  # how far it has scrolled depends on each step
        await hand.paste(typed)
        await hand.settle()
        await hand.press("enter")
    await hand.settle()


async def amending(hand: Hand) -> None:
    await after_written("e", "up", "up", "enter", "!", "enter", "e", "up", "up")(hand)


def opened_again(table: Table) -> LearnSessionApp:
    """A session that was closed, was opened again a day later, and is gone on with."""
    room = table.session(*HEARD, team="North team", close=True, facilitator="Team manager")
    table.advance(minutes=24 * 60)
    table.desk.reopen(room.record.started.session)
    return table.app(resume=room.record.started.session)


def taken_up(*pressed: str) -> Act:
    async def act(hand: Hand) -> None:
        await hand.press("enter")
        await hand.settle()
        hand.app.clear_notifications()
        await hand.press(*pressed)

    return act


async def told(hand: Hand) -> None:
    """An entry that was amended after closing and then taken back, with all that became of it."""
    await taken_up("e", "enter", *", and twice", "tab", *"it was misheard", "enter")(hand)
    await hand.press("e", "t", *"it was said in the break", "enter", "escape", "h", "enter")
    hand.app.clear_notifications()


async def at_reading(hand: Hand) -> None:
    await after_written("c", "y")(hand)


def noticed(*pressed: str, paste: str = "") -> Act:
    """An entry that looks like personal details, kept; then these keys, and these words."""

    async def act(hand: Hand) -> None:
        await after_written("r")(hand)
        await hand.paste("The form had 999 247 5145 on it, and her mum Sarah had not been told")
        await hand.press("enter", *pressed)
        if paste:
            await hand.paste(paste)

    return act


async def removing(hand: Hand) -> None:
    """The last question before words are removed for good."""
    await after_written("e", "up", "x")(hand)
    await hand.paste("the nursery")
    await hand.press("enter")


async def exported(hand: Hand) -> None:
    await after_written("x", "enter")(hand)


def owes(table: Table) -> LearnSessionApp:
    """A session of a team that owes three actions, one of them its headline improvement."""
    owing(table)
    return table.app(run=table.setup(facilitator="Team manager"))


def owes_much(table: Table) -> LearnSessionApp:
    """A session of a team that owes forty, each in many words."""
    agreed_weeks_ago(table, 30, *(f"{number}. {LONG}" for number in range(1, 41)))
    return table.app(run=table.setup(facilitator="Team manager"))


async def answered(hand: Hand) -> None:
    """One done, one still going, on the page where it was said."""
    await hand.press("s", "d")
    await hand.paste(DIFFERENCE)
    await hand.press("enter", "n", "g")
    await hand.paste("One team does it, the other begins in January")
    await hand.press("enter")
    await hand.paste("29 Jan")
    await hand.press("enter")


async def escalating(hand: Hand) -> None:
    """A concern is being taken further."""
    await hand.press("s", "n", "t")
    await hand.paste("There is no time to write them, and nobody decides")
    await hand.press("enter")


async def past_date(hand: Hand) -> None:
    """A date that has passed is asked for once more."""
    await hand.press("s", "g")
    await hand.paste("Two of the three families")
    await hand.press("enter")
    await hand.paste("1/12/2026")
    await hand.press("enter")


SCENES: dict[str, tuple[Callable[[Table], LearnSessionApp], Act]] = {
    "home-empty": (nothing, keys()),
    "home": (some_sessions, keys()),
    "home-broken": (broken_pack, keys("end")),
    "settings": (nothing, keys("s", "down", "down", "space")),
    "settings-wrong": (wrong_settings, keys("s")),
    "retention": (not_asked, keys("enter", "7")),
    "set-up": (nothing, keys("enter", *"North team", "enter")),
    "take-up": (some_sessions, keys("home", "enter")),
    "welcome": (running, keys()),
    "review": (running, keys("5", "enter", *["space"] * 3)),
    "activity": (running, after_written()),
    "typing": (running, typing),
    "agreeing": (running, agreeing),
    "agreeing-first": (running, keys("9", "enter", "a")),
    "agreeing-in-one-line": (running, in_one_line),
    "agreeing-no-day": (running, no_day),
    "action-form": (running, every_field),
    "noticed": (running, noticed()),
    "noticed-reason": (running, noticed("f3", paste="a made-up number, and she agreed")),
    "findings": (running, noticed("escape", "x", "enter")),
    "talk-only": (talking, keys("9", "enter")),
    "previous": (owes, keys("3", "enter")),
    "previous-many": (owes_much, keys("3", "enter")),
    "owed": (owes, keys("s")),
    "owed-many": (owes_much, keys("s")),
    "owed-none": (running, keys("s")),
    "owed-answered": (owes, answered),
    "owed-escalating": (owes, escalating),
    "owed-past-date": (owes, past_date),
    "action": (owes, keys("s", "n", "n", "enter")),
    "heard": (running, after_written("1", "0", "enter")),
    "actions": (running, after_written("1", "1", "enter")),
    "check-out": (running, after_written("end")),
    "number": (running, keys("1", "1")),
    "overview": (running, after_written("o")),
    "entries": (running, amending),
    "remove": (running, after_written("e", "x", "enter")),
    "remove-words": (running, removing),
    "history": (opened_again, told),
    "why-amended": (opened_again, taken_up("e", "enter")),
    "why-taken-back": (opened_again, taken_up("e", "t", "enter")),
    "form": (running, keys("f", *"9")),
    "notes": (running, keys("5", "enter", "n")),
    "help": (running, keys("f1")),
    "concern": (running, keys("exclamation_mark")),
    "moment": (running, keys("p")),
    "blank": (running, keys("b")),
    "closing": (running, after_written("c")),
    "reading": (running, at_reading),
    "export": (running, after_written("x")),
    "exported": (running, exported),
    "refused": (running, keys("t")),
    **OWED_SCENES,
    **REGISTER_SCENES,
    **SESSION_SCENES,
}
