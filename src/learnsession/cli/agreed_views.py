"""The shapes of agreed actions in `show --json`: those of a session, and those it began with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from learnsession.cli.views import View, day, moment

if TYPE_CHECKING:  # listing sessions needs none of this to run
    from learnsession.session.agreed import AgreedAction, Escalation, Told
    from learnsession.session.record import Entry

_TEXTS = ("rationale", "agency", "carried_by", "measure", "evidence", "barrier", "difference")


def agreed_action(entry: Entry, action: AgreedAction) -> View:
    """An action that a session agreed, as it stands there; what was taken back has no status."""
    return {
        "id": entry.id,
        "ref": entry.ref,
        "action": action.action,
        "owner": action.owner or None,
        "due": day(action.due),
        "status": None if entry.withdrawn else action.status,
        "phase": entry.phase,
        "at": moment(entry.at),
        **_more(action),
    }


def previous_action(action: AgreedAction) -> View:
    """An action that the team owed when a session started, as the session leaves it."""
    return {
        "id": action.id,
        "ref": action.ref,
        "action": action.action,
        "owner": action.owner or None,
        "due": day(action.due),
        "status": action.status,
        "session": action.source.session or None,
        "at": moment(action.agreed),
        **_more(action),
    }


def _more(action: AgreedAction) -> View:
    return {
        **{name: getattr(action, name) or None for name in _TEXTS},
        "level": action.level,
        "reply_by": day(action.reply_by),
        "review_date": day(action.review_date),
        "recommendation": action.source.recommendation or None,
        "themes": list(action.themes),
        "standards": list(action.standards),
        "pinned": action.pinned,
        "escalations": [_escalation(each) for each in action.escalations],
        "answers": [_answer(told) for told in action.history if told.id],
    }


def _escalation(escalation: Escalation) -> View:
    return {
        "concern": escalation.concern,
        "stage": escalation.stage,
        "to": escalation.to,
        "on": day(escalation.on),
        "outcome": escalation.outcome or None,
        "answered_on": day(escalation.answered_on),
    }


def _answer(told: Told) -> View:
    """What was said of an action in the session; where `undone`, without effect."""
    return {
        "what": told.what,
        "at": moment(told.at),
        "words": told.words or None,
        "by": told.by or None,
        "to": told.to or None,
        "due": day(told.due),
        "undone": told.undone,
    }
