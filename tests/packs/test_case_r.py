"""The Norfolk Case R pack, held against its summary: counts, dates, must and should, voices."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from shipped_packs import counts, item, items, missing, note, pack

R = pack("norfolk-case-r")

USE_BOTH_WORDS = {"strategy-participation", "theme-priorities"}
"""Recommendations that print "must" for what is to be done, and "should" for a detail of it."""

INJURY_DATES = {"8th May 2015": "1.2", "14th May 2015": "3.11", "16th May 2015": "4.4.4"}
"""The dates that are printed for the injuries, and the paragraph of each."""


def test_everything_in_the_summary_is_there() -> None:
    assert counts(R) == {
        "events": 18,
        "episodes": 3,
        "recommendations": 26,
        "response": 4,
        "activities": 7,
        "prompts": 21,
        "minutes": 63,
        "source_notes": 61,
    }
    assert {part.id: len(part.items) for part in R.parts} == {
        "reasons": 3,
        "organisations": 7,
        "arrangements": 5,
        "key-issues": 5,
        "needs-assessment": 11,
        "opportunities": 4,
        "thresholds": 13,
        "services": 19,
        "collaboration": 5,
        "supervision": 12,
        "family": 7,
        "policies": 4,
        "alcohol-abuse-health": 8,
        "before-recommendations": 3,
    }
    assert sum(len(part.items) for part in R.parts) == 106


def test_every_numbered_paragraph_of_the_nine_headings_is_there() -> None:
    """So many paragraphs stand under each of 5.1 to 5.9."""
    paragraphs = {1: 7, 2: 2, 3: 8, 4: 9, 5: 4, 6: 7, 7: 3, 8: 2, 9: 4}
    printed = [f"5.{under}.{n}" for under, last in paragraphs.items() for n in range(1, last + 1)]
    labels = [each.label for part in R.parts for each in part.items if each.label]
    assert list(dict.fromkeys(each for each in labels if each.startswith("5."))) == printed
    titles = [part.title for part in R.parts if part.title.startswith("5.")]
    assert [title.split()[0] for title in titles] == [f"5.{number}" for number in range(1, 10)]


def test_all_three_dates_of_the_injuries_are_shown_and_none_is_chosen() -> None:
    event = R.case_summary.events[-1]
    assert event.id == "injuries"
    assert event.essential
    assert event.date == "8th, 14th or 16th May 2015: all three are printed"
    three = next(each for each in R.source_notes if each.id == "note-three-dates")
    assert three.kind == "disagrees"
    assert {"injuries", "why-commissioned", "episode-3"} <= set(three.about)
    for date, paragraph in INJURY_DATES.items():
        assert f"{date} ({paragraph})" in note(R, "note-three-dates")
    assert "8th May 2015" in item(R, "why-commissioned").text
    assert "16th May 2015" in item(R, "episode-3").text
    assert not any(date in R.case_summary.about for date in INJURY_DATES)


def test_other_dates_are_as_printed() -> None:
    assert {each.id: each.date for each in R.case_summary.events[:-1] if each.date} == {
        "incident": "October 2014",
        "first-closure": "December 2014",
        "second-referral": "early in February 2015",
        "reconciling": "February and March 2015",
        "new-home": "by April 1st 2015",
        "back-to-work": "April 2015",
    }
    assert R.source.published == "January 2017"


def test_the_three_care_episodes_are_stops_of_their_own() -> None:
    assert [(each.title, each.span, each.essential) for each in R.case_summary.episodes] == [
        ("Care Episode 1", None, True),
        ("Care Episode 2", None, True),
        ("Care Episode 3", "5 months", True),
    ]


def test_recommendations_by_organisation_with_must_and_should_as_printed() -> None:
    by_part: dict[str, Counter[str]] = {}
    for each in R.recommendations:
        by_part.setdefault((each.part or "").removeprefix("Single agency: "), Counter())[
            each.strength or "neither"
        ] += 1
    assert by_part == {
        "Multi-agency": {"must": 5, "should": 4},
        "Norfolk Constabulary": {"should": 1},
        "Queen Elizabeth Hospital": {"must": 1, "should": 2},
        "Cambridgeshire Community Services NHS Trust": {"must": 4, "should": 1},
        "Norfolk Local Authority Children's Services": {"must": 2, "should": 3},
        "Norfolk and Suffolk Community Rehabilitation Company": {"must": 1},
        "NHS England Primary Care Commissioners (Midlands and East Region) and Norfolk GP "
        "Practices": {"must": 1, "should": 1},
    }
    assert sum(by_part.values(), Counter()) == {"must": 14, "should": 12}


def test_a_recommendation_says_its_own_must_or_should() -> None:
    for each in R.recommendations:
        other = {"must": "should", "should": "must"}[each.strength or ""]
        assert f" {each.strength} " in each.text, each.id
        if each.id not in USE_BOTH_WORDS:
            assert f" {other} " not in each.text, each.id


def test_what_recommendations_list_is_listed() -> None:
    assert {each.id: len(each.points) for each in R.recommendations if each.points} == {
        "theme-priorities": 8,
        "assurance": 2,
        "care-plan-aims": 3,
    }


def test_what_worked_well_is_carried() -> None:
    assert [each.id for each in items(R) if each.worked_well] == [
        "parents-consent",
        "good-practice",
        "considerable-engagement",
        "minimising-noticed",
        "family-seen",
        "six-teams",
        "support-was-sound",
        "family-cooperated",
        "parents-took-part",
        "mother-supported",
    ]
    assert item(R, "good-practice").essential


def test_what_the_parents_said_is_theirs() -> None:
    assert {each.id: each.said_by for each in items(R) if each.said_by} == {
        "father-interview": "Child R's father",
        "mother-said": "Child R's mother",
    }
    assert item(R, "mother-said").essential
    assert missing(R, "mother-said", ["October 2014", "insight", "safe"]) == []


@pytest.mark.parametrize(
    ("note_id", "words"),
    [
        ("note-age", "nine months old"),
        ("note-two-weeks", "printed three ways"),
        ("note-move-when", "5.3.5"),
        ("note-severity", "altercation"),
        ("note-father-spoken-to", "3.8"),
        ("note-why-two-agencies", "5.8.1"),
        ("note-resources", "5.3.3"),
        ("note-pre-sentence", "low t"),
        ("note-support-reduced", "considerably reduced"),
        ("note-paft-purpose", "Parents As First Teachers"),
        ("note-whose-alcohol", "paternal"),
        ("note-engagement", "negligible"),
        ("note-vague-reasons", "5.3.1"),
        ("note-sharing", "probation service"),
        ("note-pressure", "not particularly short of staff"),
        ("note-numbering", "9 multi-agency"),
        ("note-outcome", "is not said"),
        ("note-age", "at the time of commissioning"),
        ("note-why-two-agencies", "it stays open whether the police"),
        ("note-closure-words", "no further action pathway"),
        ("note-warning-letters", "child protection consequences"),
        ("note-whose-alcohol", "may belong to the first alone"),
        ("note-who-knew", "several key agencies"),
        ("note-joint-visit", "joint visiting standard"),
        ("note-finding-differs", "similar clinical professional background"),
        ("note-plan-or-response", "will consider"),
        ("note-table-gaps", "multi-agency by name"),
        ("note-more-terms", "strategy meetings/discussions"),
        ("note-wording", "the attention local police"),
        ("note-what-it-is", "main SCR report"),
        ("note-letters", "their service: not said"),
    ],
)
def test_where_the_summary_disagrees_with_itself_it_is_said(note_id: str, words: str) -> None:
    assert words in note(R, note_id)


def test_each_mark_of_what_worked_well_is_said_to_be_ours() -> None:
    ours = next(each for each in R.source_notes if each.id == "note-good-practice")
    assert {each.id for each in items(R) if each.worked_well} == set(ours.about)


@pytest.mark.parametrize(
    "item_id",
    [
        "change-misunderstood",
        "absence-of-injury",
        "threshold-confusion",
        "step-up-step-down",
        "narrow-perspective",
        "all-agencies-fathers",
    ],
)
def test_what_evidence_suggested_is_not_said_as_certain(item_id: str) -> None:
    assert "suggest" in item(R, item_id).text


def test_the_summary_prints_no_telephone_number_and_the_pack_has_none() -> None:
    assert R.contacts == ()
    said = " ".join(each.text for each in (*items(R), *R.source_notes))
    assert not re.search(r"\d{5}|@|www", said)


def test_nobody_is_called_what_only_describes_a_reading() -> None:
    said = " ".join(each.text for each in items(R)).lower()
    for phrase in ("disguised compliance", "hard to reach", "failed to protect"):
        assert phrase not in said
