"""Agreed actions in words: days, where they stand, and what became of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, tzinfo

from learnsession.documents.blocks import Block, Paragraph, Run
from learnsession.documents.grid import day_in_figures
from learnsession.documents.text import one_line
from learnsession.session.agreed import AgreedAction, Escalation, Told, What
from learnsession.session.terms import NOT_NAMED as NOT_NAMED
from learnsession.session.terms import STAGE_WORDS, STATUS_WORDS
from learnsession.wording import NOT_GIVEN

NONE_RECORDED = "None recorded"
NO_DATE = "No date yet"

UNANSWERED = f"({NOT_GIVEN})"
"""Stands where somebody was asked and nothing was said: in brackets, since nobody said this."""

ABOUT_UNANSWERED = "stands where somebody was asked and nothing was said"
"""What a reader must know of it."""

UNDONE = "Undone later"

TOLD: dict[What, str] = {
    "agreed": "Agreed",
    "amended": "Amended",
    "changed": "Changed",
    "done": "Done",
    "going": "Still going",
    "stuck": "Stuck: needs help",
    "dropped": "Dropped",
    "pinned": "Made the headline improvement",
    "unpinned": "No longer the headline improvement",
    "escalated": "Taken further",
    "escalation-answered": "Answered",
}
"""What happened to an action, in words."""


def local_day(at: datetime, local: tzinfo | None) -> date:
    """The day of a moment in a time zone; in the machine's own if None."""
    return at.astimezone(local).date()


def yes_or_no(true: bool) -> str:
    """A yes or no in words."""
    return "Yes" if true else "No"


def standing(action: AgreedAction, today: date) -> str:
    """Where an action stands: `In progress, overdue`."""
    late = ", overdue" if action.overdue(today) else ""
    return STATUS_WORDS[action.status] + late


def shortened(text: str, longest: int) -> str:
    """The text on one line of at most so many characters, cut between words where it can be."""
    whole = one_line(text)
    if len(whole) <= longest:
        return whole
    cut = whole[: longest - 1]
    at_a_space = cut.rpartition(" ")[0]
    return (at_a_space if len(at_a_space) > longest // 2 else cut).rstrip(" ,;:.-") + "…"


def as_said(words: str) -> str:
    """What somebody said, as they said it; `UNANSWERED` where nothing was."""
    return UNANSWERED if words == NOT_GIVEN else words


def any_unanswered(actions: Iterable[AgreedAction]) -> bool:
    """Whether `UNANSWERED` stands anywhere in what is told of these."""
    return any(NOT_GIVEN in _answers(action) for action in actions)


def _answers(action: AgreedAction) -> list[str]:
    """What was said of it when somebody was asked."""
    said = [action.difference, action.barrier, *(told.words for told in action.history)]
    for each in action.escalations:
        said += [each.concern, each.to, each.outcome]
    return said


def told_line(told: Told, local: tzinfo | None) -> str:
    """One thing that happened: `18/12/2026, S-0044, Team manager: Still going. Half.` and so on."""
    when = day_in_figures(local_day(told.at, local))
    who = ", ".join(part for part in (when, told.session, told.by) if part)
    parts = [
        TOLD[told.what],
        as_said(told.words),
        f"Asked for help: {as_said(told.to)}" if told.to else "",
        f"New date: {day_in_figures(told.due)}" if told.due and told.what != "agreed" else "",
        UNDONE if told.undone else "",
    ]
    return f"{who}: {' '.join(_stopped(part) for part in parts if part)}"


def escalation_line(escalation: Escalation) -> str:
    """A concern that was taken further, and what came of it."""
    when = day_in_figures(escalation.on)
    stage = STAGE_WORDS[escalation.stage]
    to, concern = as_said(escalation.to) or NOT_NAMED, as_said(escalation.concern)
    asked = f"{when}, {stage}, to {to}: {_stopped(concern)}"
    if escalation.answered_on is None:
        return f"{asked} No answer yet."
    outcome = _stopped(as_said(escalation.outcome) or NONE_RECORDED)
    return f"{asked} Answered {day_in_figures(escalation.answered_on)}: {outcome}"


def changed_at(action: AgreedAction) -> datetime:
    """When something was last said of it, as far as that counts."""
    return max([action.agreed, *(told.not_before or told.at for told in action.history)])


def added(text: str) -> Block:
    """A paragraph that the software put in, labelled as such."""
    return Paragraph((Run("Added by learnsession:", "strong"), Run(f" {text}")), "added")


def _stopped(text: str) -> str:
    kept = text.rstrip()
    return kept if kept.endswith((".", "?", "!", ":", "…")) else f"{kept}."
