"""The commands that say what became of an agreed action when it comes back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from learnsession.errors import ReasonNeededError, RefusedError
from learnsession.plain.conversation import Conversation
from learnsession.plain.owed import owed_line, owed_words
from learnsession.privacy.finding import masked
from learnsession.session.agreed import AgreedAction
from learnsession.session.calendar_words import spoken, spoken_weekday
from learnsession.session.line_dates import Mention, mentions
from learnsession.session.line_owner import Owner, owners
from learnsession.session.line_seams import that_can_go, without
from learnsession.session.references import taken_off
from learnsession.session.terms import Answer


@dataclass(frozen=True, slots=True)
class _Way:
    """How an answer is asked for and acknowledged; {} stands for the reference."""

    lacking: str
    todo: str
    said: str


_WAYS: dict[Answer, _Way] = {
    "done": _Way(
        "It is not said what difference it made.",
        "Write /done {} and what difference it made for children.",
        "{} is done. What difference it made",
    ),
    "going": _Way(
        "It is not said how far it is.",
        "Write /going {} and how far it is; a new date stands before it: by 18 Dec",
        "{} goes on",
    ),
    "stuck": _Way(
        "It is not said what stands in the way.",
        "Write /stuck {} and what stands in the way, and behind it @ROLE: who is asked for help. "
        "A new date stands before the words or behind the role: by 18 Dec",
        "{} is stuck. What stands in the way",
    ),
    "dropped": _Way(
        "It is not said why it is dropped.", "Write /drop {} and why.", "{} is dropped, because"
    ),
}


def owed(talk: Conversation, _: str) -> None:
    """What the team said it would do, as it stands now."""
    talk.receipts.settle()
    talk.say(owed_words(talk.room) or "Nothing is kept here from an earlier session of this team.")


def done(talk: Conversation, rest: str) -> None:
    """It is done, and what difference it made for children."""
    action, words = named(talk, rest)
    _answer(talk, action, "done", words)


def going(talk: Conversation, rest: str) -> None:
    """It is still going: a new date, and how far it is."""
    action, typed = named(talk, rest)
    found = _new_date(talk, typed, f"going {rest}")
    _answer(talk, action, "going", _without(typed, found), found)


def stuck(talk: Conversation, rest: str) -> None:
    """It is stuck: what stands in the way, who is asked for help, and a new date."""
    action, typed = named(talk, rest)
    role = _role(typed, talk.today)
    found = _new_date(talk, typed, f"stuck {rest}", role)
    words = _without(typed, found, role)
    _answer(talk, action, "stuck", words, found, to=role.name if role else "")


def drop(talk: Conversation, rest: str) -> None:
    """It is dropped, and why."""
    action, words = named(talk, rest)
    _answer(talk, action, "dropped", words)


def pin(talk: Conversation, rest: str) -> None:
    """Make it the team's headline improvement; said again, it is no longer."""
    action, more = named(talk, rest)
    if more:
        raise RefusedError("Nothing stands after the reference.", f"Write /pin {action.ref} alone.")
    now = talk.room.pin(action, pinned=not action.pinned)
    how = "is the headline improvement, and stands first until it is done" if now.pinned else ""
    talk.told(f"{action.ref} {how or 'is no longer the headline improvement'}.", "")


def undo(talk: Conversation, _: str) -> None:
    """Undo the last thing done to a reflection or an action."""
    said = talk.room.record.said
    try:
        words = talk.room.undo()
    except ReasonNeededError as refusal:
        todo = "Write /because and the reason, then /amend or /withdraw with its number."
        raise RefusedError(refusal.happened, todo) from refusal
    undone = talk.room.record.said[len(said) :]
    stands = owed_line(talk.action(undone[-1].entry), talk.today) if undone else ""
    talk.told("\n".join(line for line in (words, masked(stands)) if line), "")


def named(talk: Conversation, rest: str) -> tuple[AgreedAction, str]:
    """The action that a line names first, and what stands after it."""
    name, more = taken_off(rest)
    return talk.action(name), more


def asked_of(typed: str, today: date) -> tuple[str, str]:
    """Words without the first `@role` in them, and that role; it ends where the sentence does.

    A date behind the role is no part of it, and stays in the words.
    """
    role = _role(typed, today)
    return _without(typed, role), role.name if role else ""


def is_date(words: str, today: date) -> bool:
    """Whether words hold nothing but a date."""
    return any(not _without(words, day) for day in mentions(words, today))


def _role(typed: str, today: date) -> Owner | None:
    """The first `@role`, with a 'to' that begins the text."""
    role = next(owners(typed, [day.start for day in mentions(typed, today)]), None)
    if role and typed[: role.start].strip().casefold() == "to":
        return Owner(0, role.end, role.name)
    return role


def _new_date(
    talk: Conversation, typed: str, line: str, role: Owner | None = None
) -> Mention | None:
    """The new date: it stands before the words or behind the role, else it belongs to the words.

    One that may be something else, like 'by the 3rd visit', is given too, and is not due.

    Raises:
        RefusedError: it is no day; or it has passed, and this was not asked about the line before.

    """
    places = (0, role.end) if role else (0,)
    for found in mentions(typed, talk.today):
        ahead = (typed[place : found.start] for place in places if place <= found.start)
        meant = found.is_due or found.doubtful
        if not meant or all(words.strip(" ,;") for words in ahead):
            continue
        if found.day is None:
            raise RefusedError("The new date cannot be taken.", found.trouble)
        talk.not_past(found.day, line)
        return found
    return None


def _without(typed: str, *found: Owner | Mention | None) -> str:
    """Words without what was understood in them; what they need, such as a time of day, stays."""
    spans = [
        (each.start, each.end)
        for each in found
        if each and not (isinstance(each, Mention) and (each.stays or not each.is_due))
    ]
    return without(typed, that_can_go(typed, spans)).strip(" ,;:") if spans else typed


def _answer(
    talk: Conversation,
    action: AgreedAction,
    answer: Answer,
    words: str,
    on: Mention | None = None,
    *,
    to: str = "",
) -> None:
    way = _WAYS[answer]
    if not words:
        raise RefusedError(way.lacking, way.todo.format(action.ref))
    due = on.day if on and on.is_due else None
    talk.room.answer(action, answer, words, due=due, to=to)
    lines = [f"{way.said.format(action.ref)}: {masked(words)}"]
    if due:
        lines.append(f"New date: {spoken_weekday(due)}.")
    elif on and on.day:
        lines.append(f"Is '{on.words}' a new date? Then: /due {action.ref} {spoken(on.day)}")
    if to:
        lines.append(f"Needs help from {masked(to)}.")
    elif answer == "stuck":
        lines.append("Who is asked for help? The same line again, with @ROLE behind it, says so.")
    talk.told("\n".join(lines), f"{words} {to}".strip())
