"""A document as neutral blocks, which every writer can turn into a file of its own kind.

All text is plain. It may hold any character, tabs and line feeds; a writer shows it as typed and
never reads it as mark-up, as a formula or as a link. Nothing is said by tone or colour alone: what
a reader must know stands in the words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Tone = Literal["plain", "strong", "aside"]
"""`strong` is bold; `aside` stands back a little, for remarks about the text before it."""

ParagraphStyle = Literal["normal", "lead", "added", "quote", "notice"]
"""`lead` stays with what follows it; `added` is what the software or a pack's author put in;
`notice` is to be read first."""

Level = Literal[1, 2, 3]
"""Of a heading: 1 for a part of the document; no level is skipped."""


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text in one tone."""

    text: str
    tone: Tone = "plain"


Words = str | tuple[Run, ...]
"""Plain text, or pieces of it in several tones."""


def runs(words: Words) -> tuple[Run, ...]:
    """The pieces of some words."""
    return (Run(words),) if isinstance(words, str) else words


def text_of(words: Words) -> str:
    """The words without their tones."""
    return "".join(run.text for run in runs(words))


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a part."""

    level: Level
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; line feeds in it are line breaks."""

    words: Words
    style: ParagraphStyle = "normal"


@dataclass(frozen=True, slots=True)
class Listing:
    """A list; `ordered` counts from 1."""

    items: tuple[Words, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Details:
    """Labels with their values, a line each."""

    rows: tuple[tuple[str, Words], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A simple table: one header row, no merged cells.

    Every row has as many cells as the header. `widths` are shares of the text's width, one a
    column; equal when empty.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[Words, ...], ...]
    widths: tuple[float, ...] = ()
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Fill:
    """A labelled line for somebody to fill in."""

    label: str


Block = Heading | Paragraph | Listing | Details | Table | Fill


@dataclass(frozen=True, slots=True)
class Document:
    """Everything a writer needs.

    `created` is in UTC. `author` is a role. `marking` says how the document is to be handled and
    `reference` what it is known by; both stand on every page where there are pages.
    """

    title: str
    author: str
    created: datetime
    blocks: tuple[Block, ...]
    marking: str = ""
    reference: str = ""
    language: str = "en-GB"


def shares(table: Table) -> Sequence[float]:
    """The width of each column as a part of 1."""
    widths = table.widths or (1.0,) * len(table.header)
    together = sum(widths)
    return [width / together for width in widths]
