"""What in agreed actions looks like a personal detail, before they leave as a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

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


def typed(action: AgreedAction) -> Iterator[str]:
    """Everything that somebody wrote in an action and that an export takes along."""
    yield from (action.action, action.owner, action.team, action.rationale, action.agency)
    yield from (action.carried_by, action.measure, action.evidence, action.barrier)
    yield action.difference
    for told in action.history:
        yield from (told.by, told.words, told.to)
    for each in action.escalations:
        yield from (each.concern, each.to, each.outcome)
