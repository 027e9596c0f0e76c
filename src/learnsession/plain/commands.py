"""The commands of the linear door: one declaration gives name, arguments, help and what it does."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from dataclasses import dataclass

from learnsession.errors import RefusedError
from learnsession.plain import (
    agreeing,
    answering,
    changes,
    ending,
    escalating,
    going,
    keeping,
    more,
    removing,
    whole,
)
from learnsession.plain.conversation import Conversation
from learnsession.session.terms import STAGE_WORDS


@dataclass(frozen=True, slots=True)
class Command:
    """Something that a line starting with a slash can ask for."""

    name: str
    arguments: str
    """What stands after the name, as /help shows it; empty when nothing may."""
    help: str
    run: Callable[[Conversation, str], None]
    """Given the conversation and what stands after the name and one space, as typed."""

    @property
    def usage(self) -> str:
        """The command as it is typed."""
        return f"/{self.name} {self.arguments}".rstrip()


def show_help(talk: Conversation, _: str) -> None:
    """Every command, a line each."""
    lines = [f"{command.usage}: {command.help}" for command in COMMANDS]
    lines += [
        "An empty line: the next step, or go on after a pause.",
        "//: starts a line that itself begins with a slash.",
        "Any other line is kept as heard on this step.",
    ]
    talk.say("\n".join(lines))


COMMANDS = (
    Command("next", "", "the next step.", going.forward),
    Command("back", "", "the step before.", going.back),
    Command("first", "", "the first step.", going.first),
    Command("last", "", "the last step.", going.last),
    Command("overview", "", "every phase and step, with its number.", going.overview),
    Command("go", "N", "go to step N.", going.go),
    Command("where", "", "where we are, pace, end time, what is saved.", going.where),
    Command(
        "action",
        "TEXT [@ROLE] [by DATE] [#THEME]",
        "keep an agreed action; who, by when and a theme or standard can stand in the same line.",
        agreeing.action,
    ),
    Command("owner", "N ROLE", "who does agreed action N (or A-0042).", agreeing.owner),
    Command(
        "due", "N DATE", "by when agreed action N (or A-0042) is done, like 18/12.", agreeing.due
    ),
    Command(
        "more",
        "A-0042 FIELD TEXT",
        f"say more of an action, a field at a time: {', '.join(more.FIELDS)}; 'none' empties it.",
        more.more,
    ),
    Command("owed", "", "what the team said it would do, as it stands now.", answering.owed),
    Command(
        "done", "A-0042 DIFFERENCE", "it is done, and what difference it made.", answering.done
    ),
    Command(
        "going",
        "A-0042 [by DATE] NOTE",
        "it is still going: a new date, and how far it is.",
        answering.going,
    ),
    Command(
        "stuck",
        "A-0042 [by DATE] BARRIER [@ROLE]",
        "it is stuck: a new date, what stands in the way, and who is asked for help.",
        answering.stuck,
    ),
    Command("drop", "A-0042 WHY", "it is dropped, and why.", answering.drop),
    Command(
        "pin", "A-0042", "make it the team's headline improvement; again: no longer.", answering.pin
    ),
    Command(
        "escalate",
        "A-0042 STAGE @ROLE: CONCERN",
        f"take a concern further. STAGE: {', '.join(STAGE_WORDS)}.",
        escalating.escalate,
    ),
    Command(
        "outcome",
        "A-0042 WORDS",
        "what came of the concern that was taken further.",
        escalating.outcome,
    ),
    Command(
        "story", "A-0042", "all that is known of an action, and what became of it.", whole.story
    ),
    Command("undo", "", "undo the last thing done to a reflection or an action.", answering.undo),
    Command("question", "N", "keep what follows on question N of this step.", keeping.question),
    Command("list", "", "what was heard and agreed, with its numbers.", keeping.listing),
    Command("amend", "N TEXT", "reword number N.", keeping.amend),
    Command("withdraw", "N", "take number N back.", keeping.withdraw),
    Command(
        "remove",
        "N [yes]",
        "remove number N for good, in all its wordings; says what goes, and waits for the yes.",
        removing.remove,
    ),
    Command(
        "keep",
        "N REASON",
        "keep number N although it looks like a personal detail, and say why.",
        keeping.keep,
    ),
    Command(
        "because",
        "REASON",
        "why; kept with the next change. After a closing, a change needs it.",
        changes.because,
    ),
    Command(
        "history",
        "N",
        "what became of number N: when, by whom, before and after.",
        changes.history,
    ),
    Command("here", "9 [ROLES]", "how many are here, and which roles or agencies.", keeping.here),
    Command(
        "confidence",
        "before|after 2 3 4",
        "how confident people are, 1 to 5, a number each.",
        keeping.confidence,
    ),
    Command("review", "DATE", "when to look at this again, like 18/12/2026.", keeping.review),
    Command("notes", "", "facilitator's notes and sources of this step.", going.notes),
    Command(
        "timer",
        "[+|reset]",
        "start or stop the activity's timer; + a minute more; reset.",
        going.timer,
    ),
    Command("pause", "", "take a moment: clock and capture stop.", going.pause),
    Command("continue", "", "go on after a pause.", going.carry_on),
    Command("concern", "", "what to do about a live concern for a child.", going.concern),
    Command(
        "export",
        "[md|docx] [--force] [--yes]",
        "write the session note into the current folder; asks if it holds personal details.",
        ending.export_note,
    ),
    Command("close", "", "end the session; asks once.", ending.close),
    Command("quit", "", "leave; all is kept, and it can be continued.", ending.leave),
    Command("help", "", "these commands.", show_help),
)
"""In the order of /help."""

_WORDS = frozenset(
    ["TEXT", "ROLE", "REASON", "DIFFERENCE", "NOTE", "BARRIER", "WHY", "CONCERN", "WORDS"]
)
"""The arguments that are somebody's own words."""

_BY_NAME = {command.name: command for command in COMMANDS}


def understand(line: str) -> tuple[Command, str]:
    """The command of a line that starts with a slash, and what stands after it, as typed.

    Raises:
        RefusedError: there is no such command, or it takes nothing and was given something.

    """
    name, _, rest = line[1:].partition(" ")
    command = _BY_NAME.get(name.casefold())
    if command is None:
        raise RefusedError(f"There is no command '/{name}'; nothing is kept.", _possible(name))
    if rest.strip() and not command.arguments:
        raise RefusedError(
            f"/{command.name} takes nothing after it; nothing is done.",
            "Write the command alone, or start a line with // to keep it with its slash.",
        )
    return command, rest


def holds_words(line: str) -> bool:
    """Whether a line that was refused holds words that somebody may want to use again."""
    if not line.startswith("/") or line.startswith("//"):
        return bool(line.strip())
    name, _, rest = line[1:].partition(" ")
    command = _BY_NAME.get(name.casefold())
    if command is None or not command.arguments:
        return bool(rest.strip())
    return bool(rest.strip()) and not _WORDS.isdisjoint(command.arguments.split())


def _possible(name: str) -> str:
    near = difflib.get_close_matches(name.casefold(), _BY_NAME, 1)
    hint = f"Did you mean /{near[0]}? " if near else ""
    return f"{hint}Possible: {', '.join(f'/{command.name}' for command in COMMANDS)}."
