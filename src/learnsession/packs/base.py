"""What every model of a file is made of: kinds of text, numbers, and what is not let through."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Text = Annotated[str, StringConstraints(min_length=1, max_length=4000, strip_whitespace=True)]
"""Plain text of one paragraph or more: 1 to 4,000 characters, no mark-up."""

Short = Annotated[str, StringConstraints(min_length=1, max_length=120, strip_whitespace=True)]
"""A title or label: 1 to 120 characters on one line."""

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
"""Lower-case letters, digits and single hyphens; unique within its file."""

Minutes = Annotated[int, Field(ge=1, le=240)]
"""Whole minutes, 1 to 240."""

Tag = Annotated[str, StringConstraints(pattern=r"^([a-z0-9]+(-[a-z0-9]+)*|[1-9]\.[1-9])$")]
"""The id of a quadrant, theme or area of practice, or the number of a practice standard."""

Section = Literal[
    "summary",
    "events",
    "episodes",
    "terms-of-reference",
    "learning-points",
    "recommendations",
    "response",
    "parts",
    "source-notes",
]
"""A part of a pack that the review phase can show."""


class Model(BaseModel):
    """Frozen, and strict about keys: a slip of the pen is found, not ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class Source(Model):
    """The published document that a pack is written from."""

    title: Short
    publisher: Short
    kind: Short
    """What sort of document, e.g. 'slides'."""
    published: Short | None = None
    """As printed; absent when the document does not say."""
    reference: Text
    """How to find the document again."""
