"""What a pack and a format are made of.

A *pack* is what there is to learn from one published review, rewritten in our own words; a
*format* is how a session runs: its phases, their minutes and their words. Both are files that an
authority can write or change, so every field is described here and nothing unknown is let through.

Every item of a pack says where in the source it stands (`source`), or that it was written for the
pack (`written_for_pack`). Dates are text, as the source prints them; they are never computed with.
"""

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

Way = Literal["whole team", "pairs", "alone"]
"""How an activity is worked on."""

PhaseKind = Literal[
    "welcome",
    "check-in",
    "previous-actions",
    "review",
    "known-unknown",
    "talk",
    "heard",
    "actions",
    "check-out",
]
"""What a phase is for; decides which steps `session.agenda` puts in it."""

Takes = Literal["attendance", "confidence-before", "confidence-after", "differently", "review-date"]
"""What a phase asks the room for besides reflections and agreed actions."""

Section = Literal[
    "summary",
    "events",
    "terms-of-reference",
    "learning-points",
    "recommendations",
    "response",
    "source-notes",
]
"""A part of a pack that the review phase can show."""


class Model(BaseModel):
    """Frozen, and strict about keys: a slip of the pen is found, not ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class Item(Model):
    """One thing that the source says, or that was written for the pack."""

    id: Id
    text: Text
    source: Text | None = None
    """Where in the source this stands, e.g. 'slide 3, second point'."""
    written_for_pack: bool = False
    """True for what the source does not contain; shown as such."""
    essential: bool = False
    """Among the points that matter most: shown in the shortest format."""
    notes: Text | None = None
    """For the facilitator only, on a key."""


class SummaryEvent(Item):
    """Something that happened, in the order in which the source tells it."""

    date: Short | None = None
    """As printed; absent when the source gives none."""


class Question(Item):
    """A term of reference, as a question the review set out to answer."""


class LearningPoint(Item):
    """What the review, or those who took part in it, drew from it."""


class Recommendation(Item):
    """What the review recommended, with must and should as printed."""

    label: Short
    """As printed, e.g. 'Recommendation 1'."""
    addressed_to: tuple[Short, ...] = ()
    """Only whom the source names."""


class Response(Item):
    """What the partnership said it is doing."""

    part: Short | None = None
    """The heading it stands under, e.g. 'Early years'."""
    title: Short | None = None


class Prompt(Item):
    """One question for the room within an activity."""


class Activity(Item):
    """Something for the team to do or talk about. `text` is what is asked of them."""

    title: Short
    minutes: Minutes
    way: Way
    prompts: tuple[Prompt, ...] = ()
    talk_only: bool = False
    """Held, and nothing that is said in it is recorded."""
    read_before: Text | None = None
    """What needs to be read or found beforehand."""


class SourceNote(Item):
    """Where the source is unclear or disagrees with itself, or an expansion that we added.

    Written for the pack, never the review's own words.
    """

    written_for_pack: bool = True
    kind: Literal["unclear", "disagrees", "gap", "expansion"]
    about: tuple[Id, ...] = ()
    """The ids of the items it is about."""


class CaseSummary(Model):
    """What the review is about."""

    about: Text
    """A paragraph that a person could read out."""
    period: Short | None = None
    """The period the review covers, as printed."""
    source: Text
    events: tuple[SummaryEvent, ...] = Field(min_length=1)


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


class Pack(Model):
    """What there is to learn from one published review."""

    format: Literal[1]
    """The number of this file format."""
    id: Id
    kind: Literal["review", "several reviews", "framework", "briefing"] = "review"
    title: Short
    """What people call it, e.g. 'Child AI'."""
    say: Short | None = None
    """How to say the title, where reading it cold misleads."""
    review: Short
    """The review's title as printed."""
    partnership: Short
    """The body that published it, as printed. Cases are known by partnership and label."""
    content_note: Text
    """What people will hear, said before they hear it."""
    source: Source
    case_summary: CaseSummary
    terms_of_reference: tuple[Question, ...] = ()
    learning_points: tuple[LearningPoint, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    response: tuple[Response, ...] = ()
    activities: tuple[Activity, ...] = Field(min_length=1)
    source_notes: tuple[SourceNote, ...] = ()
    headings: dict[Section, Short] = Field(default_factory=dict)
    """What a part is called in this pack, where the usual heading does not fit."""

    @property
    def minutes(self) -> int:
        """The sum of its activities' minutes."""
        return sum(activity.minutes for activity in self.activities)

    @property
    def prompt_count(self) -> int:
        """How many prompts its activities have together."""
        return sum(len(activity.prompts) for activity in self.activities)


class FormatQuestion(Model):
    """A question that stands in a phase whatever the pack, e.g. 'What worked well, and why?'."""

    id: Id
    text: Text


class FormatPhase(Model):
    """One phase of a format: what it is for, how long, and what is said."""

    id: Id
    kind: PhaseKind
    title: Short
    short: Annotated[str, StringConstraints(min_length=1, max_length=12)]
    """For the bar of phases: at most 12 characters."""
    minutes: Minutes
    say: Text | None = None
    """What the screen says at the start of the phase."""
    points: tuple[Text, ...] = ()
    questions: tuple[FormatQuestion, ...] = ()
    question_minutes: Annotated[int, Field(ge=0, le=240)] = 0
    """For a talk phase: how much of it is kept for its own questions, before the activities."""
    takes: tuple[Takes, ...] = ()
    shows: tuple[Section, ...] = ()
    """For a review phase: which parts of the pack, in this order."""
    essential_only: bool = False
    """For a review phase: only the points that matter most."""
    unused_minutes_to: Id | None = None
    """The phase that gains what this one did not use."""
    notes: Text | None = None
    """For the facilitator only, on a key."""


class Format(Model):
    """How a session runs, e.g. `team-30`."""

    format: Literal[1]
    id: Id
    title: Short
    about: Text
    ground_rules: tuple[Text, ...] = Field(min_length=1)
    phases: tuple[FormatPhase, ...] = Field(min_length=1)

    @property
    def minutes(self) -> int:
        """The sum of its phases' minutes."""
        return sum(phase.minutes for phase in self.phases)
