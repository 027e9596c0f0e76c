"""What would still help an agreed action on its way, as both doors say it before a closing."""

from __future__ import annotations

from collections.abc import Iterable

from learnsession.packs.smart_words import SmartWords
from learnsession.session.agreed import AgreedAction
from learnsession.session.smart import Advice, advice


def advice_on(words: SmartWords, action: AgreedAction) -> tuple[Advice, ...]:
    """What could be added to an action as it stands; nothing once it is done or dropped."""
    if not action.open:
        return ()
    return advice(
        words,
        action=action.action,
        owner=action.owner,
        due=action.due,
        measure=action.measure,
        level=action.level or "",
        carried_by=action.carried_by,
        reply_by=action.reply_by,
    )


def lacking(words: SmartWords, actions: Iterable[AgreedAction]) -> tuple[str, ...]:
    """A line for each action to which something could be added: its reference and the questions."""
    lines = []
    for action in actions:
        asked = " ".join(each.words for each in advice_on(words, action))
        lines += [f"{action.ref}: {asked}"] if asked else []
    return tuple(lines)


def unspoken(owed: Iterable[AgreedAction]) -> tuple[AgreedAction, ...]:
    """The open actions of earlier sessions of which nothing was said in this one."""
    return tuple(action for action in owed if action.open and not spoken_of(action))


def spoken_of(action: AgreedAction) -> bool:
    """Whether anything that holds was said of it, as far as its history is known.

    Which one is the headline improvement says nothing of how any of them stands.
    """
    return any(not told.undone and told.what not in _NO_WORD for told in action.history)


_NO_WORD = frozenset({"agreed", "pinned", "unpinned"})
