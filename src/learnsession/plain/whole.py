"""The whole story of an agreed action at the linear door."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from learnsession.actions.telling import escalation_line, told_line
from learnsession.actions.whole import whole
from learnsession.errors import LearnSessionError
from learnsession.plain.answering import named
from learnsession.plain.conversation import Conversation
from learnsession.plain.owed import owed_line
from learnsession.session.agreed import AgreedAction
from learnsession.session.dates import spoken
from learnsession.session.terms import LEVEL_WORDS


def story(talk: Conversation, rest: str) -> None:
    """How an action stands, all that is known of it, and what became of it, oldest first."""
    action, _ = named(talk, rest)
    talk.receipts.settle()
    told = whole_of(talk, action)
    lines = [owed_line(replace(action, history=(), escalations=(), barrier=""), talk.today)]
    lines += _known(talk, told)
    lines += ["What became of it:", *(told_line(each, None) for each in told.history)]
    lines += (f"Taken further: {escalation_line(each)}" for each in told.escalations)
    talk.say("\n   ".join(lines))


def whole_of(talk: Conversation, action: AgreedAction) -> AgreedAction:
    """The action with what only the register knows: what became of it before this session."""
    try:
        earlier = talk.register().find(action.id) if talk.register else None
    except LearnSessionError:
        earlier = None
    return whole(action, earlier)


def _known(talk: Conversation, action: AgreedAction) -> Iterator[str]:
    names = talk.framework.names if talk.framework else {}
    every = {
        "Why": action.rationale,
        "Level": LEVEL_WORDS[action.level] if action.level else "",
        "Agency": action.agency,
        "Carried there by": action.carried_by,
        "Reply expected by": spoken(action.reply_by) if action.reply_by else "",
        "How success will be seen": action.measure,
        "What shows that it was done": action.evidence,
        "What difference it made": action.difference,
        "What stands in the way": action.barrier,
        "Looked at again": spoken(action.review_date) if action.review_date else "",
        "Themes": ", ".join(names.get(theme, theme) for theme in action.themes),
        "Practice standards": ", ".join(action.standards),
    }
    yield from (f"{called}: {words}" for called, words in every.items() if words)
