"""The Norfolk Case Q pack, held against its slides: counts, facts, pointers, whose words."""

from __future__ import annotations

from collections import Counter

import pytest
from shipped_packs import all_text, copied, counts, item, items, missing, note, pack

Q = pack("norfolk-case-q")

COPIED = (
    "Significant history of domestic violence",
    "all having been neglected and sexually abused",
    "drinking heavily; children became subject",
    "took children from foster care",
    "children to school without breakfast",
    "being under influence of drugs",
    "complained on several occasions of sore genitals",
    "presence of known offenders of drug related crimes",
    "Further deterioration in the home conditions",
    "more robust action could have been taken to intervene",
    "Delay and drift and lack of consistent planning",
    "insufficiently considered",
    "missed and not fully appreciated",
    "were not explored for a considerable period",
    "did not always work together effectively or escalate",
    "Much good practice and sustained effort to support",
    "giving children opportunities to speak outside",
    "general acceptance of mother's accounts",
    "not all of the concerns were reported",
    "to be developed with mother",
    "influx of agency",
    "response to Neglect to children is effective",
    "well understood and effective so it is included",
    "aware of their duty to escalate concerns",
    "to ensure there is robust interagency involvement",
    "occasions in this case when immediate harm could have been demonstrated",
    "systematic application of assessment",
    "comprehensive and coherent picture of the episodes",
    "tended too easily to be discounted",
    "inconsistency in the application of thresholds",
    "poor professional understanding",
    "hostile or avoiding families",
    "failing to provide sufficient challenge",
    "Established a pool of",
    "nominated Key Adult at the school",
    "Following this successful pilot",
    "supporting consistent practice across",
    "encourage and support appropriate curiosity",
    "locating clear accountability",
)
"""Turns of phrase of the slides: none may stand in our own words."""


def test_everything_on_the_slides_is_there() -> None:
    assert counts(Q) == {
        "events": 18,
        "learning_points": 6,
        "recommendations": 5,
        "response": 13,
        "activities": 8,
        "prompts": 25,
        "minutes": 72,
        "source_notes": 37,
    }
    assert {part.id: len(part.items) for part in Q.parts} == {
        "analysis": 6,
        "conclusions": 8,
        "challenges": 4,
        "other-reviews": 3,
    }
    assert (Q.kind, Q.partnership) == ("review", "Norfolk Safeguarding Children Board")


def test_the_history_is_a_timeline_by_period() -> None:
    periods = [event.period for event in Q.case_summary.events]
    assert Counter(periods) == {"to 2011": 3, "2011 - 2012": 4, "2012 - 2014": 6, "2014": 5}
    assert list(dict.fromkeys(periods)) == ["to 2011", "2011 - 2012", "2012 - 2014", "2014"]


def test_dates_are_as_printed_and_none_is_added() -> None:
    assert {event.id: event.date for event in Q.case_summary.events if event.date} == {
        "two-children": "2007 and 2008",
        "refuge-and-care": "2011",
        "taken-from-foster-care": "March 12",
        "back-with-mother": "June 2012",
        "helpline": "June 14",
        "august-crisis": "Aug 14",
    }


@pytest.mark.parametrize(
    ("item_id", "facts"),
    [
        ("two-children", ["2007 and 2008", "Two children"]),
        ("violence-and-misuse", ["significant history", "drugs and alcohol", "mid 2011"]),
        ("parents-childhoods", ["Both parents'", "7 years old", "2 sisters", "sexually abused"]),
        ("refuge-and-care", ["refuge", "CP", "s20", "Dec 2011 to March 12", "drinking heavily"]),
        ("taken-from-foster-care", ["maternal grandmother", "foster care", "March 12"]),
        ("back-with-mother", ["June 2012", "mother's care"]),
        ("coping-at-first", ["At first", "coping well", "school", "neighbours"]),
        (
            "school-concerns",
            ["breakfast", "head lice", "bruises and scratches", "holes", "elder child steals"],
        ),
        (
            "elder-child-tells",
            ["school", "refuge worker", "smacks", "drugs", "writes", "touched", "several", "sore"],
        ),
        ("anonymous-calls", ["several anonymous calls", "neglect"]),
        ("unknown-men", ["unknown males", "parties", "loud"]),
        ("known-offenders", ["police and probation", "drug related"]),
        ("district-council", ["district council", "noise", "antisocial", "drugs in the home"]),
        ("home-worse", ["worse"]),
        ("males-in-household", ["alcohol and drugs", "partying", "males"]),
        ("helpline", ["NSPCC Helpline", "neighbour", "elder child", "June 14"]),
        ("week-in-care", ["a week", "returned to their mother"]),
        (
            "august-crisis",
            ["filthy", "distressed", "Police protection", "interim care order", "adoption"],
        ),
        ("robust-action", ["several key episodes", "more robust action", "Norfolk Case O"]),
        ("delay-and-drift", ["delay and drift", "planning", "staff", "not mapped"]),
        ("long-history", ["long history", "vulnerability", "behaved"]),
        ("cumulative-impact", ["cumulative and pervasive", "Violence, neglect", "missed"]),
        ("other-abuse", ["sexual abuse", "considerable period", "not robust"]),
        ("working-together", ["effectively", "escalate", "Norfolk Case O"]),
        ("good-practice", ["much good practice", "sustained"]),
        ("listening", ["away from home", "record", "share", "Norfolk Case N"]),
        ("over-optimism", ["small improvements", "mother's accounts"]),
        ("joint-working", ["not reported", "escalation", "Key decisions", "Norfolk Cases O and M"]),
        ("starting-again", ["overview", "working relationship", "history", "Norfolk Case M"]),
        ("inspection", ["Ofsted", "January 2013", "Children's Social Care", "agencies"]),
        ("immediate-harm", ["Court", "threshold", "many occasions", "observe", "coordinate"]),
        ("no-whole-picture", ["social worker", "mother's explanations", "reflection"]),
        ("not-taken-seriously", ["seriously", "discounted", "poor parenting"]),
        ("neglect-priority", ["priority", "five things", "since 2014"]),
        ("champions-pool", ["pool", "Neglect champions", "across the partnership"]),
        ("identification-tool", ["Neglect Identification Tool"]),
        ("graded-care-profile", ["Graded Care Profile", "training"]),
        ("neglect-events", ["events", "awareness", "best practice"]),
        (
            "encompass-pilot",
            ["Autumn Term 2016", "MASH", "18 schools and 1 FE college", "Great Yarmouth"],
        ),
        ("encompass-aim", ["all schools", "24 hours", "9am", "Key Adult", "telephone"]),
        ("encompass-rollout", ["January 2017", "approximately 200 schools", "successful"]),
        ("signs-of-safety", ["Signs of Safety", "embedded", "child's journey"]),
        ("threshold-guide", ["Norfolk Threshold Guide", "revised", "Signs of Safety"]),
        ("thematic-framework", ["Thematic Learning Framework", "strategic", "whole system"]),
    ],
)
def test_facts_are_kept(item_id: str, facts: list[str]) -> None:
    assert missing(Q, item_id, facts) == []


def test_recommendations_are_five_and_the_fifth_has_what_procedures_should_do() -> None:
    assert [each.label for each in Q.recommendations] == [
        f"Recommendation {number}" for number in range(1, 6)
    ]
    assert {each.addressed_to for each in Q.recommendations} == {("Norfolk LSCB",)}
    assert [len(each.points) for each in Q.recommendations] == [0, 0, 0, 0, 2]
    direct, interface = Q.recommendations[4].points
    assert "Procedures" in direct
    assert "assessment" in direct
    assert "decision" in direct
    assert "child protection" in interface
    assert "children in care" in interface


def test_the_four_points_of_the_ofsted_study_stand_after_what_introduces_them() -> None:
    conclusions = next(part for part in Q.parts if part.id == "conclusions").items
    study = [each for each in conclusions if each.label == "Ofsted study, 2010"]
    assert [each.id for each in study] == [
        "ofsted-study",
        "ofsted-thresholds",
        "ofsted-understanding",
        "ofsted-engaging",
        "ofsted-challenge",
    ]
    assert "print four" in study[0].text
    for each, word in zip(
        study[1:], ("Thresholds", "understand", "engage", "challenge"), strict=True
    ):
        assert word in each.text


def test_the_pointers_to_other_reviews_are_kept_with_the_partnership_s_name() -> None:
    others = next(part for part in Q.parts if part.id == "other-reviews").items
    assert [each.label for each in others] == ["Norfolk Case M", "Norfolk Case N", "Norfolk Case O"]
    assert ["twice" in others[0].text, "once" in others[1].text, "three" in others[2].text] == [
        True
    ] * 3


def test_the_response_says_who_is_told_and_when_under_its_two_headings() -> None:
    assert Counter(each.part for each in Q.response) == {
        "Neglect": 6,
        "Telling schools of domestic abuse": 4,
        None: 3,
    }


def test_the_four_challenges_are_the_quadrants_and_the_source_says_so() -> None:
    challenges = next(part for part in Q.parts if part.id == "challenges").items
    assert [each.source_tags for each in challenges] == [
        ("professional-curiosity",),
        ("information-sharing-and-fora",),
        ("collaborative-working",),
        ("leadership",),
    ]


def test_what_worked_well_and_what_the_children_said_are_marked() -> None:
    assert {each.id for each in items(Q) if each.worked_well} == {
        "good-practice",
        "encompass-rollout",
    }
    assert item(Q, "good-practice").essential
    said = {each.id: each.said_by for each in items(Q) if each.said_by}
    assert set(said) == {"elder-child-tells", "unknown-men"}
    assert all("as the slides report it" in (by or "") for by in said.values())


@pytest.mark.parametrize(
    ("note_id", "words"),
    [
        ("note-short-dates", "could be days or years"),
        ("note-march-to-june", "June 2012"),
        ("note-father", "father is not mentioned again"),
        ("note-conclusions-twice", "printed twice"),
        ("note-schools-recommendation", "None of the five recommendations printed is about that"),
        ("note-pilot", "successful pilot"),
        ("note-board-names", "Norfolk LSCB"),
        ("note-framework-picture", "Nothing in this pack comes from it"),
    ],
)
def test_where_the_slides_are_unclear_it_is_said(note_id: str, words: str) -> None:
    assert words in note(Q, note_id)


def test_no_sentence_is_copied() -> None:
    assert copied(Q, COPIED) == []


def test_the_content_note_names_what_will_be_heard() -> None:
    for word in ("neglected", "domestic abuse", "sexual abuse", "step out"):
        assert word in Q.content_note
    assert "disguised compliance" not in all_text(Q).lower()
