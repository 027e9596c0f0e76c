"""The commands that say what became of an agreed action when it comes back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from learnsession.errors import ReasonNeededError, RefusedError
from learnsession.plain.conversation import Conversation
from learnsession.plain.owed import owed_line, owed_words
from learnsession.privacy.finding import masked
from learnsession.session.agreed import AgreedAction
from learnsession.session.calendar_words import spoken_weekday
from learnsession.session.line_dates import mentions
from learnsession.session.line_owner import owners
from learnsession.session.line_seams import without
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
        "Write /stuck {} and what stands in the way, and behind it @ROLE: who is asked for help.",
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
    words, on = _new_date(talk, typed)
    if on:
        talk.not_past(on, f"going {rest}")
    _answer(talk, action, "going", words, due=on)


def stuck(talk: Conversation, rest: str) -> None:
    """It is stuck: what stands in the way, and who is asked for help."""
    action, typed = named(talk, rest)
    words, role = asked_of(typed)
    _answer(talk, action, "stuck", words, to=role)


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
    name, _, more = rest.strip().partition(" ")
    return talk.action(name), more.strip()


def asked_of(typed: str) -> tuple[str, str]:
    """Words without the first `@role` in them, and that role; it ends where the sentence does."""
    found = next(owners(typed, ()), None)
    if found is None:
        return typed, ""
    return without(typed, [(found.start, found.end)]).strip(" ,;:"), found.name


def _new_date(talk: Conversation, typed: str) -> tuple[str, date | None]:
    """Words without a date that stands before them, and that date."""
    found = next(mentions(typed, talk.today), None)
    if found is None or found.start or not found.is_due:
        return typed, None
    if found.day is None:
        raise RefusedError("The new date cannot be taken.", found.trouble)
    return typed[found.end :].lstrip(" ,;:.-"), found.day


def _answer(
    talk: Conversation,
    action: AgreedAction,
    answer: Answer,
    words: str,
    *,
    due: date | None = None,
    to: str = "",
) -> None:
    way = _WAYS[answer]
    if not words:
        raise RefusedError(way.lacking, way.todo.format(action.ref))
    talk.room.answer(action, answer, words, due=due, to=to)
    lines = [f"{way.said.format(action.ref)}: {masked(words)}"]
    if due:
        lines.append(f"New date: {spoken_weekday(due)}.")
    if to:
        lines.append(f"Needs help from {masked(to)}.")
    elif answer == "stuck":
        lines.append("Who is asked for help? The same line again, with @ROLE behind it, says so.")
    talk.told("\n".join(lines), f"{words} {to}".strip())
