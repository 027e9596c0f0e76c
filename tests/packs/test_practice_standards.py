"""The framework and the pack made from it, held against the Lead Reviewer Brief."""

from __future__ import annotations

from collections import Counter

import pytest
from shipped_packs import (
    NAMES,
    SESSIONS,
    copied,
    counts,
    framework,
    items,
    missing,
    note,
    pack,
    prompts,
)

STANDARDS = pack("norfolk-practice-standards")
FRAME = framework("norfolk-thematic-learning")

COPIED = (
    "pulled together a Thematic Learning Framework, to enable us",
    "enable us to think about the recurring issues",
    "over 100 individual and sometimes repetitive",
    "on a continuous journey of learning",
    "understanding their experience and what they expect",
    "loved, valued and respected, happy",
    "remembering what it is like to be a child",
    "encourage and support appropriate curiosity",
    "use opportunities for discussion effectively, include",
    "improve timely and collaborative planning",
    "locating clear accountability",
    "requires people at all levels to manage risk",
    "attempts to distil the recurring challenges",
    "is intrinsic to collaborative working",
    "if not, what establish",
    "Shape the high level actions",
    "ranged from the overarching need",
    "offering to speak to women alone",
    "outweighs the risks of not addressing",
    "take the learning directly to the frontline",
    "child centred and recognises the children",
    "make full use of all the child",
    "including less visible parents, are fully involved",
    "recognise, address and challenge disguised compliance",
    "takes account of the impact of different types",
    "helping them to feel safe and",
    "has effective systems in place to track",
    "in a timely manner",
    "feel confident in making referrals",
    "challenge one another and be challenged",
    "applies consistent thresholds",
    "made jointly across agencies",
    "to ensure cases do not drift",
    "confidently exercise sound professional",
    "aware of, promote and follow",
    "shared and embedded across the",
)
"""Turns of phrase of the brief: none may stand in our own words."""


def test_the_framework_has_all_that_the_brief_prints() -> None:
    assert [(each.number, each.id) for each in FRAME.quadrants] == [
        (1, "professional-curiosity"),
        (2, "information-sharing-and-fora"),
        (3, "collaborative-working"),
        (4, "leadership"),
    ]
    assert Counter(theme.kind for theme in FRAME.themes) == {"issue": 4, "practice": 9}
    assert [each.number for each in FRAME.practice_standards] == [
        f"{group}.{number}"
        for group, last in enumerate((5, 5, 4, 5, 1, 3), 1)
        for number in range(1, last + 1)
    ]
    assert len(FRAME.practice_standards) == 23


def test_standards_belong_to_a_quadrant_and_names_are_unique() -> None:
    quadrants = {each.id for each in FRAME.quadrants}
    assert {each.quadrant for each in FRAME.practice_standards} == quadrants
    kinds = (FRAME.quadrants, FRAME.themes, FRAME.practice_standards)
    assert len(FRAME.names) == sum(len(kind) for kind in kinds) == 40


def test_questions_and_standards_say_where_they_stand() -> None:
    assert all(each.question.endswith("?") for each in FRAME.quadrants)
    for each in FRAME.practice_standards:
        assert each.source == f"Appendix 1, standard {each.number}"
    assert all(each.source for each in (*FRAME.quadrants, *FRAME.themes))


@pytest.mark.parametrize(
    ("number", "facts"),
    [
        ("1.1", ["child", "individual"]),
        ("1.2", ["Multi-agency assessments", "history"]),
        ("1.3", ["less visible parents", "PR", "consent"]),
        ("1.4", ["disguised compliance", "challenge"]),
        ("1.5", ["emotional", "physical"]),
        ("2.1", ["relationships", "feel safe"]),
        ("2.2", ["tracking concerns", "Domestic Abuse"]),
        ("2.3", ["Multi-Agency Safeguarding Hub", "health partners"]),
        ("2.4", ["records", "children", "family"]),
        ("2.5", ["consultation", "referral", "Feedback", "MASH"]),
        ("3.1", ["challenge"]),
        ("3.2", ["Thresholds", "rationale", "timely"]),
        ("3.3", ["jointly", "planning"]),
        ("3.4", ["Early Help", "drift"]),
        ("4.1", ["national guidance"]),
        ("4.2", ["Early Help", "QA", "FSP"]),
        ("4.3", ["supervision", "frontline"]),
        ("4.4", ["professional judgement", "managers"]),
        ("4.5", ["Domestic Abuse and Neglect"]),
        ("5.1", ["specialist advice", "CSA"]),
        ("6.1", ["Professional Disagreements", "Disclosure Protocol", "Reluctant and Hostile"]),
        ("6.2", ["neglect, sexual abuse", "domestic abuse", "Early Help"]),
        ("6.3", ["SCRs", "embedded"]),
    ],
)
def test_each_standard_keeps_what_it_asks_and_the_pack_says_the_same(
    number: str, facts: list[str]
) -> None:
    (standard,) = [each for each in FRAME.practice_standards if each.number == number]
    assert [fact for fact in facts if fact not in standard.text] == []
    (shown,) = [each for part in STANDARDS.parts for each in part.items if each.label == number]
    assert (shown.text, shown.source_tags[-1]) == (standard.text, number)


def test_everything_in_the_brief_is_there() -> None:
    assert counts(STANDARDS) == {
        "activities": 9,
        "prompts": 33,
        "minutes": 72,
        "source_notes": 30,
    }
    assert {part.id: len(part.items) for part in STANDARDS.parts} == {
        "background": 7,
        "child-at-the-heart": 4,
        "key-areas": 4,
        "across-the-areas": 4,
        "recurring-issues": 5,
        "recurring-areas": 9,
        "learning-in-practice": 7,
        "domestic-abuse-points": 7,
        "publication": 6,
        "dissemination": 4,
        "standards-1": 5,
        "standards-2": 5,
        "standards-3": 4,
        "standards-4": 5,
        "standards-5": 1,
        "standards-6": 3,
    }
    assert sum(len(part.items) for part in STANDARDS.parts) == 80
    assert STANDARDS.kind == "framework"


@pytest.mark.parametrize(
    ("item_id", "facts"),
    [
        ("reviews-commissioned", ["Working Together", "2013", "2015"]),
        ("over-100-recommendations", ["over 100", "SMART"]),
        ("framework-presented", ["SCR subgroup", "PPF"]),
        ("framework-adopted", ["Adult Safeguarding Board", "Countywide Community Safety"]),
        ("norfolk-vision", ["Norfolk vision", "safe, healthy and happy"]),
        ("what-children-can-expect", ["adults", "expect"]),
        ("risk-and-uncertainty", ["risk and uncertainty", "all levels"]),
        ("reviewing-practice-standards", ["Threshold Guide", "Signs of Safety", "Appendix 1"]),
        ("issue-challenge", ["Professional Disagreements Policy"]),
        ("chair-works-with-boards", ["DASVB", "MAPPA", "PPF", "DHRs"]),
        ("five-cases", ["Five cases", "five separate cases"]),
        ("speak-to-women-alone", ["women", "alone"]),
        ("idva-and-marac", ["IDVAs", "MARAC"]),
        ("published-before", ["action plan", "powerpoint", "press statements"]),
        ("recognise-harm", ["press statement", "harm"]),
        ("partners-advised", ["NCC's", "Managing Director"]),
        ("roadshows", ["roadshows", "frontline", "middle managers"]),
        ("single-agencies", ["Section 11"]),
    ],
)
def test_facts_are_kept(item_id: str, facts: list[str]) -> None:
    assert missing(STANDARDS, item_id, facts) == []


def test_the_session_asks_of_each_group_of_standards_what_can_be_evidenced() -> None:
    asked = [
        activity.id
        for activity in STANDARDS.activities
        if activity.prompts[0].text.startswith(
            ("Which of these can we evidence", "What can we evi")
        )
    ]
    assert asked == [
        "evidence-curiosity",
        "evidence-information",
        "evidence-collaboration",
        "evidence-policy",
        "evidence-commissioning",
        "evidence-scrutiny",
    ]


@pytest.mark.parametrize(
    ("note_id", "words"),
    [
        ("note-four-or-six", "six groups"),
        ("note-no-evidence", "no evidence is"),
        ("note-both-in-1-5", "1.5"),
        ("note-csc-or-mash", "MASH"),
        ("note-phrase-in-1-4", "describe what was seen"),
    ],
)
def test_where_the_brief_is_unclear_it_is_said(note_id: str, words: str) -> None:
    assert words in note(STANDARDS, note_id)


def test_no_sentence_is_copied() -> None:
    assert copied(STANDARDS, COPIED) == []


def test_a_label_for_families_stands_only_where_the_standard_prints_it() -> None:
    named = [each.id for each in items(STANDARDS) if "disguised compliance" in each.text]
    assert named == ["standard-1-4"]


@pytest.mark.parametrize("name", NAMES)
def test_every_tag_of_a_shipped_pack_is_one_of_its_framework(name: str) -> None:
    of = pack(name)
    assert of.framework is not None
    names = framework(of.framework).names
    for each in items(of):
        unknown = {*each.tags, *each.source_tags} - names.keys()
        assert not unknown, (each.id, unknown)
        assert not {*each.tags} & {*each.source_tags}, f"{each.id} has a tag twice"


@pytest.mark.parametrize("name", NAMES)
def test_learning_is_mapped_onto_the_framework(name: str) -> None:
    of = pack(name)
    mapped = (*of.learning_points, *of.recommendations, *of.activities, *prompts(of))
    assert [each.id for each in mapped if not each.tags and not each.source_tags] == []


def test_only_a_source_that_names_the_framework_has_tags_of_its_own() -> None:
    """Everywhere else they were chosen for the pack, and are said to be ours."""
    named = {name for name in NAMES if any(each.source_tags for each in items(pack(name)))}
    assert named == {"norfolk-case-q", "norfolk-practice-standards"}


def test_frameworks_are_files_of_their_own() -> None:
    found = {path.stem for path in (SESSIONS / "frameworks").glob("*.yaml")}
    assert found == {FRAME.id} == {pack(name).framework for name in NAMES}
