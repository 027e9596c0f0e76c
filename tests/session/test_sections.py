"""What a review phase makes of a pack's timeline, care episodes and other headings."""

from __future__ import annotations

from learnsession.packs.format import Format
from learnsession.packs.model import Pack
from learnsession.session.agenda import Step
from learnsession.session.planning import plan
from support import format_values, pack_values

STOPS = [
    {"id": "thought", "text": "What would you have thought then?"},
    {"id": "next", "text": "What would you have done next?"},
]


def rich_pack() -> Pack:
    values = pack_values()
    summary = values["case_summary"]
    assert isinstance(summary, dict)
    summary["events"] = [
        {"id": "first", "text": "A.", "period": "To 2011", "date": "2007"},
        {"id": "second", "text": "B.", "period": "To 2011"},
        {"id": "third", "text": "C.", "period": "2012", "essential": True, "notes": "Slowly."},
    ]
    summary["episodes"] = [{"id": "one", "title": "Episode 1", "text": "D.", "span": "5 months"}]
    values["parts"] = [
        {
            "id": "analysis",
            "title": "Analysis of practice",
            "items": [
                {"id": "drift", "text": "Delay.", "label": "5 of 5", "essential": True},
                {"id": "good", "text": "Effort.", "worked_well": True},
                {"id": "mother", "text": "It helped.", "said_by": "The mother"},
            ],
        },
        {"id": "other", "title": "Other", "items": [{"id": "rest", "text": "E."}]},
    ]
    values["recommendations"] = [
        {"id": "r1", "label": "1", "text": "Must.", "part": "Police", "points": ["a", "b"]},
    ]
    return Pack.model_validate(values)


def rich_format(*shows: str, essential: bool = False) -> Format:
    values = format_values()
    for phase in values["phases"]:  # type: ignore[attr-defined]
        if phase["kind"] == "review":
            more = {"stop_questions": STOPS, "essential_only": essential}
            phase |= {"shows": list(shows)} | more
    return Format.model_validate(values)


def review(*shows: str, essential: bool = False, stops: bool = False) -> tuple[Step, ...]:
    form = rich_format(*shows, essential=essential)
    return plan(rich_pack(), form, stops=stops).phase("review").steps


def labels(step: Step) -> list[str]:
    return [point.label for point in step.points]


def test_a_heading_of_the_timeline_stands_where_it_changes():
    (step,) = review("events")
    assert labels(step) == ["To 2011 · 2007", "", "2012"]


def test_an_episode_has_its_title_and_span():
    (step,) = review("episodes")
    assert labels(step) == ["Episode 1 · 5 months"]


def test_each_part_is_a_step_of_its_own_in_the_pack_s_order():
    analysis, other = review("parts")
    assert [analysis.title, other.title] == ["Analysis of practice", "Other"]
    assert labels(analysis) == ["5 of 5", "What worked well", "The mother said"]


def test_in_the_shortest_format_only_essential_points_remain_and_empty_parts_go():
    events, analysis = review("events", "parts", essential=True)
    assert [point.id for point in events.points] == ["third"]
    assert [point.id for point in analysis.points] == ["drift"]


def test_a_recommendation_carries_its_table_and_its_list():
    (step,) = review("recommendations")
    assert labels(step) == ["Police · 1"]
    assert step.points[0].text == "Must.\n– a\n– b"


def test_stopping_gives_each_event_and_episode_a_step_with_the_two_questions():
    steps = review("events", "episodes", "learning-points", stops=True)
    assert [step.title for step in steps[:4]] == [
        "What happened: 1 of 3",
        "What happened: 2 of 3",
        "What happened: 3 of 3",
        "What the review looked at closely: 1 of 1",
    ]
    for step in steps[:4]:
        assert [point.prompt for point in step.points] == [False, True, True]
    assert labels(steps[1]) == ["To 2011", "1", "2"]
    assert steps[2].notes == ("Slowly.",)
    assert not any(point.prompt for point in steps[4].points)


def test_without_being_asked_to_stop_nothing_stops():
    (step,) = review("events")
    assert not any(point.prompt for point in step.points)
