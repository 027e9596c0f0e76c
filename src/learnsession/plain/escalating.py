"""The commands with which a concern about an action is taken further, and its outcome told."""

from __future__ import annotations

import re

from learnsession.errors import RefusedError
from learnsession.plain.answering import asked_of, is_date, named
from learnsession.plain.conversation import Conversation
from learnsession.privacy.finding import masked
from learnsession.session.terms import STAGE_WORDS, Stage

_HOW = "Write it like /escalate {} senior-manager @head of service: no reply for six weeks"


def escalate(talk: Conversation, rest: str) -> None:
    """Take a concern about an action to somebody who can decide."""
    action, typed = named(talk, rest)
    stage, behind = _stage(typed, action.ref)
    concern, role = asked_of(behind, talk.today)
    how = _HOW.format(action.ref)
    if not role:
        raise RefusedError("It is not said to whom it goes.", how)
    if not concern:
        raise RefusedError(
            f"It is not said what the concern is: all of '{role}' is taken for the role.",
            f"Put a colon after the role. {how}",
        )
    if is_date(concern, talk.today):
        raise RefusedError("It is not said what the concern is: there is only a date.", how)
    talk.room.escalate(action, concern, stage, role)
    talk.told(
        f"{action.ref} is taken further. {STAGE_WORDS[stage]}, to {masked(role)}: "
        f"{masked(concern)}\n/outcome {action.ref} WORDS says what came of it.",
        f"{concern} {role}",
    )


def outcome(talk: Conversation, rest: str) -> None:
    """Say what came of the concern that was taken further last."""
    action, words = named(talk, rest)
    if not words:
        raise RefusedError(
            "It is not said what came of it.", f"Write /outcome {action.ref} and what came of it."
        )
    talk.room.answer_escalation(action, words)
    talk.told(f"What came of it is kept with {action.ref}: {masked(words)}", words)


def _stage(typed: str, ref: str) -> tuple[Stage, str]:
    """The stage that a text begins with, as it may be typed, and what stands behind it.

    Raises:
        RefusedError: it begins with none.

    """
    for stage in STAGE_WORDS:
        spoken = stage.replace("-", "[ -]")
        found = re.match(rf"(?:the )?{spoken}s?(?=[\s,:@]|$)", typed, re.IGNORECASE)
        if found:
            return stage, typed[found.end() :].lstrip(" ,:")
    possible = ", ".join(STAGE_WORDS)
    raise RefusedError(
        "It is not said how far it is taken.", f"Say one of: {possible}. {_HOW.format(ref)}"
    )
