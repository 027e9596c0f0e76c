"""Who writes which part of a note. Order and titles are a layout's: `sessions/layouts/`."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from learnsession.documents.blocks import Block
from learnsession.notes import agreed, discussion, escalated, opening, previous
from learnsession.notes.matter import Matter
from learnsession.packs.layout import PartKind

WRITERS: Mapping[PartKind, Callable[[Matter], list[Block]]] = {
    "details": opening.details,
    "purpose": opening.purpose,
    "ground": opening.ground,
    "previous": previous.previous,
    "review": discussion.review,
    "activities": discussion.activities,
    "heard": discussion.heard,
    "scales": agreed.scales,
    "actions": agreed.actions,
    "concerns": escalated.concerns,
    "wellbeing": agreed.wellbeing,
    "evaluation": agreed.evaluation,
    "review-date": agreed.review_date,
    "agreement": agreed.agreement,
}
