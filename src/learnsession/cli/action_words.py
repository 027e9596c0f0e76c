"""Agreed actions as people read them in a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from learnsession.actions import telling as say
from learnsession.actions.filters import Filter, is_open
from learnsession.actions.register import Register, actions_of
from learnsession.cli.reading import table
from learnsession.plain.place import Place
from learnsession.privacy.finding import masked
from learnsession.session.agreed import AgreedAction
from learnsession.session.dates import spoken
from learnsession.session.states import State
from learnsession.session.terms import LEVEL_WORDS
from learnsession.typed import clean
from learnsession.wording import counted

LONGEST = 60
"""Characters of an action in the list; `actions show` has all of it."""


def action_table(register: Register, found: Sequence[State], wanted: Filter, place: Place) -> str:
    """Actions a line each. Without a filter only the open ones, and how many are finished."""
    shown = [state for state in found if wanted.words or is_open(state)]
    lines = [_row(action, register.today) for action in actions_of(shown)]
    heading = ("ref", "due", "status", "owner", "team", "action")
    parts = [table((heading, *lines))] if lines else [_nothing(register, wanted, place)]
    if len(found) > len(shown):
        more = counted(len(found) - len(shown), "finished action")
        see = place.command("actions --status finished")
        parts.append(f"Also {more}: {see}")
    return "\n".join(parts)


def _row(action: AgreedAction, today: date) -> tuple[str, ...]:
    headline = "Headline: " if action.pinned else ""
    return (
        action.ref,
        f"{action.due:%d/%m/%Y}" if action.due else "-",
        say.standing(action, today),
        action.owner or "-",
        action.team or "-",
        say.shortened(f"{headline}{action.action}", LONGEST),
    )


def _nothing(register: Register, wanted: Filter, place: Place) -> str:
    if not len(register) and register.unread:
        return "Nothing that was agreed can be shown."
    if not len(register):
        add = place.command('actions add "Put … @team manager by Friday"')
        return f"No action is agreed yet. What a session agrees comes here; or: {add}"
    return f"No action was found for: {wanted.words}." if wanted.words else "No action is open."


def action_line(action: AgreedAction, today: date) -> str:
    """An action on one line, as it stands: what the commands answer.

    What looks like a personal detail is masked: it was just typed, and needs no second showing.
    """
    parts = [
        f"{action.ref}: {masked(action.action)}",
        f"Owner: {masked(action.owner)}" if action.owner else "",
        f"Due: {spoken(action.due)}" if action.due else "",
        say.standing(action, today),
        "Headline improvement" if action.pinned else "",
    ]
    return clean(" · ".join(part for part in parts if part)).text


def action_words(action: AgreedAction, today: date) -> str:
    """The whole story of an action."""
    source = action.source
    given = {
        "Status": say.standing(action, today),
        "Headline improvement": "yes" if action.pinned else "",
        "Team": action.team,
        "Owner": action.owner or say.NOT_NAMED,
        "Due": spoken(action.due) if action.due else say.NO_DATE,
        "Agency": action.agency,
        "Level": LEVEL_WORDS[action.level] if action.level else "",
        "Carried there by": action.carried_by,
        "Reply expected by": spoken(action.reply_by) if action.reply_by else "",
        "Why": action.rationale,
        "Measure of success": action.measure,
        "Evidence": action.evidence,
        "Barrier": say.as_said(action.barrier),
        "What difference it made": say.as_said(action.difference),
        "Review date": spoken(action.review_date) if action.review_date else "",
        "Themes": ", ".join(action.themes),
        "Practice standards": ", ".join(action.standards),
        "Agreed in": " · ".join(part for part in (source.session, source.pack_title) if part),
        "From": " · ".join(p for p in (source.recommendation, source.activity, source.prompt) if p),
    }
    lines = [f"{action.ref}: {action.action}", ""]
    lines += [f"{name}: {value}" for name, value in given.items() if value]
    if action.escalations:
        lines += ["", "Taken further:", *map(say.escalation_line, action.escalations)]
    lines += ["", "What became of it:"]
    lines += [say.told_line(told, None) for told in action.history]
    return clean("\n".join(lines)).text
