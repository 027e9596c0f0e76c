"""What a framework is made of: the themes and practice standards that learning is mapped onto."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from learnsession.packs.base import Id, Model, Short, Source, Text


class Quadrant(Model):
    """One of a framework's areas, with the question it asks of the partnership."""

    id: Id
    number: Annotated[int, Field(ge=1, le=20)]
    title: Short
    question: Text
    source: Text


class Theme(Model):
    """A recurring issue or area of practice."""

    id: Id
    title: Short
    kind: Literal["issue", "practice"]
    source: Text


class PracticeStandard(Model):
    """An outcome that practice is held against, with its number as printed."""

    number: Annotated[str, StringConstraints(pattern=r"^[1-9]\.[1-9]$")]
    text: Text
    quadrant: Id
    heading: Short
    source: Text


class Framework(Model):
    """What learning is mapped onto. A partnership can bring its own; no code knows any of it."""

    format: Literal[1]
    id: Id
    title: Short
    partnership: Short
    about: Text
    source: Source
    quadrants: tuple[Quadrant, ...] = Field(min_length=1)
    themes: tuple[Theme, ...] = ()
    practice_standards: tuple[PracticeStandard, ...] = ()

    @property
    def names(self) -> dict[str, str]:
        """What every tag of it is called: the title, or number and text of a standard."""
        quadrants = {each.id: each.title for each in self.quadrants}
        themes = {each.id: each.title for each in self.themes}
        return quadrants | themes | {each.number: each.text for each in self.practice_standards}
