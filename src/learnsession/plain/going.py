"""The commands that move through the session, look at it and mind the time."""

from __future__ import annotations

from learnsession.errors import RefusedError
from learnsession.plain import care, words
from learnsession.plain.conversation import Conversation, whole_number
from learnsession.room.naming import tag_names

LAST = "This is the last step. /close closes the session, /quit leaves it to be continued."


def forward(talk: Conversation, _: str = "") -> None:
    """The next step; on the last one it stays."""
    if talk.room.next_step():
        talk.show_step()
    else:
        talk.say(LAST)


def back(talk: Conversation, _: str) -> None:
    """The step before."""
    if talk.room.back_step():
        talk.show_step()
    else:
        talk.say("This is the first step.")


def first(talk: Conversation, _: str) -> None:
    """The first step."""
    talk.room.go(1, revealed=True)
    talk.show_step()


def last(talk: Conversation, _: str) -> None:
    """The last step."""
    talk.room.go(len(talk.room.agenda.steps), revealed=True)
    talk.show_step()


def go(talk: Conversation, rest: str) -> None:
    """A step by its number."""
    talk.room.go(whole_number(rest, "Write the number of a step, as in /overview."), revealed=True)
    talk.show_step()


def overview(talk: Conversation, _: str) -> None:
    """Every phase and step."""
    talk.say(words.overview(talk.room.agenda, talk.room.record))


def where(talk: Conversation, _: str) -> None:
    """Step, phase, pace, end time, saved."""
    talk.receipts.settle()
    talk.say(words.where(talk.room))


def notes(talk: Conversation, _: str) -> None:
    """Facilitator's notes and sources."""
    room = talk.room
    store = room.local.path.parent.parent  # the team's own file stands in a folder of the store
    talk.say(words.notes_words(room.step, tag_names(room.step.tags.framework, store)))


def timer(talk: Conversation, rest: str) -> None:
    """Start or stop the activity's timer, give a minute more, or put it back."""
    room = talk.room
    change = {"": room.toggle_timer, "+": room.extend_timer, "reset": room.reset_timer}
    wanted = rest.strip().casefold()
    if wanted not in change:
        raise RefusedError(
            f"The timer does not know '{rest.strip()}'.",
            "/timer starts or stops it, /timer + gives a minute more, /timer reset puts it back.",
        )
    change[wanted]()
    talk.receipts.settle()
    talk.say(words.timer_state(room))


def pause(talk: Conversation, _: str) -> None:
    """Take a moment: clock and capture stop."""
    if not talk.room.record.moment:
        talk.room.take_moment()
    talk.receipts.settle()
    talk.say(care.moment(talk.room.local))


def carry_on(talk: Conversation, _: str = "") -> None:
    """Go on after a moment."""
    talk.room.end_moment()
    talk.receipts.settle()
    talk.say("Carrying on.")
    talk.say(words.where(talk.room))


def concern(talk: Conversation, _: str) -> None:
    """What to do about a live concern; only that it was asked for is kept."""
    talk.say(care.concern(talk.room.local))
    talk.room.raise_concern()
