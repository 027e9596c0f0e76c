"""What in agreed actions looks like a personal detail, before they leave as a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from learnsession.actions.delivered import Delivered
from learnsession.privacy.finding import find
from learnsession.session.agreed import AgreedAction


def personal_details(actions: Iterable[AgreedAction]) -> tuple[str, ...]:
    """A line each, masked, with the reference of the action; most often nothing."""
    return tuple(
        dict.fromkeys(
            f"{action.ref}: {finding}"
            for action in actions
            for text in typed(action)
            for finding in find(text)
        )
    )


def in_evidence(sessions: Sequence[Delivered]) -> tuple[str, ...]:
    """What evidence of use takes along of sessions and of their actions, a line each as before."""
    lines = [
        f"{each.ref}: {finding}"
        for each in sessions
        for text in (each.team, *each.roles, each.pack_title)
        for finding in find(text)
    ]
    actions = [action for each in sessions for action in each.actions]
    return tuple(dict.fromkeys((*lines, *personal_details(actions))))


def typed(action: AgreedAction) -> Iterator[str]:
    """Everything that somebody wrote in an action and that an export takes along."""
    yield from (action.action, action.owner, action.team, action.rationale, action.agency)
    yield from (action.carried_by, action.measure, action.evidence, action.barrier)
    yield from (action.difference, action.source.recommendation, *action.themes)
    yield from (*action.standards, action.source.pack_title)  # the title of a briefing is typed
    for told in action.history:
        yield from (told.by, told.words, told.to)
    for each in action.escalations:
        yield from (each.concern, each.to, each.outcome)
