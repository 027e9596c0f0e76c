"""What a layout of a session note is made of: its parts, their order, what they are called."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from learnsession.packs.base import Id, Model, Short, Text

PartKind = Literal[
    "details",
    "purpose",
    "ground",
    "previous",
    "review",
    "activities",
    "heard",
    "scales",
    "actions",
    "concerns",
    "wellbeing",
    "evaluation",
    "review-date",
    "agreement",
]
"""What a part tells; `notes.parts` writes each."""


class LayoutPart(Model):
    """One part of a note."""

    part: PartKind
    title: Short
    intro: Text | None = None
    """Stands under its title."""


class Layout(Model):
    """The layout of a session note, after its front page."""

    format: Literal[1]
    id: Id
    title: Short
    about: Text
    order: tuple[LayoutPart, ...] = Field(min_length=1)
