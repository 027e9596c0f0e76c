"""What a pack is made of: what there is to learn from one published review.

It is rewritten in our own words, and is a file that an authority can write or change, so every
field is described here and nothing unknown is let through. Every item says where in the source it
stands (`source`), or that it was written for the pack (`written_for_pack`). Dates are text, as the
source prints them; they are never computed with.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from learnsession.packs.base import Id, Minutes, Model, Section, Short, Source, Tag, Text

Way = Literal["whole team", "pairs", "alone"]
"""How an activity is worked on."""

LocalName = Literal[
    "procedure",
    "neglect-strategy",
    "champions",
    "assessment-tools",
    "escalation-policy",
]
"""A place in the team's own details, `local.yaml`."""


def _one_or_more(value: object) -> object:
    """One name may stand alone, without the brackets of a list."""
    if isinstance(value, str):
        return (value,)
    return tuple(value) if isinstance(value, list) else value


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
    worked_well: bool = False
    """True for what went well: said beside it, so that it is carried as carefully as the rest."""
    said_by: Short | None = None
    """Whose own words these are, where a family member or child spoke, e.g. 'Child R's mother'."""
    tags: tuple[Tag, ...] = ()
    """Quadrants, themes and practice standards of the framework, chosen for the pack."""
    source_tags: tuple[Tag, ...] = ()
    """The same, where the source itself names them."""
    local: Annotated[tuple[LocalName, ...], BeforeValidator(_one_or_more)] = ()
    """What the team needs of its own for this: shown from its local details."""
    notes: Text | None = None
    """For the facilitator only, on a key."""


class SummaryEvent(Item):
    """Something that happened, in the order in which the source tells it."""

    date: Short | None = None
    """As printed; absent when the source gives none."""
    period: Short | None = None
    """The heading of the timeline it stands under, as printed."""


class Episode(Item):
    """A care episode: a stretch of the case that the review looked at closely."""

    title: Short
    span: Short | None = None
    """How long it was, as printed."""


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
    part: Short | None = None
    """The table or heading it stands under, as printed."""
    strength: Literal["must", "should"] | None = None
    """As printed; absent where the source uses neither word."""
    points: tuple[Text, ...] = ()
    """What it lists."""


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


class Finding(Item):
    """One point of a part: an analysis, a finding, a conclusion, a theme, a count."""

    label: Short | None = None
    """As printed: a number, a title, a count such as '5 of 5'."""


class Part(Model):
    """A heading of the source with its points, where none of the usual parts fits."""

    id: Id
    title: Short
    items: tuple[Finding, ...] = Field(min_length=1)


class Contact(Item):
    """A telephone number or address that the source prints; it may be out of date."""


class CaseSummary(Model):
    """What the review is about."""

    about: Text
    """A paragraph that a person could read out."""
    period: Short | None = None
    """The period the review covers, as printed."""
    source: Text
    events: tuple[SummaryEvent, ...] = ()
    episodes: tuple[Episode, ...] = ()


Asks = Literal["title", "partnership", "reference"]
"""What has to be said of a briefing that the room reads from its own copy."""


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
    parts: tuple[Part, ...] = ()
    """Whatever else the source sets out, heading by heading, in its order."""
    contacts: tuple[Contact, ...] = ()
    framework: Id | None = None
    """The framework that the tags are of."""
    asks: tuple[Asks, ...] = ()
    """What set-up asks, where one pack serves any briefing."""
    activities: tuple[Activity, ...] = Field(min_length=1)
    source_notes: tuple[SourceNote, ...] = ()
    headings: dict[Section, Short] = Field(default_factory=dict)
    """What a part is called in this pack, where the usual heading does not fit."""

    @property
    def published_by(self) -> str:
        """The body that published it; empty where only set-up can say, and has not yet."""
        return "" if "partnership" in self.asks else self.partnership

    @property
    def minutes(self) -> int:
        """The sum of its activities' minutes."""
        return sum(activity.minutes for activity in self.activities)

    @property
    def prompt_count(self) -> int:
        """How many prompts its activities have together."""
        return sum(len(activity.prompts) for activity in self.activities)
