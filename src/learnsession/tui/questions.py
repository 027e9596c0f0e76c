"""What is asked when something is said of an agreed action, and what the answers come to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from learnsession.actions.telling import shortened
from learnsession.errors import RefusedError
from learnsession.privacy.finding import find
from learnsession.session.agreed import AgreedAction, Escalation
from learnsession.session.answering import LONGEST_ANSWER
from learnsession.session.calendar_words import spoken_weekday
from learnsession.session.dates import read_day, spoken
from learnsession.session.findings import sentence
from learnsession.session.standing import waiting
from learnsession.session.terms import ANSWER_ASKS, STAGE_WORDS, Answer, Stage
from learnsession.tui.keeping_actions import Doing

Name = Literal["done", "going", "stuck", "dropped", "further", "outcome"]
"""What is being said."""

STAGES: tuple[Stage, ...] = tuple(STAGE_WORDS)
LONGEST_ROLE = 120

LONGEST_DAY = 80
"""Characters of a date: what cannot be read is said again whole."""

CONCERN = 68
"""Characters of a concern in the list of those that wait: one line of the smallest window."""

MOST_CONCERNS = 8
"""How many of them are listed."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One line to fill in."""

    label: str
    aid: str = ""
    needed: bool = True
    longest: int = LONGEST_ANSWER
    value: str = ""
    """What stands there until something else is typed."""


class MendError(Exception):
    """An answer cannot be kept as it is: which one, from 0, and why in words."""

    def __init__(self, which: int, words: str) -> None:
        super().__init__(words)
        self.which = which
        self.words = words


def asks(name: Name, action: AgreedAction) -> tuple[Ask, ...]:
    """What is asked, line by line."""
    if name == "going":
        until = f"keep {spoken(action.due)}" if action.due else "go without one"
        asked = f"New date (leave empty to {until})"
        new_date = Ask(asked, "day first: 18/12", needed=False, longest=LONGEST_DAY)
        return (Ask(ANSWER_ASKS["going"]), new_date)
    if name == "stuck":
        help_asked = Ask("Who is asked for help? (a role)", needed=False, longest=LONGEST_ROLE)
        return (Ask(ANSWER_ASKS["stuck"]), help_asked)
    if name == "further":
        return _further(action)
    if name == "outcome":
        return _outcome(waiting(action))
    return (Ask(ANSWER_ASKS[name]),)


def _outcome(asked: Sequence[Escalation]) -> tuple[Ask, ...]:
    """What came of it; where several wait for an answer, of which."""
    if len(asked) == 1:
        return (Ask(_CAME, shortened(f"To {asked[0].to}: {asked[0].concern}", 2 * CONCERN)),)
    listed = [_waits(number, each) for number, each in enumerate(asked[:MOST_CONCERNS], 1)]
    more = len(asked) - MOST_CONCERNS
    if more > 0:
        listed.append(f"and {more} more, up to number {len(asked)}")
    return (Ask(_WHICH, "\n".join(listed), longest=LONGEST_DAY), Ask(_CAME))


def _waits(number: int, escalation: Escalation) -> str:
    on = escalation.on
    told = f"To {escalation.to}, {on.day} {on:%b %Y}: {escalation.concern}"
    return f"{number}  {shortened(told, CONCERN)}"


_WHICH = "Which concern was answered? (a number)"
_HOW_FAR = "How far is it taken? (a number)"
_CAME = "What came of what was taken further?"


def _further(action: AgreedAction) -> tuple[Ask, ...]:
    taken = [STAGES.index(each.stage) for each in action.escalations]
    following = min(max(taken, default=-1) + 1, len(STAGES) - 1)
    listed = "  ·  ".join(f"{n} {stage.replace('-', ' ')}" for n, stage in enumerate(STAGES, 1))
    return (
        Ask("What is the concern?"),
        Ask(
            "How far is it taken? (a number)", listed, value=str(following + 1), longest=LONGEST_DAY
        ),
        Ask("To whom? (a role)", longest=LONGEST_ROLE),
    )


def heading(name: Name) -> str:
    """What is being said, for the head of the question."""
    return _HEADINGS[name]


_HEADINGS: dict[Name, str] = {
    "done": "Done",
    "going": "Still going",
    "stuck": "Stuck: needs help from …",
    "dropped": "Dropped",
    "further": "Take it further",
    "outcome": "What came of it",
}


def doing(name: Name, given: Sequence[str], action: AgreedAction, today: date) -> Doing:
    """What is to be done with what was given.

    Args:
        name: what is being said.
        given: an answer for each of `asks`, in order.
        action: of which it is said.
        today: the local day.

    Raises:
        MendError: an answer is missing or cannot be read.

    """
    for which, ask in enumerate(asks(name, action)):
        if ask.needed and not given[which].strip():
            raise MendError(which, _MISSING.get(ask.label, "Say it in a few words."))
    if name == "further":
        stage = _stage(given[1])
        return lambda keeper: keeper.escalate(action, given[0], stage, given[2])
    if name == "outcome":
        answered = _which(given[0], waiting(action)) if len(given) > 1 else ""
        return lambda keeper: keeper.answer_escalation(action, given[-1], escalation=answered)
    due = _due(given[1], today) if name == "going" else None
    return _answering(action, name, given[0], due, given[1] if name == "stuck" else "")


def doubts(name: Name, given: Sequence[str], today: date) -> dict[int, str]:
    """What looks wrong and may be meant: by line, from 0, in words. For what `doing` can read."""
    told = {which: sentence(find(text)) for which, text in enumerate(given)}
    due = _due(given[1], today) if name == "going" else None
    if due is not None and due < today:
        told[1] = f"{spoken_weekday(due)} has passed."
    return {which: words for which, words in told.items() if words}


def _answering(
    action: AgreedAction, answer: Answer, words: str, due: date | None, to: str
) -> Doing:
    return lambda keeper: keeper.answer(action, answer, words, due=due, to=to)


_MISSING = {
    ANSWER_ASKS["done"]: "Say what difference it made, or that it is too early to say.",
    ANSWER_ASKS["going"]: "Say how far it is, in a word or two.",
    ANSWER_ASKS["stuck"]: "Say what stands in the way.",
    ANSWER_ASKS["dropped"]: "Say why.",
    "To whom? (a role)": "Name a role: head of service.",
    _WHICH: "Type the number of the one that was answered.",
}


def _due(text: str, today: date) -> date | None:
    if not text.strip():
        return None
    try:
        return read_day(text, today)
    except RefusedError as error:
        raise MendError(1, f"{error.happened} {error.todo}") from None


def _which(text: str, asked: Sequence[Escalation]) -> str:
    """The id of a concern by its number in the list."""
    numbered = {str(number): each.id for number, each in enumerate(asked, 1)}
    typed = text.strip()
    if typed not in numbered:
        raise MendError(0, f"'{typed}' is none of them: type a number from 1 to {len(asked)}.")
    return numbered[typed]


def _stage(text: str) -> Stage:
    """A stage by its number, or by the beginning of its words."""
    typed = " ".join(text.casefold().replace("-", " ").split())
    for number, stage in enumerate(STAGES, 1):
        words = (STAGE_WORDS[stage].casefold(), stage.replace("-", " "))
        if typed == str(number) or any(each.startswith(typed) for each in words):
            return stage
    raise MendError(1, f"'{text.strip()}' is none of them: type 1, 2, 3 or 4.")
