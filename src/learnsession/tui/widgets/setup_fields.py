"""The questions of set-up, one by one, and what stood in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from learnsession.packs.model import Activity, Asks
from learnsession.tui.widgets.field import Field
from learnsession.tui.widgets.tick import Tick

ASKED: tuple[Asks, ...] = ("title", "partnership", "reference")
"""What can be asked of a briefing, in this order; also the names of the fields."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What stood in the form when it was left, so that nothing has to be typed twice."""

    team: str = ""
    facilitator: str = ""
    form: str = ""
    activities: tuple[str, ...] | None = None
    finish: str = ""
    people: str = ""
    roles: str = ""
    stops: bool = False
    title: str = ""
    """Of the briefing, like the next two."""
    partnership: str = ""
    reference: str = ""


def briefing_fields(asks: tuple[Asks, ...], typed: Typed) -> Iterator[Field]:
    """Which briefing it is, where one pack serves any."""
    made = {
        "title": Field(
            "Which briefing?",
            "title",
            value=typed.title,
            placeholder="its title, as printed",
            aid="Each person needs a copy; the briefing is not kept here.",
        ),
        "partnership": Field(
            "Who published it?",
            "partnership",
            value=typed.partnership,
            placeholder="the partnership; may stay empty",
        ),
        "reference": Field(
            "Where can it be found?",
            "reference",
            value=typed.reference,
            placeholder="a link or reference; may stay empty",
            longest=500,
        ),
    }
    return (made[name] for name in ASKED if name in asks)


def stop_tick(typed: Typed) -> Tick:
    """Whether to stop at each event."""
    more = "before what was learned is shown: what would you have thought, and done next?"
    tick = Tick("Stop at each event", more, value="stops", on=typed.stops)
    return tick.add_class("stops")


def people_fields(typed: Typed) -> Iterator[Field]:
    """Who leads it, and who is there."""
    yield Field(
        "Facilitator",
        "facilitator",
        value=typed.facilitator,
        placeholder="a role, e.g. team manager",
    )
    yield Field(
        "How many people are here?",
        "people",
        value=typed.people,
        placeholder="e.g. 9",
        longest=6,
    )
    yield Field(
        "Agencies or roles present",
        "roles",
        value=typed.roles,
        placeholder="e.g. health visiting, nursery",
        aid="With commas between them. Roles, not names.",
        longest=500,
    )


def about(activity: Activity) -> str:
    """'8 min · pairs · talk only'."""
    facts = [f"{activity.minutes} min", activity.way]
    facts += ["talk only"] if activity.talk_only else []
    facts += ["read first"] if activity.read_before else []
    return " · ".join(facts)
