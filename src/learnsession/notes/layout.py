"""Which parts a note has, in which order, and what they are called.

A part is chosen by its id and says what `WRITERS` of that id finds in the session; the order and
the titles belong to the layout, so that another kind of note is another tuple.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from learnsession.documents.blocks import Block
from learnsession.notes import agreed, discussion, opening
from learnsession.notes.matter import Matter


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a note. `intro` stands under its title, where there is one."""

    id: str
    title: str
    intro: str = ""


WRITERS: Mapping[str, Callable[[Matter], list[Block]]] = {
    "details": opening.details,
    "purpose": opening.purpose,
    "ground": opening.ground,
    "previous": opening.previous,
    "review": discussion.review,
    "activities": discussion.activities,
    "heard": discussion.heard,
    "scales": agreed.scales,
    "actions": agreed.actions,
    "concerns": agreed.concerns,
    "wellbeing": agreed.wellbeing,
    "evaluation": agreed.evaluation,
    "review-date": agreed.review_date,
    "agreement": agreed.agreement,
}

LEARNING: tuple[Part, ...] = (
    Part("details", "Session details"),
    Part("purpose", "Purpose, source and pack version"),
    Part("ground", "Content note and ground rules"),
    Part("previous", "What we said we would do (previous actions)"),
    Part("review", "The review: case summary and source discrepancies"),
    Part("activities", "Activities and discussion"),
    Part("heard", "What we heard (reflections)"),
    Part("scales", "Analysis and scales"),
    Part("actions", "What we will do (agreed actions)"),
    Part("concerns", "Challenge and escalation"),
    Part("wellbeing", "Wellbeing"),
    Part("evaluation", "Evaluation and evidence"),
    Part("review-date", "Review date"),
    Part("agreement", "Agreement, distribution and retention"),
)
"""The note of a team learning session, after its title. It has no decisions: nobody's child is
decided about in one."""
