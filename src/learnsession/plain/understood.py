"""What was understood of an agreed action, and one line of kind advice, at the linear door."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from learnsession.privacy.finding import masked
from learnsession.session.calendar_words import spoken_weekday
from learnsession.session.lacking import advice_on

if TYPE_CHECKING:
    from learnsession.plain.conversation import Conversation
    from learnsession.session.agreed import AgreedAction
    from learnsession.session.smart import About

MOST_ADVICE = 2
"""The most questions in one line; /close tells them all."""

_WAYS: Mapping[About, str] = {
    "verb": "/amend {number} TEXT",
    "weak": "/amend {number} TEXT",
    "owner": "/owner {number} ROLE",
    "due": "/due {number} DATE",
    "measure": "/more {ref} measure TEXT",
    "carried-by": "/more {ref} carried-by ROLE",
    "reply-by": "/more {ref} reply-by DATE",
}
"""How each question is answered."""


def understood(talk: Conversation, action: AgreedAction) -> str:
    """In words, like 'A-0042. Owner: nurse. Due: Friday 18 December 2026. Theme: Neglect.'."""
    names = talk.framework.names if talk.framework else {}
    themes = ", ".join(names.get(theme, theme) for theme in action.themes)
    standards = ", ".join(action.standards)
    parts = [
        short_ref(action),
        f"Owner: {masked(action.owner)}" if action.owner else "",
        f"Due: {spoken_weekday(action.due)}" if action.due else "",
        f"{_counted('Theme', action.themes)}: {masked(themes)}" if themes else "",
        f"{_counted('Practice standard', action.standards)}: {standards}" if standards else "",
    ]
    return " ".join(f"{part}." for part in parts if part)


def short_ref(action: AgreedAction) -> str:
    """`A-0042`; empty for what has none, as in a rehearsal."""
    return action.ref if action.ref.startswith("A-") else ""


def kind_words(
    talk: Conversation, action: AgreedAction, about: frozenset[About] = frozenset(_WAYS)
) -> str:
    """What could be added, most telling first, each with how to write it; empty for nothing."""
    entry = talk.room.record.entry(action.id)
    number = entry.number if entry else action.ref
    ref = short_ref(action) or number
    found = [each for each in advice_on(talk.smart, action) if each.about in about][:MOST_ADVICE]
    ways = (_WAYS[each.about].format(number=number, ref=ref) for each in found)
    return ". ".join(f"{each.words} {way}" for each, way in zip(found, ways, strict=True))


def _counted(name: str, several: tuple[str, ...]) -> str:
    return name if len(several) == 1 else f"{name}s"
