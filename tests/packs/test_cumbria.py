"""The Cumbria pack, held against its briefing: n of 5, sections, themes, and whose O, R and N."""

from __future__ import annotations

import re

import pytest
from shipped_packs import all_text, copied, counts, item, items, missing, note, pack

CUMBRIA = pack("cumbria-five-reviews")

COPIED = (
    "episodes of poor communication and information sharing",
    "did not always contribute to effective decision-making",
    "which caused a loss of focus on the child",
    "hold a rich mix of information on children",
    "when there is an appropriate requirement",
    "it is important that the managers of each plan",
    "present in behaviours which place them",
    "risk-taking behaviour including drug",
    "may not speak out or tell anyone",
    "hide and minimise the abuse they are suffering",
    "can have a serious impact on a child's behaviour",
    "may underestimate the effects of the abuse",
    "had directly witnessed domestic abuse",
    "place them at a higher risk of abuse",
    "an understanding of underlying issues and chronology",
    "with a focus on the impact on the child",
    "the known risks for care leavers",
    "the long term impact of unresolved childhood trauma",
    "is a cue for reappraisal of risk assessment",
    "had a history of poor engagement",
    "reluctant or resistant to engage",
    "the child's welfare should remain paramount",
    "perhaps best placed to notice how children are",
    "on an almost daily basis",
    "when attendance falls below 85%",
    "throughout their transition from",
    "must be thorough, timely, gather",
    "did not positively embrace the take up",
    "allow schools to more easily refer",
    "as a potential indicator of",
    "must use this information when considering risk",
    "possible compromised capacity to parent",
    "in order to improve safeguarding practice is vital",
    "to raise the profile of the lessons",
)
"""Turns of phrase of the briefing: none may stand in our own words."""


def test_everything_in_the_briefing_is_there() -> None:
    assert counts(CUMBRIA) == {
        "response": 4,
        "contacts": 3,
        "activities": 7,
        "prompts": 21,
        "minutes": 58,
        "source_notes": 30,
    }
    assert {part.id: len(part.items) for part in CUMBRIA.parts} == {
        "counts": 4,
        "communication": 2,
        "assessments": 2,
        "neglect": 4,
        "domestic-abuse": 3,
        "managing-risk": 7,
        "engagement": 3,
        "education": 4,
        "themes": 12,
    }
    assert CUMBRIA.kind == "several reviews"


def test_the_counts_are_as_printed_and_all_are_heard_in_the_shortest_format() -> None:
    assert [(each.label, each.essential) for each in CUMBRIA.parts[0].items] == [
        ("5 of 5", True),
        ("5 of 5", True),
        ("5 of 5", True),
        ("3 of 5", True),
    ]


@pytest.mark.parametrize(
    ("item_id", "facts"),
    [
        ("count-communication", ["5 of 5", "communicated poorly", "shared information poorly"]),
        ("count-assessments", ["5 of 5", "thorough", "comprehensive", "always"]),
        ("count-neglect", ["5 of 5", "Neglect"]),
        ("count-domestic-abuse", ["3 of 5", "Domestic abuse"]),
        ("across-boundaries", ["moved", "boundary", "focus on the child"]),
        ("rich-information", ["rich mix", "store", "shared effectively"]),
        ("family-history", ["some of the reviews", "family history, chronology and genealogy"]),
        ("several-plans", ["statutory plan", "managers", "coordinate"]),
        ("intergenerational", ["some", "generation"]),
        ("long-neglect", ["long time", "drugs and alcohol", "offending"]),
        ("not-in-school-neglect", ["attend poorly", "excluded", "vulnerable"]),
        ("keep-quiet", ["keep quiet", "survive", "hide"]),
        ("all-abuse-harms", ["All domestic abuse", "wellbeing"]),
        ("underestimated", ["Parents or carers", "underestimate"]),
        ("direct-witness", ["one of the reviews", "directly"]),
        ("recognising-risk", ["all five", "exclusion", "disability", "additional health needs"]),
        ("not-only-incident", ["chronology", "incident"]),
        ("care-leavers", ["one of the reviews", "care leavers"]),
        ("unresolved-trauma", ["pregnant", "new mothers", "childhood trauma"]),
        ("fathers-and-males", ["several", "curiosity", "scepticism", "fathers and other males"]),
        ("cue-to-reappraise", ["new partner", "appointments not attended"]),
        ("history-of-engagement", ["Many", "medical", "Early Help", "school staff", "at risk"]),
        ("welfare-paramount", ["paramount"]),
        (
            "families-policy",
            ['"Working with Uncooperative Families - Disguised Compliance Policy"', "all staff"],
        ),
        ("school-staff", ["best place", "regularly"]),
        ("eighty-five-per-cent", ["85%", "Early Help Assessment", "Attendance Plans", "record"]),
        ("keeping-children-safe", ["Keeping Children Safe in Schools and Colleges", "updated"]),
        ("moving-school", ["One report", "Junior School to Secondary School", "voice"]),
        ("theme-responding", ["one of the reviews", "very little", "sexual exploitation"]),
        ("theme-assessments", ["must", "thorough", "timely", "several agencies"]),
        ("theme-boundaries", ["one of the reviews", "service area"]),
        ("theme-early-help", ["one of the reviews", "secondary school", "Cumbria LSCB"]),
        ("theme-absence", ["persistent absence", "neglect"]),
        ("theme-secure", ["secure settings"]),
        ("theme-substances", ["suspected", "must"]),
        ("theme-care-leavers", ["Care leavers", "parent"]),
        ("early-help-panels", ["'stuck'", "easier"]),
        ("panel-members", ["key educational establishments", "members"]),
        ("workshops-and-conference", ["a conference", "workshops", "the other SCR"]),
        ("contact-telephone", ["0330 240 1727", "significant concerns"]),
        ("contact-office", ["1st Floor - Lower Gaol Yard, The Courts, Carlisle", "CA3 8NA"]),
        ("contact-email", ["LSCB@cumbria.gov.uk"]),
    ],
)
def test_facts_are_kept(item_id: str, facts: list[str]) -> None:
    assert missing(CUMBRIA, item_id, facts) == []


def test_a_number_or_address_of_the_source_says_that_it_may_be_out_of_date() -> None:
    assert len(CUMBRIA.contacts) == 3
    for each in CUMBRIA.contacts:
        assert each.text.startswith("From the source, check first:"), each.id
    others = [each.text for each in items(CUMBRIA) if each not in CUMBRIA.contacts]
    for number in ("0330", "CA3 8NA", "@cumbria"):
        assert not any(number in text for text in others), number


def test_a_child_is_always_named_with_cumbria() -> None:
    """Norfolk has an O, an R and an N too, and they are other children."""
    text = " ".join(all_text(CUMBRIA).split())
    named = re.findall(r"\bCumbria Child ([A-Z]{1,2})\b", text)
    assert set(named) == {"O", "R", "AC", "L", "N"}
    others = re.sub(r"\b(Cumbria Child|Norfolk Case) [A-Z]{1,2}\b", "", text)
    assert re.findall(r"\b(?:Child|Case|child|case) [A-Z]{1,2}\b", others) == []


def test_norfolk_s_cases_are_spoken_of_only_where_they_are_told_apart() -> None:
    norfolk = [
        each.id for each in (*items(CUMBRIA), *CUMBRIA.source_notes) if "Norfolk Case" in each.text
    ]
    assert norfolk == ["note-same-letters"]


@pytest.mark.parametrize("name", ["norfolk-case-q", "norfolk-practice-standards"])
def test_norfolk_s_packs_say_norfolk_with_the_letters_that_both_have(name: str) -> None:
    text = " ".join(all_text(pack(name)).split())
    others = re.sub(r"\bNorfolk Cases? [A-Z](,? (and )?[A-Z]\b)*", "", text)
    assert re.findall(r"\b(?:Child|Cases?) [ORNM]\b", others) == []


def test_what_worked_well_is_marked_and_where_it_is_missing_it_is_said() -> None:
    assert [each.id for each in items(CUMBRIA) if each.worked_well] == ["early-help-panels"]
    assert not any(each.said_by for each in items(CUMBRIA))
    assert "nothing that a child or a family member said" in note(CUMBRIA, "note-voice")


@pytest.mark.parametrize(
    ("note_id", "words"),
    [
        ("note-same-letters", "are not Norfolk Case O, Norfolk Case R and Norfolk Case N"),
        ("note-how-many", "five reviews"),
        ("note-all-or-one", "Three of its twelve points"),
        ("note-fathers", "one of the cases"),
        ("note-boundaries", "one family"),
        ("note-eighty-five", "85%"),
        ("note-contacts", "out of date"),
        ("note-tags", "every tag in this pack is ours"),
    ],
)
def test_where_the_briefing_is_unclear_it_is_said(note_id: str, words: str) -> None:
    assert words in note(CUMBRIA, note_id)


def test_no_sentence_is_copied() -> None:
    assert copied(CUMBRIA, COPIED) == []


def test_labels_that_blame_stand_only_where_they_are_a_printed_title() -> None:
    texts = [each.text for each in items(CUMBRIA) if each.id != "families-policy"]
    for phrase in ("disguised compliance", "resistant famil", "uncooperative"):
        assert not any(phrase in text.lower() for text in texts), phrase
    assert item(CUMBRIA, "families-policy").essential is False
