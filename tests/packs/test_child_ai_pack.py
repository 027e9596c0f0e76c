"""The Child AI pack, held against what its slides print: counts, facts, strength, length."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from learnsession.packs.format import Format
from learnsession.packs.model import Item, Pack
from learnsession.session.planning import plan, preselected

SESSIONS = Path(__file__).parents[2] / "sessions"
PACK_FILE = SESSIONS / "norfolk-child-ai.yaml"

COPIED = (
    "Ambulance attends the family flat",
    "in space of a month",
    "Police make referral to NCSC",
    "the day before the birth",
    "understood and their parenting capacity",
    "view on the bonding",
    "frequently arriving at a nursery",
    "how is this monitored and shared",
    "understand and access health provision",
    "impact on their ability",
    "support staff dealing with trauma",
    "managed appropriately and compassionately",
    "throughout the day as a basis",
    "Raise discussions about",
    "in order to communicate effectively",
    "make full use of the Mental Capacity Act",
    "resulting in a positive outcome",
    "better support families when",
    "appropriate and timely information sharing",
    "Ongoing",
    "disseminate the learning",
    "with explicit questions on",
    "additional support will be provided",
    "steps you can take to improve",
    "what works well?",
)
"""Turns of phrase of the slides, one or more a sentence: none may stand in our own words."""


@pytest.fixture(scope="module")
def pack() -> Pack:
    return Pack.model_validate(yaml.safe_load(PACK_FILE.read_text(encoding="utf-8")))


def form(name: str) -> Format:
    path = SESSIONS / "formats" / f"{name}.yaml"
    return Format.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))


def from_the_slides(pack: Pack) -> Iterator[Item]:
    """Every item that is shown as the review's, prompts included."""
    yield from pack.case_summary.events
    yield from pack.terms_of_reference
    yield from pack.learning_points
    yield from pack.recommendations
    yield from pack.response
    for activity in pack.activities:
        yield activity
        yield from activity.prompts


def item(pack: Pack, item_id: str) -> Item:
    return next(found for found in from_the_slides(pack) if found.id == item_id)


def test_everything_on_the_slides_is_there(pack: Pack) -> None:
    assert len(pack.case_summary.events) == 7
    assert len(pack.terms_of_reference) == 6
    assert len(pack.learning_points) == 5
    assert len(pack.recommendations) == 5
    assert [response.part for response in pack.response] == [None] * 4 + ["Early Years"] * 3
    assert len(pack.activities) == 6


def test_the_events_stand_in_the_order_of_the_slide(pack: Pack) -> None:
    assert [event.id for event in pack.case_summary.events] == [
        "ambulance",
        "police-referral",
        "protection-plan",
        "nineteen-forms",
        "stepped-down",
        "second-police-referral",
        "burns",
    ]


def test_only_the_forms_have_a_date_and_it_is_as_printed(pack: Pack) -> None:
    dates = {event.id: event.date for event in pack.case_summary.events if event.date}
    assert dates == {"nineteen-forms": "Jan- July"}
    assert pack.case_summary.period == "January 2018 – August 2019"
    assert pack.source.published is None


@pytest.mark.parametrize(
    ("item_id", "facts"),
    [
        ("ambulance", ["twice within a month", "two safeguarding referrals", "NCSC", "flat"]),
        ("police-referral", ["police", "ASB", "possible", "CSE", "NCSC"]),
        ("protection-plan", ["ICPC", "CPP", "neglect"]),
        ("nineteen-forms", ["19 pre-setting forms", "completed"]),
        ("stepped-down", ["CIN", "One day later her sibling"]),
        ("second-police-referral", ["second referral", "SWA", "EH", "recommends"]),
        ("burns", ["26%"]),
        ("parents-learning-needs", ["learning disabilities", "parenting capacity", "cognitive"]),
        ("bonding", ["mother", "assess"]),
        ("injuries-at-nursery", ["bruises", "scratches", "minor injuries", "monitored", "shared"]),
        ("use-of-a-and-e", ["A&E", "safeguarding systems"]),
        ("desensitised", ["desensitised", "neglect", "risk"]),
        ("other-neglect-cases", ["Case AF", "AG", "deep dive", "differ"]),
        ("trauma-and-resilience", ["trauma", "emotional resilience"]),
        ("sickness-policy", ["sickness policy", "mental health", "compassionate"]),
        ("permission-to-share", ["permissions", "inside", "partners", "are confident"]),
        ("supervision-sessions", ["key points", "safeguarding supervision"]),
        ("missing-information", ["family background", "reflect", "missing"]),
        ("neglect-priority", ["business plan", "strategy", "leadership", "independent scrutiny"]),
        ("mental-capacity-training", ["Workforce Development Group", "Adults Safeguarding Board"]),
        ("local-groups", ["East LSCG", "SCRs/SPRs", "multi-agency"]),
        ("family-network", ["rolled out, monitored and evaluated"]),
        ("early-years-audit", ["EY Safeguarding Audit", "All early years", "cumulative risk"]),
        ("early-years-rag", ["annual", "RAG", "Green", "under review", "schools"]),
        ("impact-reports", ["quantitative and qualitative", "impact"]),
        ("mental-capacity-act", ["Mental Capacity Act", "training", "resources"]),
        ("neglect-strategy", ["NSCP neglect strategy", "champions", "assessment tools", "drift"]),
    ],
)
def test_facts_are_kept(pack: Pack, item_id: str, facts: list[str]) -> None:
    text = item(pack, item_id).text
    assert [fact for fact in facts if fact not in text] == []


@pytest.mark.parametrize(
    ("number", "strength", "to"),
    [
        (1, "to identify and equip", ("NSCP",)),
        (2, "NSCP requires assurance", ()),
        (
            3,
            "should give NSCP assurance",
            ("Children's Social Care", "Cambridge Community Trust (Healthy Child Programme)"),
        ),
        (4, "NSCP to promote the Family Network programme", ("NSCP",)),
        (5, "NSCP should oversee", ("NSCP",)),
    ],
)
def test_recommendations_keep_their_strength_and_whom_they_name(
    pack: Pack, number: int, strength: str, to: tuple[str, ...]
) -> None:
    recommendation = pack.recommendations[number - 1]
    assert recommendation.label == f"Recommendation {number}"
    assert strength in recommendation.text
    assert recommendation.addressed_to == to


def test_every_item_says_where_it_comes_from(pack: Pack) -> None:
    for each in from_the_slides(pack):
        assert (each.source is None) == each.written_for_pack, each.id
    assert all(note.source and note.written_for_pack for note in pack.source_notes)


def test_ids_are_unique_and_notes_point_at_items(pack: Pack) -> None:
    ids = [each.id for each in (*from_the_slides(pack), *pack.source_notes)]
    assert len(ids) == len(set(ids))
    known = {each.id for each in from_the_slides(pack)}
    assert {target for note in pack.source_notes for target in note.about} <= known


@pytest.mark.parametrize("phrase", COPIED)
def test_no_sentence_is_copied(pack: Pack, phrase: str) -> None:
    texts = [each.text.lower() for each in from_the_slides(pack)]
    assert not any(phrase.lower() in text for text in texts)


@pytest.mark.parametrize(
    "letters",
    [
        "NCSC",
        "ASB",
        "CSE",
        "ICPC",
        "CPP",
        "CIN",
        "SWA",
        "EH",
        "A&E",
        "RAG",
        "SCRs/SPRs",
        "NSCP",
        "EY",
    ],
)
def test_every_expansion_is_marked_as_added(pack: Pack, letters: str) -> None:
    notes = [note.text for note in pack.source_notes if note.kind == "expansion"]
    assert any(letters in text for text in notes)


@pytest.mark.parametrize(
    "words",
    [
        "Case A1",
        "without a year",
        "Timeline of the review",
        "have no date",
        "about the cause",
        "the outcome",
        "Cambridge Community Trust",
        "Case AF",
        "pre-setting form",
        "sibling's birth",
    ],
)
def test_what_is_unclear_is_said(pack: Pack, words: str) -> None:
    assert any(words in note.text for note in pack.source_notes if note.kind != "expansion")


def test_the_content_note_warns_and_lets_people_step_out(pack: Pack) -> None:
    for word in ("burned", "neglect", "sexual exploitation", "step out"):
        assert word in pack.content_note
    assert pack.say == "say A-I"


def test_activities_are_marked_for_what_they_need(pack: Pack) -> None:
    talk_only = [activity.id for activity in pack.activities if activity.talk_only]
    assert talk_only == ["emotional-impact"]
    assert pack.activities[2].read_before
    assert all(2 <= len(activity.prompts) <= 4 for activity in pack.activities)


def test_prompts_cannot_be_answered_yes_or_no(pack: Pack) -> None:
    openers = ("what", "which", "where", "who", "how", "when")
    for activity in pack.activities:
        for prompt in activity.prompts:
            assert prompt.text.endswith("?"), prompt.id
            assert prompt.text.lower().startswith((*openers, "think of")), prompt.id


def test_the_shortest_format_shows_at_most_12_points_and_450_words(pack: Pack) -> None:
    steps = plan(pack, form("team-30")).phase("review").steps
    shown = [f"{point.label} {point.text}" for step in steps for point in step.points]
    words = sum(len(text.split()) for text in (*shown, *(step.text for step in steps)))
    assert 0 < len(shown) <= 12
    assert words <= 450
    assert [step.id.split(".")[1] for step in steps] == [
        "summary",
        "events",
        "learning-points",
        "recommendations",
    ]


def test_the_essential_activities_that_fit_are_preselected(pack: Pack) -> None:
    assert preselected(pack, form("team-30")) == ("risk-over-time",)
    assert preselected(pack, form("workshop-90")) == (
        "risk-over-time",
        "parents-understanding",
        "partnership-working",
    )


@pytest.mark.parametrize(("name", "minutes"), [("team-30", 30), ("workshop-90", 90)])
def test_the_plan_takes_the_minutes_of_the_format(pack: Pack, name: str, minutes: int) -> None:
    assert plan(pack, form(name)).minutes == minutes


def test_activities_name_what_the_team_needs_of_its_own(pack: Pack) -> None:
    assert {activity.id: activity.local for activity in pack.activities if activity.local} == {
        "partnership-working": ("escalation-policy",),
        "neglect-strategy": ("neglect-strategy", "champions", "assessment-tools"),
    }
