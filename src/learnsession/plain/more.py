"""The command that says more of an agreed action: the fields of the fuller form, one at a time."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from learnsession.errors import RefusedError
from learnsession.plain.answering import named
from learnsession.plain.conversation import Conversation
from learnsession.plain.understood import kind_words
from learnsession.plain.whole import whole_of
from learnsession.privacy.finding import masked
from learnsession.session.action_events import ActionFields
from learnsession.session.agreed import AgreedAction
from learnsession.session.calendar_words import spoken_weekday
from learnsession.session.dates import read_day
from learnsession.session.line_tags import tags
from learnsession.session.smart import About
from learnsession.session.terms import LEVEL_WORDS

NONE = "none"
"""Empties a field."""

_ABOVE: frozenset[About] = frozenset({"carried-by", "reply-by"})
"""What is asked of an action once it is said to be for the service or the partnership."""

_STANDARD = re.compile(r"[1-9]\.[1-9]", re.ASCII)


@dataclass(frozen=True, slots=True)
class _Said:
    """What a field holds from now on, how it is said back, and what was not understood."""

    value: object
    words: str
    trouble: str = ""


_Read = Callable[[Conversation, AgreedAction, str], _Said]


def _text(_talk: Conversation, _action: AgreedAction, typed: str) -> _Said:
    return _Said(typed, masked(typed))


def _day(talk: Conversation, _action: AgreedAction, typed: str) -> _Said:
    on: date = read_day(typed, talk.today)
    return _Said(on, spoken_weekday(on))


def _level(_talk: Conversation, _action: AgreedAction, typed: str) -> _Said:
    level = next((each for each in LEVEL_WORDS if each == typed.casefold()), None)
    if level is None:
        raise RefusedError(
            f"There is no level '{typed}'.", f"Use one of: {', '.join(LEVEL_WORDS)}."
        )
    return _Said(level, LEVEL_WORDS[level])


def _theme(talk: Conversation, action: AgreedAction, typed: str) -> _Said:
    """One more theme, of the framework where it has it."""
    tag = next(tags(f"#{'-'.join(typed.lstrip('#').split())}", talk.framework), None)
    name, trouble = (tag.name, tag.trouble) if tag else (typed, "")
    themes = dict.fromkeys((*whole_of(talk, action).themes, name))
    return _Said(tuple(themes), masked(name), trouble)


def _standard(talk: Conversation, action: AgreedAction, typed: str) -> _Said:
    """One more practice standard, by its number."""
    number = typed.lstrip("#")
    if not _STANDARD.fullmatch(number):
        raise RefusedError(
            f"'{typed}' is not the number of a practice standard.", "Write it like 1.4."
        )
    trouble = next((tag.trouble for tag in tags(f"#{number}", talk.framework)), "")
    standards = dict.fromkeys((*whole_of(talk, action).standards, number))
    return _Said(tuple(standards), number, trouble)


@dataclass(frozen=True, slots=True)
class _Field:
    """A field: its name in what is kept, what it is called, and how what is typed is read."""

    name: str
    called: str
    read: _Read = _text


FIELDS: Mapping[str, _Field] = {
    "rationale": _Field("rationale", "Why"),
    "measure": _Field("measure", "How success will be seen"),
    "level": _Field("level", "Level", _level),
    "agency": _Field("agency", "Agency"),
    "evidence": _Field("evidence", "What shows that it was done"),
    "review": _Field("review_date", "Looked at again", _day),
    "barrier": _Field("barrier", "What stands in the way"),
    "carried-by": _Field("carried_by", "Carried there by"),
    "reply-by": _Field("reply_by", "Reply expected by", _day),
    "recommendation": _Field("recommendation", "From the recommendation"),
    "theme": _Field("themes", "Theme", _theme),
    "standard": _Field("standards", "Practice standard", _standard),
}
"""What can be said of an action beside its words, owner and date, by what is typed."""


def more(talk: Conversation, rest: str) -> None:
    """Say more of an action: one field at a time; `none` empties it."""
    action, typed = named(talk, rest)
    key, words = _field(typed, action.ref)
    field = FIELDS[key]
    if not words:
        raise RefusedError(
            f"Nothing is said of: {field.called.casefold()}.",
            f"Write /more {action.ref} {key} and the words; '{NONE}' empties it.",
        )
    if words.casefold() == NONE:
        talk.room.change(action, cleared=(field.name,))
        talk.told(f"{action.ref}. {field.called}: empty from now on.", "")
        return
    said = field.read(talk, action, words)
    now = talk.room.change(action, fields=ActionFields.model_validate({field.name: said.value}))
    advice = kind_words(talk, now, _ABOVE) if key == "level" else ""
    lines = (f"{action.ref}. {field.called}: {said.words}", said.trouble, advice)
    talk.told("\n".join(line for line in lines if line), words)


def _field(typed: str, ref: str) -> tuple[str, str]:
    """The field that a text begins with, as it may be typed, and what stands behind it.

    Raises:
        RefusedError: it begins with none.

    """
    for key in FIELDS:
        spoken = key.replace("-", "[ _-]")
        found = re.match(rf"{spoken}s?(?: date)?(?=[\s:]|$)", typed, re.IGNORECASE)
        if found:
            return key, typed[found.end() :].lstrip(" :")
    name = typed.split()[0] if typed else ""
    raise RefusedError(
        f"There is no field '{name}'." if name else "No field was named.",
        f"Write /more {ref} and one of: {', '.join(FIELDS)}; then what is to stand there.",
    )
